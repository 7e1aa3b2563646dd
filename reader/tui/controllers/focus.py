"""Moves the focus between the parts of the screen, and goes back: out of drawer, search, article, program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.tui.state.cycle import cycle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.tui.parts import ArticleListPart, ArticlePart, PanePart, SideListPart
    from reader.tui.selection import CurrentSelection
    from reader.tui.shell import Part, Session, Shell


@dataclass(frozen=True, slots=True)
class FocusActions:
    """Actions of other controllers for Back and Enter. Each returns whether there was anything to do."""

    stop_loading: Callable[[], bool]
    close_search: Callable[[], bool]
    clear_list_filter: Callable[[], bool]
    openers: Sequence[Callable[[], bool]]
    """Actions for Enter on a current item of a special kind."""
    show_article_list: Callable[[], None]
    toggle_page_alone: Callable[[], bool]
    """Shows the page without what is around it, or all again; returns whether the page is alone now."""
    exit: Callable[[], object]


class FocusController:
    """Moves the focus between the parts of the screen, and back one level at a time.

    Args:
        shell: The screen.
        session: The open article, the reading list and the settings.
        article: The page.
        side_list: The list beside the page.
        pane: The page and the list beside it.
        article_list: The list of articles.
        selection: What a command applies to.
        actions: Actions of other controllers.
    """

    def __init__(
        self,
        shell: Shell,
        session: Session,
        article: ArticlePart,
        side_list: SideListPart,
        pane: PanePart,
        article_list: ArticleListPart,
        selection: CurrentSelection,
        actions: FocusActions,
    ) -> None:
        self._shell = shell
        self._session = session
        self._article = article
        self._side_list = side_list
        self._pane = pane
        self._article_list = article_list
        self._selection = selection
        self._actions = actions

    # -- the way back

    def action_cancel(self) -> None:
        """Close the innermost thing that is open; never the program."""
        if not self._shell.is_busy and self._actions.stop_loading():
            self._shell.show_message(self._session.messages("load.stopped"))
        elif self._selection.is_cursor_active:
            self._leave_cursor()
        elif self._session.is_list_in_front:
            self._actions.clear_list_filter()
        else:
            self._close_innermost()

    def action_back(self) -> None:
        """Go back one level: out of a drawer or a search, to the list of articles, out of the program."""
        if self._session.is_list_in_front:
            if not self._actions.clear_list_filter():
                self._actions.exit()
        elif self._selection.is_cursor_active:
            self._selection.hide_cursor()
        elif self._pane.is_list_in_drawer or self._session.category == "hits":
            self._close_innermost()
        elif self._session.has_several_articles:
            self._actions.show_article_list()
        else:
            self._actions.exit()

    def _leave_cursor(self) -> None:
        """Hide the cursor; a highlight that it is on becomes the current item, for which the next key may be meant."""
        position = self._selection.cursor_position
        self._selection.hide_cursor()
        index = self._session.open_article.annotation_index
        found = index.find_at(*position) if position else []
        if found:
            self._article.show_target(index.all_targets[index.annotations.index(found[0])])

    def _close_innermost(self) -> None:
        """Close the first there is of: a filter, the drawer, the list's focus, a search, the current item."""
        closers = (
            self._clear_side_list_filter,
            self._close_drawer,
            self._leave_side_list,
            self._actions.close_search,
            self._clear_current_item,
        )
        if any(close() for close in closers):
            self._shell.refresh_bars()

    def _clear_side_list_filter(self) -> bool:
        if not (self._side_list.has_focus and self._side_list.list_rows.is_filtered):
            return False
        self._side_list.filter_rows("")
        return True

    def _close_drawer(self) -> bool:
        if not self._pane.is_list_in_drawer:
            return False
        self._pane.close_drawer()
        return True

    def _leave_side_list(self) -> bool:
        if not self._side_list.has_focus:
            return False
        self._shell.focus_part("article")
        return True

    def _clear_current_item(self) -> bool:
        if self._article.current_item is None:
            return False
        self._article.clear_current_item()
        return True

    # -- the page

    def action_act(self) -> None:
        """Do what Enter does with the current item: offer candidates, follow a link, or bring it to the top."""
        if any(open_current() for open_current in self._actions.openers):
            return
        item = self._article.current_item
        if item is None:
            self._shell.show_message(self._session.messages("status.nothing_chosen"), "warning")
        else:
            self._article.show_target(item, force=True)

    def action_focus(self) -> None:
        """Show only the page, in the middle of the window, or all parts again."""
        is_alone = self._actions.toggle_page_alone()
        self._shell.show_message(self._session.messages("focus.help") if is_alone else "")

    # -- going round

    def action_focus_next(self) -> None:
        """Focus the next of the page, the list beside it and the list of articles."""
        self._cycle_focus(1)

    def action_focus_previous(self) -> None:
        """Focus the previous of them."""
        self._cycle_focus(-1)

    def _cycle_focus(self, step: int) -> None:
        parts: list[Part] = ["article"]
        if self._pane.is_list_shown:
            parts.append("side_list")
        if self._article_list.is_column:  # elsewhere it covers the page: `back` leads there
            parts.append("article_list")
        if len(parts) == 1:
            words = self._session.messages
            self._shell.show_message(words("status.not_here", command=words("focus.next")), "warning")
            return
        focused: Part = "article"
        if self._side_list.has_focus:
            focused = "side_list"
        elif self._article_list.has_focus:
            focused = "article_list"
        self._shell.focus_part(cycle(parts, focused if focused in parts else "article", step))
