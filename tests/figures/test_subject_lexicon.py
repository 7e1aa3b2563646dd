"""The words that bound a noun phrase are found by how they begin and how they end."""

from __future__ import annotations

import pytest

from reader.figures.lexicon import rows
from reader.figures.subject_lexicon import (
    get_common_verbs,
    get_common_words,
    get_endings,
    get_leading_words,
    get_self_nouns,
    get_words,
)

CLASSES = sorted({word_class for word_class, _ in rows("subject_words")})


@pytest.mark.parametrize("word_class", CLASSES)
def test_every_word_of_a_class_is_found_from_both_ends(word_class: str) -> None:
    words = [word for name, row in rows("subject_words") if name == word_class for word in row.split(" ")]
    assert words
    for word in words:
        assert get_words(word_class).at(word, 0) == (word, word)
        assert get_endings(word_class).before(word, len(word)) == (word, word)


def test_a_word_before_a_number_leads_to_it_or_says_how_it_changed() -> None:
    classes = {get_leading_words().before(text, len(text)) for text in ("人口为", "人口增长", "人口")}
    assert {found and found[1] for found in classes} == {"link", "change", None}


def test_a_classifier_may_be_the_noun_itself() -> None:
    assert "人" in get_self_nouns()
    assert "个" not in get_self_nouns()


def test_phrases_are_cut_by_words_of_more_than_one_character() -> None:
    words = get_common_words()
    assert min(len(word) for word in words) == 2
    for word_class in CLASSES:
        rest = [word for name, row in rows("subject_words") if name == word_class for word in row.split(" ")]
        assert {word for word in rest if len(word) > 1} <= words
    assert get_common_verbs() <= words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("人数约", ("约", "link")),
        ("公司签约", ("签约", "noun")),
        ("人数达", ("达", "link")),
        ("营业额下降", ("下降", "change")),
        ("人口增长到", ("增长到", "link")),
    ],
)
def test_a_word_that_only_ends_like_a_qualifier_leads_to_no_number(text: str, found: tuple[str, str] | None) -> None:
    assert get_leading_words().before(text, len(text)) == found


def test_common_words_have_those_of_every_class_but_single_characters() -> None:
    words = get_common_words()
    assert all(len(word) > 1 for word in words)
    assert "社会" in words
    assert get_common_verbs() < words
