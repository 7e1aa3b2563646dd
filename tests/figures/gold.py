"""The articles of tests/figures/gold: region and date in the first line, then text with its figures marked.

A mark is ⟦as printed|kind|value|canonical unit⟧; a range is low..high, several numbers are a:b. They were written, and
marked, before the engine had read any of them.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from reader.figures.context import FigureContext

FOLDER = Path(__file__).parent / "gold"
_MARK = re.compile("⟦([^|⟧]*)\\|([^|⟧]*)\\|([^|⟧]*)\\|([^⟧]*)⟧")


class Expected(NamedTuple):
    start: int
    end: int
    text: str
    kind: str
    value: object
    """A number, a text, a tuple of numbers, or a pair that is a range."""
    ranged: bool
    unit: str


class Piece(NamedTuple):
    name: str
    context: FigureContext
    text: str
    figures: tuple[Expected, ...]


def pieces() -> list[Piece]:
    """Every paragraph of every article."""
    found = []
    for path in sorted(FOLDER.glob("*.txt")):
        head, *lines = path.read_text(encoding="utf-8").splitlines()
        region, date = head.split()
        context = FigureContext(date, region)  # type: ignore[arg-type]
        found += [_piece(f"{path.stem}-{number}", context, line) for number, line in enumerate(lines) if line]
    return found


def _piece(name: str, context: FigureContext, line: str) -> Piece:
    text, figures, at = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        printed, kind, value, unit = mark.groups()
        figures.append(Expected(len(text), len(text) + len(printed), printed, kind, *_value(kind, value), unit))
        text += printed
        at = mark.end()
    return Piece(name, context, text + line[at:], tuple(figures))


def _value(kind: str, value: str) -> tuple[object, bool]:
    if ".." in value:
        low, high = value.split("..")
        return (_number(low), _number(high) if high else None), True
    if kind not in ("time", "date") and ":" in value:
        return tuple(map(_number, value.split(":"))), False
    return _number(value), False


def _number(value: str) -> object:
    return value if "-" in value[1:] or ":" in value else Decimal(value)
