"""The tokens of the search index."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.folding import fold_for_search
from reader.text.search_tokens import find_words, is_word_letter, tokenize_for_search

TEXTS = st.text(st.sampled_from("風电發电力aBé1２，。 \n.-¦\"'ßไ가かтĀ\u0301\x00𠮷"), max_size=30)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("風電", "风 电"),
        ("AI與5G", "ai 与 5 g"),
        ("2025年", "2025 年"),
        ("12,000", "12 ¦cm 000"),
        ("café", "café"),
        ("a b", "a ¦ca b"),
        ("", ""),
        (None, ""),
    ],
)
def test_characters_digits_and_words_are_tokens(text: str | None, tokens: str) -> None:
    assert tokenize_for_search(text).split() == tokens.split()


@pytest.mark.parametrize(("letter", "is_letter"), [("a", True), ("é", True), ("т", True), ("1", False), ("風", False)])
def test_letters_of_scripts_with_blanks_between_words_make_words(letter: str, is_letter: bool) -> None:
    assert is_word_letter(letter) is is_letter


@pytest.mark.parametrize("character", "かカ가ไ，。 ")
def test_characters_of_scripts_without_blanks_are_tokens_of_their_own(character: str) -> None:
    assert not is_word_letter(character)


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("maine ai 5", "ai", [6]),
        ("2025年", "25", []),
        ("2025年", "2025", [0]),
        ("第12屆", "12", [1]),
        ("ai5", "ai", [0]),
        ("風風風", "風風", [0, 1]),
    ],
)
def test_words_are_found_that_are_not_cut(text: str, word: str, found: list[int]) -> None:
    assert list(find_words(text, word)) == found


def test_a_prefix_may_go_on() -> None:
    assert list(find_words("economy eco", "econ", is_prefix=True)) == [0]
    assert list(find_words("an economy", "conomy", is_prefix=True)) == []


@given(TEXTS, TEXTS.filter(str.strip))
@settings(max_examples=300)
def test_the_index_finds_a_word_exactly_where_the_text_has_it(text: str, word: str) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE i USING fts5 (t, content = '', tokenize = 'ascii')")
        connection.execute("INSERT INTO i (rowid, t) VALUES (1, ?)", (tokenize_for_search(text),))
        phrase = f'"{tokenize_for_search(word)}"'
        found = connection.execute("SELECT rowid FROM i WHERE i MATCH ?", (phrase,)).fetchall()
    assert bool(found) == any(True for _ in find_words(fold_for_search(text), fold_for_search(word)))
