"""Copying: what is selected or current, as shown; as a quotation, as written; the rows of a list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.model import count_non_blank
from reader.tui.controllers.article_list import require_selected_article
from reader.tui.cursor.quotation import format_quotation, join_ranges
from reader.tui.prompts import Choice
from reader.tui.rows.clipboard_text import CLIPBOARD_FORMATS, format_figures, format_notes, format_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.annotations.model import Annotation
    from reader.tui.parts import ArticleListPart, SideListPart
    from reader.tui.rows.clipboard_text import ClipboardFormat
    from reader.tui.selection import CurrentSelection
    from reader.tui.shell import Session, Shell
    from reader.tui.state.article import OpenArticle
    from reader.tui.state.navigation import NavigationTarget


class ClipboardController:
    """Copies text to the clipboard, and shows a message on what was copied.

    Args:
        shell: The screen.
        session: The open article, the reading list and the settings.
        side_list: The list beside the page.
        selection: What a command applies to.
        article_list: The list of articles.
    """

    def __init__(
        self,
        shell: Shell,
        session: Session,
        side_list: SideListPart,
        selection: CurrentSelection,
        article_list: ArticleListPart,
        stop_loading: Callable[[], bool],
    ) -> None:
        self._shell = shell
        self._stop_loading = stop_loading
        self._session = session
        self._side_list = side_list
        self._selection = selection
        self._article_list = article_list

    def action_interrupt(self) -> None:
        """Copy the selection; where there is none stop what is being loaded. The key never quits."""
        if self._copy_selection():
            return
        if self._stop_loading():
            self._shell.show_message(self._session.messages("load.stopped"))
        else:
            self._shell.show_message(self._session.messages("status.nothing_selected"), "warning")

    def action_copy(self) -> None:
        """Copy the selection or the current item, in the script of the view."""
        if not self._copy_selection():
            self._shell.show_message(self._session.messages("status.nothing_chosen"), "warning")

    def _copy_selection(self) -> bool:
        """Copy what is selected or current; return whether there is anything."""
        opened, words, rows = self._session.open_article, self._session.messages, self._side_list.list_rows
        if self._side_list.has_focus and rows.category == "figures" and self._side_list.selected_target:
            self._copy_figures(opened, [rows.selected_index], "text")
            return True
        if self._side_list.has_focus and rows.selected_annotation:
            self._copy_notes([rows.selected_annotation], "text")
            return True
        ranges = self._selection.take_ranges()
        if not ranges:
            return False
        text = join_ranges(ranges, opened.convert_range)
        self._shell.copy_text(text)
        message_id = "status.copied.source" if opened.view_name == "source" else "status.copied"
        view = words("view." + opened.view_name)
        self._shell.show_message(words(message_id, n=count_non_blank(text), view=view), "done")
        return True

    def action_quote(self) -> None:
        """Copy the same words in the script as written, with headline, outlet, date and address."""
        ranges = self._selection.take_ranges()
        if not ranges:
            self._shell.show_message(self._session.messages("status.nothing_chosen"), "warning")
            return
        opened = self._session.open_article
        text = join_ranges(ranges, lambda block, start, end: opened.blocks[block].text[start:end])
        self._shell.copy_text(format_quotation(opened.article, text))
        self._shell.show_message(self._session.messages("status.copied.quote"), "done")

    def action_copy_all(self) -> None:
        """Copy all rows of the list beside the page, in a format to choose."""
        rows, words = self._side_list.list_rows, self._session.messages
        if not rows.listed_indexes:
            self._shell.show_message(words("empty." + self._side_list.category), "warning")
        elif rows.category == "figures":
            self._offer_figures()
        elif rows.category == "notes":
            annotations = self._session.open_article.annotation_index.annotations
            listed = [annotations[index] for index in rows.listed_indexes]
            choices = [
                Choice(words("copy.as." + each), run=partial(self._copy_notes, listed, each))
                for each in CLIPBOARD_FORMATS
            ]
            self._shell.show_choices(words("copy.all"), choices)
        else:
            targets = [rows.all_targets[index] for index in rows.listed_indexes]
            choices = [
                Choice(words("copy.as." + each), run=partial(self._copy_rows, targets, each))
                for each in CLIPBOARD_FORMATS
            ]
            self._shell.show_choices(words("copy.all"), choices)

    def _offer_figures(self) -> None:
        """Offer all figures, the group of the selected one and itself, each in every format."""
        rows, words = self._side_list.list_rows, self._session.messages
        sets = [("all", list(rows.listed_indexes))]
        if rows.selected_index in rows.listed_indexes:
            group = rows.get_group_indexes(rows.selected_index)
            sets += [("group", group), ("row", [rows.selected_index])]
        choices = [
            Choice(
                words("copy.figures." + name),
                f"{words('copy.as.' + each)}  {words('count.figures', n=len(indexes))}",
                run=partial(self._copy_figures, self._session.open_article, indexes, each),
            )
            for name, indexes in sets
            for each in CLIPBOARD_FORMATS
        ]
        self._shell.show_choices(words("copy.all"), choices)

    def _copy_figures(
        self, open_article: OpenArticle, indexes: Sequence[int], clipboard_format: ClipboardFormat
    ) -> None:
        self._shell.copy_text(format_figures(open_article, indexes, clipboard_format, self._session.messages))
        self._report_rows(len(indexes))

    def _copy_notes(self, annotations: Sequence[Annotation], clipboard_format: ClipboardFormat) -> None:
        self._shell.copy_text(format_notes(self._session.open_article, annotations, clipboard_format))
        self._report_rows(len(annotations))

    def _copy_rows(self, targets: Sequence[NavigationTarget], clipboard_format: ClipboardFormat) -> None:
        opened = self._session.open_article
        rows = [(each.level, opened.convert_range(each.block, each.start, each.end)) for each in targets]
        self._shell.copy_text(format_rows(rows, clipboard_format))
        self._report_rows(len(rows))

    def _report_rows(self, count: int) -> None:
        self._shell.show_message(self._session.messages("status.copied.rows", n=count), "done")

    def action_list_copy(self) -> None:
        """Copy the title and the address of the selected article of the list."""
        number = require_selected_article(self._shell, self._session, self._article_list)
        if number is not None:
            reading_list = self._session.reading_list
            title, _ = reading_list.get_title_and_outlet(number)
            self._shell.copy_text(f"{title}\n{reading_list.entries[number].origin_source}")
            self._shell.show_message(self._session.messages("status.copied.title"), "done")
