"""What takes longer than a frame to open: a page of the web, or one that is to be taken apart first.

The article before stays on the page meanwhile, with all its keys; a row below says how far it is.
"""

from __future__ import annotations

import asyncio
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import NoArticleError, ReaderError
from reader.sources import read_file
from reader.sources.detached_thread import aside
from reader.sources.files import is_address
from reader.sources.urls import host_of
from reader.tui.prompts import Choice

if TYPE_CHECKING:
    from textual.worker import Worker

    from reader.config.settings import Settings
    from reader.sources import Document
    from reader.sources.web import Progress, Web
    from reader.structure import Reading
    from reader.structure.html import PageReading
    from reader.tui.screens.reading import ReaderScreen

ENCODINGS = {
    "utf8": "utf-8", "gb18030": "gb18030", "big5": "big5", "utf16le": "utf-16le", "utf16be": "utf-16be",
}  # fmt: skip
"""Those that Chinese pages are in: names of their words, and labels; --encoding takes any."""
_SILENT = 0.15
"""Seconds that nothing is said in: most pages of the disk are there by then."""
_TELL = 0.1
"""Seconds between two looks at how far it is, and whether what lies over the page is gone."""


class Wanted(NamedTuple):
    """What is to be opened."""

    source: str
    number: int | None = None
    """Of the article, where it is on the shelf; else it gets there when it is here."""
    typed: bool = True
    """Whether the reader named it; else a link led to it."""
    message: str = ""
    """What to tell when it is here."""
    page: Document | None = None
    """A page in which no article was found, and of which all text is wanted."""
    again: bool = False
    """Whether it is fetched anew."""
    encoding: str | None = None
    """That the reader names; None means to find out."""


