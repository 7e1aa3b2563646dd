"""Values of the library and the rows they are stored in."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.model import Target
from reader.library import records
from reader.library.records import (
    ANNOTATION_COLUMNS,
    ENTRY_COLUMNS,
    LibraryEntry,
    decompress_source,
    load_block_lengths,
    make_annotation_row,
    make_article_row,
    make_text_row,
    parse_annotation_row,
    parse_canonical_text,
    parse_entry_row,
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


ROW = (
    *("urn:1", "a", "2026", "2026", 2, 5, "甲乙丙", "前", None),
    *("blue", "記", "[]", "exact", 0.5, "", "[]"),
)
"""Of an annotation, with the columns ANNOTATION_COLUMNS."""


def parse_with(**values: object) -> Annotation:
    columns = ANNOTATION_COLUMNS.split(", ")
    return parse_annotation_row(tuple(values.get(name, old) for name, old in zip(columns, ROW, strict=True)))[1]


@pytest.mark.parametrize(("score", "parsed"), [(-1.0, 0.0), (0.0, 0.0), (0.5, 0.5), (1.0, 1.0), (1.5, 1.0)])
def test_a_score_is_between_0_and_1(score: float, parsed: float) -> None:
    assert parse_with(score=score).score == parsed


@pytest.mark.parametrize(
    ("start", "end", "place"),
    [
        (0, 0, (0, 0)),
        (0, 3, (0, 3)),
        (3, 3, (3, 3)),
        (-1, 3, (0, 3)),
        (4, 3, (0, 3)),
        (0, 1 << 40, (0, 3)),
        (0, (1 << 40) - 1, (0, (1 << 40) - 1)),
    ],
)
def test_a_position_that_no_text_can_have_is_that_of_its_first_words(
    start: int, end: int, place: tuple[int, int]
) -> None:
    assert parse_with(start=start, behind=end).target == Target(*place, "甲乙丙", "前", "")


@pytest.mark.parametrize("missing", ["start", "behind", "exact"])
def test_a_place_needs_its_position_and_its_words(missing: str) -> None:
    assert parse_with(**{missing: None}).target is None


@pytest.mark.parametrize("history", ["[", "{}", "[1]", '[{"dubao:score": "x"}]'])
def test_a_damaged_history_is_empty(history: str) -> None:
    assert parse_with(history=history).history == ()


def entry_row(**values: object) -> tuple[object, ...]:
    row: dict[str, object] = dict.fromkeys(ENTRY_COLUMNS.split(", "))
    row |= {"id": "a", "encoding": "utf-8", "sha256": "", "script": "Hant", "length": 3, "added": "2026"}
    return tuple((row | {"read": 1, "starred": 0, "block": 2, "at": 1} | values).values())


def test_negative_numbers_in_the_row_of_an_article_are_0() -> None:
    assert parse_entry_row(entry_row(), ()).reading_position == (2, 1)
    entry = parse_entry_row(entry_row(length=-3, block=-1, at=-2, script="zz"), ("b", "a"))
    assert (entry.character_count, entry.reading_position, entry.script, entry.tags) == (0, (0, 0), "Und", ("a", "b"))
    assert (entry.title, entry.outlet, entry.date, entry.authors, entry.read, entry.starred) == (
        *(None, None, None, ()),
        *(True, False),
    )


def test_a_text_with_too_much_behind_it_is_read_up_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = zlib.compress("甲乙".encode())
    assert decompress_source(packed + b"more") == "甲乙"
    assert decompress_source(packed[:-1]) is None
    for size, expected in ((6, "甲乙"), (5, None)):
        monkeypatch.setattr(records, "_SOURCE_SIZE_MAX", size)
        assert decompress_source(packed) == expected


@pytest.mark.parametrize(
    ("lengths", "text", "found"),
    [
        ("[1, 2]", "甲\n乙丙", [1, 2]),
        ("[4]", "甲\n乙丙", [4]),
        ("[]", "", []),
        ("[0]", "", [0]),
    ],
)
def test_lengths_of_blocks_are_those_that_make_up_the_text(lengths: str, text: str, found: list[int]) -> None:
    assert load_block_lengths(lengths, text) == found
