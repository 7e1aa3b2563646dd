"""Follows links, here or in the browser, and opens the page itself in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from reader.errors import ReaderError
from reader.model import to_single_line
from reader.tui.prompts import Choice
from reader.tui.terminal import browser

if TYPE_CHECKING:
    from reader.tui.parts import ArticleListPart
    from reader.tui.selection import CurrentSelection
    from reader.tui.shell import Session, Shell
    from reader.tui.state.navigation import NavigationTarget


class Opener(Protocol):
    """Opens pages of the web and files."""

    def open_address(self, url: str, *, named_by_user: bool) -> None:
        """Open a page.

        Args:
            url: Its address.
            named_by_user: Whether the user named it, or a page on the same machine: only then may it be on a machine
                of the local network.
        """

    def open_path(self, path: str) -> None:
        """Open a file.

        Raises:
            ReaderError: It cannot be opened.
        """


class LinkController:
    """Follows links to addresses of the web, and to files beside the page that has the link.

    Args:
        shell: The screen.
        session: The open article, the reading list and the settings.
        selection: What a command applies to.
        article_list: The list of articles.
        opener: Opens pages of the web.
    """

    def __init__(
        self, shell: Shell, session: Session, selection: CurrentSelection, article_list: ArticleListPart, opener: Opener
    ) -> None:
        self._shell = shell
        self._session = session
        self._selection = selection
        self._article_list = article_list
        self._opener = opener

    def show_current_details(self) -> bool:
        """Show the details of the current link; return whether there is one."""
        if (link := self._selection.link) is None:
            return False
        self.show_details(link)
        return True

    def open_current(self) -> bool:
        """Open the current link; return whether there is one."""
        if (link := self._selection.link) is None:
            return False
        self.open_link(link)
        return True

    def open_link(self, navigation_target: NavigationTarget) -> None:
        """Open the page that a link leads to."""
        from reader.sources.urls import is_same_server

        url = self._session.open_article.resolve_link(navigation_target)
        if not url:
            self._open_linked_file(navigation_target)
            return
        # A machine of the local network is asked only where this article is from there, and the user named that.
        entry = self._session.open_entry
        self._opener.open_address(url, named_by_user=entry.named_by_user and is_same_server(url, entry.source))

    def _open_linked_file(self, navigation_target: NavigationTarget) -> None:
        """Open the file beside an article on the disk that a relative link leads to."""
        path = self._session.open_article.find_linked_file(navigation_target)
        if path is None:
            self._shell.show_message(self._session.messages("status.link.nowhere"), "warning")
            return
        try:
            self._opener.open_path(path)
        except ReaderError as error:
            self._shell.show_message(str(error), "error")

    def show_details(self, navigation_target: NavigationTarget) -> None:
        """Show the words of a link and where it leads."""
        from reader.sources.urls import format_url_host, format_url_without_login

        words = self._session.messages
        url = self._session.open_article.resolve_link(navigation_target)
        path = None if url else self._session.open_article.find_linked_file(navigation_target)
        address = format_url_without_login(url) or to_single_line(path or "") or words("status.link.nowhere")
        rows = [Choice(words("about.address"), address)]
        rows += [Choice(words("about.host"), format_url_host(url))] if url else []
        self._shell.show_choices(self._session.open_article.convert_range(*navigation_target[:3]), rows, numbered=False)

    def action_browser(self) -> None:
        """Open the current link, else this page, in the browser."""
        stop = self._selection.link
        self._open_in_browser(
            self._session.open_article.resolve_link(stop) if stop else self._session.open_article.origin.url or ""
        )

    def action_list_browser(self) -> None:
        """Open the page of the selected article of the list in the browser."""
        number = self._article_list.visible_selection
        if number is None:
            self._shell.show_message(self._session.messages("shelf.nothing_chosen"), "warning")
            return
        entry = self._session.reading_list.entries[number]
        self._open_in_browser(entry.url or (entry.source if entry.kind == "web" else ""))

    def _open_in_browser(self, url: str) -> None:
        words = self._session.messages
        if not url:
            self._shell.show_message(words("status.browser.nothing"), "warning")
        elif browser.open_in_browser(url):
            self._shell.show_message(words("status.browser"), "done")
        else:
            self._shell.show_message(words("status.browser.none"), "error")
