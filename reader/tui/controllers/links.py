"""Links: where the current one leads, opened here or in the browser; and the page itself in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.sources.files import is_address
from reader.tui.prompts import Choice
from reader.tui.terminal import browser

if TYPE_CHECKING:
    from reader.tui.screens.reading import ReaderScreen
    from reader.tui.state.navigation import Stop


class Links:
    """Follows links, and only to addresses of the web."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen

    def current(self) -> Stop | None:
        """The link that is the current item or the marked row, if that is one."""
        spread = self._screen.spread
        stop = spread.pane.selected if spread.pane.has_focus else spread.article.current
        walk = spread.pane.walk if spread.pane.has_focus else spread.walk
        return stop if stop is not None and walk == "links" else None

    def follow(self, stop: Stop) -> None:
        """Open where a link leads."""
        from reader.sources.urls import same_place

        screen = self._screen
        url = screen.opened.target(stop)
        if not url:
            screen.tell(screen.words("status.link.nowhere"))
            return
        # A machine of the local network is asked only where this article is from there, and the reader named that.
        entry = screen.articles.shelf.entries[screen.articles.shelf.current]
        screen.articles.open_address(url, typed=entry.typed and same_place(url, entry.source))

    def inspect(self, stop: Stop) -> None:
        """The words of a link, and where it leads."""
        from reader.sources.urls import host_of, printed

        screen, words = self._screen, self._screen.words
        url = screen.opened.target(stop)
        rows = [Choice(words("about.address"), printed(url) or words("status.link.nowhere"))]
        rows += [Choice(words("about.host"), host_of(url))] if url else []
        screen.offer(screen.opened.stretch(*stop[:3]), rows, numbered=False)

    def action_browser(self) -> None:
        """The current link, else this page."""
        stop = self.current()
        self._browse(self._screen.opened.target(stop) if stop else self._screen.opened.origin.url or "")

    def action_list_browser(self) -> None:
        """The page of the article that the list marks."""
        screen, number = self._screen, self._screen.list.view.chosen
        if number is None:
            screen.tell(screen.words("shelf.nothing_chosen"))
            return
        source = screen.articles.shelf.entries[number].source
        self._browse(source if is_address(source) else "")

    def _browse(self, url: str) -> None:
        words = self._screen.words
        if not url:
            self._screen.tell(words("status.browser.nothing"))
        elif browser.show(url):
            self._screen.tell(words("status.browser"))
        else:
            self._screen.tell(words("status.browser.none"))
