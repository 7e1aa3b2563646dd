"""What takes longer than a frame to open: a page of the web, or one that is to be taken apart first.

The article before stays on the page meanwhile, with all its keys; a row below says how far it is.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import NoArticleError, ReaderError
from reader.services.opening import open_document
from reader.services.web_pages import FetchStatus, WebPageLoader
from reader.sources import read_file
from reader.sources.detached_thread import run_in_thread
from reader.sources.urls import format_url_host, is_web_url
from reader.tui.prompts import Choice

if TYPE_CHECKING:
    from textual.worker import Worker

    from reader.sources import Document
    from reader.structure import CompleteReader, IncrementalReader
    from reader.tui.screens.reading import ReadingScreen

ENCODING_LABELS = {
    "utf8": "utf-8", "gb18030": "gb18030", "big5": "big5", "utf16le": "utf-16le", "utf16be": "utf-16be",
}  # fmt: skip
"""Those that Chinese pages are in: names of their words, and labels; --encoding takes any."""
_SILENT_SECONDS = 0.15
"""Seconds that nothing is said in: most pages of the disk are there by then."""
_POLL_SECONDS = 0.1
"""Seconds between two looks at how far it is, and whether what lies over the page is gone."""


class PageRequest(NamedTuple):
    """What is to be opened."""

    source: str
    entry_number: int | None = None
    """Of the article, where it is on the shelf; else it gets there when it is here."""
    named_by_reader: bool = True
    """Whether the reader named it; else a link led to it."""
    message: str = ""
    """What to tell when it is here."""
    document: Document | None = None
    """A page in which no article was found, and of which all text is wanted."""
    is_refetch: bool = False
    """Whether it is fetched anew."""
    encoding: str | None = None
    """That the reader names; None means to find out."""


class PageLoader:
    """Loads one thing at a time; whatever is wanted next takes its place."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._worker: Worker[None] | None = None
        self._web_pages = WebPageLoader()
        self._status = FetchStatus()

    @property
    def status_text(self) -> str:
        """The row below, while something is loaded."""
        status = self._status
        if self._worker is None or (not status.host and not status.is_due):
            return ""
        words = self._screen.messages
        stop = words("load.stop") if status.stage != "ready" else ""
        parts = (status.host, status.size_text, words("load." + status.stage), stop)
        return "  ".join(filter(None, parts))

    def start(self, request: PageRequest) -> None:
        """Load it, and open it when it is here."""
        self.stop()
        self._status = FetchStatus(
            format_url_host(request.source) if is_web_url(request.source) else None,
            quiet_seconds=0 if request.is_refetch else _SILENT_SECONDS,
        )
        if not self._status.host:
            self._status.stage = "parting"
        self._worker = self._screen.run_worker(self._load(request), group="loading", exclusive=True)
        self._screen.refresh_bars()

    def action_refetch(self) -> None:
        """Read the open article again, from where it came from."""
        screen, shelf = self._screen, self._screen.article_navigation.reading_list
        entry = shelf.entries[shelf.open_number]
        wanted = PageRequest(entry.source, entry.number, entry.named_by_reader, is_refetch=True)
        if screen.is_busy:
            screen.show_message(screen.messages("status.busy"))
        elif not is_web_url(entry.source) and entry.number in shelf.document_cache:
            screen.show_message(screen.messages("status.fetched.nowhere"))
        elif shelf.document_cache.is_slow_to_open(entry.source):
            self.start(wanted)
        else:
            self._read(wanted)

    def action_encoding(self) -> None:
        """Read the open article again in an encoding to choose."""
        screen, words, shelf = self._screen, self._screen.messages, self._screen.article_navigation.reading_list
        entry = shelf.entries[shelf.open_number]
        if not is_web_url(entry.source) and entry.number in shelf.document_cache:
            screen.show_message(words("status.fetched.nowhere"))
            return
        wanted = PageRequest(entry.source, entry.number, entry.named_by_reader, is_refetch=True)
        choices = [
            Choice(label, words("encoding." + name), run=partial(self.start, wanted._replace(encoding=label)))
            for name, label in ENCODING_LABELS.items()
        ]
        screen.show_choices(words("encoding"), choices)

    def _read(self, request: PageRequest) -> None:
        """Read a text, which takes no longer than a frame."""
        articles = self._screen.article_navigation
        try:
            document = articles.reading_list.document_cache.load_document(request.source)
            articles.receive_document(request, document, _start_reading(document, keep_all_text=False))
        except ReaderError as error:
            self._report_failure(request, error)

    def stop(self) -> bool:
        """Load nothing; whether anything was loaded."""
        worker, self._worker = self._worker, None
        if worker is None:
            return False
        worker.cancel()
        self._screen.refresh_bars()
        return True

    async def _load(self, request: PageRequest) -> None:
        """All the way, with a look at the clock now and then."""
        ticking = self._screen.set_interval(_POLL_SECONDS, self._screen.refresh_bars)
        try:
            await self._open(request)
        except ReaderError as error:
            self._worker = None
            self._report_failure(request, error)
        finally:
            ticking.stop()

    async def _open(self, request: PageRequest) -> None:
        document = request.document or await self._fetch_document(request)
        self._status.stage = "parting"
        try:
            reading = await run_in_thread(partial(_start_reading, document, keep_all_text=request.document is not None))
        except NoArticleError as error:
            await self._wait_until_idle()
            self._offer_whole_page(request._replace(document=document), error)
            return
        await self._wait_until_idle()
        self._screen.article_navigation.receive_document(request, document, reading)

    async def _wait_until_idle(self) -> None:
        """Wait until nothing is open that would be lost, and end what is said."""
        self._status.stage = "ready"
        while self._screen.is_busy:
            await asyncio.sleep(_POLL_SECONDS)
        self._worker = None

    async def _fetch_document(self, request: PageRequest) -> Document:
        texts = self._screen.article_navigation.reading_list.document_cache
        if request.encoding and not is_web_url(request.source):
            return await run_in_thread(partial(read_file, request.source, request.encoding))
        if not is_web_url(request.source) or (request.entry_number in texts and not request.is_refetch):
            return await run_in_thread(lambda: texts.load_document(request.source, request.entry_number))
        return await self._web_pages.load(
            request.source,
            self._screen.settings,
            request.encoding or texts.encoding,
            allow_private_host=request.named_by_reader,
            on_progress=self._status.update,
        )

    def _report_failure(self, request: PageRequest, error: ReaderError) -> None:
        """It does not come: what is kept of it is shown, else why; the row of the list says so, too."""
        screen = self._screen
        if (page := self._find_stored_page(request)) is not None:
            message = screen.messages("status.offline", why=error.why, host=format_url_host(request.source))
            screen.article_navigation.receive_document(
                request._replace(message=message), page, _start_reading(page, keep_all_text=False)
            )
            return
        if request.entry_number is not None and not request.is_refetch:
            screen.article_navigation.reading_list.record_error(request.entry_number, error)
            screen.article_list.refresh()
        screen.show_message(str(error))

    def _find_stored_page(self, request: PageRequest) -> Document | None:
        """What the library has of a page that cannot be had; of one that is on the screen already nothing."""
        if request.is_refetch or not is_web_url(request.source):
            return None
        try:
            return self._screen.annotation_controller.annotation_store.find_page(request.source)
        except ReaderError:
            return None

    def _offer_whole_page(self, request: PageRequest, error: NoArticleError) -> None:
        """A page without an article has text all the same."""
        screen, words = self._screen, self._screen.messages
        choices = [
            Choice(words("load.whole"), run=lambda: self.start(request)),
            Choice(words("cancel"), run=lambda: None),
        ]
        screen.show_choices(f"{error.what}: {error.why}", choices)


def _start_reading(document: Document, *, keep_all_text: bool) -> IncrementalReader | CompleteReader:
    """A reader of the article of a document, also where it is an annotated copy, or of all of its text."""
    if not keep_all_text:
        return open_document(document).reader
    from reader.structure.html import create_unstructured_reader

    return create_unstructured_reader(document.text, document.origin)
