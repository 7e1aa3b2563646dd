"""Following feeds from the screen: an address is typed; a page that names several feeds has them offered by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.model import to_single_line
from reader.sources.kinds import is_web_url
from reader.tui.prompts import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.config.feed_list import FeedSettings
    from reader.services.feeds.subscriptions import AddressContents
    from reader.sources.web import WebFetcher
    from reader.tui.shell import Scheduler, Session, Shell


class FeedFollowingController:
    """The prompt for the address of a feed or a paper.

    Args:
        shell: The screen.
        session: What is open; it knows where the list of feeds is.
        scheduler: Runs what waits for the network.
        open_page: Opens an address as an article.
        fetch_followed: Fetches a feed for the first time, by its address and title.
    """

    prefix = "a"
    initial_text = ""

    def __init__(
        self,
        shell: Shell,
        session: Session,
        scheduler: Scheduler,
        open_page: Callable[[str], None],
        fetch_followed: Callable[[str, str], None],
    ) -> None:
        self._shell = shell
        self._session = session
        self._scheduler = scheduler
        self._open_page = open_page
        self._fetch_followed = fetch_followed
        self.placeholder = ""

    async def action_follow(self) -> None:
        """Ask for the address of a feed or a paper."""
        if self._session.feed_paths is None:
            self._shell.show_message(self._session.messages("shelf.no_library"))
            return
        self.placeholder = self._session.messages("feeds.address")
        await self._shell.open_prompt(self)

    def list_choices(self, text: str) -> Sequence[Choice]:
        """Offer nothing."""
        return ()

    def preview(self, text: str) -> str:
        """Say nothing."""
        return ""

    def accept(self, text: str, choice: Choice | None) -> None:
        """Look what is at an address; one without a scheme is of https."""
        address = text.strip()
        if not address:
            return
        if not is_web_url(address):
            address = f"https://{address}"
        self._shell.show_message(self._session.messages("feeds.looking"))
        self._scheduler.start_worker(partial(self._inspect, address), "following")

    def cancel(self) -> None:
        """Do nothing."""

    async def _inspect(self, address: str) -> None:
        """Fetch what is at an address, and do with it what it is for."""
        from reader.services.feeds.subscriptions import inspect_address
        from reader.sources.detached_thread import run_in_thread

        try:
            fetcher = await run_in_thread(lambda: _create_fetcher(self._session))
            found = await inspect_address(fetcher, address)
            self._take(address, found)
        except ReaderError as error:
            self._shell.show_message(str(error))

    def _take(self, address: str, found: AddressContents) -> None:
        """Follow a feed, offer those of a page, or open an article.

        Raises:
            ReaderError: There is neither, or the list of feeds cannot be written.
        """
        if found.feed_title is not None:
            self._follow(address, found.feed_title or address, is_private=found.is_private)
        elif found.links and (found.document is None or len(found.links) == 1):
            self._offer(found)
        elif found.document is not None:
            self._open_page(address)
        else:
            raise ReaderError(address, "there is neither an article nor a feed", "name the address of a feed")

    def _offer(self, found: AddressContents) -> None:
        """Offer the feeds of a page by name, and the page itself where it is an article."""
        if len(found.links) == 1 and found.document is None:
            (link,) = found.links
            self._follow(link.url, link.title or link.url, is_private=found.is_private)
            return
        followed = {feed.url for feed in self._load_followed()}
        mark = f"  ({self._session.messages('feeds.is_followed')})"
        choices = [
            Choice(
                to_single_line(link.title or link.url),
                to_single_line(link.url) + (mark if link.url in followed else ""),
                run=partial(self._follow_chosen, link.url, link.title or link.url, is_private=found.is_private),
            )
            for link in found.links
        ]
        if found.document is not None:
            choices.insert(
                0, Choice(self._session.messages("feeds.open_page"), run=partial(self._open_page, found.url))
            )
        self._shell.show_message("")  # nothing is looked for any more
        self._shell.show_choices(self._session.messages("feeds.offered"), choices)

    def _load_followed(self) -> Sequence[FeedSettings]:
        """The feeds that are followed.

        Raises:
            ReaderError: The list of feeds cannot be read.
        """
        from reader.config.feed_list import load_feed_list
        from reader.config.settings import feed_list_path

        assert self._session.feed_paths is not None
        return load_feed_list(feed_list_path(self._session.feed_paths.config)).feeds

    def _follow_chosen(self, url: str, title: str, *, is_private: bool) -> None:
        try:
            self._follow(url, title, is_private=is_private)
        except ReaderError as error:
            self._shell.show_message(str(error))

    def _follow(self, url: str, title: str, *, is_private: bool) -> None:
        """Follow a feed, and fetch it.

        Args:
            url: Its address.
            title: Its title, or its address.
            is_private: Whether it may be in the local network.

        Raises:
            ReaderError: The list of feeds cannot be read or written.
        """
        from reader.config.feed_list import FeedSettings
        from reader.config.settings import feed_list_path
        from reader.services.feeds.subscriptions import follow_feeds

        assert self._session.feed_paths is not None
        path = feed_list_path(self._session.feed_paths.config)
        if follow_feeds(path, [FeedSettings(url, private_host=is_private)]):
            self._fetch_followed(url, title)
        else:
            self._shell.show_message(self._session.messages("feeds.followed"))


def _create_fetcher(session: Session) -> WebFetcher:
    from reader.sources.web import create_fetcher

    return create_fetcher(session.settings)
