"""An article that is open on the screen: what has been read of it, the script it is seen in, the places to walk.

No textual here: the widgets ask, this answers.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from time import perf_counter
from typing import TYPE_CHECKING, get_args

from reader.model import characters
from reader.script.detect import fold
from reader.structure import reading_of
from reader.structure.html.extract import PageReading
from reader.tui.state.annotations import Noted
from reader.tui.state.converted_article import Seen
from reader.tui.state.figures import Counted
from reader.tui.state.navigation import Stop, Walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.config.settings import Settings
    from reader.copies.open import Copy
    from reader.model import Block
    from reader.script.overrides import OwnRules, Rule
    from reader.sources import Document
    from reader.sources.encoding import Why
    from reader.structure import Reading
    from reader.tui.state.converted_article import Pins
    from reader.tui.state.figures import Taste

FIRST = 60
"""Blocks read before the first paint: more than any window shows."""
_PREPARED = 100_000
_LONGEST_PHRASE = 32
_REWORDED = 200_000
"""Code points of an article that is searched as shown too, where that has other words: all of it is converted."""
_HIDDEN_FROM_SEARCH = frozenset({"breadcrumb"})
_NARROW = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: 0x20, 0xA0: 0x20}


def folded(text: str) -> str:
    """The text as search compares it: simplified, half-width, lower case; of the same length."""
    narrow = fold(text).translate(_NARROW)
    lower = narrow.lower()
    return lower if len(lower) == len(narrow) else "".join(c if len(c.lower()) != 1 else c.lower() for c in narrow)


def _places(text: str, wanted: str) -> list[tuple[int, int]]:
    """Where some words stand in a text, from left to right, without overlaps."""
    found = []
    at = text.find(wanted)
    while at >= 0:
        found.append((at, at + len(wanted)))
        at = text.find(wanted, at + len(wanted))
    return found


class Opened(Seen):
    """One open article.

    Args:
        document: Its text and where that came from.
        settings: In force.
        locale: The reader's, as other_view takes it.
        own: The reader's own overrides.
        pins: What the reader decided in it when it was open before.
        rules: The same, of words wherever they stand in it.
        taste: How figures are wanted.
        reading: Of the text, from its beginning, where that was begun already.

    Raises:
        ReaderError: It is a page without an article.
    """

    def __init__(
        self,
        document: Document,
        settings: Settings,
        locale: str,
        own: Callable[[], OwnRules] | None = None,
        pins: Pins | None = None,
        taste: Taste | None = None,
        *,
        rules: list[Rule] | None = None,
        reading: Reading | PageReading | None = None,
    ) -> None:
        self.origin = document.origin
        self.why: Why = document.why
        """What settled its encoding."""
        self.characters = characters(document.text)
        """字 of the whole text; of a page or a copy those of its article, without the markup."""
        self._size = len(document.text)
        self.reading = reading or reading_of(document.text, document.origin)
        if isinstance(self.reading, PageReading):
            self.characters = sum(characters(block.text) for block in self.reading.article().blocks)
        self.reading.advance(FIRST)
        super().__init__(self.reading.article(), settings, locale, own, pins, rules)
        self.stops: dict[Walk, list[Stop]] = {walk: [] for walk in get_args(Walk)}
        self.figures = Counted(self, taste)
        self.stops["figures"] = self.figures.stops
        self.copy: Copy | None = None
        """The annotated copy that it was opened from."""
        self.noted = Noted(self)
        self.stops["notes"] = self.noted.stops
        self.chapters: list[int] = []
        """Which of the sections' stops are headings, by their indexes; the others are run-in heads."""
        self.query = ""
        self._looked = 0
        """Blocks that were looked through for changes."""
        self._starts: list[int] = []
        self._folded: list[str] = []
        self._read = 0
        self._note(0)

    @property
    def marks_figures(self) -> bool:
        """Whether figures are marked in the text."""
        return self.figures.ready and self.figures.taste.marked

    # -- reading on

    @property
    def blocks(self) -> list[Block]:
        """Those read so far."""
        return self.reading.blocks

    def read_on(self, count: int) -> list[Block]:
        """Read some more blocks; what they are."""
        first = len(self.blocks)
        fresh = self.reading.advance(count)
        self._note(first)
        if self.reading.done:
            self.article = self.reading.article()
            self.learn_people()
            self.figures.learn()
        return fresh

    def _note(self, first: int) -> None:
        """Take down where the new blocks begin and which of them can be walked."""
        for index in range(first, len(self.blocks)):
            block = self.blocks[index]
            self._starts.append(self._read)
            self._read += len(block.text)
            if block.kind == "heading":
                self.chapters.append(len(self.stops["sections"]))
                self.stops["sections"].append(Stop(index, 0, len(block.text)))
            elif block.kind == "caption":
                self.stops["captions"].append(Stop(index, 0, len(block.text)))
            self.stops["sections"] += [Stop(index, s.start, s.end, 1) for s in block.spans if s.kind == "run_in"]
            self.stops["links"] += [Stop(index, s.start, s.end) for s in block.spans if s.kind == "link"]
        if self.query:
            self.stops["hits"] += self._hits(first)

    def target(self, stop: Stop) -> str:
        """Where a link leads, in full; empty where that is no address of the web."""
        from reader.sources.urls import absolute

        block = self.blocks[stop.block]
        href = next((s.href for s in block.spans if s.kind == "link" and (s.start, s.end) == stop[1:3]), None)
        return absolute(href or "", self.origin.url)

    def walkable(self, walk: Walk) -> list[Stop]:
        """What `n` stops at: of the sections their headings, and run-in heads only where there is no heading."""
        if walk == "figures":
            return self.figures.walkable
        if walk == "notes":
            return self.noted.walkable
        stops = self.stops[walk]
        return [stops[index] for index in self.chapters] if walk == "sections" and self.chapters else stops

    @property
    def prepares(self) -> bool:
        """Whether to load the converter of the other script before it is asked for.

        OpenCC needs 43 MB and 0.1 s for traditional characters, 2 MB and 5 ms for simplified ones; a long article
        has enough to keep as it is.
        """
        return self.other == "hans" or self._size <= _PREPARED

    @property
    def length(self) -> int:
        """Code points of the article: of its text while it is being read."""
        return self._read if self.reading.done else max(self._read, self._size)

    def position(self, block: int, offset: int) -> int:
        """Code points before a place."""
        return self._starts[block] + offset

    # -- what the view changed

    def forget_changes(self) -> None:
        """Another view, or another rule: what was found is no longer so."""
        self.stops["changes"] = []
        self._looked = 0

    def find_changes(self, until: float) -> bool:
        """Look on for changes worth walking until a moment of perf_counter; whether there are blocks left."""
        while self._looked < len(self.blocks):
            index = self._looked
            self.stops["changes"] += [
                Stop(index, each.start, each.end) for each in self.changes(index) if each.kind != "converted"
            ]
            self._looked += 1
            if perf_counter() >= until:
                break
        return self._looked < len(self.blocks) or not self.reading.done

    # -- searching

    def search(self, query: str) -> list[Stop]:
        """Find a query in either script; the hits, which are also what `hits` walks. Nothing is found for nothing."""
        self.query = query
        self.stops["hits"] = self._hits(0) if query else []
        return self.stops["hits"]

    def _hits(self, first: int) -> list[Stop]:
        wanted = folded(unicodedata.normalize("NFC", self.query))
        while len(self._folded) < len(self.blocks):  # kept, since every letter typed searches again
            self._folded.append(folded(self.blocks[len(self._folded)].text))
        found = []
        for index in range(first, len(self.blocks)):
            if self.blocks[index].kind in _HIDDEN_FROM_SEARCH:
                continue
            hits = _places(self._folded[index], wanted)
            if self.rewords and self._size <= _REWORDED:
                hits = self._with_shown(index, hits, wanted)
            found += [Stop(index, start, end) for start, end in hits]
        return found

    def _with_shown(self, index: int, hits: list[tuple[int, int]], wanted: str) -> list[tuple[int, int]]:
        """The hits in a block as written, and those that only its view has: 軟體 is seen where 软件 is written."""
        view = self.view_of(index)
        if not view.phrases:
            return hits
        seen = [view.span_to_source(start, end) for start, end in _places(folded(view.text), wanted)]
        more = [(s, e) for s, e in dict.fromkeys(seen) if not any(s < end and e > start for start, end in hits)]
        return sorted([*hits, *more])

    def hits_in(self, block: int, start: int, end: int) -> list[Stop]:
        """The hits that touch a stretch of a block."""
        hits = self.stops["hits"]
        first = bisect_left(hits, (block, start - max(len(self.query), _LONGEST_PHRASE)))
        last = bisect_left(hits, (block, end))
        return hits[first:last]
