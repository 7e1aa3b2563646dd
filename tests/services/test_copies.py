"""Which annotations a copy gets: those of the library and those of the copy that was opened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.config.settings import Settings
from reader.copies.open import open_copy
from reader.errors import ReaderError
from reader.library.library import Library
from reader.model import Origin, clean
from reader.services.copies import load_library_annotations, prepare_copy, save_copy
from reader.structure import read_plain_text
from tests.copies.articles import annotated

if TYPE_CHECKING:
    from pathlib import Path


def test_without_a_library_the_annotations_of_the_copy_are_taken(tmp_path: Path) -> None:
    article, annotations = annotated(3)
    found = load_library_annotations(article, clean(""), str(tmp_path / "none.db"), annotations)
    assert found == annotations
    assert not (tmp_path / "none.db").exists()


def test_merging_takes_the_newer_annotation_of_both_sides(tmp_path: Path) -> None:
    article, (first, *others) = annotated(3)
    text = clean("\n".join(block.text for block in article.blocks))
    path = str(tmp_path / "library.db")
    newer = replace(first, note="新", modified="2999-01-01T00:00:00Z")
    with Library.open(tmp_path / "library.db") as library:
        library.store_article(article, text)
        library.store_annotation(newer, article.origin.id)
    found = load_library_annotations(article, text, path, [first, *others])
    assert {each.id: each.note for each in found} == {each.id: each.note for each in [newer, *others]}


def test_a_library_that_cannot_be_used_is_an_error_and_not_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "library.db").write_text("not ours" * 200)
    article, annotations = annotated(3)
    with pytest.raises(ReaderError):
        load_library_annotations(article, clean(""), str(tmp_path / "library.db"), annotations)


def test_figures_are_listed_in_a_copy_only_where_they_are_asked_for() -> None:
    article = read_plain_text(clean("先修碼頭\n\n今年縣裏共投資6.02億美元，建成泊位8個。\n"), Origin("x"))
    assert not prepare_copy(article, [], Settings()).figures
    assert prepare_copy(article, [], Settings(), figures=(None, None)).figures


def test_a_saved_copy_opens_as_the_article_with_its_annotations(tmp_path: Path) -> None:
    settings = Settings(copies=str(tmp_path / "copies"))
    article, annotations = annotated(4)
    view = prepare_copy(article, annotations, settings, "hans", figures=(None, None))
    saved = save_copy(view, "md", None, settings)
    assert saved.path.parent == tmp_path / "copies"
    copy = open_copy(saved.path.read_text("utf-8"), "x")
    assert copy is not None
    assert (copy.article, len(copy.annotations)) == (article, len(annotations))
    named = save_copy(view, "html", None, settings, str(tmp_path / "a.html"))
    assert named.path.read_text("utf-8").startswith("<!DOCTYPE html>")
