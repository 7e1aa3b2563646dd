"""What a number is that names no unit."""

from __future__ import annotations

import pytest

from reader.figures.context import FigureContext
from reader.figures.scan import find_figures

CONTEXT = FigureContext("2024-06-11", "HK")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("累計管理規模近40億", ["money"]),
        ("涉及8.6萬居民", ["count"]),
        ("排名第17", ["rank"]),
        ("有三分之二贊成", ["ratio"]),
        ("指數報7.21", ["count"]),
        ("節目「7.21 元朗」", []),
        ("3/15", []),
        ("1/10", ["ratio"]),
        ("1/11", []),
        ("5/4", []),
        ("1/2萬", []),
        ("2023/24萬", []),
        ("1/1,000", []),
        ("半數學生", ["ratio"]),
        ("編號008", []),
        ("增至1,234", ["count"]),
        ("增至1234.5", ["count"]),
    ],
)
def test_kind_of_a_number_without_a_unit_depends_on_its_context(text: str, kinds: list[str]) -> None:
    assert [figure.kind for figure in find_figures(text, CONTEXT)] == kinds


def test_many_numbers_in_a_row_without_a_unit_count_nothing() -> None:
    row = "、".join(map(str, range(1, 60)))
    assert find_figures(f"頁碼{row}。另有12人", CONTEXT)[0].text == "12人"
    assert [figure.text for figure in find_figures("170、165及145公里", CONTEXT)] == ["170", "165", "145公里"]
