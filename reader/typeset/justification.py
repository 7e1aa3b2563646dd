"""Sharing the slack of a row, so that rows end at one edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.typeset.break_classes import ALPHABETIC, BREAK_CLASSES, CLOSE, DIGIT, IDEOGRAPH, OPEN, QUANTITY_PART, SPACE

if TYPE_CHECKING:
    from collections.abc import Sequence

_MAX_GAP_CELLS = 2
"""Blanks that one place takes; a row that would need more stays ragged."""
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

    They stand behind punctuation first, then also where Han and narrow characters meet and at spaces, as evenly as
    cells allow.

    Args:
        text: The text.
        start: The offset of the row's first character.
        end: The offset behind its last.
        slack: Cells that are left of the measure.
    """
    if slack <= 0:
        return ()
    behind_marks = [at for at in range(start + 1, end) if _is_behind_mark(text, at)]
    places = behind_marks
    if slack > len(places):
        borders = [at for at in range(start + 1, end) if _is_border(text, at)]
        places = sorted({*behind_marks, *borders})
    if not places or slack > _MAX_GAP_CELLS * len(places):
        return ()
    each, more = divmod(slack, len(places))
    # The places that get one blank more are spread over the row.
    wide = {round((number + 0.5) * len(places) / more - 0.5) for number in range(more)} if more else set()
    cells = [each + (number in wide) for number in range(len(places))]
    return [Gap(at, count) for at, count in zip(places, cells, strict=True) if count]


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
