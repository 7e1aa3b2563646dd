"""What a copy shows: an article in one script, with its annotations in their order and where they stand in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.annotations.model import CanonicalText
from reader.annotations.w3c import make_timestamp
from reader.script.options import DEFAULT_OPTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.annotations.model import Annotation
    from reader.model import Article, Figure, View, ViewName
    from reader.script.options import ConversionOptions

_LIST_MARKER = re.compile(r"[-*+•‣◦▪·●○‧①-⒇]|[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、)）]")
"""How an item of a list opens that has its sign or its number in its text, as plain texts have."""


class HighlightSpan(NamedTuple):
    """A stretch of a block's text that an annotation is about; code points of the text shown."""

    start: int
    end: int
    index_in_view: int
    """The index of the annotation in its page."""
    is_last: bool
    """The annotation ends here: its footnote is called behind it."""


class TextSegment(NamedTuple):
    """A part of a block's text with the same marks and spans on all of it."""

    start: int
    end: int
    annotation_indexes: tuple[int, ...]
    """Indexes of annotations, in order."""
    span_indexes: tuple[int, ...]
    """Indexes of spans of the block."""
    ending_indexes: tuple[int, ...]
    """Annotations that end with it."""


@dataclass(frozen=True)
class AnnotatedView:
    """An article as a copy shows it."""

    article: Article
    """As written."""
    annotations: tuple[Annotation, ...]
    """On the whole article first, then by their places, those without a place last."""
    view_name: ViewName
    """What it is shown in."""
    opencc_config: str
    """The conversion of its body; empty where there is none."""
    converted_article: Article
    """The article in that script."""
    views: tuple[View, ...]
    """Of each block."""
    figures: tuple[tuple[int, Figure], ...] = ()
    """Those that are listed below the text, as shown, with the indexes of their blocks."""
    saved_at: str = ""
    """ISO 8601, UTC."""
    extra_front_matter: str = ""
    """Lines that somebody has added to the front matter of the copy before, each with its end."""

    @cached_property
    def language(self) -> Literal["zh-Hans", "zh-Hant"]:
        """Of the text shown."""
        if self.view_name in ("hans", "hansp"):
            return "zh-Hans"
        as_written = self.view_name == "source" and self.article.script == "Hans"
        return "zh-Hans" if as_written else "zh-Hant"

    @cached_property
    def highlights(self) -> tuple[tuple[HighlightSpan, ...], ...]:
        """The marks of each block."""
        found: list[list[HighlightSpan]] = [[] for _ in self.article.blocks]
        for index, parts in _iter_highlights(self.article, self.annotations):
            for block, start, end in parts:
                view_start, view_end = self.views[block].span_to_view(start, end)
                found[block].append(HighlightSpan(view_start, view_end, index, (block, start, end) == parts[-1]))
        return tuple(map(tuple, found))

    @cached_property
    def note_numbers(self) -> dict[int, int]:
        """What readers count: annotations that have more to say than their mark does, from 1, by their indexes.

        They are called where their marks end, and so are in that order.
        """
        placed = [i for i, each in enumerate(self.annotations) if each.is_placed and (each.note or each.tags)]
        placed.sort(key=self._target_end)
        return {
            index: number for number, index in enumerate((*self.article_indexes, *placed, *self.unplaced_indexes), 1)
        }

    @cached_property
    def article_indexes(self) -> tuple[int, ...]:
        """Annotations on the whole article."""
        return tuple(i for i, annotation in enumerate(self.annotations) if annotation.target is None)

    @cached_property
    def unplaced_indexes(self) -> tuple[int, ...]:
        """Annotations whose words were not found."""
        return tuple(i for i, each in enumerate(self.annotations) if each.target is not None and not each.is_placed)

    def _target_end(self, index: int) -> int:
        target = self.annotations[index].target
        return target.end if target else 0

    @cached_property
    def omitted_blocks(self) -> frozenset[int]:
        """Blocks a copy for reading does not show: furniture of a page that nobody marked, and what has no text."""
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
        """Whether a block is an item of a list whose sign or number stands in its text."""
        return self.article.blocks[block_index].kind == "list_item" and bool(
            _LIST_MARKER.match(self.article.blocks[block_index].text)
        )

    def split_block(self, block_index: int) -> list[TextSegment]:
        """The text of a block cut wherever a mark or a span begins or ends; an empty one for a mark on nothing."""
        marks, spans = self.highlights[block_index], self.converted_article.blocks[block_index].spans
        cuts = {0, len(self.views[block_index].text)}
        cuts |= {at for mark in marks for at in mark[:2]} | {at for span in spans for at in (span.start, span.end)}
        pieces = [
            TextSegment(
                start,
                end,
                tuple(mark.index_in_view for mark in marks if mark.start <= start and end <= mark.end),
                tuple(i for i, span in enumerate(spans) if span.start <= start and end <= span.end),
                tuple(mark.index_in_view for mark in marks if mark.is_last and mark.end == end),
            )
            for start, end in pairwise(sorted(cuts))
        ]
        early = tuple(mark.index_in_view for mark in marks if mark.is_last and mark.end == 0)
        return [TextSegment(0, 0, (), (), early), *pieces] if early else pieces


def find_omitted_blocks(article: Article, annotations: Iterable[Annotation]) -> frozenset[int]:
    """The indexes of the blocks that a copy for reading leaves out: those without text, and furniture of the page.

    Args:
        article: As written.
        annotations: In any order; a block of furniture that one of them is on is shown.
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
    """An article and what was written to it, ready for any format.

    Args:
        article: As written.
        annotations: In any order.
        view_name: The view.
        options: The reader's choices for the conversion.
        figures: Those to be listed below it, in the view.

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


def _sort_key(annotation: Annotation) -> tuple[int, int, int, str, str]:
    target = annotation.target
    if target is None:
        return 0, 0, 0, annotation.created, annotation.id
    return 1 if annotation.is_placed else 2, target.start, target.end, annotation.created, annotation.id
