"""Spaces and full-width punctuation on the page: the text as written is found again, offset by offset."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import CleanText, View
from reader.model.view import Phrase
from reader.typeset.typography import adapt_view


def spaced(text: str) -> str:
    return adapt_view(View(CleanText(text)), has_spacing=True, has_full_width=False).text


def full_width(text: str) -> str:
    return adapt_view(View(CleanText(text)), has_spacing=False, has_full_width=True).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("產值6.02億元", "產值 6.02 億元"),
        ("用AI寫", "用 AI 寫"),
        ("佔63%的", "佔 63% 的"),
        ("A區B棟", "A 區 B 棟"),
        ("沒有拉丁", "沒有拉丁"),
        ("已有 AI 了", "已有 AI 了"),
        ("「AI」、《A》", "「AI」、《A》"),
        ("plain text 12", "plain text 12"),
    ],
)
def test_a_space_stands_where_han_and_latin_meet(text: str, expected: str) -> None:
    assert spaced(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("因陶得名,也曾", "因陶得名，也曾"),
        ("三省(區)交界", "三省（區）交界"),
        ("增長18.4%,佔全縣", "增長18.4%，佔全縣"),
        ("為什麼?", "為什麼？"),
        ("比分3:2", "比分3:2"),
        ("共1,500萬", "共1,500萬"),
        ("見http://a.example/x?y=1", "見http://a.example/x?y=1"),
        ("Hello, 世界", "Hello, 世界"),
        ("完了.", "完了。"),
        ("1.2億", "1.2億"),
        ("no Han, none.", "no Han, none."),
    ],
)
def test_punctuation_beside_han_is_full_width(text: str, expected: str) -> None:
    assert full_width(text) == expected


TEXTS = st.text("漢字a1 ,%「（.", max_size=40)


@given(TEXTS, st.booleans(), st.booleans())
def test_the_text_as_written_is_found_in_the_view(text: str, has_spacing: bool, has_full_width: bool) -> None:
    view = adapt_view(View(CleanText(text)), has_spacing=has_spacing, has_full_width=False)
    assert view.source_length == len(text)
    for at, character in enumerate(text):
        first, end = view.span_to_view(at, at + 1)
        assert view.text[first:end].strip() == character.strip()
        assert view.span_to_source(first, end) == (at, at + 1)
    same = adapt_view(View(CleanText(text)), has_spacing=False, has_full_width=has_full_width)
    assert len(same.text) == len(text)


@given(TEXTS, st.data())
def test_phrases_of_the_conversion_stay_whole(text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = "一二a" * data.draw(st.integers(1, 3))
    before = View(CleanText(text[:start] + words + text[end:]), (Phrase(start, end, start, start + len(words)),))
    after = adapt_view(before, has_spacing=True, has_full_width=False)
    assert after.source_length == len(text)
    assert after.text.replace(" ", "") == before.text.replace(" ", "")
    first, last = after.span_to_view(start, end)
    assert after.text[first:last].replace(" ", "") == words
    assert [(p.view_start, p.view_end) for p in after.phrases] == sorted(
        (p.view_start, p.view_end) for p in after.phrases
    )
    for one, following in zip(after.phrases, after.phrases[1:], strict=False):
        assert one.end <= following.start
        assert one.view_end <= following.view_start
