"""Articles of the library by id or source, as the command line names them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.errors import ReaderError
from reader.library.lookup import (
    LoadedSource,
    find_or_refresh_entry,
    find_stored_entry,
    open_library,
    prepare_source,
    store_source,
    store_sources,
)
from reader.library.removal import delete_articles
from reader.library.search import search_library
from tests.library.test_schema import check_index
from tests.library.texts import STORY, Opened, opened

if TYPE_CHECKING:
    from pathlib import Path

    from reader.library.library import Library

ONE = opened()


def load(article: Opened) -> LoadedSource:
    return LoadedSource(article.article, article.source)


def refuse(source: str) -> LoadedSource:
    raise ReaderError(source, "there is no such file", "check the name")


def test_an_article_is_found_by_its_id_without_opening_its_source(library: Library) -> None:
    store_source(library, load(ONE))
    assert find_or_refresh_entry(library, ONE.id, refuse) == library.find_entry(ONE.id)


def test_a_changed_source_refreshes_the_stored_text(library: Library) -> None:
    store_source(library, load(ONE))
    changed = opened(STORY.replace("風電", "漁港"))
    entry = find_or_refresh_entry(library, "/news/1.txt", lambda _: load(changed))
    assert entry
    assert entry.title == changed.article.title
    assert library.load_canonical_text(ONE.id).text == changed.canonical.text


def test_an_article_is_found_by_the_path_of_a_deleted_file(library: Library) -> None:
    store_source(library, load(ONE))
    assert find_or_refresh_entry(library, "/news/../news/1.txt", refuse) == library.find_entry(ONE.id)
    with pytest.raises(ReaderError, match="there is no such file"):
        find_or_refresh_entry(library, "/news/2.txt", refuse)


def test_a_source_that_is_not_stored_stays_so(library: Library) -> None:
    assert find_or_refresh_entry(library, "/news/1.txt", lambda _: load(ONE)) is None
    assert library.list_entries() == []


def test_storing_a_copy_merges_its_annotations(library: Library) -> None:
    mine, theirs = ONE.note("風電小鎮", "我的"), ONE.note("首批葉片", "他們的")
    store_source(library, LoadedSource(ONE.article, ONE.source, (mine,)))
    older, newer = replace(mine, note="舊", modified="2000"), replace(mine, note="新", modified="9999")
    store_source(library, LoadedSource(ONE.article, ONE.source, (older, theirs)))
    assert {each.note for each in library.load_annotations(ONE.id)} == {"我的", "他們的"}
    store_source(library, LoadedSource(ONE.article, ONE.source, (newer,)))
    assert {each.note for each in library.load_annotations(ONE.id)} == {"新", "他們的"}


def test_opening_the_library_shows_its_notices(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    notices: list[str] = []
    with open_library(str(path), notices.append):
        assert notices == [f"{path}: the file was empty; a new library was begun in it"]


def test_sources_are_stored_together_as_one_after_the_other(library: Library) -> None:
    changed = STORY.replace("首批葉片", "第二批葉片")
    known, hidden, other, new = (opened(STORY, f"/news/{name}.txt") for name in ("known", "hidden", "other", "new"))
    for one in (known, hidden, other):
        library.store_article(one.article, one.source)
    note = other.note("首批葉片")
    library.store_annotation(note, other.id)
    delete_articles(library.connection, [hidden.id])
    now = opened(changed, "/news/other.txt")
    loaded: list[str] = []

    def load_again(source: str) -> LoadedSource:
        loaded.append(source)
        if source == "lost":
            raise ReaderError(source, "no such file", "check the name")
        return LoadedSource(now.article, now.source)

    sources = {"k": known, "h": hidden, "o": now, "n": new, "n again": new}
    prepared = [prepare_source(name, LoadedSource(one.article, one.source)) for name, one in sources.items()]
    copy = opened(STORY, "/news/copy.txt")
    prepared.append(prepare_source("lost", LoadedSource(copy.article, copy.source, (note,))))
    errors = store_sources(library, prepared, load_again)
    assert [error.what for error in errors] == ["lost"]
    assert loaded == ["o", "lost"]
    assert {entry.id for entry in library.list_entries()} == {known.id, hidden.id, other.id, new.id}
    assert library.load_canonical_text(other.id).text == now.canonical.text
    (moved,) = library.load_annotations(other.id)
    assert moved.id == note.id
    assert {hit.article_id for hit in search_library(library, "第二批葉片").hits} == {other.id}
    check_index(library)


def test_a_stored_article_is_found_by_its_id_its_file_or_its_url(library: Library) -> None:
    store_source(library, load(ONE))
    page = replace(ONE.article, origin=replace(ONE.article.origin, id="page", path=None, url="https://a.example/1"))
    store_source(library, LoadedSource(page, ONE.source))
    for source, expected in (
        (ONE.id, ONE.id),
        ("/news/x/../1.txt", ONE.id),
        ("https://a.example/1", "page"),
        ("/news/2.txt", None),
        ("https://a.example/2", None),
    ):
        entry = find_stored_entry(library, source)
        assert (entry and entry.id) == expected
    delete_articles(library.connection, [ONE.id])
    assert find_stored_entry(library, "/news/1.txt") is not None


def test_what_is_prepared_of_a_source_says_whether_it_has_annotations() -> None:
    note = ONE.note("風電小鎮")
    for found, expected in (((), False), ((note,), True)):
        prepared = prepare_source("x", LoadedSource(ONE.article, ONE.source, found))
        assert (prepared.has_annotations, prepared.article_id, prepared.name) == (expected, ONE.id, ONE.article.title)


def test_a_library_that_is_only_read_is_not_created(path: Path) -> None:
    with open_library(str(path), print, writable=False):
        assert not path.exists()
    with open_library(str(path), print):
        assert path.exists()
