"""Where a line break is allowed in a paragraph.

The rules are those of W3C CLREQ, "Requirements for Chinese Text Layout": #prohibition_rules_for_line_start_end,
#prohibition_rules_for_unbreakable_marks and #composition_of_chinese_and_western_mixed_text. UAX #14 agrees where it
has a rule, but would separate numbers from their units.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from reader.text.folding import fold_script
from reader.typeset.break_classes import (
    ALPHABETIC,
    BREAK_CLASSES,
    COMBINING_MARK,
    COMPLEX,
    DASH,
    DIGIT,
    GLUE,
    NON_STARTERS,
    OPENERS,
    QUANTITY_PART,
    RUN_CLASSES,
    SYMBOL,
    ZWSP,
)
from reader.typeset.graphemes import find_boundary_at_or_before
from reader.typeset.unbreakable_quantities import SPACES, find_quantity_end, load_quantity_words

KinsokuLevel = Literal["none", "basic", "gb", "strict"]
"""What is prohibited at the start and the end of a row: nothing; what CLREQ recommends; also a solidus at the end
(GB/T 15834); also a dash or an ellipsis at the start."""

_DASHES = "—―‥…⋯─⸺⸻"
_SOLIDUS_FORMS = "/／"

_ZERO_WIDTH_CLASSES = frozenset((COMBINING_MARK, ZWSP))
_RUN_OR_MARK = RUN_CLASSES | {COMBINING_MARK}
_APOSTROPHE = "’"
_WORD_JOINERS = "-'’"
_NUMBER_SEPARATORS = ".,:/-–~．，：／～"
_RANGE_SIGNS = "～〜—–~-－−至"  # between quantities: 5萬～8萬元
_MAX_QUANTITY_TAIL = 16  # code points that may follow the digits of a quantity


class BreakRules:
    """The rules of one kinsoku level.

    A break is given by the end of one row and the start of the next, with nothing but spaces between them.

    Args:
        kinsoku: The level.
    """

    def __init__(self, kinsoku: KinsokuLevel) -> None:
        prohibits = kinsoku != "none"
        self.prohibited_at_start = NON_STARTERS if prohibits else frozenset()
        self.prohibited_at_end = frozenset(OPENERS if prohibits else "") | load_quantity_words().currency_signs
        if kinsoku in ("gb", "strict"):
            self.prohibited_at_end |= frozenset(_SOLIDUS_FORMS)
        if kinsoku == "strict":
            self.prohibited_at_start |= frozenset(_DASHES)
        self.avoids_dashes = prohibits
        """Whether a break before a dash is only taken where the row allows no other."""

    def is_break_allowed(self, text: str, end: int, start: int, row_start: int, *, relaxed: bool = False) -> bool:
        """Whether a break is allowed.

        Args:
            text: The paragraph.
            end: Offset of the end of the row.
            start: Offset of the start of the next row.
            row_start: Offset of the start of the row; nothing before it is looked at.
            relaxed: Whether to prohibit only what would be an error, such as a break inside a Latin word; for a row
                that has no other break.
        """
        kinds = BREAK_CLASSES
        after = text[start]
        kind_after = kinds[after]
        if kind_after in _ZERO_WIDTH_CLASSES:
            return False
        last = end - 1
        has_zwsp = False
        while (kind := kinds[text[last]]) in _ZERO_WIDTH_CLASSES and last > row_start:
            has_zwsp |= kind == ZWSP
            last -= 1
        before = text[last]
        kind_before = kinds[before]
        if kind_after == DASH and before == after and end == start:
            return _is_between_pairs(text, start, row_start) and (relaxed or after not in self.prohibited_at_start)
        if (
            kind_before == GLUE
            or kind_after == GLUE
            or after in self.prohibited_at_start
            or before in self.prohibited_at_end
        ):
            return False
        if COMPLEX in (kind_before, kind_after) and find_boundary_at_or_before(text, start, row_start) != start:
            return False
        if _is_in_quantity(text, last, start):
            return False
        if has_zwsp:
            return True
        if relaxed:
            return end < start or not _is_in_word(text, last, start, row_start)
        if end < start:
            return not _is_in_spaced_quantity(text, last, start, row_start)
        if kind_before in RUN_CLASSES and kind_after in RUN_CLASSES:
            return False
        return not _is_inseparable(text, last, start, row_start)

    def is_address_break(self, text: str, offset: int) -> bool:
        """Whether a run of Latin letters and marks that is wider than a row may be broken at an offset.

        Args:
            text: The paragraph.
            offset: Offset within the run.
        """
        before, after = text[offset - 1], text[offset]
        return (
            before in "/?&#=-."
            and after != before
            and after not in self.prohibited_at_start
            and BREAK_CLASSES[after] in RUN_CLASSES
            and not _is_in_quantity(text, offset - 1, offset)
        )


@cache
def get_break_rules(kinsoku: KinsokuLevel) -> BreakRules:
    """The rules of a kinsoku level; made once."""
    return BreakRules(kinsoku)


def find_run_start(text: str, offset: int, lower_bound: int) -> int:
    """The start of the run of Latin letters, digits and marks before an offset.

    Args:
        text: The paragraph.
        offset: Offset within the run, or behind it.
        lower_bound: Offset that is not searched beyond.
    """
    kinds = BREAK_CLASSES
    while offset > lower_bound and kinds[text[offset - 1]] in _RUN_OR_MARK:
        offset -= 1
    return offset


def find_run_end(text: str, offset: int, limit: int) -> int:
    """The end of the run of Latin letters, digits and marks from an offset on.

    Args:
        text: The paragraph.
        offset: Offset within the run, or before it.
        limit: Offset that is not searched beyond.
    """
    kinds = BREAK_CLASSES
    limit = min(limit, len(text))
    while offset < limit and kinds[text[offset]] in _RUN_OR_MARK:
        offset += 1
    return offset


def _is_between_pairs(text: str, offset: int, lower_bound: int) -> bool:
    """Whether the run of equal marks before an offset has an even length: a run of dashes is broken between pairs."""
    mark, is_even = text[offset], True
    while offset > lower_bound and text[offset - 1] == mark:
        is_even = not is_even
        offset -= 1
    return is_even


def _is_digit(text: str, offset: int) -> bool:
    return 0 <= offset < len(text) and BREAK_CLASSES[text[offset]] == DIGIT


def _is_in_number(text: str, offset: int) -> bool:
    """Whether the mark at an offset, which has digits on both sides, belongs to a number."""
    mark = text[offset]
    if mark not in _NUMBER_SEPARATORS:
        return False
    if mark in "，：":  # punctuation, unless it groups thousands
        return all(_is_digit(text, offset + step) for step in (1, 2, 3)) and not _is_digit(text, offset + 4)
    return True


def _is_in_quantity(text: str, last: int, start: int) -> bool:
    """Whether a break between two characters would be inside a number or a number with its unit."""
    if text[start] in "$＄" and text[last - 1 : start] in load_quantity_words().currency_codes:  # US|$100
        return True
    before, after = BREAK_CLASSES[text[last]], BREAK_CLASSES[text[start]]
    adjacent = last + 1 == start
    if before == DIGIT:
        if adjacent and (after == DIGIT or (_is_in_number(text, start) and _is_digit(text, start + 1))):
            return True
        return find_quantity_end(text, last + 1) > start
    if after == DIGIT:
        if text[last] == "之" and text[last - 1 : last] == "分":  # 三分之1
            return True
        return adjacent and _is_digit(text, last - 1) and _is_in_number(text, last)
    signs = load_quantity_words().inner_signs
    if before != QUANTITY_PART and text[last] not in signs:
        return False
    offset = last
    while (
        offset > 0
        and last - offset < _MAX_QUANTITY_TAIL
        and (BREAK_CLASSES[text[offset]] == QUANTITY_PART or text[offset] in SPACES or text[offset] in signs)
    ):
        offset -= 1
    return BREAK_CLASSES[text[offset]] == DIGIT and find_quantity_end(text, offset + 1) > start


def _is_in_spaced_quantity(text: str, last: int, start: int, row_start: int) -> bool:
    """As `_is_in_quantity`, across spaces: 02 2345 6789, 1, 2, US$ 100, RMB 100, 第 3 屆."""
    before = text[last]
    if BREAK_CLASSES[text[start]] != DIGIT:
        return (
            BREAK_CLASSES[before] == DIGIT and text[start] in _NUMBER_SEPARATORS and _is_digit(text, start + 1)
        )  # 65536 -2
    if BREAK_CLASSES[before] == DIGIT or fold_script(before) in load_quantity_words().number_prefixes:
        return True
    if before in _NUMBER_SEPARATORS:
        return _is_digit(text, last - 1)
    return (
        text[find_run_start(text, last + 1, max(row_start, last - 4)) : last + 1]
        in load_quantity_words().currency_codes
    )


def _is_inseparable(text: str, last: int, start: int, row_start: int) -> bool:
    """Whether two adjacent characters, one of them Han or wide, belong together for another reason than a quantity."""
    before, after = text[last], text[start]
    kind_before, kind_after = BREAK_CLASSES[before], BREAK_CLASSES[after]
    if SYMBOL in (kind_before, kind_after) or after in "-\u2010":
        return True
    if text[last : start + 1] == "分之" or (before in "百千萬万" and text[start : start + 2] == "分之"):
        return True
    if before == _APOSTROPHE:  # it’s
        return last > row_start and kind_after == ALPHABETIC and BREAK_CLASSES[text[last - 1]] == ALPHABETIC
    if kind_after == DIGIT:
        if fold_script(before) in load_quantity_words().number_prefixes:
            return True
        return (
            before in _RANGE_SIGNS
            and last > row_start
            and (BREAK_CLASSES[text[last - 1]] in (DIGIT, QUANTITY_PART) or text[last - 1] in "%％‰℃°")
        )
    if kind_before == DIGIT:
        return after in _RANGE_SIGNS and _is_digit(text, start + 1)
    if kind_before == ALPHABETIC and fold_script(after) in load_quantity_words().letter_suffixes:  # A股, but not DNA組
        return before.isupper() and (last == row_start or BREAK_CLASSES[text[last - 1]] not in RUN_CLASSES)
    return False


def _is_in_word(text: str, last: int, start: int, row_start: int) -> bool:
    """Whether a break would be inside a Latin word, or inside a pair of hyphens or full stops."""
    before, after = text[last], text[start]
    if before == after and before in "-.":
        return not _is_between_pairs(text, start, row_start)
    if _is_letter(text, last) and (_is_letter(text, start) or (after in _WORD_JOINERS and _is_letter(text, start + 1))):
        return True
    return before in _WORD_JOINERS and _is_letter(text, start) and last > row_start and _is_letter(text, last - 1)


def _is_letter(text: str, offset: int) -> bool:
    return offset < len(text) and BREAK_CLASSES[text[offset]] == ALPHABETIC and text[offset].isalpha()
