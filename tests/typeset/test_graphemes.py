from __future__ import annotations

import subprocess
import sys

import pytest

from reader.typeset.graphemes import find_boundary_after, find_boundary_at_or_before, iter_graphemes

OWN_CASES = {
    "IVS": ["葛\U000e0100", "城"],
    "combining marks": ["e\u0301\u0302", "x"],
    "ZWJ family": ["👩\u200d👩\u200d👧", "好"],
    "joiner between letters": ["a\u200d", "b"],
    "flags": ["🇹🇼", "🇭🇰", "🇨"],
    "skin tone": ["👍🏽", "👍"],
    "keycap": ["1\ufe0f\u20e3", "2"],
    "Hangul": ["한", "국", "\u1112\u1161\u11ab"],
    "Hangul, final consonants": ["가\u11a8\u11a8", "각\u11a8", "각", "\u1161", "힣\u11a8", "히\u1161", "개\u11a8"],
    "family broken by a spacing mark": ["👩\u0903\u200d", "👧"],
    "joiner behind a letter": ["a\u0301\u200d", "👧"],
    "conjunct broken by a vowel sign": ["क\u093e\u094d", "ष"],
    "conjunct with a nukta": ["क\u093c\u094dष"],
    "conjunct": ["क\u094dषि", "क"],
    "spacing mark": ["กำ", "ก"],
    "prepend": ["\u0600中"],
    "flags after a prepended sign": ["\u0600🇹🇼", "🇭🇰", "\u0600🇨"],
    "family after a prepended sign": ["\u0600👩\u200d👧", "好"],
    "conjunct after a prepended sign": ["\u0600क\u094dष", "क"],
    "joiner after other joined signs": ["👩\u200d👧\u200d", "好"],
    "control": ["a", "\u200b", "\u0301"],
    "CR LF": ["\r\n", "\n"],
}


@pytest.mark.parametrize("parts", OWN_CASES.values(), ids=OWN_CASES)
def test_graphemes_follow_each_rule_of_uax_29(parts: list[str]) -> None:
    text = "".join(parts)
    assert [text[start:end] for start, end in iter_graphemes(text)] == parts


def test_graphemes_agree_with_the_test_cases_of_unicode(grapheme_cases: list[tuple[str, list[int]]]) -> None:
    assert len(grapheme_cases) == 766
    for text, boundaries in grapheme_cases:
        assert [0, *(end for _, end in iter_graphemes(text))] == boundaries, ascii(text)


def test_the_boundary_before_every_offset_is_found(grapheme_cases: list[tuple[str, list[int]]]) -> None:
    for text, boundaries in grapheme_cases:
        for offset in range(len(text) + 1):
            before = max(boundary for boundary in boundaries if boundary <= offset)
            assert find_boundary_at_or_before(text, offset) == before, (ascii(text), offset)


def test_no_boundary_before_the_start_is_found() -> None:
    text = "🇹🇼🇭🇰"
    assert find_boundary_at_or_before(text, 3, 2) == 2
    assert find_boundary_at_or_before(text, 1, 1) == 1
    assert find_boundary_at_or_before(text, 9) == 4
    assert find_boundary_at_or_before("ab", 2) == 2
    assert find_boundary_at_or_before("ab", 1) == 1
    assert find_boundary_at_or_before("ab", 0, 1) == 1
    assert find_boundary_at_or_before("中👍🏽", 2) == 1
    assert find_boundary_at_or_before("中👍🏽文", 3) == 3


def test_offsets_behind_the_text_have_its_end() -> None:
    assert find_boundary_after("中", 1) == 1
    assert list(iter_graphemes("")) == []


def test_han_text_never_reads_the_table() -> None:
    code = (
        "from reader.typeset import graphemes, wrap\n"
        "wrap('「創新引領」，GDP達224.47億元——“好”……\u4e00\u9fff\u3001\u3029\uff01\uff60' * 20, 7)\n"
        "print(graphemes.get_properties.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "0\n"
