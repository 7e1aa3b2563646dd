"""Motions of the cursor over an article, and selections.

A motion takes the blocks of the article and a position, and returns a position: the start of a grapheme of a block that
is on the page and has text. Where a motion forward finds nothing more it goes to the last grapheme of the article,
backward to the first, as in vi; from there it stays. Motions by rows are in `page_cells`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.tui.cursor import phrases, sentences
from reader.tui.cursor.positions import find_grapheme_end, find_grapheme_start, find_last_grapheme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.tui.cursor.positions import BlockTexts, Position

    Motion = Callable[[BlockTexts, Position], Position]

PositionRange = tuple["Position", "Position"]
"""The first position of a range, and the position behind its last grapheme."""


def snap_position(texts: BlockTexts, position: Position) -> Position:
    """The nearest position that the cursor may have: the start of a grapheme of a block that is on the page.

    Instead of a block that is not on the page it is the next one that is, or else the last one before it; (0, 0) in an
    article without such blocks.

    Args:
        texts: The blocks of the article.
        position: Any position.
    """
    block, offset = position
    if not _has_cursor_place(texts, block):
        behind, before = _find_neighbour(texts, block, 1), _find_neighbour(texts, block, -1)
        return (behind, 0) if behind is not None else (0, 0) if before is None else _find_block_end(texts, before)
    text = texts.get_text(block)
    return block, find_grapheme_start(text, offset) if offset < len(text) else find_last_grapheme(text, len(text))


def move_left(texts: BlockTexts, position: Position) -> Position:
    """The previous grapheme, also of the block before.

    Args:
        texts: The blocks of the article.
        position: A position: (block, offset as written).
    """
    block, offset = snap_position(texts, position)
    if offset > 0:
        return block, find_last_grapheme(texts.get_text(block), offset)
    before = _find_neighbour(texts, block, -1)
    return (block, offset) if before is None else _find_block_end(texts, before)


def move_right(texts: BlockTexts, position: Position) -> Position:
    """The next grapheme, also of the block behind.

    Args:
        texts: The blocks of the article.
        position: A position: (block, offset as written).
    """
    block, offset = snap_position(texts, position)
    text = texts.get_text(block) if _has_cursor_place(texts, block) else ""
    end = find_grapheme_end(text, offset)
    return (block, end) if end < len(text) else _find_next_block(texts, block) or (block, offset)


def move_to_next_phrase(texts: BlockTexts, position: Position) -> Position:
    """The start of the next phrase.

    Args:
        texts: The blocks of the article.
        position: A position: (block, offset as written).
    """
    for block, offset, text in _iter_forward(texts, position):
        for start, _ in phrases.iter_phrases_from(text, offset + 1):
            return block, start
    return find_last_position(texts)


def move_to_previous_phrase(texts: BlockTexts, position: Position) -> Position:
    """The start of the phrase, or of the phrase before if the position is that already.

    Args:
        texts: The blocks of the article.
        position: A position: (block, offset as written).
    """
    for block, offset, text in _iter_backward(texts, position):
        for start, _ in phrases.iter_phrases_before(text, offset):
            return block, start
    return find_first_position(texts)


def move_to_phrase_end(texts: BlockTexts, position: Position) -> Position:
    """The last grapheme of the phrase, or of the next phrase if the position is that already.

    Args:
        texts: The blocks of the article.
        position: A position: (block, offset as written).
    """
    for block, offset, text in _iter_forward(texts, position):
        for _, end in phrases.iter_phrases_from(text, phrases.find_phrase(text, offset)[0]):
            if (at := find_last_grapheme(text, end)) > offset:
                return block, at
    return find_last_position(texts)


def move_to_next_sentence(texts: BlockTexts, position: Position) -> Position:
    """The start of the next sentence.

    Args:
        texts: The blocks of the article.
        position: A position: (block, offset as written).
    """
    block, offset = snap_position(texts, position)
    if not _has_cursor_place(texts, block):
        return block, offset
    start = sentences.find_next_sentence(texts.get_text(block), offset)
    return (block, start) if start is not None else _find_next_block(texts, block) or find_last_position(texts)


def move_to_previous_sentence(texts: BlockTexts, position: Position) -> Position:
    """The start of the sentence, or of the sentence before if the position is that already.

    Args:
        texts: The blocks of the article.
        position: A position: (block, offset as written).
    """
    block, offset = snap_position(texts, position)
    if offset == 0:
        before = _find_neighbour(texts, block, -1)
        if before is None:
            return block, offset
        block, offset = _find_block_end(texts, before)
        return block, sentences.find_sentence(texts.get_text(block), offset)[0]
    return block, sentences.find_sentence(texts.get_text(block), offset - 1)[0]


def move_to_next_paragraph(texts: BlockTexts, position: Position) -> Position:
    """The start of the next block.

    Args:
        texts: The blocks of the article.
        position: A position: (block, offset as written).
    """
    return _find_next_block(texts, snap_position(texts, position)[0]) or find_last_position(texts)


def move_to_previous_paragraph(texts: BlockTexts, position: Position) -> Position:
    """The start of the block, or of the block before if the position is that already.

    Args:
        texts: The blocks of the article.
        position: A position: (block, offset as written).
    """
    block, offset = snap_position(texts, position)
    before = _find_neighbour(texts, block, -1) if offset == 0 else block
    return (block if before is None else before), 0


def move_to_sentence_end(texts: BlockTexts, position: Position) -> Position:
    """The last grapheme before the next sentence, or before the one after it if the position is at the end already.

    Args:
        texts: The blocks of the article.
        position: A position: (block, offset as written).
    """
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
    """The last grapheme of the block, or of the next block if the position is that already.

    Args:
        texts: The blocks of the article.
        position: A position: (block, offset as written).
    """
    here = snap_position(texts, position)
    if not _has_cursor_place(texts, here[0]):
        return here
    end = _find_block_end(texts, here[0])
    return end if here < end else _find_block_end(texts, move_to_next_paragraph(texts, here)[0])


def find_first_position(texts: BlockTexts) -> Position:
    """The first position of the article."""
    return snap_position(texts, (0, 0))


def find_last_position(texts: BlockTexts) -> Position:
    """The last grapheme of the article."""
    block = _find_neighbour(texts, texts.block_count, -1)
    return (0, 0) if block is None else _find_block_end(texts, block)


# -- ranges around a position


def find_phrase(texts: BlockTexts, position: Position) -> PositionRange:
    """The phrase at a position; the run of spaces if it is at a space.

    Args:
        texts: The blocks of the article.
        position: A position: (block, offset as written).
    """
    return _find_range(texts, position, phrases.find_phrase)


def find_sentence(texts: BlockTexts, position: Position) -> PositionRange:
    """The sentence at a position, with the closing quotes and brackets after it, without the spaces after it.

    Args:
        texts: The blocks of the article.
        position: A position: (block, offset as written).
    """
    return _find_range(texts, position, sentences.find_sentence)


def find_paragraph(texts: BlockTexts, position: Position) -> PositionRange:
    """The whole block at a position.

    Args:
        texts: The blocks of the article.
        position: A position: (block, offset as written).
    """
    return _find_range(texts, position, lambda text, _: (0, len(text)))


def split_by_block(texts: BlockTexts, position_range: PositionRange) -> Iterator[tuple[int, int, int]]:
    """The parts of a range as (block, start, end), of the blocks that are on the page; none is empty.

    Args:
        texts: The blocks of the article.
        position_range: The range.
    """
    (block, offset), (last_block, behind) = position_range
    for index in range(max(0, block), min(last_block + 1, texts.block_count)):
        if not texts.is_shown(index):
            continue
        start = offset if index == block else 0
        end = min(behind, len(texts.get_text(index))) if index == last_block else len(texts.get_text(index))
        if start < end:
            yield index, start, end


class _SelectionUnit(NamedTuple):
    """A unit that selections are extended by: the sentence or the paragraph."""

    find_range: Callable[[BlockTexts, Position], PositionRange]
    move_to_next: Motion
    move_to_previous: Motion
    move_to_end: Motion


_SENTENCE = _SelectionUnit(find_sentence, move_to_next_sentence, move_to_previous_sentence, move_to_sentence_end)
_PARAGRAPH = _SelectionUnit(find_paragraph, move_to_next_paragraph, move_to_previous_paragraph, move_to_paragraph_end)


def _extend_forward(unit: _SelectionUnit, texts: BlockTexts, anchor: Position, cursor: Position) -> Position:
    """Where the cursor of a selection goes by the motion to the next unit.

    Behind the anchor it goes to the end of a unit, so that whole units are selected; before the anchor to the start.
    """
    following = unit.move_to_next(texts, cursor)
    return following if following <= anchor else unit.move_to_end(texts, cursor)


def _extend_backward(unit: _SelectionUnit, texts: BlockTexts, anchor: Position, cursor: Position) -> Position:
    """As `_extend_forward`, for the motion to the previous unit."""
    if cursor <= anchor:
        return unit.move_to_previous(texts, cursor)
    start = unit.find_range(texts, cursor)[0]
    return move_left(texts, start) if start > anchor else start


_EXTENDING_MOTIONS: dict[Motion, Callable[[BlockTexts, Position, Position], Position]] = {
    motion: partial(extend, unit)
    for unit in (_SENTENCE, _PARAGRAPH)
    for motion, extend in ((unit.move_to_next, _extend_forward), (unit.move_to_previous, _extend_backward))
}
"""What moves the cursor of a selection instead of a motion by units."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The cursor, and the anchor where a selection began; without an anchor the sentence at the cursor is selected."""

    anchor: Position | None
    cursor: Position

    def get_range(self, texts: BlockTexts) -> PositionRange:
        """The selected range; it includes the grapheme at its later end."""
        if self.anchor is None:
            return find_sentence(texts, self.cursor)
        low, high = sorted((snap_position(texts, self.anchor), snap_position(texts, self.cursor)))
        block, offset = high
        end = find_grapheme_end(texts.get_text(block), offset) if _has_cursor_place(texts, block) else offset
        return low, (block, end)

    def apply_motion(self, motion: Motion, texts: BlockTexts) -> Selection:
        """The selection after a motion of its cursor.

        The motion to the next sentence or paragraph takes the later end of a selection only to the end of a unit, as
        vi's operators do (POSIX, vi: the region of `y)` ends before the place that `)` goes to): V and then `)` select
        exactly two sentences.

        Args:
            motion: A motion of this module.
            texts: The blocks of the article.
        """
        if self.anchor is not None and (extend := _EXTENDING_MOTIONS.get(motion)):
            return Selection(self.anchor, extend(texts, self.anchor, self.cursor))
        return Selection(self.anchor, motion(texts, self.cursor))

    def toggle_anchor(self) -> Selection:
        """The selection with its anchor at the cursor, or without an anchor if it had one."""
        return Selection(self.cursor if self.anchor is None else None, self.cursor)

    def swap_ends(self) -> Selection:
        """The selection with cursor and anchor exchanged."""
        return self if self.anchor is None else Selection(self.cursor, self.anchor)

    def widen(self, texts: BlockTexts) -> Selection:
        """The selection extended to whole sentences, or to whole blocks if it is whole sentences already."""
        low, behind = self.get_range(texts)
        high = snap_position(texts, (behind[0], behind[1] - 1))
        for find_unit in (find_sentence, find_paragraph):
            wider = find_unit(texts, low)[0], max(find_unit(texts, high)[1], behind)
            if self.anchor is None or wider != (low, behind):
                return _select_range(texts, wider)
        return self


