from __future__ import annotations

import sys
import unicodedata
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len as rich_cell_len
from rich.cells import get_character_cell_size

from reader.model import clean
from reader.typeset import AmbiguousWidth, cell_len, to_display_text, widths
from reader.typeset.widths import find_fitting_end, get_cell_widths

SHOWN_OTHERWISE = {"\t": 1, "\u00ad": 0}
"""TAB is shown as a space, a soft hyphen not at all; rich counts 0 and 1."""


def test_every_code_point_has_the_width_of_rich() -> None:
    wrong = [
        hex(code)
        for code in range(sys.maxunicode + 1)
        if not 0xD800 <= code < 0xE000
        and get_cell_widths()[chr(code)] != SHOWN_OTHERWISE.get(chr(code), get_character_cell_size(chr(code)))
    ]
    assert wrong == []


def test_every_emoji_presentation_has_the_width_of_rich() -> None:
    wrong = [
        hex(code)
        for code in range(0x20, 0x20000)
        if not 0xD800 <= code < 0xE000
        and chr(code) not in SHOWN_OTHERWISE
        and cell_len(chr(code) + "\ufe0f") != rich_cell_len(chr(code) + "\ufe0f")
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "❤\ufe0f後",
        "👩\u200d👩\u200d👧x",
        "🇹🇼🇭🇰",
        "1\ufe0f\u20e3",
        "👍🏽",
        "葛\U000e0100城",
        "🏳\ufe0f\u200d🌈",
        "㊗\ufe0f",
    ],
)
def test_sequences_have_the_width_of_rich(text: str) -> None:
    assert to_display_text(text) == text
    assert cell_len(text) == rich_cell_len(text)


AWKWARD = st.text(
    st.sampled_from(
        "中。“—a1 \t\u00a0\u3000\u00ad\u200b\u200d\u2060\ufeff\ufe0f\u0301\u20e3❤☎👩👧🏽🇹क\u094d葛\U000e0100한ｱﾞ"
    )
)


@given(AWKWARD | st.text().map(clean))
def test_cell_len_is_what_rich_counts_of_the_display_text(text: str) -> None:
    text = text.replace("\n", "").replace("\r", "")
    assert cell_len(text) == rich_cell_len(to_display_text(text))


@given(AWKWARD)
def test_display_text_of_display_text_is_the_same(text: str) -> None:
    assert cell_len(to_display_text(text)) == cell_len(text)


@given(AWKWARD, st.integers(0, 12), st.sampled_from(get_args(AmbiguousWidth)))
def test_find_fitting_end_gives_the_last_offset_that_fits(text: str, cells: int, ambiguous: AmbiguousWidth) -> None:
    end = find_fitting_end(text, 0, cells, ambiguous)
    assert cell_len(text[:end], ambiguous) <= cells
    if end < len(text):
        assert cell_len(text[: end + 1], ambiguous) > cells


def test_ambiguous_characters_follow_the_setting() -> None:
    assert cell_len("“江華”——·…①", 1) == 11
    assert cell_len("“江華”——·…①", 2) == 18
    assert cell_len("é\u0301ab中", 2) == 2 + 1 + 1 + 2
    assert all(
        get_cell_widths(2)[char] == 2
        for char in map(chr, range(0x2000, 0x2700))
        if unicodedata.east_asian_width(char) == "A" and get_cell_widths(1)[char] == 1
    )


def test_display_text_leaves_out_invisible_characters() -> None:
    assert to_display_text("江\t華\u200b全\ufeff力\u2060打\u00ad造") == "江 華全力打造"
    assert to_display_text("江" + "\u0301" * 9 + "華") == "江" + "\u0301" * 4 + "華"
    assert to_display_text("葛\U000e0100\ufe00" + "\u0301" * 5) == "葛\U000e0100\ufe00" + "\u0301" * 4
    assert to_display_text("\u3000\u00a0江") == "\u3000\u00a0江"
    assert to_display_text("a\u200d中👩\u200d") == "a中👩"


def test_display_text_of_plain_text_is_the_text() -> None:
    text = "江華 GDP “224.47”億元 ❤\ufe0f é"
    assert to_display_text(text) is text


@pytest.mark.parametrize("base", ["", "e", "中"])
def test_four_marks_stay_on_a_base_or_at_the_start(base: str) -> None:
    for count in range(7):
        assert to_display_text(f"{base}{chr(0x301) * count}字") == f"{base}{chr(0x301) * min(count, 4)}字"


@given(st.lists(st.sampled_from(["字", "a", "\u0301", "\u0302" * 9, "\u20d0" * 300, "\ufe0f"]), max_size=30))
def test_at_most_four_marks_of_a_long_row_stay_on_each_base(pieces: list[str]) -> None:
    text = "字" * 1_001 + "".join(pieces)
    kept, marks = "", 0
    for char in text:
        marks = 0 if char in "字a" else marks + (char != "\ufe0f")
        kept += char if marks <= 4 or char == "\ufe0f" else ""
    assert to_display_text(text) == kept


def test_answers_for_short_runs_are_kept_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(widths, "_MAX_CACHED_RUNS", 2)
    surpluses = widths._Surpluses(1)
    for run in ("é" * (widths._MAX_CACHED_RUN_LENGTH + 1), "é" * widths._MAX_CACHED_RUN_LENGTH, "ü", "ö"):
        assert surpluses[run] == len(run)
    assert list(surpluses) == ["é" * widths._MAX_CACHED_RUN_LENGTH, "ü"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [("\u0301" * 4, "\u0301" * 4), ("❤\ufe0f\u200b", "❤\ufe0f"), ("\u200b" + "\u0301" * 5, "\u0301" * 4)],
)
def test_display_text_may_begin_with_marks(text: str, shown: str) -> None:
    assert to_display_text(text) == shown


@pytest.mark.parametrize("width", [8, 9, 10, 17])
@pytest.mark.parametrize("start", [0, 1, 3])
def test_the_end_that_fits_counts_from_the_start(width: int, start: int) -> None:
    text = "1\ufe0f\u20e3江a華é" * 6
    end = find_fitting_end(text, start, width)
    assert cell_len(text[start:end]) <= width < cell_len(text[start : end + 1])
    assert find_fitting_end(text, len(text) - 1, width) == len(text)
