"""Clean text has no control or bidi character and the length of the text it was made of."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import clean, remove_unprinted
from reader.model.clean import UNSAFE_CHARACTER

HOSTILE = Path(__file__).parents[2].parent / "shared" / "hostile" / "escapes.json"
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
TEXTS = st.text(st.characters(exclude_categories=[]), max_size=80)


def is_safe(char: str) -> bool:
    """Whether a terminal only draws this character: said by Unicode's own categories, not by our table."""
    if char in "\t\n\r":
        return True
    return unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp") and char not in BIDI and ord(char) >> 7 != 0x1C00


VARIATION_SELECTORS = {*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x180B, 0x180C, 0x180D, 0x180F}
KEPT_INVISIBLE = {0xAD, 0x34F, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF} | VARIATION_SELECTORS
"""What Unicode says to be ignored where it cannot be shown, and is needed: joiners, breaks, variants of characters."""


def test_no_other_character_that_is_ignored_where_it_cannot_be_shown_is_clean() -> None:
    # Default_Ignorable_Code_Point of Unicode 16, from DerivedCoreProperties.
    ignored = {0xAD, 0x34F, 0x61C, 0x3164, 0xFEFF, 0xFFA0, 0x115F, 0x1160, 0x17B4, 0x17B5}
    for first, last in (
        *((0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFFF0, 0xFFF8)),
        *((0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF)),
    ):
        ignored |= {*range(first, last + 1)}
    assert {code for code in ignored if clean(chr(code)) == chr(code)} == KEPT_INVISIBLE


@given(TEXTS)
def test_cleaning_leaves_no_control_character_and_keeps_the_length(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert all(map(is_safe, cleaned))


@given(TEXTS)
def test_clean_text_is_unchanged(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) is cleaned
    cleaned.encode()  # no lone surrogate


@given(TEXTS)
def test_only_control_and_bidi_characters_change(text: str) -> None:
    for old, new in zip(text, clean(text), strict=True):
        assert new == old or not is_safe(old) or UNSAFE_CHARACTER.match(old)


def test_every_code_point_is_clean_afterwards() -> None:
    cleaned = clean("".join(map(chr, range(0x110000))))
    assert UNSAFE_CHARACTER.search(cleaned) is None
    assert all(map(is_safe, cleaned))


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("甲\0乙", "甲␀乙"),
        ("\x1b[31m急電\x1b[0m", "␛[31m急電␛[0m"),
        ("\x1b]0;甲\x07", "␛]0;甲␇"),
        ("甲\x7f\b\f\v", "甲␡␈␌␋"),
        ("\x9b2J", "\ufffd2J"),
        ("跌\u202e升", "跌\ufffd升"),
        ("句\u2028子\u2029", "句␤子␤"),
        ("港\U000e0041\U000e007f", "港\ufffd\ufffd"),
        ("\ud800\udfff", "\ufffd\ufffd"),
        ("\ufff9註\ufffb", "\ufffd註\ufffd"),
        ("\u206a\u206f", "\ufffd\ufffd"),
        ("甲\u3164乙\uffa0\u115f\u1160", "甲\ufffd乙\ufffd\ufffd\ufffd"),
        ("甲\u2061\u2064\U0001d173乙\U000e00ff\U000e0fff", "甲\ufffd\ufffd\ufffd乙\ufffd\ufffd"),
    ],
)
def test_a_control_character_becomes_a_visible_one(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "一行\n二行\r\n三行\r",
        "欄\t欄",
        "葛\U000e0100飾",
        "👨\u200d👩\u200d👧",
        "☎\ufe0f",
        "甲\u3000乙\u00a0丙",
        "𠮷",
        "報\u200b館\ufeff",
        "e\u0301",
    ],
)
def test_printable_text_is_returned_as_the_same_object(text: str) -> None:
    assert clean(text) is text


def test_hostile_texts_become_clean() -> None:
    if not HOSTILE.exists():
        pytest.skip("the hostile texts are not beside this repository")
    cases = json.loads(HOSTILE.read_text(encoding="utf-8"))["texts"]
    assert cases
    for case in cases:
        cleaned = clean(case["text"])
        assert all(map(is_safe, cleaned)), case["id"]
        assert len(cleaned) == len(case["text"]), case["id"]
        if case["id"].startswith("keep-"):
            assert cleaned == case["text"], case["id"]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("報\u200b館\ufeff開\u00ad張\u2060了", "報館開張了"),
        ("👨\u200d👩\u200d👧 ❤\ufe0f", "👨\u200d👩\u200d👧 ❤\ufe0f"),
        ("ภาษา\u200bไทย", "ภาษา\u200bไทย"),
        ("ไทย\u200b報", "ไทย報"),
        ("無", "無"),
    ],
)
def test_remove_unprinted_keeps_joiners_and_word_breaks_that_scripts_need(text: str, printed: str) -> None:
    assert remove_unprinted(text) == printed
