"""An open article: the blocks read so far, its views, figures, annotations and navigation targets."""

from __future__ import annotations

import re
from bisect import bisect_left
from time import perf_counter
from typing import TYPE_CHECKING, get_args

from reader.model import count_non_blank
from reader.structure import CompleteReader, create_reader
from reader.text.folding import fold_for_search, fold_query
from reader.tui.state.annotations import AnnotationIndex
from reader.tui.state.converted_article import ConvertedArticle
from reader.tui.state.figures import FigureIndex
from reader.tui.state.navigation import NavigationCategory, NavigationTarget
from reader.tui.state.span_index import SpanIndex
from reader.typeset.page_items import find_shown_start

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reader.config.settings import Settings
    from reader.copies.open import AnnotatedCopy
    from reader.model import Article, Block, Span, ViewName
    from reader.script.changes import Change
    from reader.script.overrides import Override, OverrideFile
    from reader.sources import Document
    from reader.sources.charsets import EncodingReason
    from reader.structure import IncrementalReader
    from reader.tui.state.converted_article import Pins
    from reader.tui.state.figures import FigureOptions
    from reader.typeset.page_items import CutPart

    _ChangeGroup = tuple[str, str, str, bool]
    """Of changes that are alike: what is written and shown, the kind, and whether it is in doubt."""

FIRST_BLOCKS = 60
"""Blocks that are read before the first paint: more than any window shows."""
_BLOCKS_PER_CLOCK_CHECK = 50
_MAX_PRELOADED_LENGTH = 100_000
"""Code points of an article up to which a converter that takes much memory is loaded before it is asked for."""
_MAX_PHRASE_LENGTH = 32
"""Code points of the longest phrase that a conversion replaces."""
_MAX_CONVERTED_SEARCH = 200_000
"""Code points of an article up to which a search also looks in the view, which has to be converted whole for it."""
_MAX_SPAN_INDEXES = 100
"""Blocks whose spans stay indexed: more than any window shows."""
_HIDDEN_FROM_SEARCH = frozenset({"breadcrumb"})
"""Block kinds that the page does not show."""


def _find_all(text: str, queries: Sequence[str]) -> list[tuple[int, int]]:
    """The (start, end) of every occurrence of one of some queries in a text, from left to right, without overlaps."""
    if not any(query in text for query in queries):
        return []
    pattern = "|".join(map(re.escape, sorted(queries, key=len, reverse=True)))
    return [found.span() for found in re.finditer(pattern, text)]


