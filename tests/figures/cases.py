"""The tables of tests/figures/cases: a rule, a text that shows it, and the figures that are found in the text.

A figure is written as printed, with its kind, its value and its canonical unit; a range is low..high, several numbers
are a:b. Behind that stand the fields that the row names, those that are not empty: `subject=人口`, `is_approximate`.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.figures.context import FigureContext
from reader.figures.scan import find_figures

if TYPE_CHECKING:
    from reader.model import Figure

FOLDER = Path(__file__).parent / "cases"
DATE = "2024-06-11"


class Case(NamedTuple):
    """A row of a table."""

    rule: str
    region: str
    text: str
    fields: str
    """Names of fields of a figure, with blanks between them."""
    figures: str
    """With ` | ` between them."""

    def describe_figures(self) -> str:
        """The figures of the text as a row has them."""
        found = find_figures(self.text, FigureContext(DATE, self.region))  # type: ignore[arg-type]
        return " | ".join(describe(figure, self.fields.split()) for figure in found)


def read_cases(name: str) -> list[Case]:
    """The rows of a table, in order."""
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [Case(*line.split("\t")) for line in lines]


def name_case(case: Case) -> str:
    """The text of a row, for the name of its test."""
    return case.text[:16]


def describe(figure: Figure, names: list[str]) -> str:
    """A figure as a row has it.

    Args:
        figure: The figure.
        names: Of its fields beyond those that every row has.
    """
    value = figure.value
    if figure.is_range and value is None:
        value = f"{_describe_value(figure.low)}..{_describe_value(figure.high)}"
    parts = [figure.text, figure.kind, _describe_value(value), figure.canonical_unit]
    for name in names:
        field = getattr(figure, name)
        if field is True:
            parts.append(name)
        elif field not in (None, False, "", ()):
            parts.append(f"{name}={_describe_value(field)}")
    return " ".join(parts)


def _describe_value(value: object) -> str:
    if isinstance(value, tuple):
        return ":".join(map(_describe_value, value))
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
