"""Both stores keep what the screen gives them; the library also keeps it for the next time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.errors import ReaderError
from reader.library.library import Library
from reader.model import Origin, clean
from reader.script.overrides import Override
from reader.script.rules import Pin
from reader.sources import Document, read_file
from reader.tui.state.annotation_store import AnnotationStore, InMemory
from reader.tui.state.library_store import LibraryStore
from tests.tui.open_articles import STORY, annotate, open_text

if TYPE_CHECKING:
    from pathlib import Path

    from reader.tui.state.article import OpenArticle


class Session:
    """A text file, and a store for what is done with it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "a.txt"
        self.path.write_text(STORY, "utf-8")
        self.library = folder / "library.db"

    def load(self) -> Document:
        return read_file(self.path)

    def open(self) -> OpenArticle:
        from reader.config.settings import Settings
        from reader.tui.state.article import OpenArticle

        article = OpenArticle(self.load(), Settings(), "")
        article.read_blocks(1000)
        return article


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(tmp_path)


@pytest.fixture(params=["memory", "library"])
def store(request: pytest.FixtureRequest, session: Session) -> AnnotationStore:
    return InMemory() if request.param == "memory" else LibraryStore(str(session.library))


def test_annotations_and_stars_are_there_when_the_article_is_opened_again(
    store: AnnotationStore, session: Session
) -> None:
    article = session.open()
    assert store.open_article(article.article, session.load).annotations in ((), [])
    annotation = annotate(article, "舊碼頭", note="核實")
    store.put_annotation(article.article, annotation)
    store.set_starred(article.article, starred=True)
    state = store.open_article(article.article, session.load)
    assert [each.note for each in state.annotations] == ["核實"]
    assert state.is_starred
    store.put_annotation(article.article, replace(annotation, note="核實了"))
    assert [each.note for each in store.open_article(article.article, session.load).annotations] == ["核實了"]
    store.remove_annotation(article.article, annotation)
    store.set_starred(article.article, starred=False)
    state = store.open_article(article.article, session.load)
    assert list(state.annotations) == []
    assert not state.is_starred


def test_drafts_are_stored_by_article_and_key(store: AnnotationStore, session: Session) -> None:
    article = session.open().article
    store.open_article(article, session.load)
    store.put_draft(article, "new", "未寫完")
    assert store.get_draft(article, "new") == "未寫完"
    assert store.get_draft(article, "other") == ""
    store.put_draft(article, "new", "")
    assert store.get_draft(article, "new") == ""


def test_pages_are_found_by_their_url_in_the_library_only(session: Session) -> None:
    page = "新聞標題\n\n　　今天的新聞說了三件事，第一件是天氣轉涼。\n"
    document = Document(clean(page), Origin("2", url="https://news.test/a", sha256="x"))
    article = open_text(page).article
    article = replace(article, origin=document.origin)
    with (store := LibraryStore(str(session.library))):
        assert store.find_page("https://news.test/a") is None
        store.open_article(article, lambda: document)
        found = store.find_page("https://news.test/a")
        assert found is not None
        assert found.text == document.text
    assert InMemory().find_page("https://news.test/a") is None


def test_the_library_keeps_positions_and_decisions(session: Session) -> None:
    article = session.open().article
    with (store := LibraryStore(str(session.library))):
        store.open_article(article, session.load)
        store.put_position(article, (2, 5))
        store.put_choices(article, {2: (Pin(0, 2),)}, [Override("理發", "理髮", ("hant",))])
    with (store := LibraryStore(str(session.library))):
        state = store.open_article(article, session.load)
        assert state.position == (2, 5)
        assert [(pin.start, pin.end) for pin in state.pins[2]] == [(0, 2)]
        assert [rule.word for rule in state.overrides] == ["理發"]


def test_an_article_is_stored_with_its_first_annotation_where_opening_does_not_store_it(session: Session) -> None:
    article = session.open()
    with (store := LibraryStore(str(session.library), keep_on_open=False)):
        store.open_article(article.article, session.load)
        store.put_position(article.article, (2, 5))
        store.put_draft(article.article, "new", "")
        with Library.open(session.library) as library:
            assert library.list_entries() == []
        store.put_annotation(article.article, annotate(article, "舊碼頭"))
    with Library.open(session.library) as library:
        assert [entry.id for entry in library.list_entries()] == [article.article.origin.id]


def test_a_source_that_has_changed_since_it_was_opened_is_not_stored(session: Session) -> None:
    article = session.open()
    with (store := LibraryStore(str(session.library), keep_on_open=False)):
        store.open_article(article.article, session.load)
        session.path.write_text(STORY.replace("12米", "15米"), "utf-8")
        with pytest.raises(ReaderError, match="has changed"):
            store.put_annotation(article.article, annotate(article, "舊碼頭"))
        session.path.write_text(STORY, "utf-8")
        store.put_annotation(article.article, annotate(article, "舊碼頭", number=2))


def test_unusable_library_is_replaced_by_memory_for_the_session(session: Session) -> None:
    session.library.write_bytes(b"SQLite format 3\0" + b"not a library" * 100)
    session.library.chmod(0o400)
    session.library.unlink()
    session.library.mkdir()
    article = session.open()
    store = LibraryStore(str(session.library))
    with pytest.raises(ReaderError, match="only until you quit"):
        store.open_article(article.article, session.load)
    store.put_annotation(article.article, annotate(article, "舊碼頭"))
    store.put_draft(article.article, "new", "未寫完")
    store.set_starred(article.article, starred=True)
    state = store.open_article(article.article, session.load)
    assert len(state.annotations) == 1
    assert state.is_starred
    assert store.get_draft(article.article, "new") == "未寫完"
    assert store.find_page("https://news.test/a") is None


def test_the_library_lists_the_pages_that_were_read(session: Session) -> None:
    store = LibraryStore(str(session.library))
    assert InMemory().list_read_urls() == ()
    assert list(store.list_read_urls()) == []
    text = "今天的新聞說了三件事，第一件是天氣轉涼。"
    for number in (1, 2):
        document = Document(clean(text), Origin(f"{number:016}", url=f"https://a.example/{number}", sha256="0"))
        article = open_text(text).article
        store.open_article(replace(article, origin=document.origin), lambda document=document: document)  # type: ignore[misc]
    with Library.open(session.library) as library:
        library.update_entry(f"{1:016}", read=False)
    assert list(store.list_read_urls()) == ["https://a.example/2"]


def test_an_article_behind_the_list_is_neither_stored_nor_read_until_it_is_in_front(session: Session) -> None:
    store = LibraryStore(str(session.library))
    article = session.open().article
    with store:
        store.open_article(article, session.load, is_in_front=False)
        store.open_article(article, session.load, is_in_front=False)
        with Library.open(session.library) as library:
            assert library.find_entry(article.origin.id) is None
        store.mark_read(article)
        with Library.open(session.library) as library:
            entry = library.find_entry(article.origin.id)
            assert entry is not None
            assert entry.read
            library.update_entry(entry.id, read=False)
        store.open_article(article, session.load, is_in_front=False)
        with Library.open(session.library) as library:
            entry = library.find_entry(article.origin.id)
            assert entry is not None
            assert not entry.read
