"""The content of a copy: an article in one script, its annotations in order, and the positions of their highlights."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.annotations.model import CanonicalText
from reader.annotations.w3c import make_timestamp
from reader.script.options import DEFAULT_OPTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.annotations.model import Annotation
    from reader.model import Article, Figure, View, ViewName
    from reader.script.options import ConversionOptions

_COVERING_MAX = 64
"""Highlights, or spans, over one stretch of text that a copy shows; a file may claim thousands over each."""
_LIST_MARKER = re.compile(r"[-*+•‣◦▪·●○‧①-⒇]|[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、)）]")
"""The start of a list item whose text has its bullet or number, as in plain text."""


class HighlightSpan(NamedTuple):
    """The part of an annotation's highlight that is in one block; offsets are code points of the text shown."""

    start: int
    end: int
    index_in_view: int
    """The index of the annotation in AnnotatedView.annotations."""
    is_last: bool
    """Whether the highlight ends here, so that the reference to its note comes behind it."""


class TextSegment(NamedTuple):
    """A part of a block's text that has the same highlights and spans from its start to its end."""

    start: int
    end: int
    annotation_indexes: tuple[int, ...]
    """Those that highlight it, in order."""
    span_indexes: tuple[int, ...]
    """Those of the block that cover it."""
    ending_indexes: tuple[int, ...]
    """The annotations whose highlights end with it."""


@dataclass(frozen=True)
class AnnotatedView:
    """An article with its annotations as a copy shows it."""

    article: Article
    """As written."""
    annotations: tuple[Annotation, ...]
    """Those on the whole article first, then by position, those without a place last."""
    view_name: ViewName
    """The view that the copy shows."""
    opencc_config: str
    """The name of OpenCC's configuration for that view; empty where nothing is converted."""
    converted_article: Article
    """The article in that view."""
    views: tuple[View, ...]
    """The text of each block in that view, with the map of its offsets."""
    figures: tuple[tuple[int, Figure], ...] = ()
    """The figures listed below the text, in that view, each with the index of its block."""
    saved_at: str = ""
    """ISO 8601, UTC."""
    extra_front_matter: str = ""
    """Lines that the user added to the front matter of the copy that is overwritten, each with its end."""

    @cached_property
    def language(self) -> Literal["zh-Hans", "zh-Hant"]:
        """The language tag of the text shown."""
        if self.view_name in ("hans", "hansp"):
            return "zh-Hans"
        as_written = self.view_name == "source" and self.article.script == "Hans"
        return "zh-Hans" if as_written else "zh-Hant"

    @cached_property
    def highlights(self) -> tuple[tuple[HighlightSpan, ...], ...]:
        """The parts of highlights in each block, in the order of the annotations."""
        found: list[list[HighlightSpan]] = [[] for _ in self.article.blocks]
        for index, parts in _iter_highlights(self.article, self.annotations):
            for block, start, end in parts:
                view_start, view_end = self.views[block].span_to_view(start, end)
                found[block].append(HighlightSpan(view_start, view_end, index, (block, start, end) == parts[-1]))
        return tuple(map(tuple, found))

    @cached_property
    def note_numbers(self) -> dict[int, int]:
        """The numbers of notes, from 1, by the indexes of their annotations; a highlight alone has none.

        Notes on the whole article come first, then those with a place in the order of the ends of their highlights.
        """
        ends = {
            index: each.target.end
            for index, each in enumerate(self.annotations)
            if each.target and each.is_placed and (each.note or each.tags)
        }
        ordered = *self.article_indexes, *sorted(ends, key=ends.__getitem__), *self.unplaced_indexes
        return {index: number for number, index in enumerate(ordered, 1)}

    @cached_property
    def article_indexes(self) -> tuple[int, ...]:
        """The indexes of the annotations on the whole article."""
        return tuple(i for i, annotation in enumerate(self.annotations) if annotation.target is None)

    @cached_property
    def unplaced_indexes(self) -> tuple[int, ...]:
        """The indexes of the annotations whose words have no certain place."""
        return tuple(i for i, each in enumerate(self.annotations) if each.target is not None and not each.is_placed)

    @cached_property
    def omitted_blocks(self) -> frozenset[int]:
        """The indexes of the blocks that the copy leaves out."""
        return find_omitted_blocks(self.article, self.annotations)

    @cached_property
    def figure_rows(self) -> list[tuple[str, str, str]]:
        """The figures as table rows: as printed, in plain digits, and what they measure with their qualifiers."""
        from reader.figures.formatting import format_plain

        return [
            (figure.text, format_plain(figure), " ".join((*figure.qualifiers, figure.subject)).strip())
            for _, figure in self.figures
        ]

    def has_own_list_marker(self, block_index: int) -> bool:
        """Whether a block is a list item whose text begins with its bullet or number."""
        return self.article.blocks[block_index].kind == "list_item" and bool(
            _LIST_MARKER.match(self.article.blocks[block_index].text)
        )

    def split_block(self, block_index: int) -> list[TextSegment]:
        """The text of a block, cut where a highlight or a span begins or ends.

        A highlight of no characters at the start of the block makes an empty segment.
        """
        marks, spans = self.highlights[block_index], self.converted_article.blocks[block_index].spans
        cuts = {0, len(self.views[block_index].text)}
        cuts |= {at for mark in marks for at in mark[:2]} | {at for span in spans for at in (span.start, span.end)}
        ending: defaultdict[int, list[int]] = defaultdict(list)
        for mark in marks:
            if mark.is_last:
                ending[mark.end].append(mark.index_in_view)
        order = sorted(cuts)
        covering_marks = _find_covering([mark[:2] for mark in marks], order)
        covering_spans = _find_covering([(span.start, span.end) for span in spans], order)
        pieces = [
            TextSegment(start, end, tuple(marks[i].index_in_view for i in over), inside, tuple(ending.get(end, ())))
            for (start, end), over, inside in zip(pairwise(order), covering_marks, covering_spans, strict=True)
        ]
        return [TextSegment(0, 0, (), (), tuple(ending[0])), *pieces] if ending.get(0) else pieces