def _select_range(texts: BlockTexts, position_range: PositionRange) -> Selection:
    (block, behind) = position_range[1]
    end = find_last_grapheme(texts.get_text(block), behind) if _has_cursor_place(texts, block) else 0
    return Selection(position_range[0], (block, end))


# -- blocks that the cursor may be in


def _has_cursor_place(texts: BlockTexts, block: int) -> bool:
    return 0 <= block < texts.block_count and texts.is_shown(block) and bool(texts.get_text(block))


def _find_neighbour(texts: BlockTexts, block: int, step: int) -> int | None:
    """The index of the nearest block before or behind another that the cursor may be in."""
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
    """The block at a position, then all blocks behind it, as (block, offset to go on from, text)."""
    block, offset = snap_position(texts, position)
    if _has_cursor_place(texts, block):
        yield block, offset, texts.get_text(block)
    while (behind := _find_neighbour(texts, block, 1)) is not None:
        block = behind
        yield block, -1, texts.get_text(block)


def _iter_backward(texts: BlockTexts, position: Position) -> Iterator[tuple[int, int, str]]:
    """The block at a position, then all blocks before it, as (block, offset to go back from, text)."""
    block, offset = snap_position(texts, position)
    if _has_cursor_place(texts, block):
        yield block, offset, texts.get_text(block)
    while (before := _find_neighbour(texts, block, -1)) is not None:
        block = before
        text = texts.get_text(block)
        yield block, len(text), text
