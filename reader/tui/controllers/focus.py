"""Where the keyboard is, and the way back: out of a drawer, a search, an article, the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.widget import Widget

    from reader.tui.screens.reading import ReaderScreen


class Places:
    """Goes round the parts of the screen, and back one level at a time."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen

    def action_cancel(self) -> None:
        """Close the smallest open thing; never the program."""
        screen = self._screen
        if not screen.busy and screen.loader.stop():
            screen.tell(screen.words("load.stopped"))
        elif screen.cursor.active:
            screen.cursor.leave()
        elif screen.in_list:
            screen.list.clear_filter()
        else:
            screen.spread.close_smallest()

    def action_back(self) -> None:
        """One level back: the drawer, the search, the list of articles, then out of the program."""
        screen = self._screen
        if screen.in_list:
            if not screen.list.clear_filter():
                screen.app.exit()
        elif screen.cursor.active:
            screen.cursor.leave()
        elif (screen.spread.in_drawer or screen.spread.walk == "hits") and screen.spread.close_smallest():
            return
        elif screen.articles.several:
            screen.articles.action_library()
        else:
            screen.app.exit()

    def action_focus(self) -> None:
        """The page alone, and all back; not a character of it moves."""
        screen = self._screen
        alone = not screen.has_class("-alone")
        screen.alone(alone)
        screen.tell(screen.words("focus.help") if alone else "")

    def action_act(self) -> None:
        """Bring the current item to the top of the page; of a change show what else it could be; follow a link."""
        screen = self._screen
        change = screen.changes.current()
        if change is not None:
            screen.changes.inspect(change)
            return
        if (link := screen.links.current()) is not None:
            screen.links.follow(link)
            return
        if screen.spread.article.current is None:
            screen.tell(screen.words("status.nothing_chosen"))
        else:
            screen.spread.article.go_to(screen.spread.article.current, force=True)

    def action_furniture(self) -> None:
        """Page furniture shown or hidden."""
        screen = self._screen
        if any(block.kind == "chrome" for block in screen.opened.blocks):
            said = "status.furniture.shown" if screen.spread.article.toggle_furniture() else "status.furniture.hidden"
        else:
            said = "status.furniture.none"
        screen.tell(screen.words(said))

    def action_focus_next(self) -> None:
        """The page, the list beside it, the articles."""
        self._go_round(1)

    def action_focus_previous(self) -> None:
        """The other way round."""
        self._go_round(-1)

    def _go_round(self, step: int) -> None:
        screen = self._screen
        parts: list[Widget] = [screen.spread.article]
        parts += [screen.spread.pane] if screen.spread.list_shown else []
        if screen.has_class("-beside"):  # elsewhere the list covers the page: q leads there
            parts.append(screen.list.view)
        if len(parts) == 1:
            screen.tell(screen.words("status.not_here", command=screen.words("focus.next")))
            return
        here = next((n for n, part in enumerate(parts) if part is screen.focused), 0)
        screen.focus_on(parts[(here + step) % len(parts)])
