"""What trips others: a text, and all of its figures (as printed, kind, value, canonical unit)."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.figures.context import FigureContext
from reader.figures.scan import find_figures

if TYPE_CHECKING:
    from reader.model import Figure

ROWS = [
    line.split("\t") for line in (Path(__file__).parent / "pitfalls.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


def said(figure: Figure) -> str:
    if isinstance(figure.value, tuple):
        value = ":".join(map(str, figure.value))
    elif figure.value is None:
        value = f"{figure.low}..{figure.high}"
    else:
        value = f"{figure.value:f}" if isinstance(figure.value, Decimal) else str(figure.value)
    return f"{figure.text} {figure.kind} {value} {figure.canonical_unit}"


@pytest.mark.parametrize(("region", "text", "figures"), ROWS, ids=[row[1][:12] for row in ROWS])
def test_text_that_misleads_has_these_figures(region: str, text: str, figures: str) -> None:
    context = FigureContext("2018-12-21", region)  # type: ignore[arg-type]
    assert [said(figure) for figure in find_figures(text, context)] == (figures.split(" | ") if figures else [])


@pytest.mark.parametrize(
    ("text", "bound", "approx", "direction"),
    [
        ("不超過半年", "upper", False, None),
        ("逾200萬元", "lower", False, None),
        ("至少12家", "lower", False, None),
        ("12家以上", "lower", False, None),
        ("不足3%", "upper", False, None),
        ("約3萬人", None, True, None),
        ("50多公里", "lower", True, None),
        ("同比增長21.5%", None, False, "up"),
        ("下降了3.1%", None, False, "down"),
        ("新增98億元", None, False, None),
    ],
)
def test_qualifiers_give_bound_approximation_and_direction(
    text: str, bound: str | None, approx: bool, direction: str | None
) -> None:
    (figure,) = find_figures(text, FigureContext("2018-12-21", "CN"))
    assert (figure.bound, figure.is_approximate, figure.direction) == (bound, approx, direction)


def test_an_open_end_is_none_and_a_qualifier_is_named() -> None:
    (figure,) = find_figures("其中上億元的項目", FigureContext())
    assert (figure.text, figure.value, figure.low, figure.high, figure.is_range) == ("上億元", None, 10**8, None, True)
    assert "上" in figure.qualifiers


def test_a_length_of_15000_mu_is_exactly_ten_million_square_metres() -> None:
    (figure,) = find_figures("徵地15000畝", FigureContext())
    assert (figure.value, figure.canonical_value, figure.unit) == (15000, 10_000_000, "畝")


def test_subjects_and_wholes_are_words_of_the_text() -> None:
    first, second = find_figures("引進工業項目212個，佔規模以上工業企業主營業務收入的63%。", FigureContext())
    assert first.subject == "引進工業項目"
    assert second.share_of == "規模以上工業企業主營業務收入"
