"""What the grammar promises: a value in any form is read back; forms, scripts, signs and ranges combine."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.figures.context import FigureContext
from reader.figures.scan import find_figures
from tests.figures.test_numerals import spelled

if TYPE_CHECKING:
    from reader.model import Figure

CONTEXT = FigureContext("2024-06-11", "CN")
UNITS = {
    "元": ("money", "CNY", 1),
    "美元": ("money", "USD", 1),
    "公里": ("length", "m", 1000),
    "平方米": ("area", "m2", 1),
    "公顷": ("area", "m2", 10_000),
    "吨": ("mass", "kg", 1000),
    "升": ("volume", "L", 1),
    "小时": ("duration", "h", 1),
    "人": ("count", "1", 1),
    "宗": ("count", "1", 1),
    "千瓦时": ("energy", "kW.h", 1),
    "个百分点": ("percent", "pp", 1),
    "%": ("percent", "%", 1),
}
SCALES = ((1, ""), (10**4, "万"), (10**8, "亿"), (10**12, "万亿"))
LONG_UNITS = [unit for unit in UNITS if unit not in ("%", "个百分点")]
JOINS = st.sampled_from(["至", "到", "-", "—", "~", "～", " 至 "])
TO_TRADITIONAL, TO_SIMPLIFIED = opencc.OpenCC("s2t"), opencc.OpenCC("t2s")


def only(text: str, context: FigureContext = CONTEXT) -> Figure:
    """The only figure of a text."""
    figures = find_figures(text, context)
    assert len(figures) == 1, [figure.text for figure in figures]
    return figures[0]


def full_width(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "0" <= sign <= "9" or sign in ".,%" else sign for sign in text)


@st.composite
def written(draw: st.DrawFn) -> tuple[str, int]:
    """A whole number above ten in one of its forms, and the number."""
    value = draw(st.integers(11, 10**13))
    form = draw(st.sampled_from(["digits", "groups", "wide", "hans", "hant", "financial hant", "tail"]))
    if form == "tail":
        whole, digit, (scale, name) = (
            draw(st.integers(1, 99)),
            draw(st.integers(1, 9)),
            draw(st.sampled_from(SCALES[1:3])),
        )
        return f"{whole}{name}{digit}", whole * scale + digit * scale // 10
    if form in ("digits", "groups"):
        return (f"{value:,}" if form == "groups" else str(value)), value
    return (full_width(str(value)) if form == "wide" else spelled(value, form)), value


@given(written(), st.sampled_from(LONG_UNITS))
def test_a_number_in_any_form_with_any_unit_is_read_back(number: tuple[str, int], unit: str) -> None:
    printed, value = number
    if printed[0] in "壹貳參肆伍陸柒捌玖拾":
        unit = "元"  # such numerals are only written for money
    figure = only(f"。{printed}{unit}。")
    kind, canonical, factor = UNITS[unit]
    assert (figure.text, figure.kind, figure.canonical_unit) == (printed + unit, kind, canonical)
    assert (figure.value, figure.canonical_value) == (value, value * factor)


@given(st.integers(1, 9999), st.integers(0, 99), st.sampled_from(SCALES), st.sampled_from(sorted(UNITS)))
def test_scales_and_units_multiply(whole: int, cents: int, scale: tuple[int, str], unit: str) -> None:
    size, name = scale
    if unit in ("%", "个百分点"):
        size, name = 1, ""
    figure = only(f"为{whole}.{cents:02}{name}{unit}")
    value = (whole + Fraction(cents, 100)) * size
    assert Fraction(Decimal(str(figure.value))) == value
    assert Fraction(Decimal(str(figure.canonical_value))) == value * UNITS[unit][2]


@given(written(), st.sampled_from(LONG_UNITS))
def test_the_script_changes_no_value(number: tuple[str, int], unit: str) -> None:
    text = f"共{number[0]}{unit}"
    for converter in (TO_TRADITIONAL, TO_SIMPLIFIED):
        converted = converter.convert(text)
        assert [figure.canonical_value for figure in find_figures(converted, CONTEXT)] == [
            figure.canonical_value for figure in find_figures(text, CONTEXT)
        ]


@given(st.integers(1, 500), st.integers(1, 500), JOINS, st.sampled_from(sorted(UNITS)), st.booleans())
def test_a_range_has_the_values_of_both_ends(low: int, more: int, join: str, unit: str, both: bool) -> None:
    high = low + more
    figure = only(f"为{low}{unit if both else ''}{join}{high}{unit}。")
    factor = UNITS[unit][2]
    assert (figure.low, figure.high, figure.is_range) == (low, high, True)
    assert figure.canonical_value == (low * factor, high * factor)
    assert figure.kind == UNITS[unit][0]


@given(st.integers(2, 8), st.sampled_from(SCALES[1:]), st.sampled_from(LONG_UNITS))
def test_the_first_end_takes_the_scale_of_the_second(low: int, scale: tuple[int, str], unit: str) -> None:
    figure = only(f"约{low}至{low + 1}{scale[1]}{unit}")
    assert (figure.low, figure.high) == (low * scale[0], (low + 1) * scale[0])


@pytest.mark.parametrize("sign", ["-", "−", "－", "负", "負", "零下"])
@given(value=st.integers(1, 60), unit=st.sampled_from(["℃", "度", "摄氏度"]))
def test_a_sign_belongs_to_the_number(sign: str, value: int, unit: str) -> None:
    assert only(f"气温为{sign}{value}{unit}").value == -value


@given(st.integers(1, 20), st.integers(1, 20))
def test_a_sign_applies_to_both_ends(one: int, more: int) -> None:
    figure = only(f"气温零下{one}至{one + more}度")
    assert (figure.low, figure.high) == (-one - more, -one)


@given(st.integers(1, 99), st.integers(1, 99))
def test_numbers_of_a_list_share_the_unit(one: int, other: int) -> None:
    figures = find_figures(f"每小时{one + 100}、{other + 300}及999公里", CONTEXT)
    assert [(figure.kind, figure.value) for figure in figures] == [
        ("speed", one + 100),
        ("speed", other + 300),
        ("speed", 999),
    ]


@pytest.mark.parametrize(
    "pattern",
    [
        "{y}年{m}月{d}日",
        "{y}-{m}-{d}",
        "{y}/{m:02}/{d:02}",
        "民国{r}年{m}月{d}日",
        "民國{r}年{m}月{d}日",
        "公元{y}年{m}月{d}日",
        "{y} 年 {m} 月 {d} 日",
        "{r:03}/{m:02}/{d:02}",
    ],
)
@given(year=st.integers(2012, 2099), month=st.integers(1, 12), day=st.integers(1, 28))
def test_a_date_in_any_form_is_read_back(pattern: str, year: int, month: int, day: int) -> None:
    text = pattern.format(y=year, m=month, d=day, r=year - 1911)
    figure = only(f"于{text}。")
    assert (figure.text, figure.kind) == (text, "date")
    assert figure.canonical_value == f"{year}-{month:02}-{day:02}"


@given(st.integers(0, 9), st.integers(0, 9), st.integers(1, 12))
def test_a_year_spelled_digit_by_digit_is_a_year(tens: int, ones: int, month: int) -> None:
    digits = "〇一二三四五六七八九"
    for zero in ("〇", "零", "O", "0"):
        text = f"二{zero}{digits[tens]}{digits[ones]}年{month}月"
        assert only(text).canonical_value == f"20{tens}{ones}-{month:02}"


@pytest.mark.parametrize("text", ["今年6月", "本月廿四日", "去年12月", "9月起", "5日下午1時", "前三季度", "上半年"])
def test_without_a_date_what_is_not_printed_is_left_open(text: str) -> None:
    figure = only(text, FigureContext("", "CN"))
    assert figure.canonical_value is None
    for value in (figure.value, figure.low, figure.high):
        assert value is None or str(value).startswith("-")


@given(st.integers(1, 12), st.integers(0, 59))
def test_words_of_the_day_make_hours_of_24(hour: int, minute: int) -> None:
    afternoon = only(f"下午{hour}时{minute}分")
    assert afternoon.canonical_value == f"{hour % 12 + 12:02}:{minute:02}"
    assert only(f"凌晨{hour}时{minute}分").canonical_value == f"{hour % 12:02}:{minute:02}"


@given(st.text("0123456789一二万亿元人%.,至-~、年月日时分 ", max_size=24))
def test_characters_that_print_nothing_change_no_value(text: str) -> None:
    hidden = "\u200b".join(text)
    assert [figure.value for figure in find_figures(hidden, CONTEXT)] == [
        figure.value for figure in find_figures(text, CONTEXT)
    ]
