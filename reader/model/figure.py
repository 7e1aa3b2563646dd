"""Figure: a quantity in a block's text, with its unit, its qualifiers and its subject. Offsets are code points."""

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
REACHED_ENDINGS = ("至", "到", "破")
"""What a word of a direction ends in where the figure is the value that was reached: 升至, 跌破."""
FigureValue = Number | str | tuple[Number, ...] | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in the text as written.

    figure_json reads bound, direction, share_of and per by these names, which are keys of the JSON.
    """

    kind: FigureKind
    start: int
    """Offset in the block's text, in code points."""
    end: int
    text: str
    """As printed."""
    value: FigureValue = None
    """The exact number, with its magnitude; a date in ISO 8601; several numbers for A:B:C; None for a range."""
    low: Number | str | None = None
    """The start of a range; None where that is open."""
    high: Number | str | None = None
    """The end of a range; None where that is open."""
    is_range: bool = False
    unit: str = ""
    """As printed, with its magnitude, such as 億美元."""
    canonical_unit: str = "1"
    """ISO 4217 for money, ISO8601 for dates, else UCUM; 1 for counts."""
    canonical_value: FigureValue = None
    """The value in the canonical unit."""
    qualifiers: tuple[str, ...] = ()
    """Words such as 約 and 超過, as printed."""
    is_approximate: bool = False
    bound: Literal["lower", "upper"] | None = None
    direction: Literal["up", "down"] | None = None
    subject: str = ""
    """What is counted or measured, in words of the same block."""
    subkind: str = ""
    share_of: str = ""
    """Of a share: the whole."""
    per: str = ""
    """Of a rate: the unit it is for, without 每, such as 平方米."""
    is_currency_assumed: bool = False
    """Whether the currency is not printed, so that canonical_unit is that of the context."""

    @property
    def is_reached(self) -> bool:
        """Whether it is the value after a rise or a fall (升至5%, 跌破2萬點), not how large that was (升5%)."""
        return self.direction is not None and any(word.endswith(REACHED_ENDINGS) for word in self.qualifiers)

    def map_to_view(self, source: str, view: View, convert_word: Callable[[str], str]) -> Figure:
        """The figure with its text, words and offsets as a view of its block has them; numbers do not change.

        Args:
            source: The text of its block as written.
            view: That text in the view.
            convert_word: Converts a word that is not in the text (日 of 6月25) to the view.
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
    """Return a figure as plain values, in the schema dubao-article-1, with Decimals that `dumps` writes as numbers.

    Args:
        figure: The figure.
        block_index: The index of its block.
    """
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
        if value := getattr(figure, name):
            shape[name] = value
    if figure.is_currency_assumed:
        shape["assumed"] = True
    return shape
