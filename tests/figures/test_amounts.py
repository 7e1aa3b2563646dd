"""Amounts: signs and fractions before any unit."""

from __future__ import annotations

from fractions import Fraction

import pytest

from reader.figures.amounts import amount_at
from reader.figures.block_text import BlockText
from reader.figures.context import FigureContext
from reader.figures.lexicon import fold
from tests.figures.cases import list_figures


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


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("百分之負五", ["percent 百分之負五 -5"]),
        ("百分之-5", ["percent 百分之-5 -5"]),
        ("百分之五六", ["percent 百分之五六 5..6"]),
        ("三分之負二", ["ratio 三分之負二 -0.666666666666667"]),
        ("三 分 之 二", ["ratio 三 分 之 二 0.666666666666667"]),
        ("三  分  之  二", ["ratio 三  分  之  二 0.666666666666667"]),
        ("三   分之二", ["ratio 三   分之二 0.666666666666667"]),
        ("三    分之二", []),
        ("三又二分之一", ["ratio 三又二分之一 3.5"]),
        ("三 又 二分之一", ["ratio 三 又 二分之一 3.5"]),
        ("三又五", []),
        ("-5", []),
        ("－5", []),
        ("甲-5", []),
        ("A-5", []),
        ("5-5", []),
        (")-5", []),
        ("--5", []),
        ("三-5", []),
        ("三-5%", ["percent 三-5% 3..5"]),
        ("三-5度", ["temperature 三-5度 3..5"]),
        ("三-5人", ["count 三-5人 3..5"]),
        ("3人負5人", ["count 3人 3", "count 負5人 -5"]),
        ("負5", []),
        ("負 5", []),
        ("負  5", []),
        ("負三又二分之一", ["ratio 負三又二分之一 -3.5"]),
        ("負2/5", ["ratio 負2/5 -0.4"]),
        ("2/5", ["ratio 2/5 0.4"]),
        ("2/五", []),
        ("2/0", []),
        ("0/5", []),
        ("2/1000000", []),
        ("2/999999", []),
        ("2.5/5", []),
        ("二/5", []),
        ("2/5-3", []),
        ("4分1", ["ratio 4分1 0.25"]),
        ("4分0", ["other 4分 4"]),
        ("4分4", ["other 4分 4"]),
        ("4分3", ["ratio 4分3 0.75"]),
        ("1分1", ["other 1分 1"]),
        ("2分1", ["ratio 2分1 0.5"]),
        ("10分1", ["ratio 10分1 0.1"]),
        ("11分1", ["other 11分 11"]),
        ("十分三", []),
        ("十分十", []),
        ("2.5分1", ["other 2.5分 2.5"]),
        ("02分1", []),
        ("4分12", ["other 4分 4"]),
        ("四分一", ["ratio 四分一 0.25"]),
        ("四分1", ["other 四分 4"]),
        ("4分一", ["other 4分 4"]),
        ("四分零", ["other 四分 4"]),
        ("四分兩", ["other 四分 4"]),
        ("四分二", ["ratio 四分二 0.5"]),
        ("4分1秒", ["duration 4分1秒 241"]),
        ("4分1成", ["other 4分 4", "percent 1成 10"]),
        ("三分二", ["ratio 三分二 0.666666666666667"]),
        ("零分之五", []),
        ("百分之", []),
        ("萬萬萬萬分之五", ["percent 萬萬萬萬分之五 0.00000000000005"]),
        ("十分之五", ["ratio 十分之五 0.5"]),
        ("5%-8%", ["percent 5%-8% 5..8"]),
    ],
)
def test_signs_and_fractions_belong_to_their_number(text: str, figures: list[str]) -> None:
    assert list_figures(text) == figures
