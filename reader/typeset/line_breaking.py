"""Wrapping a paragraph into rows, greedily (first fit).

A row is filled to its measure and then broken at the last place that the rules allow. The rules are asked only near the
end of a row, so the cost depends on the rows and not on the length of the text; and since the end of a row does not
depend on what is before its start, a paragraph can be wrapped a few rows at a time.
"""

from __future__ import annotations

from reader.typeset.break_classes import BREAK_CLASSES, CLOSE, COMBINING_MARK, DASH, QUANTITY_PART, RUN_CLASSES, SPACE
from reader.typeset.break_rules import BreakRules, KinsokuLevel, find_run_end, find_run_start, get_break_rules
from reader.typeset.graphemes import find_boundary_after, find_boundary_at_or_before
from reader.typeset.widths import AmbiguousWidth, cell_len, find_fitting_end

_RUNT_LENGTH = 3
"""Characters of a runt: a last row of a single Han with up to two marks behind it."""
_MIN_RUNT_WIDTH = 2 * (_RUNT_LENGTH + 2)
"""Cells of a runt with the two characters that may be moved to it."""


def wrap(
    text: str,
    width: int,
    *,
    first_width: int | None = None,
    kinsoku: KinsokuLevel = "basic",
    ambiguous_width: AmbiguousWidth = 1,
    start: int = 0,
    max_rows: int | None = None,
) -> list[tuple[int, int]]:
    """The rows of one paragraph as (start, end), in code points.

    Spaces at a break belong to no row; nothing else of the text is left out. An empty text has one empty row. A row is
    wider than its measure only if a single grapheme is. A last row that would be a single Han with its stops gets up to
    two characters of the row before it.

    Args:
        text: One paragraph, without newlines.
        width: The measure in cells; less than 1 counts as 1.
        first_width: The measure of the first row of the paragraph, the one at offset 0, if it differs.
        kinsoku: What may stand at the start and the end of a row.
        ambiguous_width: Cells of a character of ambiguous width.
        start: Offset to begin at: 0, or the end of a row that a call with the same measures returned.
        max_rows: Rows to return at most; the cost is in proportion to the rows.
    """
    rules = get_break_rules(kinsoku)
    width = max(1, width)
    measure = width if first_width is None or start > 0 else max(1, first_width)
    length = _skip_spaces_back(text, len(text), 0)
    found: list[tuple[int, int]] = []
    if start > 0:
        start = _skip_spaces(text, start)
        if start >= length:
            return found
    elif text[:1].isspace():
        start = _skip_wide_indent(text, measure, ambiguous_width)
    while max_rows is None or len(found) < max_rows:
        reach = find_fitting_end(text, start, measure, ambiguous_width)
        if reach >= length:
            found.append((start, length))
            break
        end, following = _find_break(text, start, reach, width, rules)
        if 0 < length - following <= _RUNT_LENGTH and end == following and width >= _MIN_RUNT_WIDTH:
            end = following = _avoid_runt(text, start, end, length, rules)
        found.append((start, end))
        if following >= length:
            break
        start = following
        measure = width
    return found


def _avoid_runt(text: str, row_start: int, end: int, length: int, rules: BreakRules) -> int:
    """The end of the last row but one, moved back by a character or two where the last row would be a runt.

    The end itself where the last row is no runt, or where the rules allow neither place.
    """
    kinds = BREAK_CLASSES
    if kinds[text[end]] > QUANTITY_PART or any(kinds[char] != CLOSE for char in text[end + 1 : length]):
        return end
    lowest = _skip_spaces(text, row_start)
    for cut in range(end - 1, max(lowest, end - 3), -1):
        before, after = kinds[text[cut - 1]], kinds[text[cut]]
        if SPACE not in (before, after) and after != DASH and rules.is_break_allowed(text, cut, cut, lowest):
            return cut
    return end


def _find_break(text: str, row_start: int, max_end: int, width: int, rules: BreakRules) -> tuple[int, int]:
    """The end of the row from `row_start`, which is `max_end` at the latest, and the start of the next row."""
    kinds = BREAK_CLASSES
    lowest = _skip_spaces(text, row_start) if row_start == 0 else row_start  # an indent stays in the first row
    before_dash = None  # the last break before a dash; taken only where there is no other
    offset = max_end
    while offset > lowest:
        before, after = kinds[text[offset - 1]], kinds[text[offset]]
        if after <= QUANTITY_PART and before <= CLOSE and not before == after == QUANTITY_PART:
            return offset, offset  # the common case between Han, 2 µs faster than the rules
        if before == SPACE or after == SPACE:
            end, start = _trim_spaces(text, offset, lowest)
            if end <= lowest:
                break
        else:
            end = start = offset
        if rules.is_break_allowed(text, end, start, lowest):
            if not rules.avoids_dashes or kinds[text[start]] != DASH:
                return end, start
            before_dash = before_dash or (end, start)
        if end == start and kinds[text[end]] in RUN_CLASSES and kinds[text[end - 1]] in RUN_CLASSES:
            offset = find_run_start(text, end, lowest)
            if offset == lowest or cell_len(text[offset : find_run_end(text, end, offset + width + 1)]) > width:
                for inner in range(end, offset + 1, -1):  # the run is wider than a row
                    if rules.is_address_break(text, inner):
                        return inner, inner
        else:
            offset = end - 1
    return before_dash or _force_break(text, row_start, lowest, max_end, rules)


def _force_break(text: str, row_start: int, lowest: int, max_end: int, rules: BreakRules) -> tuple[int, int]:
    """Break where the rules prohibit it, because the row has no other break."""
    for offset in range(max_end, lowest, -1):
        end, start = _trim_spaces(text, offset, lowest)
        if end > lowest and rules.is_break_allowed(text, end, start, lowest, relaxed=True):
            return end, start
    end, start = _trim_spaces(text, max_end, lowest)
    if lowest < end < start:
        return end, start
    cut = find_boundary_at_or_before(text, max_end, row_start)
    if cut <= row_start:
        cut = find_boundary_after(text, row_start)
    return cut, _skip_spaces(text, cut)


def _trim_spaces(text: str, offset: int, lower_bound: int) -> tuple[int, int]:
    """The end of the text before the spaces around an offset, and the start of the text behind them."""
    return _skip_spaces_back(text, offset, lower_bound), _skip_spaces(text, offset)


def _skip_spaces_back(text: str, offset: int, lower_bound: int) -> int:
    kinds = BREAK_CLASSES
    while offset > lower_bound and kinds[text[offset - 1]] == SPACE:
        offset -= 1
    return offset


def _skip_spaces(text: str, offset: int) -> int:
    kinds = BREAK_CLASSES
    length = len(text)
    start = offset
    while offset < length and kinds[text[offset]] == SPACE:
        offset += 1
    if start < offset < length and kinds[text[offset]] == COMBINING_MARK:
        offset -= 1  # a mark on a space: one grapheme
    return offset


def _skip_wide_indent(text: str, measure: int, ambiguous_width: AmbiguousWidth) -> int:
    """The start of the first row: 0, so that its leading spaces are shown, unless they fill the whole row."""
    indent = _skip_spaces(text, 0)
    return indent if indent < len(text) and find_fitting_end(text, 0, measure, ambiguous_width) <= indent else 0
