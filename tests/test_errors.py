"""Errors are shown in one language: what failed, why and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.errors import MalformedError, ReaderError, describe_malformed, hide_login, shorten_words
from reader.translation import set_message_language

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    set_message_language("en")


def test_an_error_is_shown_in_english_as_it_was_raised() -> None:
    error = ReaderError("the rule mute 展望", "title: stands before some words only", "type it before all or none")
    assert error.translated_why == error.why
    assert error.explanation == "title: stands before some words only; type it before all or none"
    assert error.summary == "the rule mute 展望: title: stands before some words only"
    assert str(error) == f"the rule mute 展望: {error.explanation}"


def test_every_part_of_an_error_is_translated() -> None:
    error = ReaderError("the rule mute 展望", "title: stands before some words only", "type it before all or none")
    set_message_language("hans")
    assert error.translated_why == "只有部分词语前有 title:"
    assert error.explanation == "只有部分词语前有 title:；请全部都加，或都不加"
    assert error.summary == "规则 mute 展望：只有部分词语前有 title:"
    assert str(error) == "规则 mute 展望：只有部分词语前有 title:；请全部都加，或都不加"


@pytest.mark.parametrize("name", ["options", "a page", "feed 1", "examples:"])
def test_a_name_that_the_user_gave_is_not_translated(name: str) -> None:
    set_message_language("tw")
    assert str(ReaderError(name, "there is no such file")) == f"{name}：沒有這個檔案"


def test_a_reason_without_a_translation_keeps_the_english_punctuation() -> None:
    set_message_language("tw")
    assert str(ReaderError("a.txt", "of no table", "check the path")) == "a.txt: of no table; 請檢查路徑"


def test_logins_are_hidden_and_long_words_are_cut() -> None:
    assert hide_login("https://name:word@host/a") == "https://host/a"
    assert str(ReaderError("https://name:word@host/a", "it is empty")) == "https://host/a: it is empty"
    assert shorten_words("a" * 300) == "a" * 160 + "…" + "a" * 60


def test_python_has_no_word_in_what_is_wrong_with_a_malformed_file() -> None:
    assert describe_malformed(MalformedError("there is no text in it")) == "there is no text in it"
    assert describe_malformed(KeyError("origin")) == "'origin' is missing"
    for error in (AttributeError("'int' object has no attribute 'get'"), ValueError("invalid literal for int()")):
        assert describe_malformed(error) == "a value in it is of another kind"