def join_highlights(segments: Sequence[TextSegment]) -> list[TextSegment]:
    """The segments of a block, with those joined that have the same highlights and are cut only by a span.

    Args:
        segments: As `AnnotatedView.split_block` gives them.
    """
    joined: list[TextSegment] = []
    for segment in segments:
        last = joined[-1] if joined else None
        if last is not None and last.annotation_indexes == segment.annotation_indexes != () and not last.ending_indexes:
            spans = tuple(dict.fromkeys((*last.span_indexes, *segment.span_indexes)))
            joined[-1] = segment._replace(start=last.start, span_indexes=spans)
        else:
            joined.append(segment)
    return joined


def _find_covering(ranges: Sequence[tuple[int, int]], cuts: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """For each stretch between two cuts, the indexes of the ranges that cover it: the last ones, where they are many.

    Args:
        ranges: The start and end of each, which are among the cuts.
        cuts: Sorted.
    """
    starting: defaultdict[int, list[int]] = defaultdict(list)
    ending: defaultdict[int, list[int]] = defaultdict(list)
    for index, (start, end) in enumerate(ranges):
        if start < end:
            starting[start].append(index)
            ending[end].append(index)
    active: list[int] = []
    for cut in cuts[:-1]:
        for index in ending.get(cut, ()):
            del active[bisect_left(active, index)]
        for index in starting.get(cut, ()):
            insort(active, index)
        yield tuple(active[-_COVERING_MAX:])


def find_omitted_blocks(article: Article, annotations: Iterable[Annotation]) -> frozenset[int]:
    """Return the indexes of the blocks that a copy for reading leaves out: those without text, and boilerplate.

    Args:
        article: As written.
        annotations: In any order; boilerplate that one of them is on is shown.
    """
    annotated = {block for _, parts in _iter_highlights(article, annotations) for block, _, _ in parts}
    return frozenset(
        index
        for index, block in enumerate(article.blocks)
        if not block.text.strip() or (block.kind == "chrome" and index not in annotated)
    )


def _iter_highlights(
    article: Article, annotations: Iterable[Annotation]
) -> Iterator[tuple[int, list[tuple[int, int, int]]]]:
    """The index of each annotation that has a place, and its parts: block, start and end in the block's source text."""
    canonical = CanonicalText(article.blocks)
    for index, annotation in enumerate(annotations):
        target = annotation.target
        if target is None or not annotation.is_placed or not article.blocks:
            continue
        parts = list(canonical.split_by_block(target.start, target.end))
        if not parts:  # between two characters, or on the end of a line
            block, offset = canonical.locate(min(target.start, len(canonical.text)))
            parts = [(block, offset, offset)]
        yield index, parts


def make_annotated_view(
    article: Article,
    annotations: Iterable[Annotation],
    view_name: ViewName = "source",
    options: ConversionOptions = DEFAULT_OPTIONS,
    figures: Iterable[tuple[int, Figure]] = (),
) -> AnnotatedView:
    """Return an article with its annotations, converted and sorted for a copy in any format.

    Args:
        article: As written.
        annotations: In any order.
        view_name: The view that the copy shows.
        options: The user's choices for the conversion.
        figures: Those to be listed below the text, in that view, each with the index of its block.

    Raises:
        ReaderError: OpenCC cannot be used.
    """
    from reader.script.article_conversion import convert_article, create_converter
    from reader.script.named_spans import find_name_spans
    from reader.script.plan import choose_config

    views = create_converter(article, options)
    return AnnotatedView(
        article,
        tuple(sorted(annotations, key=_sort_key)),
        view_name,
        choose_config(article.script, article.region, view_name),
        article if view_name == "source" else convert_article(article, view_name, options),
        tuple(views.convert(block.text, view_name, block.script, find_name_spans(block)) for block in article.blocks),
        tuple(figures),
        make_timestamp(),
    )


def _sort_key(annotation: Annotation) -> tuple[bool, bool, tuple[int, ...], str, str]:
    """Those of the whole article come first, then those in the text, and those that have lost their place last."""
    target = annotation.target
    place = (target.start, target.end) if target else ()
    return target is not None, not annotation.is_placed, place, annotation.created, annotation.id
