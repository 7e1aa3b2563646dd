"""Lists, tables and quotations: lines that are told by their first sign, or by a neighbour built alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.structure.tables import lazy

if TYPE_CHECKING:
    import re

    from reader.structure.lines import Line

_LIST_MAX = 120
_BULLET = lazy(r"(?P<md>[-*+•‣◦▪]|\d{1,2}\.) +(?=[^ ])")
_ITEM = lazy(
    r"(?P<num>\d{1,2}) ?[.、)](?=[^\d])|(?P<circle>[①-⑳⑴-⒇])|\((?P<paren>\d{1,2})\)|(?P<dot>[·•●○▪◦‧]) ?(?=[^ ·])"
)
_CELLS = lazy(r"\t+| {2,}|\|")
_NUMBER = lazy(r"[-+±]?[\d.,:/%~]+[^ ]{0,3}")


def quoted(line: Line) -> bool:
    """A quotation as Markdown and mail mark it."""
    return line.text.startswith(("> ", ">>"))


def itemised(line: Line) -> bool:
    """It opens as items of lists do."""
    return _BULLET().match(line.text) is not None or _ITEM().match(line.shadow) is not None


def list_item(line: Line, before: Line | None, behind: Line | None) -> bool:
    """An item of a list: with a bullet, or numbered next to an item with a number."""
    if line.size > _LIST_MAX:
        return False
    if (bullet := _BULLET().match(line.text)) is not None and not bullet["md"][0].isdigit():
        return True
    own = _ITEM().match(line.shadow)
    return own is not None and (_goes_on(before, own, -1) or _goes_on(behind, own, +1))


def _goes_on(other: Line | None, own: re.Match[str], step: int) -> bool:
    match = _ITEM().match(other.shadow) if other is not None else None
    if match is None or match.lastgroup != own.lastgroup:
        return False
    if own.lastgroup == "dot":
        return match["dot"] == own["dot"]
    if own.lastgroup == "circle":
        return ord(match["circle"]) - ord(own["circle"]) == step
    group = own.lastgroup or "num"
    return int(match[group]) - int(own[group]) == step


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
