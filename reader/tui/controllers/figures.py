"""The commands of figures: marks in the text, order of the list, details, currency of a bare 元."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from weakref import ref

from reader.tui.prompts import Choice
from reader.tui.rows.figure_groups import format_sign, get_currency_name
from reader.tui.state.cycle import cycle
from reader.tui.state.figures import BARE_YUAN_CURRENCIES
from reader.tui.state.undo import UndoableAction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Figure
    from reader.tui.parts import ArticlePart, SideListPart
    from reader.tui.selection import CurrentSelection
    from reader.tui.shell import Session, Shell
    from reader.tui.state.article import OpenArticle


class FigureController:
    """The commands of figures. Marks, order and filter apply to all articles of the session.

    Args:
        shell: The screen.
        session: The open article, the reading list and the settings.
        article: The page.
        side_list: The list beside the page.
        selection: What a command applies to.
    """

    def __init__(
        self,
        shell: Shell,
        session: Session,
        article: ArticlePart,
        side_list: SideListPart,
        selection: CurrentSelection,
    ) -> None:
        self._shell = shell
        self._session = session
        self._article = article
        self._side_list = side_list
        self._selection = selection

    # -- in the text

    def action_figures(self) -> None:
        """Mark the figures in the text, or no longer."""
        options, words = self._session.figure_options, self._session.messages
        options.mark_in_text = not options.mark_in_text
        self._article.repaint()
        self._shell.show_message(words("status.figures.shown" if options.mark_in_text else "status.figures.hidden"))

    def enable_marks(self, open_article: OpenArticle) -> None:
        """Mark the visible figures, once the figure engine is loaded."""
        open_article.figure_index.is_ready = True
        if self._session.figure_options.mark_in_text and open_article is self._session.open_article:
            self._article.repaint()

    # -- in the list

    def action_pane_sort(self) -> None:
        """Put the figures or the notes of the list beside the page into their next order."""
        message_id = self._side_list.list_rows.cycle_order()
        if message_id is None:
            self._report_not_here("pane.sort")
            return
        if self._side_list.category == "figures":
            self._side_list.move_to(end=False)
        self._side_list.refresh()
        self._shell.show_message(self._session.messages(message_id))

    def action_pane_hidden(self) -> None:
        """List dates and years and go through them with `n`, or not."""
        if self._side_list.list_rows.category != "figures":
            self._report_not_here("pane.hidden")
            return
        options = self._session.figure_options
        options.include_periods = not options.include_periods
        self._side_list.list_rows.rebuild()
        self._side_list.refresh()
        shown = "shown" if options.include_periods else "hidden"
        self._shell.show_message(self._session.messages("status.periods." + shown))

    def _report_not_here(self, command_id: str) -> None:
        words = self._session.messages
        self._shell.show_message(words("status.not_here", command=words(command_id)), "warning")

    # -- the currency of a bare 元

    def action_currency(self) -> None:
        """Read a bare 元 as the next currency there is; behind the last as the article says."""
        opened = self._session.open_article
        before = opened.figure_index.currency
        default = opened.figure_index.context.default_currency if not before else ""
        codes = ["", *(code for code in BARE_YUAN_CURRENCIES if code != default)]
        after = cycle(codes, before) if before in codes else ""
        set_currency = partial(self._set_bare_yuan_currency, ref(opened))  # the history must not keep the article
        action = UndoableAction("action.currency", partial(set_currency, after), partial(set_currency, before))
        self._session.undo.do(action)

    def _set_bare_yuan_currency(self, reference: ref[OpenArticle], code: str) -> None:
        if (open_article := reference()) is None:
            return  # opened anew it is read as the article says
        open_article.figure_index.set_bare_yuan_currency(code)
        if self._session.open_article is not open_article:
            return
        words = self._session.messages
        self._shell.refresh_side_list()
        self._article.repaint()
        self._shell.schedule_background_work()
        currency = get_currency_name(open_article.figure_index.context.default_currency, words)
        self._shell.show_message(words("status.currency", currency=currency), "done")

    # -- a closer look

    def show_current_details(self) -> bool:
        """Show the details of the current figure; return whether there is one."""
        current = self._selection.figure
        if current is None:
            return False
        block, figure = current
        converted = self._session.open_article.figure_index.convert_figure(block, figure)
        rows = [Choice(label, value) for label, value in self._list_facts(block, figure, converted) if value]
        self._shell.show_choices(converted.text, rows, numbered=False)
        return True

    def _list_facts(self, block: int, figure: Figure, converted: Figure) -> Iterator[tuple[str, str]]:
        """Labels and values; an empty value is not known."""
        from reader.figures.formatting import format_compact, format_plain, list_equivalents

        words, index = self._session.messages, self._session.open_article.figure_index
        yield words("figure.kind"), words("figure.kind." + figure.kind)
        plain = format_plain(figure, words.language)
        yield words("figure.value"), plain
        compact = format_compact(figure, words.language)
        yield words("figure.short"), compact if compact != plain else ""
        yield words("figure.measures"), converted.subject
        yield words("figure.share_of"), converted.share_of
        yield words("figure.per"), converted.per
        sign = format_sign(figure, words, self._session.open_article.converted.get_shown_script(block))
        qualifiers = dict.fromkeys(filter(None, (sign, *converted.qualifiers)))
        yield words("figure.said"), "  ".join(qualifiers)
        for line in list_equivalents(figure, words.language):
            yield words("figure.help"), line if line not in (plain, compact) else ""
        if figure.is_currency_assumed:
            assumed = get_currency_name(figure.canonical_unit, words)
            yield words("figure.assumed"), words("figure.assumed.as", currency=assumed)
        if check := index.get_checks(block).get(figure):
            a, b = f"{check.printed}{check.unit}", f"{check.computed}{check.unit}"
            yield words("figure.check"), words("check.holds" if check.is_consistent else "check.doubt", a=a, b=b)
