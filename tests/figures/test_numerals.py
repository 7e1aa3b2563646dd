"""Numerals as they are printed read back as the number, in both scripts."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.figures.context import FigureContext
from reader.figures.lexicon import fold
from reader.figures.numerals import exact, numeral_at, numerals
from reader.figures.scan import find_figures

FORMS = {
    "hans": ("零一二三四五六七八九", "十百千", "万亿"),
    "hant": ("零一二三四五六七八九", "十百千", "萬億"),
    "financial hans": ("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万亿"),
    "financial hant": ("零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬億"),
}


def spelled(number: int, form: str) -> str:
    """A number in words, as a cheque has it: 一萬零五十."""
    digits, steps, bigs = FORMS[form]
    if number == 0:
        return digits[0]
    text, parts = "", []
    while number:
        number, part = divmod(number, 10**4)
        parts.append(part)
    names = ["", bigs[0], bigs[1], bigs[0] + bigs[1]]
    for place in range(len(parts) - 1, -1, -1):
        part = parts[place]
        if part == 0:
            continue
        if text and (part < 1000 or parts[place + 1] == 0):
            text += digits[0]
        zero = False
        for power in (3, 2, 1, 0):
            digit = part // 10**power % 10
            if digit:
                text += (digits[0] if zero else "") + digits[digit] + (steps[power - 1] if power else "")
                zero = False
            elif part // 10 ** (power + 1):
                zero = True
        text += names[place]
    return text


def mixed(number: int, form: str) -> str:
    """6億200萬5000; a single digit behind a scale has a zero before it, since 13萬2 is 132,000."""
    bigs = FORMS[form][2]
    rest, text = number, ""
    for size, name in ((10**8, bigs[1]), (10**4, bigs[0])):
        if rest >= size:
            text += f"{rest // size}{name}"
            rest %= size
    if rest < 10 and text:
        return text + (f"零{rest}" if rest else "")
    return text + str(rest)


@pytest.mark.parametrize("form", FORMS)
@given(number=st.integers(0, 10**16 - 1))
def test_a_number_in_words_is_read_back(form: str, number: int) -> None:
    text = spelled(number, form)
    assert [(found.start, found.end, found.value) for found in numerals(text)] == [(0, len(text), number)]


@pytest.mark.parametrize("form", ["hans", "hant"])
@given(number=st.integers(0, 10**16))
def test_a_number_in_digits_and_magnitudes_is_read_back(form: str, number: int) -> None:
    text = mixed(number, form)
    assert [(found.start, found.end, found.value) for found in numerals(text)] == [(0, len(text), number)]


@given(st.integers(0, 10**15), st.integers(0, 9999))
def test_digits_with_groups_and_decimals_are_read_back(whole: int, decimals: int) -> None:
    text = f"{whole:,}.{decimals:04}"
    assert [found.value for found in numerals(text)] == [whole + Fraction(decimals, 10**4)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一万三", 13000),
        ("四百五", 450),
        ("兩千三百五", 2350),
        ("廿五", 25),
        ("卅萬", 300000),
        ("半百", 50),
        ("四萬萬", 400000000),
        ("1.5兆", 1500000000000),
        ("7.73 億", 773000000),
        ("25萬6千", 256000),
        ("３，３５８，２２８", 3358228),
        ("二〇一八", 2018),
        ("二00九", 2009),
        ("13萬2", 132000),
        ("三萬二", 32000),
        ("兩百三十萬五", 2305000),
        ("369萬466", 3690466),
        ("1萬1,353.83", Fraction(1135383, 100)),
        ("三億零六", 300000006),
        ("１２", 12),
        ("二十點五", Fraction(41, 2)),
    ],
)
def test_numerals_in_the_forms_of_newspapers(text: str, value: int) -> None:
    assert [found.value for found in numerals(text)] == [value]


def test_an_approximate_numeral_has_two_ends_or_says_more() -> None:
    (found,) = numerals("五六百")
    assert (found.value, found.high) == (500, 600)
    (found,) = numerals("三十几万")
    assert (found.value, found.more) == (300000, True)


@pytest.mark.parametrize("text", ["6月25,江", "12, 345", "1,23"])
def test_a_comma_groups_only_three_digits(text: str) -> None:
    assert len(numerals(text)) == 2


def test_a_value_that_never_ends_has_fifteen_digits() -> None:
    assert exact(Fraction(2, 3)) == Decimal("0.666666666666667")
    assert exact(Fraction(20000, 3)) == Decimal("6666.66666666667")
    assert exact(Fraction(602, 1)) == 602
    assert isinstance(exact(Fraction(3, 1)), int)
    assert exact(Fraction(1, 8)) == Decimal("0.125")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("3萬 5千人", ["3萬 5千人"]),
        ("3億 5 千萬元", ["3億 5 千萬元"]),
        ("3萬 4000人", ["3萬", "4000人"]),
        ("3萬 5人", ["3萬", "5人"]),
        ("3萬 人", ["3萬 人"]),
        ("3萬 ", ["3萬"]),
        ("3 ", []),
        ("3萬4000人", ["3萬4000人"]),
    ],
)
def test_only_a_step_continues_a_number_behind_a_space(text: str, printed: list[str]) -> None:
    assert [figure.text for figure in find_figures(text, FigureContext("2024-06-11", "CN"))] == printed


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("四百億點五", {"四百億點五": "40000000000.5"}),
        ("四百億點", {"四百億": "40000000000"}),
        ("幾萬", {"幾萬": "10000"}),
        ("數千萬", {"數千萬": "10000000"}),
        ("幾萬億", {"幾萬億": "1000000000000"}),
        ("三幾萬", {"三幾萬": "30000"}),
        ("幾十幾萬", {"幾十幾萬": "100000"}),
        ("3萬 五千", {"3萬 五千": "35000"}),
        ("3萬 5千", {"3萬 5千": "35000"}),
        ("3萬 500千", {"3萬 500千": "30500000"}),
        ("3萬 5000千", {"3萬": "30000", "5000千": "5000000"}),
        ("3萬 500", {"3萬": "30000", "500": "500"}),
        ("3萬2018年", {"3萬": "30000", "2018": "2018"}),
        ("3萬2018", {"3萬2018": "32018"}),
        ("3萬5月", {"3萬": "30000", "5": "5"}),
        ("3萬5.5月", {"3萬5.5": "30005.5"}),
        ("3萬12:30", {"3萬": "30000", "12": "12", "30": "30"}),
        ("3萬5/2", {"3萬": "30000", "5": "5", "2": "2"}),
        ("3萬半", {"3萬": "30000", "半": "0.5"}),
        ("3萬幾", {"3萬": "30000"}),
        ("三萬五千億", {"三萬五千億": "3500000000000"}),
        ("三萬五六千億", {"三萬五六千億": "3500000000000..3600000000000"}),
        ("3億5萬", {"3億5萬": "300050000"}),
        ("3萬5億", {"3萬5億": "3000500000000"}),
        ("3萬5萬", {"3萬": "30000", "5萬": "50000"}),
        ("3億5萬6萬", {"3億5萬": "300050000", "6萬": "60000"}),
        ("1萬9千瓩", {"1萬9千": "19000"}),
        ("1萬10千瓩", {"1萬10千": "10010000"}),
        ("1萬10千瓦", {"1萬10": "10010", "千": "1000"}),
        ("1萬50千人", {"1萬50千": "10050000"}),
        ("三萬二", {"三萬二": "32000"}),
        ("三萬〇二", {"三萬〇二": "30002"}),
        ("三萬兩", {"三萬": "30000", "兩": "2"}),
        ("三萬0", {"三萬0": "30000"}),
        ("二00九", {"二00九": "2009"}),
        ("2〇〇9", {"2〇〇9": "2009"}),
        ("二〇18", {"二〇18": "2018"}),
        ("12三45", {"12": "12", "三": "3", "45": "45"}),
        ("20〇", {"20": "20", "〇": "0"}),
        ("2〇18百", {"2": "2", "〇": "0", "18百": "1800"}),
    ],
)
def test_what_stands_behind_a_scale_or_in_another_alphabet_continues_a_numeral(
    text: str, values: dict[str, str]
) -> None:
    found = {}
    for each in numerals(text):
        high = "" if each.high is None else f"..{each.high}"
        found[text[each.start : each.end]] = f"{exact(each.value)}{high}"
    assert found == values


@pytest.mark.parametrize(("text", "is_bare"), [("萬七", False), ("萬7", True), ("億四", True), ("十萬七", False)])
def test_ten_thousand_and_a_digit_in_han_has_a_coefficient(text: str, is_bare: bool) -> None:
    assert [each.bare for each in numerals(text)] == [is_bare]


@pytest.mark.parametrize(
    ("text", "is_spelled", "is_ascii"), [("二00九", True, False), ("2〇〇9", True, True), ("二千", False, False)]
)
def test_a_year_in_two_alphabets_is_spelled(text: str, is_spelled: bool, is_ascii: bool) -> None:
    found = numeral_at(text, 0)
    assert found is not None
    assert (found.spelled, found.ascii) == (is_spelled, is_ascii)


@pytest.mark.parametrize(("digits", "is_none"), [(59, False), (60, True)])
def test_a_numeral_that_goes_on_behind_sixty_signs_is_none(digits: int, is_none: bool) -> None:
    assert (numeral_at(fold("1" * digits + "萬1"), 0) is None) == is_none


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Fraction(1, 8), "0.125"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(1, 25), "0.04"),
        (Fraction(12, 5), "2.4"),
        (Fraction(7), "7"),
        (Fraction(1, 3), "0.333333333333333"),
        (Fraction(100, 3), "33.3333333333333"),
        (Fraction(10**28 + 1, 10), "1000000000000000000000000000.1"),
        (Fraction(10**27 + 1, 10), "100000000000000000000000000.1"),
        (Fraction(10**27 - 1, 10), "99999999999999999999999999.9"),
        (Fraction(1, 10**59), "1E-59"),
    ],
)
def test_an_exact_value_has_all_its_digits(value: Fraction, written: str) -> None:
    assert str(exact(value)) == written
