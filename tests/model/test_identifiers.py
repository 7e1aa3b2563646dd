"""What has not the form of an id or a path is replaced, always by the same."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.identifiers import (
    is_annotation_id,
    is_article_id,
    normalize_annotation_id,
    normalize_article_id,
    normalize_path,
)

TEXTS = st.one_of(st.text(), st.text(st.characters(categories=["Cs", "Cc", "Lo"])))


@given(TEXTS)
def test_any_text_becomes_an_id_and_an_id_stays(text: str) -> None:
    article, annotation = normalize_article_id(text), normalize_annotation_id(text)
    assert is_article_id(article)
    assert is_annotation_id(annotation)
    assert normalize_article_id(article) == article == normalize_article_id(text)
    assert normalize_annotation_id(annotation) == annotation == normalize_annotation_id(text)


@given(TEXTS)
def test_any_text_becomes_a_path_that_the_system_takes(text: str) -> None:
    path = normalize_path(text)
    assert b"\0" not in os.fsencode(path)
    assert len(path) == len(text)


@pytest.mark.parametrize("path", ["/news/a.txt", "/新聞/甲\n乙.txt", os.fsdecode(b"/news/\xff\x9b.txt"), ""])
def test_a_path_that_a_file_can_have_stays(path: str) -> None:
    assert normalize_path(path) == path


def test_what_no_name_holds_is_replaced() -> None:
    assert normalize_path("/甲\0乙\ud800丙\udc7f\udd00") == "/甲\ufffd乙\ufffd丙\ufffd\ufffd"
