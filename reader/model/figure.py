"""Figure: a quantity in a block's text, with its unit and what is said of it. Offsets are code points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.model.view import View

FigureKind = Literal[
    "count",
    "money",
    "percent",
    "area",
    "length",
    "mass",
    "volume",
    "temperature",
    "speed",
    "energy",
    "duration",
    "date",
    "time",
    "year",
    "ordinal",
    "rank",
    "age",
    "ratio",
    "range",
    "other",
]
Number = int | Decimal
FigureValue = Number | str | tuple[Number, ...] | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, found in the text as it was written."""

    kind: FigureKind
    start: int
    """Offset in the block's text, in code points."""
    end: int
    """Offset behind the last character."""
    text: str
    """As printed."""
    value: FigureValue = None
    """Exact, magnitude included; text for dates (ISO 8601), several numbers for A:B:C; None where there is a range."""
    low: Number | str | None = None
    high: Number | str | None = None
    is_range: bool = False
    """low and high are said, the one that is None is open."""
    unit: str = ""
    """As printed, with its magnitude: 億美元."""
    canonical_unit: str = "1"
    """ISO 4217 for money, ISO8601 for dates, else UCUM; 1 for counts."""
    canonical_value: FigureValue = None
    qualifiers: tuple[str, ...] = ()
    is_approximate: bool = False
    bound: Literal["lower", "upper"] | None = None
    direction: Literal["up", "down"] | None = None
    subject: str = ""
    """What is counted or measured, words of the same block."""
    subkind: str = ""
    share_of: str = ""
    """The whole, where it is a share."""
    per: str = ""
    """The unit it is told for each of, without 每: 平方米."""
    is_currency_assumed: bool = False
    """The currency is not printed: canonical_unit is what the context says."""

    def map_to_view(self, source: str, view: View, convert_word: Callable[[str], str]) -> Figure:
        """The figure in a view of its block: its text, words and offsets; numbers do not change.

        Args:
            source: The text of its block as written.
            view: That text in the view.
            convert_word: Converts a word that is not in the text (日 of 6月25).
        """

        def word(text: str) -> str:
            at = source.rfind(text, 0, self.end) if text else -1
            if at < 0 and (not text or (at := source.find(text)) < 0):
                return convert_word(text) if text else text
            start, end = view.span_to_view(at, at + len(text))
            return view.text[start:end]

        start, end = view.span_to_view(self.start, self.end)
        return replace(
            self,
            start=start,
            end=end,
            text=view.text[start:end],
            unit=word(self.unit),
            qualifiers=tuple(map(word, self.qualifiers)),
            subject=word(self.subject),
            share_of=word(self.share_of),
            per=word(self.per),
        )


def figure_json(figure: Figure, block_index: int) -> dict[str, Any]:
    """A figure as plain values (INTERFACE: dubao-article-1); Decimals are written as JSON numbers by `dumps`."""
    shape: dict[str, Any] = {"block": block_index, "start": figure.start, "end": figure.end, "text": figure.text}
    shape["kind"] = figure.kind
    if figure.subkind:
        shape["subkind"] = figure.subkind
    if figure.value is not None:
        shape["value"] = list(figure.value) if isinstance(figure.value, tuple) else figure.value
    if figure.is_range:
        shape |= {"low": figure.low, "high": figure.high}
    canonical = figure.canonical_value
    shape |= {
        "unit": figure.unit,
        "canonical_unit": figure.canonical_unit,
        "canonical_value": list(canonical) if isinstance(canonical, tuple) else canonical,
        "qualifiers": list(figure.qualifiers),
        "approx": figure.is_approximate,
        "measures": figure.subject or None,
    }
    for name in ("bound", "direction", "share_of", "per"):
        if said := getattr(figure, name):
            shape[name] = said
    if figure.is_currency_assumed:
        shape["assumed"] = True
    return shape