class OpenArticle:
    """One open article.

    Args:
        document: Its text, and where that came from.
        settings: The settings in force.
        locale: The user's locale, such as `zh_TW`.
        load_override_file: Returns the user's own overrides.
        pins: What the user decided on places in it when it was open before, by block index.
        figure_options: How figures are shown and listed.
        overrides: What the user decided for the whole article when it was open before.
        reading: A reader of the text at its beginning, where one was made already.

    Raises:
        ReaderError: The document is a page without an article.
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
        """What the encoding of the document was chosen by."""
        self.character_count = count_non_blank(document.text)
        """Code points of the whole text that are not blank; of a page or a copy those of its blocks, without markup."""
        self._size = len(document.text)
        self.reading = reading or create_reader(document.text, document.origin)
        if isinstance(self.reading, CompleteReader):
            self.character_count = sum(count_non_blank(block.text) for block in self.reading.build_article().blocks)
        self.reading.advance(FIRST_BLOCKS)
        article = self.reading.build_article()
        self.converted = ConvertedArticle(
            article, self.reading.blocks, settings, locale, load_override_file, pins, overrides
        )
        """The blocks in the script of the view."""
        self.converted.is_complete = self.reading.is_done
        self.all_targets: dict[NavigationCategory, list[NavigationTarget]] = {
            category: [] for category in get_args(NavigationCategory)
        }
        """All targets found so far, by category; also those that the keys skip."""
        self.figure_index = FigureIndex(self.converted, figure_options)
        self.all_targets["figures"] = self.figure_index.all_targets
        self.annotated_copy: AnnotatedCopy | None = None
        """The annotated copy that the article was opened from."""
        self.annotation_index = AnnotationIndex(self.reading.blocks)
        self.all_targets["notes"] = self.annotation_index.all_targets
        self.heading_indexes: list[int] = []
        """Indexes of the headings in `all_targets["sections"]`; the other sections are run-in heads."""
        self.query = ""
        """The query of the last search."""
        self.query_variants: Mapping[str, str] = {}
        """What is searched, too, because other regions write it so; as `find_regional_variants` returns it."""
        self.cut_parts: Sequence[CutPart] | None = None
        """The boilerplate of its page, as written; None before it was looked for."""
        self.read_url_keys: frozenset[str] = frozenset()
        """The keys of the URLs of pages that were read, and the paths of files; on a front page the links to these look
        different.
        """
        self._reviewed_blocks = 0
        """Blocks in which changes of the conversion were looked for."""
        self._change_places: dict[_ChangeGroup, list[NavigationTarget]] = {}
        """The places of the changes that are alike."""
        self._span_indexes: dict[int, SpanIndex] = {}
        self._block_starts: list[int] = []
        self._folded_blocks: list[str] = []
        self._read_length = 0
        self._register_blocks(0)

    # -- shortcuts to the converted article

    @property
    def article(self) -> Article:
        """The article as far as it is known."""
        return self.converted.article

    @property
    def blocks(self) -> Sequence[Block]:
        """The blocks read so far, as written."""
        return self.reading.blocks

    @property
    def view_name(self) -> ViewName:
        """The view that the article is shown in."""
        return self.converted.view_name

    def convert_text(self, text: str) -> str:
        """As `ConvertedArticle.convert_text`."""
        return self.converted.convert_text(text)

    def convert_range(self, index: int, start: int, end: int) -> str:
        """As `ConvertedArticle.convert_range`."""
        return self.converted.convert_range(index, start, end)

    @property
    def has_figure_marks(self) -> bool:
        """Whether figures are marked in the text: the user wants it, and the figure engine is imported."""
        return self.figure_index.is_ready and self.figure_index.options.mark_in_text

    # -- reading

    def read_blocks(self, count: int) -> list[Block]:
        """Read at least so many more blocks, and return them; fewer only at the end of the article."""
        first = len(self.blocks)
        fresh = self.reading.advance(count)
        self._register_blocks(first)
        if self.reading.is_done:
            self.converted.complete(self.reading.build_article())
            self.figure_index.update_context()
        return fresh

    def read_until(self, until: float) -> list[Block]:
        """Read on until a moment of `perf_counter`, or to the end; return the blocks."""
        fresh: list[Block] = []
        while not self.reading.is_done and perf_counter() < until:
            fresh += self.read_blocks(_BLOCKS_PER_CLOCK_CHECK)
        return fresh

    def _register_blocks(self, first: int) -> None:
        """Record where the blocks from an index on begin, and the targets in them."""
        for index in range(first, len(self.blocks)):
            block = self.blocks[index]
            self._block_starts.append(self._read_length)
            self._read_length += len(block.text)
            if block.kind == "heading":
                self.heading_indexes.append(len(self.all_targets["sections"]))
                self.all_targets["sections"].append(NavigationTarget(index, 0, len(block.text)))
            elif block.kind == "caption":
                self.all_targets["captions"].append(NavigationTarget(index, 0, len(block.text)))
            for span in block.spans:
                if span.kind == "run_in":
                    self.all_targets["sections"].append(NavigationTarget(index, span.start, span.end, 1))
                elif span.kind == "link":
                    self.all_targets["links"].append(NavigationTarget(index, span.start, span.end))
        if self.query:
            self.all_targets["hits"] += self._search_blocks(first)

    def resolve_link(self, navigation_target: NavigationTarget) -> str:
        """The absolute URL of a link; empty where the link does not lead to a page of the web."""
        from reader.sources.urls import join_url

        return join_url(self._get_href(navigation_target), self.origin.url)

    def find_linked_file(self, navigation_target: NavigationTarget) -> str | None:
        """The file that a relative link of an article on the disk leads to; None where there is none."""
        from reader.sources.local_links import find_linked_file

        return find_linked_file(self._get_href(navigation_target), self.origin.path)

    def find_picture(self, block: int) -> tuple[str, str | None]:
        """Return where the picture of a caption is: its URL, else "", and its file beside the article's, else None.

        Args:
            block: The index of the caption's block.
        """
        from reader.sources.local_links import find_linked_file
        from reader.sources.urls import join_url

        address = self.blocks[block].image or ""
        url = join_url(address, self.origin.url) if address else ""
        return url, None if url else find_linked_file(address, self.origin.path)

    def find_missing_picture(self, block: int) -> str:
        """Return the path where the picture of a caption should be and no file is; "" where it may not be looked for.

        Args:
            block: The index of the caption's block.
        """
        from reader.sources.local_links import find_missing_file

        return find_missing_file(self.blocks[block].image or "", self.origin.path) or ""

    def _get_href(self, navigation_target: NavigationTarget) -> str:
        """A link as it is written; "" where there is none."""
        index, start, end, _ = navigation_target
        spans = self.find_spans(index, start, end)
        return next((s.href or "" for s in spans if s.kind == "link" and (s.start, s.end) == (start, end)), "")

    def find_spans(self, block: int, start: int, end: int) -> list[Span]:
        """The spans of a block that overlap a range, in the order of the block.

        Args:
            block: The index of the block.
            start: Offset in the block, as written.
            end: Offset in the block, as written.
        """
        spans = self.blocks[block].spans
        if not spans:
            return []
        if block not in self._span_indexes:
            if len(self._span_indexes) >= _MAX_SPAN_INDEXES:
                self._span_indexes.clear()
            self._span_indexes[block] = SpanIndex(spans)
        return self._span_indexes[block].find(start, end)

    def is_link_read(self, block: int) -> bool:
        """Whether a block of a front page is a link to an article that was read."""
        link = self.blocks[block].find_span("link") if self.read_url_keys else None
        if link is None or not link.href:
            return False
        from reader.sources.local_links import resolve_local_link
        from reader.sources.urls import join_url, make_url_key

        if url := join_url(link.href, self.origin.url):
            return make_url_key(url) in self.read_url_keys
        return resolve_local_link(link.href, self.origin.path) in self.read_url_keys

    def get_navigation_targets(self, category: NavigationCategory) -> list[NavigationTarget]:
        """The targets that the next and previous keys go to, in order.

        Of the sections these are the headings; run-in heads only where there is no heading. Figures of hidden kinds and
        annotations without a place are left out.
        """
        if category == "figures":
            return self.figure_index.navigation_targets
        if category == "notes":
            return self.annotation_index.navigation_targets
        targets = self.all_targets[category]
        if category == "sections" and self.heading_indexes:
            return [targets[index] for index in self.heading_indexes]
        return targets

    @property
    def should_preload(self) -> bool:
        """Whether to load the converter of the other view before it is asked for.

        OpenCC takes 43 MB and 0.1 s for traditional characters, 2 MB and 5 ms for simplified ones; a long article takes
        enough memory as it is.
        """
        return self.converted.other_view_name == "hans" or self._size <= _MAX_PRELOADED_LENGTH

    @property
    def length(self) -> int:
        """Code points of all blocks; while they are being read at least those of the document."""
        return self._read_length if self.reading.is_done else max(self._read_length, self._size)

    def to_article_offset(self, block: int, offset: int) -> int:
        """The code points of the article before a place.

        Args:
            block: The index of the block.
            offset: Offset in the block, as written.
        """
        return self._block_starts[block] + offset

    # -- what the conversion changed

    def clear_changes(self) -> None:
        """Forget the changes that were found: the view or a rule is another one."""
        self.all_targets["changes"] = []
        self._change_places = {}
        self._reviewed_blocks = 0

    def find_changes(self, until: float) -> bool:
        """Look for changes of meaning, block after block; return whether there are blocks left.

        Changes of the same words to the same others are one target, at the first of their places.

        Args:
            until: When to stop, by `perf_counter`; at least one block is looked through.
        """
        while self._reviewed_blocks < len(self.blocks):
            index = self._reviewed_blocks
            for change in self.converted.get_changes(index):
                if change.kind != "converted":
                    target = NavigationTarget(index, change.start, change.end)
                    places = self._change_places.setdefault(self._get_change_group(index, change), [])
                    if not places:
                        self.all_targets["changes"].append(target)
                    places.append(target)
            self._reviewed_blocks += 1
            if perf_counter() >= until:
                break
        return self._reviewed_blocks < len(self.blocks) or not self.reading.is_done

    def _get_change_group(self, index: int, change: Change) -> _ChangeGroup:
        """What the changes have in common that are listed once.

        Args:
            index: The index of the block.
            change: In that block.
        """
        kind = "ambiguous" if change.kind == "form" else change.kind  # they differ in certainty alone
        return self.blocks[index].text[change.start : change.end], change.replacement, kind, change.is_doubtful

    def get_change_places(self, target: NavigationTarget) -> Sequence[NavigationTarget]:
        """The places found so far where the same words became the same others as at a place, in order."""
        for change in self.converted.get_changes(target.block):
            if change.start == target.start:
                return self._change_places.get(self._get_change_group(target.block, change), ())
        return ()

    # -- search

    def search(self, query: str) -> list[NavigationTarget]:
        """Find a query, or other regions' words for it, in the article in either script, and return the hits.

        They are the targets of the category `hits` from now on. An empty query has none.
        """
        from reader.script.regional_synonyms import find_regional_variants

        self.query = query
        self.query_variants = find_regional_variants(fold_query(query))
        self.all_targets["hits"] = self._search_blocks(0) if query else []
        return self.all_targets["hits"]

    def _search_blocks(self, first: int) -> list[NavigationTarget]:
        queries = [fold_query(self.query), *self.query_variants]
        while len(self._folded_blocks) < len(self.blocks):  # every letter typed searches again
            self._folded_blocks.append(fold_for_search(self.blocks[len(self._folded_blocks)].text))
        found = []
        for index in range(first, len(self.blocks)):
            if self.blocks[index].kind in _HIDDEN_FROM_SEARCH:
                continue
            hits = _find_all(self._folded_blocks[index], queries)
            if self.converted.has_shifted_offsets and self._size <= _MAX_CONVERTED_SEARCH:
                hits = self._add_view_hits(index, hits, queries)
            first_shown = find_shown_start(self.blocks, index)
            found += [NavigationTarget(index, start, end) for start, end in hits if start >= first_shown]
        return found

    def _add_view_hits(self, index: int, hits: list[tuple[int, int]], queries: Sequence[str]) -> list[tuple[int, int]]:
        """The hits in a block as written, and those that only its view has: 軟體 is shown where 软件 is written."""
        view = self.converted.get_block_view(index)
        if not view.phrases:
            return hits
        shown = [view.span_to_source(start, end) for start, end in _find_all(fold_for_search(view.text), queries)]
        more = [(s, e) for s, e in dict.fromkeys(shown) if not any(s < end and e > start for start, end in hits)]
        return sorted([*hits, *more])

    def find_hits(self, block: int, start: int, end: int) -> list[NavigationTarget]:
        """The hits that overlap a range of a block; perhaps also some that end shortly before it.

        Args:
            block: The index of the block.
            start: Offset as written.
            end: Offset as written.
        """
        hits = self.all_targets["hits"]
        first = bisect_left(
            hits, (block, start - max(_MAX_PHRASE_LENGTH, *map(len, (self.query, *self.query_variants))))
        )
        last = bisect_left(hits, (block, end))
        return hits[first:last]
