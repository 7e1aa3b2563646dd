"""The last row of a paragraph is no single Han with its stops, where the rules leave another place nearby."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.typeset import wrap
from reader.typeset.break_rules import KinsokuLevel

if TYPE_CHECKING:
    from collections.abc import Sequence

PIECES = [*"江華創新政策聲明億元", *"，。」「", "6.02億美元", "GDP", " ", "——", "葛\U000e0100"]
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join)
STOPS = "，。」"


def rows_of(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "江華全力打造創新。",
            ["江華全力打", "造創新。"],
        ),  # no runt to begin with: as full as the rule of stops allows
        ("江華全力打造。", ["江華全力", "打造。"]),
        ("江華全力打造", ["江華全力", "打造"]),
        ("江華全力打造。」", ["江華全力", "打造。」"]),
        ("江華全力，造。", ["江華全", "力，造。"]),
        ("江華全3億元。", ["江華全", "3億元。"]),
        ("江華ABCDEF造。", ["江華ABCDEF", "造。"]),
        ("江華98765億元", ["江華", "98765億元"]),
        ("江華全力打，造。", ["江華全力", "打，造。"]),
    ],
)
def test_a_runt_gets_one_or_two_characters_of_the_row_before(text: str, rows: Sequence[str]) -> None:
    assert rows_of(text, 10) == rows


def test_runts_stay_in_narrow_columns() -> None:
    assert rows_of("江華全力打", 8) == ["江華全力", "打"]


@given(
    st.text(st.sampled_from("江華創新政策聲明"), min_size=1, max_size=80),
    st.sampled_from(["", "。", "。」"]),
    st.integers(10, 40),
)
def test_plain_text_never_ends_in_a_runt(text: str, stops: str, width: int) -> None:
    rows = rows_of(text + stops, width)
    assert len(rows) == 1 or len(rows[-1].rstrip(STOPS)) > 1


@given(TEXTS, st.integers(10, 40), st.sampled_from(get_args(KinsokuLevel)))
def test_only_the_row_before_the_last_is_shorter_for_it(text: str, width: int, level: KinsokuLevel) -> None:
    """With more text behind it the paragraph has the same rows up to there."""
    rows = wrap(text, width, kinsoku=level)
    longer = wrap(text + "江華" * 20, width, kinsoku=level)
    assert rows[:-2] == longer[: max(0, len(rows) - 2)]
    if len(rows) > 1 and rows[-2] != longer[len(rows) - 2]:
        assert 0 < longer[len(rows) - 2][1] - rows[-2][1] <= 2
        assert len(text[rows[-1][0] : rows[-1][1]].rstrip(STOPS)) > 1
