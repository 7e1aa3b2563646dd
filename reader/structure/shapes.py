"""Lists, tables and quotations: lines that are told by their first sign, or by a neighbour built alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.structure.tables import lazy

if TYPE_CHECKING:
    import re

    from reader.structure.lines import Line

_LIST_MAX = 120
"""Characters of an item of a list."""
_CLAUSE_MAX = 60
"""Of one with a Chinese numeral; longer ones are the paragraphs of a decree."""
_CN = "一二三四五六七八九十"
_BULLET = lazy(r"(?P<md>[-*+•‣◦▪]|\d{1,2}\.) +(?=[^ ])")
_ITEM = lazy(
    r"(?P<num>\d{1,2}) ?[.、)](?=[^\d])|(?P<circle>[①-⑳⑴-⒇])|\((?P<paren>\d{1,2})\)|(?P<dot>[·•●○▪◦‧]) ?(?=[^ ·])"
    r"|(?P<cn>[一二三四五六七八九]|十[一二三四五]?)、|\((?P<cnp>[一二三四五六七八九]|十[一二三四五]?)\)"
)
_BULLET_OPENS = "-*+•‣◦▪0123456789"
_ITEM_OPENS = "0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽(·•●○▪◦‧一二三四五六七八九十"
_CELLS = lazy(r"\t+| {2,}|\|")
_NUMBER = lazy(r"[-+±]?[\d.,:/%~]+[^ ]{0,3}")


def quoted(line: Line) -> bool:
    """A quotation as Markdown and mail mark it."""
    return line.text.startswith(("> ", ">>"))


def itemised(line: Line) -> bool:
    """It opens as items of lists do."""
    return _bullet(line) is not None or _item(line) is not None


def _bullet(line: Line) -> re.Match[str] | None:
    return _BULLET().match(line.text) if line.text[0] in _BULLET_OPENS else None


def _item(line: Line) -> re.Match[str] | None:
    return _ITEM().match(line.shadow) if line.shadow[0] in _ITEM_OPENS else None


def list_item(line: Line, before: Line | None, behind: Line | None) -> bool:
    """An item of a list: with a bullet, or numbered next to an item with a number."""
    if line.size > _LIST_MAX:
        return False
    if (bullet := _bullet(line)) is not None and not bullet["md"][0].isdigit():
        return True
    own = _item(line)
    if own is None or (own.lastgroup in ("cn", "cnp") and line.size > _CLAUSE_MAX):
        return False
    return _goes_on(before, own, -1) or _goes_on(behind, own, +1)


def _goes_on(other: Line | None, own: re.Match[str], step: int) -> bool:
    match = _item(other) if other is not None else None
    if match is None or match.lastgroup != own.lastgroup:
        return False
    if own.lastgroup == "dot":
        return match["dot"] == own["dot"]
    if own.lastgroup == "circle":
        return ord(match["circle"]) - ord(own["circle"]) == step
    group = own.lastgroup or "num"
    return _value(match[group]) - _value(own[group]) == step


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
    """The number of cells: by tabs, wide gaps or bars; by single spaces when most cells are numbers. 0 for no row."""
    if line.size > _LIST_MAX or line.stopped:
        return 0
    cells = [cell for cell in _CELLS().split(line.text) if cell.strip()]
    if len(cells) >= 3 or (len(cells) == 2 and "\t" in line.text):
        return len(cells)
    cells = line.shadow.split(" ")
    numbers = sum(_NUMBER().match(cell) is not None for cell in cells)
    return len(cells) if len(cells) >= 3 and numbers >= 2 and max(map(len, cells)) <= 14 else 0
