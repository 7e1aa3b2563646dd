"""Motions of the cursor over an article, and what it selects: values and pure functions, without a screen.

Positions are always the start of a grapheme of a block that is on the page and has text. Where a motion forward finds
nothing more it goes to the last grapheme of the article, backward to the first, as in vi; from there it stays.
Motions by rows are the page's.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.model import count_non_blank
from reader.tui.cursor import phrases, sentences
from reader.tui.cursor.positions import find_grapheme_end, find_grapheme_start, find_last_grapheme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.tui.cursor.positions import BlockTexts, Position

    Motion = Callable[[BlockTexts, Position], Position]

PositionRange = tuple["Position", "Position"]
"""From the first position to the one behind the last grapheme."""


def snap_position(texts: BlockTexts, position: Position) -> Position:
    """The nearest place the cursor may stand on: in a block that is shown, at the start of a grapheme of it.

    A block that is not shown gives way to the next one, or the last one before it; an article without any to (0, 0).
    """
    block, offset = position
    if not _has_cursor_place(texts, block):
        behind, before = _find_neighbour(texts, block, 1), _find_neighbour(texts, block, -1)
        return (behind, 0) if behind is not None else (0, 0) if before is None else _find_block_end(texts, before)
    text = texts.get_text(block)
    return block, find_grapheme_start(text, offset) if offset < len(text) else find_last_grapheme(text, len(text))


def move_left(texts: BlockTexts, position: Position) -> Position:
    """One grapheme back, over the beginning of a block too."""
    block, offset = snap_position(texts, position)
    if offset > 0:
        return block, find_last_grapheme(texts.get_text(block), offset)
    before = _find_neighbour(texts, block, -1)
    return (block, offset) if before is None else _find_block_end(texts, before)


def move_right(texts: BlockTexts, position: Position) -> Position:
    """One grapheme on, over the end of a block too."""
    block, offset = snap_position(texts, position)
    text = texts.get_text(block) if _has_cursor_place(texts, block) else ""
    end = find_grapheme_end(text, offset)
    return (block, end) if end < len(text) else _find_next_block(texts, block) or (block, offset)


def move_to_next_phrase(texts: BlockTexts, position: Position) -> Position:
    """The start of the next phrase."""
    for block, offset, text in _iter_forward(texts, position):
        for start, _ in phrases.iter_phrases_from(text, offset + 1):
            return block, start
    return find_last_position(texts)


def move_to_previous_phrase(texts: BlockTexts, position: Position) -> Position:
    """The start of the phrase, or of the one before where the cursor stands on it."""
    for block, offset, text in _iter_backward(texts, position):
        for start, _ in phrases.iter_phrases_before(text, offset):
            return block, start
    return find_first_position(texts)


def move_to_phrase_end(texts: BlockTexts, position: Position) -> Position:
    """The last grapheme of the phrase, or of the next one where the cursor stands on it."""
    for block, offset, text in _iter_forward(texts, position):
        for _, end in phrases.iter_phrases_from(text, phrases.find_phrase(text, offset)[0]):
            if (at := find_last_grapheme(text, end)) > offset:
                return block, at
    return find_last_position(texts)


def move_to_next_sentence(texts: BlockTexts, position: Position) -> Position:
    """The start of the next sentence."""
    block, offset = snap_position(texts, position)
    if not _has_cursor_place(texts, block):
        return block, offset
    start = sentences.find_next_sentence(texts.get_text(block), offset)
    return (block, start) if start is not None else _find_next_block(texts, block) or find_last_position(texts)


def move_to_previous_sentence(texts: BlockTexts, position: Position) -> Position:
    """The start of the sentence, or of the one before where the cursor stands on it."""
    block, offset = snap_position(texts, position)
    if offset == 0:
        before = _find_neighbour(texts, block, -1)
        if before is None:
            return block, offset
        block, offset = _find_block_end(texts, before)
        return block, sentences.find_sentence(texts.get_text(block), offset)[0]
    return block, sentences.find_sentence(texts.get_text(block), offset - 1)[0]


def move_to_next_paragraph(texts: BlockTexts, position: Position) -> Position:
    """The start of the next block."""
    return _find_next_block(texts, snap_position(texts, position)[0]) or find_last_position(texts)


def move_to_previous_paragraph(texts: BlockTexts, position: Position) -> Position:
    """The start of the block, or of the one before where the cursor stands on it."""
    block, offset = snap_position(texts, position)
    before = _find_neighbour(texts, block, -1) if offset == 0 else block
    return (block if before is None else before), 0


def move_to_sentence_end(texts: BlockTexts, position: Position) -> Position:
    """The last grapheme before the next sentence, or before the one behind that where nothing of this one is left."""
    block, offset = snap_position(texts, position)
    if not _has_cursor_place(texts, block):
        return block, offset
    text = texts.get_text(block)
    if find_grapheme_end(text, offset) >= sentences.find_sentence(text, offset)[1]:
        block, offset = move_to_next_sentence(texts, (block, offset))
        text = texts.get_text(block)
    following = sentences.find_next_sentence(text, offset)
    return block, find_last_grapheme(text, len(text) if following is None else following)


def move_to_paragraph_end(texts: BlockTexts, position: Position) -> Position:
    """The last grapheme of the block, or of the next one where the cursor stands on it."""
    here = snap_position(texts, position)
    if not _has_cursor_place(texts, here[0]):
        return here
    end = _find_block_end(texts, here[0])
    return end if here < end else _find_block_end(texts, move_to_next_paragraph(texts, here)[0])


MOTIONS: dict[str, Callable[[BlockTexts, Position], Position]] = {
    motion.__name__: motion
    for motion in (
        move_left,
        move_right,
        move_to_next_phrase,
        move_to_previous_phrase,
        move_to_phrase_end,
        move_to_next_sentence,
        move_to_previous_sentence,
        move_to_next_paragraph,
        move_to_previous_paragraph,
    )
}
"""All motions by name."""


def find_first_position(texts: BlockTexts) -> Position:
    """The first position of the article."""
    return snap_position(texts, (0, 0))


def find_last_position(texts: BlockTexts) -> Position:
    """The last grapheme of the article."""
    block = _find_neighbour(texts, texts.block_count, -1)
    return (0, 0) if block is None else _find_block_end(texts, block)


# -- what is at a position


def find_phrase(texts: BlockTexts, position: Position) -> PositionRange:
    """The phrase at a position; among spaces, the spaces."""
    return _find_range(texts, position, phrases.find_phrase)


def find_sentence(texts: BlockTexts, position: Position) -> PositionRange:
    """The sentence at a position, with the quotes and brackets that close it, without the spaces behind it."""
    return _find_range(texts, position, sentences.find_sentence)


def find_paragraph(texts: BlockTexts, position: Position) -> PositionRange:
    """The block at a position."""
    return _find_range(texts, position, lambda text, _: (0, len(text)))


def split_by_block(texts: BlockTexts, position_range: PositionRange) -> Iterator[tuple[int, int, int]]:
    """The stretches (block, start, end) of a span that are on the page, in order; none is empty."""
    (block, offset), (last_block, behind) = position_range
    for index in range(max(0, block), min(last_block + 1, texts.block_count)):
        if not texts.is_shown(index):
            continue
        start = offset if index == block else 0
        end = min(behind, len(texts.get_text(index))) if index == last_block else len(texts.get_text(index))
        if start < end:
            yield index, start, end


def count_characters(texts: BlockTexts, position_range: PositionRange) -> int:
    """The 字 of a span as written (model.characters)."""
    return sum(
        count_non_blank(texts.get_text(block)[start:end]) for block, start, end in split_by_block(texts, position_range)
    )


class _SelectionUnit(NamedTuple):
    """What is selected as a whole."""

    find_range: Callable[[BlockTexts, Position], PositionRange]
    move_to_next: Motion
    move_to_previous: Motion
    move_to_end: Motion


_SENTENCE = _SelectionUnit(find_sentence, move_to_next_sentence, move_to_previous_sentence, move_to_sentence_end)
_PARAGRAPH = _SelectionUnit(find_paragraph, move_to_next_paragraph, move_to_previous_paragraph, move_to_paragraph_end)


def _extend_forward(unit: _SelectionUnit, texts: BlockTexts, anchor: Position, cursor: Position) -> Position:
    """Where the end of a selection that moves comes to, onward: before the next whole, or at it where it is first."""
    following = unit.move_to_next(texts, cursor)
    return following if following <= anchor else unit.move_to_end(texts, cursor)


def _extend_backward(unit: _SelectionUnit, texts: BlockTexts, anchor: Position, cursor: Position) -> Position:
    """The same, back: before the whole it is in, or at the beginning of it where it is, or comes to be, first."""
    if cursor <= anchor:
        return unit.move_to_previous(texts, cursor)
    start = unit.find_range(texts, cursor)[0]
    return move_left(texts, start) if start > anchor else start


_EXTENDING_MOTIONS: dict[Motion, Callable[[BlockTexts, Position, Position], Position]] = {
    whole_motion: partial(end, whole)
    for whole in (_SENTENCE, _PARAGRAPH)
    for whole_motion, end in ((whole.move_to_next, _extend_forward), (whole.move_to_previous, _extend_backward))
}


@dataclass(frozen=True, slots=True)
class Selection:
    """Where the cursor stands, and where a selection began; without a beginning the sentence counts as selected."""

    anchor: Position | None
    cursor: Position

    def get_range(self, texts: BlockTexts) -> PositionRange:
        """What is selected, the grapheme under the later end included."""
        if self.anchor is None:
            return find_sentence(texts, self.cursor)
        low, high = sorted((snap_position(texts, self.anchor), snap_position(texts, self.cursor)))
        block, offset = high
        return low, (
            block,
            find_grapheme_end(texts.get_text(block), offset) if _has_cursor_place(texts, block) else offset,
        )

    def apply_motion(self, motion: Motion, texts: BlockTexts) -> Selection:
        """The selection after a motion; what has no beginning gets none.

        To the next sentence or paragraph is, for the later end of a selection, as far as vi's operators go (POSIX, vi:
        the region of `y)` ends before the place that `)` goes to): V and then `)` select two sentences, and not a
        character more.
        """
        if self.anchor is not None and (by_wholes := _EXTENDING_MOTIONS.get(motion)):
            return Selection(self.anchor, by_wholes(texts, self.anchor, self.cursor))
        return Selection(self.anchor, motion(texts, self.cursor))

    def toggle_anchor(self) -> Selection:
        """A selection that begins here, or none any more where one had begun."""
        return Selection(self.cursor if self.anchor is None else None, self.cursor)

    def swap_ends(self) -> Selection:
        """The same with the cursor at the other end."""
        return self if self.anchor is None else Selection(self.cursor, self.anchor)

    def widen(self, texts: BlockTexts) -> Selection:
        """The whole sentences it touches; where it is that already, the whole blocks; where it is that, the same."""
        low, behind = self.get_range(texts)
        high = snap_position(texts, (behind[0], behind[1] - 1))
        for whole in (find_sentence, find_paragraph):
            wider = whole(texts, low)[0], max(whole(texts, high)[1], behind)
            if self.anchor is None or wider != (low, behind):
                return _select_range(texts, wider)
        return self


def _select_range(texts: BlockTexts, position_range: PositionRange) -> Selection:
    (block, behind) = position_range[1]
    end = find_last_grapheme(texts.get_text(block), behind) if _has_cursor_place(texts, block) else 0
    return Selection(position_range[0], (block, end))


# -- the blocks the cursor may stand in


def _has_cursor_place(texts: BlockTexts, block: int) -> bool:
    return 0 <= block < texts.block_count and texts.is_shown(block) and bool(texts.get_text(block))


def _find_neighbour(texts: BlockTexts, block: int, step: int) -> int | None:
    """The nearest block on one side that the cursor may stand in."""
    ends = range(max(block + 1, 0), texts.block_count) if step > 0 else range(min(block, texts.block_count) - 1, -1, -1)
    return next((index for index in ends if _has_cursor_place(texts, index)), None)


def _find_next_block(texts: BlockTexts, block: int) -> Position | None:
    behind = _find_neighbour(texts, block, 1)
    return None if behind is None else (behind, 0)


def _find_block_end(texts: BlockTexts, block: int) -> Position:
    text = texts.get_text(block)
    return block, find_last_grapheme(text, len(text))


def _find_range(
    texts: BlockTexts, position: Position, find_in_text: Callable[[str, int], tuple[int, int]]
) -> PositionRange:
    block, offset = snap_position(texts, position)
    start, end = find_in_text(texts.get_text(block), offset) if _has_cursor_place(texts, block) else (0, 0)
    return (block, start), (block, end)


def _iter_forward(texts: BlockTexts, position: Position) -> Iterator[tuple[int, int, str]]:
    """The block at a position from there, then all blocks behind it from their beginning: (block, offset, text)."""
    block, offset = snap_position(texts, position)
    if _has_cursor_place(texts, block):
        yield block, offset, texts.get_text(block)
    while (behind := _find_neighbour(texts, block, 1)) is not None:
        block = behind
        yield block, -1, texts.get_text(block)


def _iter_backward(texts: BlockTexts, position: Position) -> Iterator[tuple[int, int, str]]:
    """The block at a position up to there, then all blocks before it up to their end: (block, offset, text)."""
    block, offset = snap_position(texts, position)
    if _has_cursor_place(texts, block):
        yield block, offset, texts.get_text(block)
    while (before := _find_neighbour(texts, block, -1)) is not None:
        block = before
        text = texts.get_text(block)
        yield block, len(text), text
