"""Amounts: signs and fractions before any unit."""

from __future__ import annotations

from fractions import Fraction

import pytest

from reader.figures.amounts import amount_at
from reader.figures.block_text import BlockText
from reader.figures.context import FigureContext
from reader.figures.lexicon import fold


def block(text: str) -> BlockText:
    return BlockText(fold(text), FigureContext("2024-06-11"))


@pytest.mark.parametrize(
    ("text", "at", "value"),
    [
        ("三分之二", 0, Fraction(2, 3)),
        ("三分二", 0, Fraction(2, 3)),
        ("4分1", 0, Fraction(1, 4)),
        ("百分之七", 0, 7),
        ("千分之三", 0, Fraction(3, 10)),
        ("三又二分之一", 0, Fraction(7, 2)),
        ("2/5", 0, Fraction(2, 5)),
        ("為-5", 2, -5),
        ("负5", 1, -5),
        ("10-5", 3, 5),
        ("负 5", 2, -5),
        ("负\u30005", 2, -5),
        ("比分负 5", 4, -5),
        ("2/5-3", 0, 2),
        ("2/5/3", 0, 2),
        ("2/5、3", 0, Fraction(2, 5)),
    ],
)
def test_an_amount_has_its_sign_and_fraction(text: str, at: int, value: Fraction | int) -> None:
    amount = amount_at(block(text), at)
    assert amount is not None
    assert amount.value == value


@pytest.mark.parametrize("text", ["三分二十秒", "三分三", "5分3秒"])
def test_minutes_and_points_are_no_fraction(text: str) -> None:
    amount = amount_at(block(text), 0)
    assert amount is not None
    assert amount.form == ""
