"""Rows of CSV (RFC 4180) in which no cell is run as a formula by a spreadsheet."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FORMULA = re.compile(r"[=+\-@\t\r]|[ \u00a0\u3000]+[=+@]|[＝＋－＠]")
"""What spreadsheets take for the start of a formula; some skip blanks, some fold the full-width signs (OWASP, CSV
injection)."""
_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?%?")


def format_csv_row(values: Iterable[object]) -> str:
    """A line of CSV without its line end.

    None becomes an empty cell, a list its values joined by blanks, a Decimal a number without exponent.
    """
    import csv
    import io

    buffer = io.StringIO()
    csv.writer(buffer).writerow(map(_format_cell, values))  # it quotes the characters of its line end: CR and LF
    return buffer.getvalue().removesuffix("\r\n")


def guard_formula(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would run it as a formula; numbers stay."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def _format_cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, list):
        return guard_formula(" ".join(map(_format_cell, value)))
    return guard_formula(str(value))
