"""Recognises list items, table rows and quotations, by their first sign or by a similar neighbour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.structure.lexicon import lazy_pattern

if TYPE_CHECKING:
    from reader.structure.lines import Line

_LIST_ITEM_MAX = 120
"""Characters of a list item at most."""
_CHINESE_ITEM_MAX = 60
"""Characters of a list item with a Chinese numeral at most; longer ones are paragraphs of a decree."""
_CHINESE_NUMERALS = "一二三四五六七八九十"
_BULLET_SIGNS, _DOT_SIGNS, _DIGITS = "-*+•‣◦▪", "·•●○▪◦‧", "0123456789"
_CIRCLED_NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽"
_BULLET_STARTS, _ITEM_STARTS = (
    _BULLET_SIGNS + _DIGITS,
    _DIGITS + _CIRCLED_NUMBERS + "(" + _DOT_SIGNS + _CHINESE_NUMERALS,
)
_BULLET = lazy_pattern(rf"[{_BULLET_SIGNS}] |\d\d?\. ")
_NUMBER_START = lazy_pattern(r"[-+±]?[\d.,:/%~]")
_CELL_SEPARATOR = lazy_pattern(r"\t+| {2,}|\|")


def is_quote(line: Line) -> bool:
    """Whether a line is marked as a quotation as in Markdown and mail: with >."""
    return line.text.startswith(("> ", ">>"))


def is_possible_list_item(line: Line) -> bool:
    """Whether a line may be a list item: a fast pre-check for `is_list_item`."""
    return line.text[0] in _BULLET_STARTS or line.normalized[0] in _ITEM_STARTS


def is_possible_table_row(line: Line) -> bool:
    """Whether a line has something that may separate cells: a fast pre-check for `is_table_row`."""
    return " " in line.normalized or "|" in line.normalized


def has_item_mark(line: Line) -> bool:
    """Whether a line begins with the mark of a list item: a bullet or a number."""
    return _has_bullet(line) or _get_item_mark(line) is not None


def _has_bullet(line: Line) -> bool:
    """Whether a line begins with a bullet or number as in Markdown: `- `, `12. `."""
    return line.text[0] in _BULLET_STARTS and _BULLET().match(line.text) is not None


def _get_item_mark(line: Line) -> tuple[str, int] | None:
    """The class and value of the number that a line begins with; parsed once for each line."""
    if line.facts.item_mark is False:
        line.facts.item_mark = _parse_item_mark(line.normalized)
    return line.facts.item_mark


def _parse_item_mark(normalized: str) -> tuple[str, int] | None:
    """The class and value of the number that a text begins with: 3. (3) ③ 三、 (三); of a bullet its code point."""
    first = normalized[0]
    if first not in _ITEM_STARTS:
        return None
    if first in _CIRCLED_NUMBERS:
        return "circle", ord(first)
    if first in _DOT_SIGNS:
        behind = normalized[2:3] if normalized[1:2] == " " else normalized[1:2]
        return ("dot", ord(first)) if behind.strip(" ·") else None
    start = 1 if first == "(" else 0
    end = _find_numeral_end(normalized, start)
    if end == start:
        return None
    numeral, behind = normalized[start:end], normalized[end:]
    kind = "cn" if numeral[0] in _CHINESE_NUMERALS else "num"
    if start:
        return (f"({kind})", _parse_numeral(numeral)) if behind[:1] == ")" else None
    if kind == "cn":
        return ("cn", _parse_numeral(numeral)) if behind[:1] == "、" else None
    behind = behind.removeprefix(" ")
    numbered = len(behind) > 1 and behind[0] in ".、)" and not behind[1].isdecimal()
    return ("num", _parse_numeral(numeral)) if numbered else None


def _find_numeral_end(normalized: str, start: int) -> int:
    """The end of a numeral of one or two digits, or 一 to 十五; `start` where there is none."""
    first, second = normalized[start : start + 1], normalized[start + 1 : start + 2]
    if first.isdecimal():
        return start + (2 if second.isdecimal() else 1)
    if not first or first not in _CHINESE_NUMERALS:
        return start
    return start + (2 if first == "十" and second and second in "一二三四五" else 1)


def is_list_item(line: Line, before: Line | None, after: Line | None) -> bool:
    """Whether a line is a list item: it has a bullet, or it is numbered and so is the line before or after it.

    Args:
        line: The line.
        before: The line before it; None at the beginning.
        after: The line after it; None at the end.
    """
    if line.size > _LIST_ITEM_MAX:
        return False
    if line.text[0] in _BULLET_SIGNS and _has_bullet(line):
        return True
    own = _get_item_mark(line)
    if own is None or (own[0] in ("cn", "(cn)") and line.size > _CHINESE_ITEM_MAX):
        return False
    return _is_next_item(before, own, -1) or _is_next_item(after, own, +1)


def _is_next_item(other: Line | None, own_item: tuple[str, int], step: int) -> bool:
    item = _get_item_mark(other) if other is not None else None
    if item is None or item[0] != own_item[0]:
        return False
    return item[1] - own_item[1] == (0 if own_item[0] == "dot" else step)


def _parse_numeral(numeral: str) -> int:
    """Return the value of a numeral: 1 to 99, or 一 to 十五."""
    if numeral[0] not in _CHINESE_NUMERALS:
        return int(numeral)
    return sum(_CHINESE_NUMERALS.index(char) + 1 for char in numeral)


def is_table_row(line: Line, before: Line | None, after: Line | None) -> bool:
    """Whether a line is a table row: cells between bars, or as many cells as the line before or after it.

    Args:
        line: The line.
        before: The line before it; None at the beginning.
        after: The line after it; None at the end.
    """
    if line.text[0] == "|" and line.text.count("|") >= 2:
        return True
    cells = _get_cell_count(line)
    return cells > 1 and any(other is not None and _get_cell_count(other) == cells for other in (before, after))


def _get_cell_count(line: Line) -> int:
    """The number of cells of a line, 0 for no row; computed once for each line."""
    if line.facts.cell_count is None:
        line.facts.cell_count = (
            0 if line.size > _LIST_ITEM_MAX or line.ends_sentence else _count_cells(line.text, line.normalized)
        )
    return line.facts.cell_count


def _count_cells(text: str, normalized: str) -> int:
    """The cells between tabs, wide gaps or bars; between single spaces when most cells are numbers."""
    if "\t" in text or "  " in text or "|" in text:
        cells = [cell for cell in _CELL_SEPARATOR().split(text) if cell.strip()]
        if len(cells) >= 3 or (len(cells) == 2 and "\t" in text):
            return len(cells)
    if normalized.count(" ") < 2:
        return 0
    cells = normalized.split(" ")
    return len(cells) if sum(map(_is_number, cells)) >= 2 and max(map(len, cells)) <= 14 else 0


def _is_number(cell: str) -> bool:
    return _NUMBER_START().match(cell) is not None
