"""A figure in a view, and as JSON."""

from __future__ import annotations

import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from reader.model import Figure, Phrase, View, clean
from reader.model.figure import figure_json
from reader.model.json import dumps

FIGURE = Figure("money", 2, 7, "8億元人民", 800000000, unit="億元", canonical_unit="CNY", subject="投資")


def test_a_figure_moves_with_its_block_into_a_view() -> None:
    view = View(clean("共计投资8亿元人民币"), (Phrase(0, 0, 0, 2),))
    seen = FIGURE.map_to_view("投資8億元人民幣", view, lambda text: text)
    assert (seen.start, seen.end, seen.text) == (4, 9, "8亿元人民")
    assert (seen.unit, seen.subject, seen.value) == ("亿元", "投资", 800000000)


def test_a_word_that_is_not_in_the_text_is_converted() -> None:
    figure = Figure("date", 0, 4, "6月25", "2018-06-25", unit="號", canonical_unit="ISO8601")
    assert figure.map_to_view("6月25", View(clean("6月25")), lambda text: text.replace("號", "号")).unit == "号"


def test_an_open_end_of_a_range_is_null_and_unknown_keys_are_left_out() -> None:
    shape = figure_json(Figure("money", 0, 3, "上億元", low=10**8, is_range=True, bound="lower"), 3)
    assert (shape["low"], shape["high"], shape["bound"], shape["block"]) == (10**8, None, "lower", 3)
    assert "value" not in shape
    assert "direction" not in shape


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6), st.text(max_size=20))
def test_a_decimal_is_a_json_number_without_exponent(number: Decimal, text: str) -> None:
    printed = dumps({"number": number, "text": text.encode("utf-8", "replace").decode()})
    read = json.loads(printed, parse_float=Decimal)
    assert read["number"] == number
    assert read["text"] == text.encode("utf-8", "replace").decode()
    assert "E" not in printed.split('"text"')[0]
