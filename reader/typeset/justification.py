"""Sharing the slack of a row, so that rows end at one edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.typeset.break_classes import ALPHABETIC, BREAK_CLASSES, CLOSE, DIGIT, IDEOGRAPH, OPEN, QUANTITY_PART, SPACE

if TYPE_CHECKING:
    from collections.abc import Sequence

_HAN_CLASSES = frozenset({IDEOGRAPH, QUANTITY_PART})
_NARROW_CLASSES = frozenset({ALPHABETIC, DIGIT})
_PUNCTUATION = frozenset("，。；：！？、,;:!?」』）》〉】”’)")


class Gap(NamedTuple):
    """Blanks in a row."""

    offset: int
    """They stand before the character at this offset."""
    cells: int


def share_slack(text: str, start: int, end: int, slack: int) -> Sequence[Gap]:
    """The blanks that widen a row by so many cells: none where they would be too wide.

    They stand behind punctuation first, then where Han and narrow characters meet and at spaces, then behind
    punctuation once more.

    Args:
        text: The text.
        start: The offset of the row's first character.
        end: The offset behind its last.
        slack: Cells that are left of the measure.
    """
    behind_marks = [at for at in range(start + 1, end) if _is_behind_mark(text, at)]
    borders = [at for at in range(start + 1, end) if _is_border(text, at)]
    if slack > 2 * len(behind_marks) + len(borders):
        return ()
    cells: dict[int, int] = {}
    for places in (behind_marks, borders, behind_marks):
        for at in _spread(places, min(slack, len(places))):
            cells[at] = cells.get(at, 0) + 1
            slack -= 1
    return [Gap(at, cells[at]) for at in sorted(cells)]


def _spread(places: Sequence[int], count: int) -> list[int]:
    """So many of some places, spread over all of them."""
    return [places[int((number + 0.5) * len(places) / count)] for number in range(count)]


def _is_behind_mark(text: str, at: int) -> bool:
    return text[at - 1] in _PUNCTUATION and BREAK_CLASSES[text[at]] in (*_HAN_CLASSES, OPEN)


def _is_border(text: str, at: int) -> bool:
    """Whether Han and a narrow character meet, or a space is here. A quantity is not parted: 億 stays at its digits."""
    before, after = BREAK_CLASSES[text[at - 1]], BREAK_CLASSES[text[at]]
    if after == SPACE:
        return before != SPACE
    if before in _NARROW_CLASSES:
        return after == IDEOGRAPH
    return before in (*_HAN_CLASSES, CLOSE) and after in _NARROW_CLASSES
