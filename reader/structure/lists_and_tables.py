"""Lists, tables and quotations: lines that are told by their first sign, or by a neighbour built alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.structure.lexicon import lazy

if TYPE_CHECKING:
    from reader.structure.lines import Line

_LIST_MAX = 120
"""Characters of an item of a list."""
_CLAUSE_MAX = 60
"""Of one with a Chinese numeral; longer ones are the paragraphs of a decree."""
_CN = "一二三四五六七八九十"
_SIGNS, _DOTS, _DIGITS = "-*+•‣◦▪", "·•●○▪◦‧", "0123456789"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽"
_BULLET_OPENS, _ITEM_OPENS = _SIGNS + _DIGITS, _DIGITS + _CIRCLES + "(" + _DOTS + _CN
_CELLS = lazy(r"\t+| {2,}|\|")


def quoted(line: Line) -> bool:
    """A quotation as Markdown and mail mark it."""
    return line.text.startswith(("> ", ">>"))


def may_be_item(line: Line) -> bool:
    """A cheap question before list_item."""
    return line.text[0] in _BULLET_OPENS or line.shadow[0] in _ITEM_OPENS


def may_be_row(line: Line) -> bool:
    """A cheap question before table_row: what could part cells."""
    return " " in line.shadow or "|" in line.shadow


def itemised(line: Line) -> bool:
    """It opens as items of lists do."""
    return _has_bullet(line) or _item(line) is not None


def _has_bullet(line: Line) -> bool:
    """It opens as items of Markdown do: `- `, `12. `."""
    text = line.text
    if text[0] not in _BULLET_OPENS:
        return False
    if text[0] in _SIGNS:
        return text[1:2] == " "
    end = 2 if text[1:2].isdecimal() else 1
    return text[end : end + 2] == ". "


def _item(line: Line) -> tuple[str, int] | None:
    """How a line is numbered, by class and value: 3. (3) ③ 三、 (三), or a dot, whose value is its code point."""
    shadow = line.shadow
    first = shadow[0]
    if first not in _ITEM_OPENS:
        return None
    if first in _CIRCLES:
        return "circle", ord(first)
    if first in _DOTS:
        behind = shadow[2:3] if shadow[1:2] == " " else shadow[1:2]
        return ("dot", ord(first)) if behind.strip(" ·") else None
    start = 1 if first == "(" else 0
    end = _numeral_end(shadow, start)
    if end == start:
        return None
    numeral, behind = shadow[start:end], shadow[end:]
    kind = "cn" if numeral[0] in _CN else "num"
    if start:
        return (f"({kind})", _value(numeral)) if behind[:1] == ")" else None
    if kind == "cn":
        return ("cn", _value(numeral)) if behind[:1] == "、" else None
    behind = behind.removeprefix(" ")
    numbered = len(behind) > 1 and behind[0] in ".、)" and not behind[1].isdecimal()
    return ("num", _value(numeral)) if numbered else None


def _numeral_end(shadow: str, start: int) -> int:
    """Where a numeral ends, of two digits or 一 to 十五 at most; its start where there is none."""
    first, second = shadow[start : start + 1], shadow[start + 1 : start + 2]
    if first.isdecimal():
        return start + (2 if second.isdecimal() else 1)
    if not first or first not in _CN:
        return start
    return start + (2 if first == "十" and second and second in "一二三四五" else 1)


def list_item(line: Line, before: Line | None, behind: Line | None) -> bool:
    """An item of a list: with a bullet, or numbered next to an item with a number."""
    if line.size > _LIST_MAX:
        return False
    if line.text[0] in _SIGNS and _has_bullet(line):
        return True
    own = _item(line)
    if own is None or (own[0] in ("cn", "(cn)") and line.size > _CLAUSE_MAX):
        return False
    return _goes_on(before, own, -1) or _goes_on(behind, own, +1)


def _goes_on(other: Line | None, own: tuple[str, int], step: int) -> bool:
    item = _item(other) if other is not None else None
    if item is None or item[0] != own[0]:
        return False
    return item[1] - own[1] == (0 if own[0] == "dot" else step)


def _value(numeral: str) -> int:
    """Of 1 to 99, or of 一 to 十五."""
    if numeral[0] not in _CN:
        return int(numeral)
    return sum(_CN.index(char) + 1 for char in numeral)


def table_row(line: Line, before: Line | None, behind: Line | None) -> bool:
    """A row of a table: cells between bars, or as many cells as the line before or behind it has."""
    if line.text[0] == "|" and line.text.count("|") >= 2:
        return True
    cells = _cells(line)
    return cells > 1 and any(other is not None and _cells(other) == cells for other in (before, behind))


def _cells(line: Line) -> int:
    """The number of cells, worked out once; 0 for no row."""
    if line.cells is None:
        line.cells = 0 if line.size > _LIST_MAX or line.stopped else _count_cells(line.text, line.shadow)
    return line.cells


def _count_cells(text: str, shadow: str) -> int:
    """By tabs, wide gaps or bars; by single spaces when most cells are numbers."""
    if "\t" in text or "  " in text or "|" in text:
        cells = [cell for cell in _CELLS().split(text) if cell.strip()]
        if len(cells) >= 3 or (len(cells) == 2 and "\t" in text):
            return len(cells)
    if shadow.count(" ") < 2:
        return 0
    cells = shadow.split(" ")
    return len(cells) if sum(map(_is_number, cells)) >= 2 and max(map(len, cells)) <= 14 else 0


def _is_number(cell: str) -> bool:
    first = cell[1:2] if cell.startswith(("-", "+", "±")) else cell[:1]
    return first.isdecimal() or (first != "" and first in ".,:/%~")
