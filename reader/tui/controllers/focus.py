"""Where the keyboard is, and the way back: out of a drawer, a search, an article, the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.state.cycle import cycle

if TYPE_CHECKING:
    from reader.tui.screens.reading import ReadingScreen
    from reader.tui.shell import Part


class FocusController:
    """Goes round the parts of the screen, and back one level at a time."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen

    def action_cancel(self) -> None:
        """Close the smallest open thing; never the program."""
        screen = self._screen
        if not screen.is_busy and screen.page_loader.stop():
            screen.show_message(screen.messages("load.stopped"))
        elif screen.selection.is_cursor_active:
            screen.selection.hide_cursor()
        elif screen.is_list_in_front:
            screen.article_list.clear_filter()
        else:
            screen.article_pane.close_innermost()

    def action_back(self) -> None:
        """One level back: the drawer, the search, the list of articles, then out of the program."""
        screen = self._screen
        if screen.is_list_in_front:
            if not screen.article_list.clear_filter():
                screen.app.exit()
        elif screen.selection.is_cursor_active:
            screen.selection.hide_cursor()
        elif (
            screen.article_pane.is_list_in_drawer or screen.article_pane.category == "hits"
        ) and screen.article_pane.close_innermost():
            return
        elif screen.article_navigation.has_several:
            screen.article_navigation.action_library()
        else:
            screen.app.exit()

    def action_focus(self) -> None:
        """The page alone, and all back; not a character of it moves."""
        screen = self._screen
        alone = not screen.has_class("-alone")
        screen.set_page_alone(alone)
        screen.show_message(screen.messages("focus.help") if alone else "")

    def action_act(self) -> None:
        """Bring the current item to the top of the page; of a change show what else it could be; follow a link."""
        screen = self._screen
        change = screen.conversion_review.get_current_change()
        if change is not None:
            screen.conversion_review.show_candidates(change)
            return
        if (link := screen.selection.link) is not None:
            screen.link_controller.open_link(link)
            return
        if screen.article_pane.article_view.current_item is None:
            screen.show_message(screen.messages("status.nothing_chosen"))
        else:
            screen.article_pane.article_view.show_target(screen.article_pane.article_view.current_item, force=True)

    def action_furniture(self) -> None:
        """Page furniture shown or hidden."""
        screen = self._screen
        if any(block.kind == "chrome" for block in screen.open_article.blocks):
            said = (
                "status.furniture.shown"
                if screen.article_pane.article_view.toggle_furniture()
                else "status.furniture.hidden"
            )
        else:
            said = "status.furniture.none"
        screen.show_message(screen.messages(said))

    def action_focus_next(self) -> None:
        """The page, the list beside it, the articles."""
        self._cycle_focus(1)

    def action_focus_previous(self) -> None:
        """The other way round."""
        self._cycle_focus(-1)

    def _cycle_focus(self, step: int) -> None:
        screen = self._screen
        parts: list[Part] = ["article"]
        parts += ["side_list"] if screen.article_pane.is_list_shown else []
        if screen.has_class("-beside"):  # elsewhere the list covers the page: q leads there
            parts.append("article_list")
        if len(parts) == 1:
            screen.show_message(screen.messages("status.not_here", command=screen.messages("focus.next")))
            return
        focused: Part = (
            "side_list"
            if screen.article_pane.side_list.has_focus
            else "article_list"
            if screen.article_list.view.has_focus
            else "article"
        )
        screen.focus_part(cycle(parts, focused if focused in parts else "article", step))
