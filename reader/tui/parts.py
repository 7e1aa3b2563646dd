"""Protocols of the widgets for controllers: only what these use, so that a test can pass a plain object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.i18n import Messages
    from reader.model import Block
    from reader.tui.cursor.page_cells import PageBlocks
    from reader.tui.cursor.positions import Position
    from reader.tui.rows.side_list import SideListRows
    from reader.tui.state.article import OpenArticle
    from reader.tui.state.counted_lists import CountedList
    from reader.tui.state.navigation import NavigationCategory, NavigationTarget
    from reader.typeset.page_items import CutPart
    from reader.typeset.page_layout import LineLocation, PageLayout


class ArticlePart(Protocol):
    """The page of the open article. Positions are (block, offset in code points of the text as written)."""

    @property
    def page(self) -> PageLayout:
        """The page."""

    @property
    def top(self) -> LineLocation:
        """The line in the first row of the window."""

    @property
    def position(self) -> Position:
        """The position of the first character in sight."""

    @property
    def reading_position(self) -> Position:
        """The position of the row that a jump brings its target to."""

    @property
    def last_position(self) -> Position:
        """The position behind the last character in sight."""

    @property
    def is_at_end(self) -> bool:
        """Whether the last row of all that has been read is in sight."""

    @property
    def rows_above_top(self) -> int:
        """Empty rows in sight above the first character."""

    @property
    def current_item(self) -> NavigationTarget | None:
        """The target that `n` went to last."""

    @property
    def page_texts(self) -> PageBlocks:
        """The blocks that a cursor moves over."""

    def page_height(self) -> int:
        """Rows in sight."""

    def is_in_view(self, navigation_target: NavigationTarget) -> bool:
        """Whether the beginning of a target is in sight."""

    def restore_position(self, position: Position, rows_above: int = 0) -> None:
        """Scroll to a position, with so many empty rows above it.

        Args:
            position: A position: (block, offset as written).
            rows_above: Empty rows in sight above it.
        """

    def show_target(self, navigation_target: NavigationTarget, *, force: bool = False) -> None:
        """Make a target the current item; scroll to it if it is out of sight, or in any case by `force`.

        Args:
            navigation_target: The target.
            force: Whether to scroll even if it is in sight.
        """

    def clear_current_item(self) -> None:
        """Clear the current item."""

    def set_selection(self, point: Position | None, span: tuple[Position, Position] | None) -> None:
        """Show a cursor, scrolled into view, and a selection.

        Args:
            point: The position of the cursor; None hides it.
            span: The selected range; None for no selection.
        """

    def scroll_above_rows(self, block: int, offset: int, rows: int) -> None:
        """Scroll as little as it takes to have a position above the lowest rows of the window.

        Args:
            block: The index of the block.
            offset: Offset in the block, in code points, as written.
            rows: The number of the lowest rows.
        """

    def append_blocks(self, blocks: list[Block]) -> None:
        """Add blocks that were read since."""

    def read_to_end(self) -> None:
        """Read the rest of the article."""

    def repaint(self) -> None:
        """Draw all rows again."""

    def move(self, lines: int) -> None:
        """Scroll by so many rows."""

    def move_to(self, *, end: bool) -> None:
        """Scroll to the first or the last row."""

    def set_labels(self, labels: Mapping[str, NavigationTarget]) -> None:
        """Lay labels over the beginnings of some targets in sight, in place of those that were shown."""

    def show_cut_parts(self, cut_parts: Sequence[CutPart]) -> None:
        """Show what was cut away from the page in its places, with texts as written; none to hide it."""

    def toggle_boilerplate(self) -> bool:
        """Show or hide boilerplate; return whether it is shown now."""


class SideListPart(Protocol):
    """The list beside the page."""

    list_rows: SideListRows

    @property
    def has_focus(self) -> bool:
        """Whether it has the keyboard."""

    @property
    def category(self) -> NavigationCategory:
        """The category of its entries."""

    @property
    def selected_target(self) -> NavigationTarget | None:
        """The target of the selected entry."""

    def filter_rows(self, query: str) -> int:
        """List only the entries that have these words; return how many there are."""

    def move_to(self, *, end: bool) -> None:
        """Select the first or the last entry."""

    def refresh(self) -> object:
        """Draw it again."""


class PanePart(Protocol):
    """The page and the list beside it together."""

    @property
    def is_list_shown(self) -> bool:
        """Whether the list is there, beside the page or as a drawer."""

    @property
    def is_list_in_drawer(self) -> bool:
        """Whether the list is there as a drawer."""

    def show_category(self, category: NavigationCategory) -> None:
        """List a category, and let `n` go through it."""

    def close_drawer(self) -> None:
        """Hide the list if it is a drawer."""


class ArticleListPart(Protocol):
    """The list of articles."""

    @property
    def has_focus(self) -> bool:
        """Whether it has the keyboard."""

    @property
    def selected_number(self) -> int:
        """The number of the selected article, shown or not."""

    @property
    def visible_selection(self) -> int | None:
        """The number of the selected article, if it is shown."""

    @property
    def selected_numbers(self) -> Sequence[int]:
        """The numbers of the selected articles, from top to bottom."""

    @property
    def is_column(self) -> bool:
        """Whether it stands beside the page; else it takes the whole page, or is not shown."""

    def select_article(self, number: int) -> None:
        """Select an article and scroll to it."""

    def toggle_range(self) -> bool:
        """Begin to select several articles at the selected one, or end it; return whether it was begun."""

    def clear_range(self) -> bool:
        """Select one article again; return whether several were."""

    def show_first(self) -> None:
        """Select the first article."""

    def refresh_list(self, messages: Messages) -> None:
        """Show the list anew."""

    def load_titles(self, until: float) -> bool:
        """Read titles until a moment of `perf_counter`; return whether there are more to read."""


class LibraryListsPart(Protocol):
    """The column with the lists of the library."""

    @property
    def is_shown(self) -> bool:
        """Whether there is room for it."""

    def set_lists(self, lists: Sequence[CountedList]) -> None:
        """Show these lists."""

    def refresh(self) -> object:
        """Draw it again."""


class PreviewPart(Protocol):
    """The preview beside the list of articles."""

    def show_article(self, open_article: OpenArticle) -> None:
        """Show an article from its beginning."""

    def show_notice(self, text: str) -> None:
        """Show a sentence in place of an article; "" for an empty page."""


class NoteEditorPart(Protocol):
    """The drawer that a note is typed into."""

    @property
    def text(self) -> str:
        """What was typed."""

    async def open(self, title: str, text: str, messages: Messages) -> None:
        """Ask for a note.

        Args:
            title: What it is about.
            text: What stands there at first.
            messages: Those of the screen.
        """

    def set_text(self, text: str) -> None:
        """Replace what was typed."""
