"""The figures: marked in the text, listed in an order, looked at closely, read in another currency, copied."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.tui.prompts import Choice
from reader.tui.rows.clipboard_text import CLIPBOARD_FORMATS, format_figures
from reader.tui.rows.figure_groups import format_sign, get_currency_name
from reader.tui.rows.figure_list import FigureListRows
from reader.tui.rows.note_list import NoteListRows
from reader.tui.state.figures import BARE_YUAN_CURRENCIES, FIGURE_ORDERS, FigureOptions
from reader.tui.state.undo import UndoableAction
from reader.tui.terminal.clipboard import copy_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.model import Figure
    from reader.tui.rows.clipboard_text import ClipboardFormat
    from reader.tui.screens.reading import ReadingScreen
    from reader.tui.state.article import OpenArticle


class FigureController:
    """What the reader does with figures; how they are marked and listed stays so for every article."""

    def __init__(self, screen: ReadingScreen, figure_options: FigureOptions) -> None:
        self._screen = screen
        self.options = figure_options

    # -- in the text

    def action_figures(self) -> None:
        """Marked in the text, or not."""
        screen, taste = self._screen, self.options
        taste.mark_in_text = not taste.mark_in_text
        screen.article_pane.article_view.repaint()
        screen.show_message(screen.messages("status.figures.shown" if taste.mark_in_text else "status.figures.hidden"))

    def enable_marks(self, open_article: OpenArticle) -> None:
        """The engine is there: what is in sight can be marked."""
        open_article.figure_index.is_ready = True
        if self.options.mark_in_text and open_article is self._screen.open_article:
            self._screen.article_pane.article_view.repaint()

    # -- the list

    def action_pane_sort(self) -> None:
        """Figures by place, by kind, by size; notes by place, by colour, by time."""
        notes = self._screen.article_pane.side_list.list_rows
        if isinstance(notes, NoteListRows):
            self._screen.note_placement.cycle_note_order(notes)
            return
        entries = self._require_figure_rows("pane.sort")
        if entries:
            self.options.order = FIGURE_ORDERS[(FIGURE_ORDERS.index(self.options.order) + 1) % len(FIGURE_ORDERS)]
            self._rebuild_rows(entries, "status.figures.order." + self.options.order, to_top=True)

    def action_pane_hidden(self) -> None:
        """Dates and years listed and walked, or not."""
        entries = self._require_figure_rows("pane.hidden")
        if entries:
            self.options.include_periods = not self.options.include_periods
            self._rebuild_rows(entries, "status.periods." + ("shown" if self.options.include_periods else "hidden"))

    def _require_figure_rows(self, command: str) -> FigureListRows | None:
        """The list of figures; where another one is shown that is said."""
        screen = self._screen
        entries = screen.article_pane.side_list.list_rows
        if isinstance(entries, FigureListRows):
            return entries
        screen.show_message(screen.messages("status.not_here", command=screen.messages(command)))
        return None

    def _rebuild_rows(self, entries: FigureListRows, message: str, *, to_top: bool = False) -> None:
        entries.rebuild()
        if to_top:
            self._screen.article_pane.side_list.move_to(end=False)
        self._screen.article_pane.side_list.refresh()
        self._screen.show_message(self._screen.messages(message))

    # -- the currency of a bare 元

    def action_currency(self) -> None:
        """Read a bare 元 as the next currency there is; at the end as the article says."""
        opened = self._screen.open_article
        before = opened.figure_index.currency
        default = opened.figure_index.context.default_currency if not before else ""
        codes = ["", *(code for code in BARE_YUAN_CURRENCIES if code != default)]
        after = codes[(codes.index(before) + 1) % len(codes)] if before in codes else ""
        self._screen.article_navigation.reading_list.history.do(
            UndoableAction(
                "action.currency",
                partial(self._set_bare_yuan_currency, opened, after),
                partial(self._set_bare_yuan_currency, opened, before),
            )
        )

    def _set_bare_yuan_currency(self, open_article: OpenArticle, code: str) -> None:
        open_article.figure_index.set_bare_yuan_currency(code)
        screen = self._screen
        if screen.open_article is open_article:
            screen.article_pane.refresh_list(screen.messages)
            screen.article_pane.article_view.repaint()
            screen.schedule_background_work()
            screen.show_message(
                screen.messages(
                    "status.currency",
                    currency=get_currency_name(open_article.figure_index.context.default_currency, screen.messages),
                )
            )

    # -- a closer look

    def get_current_figure(self) -> tuple[int, Figure] | None:
        """The figure that is marked in its list, is the current item, or is under the cursor; and its block."""
        screen, counted = self._screen, self._screen.open_article.figure_index
        place = screen.selection.cursor_position if screen.selection.is_cursor_active else None
        stop = (
            screen.article_pane.side_list.selected_target
            if screen.article_pane.side_list.has_focus
            else screen.article_pane.article_view.current_item
        )
        if place is None and screen.article_pane.category == "figures" and stop is not None:
            place = stop.block, stop.start
        figure = counted.find_at(*place) if place else None
        return (place[0], figure) if place and figure else None

    def format_for_note(self, figure: Figure) -> str:
        """A figure for a note on it, in any language: its value and its unit."""
        from reader.figures.formatting import format_plain

        return format_plain(figure, self._screen.messages.language)

    def show_details(self, block: int, figure: Figure) -> None:
        """All there is to know of a figure."""
        screen = self._screen
        seen = screen.open_article.figure_index.convert_figure(block, figure)
        rows = [Choice(label, value) for label, value in self._figure_facts(block, figure, seen) if value]
        screen.show_choices(seen.text, rows, numbered=False)

    def _figure_facts(self, block: int, figure: Figure, converted: Figure) -> Iterator[tuple[str, str]]:
        """Labels and values; an empty value is not known."""
        from reader.figures.formatting import format_compact, format_plain, list_equivalents

        words, counted = self._screen.messages, self._screen.open_article.figure_index
        yield words("figure.kind"), words("figure.kind." + figure.kind)
        told = format_plain(figure, words.language)
        yield words("figure.value"), told
        value = format_compact(figure, words.language)
        yield words("figure.short"), value if value != told else ""
        yield words("figure.measures"), converted.subject
        yield words("figure.share_of"), converted.share_of
        yield words("figure.per"), converted.per
        yield words("figure.said"), "  ".join(filter(None, (format_sign(figure, words), *converted.qualifiers)))
        for line in list_equivalents(figure, words.language):
            yield words("figure.help"), line if line not in (told, value) else ""
        if figure.is_currency_assumed:
            assumed = get_currency_name(figure.canonical_unit, words)
            yield words("figure.assumed"), words("figure.assumed.as", currency=assumed)
        if check := counted.get_checks(block).get(figure):
            a, b = f"{check.printed}{check.unit}", f"{check.computed}{check.unit}"
            yield words("figure.check"), words("check.holds" if check.is_consistent else "check.doubt", a=a, b=b)

    # -- copying

    def offer_copies(self, entries: FigureListRows) -> None:
        """This row, its group or all, in a style."""
        screen, words = self._screen, self._screen.messages
        sets = [("all", list(entries.listed_indexes))]
        if entries.selected_index in entries.listed_indexes:
            sets = [
                ("row", [entries.selected_index]),
                ("group", entries.get_group_indexes(entries.selected_index)),
                *sets,
            ]
        choices = [
            Choice(words("copy.figures." + name), f"{words('copy.as.' + style)}  {len(indices)}",
                   run=partial(self._copy_rows, screen.open_article, indices, style))
            for name, indices in sets
            for style in CLIPBOARD_FORMATS
        ]  # fmt: skip
        screen.show_choices(words("copy.all"), choices)

    def copy_row(self, index: int) -> None:
        """One row as a line."""
        self._copy_rows(self._screen.open_article, [index], "text")

    def _copy_rows(self, open_article: OpenArticle, indices: Sequence[int], style: ClipboardFormat) -> None:
        copy_text(format_figures(open_article, indices, style, self._screen.messages), self._screen.app)
        self._screen.show_message(self._screen.messages("status.copied.rows", n=len(indices)))
