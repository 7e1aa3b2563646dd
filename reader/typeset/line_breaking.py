"""The rows of a paragraph: greedy, first fit.

A row is filled to its measure and then parted at the last place that the rules allow. They are asked only there, so
the cost depends on the rows, not on the length of the text; and since a row's end depends on nothing before its
start, a paragraph can be set a few rows at a time.
"""

from __future__ import annotations

from reader.typeset.break_classes import CLOSE, DASH, KINDS, MARK, PART, RUN, SPACE
from reader.typeset.break_rules import Level, Rules, rules, run_end, run_start
from reader.typeset.graphemes import boundary_after, boundary_at_or_before
from reader.typeset.widths import Ambiguous, cell_len, fit

_RUNT = 3
"""Characters of a last row that looks forgotten: a Han with up to two marks behind it."""
_WIDE_ENOUGH = 2 * (_RUNT + 2)
"""Cells that hold such a row and the two characters that may join it."""


def wrap(
    text: str,
    width: int,
    *,
    first: int | None = None,
    level: Level = "basic",
    ambiguous: Ambiguous = 1,
    start: int = 0,
    rows: int | None = None,
) -> list[tuple[int, int]]:
    """The rows of one paragraph, as (start, end) offsets in code points.

    Spaces at a break belong to no row; nothing else of the text is left out. The empty text has one empty row. A row
    is wider than its measure only if it holds a single grapheme that is. The last row but one gives up to two
    characters to a last row that would be a single Han with its stops.

    Args:
        text: One paragraph, without newlines.
        width: The measure in cells; less than 1 counts as 1.
        first: The measure of the paragraph's first row, the one at offset 0, if it differs.
        level: What may stand at the start and the end of a row.
        ambiguous: Cells of the characters of ambiguous width.
        start: Where to begin: 0, or the end of a row that a call with the same measures gave.
        rows: Give at most so many. The cost is in proportion to the rows given.
    """
    law = rules(level)
    width = max(1, width)
    measure = width if first is None or start > 0 else max(1, first)
    length = _before_spaces(text, len(text), 0)
    found: list[tuple[int, int]] = []
    if start > 0:
        start = _behind_spaces(text, start)
        if start >= length:
            return found
    elif text[:1].isspace():
        start = _behind_wide_indent(text, measure, ambiguous)
    while rows is None or len(found) < rows:
        # No character takes more than two cells.
        reach = length if length - start <= measure >> 1 else fit(text, start, measure, ambiguous)
        if reach >= length:
            found.append((start, length))
            break
        end, following = _part(text, start, reach, width, law)
        if 0 < length - following <= _RUNT and end == following and width >= _WIDE_ENOUGH:
            end = following = _with_company(text, start, end, length, law)
        found.append((start, end))
        if following >= length:
            break
        start = following
        measure = width
    return found


def _with_company(text: str, floor: int, end: int, length: int, law: Rules) -> int:
    """Where to part so that the last row is not a single Han and its stops: a character or two further back.

    The end itself where the rest is no such row, or where the rules forbid both places.
    """
    kinds = KINDS
    if kinds[text[end]] > PART or any(kinds[char] != CLOSE for char in text[end + 1 : length]):
        return end
    lowest = _behind_spaces(text, floor)
    for cut in range(end - 1, max(lowest, end - 3), -1):
        before, after = kinds[text[cut - 1]], kinds[text[cut]]
        if SPACE not in (before, after) and after != DASH and law.allow(text, cut, cut, lowest):
            return cut
    return end


def _part(text: str, floor: int, reach: int, width: int, law: Rules) -> tuple[int, int]:
    """The end of the row that begins at `floor` and reaches to `reach` at most, and the start of the next row."""
    kinds = KINDS
    lowest = _behind_spaces(text, floor) if floor == 0 else floor  # an indent stays in the first row
    dashed = None  # the last place before a dash: only where there is no other
    offset = reach
    while offset > lowest:
        before, after = kinds[text[offset - 1]], kinds[text[offset]]
        if after <= PART and before <= CLOSE and not before == after == PART:
            return offset, offset  # nearly always: what takes 2 µs to ask is clear between Han
        if before == SPACE or after == SPACE:
            end, start = _around_spaces(text, offset, lowest)
            if end <= lowest:
                break
        else:
            end = start = offset
        if law.allow(text, end, start, lowest):
            if not law.avoids_dashes or kinds[text[start]] != DASH:
                return end, start
            dashed = dashed or (end, start)
        if end == start and kinds[text[end]] in RUN and kinds[text[end - 1]] in RUN:
            offset = run_start(text, end, lowest)
            if offset == lowest or cell_len(text[offset : run_end(text, end, offset + width + 1)]) > width:
                for inner in range(end, offset + 1, -1):  # no row holds the whole run
                    if law.in_address(text, inner):
                        return inner, inner
        else:
            offset = end - 1
    return dashed or _part_anyhow(text, floor, lowest, reach, law)


def _part_anyhow(text: str, floor: int, lowest: int, reach: int, law: Rules) -> tuple[int, int]:
    """Part what the rules would keep together: the row holds nothing else (R7)."""
    for offset in range(reach, lowest, -1):
        end, start = _around_spaces(text, offset, lowest)
        if end > lowest and law.allow(text, end, start, lowest, loosely=True):
            return end, start
    end, start = _around_spaces(text, reach, lowest)
    if lowest < end < start:
        return end, start
    cut = boundary_at_or_before(text, reach, floor)
    if cut <= floor:
        cut = boundary_after(text, floor)
    return cut, _behind_spaces(text, cut)


def _around_spaces(text: str, offset: int, floor: int) -> tuple[int, int]:
    """The end of what stands before the spaces around an offset, and the start of what stands behind them."""
    return _before_spaces(text, offset, floor), _behind_spaces(text, offset)


def _before_spaces(text: str, offset: int, floor: int) -> int:
    kinds = KINDS
    while offset > floor and kinds[text[offset - 1]] == SPACE:
        offset -= 1
    return offset


def _behind_spaces(text: str, offset: int) -> int:
    kinds = KINDS
    length = len(text)
    start = offset
    while offset < length and kinds[text[offset]] == SPACE:
        offset += 1
    if start < offset < length and kinds[text[offset]] == MARK:
        offset -= 1  # a mark on a space: one grapheme
    return offset


def _behind_wide_indent(text: str, measure: int, ambiguous: Ambiguous) -> int:
    """Spaces before the paragraph stay in its first row, unless nothing else had room there."""
    indent = _behind_spaces(text, 0)
    return indent if indent < len(text) and fit(text, 0, measure, ambiguous) <= indent else 0
