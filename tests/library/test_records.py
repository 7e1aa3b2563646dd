"""Values of the library and the rows they are stored in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.records import (
    ANNOTATION_COLUMNS,
    LibraryEntry,
    decompress_source,
    make_annotation_row,
    make_article_row,
    make_text_row,
    parse_annotation_row,
    parse_canonical_text,
    parse_text_row,
)
from reader.model import Origin, clean
from tests.annotations.test_w3c import some_annotations
from tests.library.texts import opened

if TYPE_CHECKING:
    from reader.annotations.model import Annotation

ONE = opened()


@given(some_annotations())
def test_an_annotation_is_parsed_back_from_its_row(annotation: Annotation) -> None:
    row = make_annotation_row(annotation, ONE.id)
    assert len(row) == len(ANNOTATION_COLUMNS.split(","))
    assert parse_annotation_row(row) == (ONE.id, annotation)


def test_the_row_of_a_text_has_it_compressed_and_canonical() -> None:
    row = make_text_row(ONE.article, ONE.source, ONE.canonical)
    text = parse_text_row(row["source"], row["canonical"], row["lengths"])
    assert text
    assert (text.source, text.canonical.text) == (ONE.source, ONE.canonical.text)


@pytest.mark.parametrize("damaged", [b"", b"\x00", None, "text", b"x\x9c"])
def test_damaged_source_gives_none(damaged: object) -> None:
    assert decompress_source(damaged) is None


@pytest.mark.parametrize("lengths", ["", "[", "3", '{"a": 1}', '[1, "a"]', "[-5, 1e999]", "[1]", "[9]", "[" * 10**5])
def test_damaged_lengths_give_the_lines_as_blocks(lengths: str) -> None:
    canonical = parse_canonical_text("甲\n乙", lengths)
    assert canonical.text == "甲\n乙"
    assert canonical.locate(2) == (1, 0)


@given(st.lists(st.text("甲乙\t", max_size=5), max_size=5))
def test_a_canonical_text_is_split_into_its_blocks(texts: list[str]) -> None:
    canonical = parse_canonical_text("\n".join(texts), json.dumps([len(text) for text in texts]))
    assert canonical.text == "\n".join(texts)
    for index, text in enumerate(texts):
        start = canonical.to_offset(index, 0)
        assert canonical.text[start : start + len(text)] == text


@pytest.mark.parametrize(
    ("title", "path", "url", "name"),
    [
        ("題\n二", "/a/b.txt", None, "題 二"),
        (None, "/a/b.txt", None, "b.txt"),
        (None, None, "https://a.example/b", "https://a.example/b"),
        (None, None, None, "0123"),
    ],
)
def test_an_entry_is_named_by_its_title_file_url_or_id(
    title: str | None, path: str | None, url: str | None, name: str
) -> None:
    entry = LibraryEntry(Origin("0123", path, url), clean(title) if title else None, None, None, "Und", 0, "")
    assert entry.display_name == name


def test_the_row_of_an_article_counts_what_is_not_blank() -> None:
    row = make_article_row(ONE.article)
    assert row["length"] == sum(len("".join(block.text.split())) for block in ONE.article.blocks)
    assert row["path"] == b"/news/1.txt"
