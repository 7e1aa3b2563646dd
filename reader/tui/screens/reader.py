"""The reading screen: the page with its list, the row above and the row below."""

from __future__ import annotations

import gc
from time import perf_counter
from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen

from reader.errors import ReaderError
from reader.tui.commands import bindings
from reader.tui.opened import Opened
from reader.tui.status import hints, path_and_place, time_left, walked
from reader.tui.widgets.bars import Bar
from reader.tui.widgets.search import SearchBox
from reader.tui.widgets.spread import Spread
from reader.tui.words import Words, language_of, locale_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from reader.settings import Settings
    from reader.sources import Document

_SLICE = 0.008
"""Seconds of reading on between two looks at the keys."""
_SLICE_BLOCKS = 50
_FIRST_HAN = 0x2E80


class ReaderScreen(Screen[None]):
    """Owns the articles given and the script they are seen in; the widgets show them."""

    BINDINGS = bindings("screen")  # type: ignore[assignment]  # a list is invariant
    AUTO_FOCUS: ClassVar[str | None] = "ArticleView"

    def __init__(self, settings: Settings, sources: list[str], opened: Opened, load: Callable[[str], Document]) -> None:
        super().__init__()
        self._settings = settings
        self._sources = sources
        self._number = 0
        self._load = load
        self.opened = opened
        self.words = Words(language_of(settings.language))
        self._message = ""
        self._place_before = (0, 0)
        """Where a search began."""
        self._query_before = ""
        self.above = Bar(id="above")
        self.spread = Spread(settings, opened, self.words)
        self.below = Bar(id="below")
        self.box = SearchBox()

    def compose(self) -> ComposeResult:
        """The row above, the page with its list, the row below."""
        self.spread.fit(*self.app.size)  # before anything is mounted, so that all stands in the first frame
        self._show()
        yield self.above
        yield self.spread
        yield self.below
        yield self.box

    def on_mount(self) -> None:
        """The rows above and below change in the same frame as the page."""
        self.watch(self.spread.article, "top", self._tell, init=False)

    def on_resize(self, event: events.Resize) -> None:
        """Fit everything to the window."""
        self.spread.fit(event.size.width, event.size.height)
        self.set_class(self.spread.layout_.too_small, "-too-small")

    # -- the article

    def _show(self) -> None:
        """Show the article that is open now."""
        self.words = Words(language_of(self._settings.language, self.opened.view))
        self.spread.show(self.opened, self.words)
        self._tell()
        self.call_after_refresh(self._after_paint)

    def _after_paint(self) -> None:
        """What can wait until the page stands: the rest of the article, and the converter of the other script."""
        gc.enable()
        gc.freeze()
        opened = self.opened
        if not opened.reading.done:
            self._read_slice(opened)
        if opened.other != "source":
            self.run_worker(
                lambda: opened.views.preload(opened.other), thread=True, group="preload", exit_on_error=False
            )

    def _read_slice(self, opened: Opened) -> None:
        """Read on for a few milliseconds, then let the keys have their turn."""
        if opened is not self.opened:
            return
        until = perf_counter() + _SLICE
        while not opened.reading.done and perf_counter() < until:
            self.spread.article.extend(opened.read_on(_SLICE_BLOCKS))
        if opened.reading.done:
            self.spread.retell(self.words)
            self._tell()
        else:
            self.set_timer(0.001, lambda: self._read_slice(opened))

    def _open(self, number: int) -> None:
        """Open another of the articles given; one that cannot be opened leaves this one where it is."""
        try:
            document = self._load(self._sources[number])
        except ReaderError as error:
            self.tell(str(error))
            return
        self._number = number
        view = self.opened.view
        self.opened = Opened(document, self._settings, locale_name())
        if view == self.opened.other:
            self.opened.view = view
        self._show()
        self.tell(self.words("status.article", n=number + 1, m=len(self._sources)))

    # -- the rows above and below

    def tell(self, message: str) -> None:
        """A message, until the next key."""
        self._message = message
        self._tell()

    def on_spread_changed(self, message: Spread.Changed) -> None:
        """Something else is walked, chosen or shown."""
        self.tell(message.message or self._message)

    def on_article_view_resized(self) -> None:
        """Other rows may be in sight now."""
        self._tell()

    def _tell(self) -> None:
        """Bring the rows above and below, and the mark in the list, up to date."""
        opened, article, words = self.opened, self.spread.article, self.words
        if self.spread.layout_.too_small:
            self.above.say(words("too_small"))
            return
        left, right = path_and_place(opened, article, words, self.spread.layout_)
        if self.spread.layout_.path:
            self.above.say(left, right=right)
        else:
            self.above.say(right)
        self.spread.follow()
        keys = hints(
            opened,
            words,
            self.spread.walk,
            in_list=self.spread.pane.has_focus,
            drawer=self.spread.in_drawer,
            at_end=article.at_end,
            several=len(self._sources) > 1,
        )
        where, named = walked(opened, article, words, self.spread.walk)
        self.below.say(where, self._message or time_left(opened, article, words), keys=keys, detail=named)

    def on_key(self, event: events.Key) -> None:
        """A message stays until the next key; a Han character is told why nothing happens."""
        if self._message:
            self._message = ""
            self.call_later(self._tell)  # behind what the key does, so that both are one frame
        if event.character and ord(event.character[0]) >= _FIRST_HAN and not self.box.display:
            event.stop()
            self.tell(self.words("status.input_method"))

    # -- commands

    def action_script_other(self) -> None:
        """The script as written, or the reader's other one; nothing moves."""
        opened = self.opened
        target = opened.other if opened.view == "source" else "source"
        if target == opened.view:
            self.tell(self.words("status.same_script"))
            return
        try:
            opened.views.preload(target)
        except ReaderError as error:
            self.tell(str(error))
            return
        opened.view = target
        self.words = Words(language_of(self._settings.language, target))
        self.spread.retell(self.words)
        self.tell(self._plan(target))

    def _plan(self, target: str) -> str:
        """What a switch did: `原文繁體，用字近台灣 > 簡體`."""
        article, words = self.opened.article, self.words
        if target == "source":
            return words("view.source")
        source = words("view.source") + words("script." + article.script)
        plan = "status.plan" + (f".{article.region}" if article.region else "")
        return words(plan, source=source, target=words("view." + target))

    def action_article_next(self) -> None:
        """The next of the articles given."""
        self._go(1, "status.last_article")

    def action_article_previous(self) -> None:
        """The previous of the articles given."""
        self._go(-1, "status.first_article")

    def _go(self, step: int, at_the_end: str) -> None:
        if 0 <= self._number + step < len(self._sources):
            self._open(self._number + step)
        else:
            self.tell(self.words(at_the_end))

    def action_cancel(self) -> None:
        """Close the smallest open thing."""
        self.spread.close_smallest()

    def action_back(self) -> None:
        """One level back; here that is the drawer, the search, then the program."""
        if not ((self.spread.in_drawer or self.spread.walk == "hits") and self.spread.close_smallest()):
            self.app.exit()

    # -- searching

    def action_search(self) -> None:
        """Open the box; hits are marked while the words are typed."""
        self._place_before = self.spread.article.position
        self._query_before = self.opened.query
        self.below.display = False
        self.box.open(self.words)

    def on_search_box_changed(self, message: SearchBox.Changed) -> None:
        """Mark what is typed so far and go to the first hit from where the search began."""
        self.box.count(*self.spread.search(message.query, self._place_before))

    def on_search_box_closed(self, message: SearchBox.Closed) -> None:
        """Keep the search, or go back to where it began."""
        self.below.display = True
        self.spread.article.focus()
        if message.accepted and self.opened.stops["hits"]:
            self._tell()
            return
        self.spread.restore_search("" if message.accepted else self._query_before)
        self.spread.article.go_back(self._place_before)
        self.tell(self.words("status.no_match", q=message.query) if message.accepted and message.query else "")
