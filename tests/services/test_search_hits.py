"""Hits of a search in the script that they are shown in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.library.library import Library
from reader.library.search import search_library
from reader.script.options import DEFAULT_OPTIONS
from reader.services.search_hits import HitConverter
from tests.library.texts import opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    one = opened()
    with Library.open(tmp_path / "library.db") as library:
        library.store_article(one.article, one.source)
        library.store_annotation(one.note("學校", "運維工要核對"), one.id)
        yield library


@pytest.mark.parametrize("query", ["塔筒廠", "塔筒厂", "葉片 碼頭", "孩子們放學", "運維工"])
def test_marks_are_the_words_in_the_converted_snippet(library: Library, query: str) -> None:
    converter = HitConverter("hans", DEFAULT_OPTIONS)
    for hit in search_library(library, query).hits:
        shown = converter.convert(hit, "Hant")
        assert shown.title == "风电小镇的三年四十亿元"
        assert (shown.block, shown.start, shown.end) == (hit.block, hit.start, hit.end)
        assert len(shown.marks) == len(hit.marks)
        if hit.annotation_id:
            assert shown.snippet == hit.snippet  # a note stays as it was typed
        else:
            assert set("葉廠碼學運維們") & set(shown.snippet) == set()
            marked = [shown.snippet[start:end] for start, end in shown.marks]
            assert set(marked) <= {"塔筒厂", "叶片", "码头", "孩子们放学", "运维工"}


def test_a_hit_as_written_is_left_alone(library: Library) -> None:
    (hit,) = search_library(library, "塔筒廠").hits
    assert HitConverter("source", DEFAULT_OPTIONS).convert(hit, "Hant") is hit