class Loading:
    """Loads one thing at a time; whatever is wanted next takes its place."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen
        self._worker: Worker[None] | None = None
        self._web: Web | None = None
        self._settings: Settings | None = None
        """Those that it was made with."""
        self._from = 0.0
        self._host = ""
        self._stage = ""
        self._received = 0

    @property
    def said(self) -> str:
        """The row below, while something is loaded."""
        if self._worker is None or (not self._host and perf_counter() < self._from):
            return ""
        words = self._screen.words
        size = f"{max(1, self._received >> 10):,} KB" if self._received else ""
        stop = words("load.stop") if self._stage != "ready" else ""
        parts = (self._host, size, words("load." + self._stage), stop)
        return "  ".join(filter(None, parts))

    def start(self, wanted: Wanted) -> None:
        """Load it, and open it when it is here."""
        self.stop()
        self._from = perf_counter() + (0 if wanted.again else _SILENT)
        self._host = host_of(wanted.source) if is_address(wanted.source) else ""
        self._stage, self._received = "asking" if self._host else "parting", 0
        self._worker = self._screen.run_worker(self._load(wanted), group="loading", exclusive=True)
        self._screen.retell()

    def action_refetch(self) -> None:
        """Read the open article again, from where it came from."""
        screen, shelf = self._screen, self._screen.articles.shelf
        entry = shelf.entries[shelf.current]
        wanted = Wanted(entry.source, entry.number, entry.typed, again=True)
        if screen.busy:
            screen.tell(screen.words("status.busy"))
        elif not is_address(entry.source) and entry.number in shelf.texts:
            screen.tell(screen.words("status.fetched.nowhere"))
        elif shelf.texts.waits(entry.source):
            self.start(wanted)
        else:
            self._read(wanted)

    def action_encoding(self) -> None:
        """Read the open article again in an encoding to choose."""
        screen, words, shelf = self._screen, self._screen.words, self._screen.articles.shelf
        entry = shelf.entries[shelf.current]
        if not is_address(entry.source) and entry.number in shelf.texts:
            screen.tell(words("status.fetched.nowhere"))
            return
        wanted = Wanted(entry.source, entry.number, entry.typed, again=True)
        choices = [
            Choice(label, words("encoding." + name), run=partial(self.start, wanted._replace(encoding=label)))
            for name, label in ENCODINGS.items()
        ]
        screen.offer(words("encoding"), choices)

    def _read(self, wanted: Wanted) -> None:
        """Read a text, which takes no longer than a frame."""
        articles = self._screen.articles
        try:
            document = articles.shelf.texts.load(wanted.source)
            articles.arrived(wanted, document, _reading(document, stripped=False))
        except ReaderError as error:
            self._refuse(wanted, error)

    def stop(self) -> bool:
        """Load nothing; whether anything was loaded."""
        worker, self._worker = self._worker, None
        if worker is None:
            return False
        worker.cancel()
        self._screen.retell()
        return True

    async def _load(self, wanted: Wanted) -> None:
        """All the way, with a look at the clock now and then."""
        ticking = self._screen.set_interval(_TELL, self._screen.retell)
        try:
            await self._open(wanted)
        except ReaderError as error:
            self._worker = None
            self._refuse(wanted, error)
        finally:
            ticking.stop()

    async def _open(self, wanted: Wanted) -> None:
        document = wanted.page or await self._document(wanted)
        self._stage = "parting"
        try:
            reading = await aside(partial(_reading, document, stripped=wanted.page is not None))
        except NoArticleError as error:
            await self._until_free()
            self._offer(wanted._replace(page=document), error)
            return
        await self._until_free()
        self._screen.articles.arrived(wanted, document, reading)

    async def _until_free(self) -> None:
        """Wait until nothing is open that would be lost, and end what is said."""
        self._stage = "ready"
        while self._screen.busy:
            await asyncio.sleep(_TELL)
        self._worker = None

    async def _document(self, wanted: Wanted) -> Document:
        texts = self._screen.articles.shelf.texts
        if wanted.encoding and not is_address(wanted.source):
            return await aside(partial(read_file, wanted.source, wanted.encoding))
        if not is_address(wanted.source) or (wanted.number in texts and not wanted.again):
            return await aside(lambda: texts.load(wanted.source, wanted.number))
        settings = self._screen.settings
        if self._web is None or self._settings != settings:
            self._web, self._settings = await aside(partial(_web, settings)), settings
        from reader.sources.web import open_page

        return await open_page(
            self._web, wanted.source, wanted.encoding or texts.encoding, typed=wanted.typed, told=self._told
        )

    def _told(self, progress: Progress) -> None:
        from reader.sources.urls import printed_host

        self._host, self._stage = printed_host(progress.host), progress.stage
        self._received = progress.received

    def _refuse(self, wanted: Wanted, error: ReaderError) -> None:
        """It does not come: what is kept of it is shown, else why; the row of the list says so, too."""
        screen = self._screen
        if (page := self._kept(wanted)) is not None:
            message = screen.words("status.offline", why=error.why, host=host_of(wanted.source))
            screen.articles.arrived(wanted._replace(message=message), page, _reading(page, stripped=False))
            return
        if wanted.number is not None and not wanted.again:
            screen.articles.shelf.refuse(wanted.number, error)
            screen.list.refresh()
        screen.tell(str(error))

    def _kept(self, wanted: Wanted) -> Document | None:
        """What the library has of a page that cannot be had; of one that is on the screen already nothing."""
        if wanted.again or not is_address(wanted.source):
            return None
        try:
            return self._screen.noting.keeper.page(wanted.source)
        except ReaderError:
            return None

    def _offer(self, wanted: Wanted, error: NoArticleError) -> None:
        """A page without an article has text all the same."""
        screen, words = self._screen, self._screen.words
        choices = [
            Choice(words("load.whole"), run=lambda: self.start(wanted)),
            Choice(words("cancel"), run=lambda: None),
        ]
        screen.offer(f"{error.what}: {error.why}", choices)


def _reading(document: Document, *, stripped: bool) -> Reading | PageReading:
    """The article of a document, or all of its text."""
    from reader.structure import reading_of

    if not stripped:
        return reading_of(document.text, document.origin)
    from reader.structure.html import stripped_reading

    return stripped_reading(document.text, document.origin)


def _web(settings: Settings) -> Web:
    """What fetches pages. The first time its libraries are loaded, which takes some frames."""
    from reader.sources.web import web_of

    return web_of(settings)
