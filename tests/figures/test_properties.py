"""Whatever the text: no exception, no overlap, offsets that slice to it, numbers that are exact, and linear time."""

from __future__ import annotations

import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.figures.context import FigureContext
from reader.figures.lexicon import fold, forms
from reader.figures.scan import find_figures

NEWS = (
    "0123456789０１．，,.:：-—~至到、()（）%％‰第共約近逾上餘多幾几半一二三四五六七八九十百千萬万億亿兆零兩两年月日號号時时點点分秒個个人元美港$"
    "年級成折倍度級℃公里斤米吨噸億比之又前今去本「」。 "
)
ANYTHING = st.text(max_size=60) | st.text(NEWS, max_size=60)
CONTEXTS = st.builds(
    FigureContext, st.sampled_from(["", "2018-12-21", "2024-02-29T08:00"]), st.sampled_from(["CN", "HK", "TW", "MO"])
)


@given(ANYTHING, CONTEXTS)
def test_offsets_values_and_subjects_are_consistent(text: str, context: FigureContext) -> None:
    end = 0
    for figure in find_figures(text, context):
        assert end <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.text
        assert not isinstance(figure.value, float)
        assert figure.kind
        assert figure.value is not None or figure.is_range
        assert set(figure.subject) <= set(text)
        for number in (figure.value, figure.low, figure.high):
            assert number is None or isinstance(number, int | Decimal | str | tuple)
        end = figure.end


@given(ANYTHING, CONTEXTS)
def test_the_same_text_has_the_same_figures(text: str, context: FigureContext) -> None:
    assert find_figures(text, context) == find_figures(text, context)


@given(ANYTHING)
def test_folding_keeps_every_offset_and_folds_once(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_a_folded_form_is_one_character() -> None:
    assert all(len(folded) == 1 for folded in forms().values())


HARD = [
    "1",
    "一",
    "十",
    "万",
    "半",
    "零",
    "1,",
    "1.",
    "1-",
    "1:",
    "百分之",
    "「1",
    "一点",
    "1/",
    "2018-",
    "几十",
    "分之一",
    "://",
    "亿",
    "1,1,1,",
    "%百分之",
    "1-1-",
    "之之",
    "1~1~",
    "1/1/",
    "1万1万",
    "1元",
    "1人，",
    "1、",
    "占1%",
    "分别1、",
    "据1日，",
    "1人（",
    "的1%的",
    "1°1′",
    "项目 12 34.5% 6,789\n",
    "1. 甲 12个\n",
    "| 甲 | 12 | 34% |\n",
]


def steps(text: str) -> int:
    """How many calls reading it takes: what grows with the work, and is the same on every machine."""
    count = 0

    def tick(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tick)
    try:
        find_figures(text, FigureContext("2018-12-21", "CN"))
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", HARD)
def test_twice_the_text_takes_twice_the_work(piece: str) -> None:
    steps(piece)
    once, twice = steps(piece * 1000), steps(piece * 2000)
    assert twice <= 2.2 * once + 200


@pytest.mark.parametrize("piece", ["1", "一", "万", "半"])
def test_a_hundred_thousand_equal_numerals_are_passed_over(piece: str) -> None:
    assert steps(piece * 10**5) < 10**6
    assert find_figures(piece * 10**5, FigureContext()) == ()
