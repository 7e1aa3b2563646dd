"""What a copy shows: an article in one script, with its annotations in their order and where they stand in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.annotations.model import Canonical
from reader.annotations.w3c import moment
from reader.script.options import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.annotations.model import Annotation
    from reader.model import Article, Figure, View, ViewName
    from reader.script.options import ConversionOptions

_ITEM = re.compile(r"[-*+•‣◦▪·●○‧①-⒇]|[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、)）]")
"""How an item of a list opens that has its sign or its number in its text, as plain texts have."""


class Mark(NamedTuple):
    """A stretch of a block's text that an annotation is about; code points of the text shown."""

    start: int
    end: int
    number: int
    """The index of the annotation in its page."""
    last: bool
    """The annotation ends here: its footnote is called behind it."""


class Piece(NamedTuple):
    """A part of a block's text with the same marks and spans on all of it."""

    start: int
    end: int
    marks: tuple[int, ...]
    """Indexes of annotations, in order."""
    spans: tuple[int, ...]
    """Indexes of spans of the block."""
    ends: tuple[int, ...]
    """Annotations that end with it."""


@dataclass(frozen=True)
class Page:
    """An article as a copy shows it."""

    article: Article
    """As written."""
    annotations: tuple[Annotation, ...]
    """On the whole article first, then by their places, those without a place last."""
    script: ViewName
    """What it is shown in."""
    config: str
    """The conversion of its body; empty where there is none."""
    shown: Article
    """The article in that script."""
    views: tuple[View, ...]
    """Of each block."""
    figures: tuple[tuple[int, Figure], ...] = ()
    """Those that are listed below the text, as shown, with the indexes of their blocks."""
    saved: str = ""
    """ISO 8601, UTC."""
    front: str = ""
    """Lines that somebody has added to the front matter of the copy before, each with its end."""

    @cached_property
    def language(self) -> Literal["zh-Hans", "zh-Hant"]:
        """Of the text shown."""
        if self.script in ("hans", "hansp"):
            return "zh-Hans"
        as_written = self.script == "source" and self.article.script == "Hans"
        return "zh-Hans" if as_written else "zh-Hant"

    @cached_property
    def marks(self) -> tuple[tuple[Mark, ...], ...]:
        """The marks of each block."""
        canonical = Canonical(self.article.blocks)
        found: list[list[Mark]] = [[] for _ in self.article.blocks]
        for index, annotation in enumerate(self.annotations):
            target = annotation.target
            if target is None or not annotation.placed or not found:
                continue
            parts = list(canonical.stretches(target.start, target.end))
            if not parts:  # between two characters, or on the end of a line
                block, at = canonical.place(min(target.start, len(canonical.text)))
                parts = [(block, at, at)]
            for block, start, end in parts:
                first, last = self.views[block].span_to_view(start, end)
                found[block].append(Mark(first, last, index, (block, start, end) == parts[-1]))
        return tuple(map(tuple, found))

    @cached_property
    def numbers(self) -> dict[int, int]:
        """What readers count: annotations that have more to say than their mark does, from 1, by their indexes.

        They are called where their marks end, and so are in that order.
        """
        placed = [i for i, each in enumerate(self.annotations) if each.placed and (each.note or each.tags)]
        placed.sort(key=self._end)
        return {index: number for number, index in enumerate((*self.about_all, *placed, *self.unplaced), 1)}

    @cached_property
    def about_all(self) -> tuple[int, ...]:
        """Annotations on the whole article."""
        return tuple(i for i, annotation in enumerate(self.annotations) if annotation.target is None)

    @cached_property
    def unplaced(self) -> tuple[int, ...]:
        """Annotations whose words were not found."""
        return tuple(i for i, each in enumerate(self.annotations) if each.target is not None and not each.placed)

    def _end(self, index: int) -> int:
        target = self.annotations[index].target
        return target.end if target else 0

    @cached_property
    def left_out(self) -> frozenset[int]:
        """Blocks a copy for reading does not show: furniture of a page that nobody marked, and what has no text."""
        blocks = enumerate(self.article.blocks)
        return frozenset(i for i, b in blocks if not b.text.strip() or (b.kind == "chrome" and not self.marks[i]))

    def has_own_sign(self, block: int) -> bool:
        """Whether a block is an item of a list whose sign or number stands in its text."""
        return self.article.blocks[block].kind == "list_item" and bool(_ITEM.match(self.article.blocks[block].text))

    def pieces(self, block: int) -> list[Piece]:
        """The text of a block cut wherever a mark or a span begins or ends; an empty one for a mark on nothing."""
        marks, spans = self.marks[block], self.shown.blocks[block].spans
        cuts = {0, len(self.views[block].text)}
        cuts |= {at for mark in marks for at in mark[:2]} | {at for span in spans for at in (span.start, span.end)}
        pieces = [
            Piece(
                start,
                end,
                tuple(mark.number for mark in marks if mark.start <= start and end <= mark.end),
                tuple(i for i, span in enumerate(spans) if span.start <= start and end <= span.end),
                tuple(mark.number for mark in marks if mark.last and mark.end == end),
            )
            for start, end in pairwise(sorted(cuts))
        ]
        early = tuple(mark.number for mark in marks if mark.last and mark.end == 0)
        return [Piece(0, 0, (), (), early), *pieces] if early else pieces


def page_of(
    article: Article,
    annotations: Iterable[Annotation],
    script: ViewName = "source",
    options: ConversionOptions = DEFAULT,
    figures: Iterable[tuple[int, Figure]] = (),
) -> Page:
    """An article and what was written to it, ready for any format.

    Args:
        article: As written.
        annotations: In any order.
        script: The view.
        options: The reader's choices for the conversion.
        figures: Those to be listed below it, in the view.

    Raises:
        ReaderError: OpenCC cannot be used.
    """
    from reader.script.article_conversion import article_in, views_of
    from reader.script.person_names import naming
    from reader.script.plan import config_for

    views = views_of(article, options)
    return Page(
        article,
        tuple(sorted(annotations, key=_order)),
        script,
        config_for(article.script, article.region, script),
        article if script == "source" else article_in(article, script, options),
        tuple(views.view(block.text, script, block.script, naming(block)) for block in article.blocks),
        tuple(figures),
        moment(),
    )


def _order(annotation: Annotation) -> tuple[int, int, int, str, str]:
    target = annotation.target
    if target is None:
        return 0, 0, 0, annotation.created, annotation.id
    return 1 if annotation.placed else 2, target.start, target.end, annotation.created, annotation.id
