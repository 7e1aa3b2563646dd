"""Whether a run of characters is a word in its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reader.script
from reader.script.word_borders import crosses_word
from reader.text.tsv import read_rows

WORDS = [word for word, _ in read_rows(reader.script.__file__, "word_counts")]


@pytest.mark.parametrize(
    ("before", "phrase", "after", "crosses"),
    [
        ("", "接口", "頭通知", True),
        ("", "接口", "头通知", True),
        ("網絡", "接口", "很快", False),
        ("", "接口", "", False),
        ("改变", "量子", "比特", False),
        ("少", "数组", "织", True),
        ("", "哈哈", "哈哈", False),
        ("改变", "量子", "", False),
        ("数", "组织", "", False),
        ("少数", "组织", "", False),
        ("数", "组", "织", False),  # a part of a word
        ("", "少数组织", "", False),  # two words
    ],
)
def test_a_phrase_made_of_the_ends_of_other_words_crosses_them(
    before: str, phrase: str, after: str, crosses: bool
) -> None:
    assert crosses_word(before + phrase + after, len(before), len(before + phrase)) is crosses


@given(st.text("〇〡〢", max_size=8), st.sampled_from(WORDS), st.text("〇〡〢", max_size=8))
def test_a_word_between_characters_of_no_word_crosses_nothing(before: str, word: str, after: str) -> None:
    assert not crosses_word(before + word + after, len(before), len(before + word))


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4), st.data())
def test_what_is_far_away_does_not_matter(words: list[str], data: st.DataObject) -> None:
    text = "".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    apart = "〇" * 4
    whole = apart + text + apart
    assert crosses_word(whole, start + 4, end + 4) == crosses_word("接口頭" + whole + "通知", start + 7, end + 7)
