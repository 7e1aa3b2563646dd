"""What the screen stores in the library about its articles; the rest is in test_annotation_store.py."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.errors import ReaderError
from reader.library.database_file import connect
from reader.library.library import Library
from reader.sources import Document
from reader.tui.state.library_store import LibraryStore
from tests.library.texts import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

URL = "https://paper.example/story"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


@pytest.fixture
def store(path: Path) -> Iterator[LibraryStore]:
    one = opened()
    with Library.open(path) as library:
        library.store_article(replace(one.article, origin=replace(one.article.origin, url=URL)), one.source)
    with (store := LibraryStore(str(path))):
        yield store


def test_articles_of_the_lists_are_changed_and_deleted(store: LibraryStore) -> None:
    listing = store.open_listing()
    assert listing
    sequences = list(listing.find_sequences("all"))
    store.update_articles(sequences, read=True, starred=True, add_tags=["要聞"])
    assert [listing.count(name) for name in ("unread", "starred", "tag:要聞")] == [0, 1, 1]
    store.update_articles(sequences, read=False, starred=False, remove_tags=["要聞"])
    assert [listing.count(name) for name in ("unread", "starred", "tag:要聞")] == [1, 0, 0]
    store.hide_articles(sequences, is_hidden=True)
    assert listing.count("all") == 0
    store.hide_articles(sequences, is_hidden=False)
    assert listing.count("all") == 1


def test_a_page_that_is_gone_is_noted_by_its_address(store: LibraryStore, path: Path) -> None:
    def is_gone() -> list[bool]:
        with Library.open(path, writable=False) as library:
            return [entry.gone is not None for entry in library.list_entries()]

    store.mark_gone("https://other.example/", is_gone=True)
    assert is_gone() == [False]
    store.mark_gone(URL, is_gone=True)
    assert is_gone() == [True]
    store.mark_gone(URL, is_gone=False)
    assert is_gone() == [False]


def test_annotations_are_read_from_a_library_that_another_program_has_locked(path: Path) -> None:
    one = opened()
    note = one.note("風電小鎮", "記下")
    with Library.open(path) as library:
        library.store_article(one.article, one.source)
        library.store_annotation(note, one.id)
        library.update_entry(one.id, read=False)
    store = LibraryStore(str(path))
    with store, closing(connect(path)) as other:
        assert store.list_read_urls() == []  # it is open before it is locked
        other.execute("BEGIN IMMEDIATE")
        state = store.open_article(one.article, lambda: Document(one.source, one.article.origin))
        assert [each.note for each in state.annotations] == ["記下"]
        assert "locked" in state.notice
        other.rollback()
        store.put_annotation(one.article, one.note("風電小鎮", "再記"))
        state = store.open_article(one.article, lambda: Document(one.source, one.article.origin))
        assert {each.note for each in state.annotations} == {"記下", "再記"}
        assert state.notice == ""


def test_a_new_article_that_could_not_be_stored_is_stored_with_its_first_note(tmp_path: Path) -> None:
    one, path = opened(), tmp_path / "empty.db"
    Library.open(path).close()
    store = LibraryStore(str(path))
    with store, closing(connect(path)) as other:
        assert store.list_read_urls() == []
        other.execute("BEGIN IMMEDIATE")
        assert "locked" in store.open_article(one.article, lambda: Document(one.source, one.article.origin)).notice
        other.rollback()
        store.put_annotation(one.article, one.note("風電小鎮", "記下"))
    with Library.open(path, writable=False) as library:
        assert [each.note for each in library.load_annotations(one.id)] == ["記下"]


def test_a_library_that_could_not_be_opened_for_a_moment_is_opened_later(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = opened()
    with Library.open(path) as library:
        library.store_article(one.article, one.source)
        library.store_annotation(one.note("風電小鎮", "記下"), one.id)
    held = path.read_bytes()
    path.write_bytes(b"no library" * 100)
    store = LibraryStore(str(path))
    with store:
        with pytest.raises(ReaderError, match="until you quit"):
            store.open_article(one.article, lambda: Document(one.source, one.article.origin))
        path.write_bytes(held)
        assert store.open_article(one.article, lambda: Document(one.source, one.article.origin)).annotations == ()
        monkeypatch.setattr("reader.tui.state.library_store.monotonic", lambda: float("inf"))
        state = store.open_article(one.article, lambda: Document(one.source, one.article.origin))
        assert [each.note for each in state.annotations] == ["記下"]


def test_what_is_in_memory_stays_there_until_the_program_ends(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = opened()
    path.write_bytes(b"no library" * 100)
    store = LibraryStore(str(path))
    with store:
        with pytest.raises(ReaderError, match="until you quit"):
            store.open_article(one.article, lambda: Document(one.source, one.article.origin))
        store.put_annotation(one.article, one.note("風電小鎮", "記下"))
        path.unlink()
        monkeypatch.setattr("reader.tui.state.library_store.monotonic", lambda: float("inf"))
        state = store.open_article(one.article, lambda: Document(one.source, one.article.origin))
        assert [each.note for each in state.annotations] == ["記下"]
    assert not path.exists()


def test_front_page_is_stored_only_with_what_is_written_on_it(tmp_path: Path) -> None:
    one = opened()
    for number, is_front_page in enumerate((False, True)):
        path = str(tmp_path / f"{number}.db")
        article = replace(one.article, is_front_page=is_front_page)
        with (store := LibraryStore(path)):
            store.open_article(article, lambda: Document(one.source, one.article.origin))
        with Library.open(Path(path), writable=False) as library:
            assert len(library.list_entries()) == (0 if is_front_page else 1)
