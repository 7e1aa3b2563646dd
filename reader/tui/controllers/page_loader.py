"""Loads what takes longer than a frame: a page of the web, or an HTML page that has to be parsed.

Meanwhile the article before remains on the page, with all its keys; the bottom row shows the progress.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import NoArticleError, ReaderError
from reader.services.opening import open_document
from reader.services.page_parts import list_candidates
from reader.services.story_choices import get_page_address
from reader.services.web_pages import FetchStatus, WebPageLoader
from reader.sources import read_file
from reader.sources.detached_thread import run_in_thread
from reader.sources.kinds import classify_source
from reader.sources.urls import format_url_host
from reader.tui.prompts import Choice

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.sources import Document
    from reader.structure import CompleteReader, IncrementalReader
    from reader.tui.shell import Scheduler, Session, Shell

if TYPE_CHECKING:
    OnLoaded = Callable[["PageRequest", Document, IncrementalReader | CompleteReader], None]

ENCODING_LABELS = {
    "utf8": "utf-8", "gb18030": "gb18030", "big5": "big5", "utf16le": "utf-16le", "utf16be": "utf-16be",
}  # fmt: skip
"""The encodings of Chinese pages: parts of message ids, and labels; --encoding takes any label."""
_GONE_STATUSES = (404, 410)
"""HTTP statuses that say that a page is not there any more."""
_SILENT_SECONDS = 0.15
"""Seconds before progress is shown: most pages of the disk are loaded by then."""
_POLL_SECONDS = 0.1
"""Seconds between two updates of the progress, and two checks whether a prompt or drawer was closed."""


class PageRequest(NamedTuple):
    """A page that is to be loaded."""

    source: str
    entry_number: int | None = None
    """The number of its article in the reading list; None where it is added once it is loaded."""
    named_by_user: bool = True
    """Whether the user named it; else a link led to it."""
    message: str = ""
    """The message to show when it is open."""
    document: Document | None = None
    """A page in which no article was found, and of which all text is wanted."""
    is_refetch: bool = False
    """Whether it is open already, and loaded again."""
    encoding: str | None = None
    """The encoding that the user named; None to detect it."""
    visit_index: int | None = None
    """Of the visit in the page history that is gone back or forward to; None for a new visit."""
    is_other_story: bool = False
    """Whether another part of the page is its story now, so that positions in the one before mean nothing."""

    @property
    def is_web_page(self) -> bool:
        """Whether its source is a URL."""
        return classify_source(self.source) == "web"


class PageLoader:
    """Loads one page at a time; a new request takes the place of the one before.

    Args:
        shell: The screen.
        session: The open article, the reading list and the settings.
        scheduler: Timers, workers and threads.
        on_loaded: Called with a page that was loaded.
    """

    def __init__(self, shell: Shell, session: Session, scheduler: Scheduler, on_loaded: OnLoaded) -> None:
        self._shell = shell
        self._session = session
        self._scheduler = scheduler
        self._on_loaded = on_loaded
        self._cancel_worker: Callable[[], None] | None = None
        """Cancels the load; None while nothing is loaded."""
        self._web_pages = WebPageLoader()
        self._status = FetchStatus()

    @property
    def status_text(self) -> str:
        """The text of the bottom row while something is loaded."""
        status = self._status
        if self._cancel_worker is None or (not status.host and not status.is_due):
            return ""
        words = self._session.messages
        stop = words("load.stop") if status.stage != "ready" else ""
        parts = (status.host, status.size_text, words("load." + status.stage), stop)
        return "  ".join(filter(None, parts))

    def start(self, request: PageRequest) -> None:
        """Load a page, and hand it over when it is loaded."""
        self.stop()
        self._status = FetchStatus(
            format_url_host(request.source) if request.is_web_page else None,
            quiet_seconds=0 if request.is_refetch else _SILENT_SECONDS,
        )
        if not self._status.host:
            self._status.stage = "parting"
        self._cancel_worker = self._scheduler.start_worker(partial(self._load, request), "loading")
        self._shell.refresh_bars()

    def action_refetch(self) -> None:
        """Load the open article again from where it came from."""
        reading_list = self._session.reading_list
        entry = self._session.open_entry
        wanted = PageRequest(entry.origin_source, entry.number, entry.named_by_user, is_refetch=True)
        if self._shell.is_busy:
            self._shell.show_message(self._session.messages("status.busy"), "warning")
        elif not reading_list.can_reload(entry.number):
            self._shell.show_message(self._session.messages("status.fetched.nowhere"), "warning")
        elif reading_list.document_cache.is_slow_to_open(wanted.source):
            self.start(wanted)
        else:
            self._read(wanted)

    def action_encoding(self) -> None:
        """Load the open article again in an encoding to choose."""
        words, reading_list = self._session.messages, self._session.reading_list
        entry = self._session.open_entry
        if not reading_list.can_reload(entry.number):
            self._shell.show_message(words("status.fetched.nowhere"), "warning")
            return
        wanted = PageRequest(entry.origin_source, entry.number, entry.named_by_user, is_refetch=True)
        choices = [
            Choice(label, words("encoding." + name), run=partial(self.start, wanted._replace(encoding=label)))
            for name, label in ENCODING_LABELS.items()
        ]
        self._shell.show_choices(words("encoding"), choices)

    def _read(self, request: PageRequest) -> None:
        """Load a text at once: it takes no longer than a frame."""
        try:
            document = self._session.reading_list.document_cache.load_document(request.source)
            self._on_loaded(request, document, self._start_reading(document))
        except ReaderError as error:
            self._report_failure(request, error)

    def stop(self) -> bool:
        """Stop loading; return whether anything was being loaded."""
        cancel, self._cancel_worker = self._cancel_worker, None
        if cancel is None:
            return False
        cancel()
        self._shell.refresh_bars()
        return True

    async def _load(self, request: PageRequest) -> None:
        """Load a page; the bottom row says how far it is."""
        stop_ticking = self._scheduler.call_every(_POLL_SECONDS, self._shell.refresh_bars)
        try:
            await self._open(request)
        except ReaderError as error:
            self._cancel_worker = None
            self._report_failure(request, error)
        finally:
            stop_ticking()

    async def _open(self, request: PageRequest) -> None:
        document = request.document or await self._fetch_document(request)
        self._status.stage = "parting"
        try:
            reading = await run_in_thread(
                partial(self._start_reading, document, keep_all_text=request.document is not None)
            )
        except NoArticleError as error:
            await self._wait_until_idle()
            self._offer_whole_page(request._replace(document=document), error)
            return
        if not request.message and await run_in_thread(partial(self._is_choice_offered, document)):
            request = request._replace(message=self._session.messages("status.story.site"))
        await self._wait_until_idle()
        if request.is_refetch and classify_source(request.source) == "web":
            self._mark_gone(request, is_gone=False)
        self._on_loaded(request, document, reading)

    async def _wait_until_idle(self) -> None:
        """Wait until nothing is open that would be lost, then end the load."""
        self._status.stage = "ready"
        while self._shell.is_busy:
            await asyncio.sleep(_POLL_SECONDS)
        self._cancel_worker = None

    async def _fetch_document(self, request: PageRequest) -> Document:
        texts = self._session.reading_list.document_cache
        if request.encoding and not request.is_web_page:
            return await run_in_thread(partial(read_file, request.source, request.encoding))
        if not request.is_web_page or (request.entry_number in texts and not request.is_refetch):
            return await run_in_thread(lambda: texts.load_document(request.source, request.entry_number))
        return await self._web_pages.load(
            request.source,
            self._session.settings,
            request.encoding or texts.encoding,
            allow_private_host=request.named_by_user,
            on_progress=self._status.update,
        )

    def _report_failure(self, request: PageRequest, error: ReaderError) -> None:
        """Show the stored version of a page that cannot be loaded, else the error, which the list shows, too."""
        if (page := self._find_stored_page(request)) is not None:
            message = self._session.messages(
                "status.offline", why=error.explanation, host=format_url_host(request.source)
            )
            self._on_loaded(request._replace(message=message), page, self._start_reading(page))
            return
        if getattr(error, "http_status", None) in _GONE_STATUSES:
            self._mark_gone(request, is_gone=True)
        if request.entry_number is not None and not request.is_refetch:
            self._session.reading_list.record_error(request.entry_number, error)
            self._shell.refresh_article_list()
        self._shell.show_message(str(error), "error")

    def _mark_gone(self, request: PageRequest, *, is_gone: bool) -> None:
        """Note in the library, where it has the page, whether the page is gone."""
        with suppress(ReaderError):  # that the library cannot be written is said when something is to be kept
            self._session.annotation_store.mark_gone(request.source, is_gone=is_gone)
        if request.entry_number is not None:
            self._session.reading_list.entries[request.entry_number].is_gone = is_gone
            self._shell.refresh_article_list()

    def _find_stored_page(self, request: PageRequest) -> Document | None:
        """The stored version of a page; None where there is none, or it is on the screen already."""
        if request.is_refetch or not request.is_web_page:
            return None
        try:
            return self._session.annotation_store.find_page(request.source)
        except ReaderError:
            return None

    def _offer_whole_page(self, request: PageRequest, error: NoArticleError) -> None:
        """Offer all text of a page in which no article was found."""
        words = self._session.messages
        choices = [
            Choice(words("load.whole"), run=lambda: self.start(request)),
            Choice(words("cancel"), run=lambda: None),
        ]
        self._shell.show_choices(error.summary, choices)

    def _is_choice_offered(self, document: Document) -> bool:
        """Whether a part that the user chose on another page of the site is on this page, and not its story."""
        choices, address = self._session.reading_list.story_choices, get_page_address(document.origin)
        selector = choices.find_for_site(address)
        if selector is None or choices.find(address) is not None:
            return False
        best, *others = list_candidates(document) or (None,)
        return best is not None and best.selector != selector and any(own.selector == selector for own in others)

    def _start_reading(self, document: Document, *, keep_all_text: bool = False) -> IncrementalReader | CompleteReader:
        """A reader of the article of a document, also where it is an annotated copy, or of all of its text."""
        if not keep_all_text:
            return open_document(document, story_choices=self._session.reading_list.story_choices).reader
        from reader.structure.html import create_unstructured_reader

        return create_unstructured_reader(document.text, document.origin)
