"""Links: where the current one leads, opened here or in the browser; and the page itself in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.sources.files import is_web_url
from reader.tui.prompts import Choice
from reader.tui.terminal import browser

if TYPE_CHECKING:
    from reader.tui.screens.reading import ReadingScreen
    from reader.tui.state.navigation import NavigationTarget


class LinkController:
    """Follows links, and only to addresses of the web."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen

    def get_current_link(self) -> NavigationTarget | None:
        """The link that is the current item or the marked row, if that is one."""
        spread = self._screen.article_pane
        stop = spread.side_list.selected_target if spread.side_list.has_focus else spread.article_view.current_item
        walk = spread.side_list.category if spread.side_list.has_focus else spread.category
        return stop if stop is not None and walk == "links" else None

    def open_link(self, navigation_target: NavigationTarget) -> None:
        """Open where a link leads."""
        from reader.sources.urls import is_same_server

        screen = self._screen
        url = screen.open_article.resolve_link(navigation_target)
        if not url:
            screen.show_message(screen.messages("status.link.nowhere"))
            return
        # A machine of the local network is asked only where this article is from there, and the reader named that.
        entry = screen.article_navigation.reading_list.entries[screen.article_navigation.reading_list.open_number]
        screen.article_navigation.open_address(
            url, named_by_reader=entry.named_by_reader and is_same_server(url, entry.source)
        )

    def show_details(self, navigation_target: NavigationTarget) -> None:
        """The words of a link, and where it leads."""
        from reader.sources.urls import format_url, format_url_host

        screen, words = self._screen, self._screen.messages
        url = screen.open_article.resolve_link(navigation_target)
        rows = [Choice(words("about.address"), format_url(url) or words("status.link.nowhere"))]
        rows += [Choice(words("about.host"), format_url_host(url))] if url else []
        screen.show_choices(screen.open_article.convert_range(*navigation_target[:3]), rows, numbered=False)

    def action_browser(self) -> None:
        """The current link, else this page."""
        stop = self.get_current_link()
        self._open_in_browser(
            self._screen.open_article.resolve_link(stop) if stop else self._screen.open_article.origin.url or ""
        )

    def action_list_browser(self) -> None:
        """The page of the article that the list marks."""
        screen, number = self._screen, self._screen.article_list.view.visible_selection
        if number is None:
            screen.show_message(screen.messages("shelf.nothing_chosen"))
            return
        source = screen.article_navigation.reading_list.entries[number].source
        self._open_in_browser(source if is_web_url(source) else "")

    def _open_in_browser(self, url: str) -> None:
        words = self._screen.messages
        if not url:
            self._screen.show_message(words("status.browser.nothing"))
        elif browser.open_in_browser(url):
            self._screen.show_message(words("status.browser"))
        else:
            self._screen.show_message(words("status.browser.none"))
