"""An article that is open on the screen: what has been read of it, the script it is seen in, the places to walk.

No textual here: the widgets ask, this answers.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from time import perf_counter
from typing import TYPE_CHECKING, get_args

from reader.model import count_non_blank
from reader.script.detect import fold
from reader.structure import CompleteReader, create_reader
from reader.tui.state.annotations import AnnotationIndex
from reader.tui.state.converted_article import ConvertedArticle
from reader.tui.state.figures import FigureIndex
from reader.tui.state.navigation import NavigationCategory, NavigationTarget

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.config.settings import Settings
    from reader.copies.open import AnnotatedCopy
    from reader.model import Block
    from reader.script.overrides import Override, OverrideFile
    from reader.sources import Document
    from reader.sources.charsets import EncodingReason
    from reader.structure import IncrementalReader
    from reader.tui.state.converted_article import Pins
    from reader.tui.state.figures import FigureOptions

FIRST_BLOCKS = 60
"""Blocks read before the first paint: more than any window shows."""
_MAX_PRELOADED_LENGTH = 100_000
_MAX_PHRASE_LENGTH = 32
_MAX_CONVERTED_SEARCH = 200_000
"""Code points of an article that is searched as shown too, where that has other words: all of it is converted."""
_HIDDEN_FROM_SEARCH = frozenset({"breadcrumb"})
_HALF_WIDTH = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: 0x20, 0xA0: 0x20}


def fold_text(text: str) -> str:
    """The text as search compares it: simplified, half-width, lower case; of the same length."""
    narrow = fold(text).translate(_HALF_WIDTH)
    lower = narrow.lower()
    return lower if len(lower) == len(narrow) else "".join(c if len(c.lower()) != 1 else c.lower() for c in narrow)


def _find_all(text: str, query: str) -> list[tuple[int, int]]:
    """Where some words stand in a text, from left to right, without overlaps."""
    found = []
    at = text.find(query)
    while at >= 0:
        found.append((at, at + len(query)))
        at = text.find(query, at + len(query))
    return found


class OpenArticle(ConvertedArticle):
    """One open article.

    Args:
        document: Its text and where that came from.
        settings: In force.
        locale: The reader's, as other_view takes it.
        load_override_file: The reader's own overrides.
        pins: What the reader decided in it when it was open before.
        overrides: The same, of words wherever they stand in it.
        figure_options: How figures are wanted.
        reading: Of the text, from its beginning, where that was begun already.

    Raises:
        ReaderError: It is a page without an article.
    """

    def __init__(
        self,
        document: Document,
        settings: Settings,
        locale: str,
        load_override_file: Callable[[], OverrideFile] | None = None,
        pins: Pins | None = None,
        figure_options: FigureOptions | None = None,
        *,
        overrides: list[Override] | None = None,
        reading: IncrementalReader | CompleteReader | None = None,
    ) -> None:
        self.origin = document.origin
        self.encoding_reason: EncodingReason = document.encoding_reason
        """What settled its encoding."""
        self.character_count = count_non_blank(document.text)
        """字 of the whole text; of a page or a copy those of its article, without the markup."""
        self._size = len(document.text)
        self.reading = reading or create_reader(document.text, document.origin)
        if isinstance(self.reading, CompleteReader):
            self.character_count = sum(count_non_blank(block.text) for block in self.reading.build_article().blocks)
        self.reading.advance(FIRST_BLOCKS)
        super().__init__(self.reading.build_article(), settings, locale, load_override_file, pins, overrides)
        self.all_targets: dict[NavigationCategory, list[NavigationTarget]] = {
            walk: [] for walk in get_args(NavigationCategory)
        }
        self.figure_index = FigureIndex(self, figure_options)
        self.all_targets["figures"] = self.figure_index.all_targets
        self.annotated_copy: AnnotatedCopy | None = None
        """The annotated copy that it was opened from."""
        self.annotation_index = AnnotationIndex(self)
        self.all_targets["notes"] = self.annotation_index.all_targets
        self.heading_indexes: list[int] = []
        """Which of the sections' stops are headings, by their indexes; the others are run-in heads."""
        self.query = ""
        self._reviewed_blocks = 0
        """Blocks that were looked through for changes."""
        self._block_starts: list[int] = []
        self._folded_blocks: list[str] = []
        self._read_length = 0
        self._register_blocks(0)

    @property
    def has_figure_marks(self) -> bool:
        """Whether figures are marked in the text."""
        return self.figure_index.is_ready and self.figure_index.options.mark_in_text

    # -- reading on

    @property
    def blocks(self) -> list[Block]:
        """Those read so far."""
        return self.reading.blocks

    def read_blocks(self, count: int) -> list[Block]:
        """Read some more blocks; what they are."""
        first = len(self.blocks)
        fresh = self.reading.advance(count)
        self._register_blocks(first)
        if self.reading.is_done:
            self.article = self.reading.build_article()
            self.update_person_names()
            self.figure_index.update_context()
        return fresh

    def _register_blocks(self, first: int) -> None:
        """Take down where the new blocks begin and which of them can be walked."""
        for index in range(first, len(self.blocks)):
            block = self.blocks[index]
            self._block_starts.append(self._read_length)
            self._read_length += len(block.text)
            if block.kind == "heading":
                self.heading_indexes.append(len(self.all_targets["sections"]))
                self.all_targets["sections"].append(NavigationTarget(index, 0, len(block.text)))
            elif block.kind == "caption":
                self.all_targets["captions"].append(NavigationTarget(index, 0, len(block.text)))
            self.all_targets["sections"] += [
                NavigationTarget(index, s.start, s.end, 1) for s in block.spans if s.kind == "run_in"
            ]
            self.all_targets["links"] += [
                NavigationTarget(index, s.start, s.end) for s in block.spans if s.kind == "link"
            ]
        if self.query:
            self.all_targets["hits"] += self._search_blocks(first)

    def resolve_link(self, navigation_target: NavigationTarget) -> str:
        """Where a link leads, in full; empty where that is no address of the web."""
        from reader.sources.urls import join_url

        block = self.blocks[navigation_target.block]
        href = next(
            (s.href for s in block.spans if s.kind == "link" and (s.start, s.end) == navigation_target[1:3]), None
        )
        return join_url(href or "", self.origin.url)

    def get_navigation_targets(self, category: NavigationCategory) -> list[NavigationTarget]:
        """What `n` stops at: of the sections their headings, and run-in heads only where there is no heading."""
        if category == "figures":
            return self.figure_index.navigation_targets
        if category == "notes":
            return self.annotation_index.navigation_targets
        stops = self.all_targets[category]
        return (
            [stops[index] for index in self.heading_indexes]
            if category == "sections" and self.heading_indexes
            else stops
        )

    @property
    def should_preload(self) -> bool:
        """Whether to load the converter of the other script before it is asked for.

        OpenCC needs 43 MB and 0.1 s for traditional characters, 2 MB and 5 ms for simplified ones; a long article
        has enough to keep as it is.
        """
        return self.other_view_name == "hans" or self._size <= _MAX_PRELOADED_LENGTH

    @property
    def length(self) -> int:
        """Code points of the article: of its text while it is being read."""
        return self._read_length if self.reading.is_done else max(self._read_length, self._size)

    def to_article_offset(self, block: int, offset: int) -> int:
        """Code points before a place."""
        return self._block_starts[block] + offset

    # -- what the view changed

    def clear_changes(self) -> None:
        """Another view, or another rule: what was found is no longer so."""
        self.all_targets["changes"] = []
        self._reviewed_blocks = 0

    def find_changes(self, until: float) -> bool:
        """Look on for changes worth walking until a moment of perf_counter; whether there are blocks left."""
        while self._reviewed_blocks < len(self.blocks):
            index = self._reviewed_blocks
            self.all_targets["changes"] += [
                NavigationTarget(index, each.start, each.end)
                for each in self.get_changes(index)
                if each.kind != "converted"
            ]
            self._reviewed_blocks += 1
            if perf_counter() >= until:
                break
        return self._reviewed_blocks < len(self.blocks) or not self.reading.is_done

    # -- searching

    def search(self, query: str) -> list[NavigationTarget]:
        """Find a query in either script; the hits, which are also what `hits` walks. Nothing is found for nothing."""
        self.query = query
        self.all_targets["hits"] = self._search_blocks(0) if query else []
        return self.all_targets["hits"]

    def _search_blocks(self, first: int) -> list[NavigationTarget]:
        wanted = fold_text(unicodedata.normalize("NFC", self.query))
        while len(self._folded_blocks) < len(self.blocks):  # kept, since every letter typed searches again
            self._folded_blocks.append(fold_text(self.blocks[len(self._folded_blocks)].text))
        found = []
        for index in range(first, len(self.blocks)):
            if self.blocks[index].kind in _HIDDEN_FROM_SEARCH:
                continue
            hits = _find_all(self._folded_blocks[index], wanted)
            if self.has_shifted_offsets and self._size <= _MAX_CONVERTED_SEARCH:
                hits = self._add_view_hits(index, hits, wanted)
            found += [NavigationTarget(index, start, end) for start, end in hits]
        return found

    def _add_view_hits(self, index: int, hits: list[tuple[int, int]], query: str) -> list[tuple[int, int]]:
        """The hits in a block as written, and those that only its view has: 軟體 is seen where 软件 is written."""
        view = self.get_block_view(index)
        if not view.phrases:
            return hits
        seen = [view.span_to_source(start, end) for start, end in _find_all(fold_text(view.text), query)]
        more = [(s, e) for s, e in dict.fromkeys(seen) if not any(s < end and e > start for start, end in hits)]
        return sorted([*hits, *more])

    def find_hits(self, block: int, start: int, end: int) -> list[NavigationTarget]:
        """The hits that touch a stretch of a block."""
        hits = self.all_targets["hits"]
        first = bisect_left(hits, (block, start - max(len(self.query), _MAX_PHRASE_LENGTH)))
        last = bisect_left(hits, (block, end))
        return hits[first:last]
