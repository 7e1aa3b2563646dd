from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.typeset.break_rules import KinsokuLevel, find_run_end, find_run_start, get_break_rules

LEVELS: tuple[KinsokuLevel, ...] = get_args(KinsokuLevel)


def is_allowed(marked: str, kinsoku: KinsokuLevel = "basic", *, relaxed: bool = False) -> bool:
    """Whether a break is allowed where a text has `|`; spaces around it are those between the rows."""
    before, after = marked.split("|")
    end, start = len(before.rstrip(" ")), len(before) + len(after) - len(after.lstrip(" "))
    return get_break_rules(kinsoku).is_break_allowed(before + after, end, start, 0, relaxed=relaxed)


@pytest.mark.parametrize(
    "marked",
    [
        "漢|字",
        "字。|漢",
        "漢|「字",
        "word |next",
        "漢|word",
        "word|漢",
        "2024年|5月6日的",
        "他說|——不",
        "甲、|乙",
        "a\u200b|b",
        "\u200b|漢「",  # what is at the other end of the text does not matter
        "——|——",
        "👍|👍",
        "한|국",
        "漢|$100",
        "元|＄100",
        "12，|3456人",  # no group of thousands
        "12，|34人",
        "，|123",
        "他之|1人",
        "億|元5",
        "百|分數",
        "他’|s",
        "it’|漢",
        "他～|8人",
        "1|—不",
        "DNA|組",
        "a|股",
        "65536 |-a",
        "a, |2",
        "二 |甲",
    ],
)
def test_breaks_are_allowed_between_units_of_text(marked: str) -> None:
    assert is_allowed(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "漢|。",
        "漢|」字",
        "「|漢字",
        "漢（|字",
        "wo|rd",
        "5|00",
        "500|萬元",
        "3.|5%",
        "12|,000",
        "US|$100",
        "$|100",
        "第|3屆",
        "三分|之一",
        "—|—",
        "A|股",
        "it’|s",
        "50|多公里",
        "漢\u00a0|字",
        "a\u2060|b",
        "02 |2345 6789",
        "6|~8人",
        "5%~|8%",
        "5%|~8%",
        "約5°~|8°",
        "「\u0301|漢",
        "—\u0301|，",
        "🇭|🇰",
        "👨\u200d|👩",
        "\u0600|漢",
        "US|＄100",
        "付US|＄100",
        "3．|5",
        "12，|345人",
        "3分之|1",
        "一段很長很長很長很長的文字裏有5億|元",
        "60公里/|小時",
        "漢|-字",
        "漢|‐字",
        "百|分之五",
        "萬|分之五",
        "5萬～|8萬元",
        "１０％～|8",
        "1|—8",
        "甲A|股",
        "65536 |-2",
        "1, |2",
        "US$ |100",
        "付RMB |100",
        "第 |3屆",
    ],
)
def test_breaks_are_not_allowed_inside_units_of_text(marked: str) -> None:
    assert not is_allowed(marked)


@pytest.mark.parametrize(
    ("marked", "levels"),
    [
        ("漢|。", ["none"]),
        ("「|漢", ["none"]),
        ("漢|—字", ["none", "basic", "gb"]),
        ("——|——", ["none", "basic", "gb"]),
        ("1|，000人", []),
        ("1|，0000", ["none"]),
        ("5|～8萬元", []),
        ("5|～漢", ["none"]),
        ("甲／|乙", ["none", "basic"]),
        ("$|100", []),
        ("漢|字", list(LEVELS)),
    ],
)
def test_levels_differ_in_what_may_begin_and_end_a_row(marked: str, levels: list[KinsokuLevel]) -> None:
    assert [level for level in LEVELS if is_allowed(marked, level)] == levels


def test_relaxed_rules_still_keep_words_and_quantities_whole() -> None:
    assert is_allowed("漢=|字", relaxed=True)
    assert not is_allowed("漢=|字")
    for marked in ("wo|rd", "a-|b", "a|-b", "漢-|-", "5|00", "500|萬元", "漢|。", "US|$100", "—|—"):
        assert not is_allowed(marked, relaxed=True)
    for marked in ("a-|漢", "漢-|b", "a|-漢", "a|5", "a |b", "漢--|--", "a?|b"):
        assert is_allowed(marked, relaxed=True)
    assert is_allowed("——|——", "strict", relaxed=True)


@given(st.text("漢字。「」 a1$—…，\u0301", min_size=2, max_size=12), st.integers(1, 11))
def test_looser_levels_allow_every_break_of_stricter_ones(text: str, offset: int) -> None:
    if offset >= len(text) or " " in (text[offset - 1], text[offset]):
        return
    allowed = [get_break_rules(level).is_break_allowed(text, offset, offset, 0) for level in reversed(LEVELS)]
    assert allowed == sorted(allowed), "none, the last of them, allows most"


def test_addresses_are_broken_behind_their_marks() -> None:
    rules = get_break_rules("basic")
    text = "https://news.test/a-b?c=d"
    breaks = [offset for offset in range(1, len(text)) if rules.is_address_break(text, offset)]
    parts = [text[start:end] for start, end in pairwise([0, *breaks, len(text)])]
    assert parts == ["https://", "news.", "test/", "a-", "b?", "c=", "d"]
    assert not rules.is_address_break("1.5", 2)
    assert not rules.is_address_break("a/漢", 2)
    assert not rules.is_address_break("a/)", 2)


def test_runs_of_letters_are_found_within_their_limits() -> None:
    text = "漢word-1漢"
    assert find_run_start(text, 4, 0) == 1
    assert find_run_start(text, 4, 3) == 3
    assert find_run_end(text, 4, 100) == 7
    assert find_run_end(text, 4, 5) == 5
