"""What holds for every text: rows fit, lose nothing, cut no grapheme, and do not depend on how they are asked for."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.model import clean
from reader.typeset import AmbiguousWidth, cell_len, wrap
from reader.typeset.break_rules import KinsokuLevel
from reader.typeset.graphemes import iter_graphemes

if TYPE_CHECKING:
    from collections.abc import Sequence

LEVELS: tuple[KinsokuLevel, ...] = get_args(KinsokuLevel)
SPACES = " \t\u3000"
PLAIN = "江華創新政策聲明"  # no unit, no mark: free on both sides
PIECES = [
    *PLAIN,
    *"，。、；：！？「」『』（）《》“”‘’…—～·・／％℃々",
    *["——", "……", "--", "...", "+", '"', "(a)", "GDP", "COVID-19", "C++", "it’s", "don't", "x@y.org", "A股"],
    *["6.02億美元", "50多公里", "120萬平方米", "2018年6月25日", "1-9月", "3:2", "08:01", "US$100", "￥8,000"],
    *["18.6%", "5～8萬元", "3 個", "第１２３號", "人民幣", "https://a.cn/b?c=1&d=2"],
    *[" ", "  ", "\u3000", "\u00a0", "\u200b", "\u2060", "\t"],
    *[
        "葛\U000e0100",
        "👩\u200d👩\u200d👧",
        "🇹🇼",
        "1\ufe0f\u20e3",
        "e\u0301",
        "\u0301",
        "\u200d",
        "한",
        "ﾊﾞ",
        "क\u094dष",
    ],
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
ANY = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60).map(clean)
WIDTHS = st.integers(1, 40)
AMBIGUOUS = st.sampled_from(get_args(AmbiguousWidth))


def gaps(text: str, rows: Sequence[tuple[int, int]]) -> list[str]:
    """What no row holds: before the first, between them and behind the last."""
    edges = [0, *(offset for row in rows for offset in row), len(text)]
    return [text[edges[index] : edges[index + 1]] for index in range(0, len(edges), 2)]


@given(TEXTS | ANY, WIDTHS, st.sampled_from(LEVELS))
def test_nothing_but_spaces_is_lost(text: str, width: int, level: KinsokuLevel) -> None:
    rows = wrap(text, width, kinsoku=level)
    assert rows
    assert all(not gap.strip(SPACES + " \u1680\u2000-\u200a\u205f") or gap.isspace() for gap in gaps(text, rows))
    assert all(start < end for start, end in rows) or not text.strip()


@given(TEXTS | ANY, WIDTHS, AMBIGUOUS, st.sampled_from(LEVELS))
def test_no_row_is_too_wide(text: str, width: int, ambiguous: AmbiguousWidth, level: KinsokuLevel) -> None:
    for start, end in wrap(text, width, ambiguous_width=ambiguous, kinsoku=level):
        row = text[start:end]
        assert cell_len(row, ambiguous) <= width or len(list(iter_graphemes(row))) == 1


@given(TEXTS | ANY, WIDTHS, st.sampled_from(LEVELS))
def test_no_break_is_inside_a_grapheme(text: str, width: int, level: KinsokuLevel) -> None:
    boundaries = {0, *(end for _, end in iter_graphemes(text))}
    for start, end in wrap(text, width, kinsoku=level):
        assert start in boundaries
        assert end in boundaries


@given(TEXTS | ANY, WIDTHS, st.none() | st.integers(1, 40), st.integers(1, 4), st.sampled_from(LEVELS))
def test_a_few_rows_at_a_time_are_the_same_rows(
    text: str, width: int, first: int | None, batch: int, level: KinsokuLevel
) -> None:
    whole = wrap(text, width, first_width=first, kinsoku=level)
    rows: list[tuple[int, int]] = []
    while True:
        more = wrap(text, width, first_width=first, kinsoku=level, start=rows[-1][1] if rows else 0, max_rows=batch)
        rows += more
        if len(more) < batch or rows[-1][1] == 0:  # the empty row of an empty text
            break
    assert rows == whole


@pytest.mark.parametrize("level", [level for level in LEVELS if level != "none"])
@given(TEXTS, WIDTHS)
@example("江江https://a.cn/b?c=1&d=2", 17)
@settings(max_examples=60)
def test_prohibited_breaks_are_made_only_where_the_row_has_no_other(level: KinsokuLevel, text: str, width: int) -> None:
    """R1: a wrong start or end is excused only if no break between two plain Han, or at a space between, fitted; an
    address that is wider than a row may be broken behind a solidus (R4).
    """
    rows = wrap(text, width, kinsoku=level)
    for (start, end), (following, _) in pairwise(rows):
        wrong = text[following] in "，。、；：！？」』）》”’～·・／％℃々.,:!?)%/" or text[end - 1] in "「『（《“‘￥$("
        is_in_address = text[end - 2 : following + 1].isascii()
        wrong |= level in ("gb", "strict") and text[end - 1] in "／/" and not is_in_address
        wrong |= level == "strict" and text[following] in "—…"
        if wrong:
            free = [at for at in range(start + 1, end) if text[at - 1] in PLAIN and text[at] in PLAIN]
            assert not free, [text[a:b] for a, b in rows]


WHOLE = [
    *[
        "6.02億美元",
        "50多公里",
        "120萬平方米",
        "1-9月",
        "3:2",
        "08:01",
        "US$100",
        "￥8,000",
        "18.6%",
        "3 個",
        "5～8萬元",
    ],
    *["GDP", "COVID-19", "C++", "it’s", "don't", "x@y.org", "100\u00a0萬元", "——", "……", "葛\U000e0100"],
]


@given(
    st.lists(st.sampled_from(WHOLE) | st.text(st.sampled_from(PLAIN + "，。"), min_size=1, max_size=9), max_size=20),
    st.integers(14, 40),
)
def test_numbers_words_and_marks_stay_whole(parts: list[str], width: int) -> None:
    """R2, R3: nothing here is wider than the measure, and a plain Han stands between any two pieces."""
    text = ""
    inside: set[int] = set()
    for part in parts:
        if part in WHOLE:
            inside |= set(range(len(text) + 1, len(text) + len(part)))
        text += part + PLAIN[0]
    cuts = {offset for row in wrap(text, width) for offset in row}
    assert not cuts & inside


@given(TEXTS | ANY, WIDTHS, st.integers(1, 40))
def test_wrapping_at_another_measure_changes_nothing_later(text: str, width: int, other: int) -> None:
    rows = wrap(text, width)
    wrap(text, other)
    assert wrap(text, width) == rows


@pytest.mark.parametrize("width", range(1, 6))
def test_wrapping_ends_at_tiny_measures(width: int, news: list[str]) -> None:
    for text in news:
        rows = wrap(text, width)
        assert rows[-1][1] == len(text)
        assert sum(end - start for start, end in rows) + sum(map(len, gaps(text, rows))) == len(text)


def test_equal_widths_have_equal_breaks() -> None:
    """R11: a conversion that keeps the length keeps the rows."""
    hant = "江華說：「今年簽約專案135個，合同金額224.47億元，佔全縣的66%。」市長說，這是創新引領的結果……"
    hans = "江华说：「今年签约专案135个，合同金额224.47亿元，占全县的66%。」市长说，这是创新引领的结果……"
    for width in range(1, 60):
        assert wrap(hant, width) == wrap(hans, width)


def test_the_empty_text_has_one_empty_row() -> None:
    assert wrap("", 40) == [(0, 0)]
    assert wrap("  \u3000", 40) == [(0, 0)]
    assert wrap("江華", 40, start=2) == []
    assert wrap("江華", 40, max_rows=0) == []


def test_spaces_before_the_text_stay_in_the_first_row() -> None:
    assert wrap("\u3000\u3000江華全力", 8) == [(0, 4), (4, 6)]
    assert wrap("\u3000\u3000江華", 4) == [(2, 4)]


def test_measures_below_one_count_as_one() -> None:
    assert wrap("ab", 0) == wrap("ab", -3, first_width=0) == [(0, 1), (1, 2)]


def test_the_first_measure_is_that_of_the_row_at_offset_zero() -> None:
    text = "江華全力打造"
    assert wrap(text, 8, first_width=4) == [(0, 2), (2, 6)]
    assert wrap(text, 4, first_width=8, start=2) == [(2, 4), (4, 6)]
