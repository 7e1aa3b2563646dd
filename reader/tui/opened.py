"""An article that is open on the screen: what has been read of it, the script it is seen in, the places to walk.

No textual here: the widgets ask, this answers.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.model import View, characters
from reader.script.detect import fold
from reader.script.names import naming
from reader.script.plan import CHARACTERS, config_for, other_view
from reader.structure import Reading

if TYPE_CHECKING:
    from reader.model import Block, CleanText
    from reader.script.convert import Views
    from reader.script.plan import ViewName
    from reader.settings import Settings
    from reader.sources import Document

Walk = Literal["sections", "captions", "links", "hits"]
FIRST = 60
"""Blocks read before the first paint: more than any window shows."""
WORDS = frozenset(CHARACTERS)
"""The views that rewrite words, not characters only."""
_PREPARED = 100_000
_LONG = 8192
_PART = 4096
_CONTEXT = 64
_HIDDEN_FROM_SEARCH = frozenset({"breadcrumb"})
_NARROW = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: 0x20, 0xA0: 0x20}


class Stop(NamedTuple):
    """A place that `n` can stop at."""

    block: int
    start: int
    end: int
    level: int = 0
    """0, or 1 for a run-in head beneath its heading."""


def folded(text: str) -> str:
    """The text as search compares it: simplified, half-width, lower case; of the same length."""
    narrow = fold(text).translate(_NARROW)
    lower = narrow.lower()
    return lower if len(lower) == len(narrow) else "".join(c if len(c.lower()) != 1 else c.lower() for c in narrow)


class Opened:
    """One open article."""

    def __init__(self, document: Document, settings: Settings, locale: str) -> None:
        self.origin = document.origin
        self.characters = characters(document.text)
        """字 of the whole text."""
        self._size = len(document.text)
        self.reading = Reading(document.text, document.origin)
        self.reading.advance(FIRST)
        self.article = self.reading.article()
        self.view: ViewName = "source"
        self.other: ViewName = other_view(
            self.article.script, self.article.outlet, self.article.region, settings.preferred_traditional, locale
        )
        self.stops: dict[Walk, list[Stop]] = {"sections": [], "captions": [], "links": [], "hits": []}
        self.chapters: list[int] = []
        """Which of the sections' stops are headings, by their indexes; the others are run-in heads."""
        self.query = ""
        self._hk_forms = settings.hk_forms
        self._views: Views | None = None
        self._starts: list[int] = []
        self._folded: list[str] = []
        self._read = 0
        self._note(0)

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

    def walkable(self, walk: Walk) -> list[Stop]:
        """What `n` stops at: of the sections their headings, and run-in heads only where there is no heading."""
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

    # -- the script it is seen in

    @property
    def views(self) -> Views:
        """The converter; made, and its module imported, when the script is first switched."""
        if self._views is None:
            from reader.script.view import views_of

            self._views = views_of(self.article, self._hk_forms)
        return self._views

    def say(self, text: str) -> str:
        """Any words of the article in the script of the view."""
        return text if self.view == "source" else self.views.text(text, self.view)  # type: ignore[arg-type]

    def changes_in(self, view: ViewName) -> bool:
        """Whether a view shows the body in another way than it is written."""
        script = self.article.script
        return view != "source" and (script == "Mixed" or bool(config_for(script, self.article.region, view)))

    @property
    def rewords(self) -> bool:
        """Whether the view rewrites words, so that its offsets are not those of the text as written."""
        return self.view in WORDS

    def view_of(self, index: int) -> View:
        """A whole block as it is shown, with the way between its offsets and those of the text as written."""
        block = self.blocks[index]
        if self.view == "source":
            return View(block.text)
        return self.views.view(block.text, self.view, block.script, naming(block))

    def shown(self, index: int, start: int, end: int) -> str:
        """Part of a block as it is shown; offsets count in the view.

        Where the view keeps the length only the surroundings of the part are converted in a very long block.
        """
        block = self.blocks[index]
        if self.view == "source":
            return block.text[start:end]
        if len(block.text) <= _LONG or self.rewords:
            return self.view_of(index).text[start:end]
        first = max(0, start // _PART * _PART - _CONTEXT)
        last = min(len(block.text), (end // _PART + 1) * _PART + _CONTEXT)
        part: CleanText = block.text[first:last]  # type: ignore[assignment]
        return self.views.text(part, self.view, block.script)[start - first : end - first]

    def stretch(self, index: int, start: int, end: int) -> str:
        """Part of a block as it is shown; offsets count in the text as written."""
        if self.rewords:
            start, end = self.view_of(index).span_to_view(start, end)
        return self.shown(index, start, end)

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
            text = self._folded[index]
            at = text.find(wanted)
            while at >= 0:
                found.append(Stop(index, at, at + len(wanted)))
                at = text.find(wanted, at + len(wanted))
        return found

    def hits_in(self, block: int, start: int, end: int) -> list[Stop]:
        """The hits that touch a stretch of a block."""
        hits = self.stops["hits"]
        first = bisect_left(hits, (block, start - len(self.query)))
        last = bisect_left(hits, (block, end))
        return hits[first:last]
