"""Motions of the cursor over an article, and what it selects: values and pure functions, without a screen.

Positions are always the start of a grapheme of a block that is on the page and has text. Where a motion forward finds
nothing more it goes to the last grapheme of the article, backward to the first, as in vi; from there it stays.
Motions by rows are the page's.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.model import characters
from reader.tui.cursor import phrases, sentences
from reader.tui.cursor.positions import grapheme_end, grapheme_start, last_grapheme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.tui.cursor.positions import Position, Texts

    Motion = Callable[[Texts, Position], Position]

Span = tuple["Position", "Position"]
"""From the first position to the one behind the last grapheme."""


def settle(article: Texts, position: Position) -> Position:
    """The nearest place the cursor may stand on: in a block that is shown, at the start of a grapheme of it.

    A block that is not shown gives way to the next one, or the last one before it; an article without any to (0, 0).
    """
    block, offset = position
    if not _stands(article, block):
        behind, before = _neighbour(article, block, 1), _neighbour(article, block, -1)
        return (behind, 0) if behind is not None else (0, 0) if before is None else _last_of(article, before)
    text = article.text(block)
    return block, grapheme_start(text, offset) if offset < len(text) else last_grapheme(text, len(text))


def left(article: Texts, position: Position) -> Position:
    """One grapheme back, over the beginning of a block too."""
    block, offset = settle(article, position)
    if offset > 0:
        return block, last_grapheme(article.text(block), offset)
    before = _neighbour(article, block, -1)
    return (block, offset) if before is None else _last_of(article, before)


def right(article: Texts, position: Position) -> Position:
    """One grapheme on, over the end of a block too."""
    block, offset = settle(article, position)
    text = article.text(block) if _stands(article, block) else ""
    end = grapheme_end(text, offset)
    return (block, end) if end < len(text) else _next_block(article, block) or (block, offset)


def phrase_next(article: Texts, position: Position) -> Position:
    """The start of the next phrase."""
    for block, offset, text in _onward(article, position):
        for start, _ in phrases.phrases_from(text, offset + 1):
            return block, start
    return last(article)


def phrase_back(article: Texts, position: Position) -> Position:
    """The start of the phrase, or of the one before where the cursor stands on it."""
    for block, offset, text in _backward(article, position):
        for start, _ in phrases.phrases_before(text, offset):
            return block, start
    return first(article)


def phrase_end(article: Texts, position: Position) -> Position:
    """The last grapheme of the phrase, or of the next one where the cursor stands on it."""
    for block, offset, text in _onward(article, position):
        for _, end in phrases.phrases_from(text, phrases.phrase_at(text, offset)[0]):
            if (at := last_grapheme(text, end)) > offset:
                return block, at
    return last(article)


def sentence_next(article: Texts, position: Position) -> Position:
    """The start of the next sentence."""
    block, offset = settle(article, position)
    if not _stands(article, block):
        return block, offset
    start = sentences.sentence_behind(article.text(block), offset)
    return (block, start) if start is not None else _next_block(article, block) or last(article)


def sentence_back(article: Texts, position: Position) -> Position:
    """The start of the sentence, or of the one before where the cursor stands on it."""
    block, offset = settle(article, position)
    if offset == 0:
        before = _neighbour(article, block, -1)
        if before is None:
            return block, offset
        block, offset = _last_of(article, before)
        return block, sentences.sentence_in(article.text(block), offset)[0]
    return block, sentences.sentence_in(article.text(block), offset - 1)[0]


def paragraph_next(article: Texts, position: Position) -> Position:
    """The start of the next block."""
    return _next_block(article, settle(article, position)[0]) or last(article)


def paragraph_back(article: Texts, position: Position) -> Position:
    """The start of the block, or of the one before where the cursor stands on it."""
    block, offset = settle(article, position)
    before = _neighbour(article, block, -1) if offset == 0 else block
    return (block if before is None else before), 0


def sentence_last(article: Texts, position: Position) -> Position:
    """The last grapheme before the next sentence, or before the one behind that where nothing of this one is left."""
    block, offset = settle(article, position)
    if not _stands(article, block):
        return block, offset
    text = article.text(block)
    if grapheme_end(text, offset) >= sentences.sentence_in(text, offset)[1]:
        block, offset = sentence_next(article, (block, offset))
        text = article.text(block)
    following = sentences.sentence_behind(text, offset)
    return block, last_grapheme(text, len(text) if following is None else following)


def paragraph_last(article: Texts, position: Position) -> Position:
    """The last grapheme of the block, or of the next one where the cursor stands on it."""
    here = settle(article, position)
    if not _stands(article, here[0]):
        return here
    end = _last_of(article, here[0])
    return end if here < end else _last_of(article, paragraph_next(article, here)[0])


MOTIONS: dict[str, Callable[[Texts, Position], Position]] = {
    motion.__name__: motion
    for motion in (
        left,
        right,
        phrase_next,
        phrase_back,
        phrase_end,
        sentence_next,
        sentence_back,
        paragraph_next,
        paragraph_back,
    )
}
"""All motions by name."""


def first(article: Texts) -> Position:
    """The first position of the article."""
    return settle(article, (0, 0))


def last(article: Texts) -> Position:
    """The last grapheme of the article."""
    block = _neighbour(article, article.count, -1)
    return (0, 0) if block is None else _last_of(article, block)


# -- what is at a position


def phrase_at(article: Texts, position: Position) -> Span:
    """The phrase at a position; among spaces, the spaces."""
    return _span_in(article, position, phrases.phrase_at)


def sentence_at(article: Texts, position: Position) -> Span:
    """The sentence at a position, with the quotes and brackets that close it, without the spaces behind it."""
    return _span_in(article, position, sentences.sentence_in)


def paragraph_at(article: Texts, position: Position) -> Span:
    """The block at a position."""
    return _span_in(article, position, lambda text, _: (0, len(text)))


def stretches(article: Texts, span: Span) -> Iterator[tuple[int, int, int]]:
    """The stretches (block, start, end) of a span that are on the page, in order; none is empty."""
    (block, offset), (last_block, behind) = span
    for index in range(max(0, block), min(last_block + 1, article.count)):
        if not article.shown(index):
            continue
        start = offset if index == block else 0
        end = min(behind, len(article.text(index))) if index == last_block else len(article.text(index))
        if start < end:
            yield index, start, end


def count(article: Texts, span: Span) -> int:
    """The 字 of a span as written (model.characters)."""
    return sum(characters(article.text(block)[start:end]) for block, start, end in stretches(article, span))


class _Whole(NamedTuple):
    """What is selected as a whole."""

    at: Callable[[Texts, Position], Span]
    following: Motion
    before: Motion
    last: Motion


_SENTENCE = _Whole(sentence_at, sentence_next, sentence_back, sentence_last)
_PARAGRAPH = _Whole(paragraph_at, paragraph_next, paragraph_back, paragraph_last)


def _end_onward(whole: _Whole, article: Texts, anchor: Position, point: Position) -> Position:
    """Where the end of a selection that moves comes to, onward: before the next whole, or at it where it is first."""
    following = whole.following(article, point)
    return following if following <= anchor else whole.last(article, point)


def _end_back(whole: _Whole, article: Texts, anchor: Position, point: Position) -> Position:
    """The same, back: before the whole it is in, or at the beginning of it where it is, or comes to be, first."""
    if point <= anchor:
        return whole.before(article, point)
    start = whole.at(article, point)[0]
    return left(article, start) if start > anchor else start


_BY_WHOLES: dict[Motion, Callable[[Texts, Position, Position], Position]] = {
    whole_motion: partial(end, whole)
    for whole in (_SENTENCE, _PARAGRAPH)
    for whole_motion, end in ((whole.following, _end_onward), (whole.before, _end_back))
}


@dataclass(frozen=True, slots=True)
class Selection:
    """Where the cursor stands, and where a selection began; without a beginning the sentence counts as selected."""

    anchor: Position | None
    point: Position

    def span(self, article: Texts) -> Span:
        """What is selected, the grapheme under the later end included."""
        if self.anchor is None:
            return sentence_at(article, self.point)
        low, high = sorted((settle(article, self.anchor), settle(article, self.point)))
        block, offset = high
        return low, (block, grapheme_end(article.text(block), offset) if _stands(article, block) else offset)

    def moved(self, motion: Motion, article: Texts) -> Selection:
        """The selection after a motion; what has no beginning gets none.

        To the next sentence or paragraph is, for the later end of a selection, as far as vi's operators go (POSIX, vi:
        the region of `y)` ends before the place that `)` goes to): V and then `)` select two sentences, and not a
        character more.
        """
        if self.anchor is not None and (by_wholes := _BY_WHOLES.get(motion)):
            return Selection(self.anchor, by_wholes(article, self.anchor, self.point))
        return Selection(self.anchor, motion(article, self.point))

    def anchored(self) -> Selection:
        """A selection that begins here, or none any more where one had begun."""
        return Selection(self.point if self.anchor is None else None, self.point)

    def other_end(self) -> Selection:
        """The same with the cursor at the other end."""
        return self if self.anchor is None else Selection(self.point, self.anchor)

    def widen(self, article: Texts) -> Selection:
        """The whole sentences it touches; where it is that already, the whole blocks; where it is that, the same."""
        low, behind = self.span(article)
        high = settle(article, (behind[0], behind[1] - 1))
        for whole in (sentence_at, paragraph_at):
            wider = whole(article, low)[0], max(whole(article, high)[1], behind)
            if self.anchor is None or wider != (low, behind):
                return _over(article, wider)
        return self


def _over(article: Texts, span: Span) -> Selection:
    (block, behind) = span[1]
    end = last_grapheme(article.text(block), behind) if _stands(article, block) else 0
    return Selection(span[0], (block, end))


# -- the blocks the cursor may stand in


def _stands(article: Texts, block: int) -> bool:
    return 0 <= block < article.count and article.shown(block) and bool(article.text(block))


def _neighbour(article: Texts, block: int, step: int) -> int | None:
    """The nearest block on one side that the cursor may stand in."""
    ends = range(max(block + 1, 0), article.count) if step > 0 else range(min(block, article.count) - 1, -1, -1)
    return next((index for index in ends if _stands(article, index)), None)


def _next_block(article: Texts, block: int) -> Position | None:
    behind = _neighbour(article, block, 1)
    return None if behind is None else (behind, 0)


def _last_of(article: Texts, block: int) -> Position:
    text = article.text(block)
    return block, last_grapheme(text, len(text))


def _span_in(article: Texts, position: Position, within: Callable[[str, int], tuple[int, int]]) -> Span:
    block, offset = settle(article, position)
    start, end = within(article.text(block), offset) if _stands(article, block) else (0, 0)
    return (block, start), (block, end)


def _onward(article: Texts, position: Position) -> Iterator[tuple[int, int, str]]:
    """The block at a position from there, then all blocks behind it from their beginning: (block, offset, text)."""
    block, offset = settle(article, position)
    if _stands(article, block):
        yield block, offset, article.text(block)
    while (behind := _neighbour(article, block, 1)) is not None:
        block = behind
        yield block, -1, article.text(block)


def _backward(article: Texts, position: Position) -> Iterator[tuple[int, int, str]]:
    """The block at a position up to there, then all blocks before it up to their end: (block, offset, text)."""
    block, offset = settle(article, position)
    if _stands(article, block):
        yield block, offset, article.text(block)
    while (before := _neighbour(article, block, -1)) is not None:
        block = before
        text = article.text(block)
        yield block, len(text), text
