"""Where a paragraph may be parted, and where it may not.

The rules are those of W3C CLREQ, "Requirements for Chinese Text Layout": #prohibition_rules_for_line_start_end,
#prohibition_rules_for_unbreakable_marks and #composition_of_chinese_and_western_mixed_text. UAX #14 agrees where it
speaks, but would part numbers from their units.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from reader.typeset.break_classes import (
    DASH,
    DIGIT,
    GLUE,
    KINDS,
    MARK,
    NO_STARTERS,
    ODD,
    OPENERS,
    PART,
    RUN,
    SIGN,
    WORD,
    ZWSP,
)
from reader.typeset.graphemes import boundary_at_or_before
from reader.typeset.unbreakable_quantities import SPACES, quantity_end, words

Level = Literal["none", "basic", "gb", "strict"]
"""How much CLREQ prohibits: nothing at line starts and ends; the recommended rules; the same with no solidus at a
line's end (GB/T 15834); the same with no dash or ellipsis at a line's start."""

_DASHES = "—―‥…⋯─⸺⸻"
_SOLIDI = "/／"

_SILENT = frozenset((MARK, ZWSP))
_IN_RUN = RUN | {MARK}
_APOSTROPHE = "’"
_IN_WORD = "-'’"
_IN_NUMBER = ".,:/-–~．，：／～"
_IN_RANGE = "～〜—–~-－−至"  # between quantities: 5萬～8萬元
_FAR_BACK = 16  # no quantity is longer behind its digits


class Rules:
    """What one level prohibits. A break is given as (end, start): the end of one row and the start of the next, with
    nothing but spaces between them.
    """

    def __init__(self, level: Level) -> None:
        prohibits = level != "none"
        self.no_start = NO_STARTERS if prohibits else frozenset()
        self.no_end = frozenset(OPENERS if prohibits else "") | words().signs
        if level in ("gb", "strict"):
            self.no_end |= frozenset(_SOLIDI)
        if level == "strict":
            self.no_start |= frozenset(_DASHES)
        self.avoids_dashes = prohibits
        """A dash begins a row only if the row before it could not be parted elsewhere."""

    def allow(self, text: str, end: int, start: int, floor: int, *, loosely: bool = False) -> bool:
        """Whether a paragraph may be parted here; `floor` is the start of the row that would end.

        Loosely: only what a reader would call an error is refused. For rows that hold nothing else.
        """
        kinds = KINDS
        after = text[start]
        kind_after = kinds[after]
        if kind_after in _SILENT:
            return False
        last = end - 1
        given = False  # by a zero width space
        while (kind := kinds[text[last]]) in _SILENT and last > floor:
            given |= kind == ZWSP
            last -= 1
        before = text[last]
        kind_before = kinds[before]
        if kind_after == DASH and before == after and end == start:
            return _even(text, start, floor) and (loosely or after not in self.no_start)
        if kind_before == GLUE or kind_after == GLUE or after in self.no_start or before in self.no_end:
            return False
        if ODD in (kind_before, kind_after) and boundary_at_or_before(text, start, floor) != start:
            return False
        if _in_quantity(text, last, start):
            return False
        if given:
            return True
        if loosely:
            return end < start or not _cuts_word(text, last, start, floor)
        if end < start:
            return not _in_loose_quantity(text, last, start, floor)
        if kind_before in RUN and kind_after in RUN:
            return False
        return not _clings(text, last, start, floor)

    def in_address(self, text: str, offset: int) -> bool:
        """Whether a run of Latin letters and marks, wider than a row, may be parted here (R4)."""
        before, after = text[offset - 1], text[offset]
        return (
            before in "/?&#=-."
            and after != before
            and after not in self.no_start
            and KINDS[after] in RUN
            and not _in_quantity(text, offset - 1, offset)
        )


@cache
def rules(level: Level) -> Rules:
    """The rules of a level."""
    return Rules(level)


def run_start(text: str, offset: int, floor: int) -> int:
    """The start of the run of Latin letters, digits and marks that a break at an offset would cut."""
    kinds = KINDS
    while offset > floor and kinds[text[offset - 1]] in _IN_RUN:
        offset -= 1
    return offset


def run_end(text: str, offset: int, limit: int) -> int:
    """The end of the run that goes on at an offset; not looked for behind `limit`."""
    kinds = KINDS
    limit = min(limit, len(text))
    while offset < limit and kinds[text[offset]] in _IN_RUN:
        offset += 1
    return offset


def _even(text: str, offset: int, floor: int) -> bool:
    """Whether an even number of equal marks stands before an offset: a long run of dashes parts between pairs."""
    start = offset
    while start > floor and text[start - 1] == text[offset]:
        start -= 1
    return (offset - start) % 2 == 0


def _is_digit(text: str, offset: int) -> bool:
    return 0 <= offset < len(text) and KINDS[text[offset]] == DIGIT


def _joins_digits(text: str, offset: int) -> bool:
    """Whether the mark at an offset belongs to a number, digits standing on both sides."""
    mark = text[offset]
    if mark not in _IN_NUMBER:
        return False
    if mark in "，：":  # punctuation, unless it groups thousands
        return all(_is_digit(text, offset + step) for step in (1, 2, 3)) and not _is_digit(text, offset + 4)
    return True


def _in_quantity(text: str, last: int, start: int) -> bool:
    """Whether a number, or a number and its unit, would be cut between two characters (R3)."""
    if text[start] in "$＄" and text[last - 1 : start] in words().codes:  # US|$100
        return True
    before, after = KINDS[text[last]], KINDS[text[start]]
    adjacent = last + 1 == start
    if before == DIGIT:
        if adjacent and (after == DIGIT or (_joins_digits(text, start) and _is_digit(text, start + 1))):
            return True
        return quantity_end(text, last + 1) > start
    if after == DIGIT:
        if text[last] == "之" and text[last - 1 : last] == "分":  # 三分之1
            return True
        return adjacent and _is_digit(text, last - 1) and _joins_digits(text, last)
    if before != PART:
        return False
    offset = last
    while offset > 0 and last - offset < _FAR_BACK and (KINDS[text[offset]] == PART or text[offset] in SPACES):
        offset -= 1
    return KINDS[text[offset]] == DIGIT and quantity_end(text, offset + 1) > start


def _in_loose_quantity(text: str, last: int, start: int, floor: int) -> bool:
    """The same across spaces: 02 2345 6789, 1, 2, US$ 100, RMB 100, 第 3 屆."""
    before = text[last]
    if KINDS[text[start]] != DIGIT:
        return KINDS[before] == DIGIT and text[start] in _IN_NUMBER and _is_digit(text, start + 1)  # 65536 -2
    if KINDS[before] == DIGIT or before in words().prefixes:
        return True
    if before in _IN_NUMBER:
        return _is_digit(text, last - 1)
    return text[run_start(text, last + 1, max(floor, last - 4)) : last + 1] in words().codes


def _clings(text: str, last: int, start: int, floor: int) -> bool:
    """Whether two characters, one of them Han or wide, belong together though no mark says so."""
    before, after = text[last], text[start]
    kind_before, kind_after = KINDS[before], KINDS[after]
    if SIGN in (kind_before, kind_after) or after in "-\u2010":
        return True
    if text[last : start + 1] == "分之" or (before in "百千萬万" and text[start : start + 2] == "分之"):
        return True
    if before == _APOSTROPHE:  # it’s
        return last > floor and kind_after == WORD and KINDS[text[last - 1]] == WORD
    if kind_after == DIGIT:
        if before in words().prefixes:
            return True
        return (
            before in _IN_RANGE
            and last > floor
            and (KINDS[text[last - 1]] in (DIGIT, PART) or text[last - 1] in "%％‰℃°")
        )
    if kind_before == DIGIT:
        return after in _IN_RANGE and _is_digit(text, start + 1)
    if kind_before == WORD and after in words().labels:  # A股, but not DNA組
        return before.isupper() and (last == floor or KINDS[text[last - 1]] not in RUN)
    return False


def _cuts_word(text: str, last: int, start: int, floor: int) -> bool:
    """Whether a Latin word would be cut, or a pair of hyphens or full stops."""
    before, after = text[last], text[start]
    if before == after and before in "-.":
        return not _even(text, start, floor)
    if _is_letter(text, last) and (_is_letter(text, start) or (after in _IN_WORD and _is_letter(text, start + 1))):
        return True
    return before in _IN_WORD and _is_letter(text, start) and last > floor and _is_letter(text, last - 1)


def _is_letter(text: str, offset: int) -> bool:
    return offset < len(text) and KINDS[text[offset]] == WORD and text[offset].isalpha()
