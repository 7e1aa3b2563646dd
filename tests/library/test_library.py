"""The library: what is stored is loaded again, and annotations are re-anchored where a text has changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.library.library import Library
from reader.library.records import make_article_rows
from reader.library.search_query import parse_query
from reader.library.search_sql import ArticleQuery
from reader.model import Article, Origin, clean
from reader.structure import read_article
from tests.annotations.test_w3c import some_annotations
from tests.library.feeds import store_articles
from tests.library.files import load_all_annotations
from tests.library.texts import STORY, opened

if TYPE_CHECKING:
    from reader.annotations.model import Annotation

SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
QUOTE = "第二座塔筒廠開工"


def reopened(library: Library) -> Library:
    return Library.open(library.path, writable=False)


def data_version(library: Library) -> int:
    """A number that changes when another program has written to the database."""
    return int(library.connection.select("PRAGMA data_version")[0][0])


# -- articles


def test_a_stored_article_can_be_read_again(library: Library) -> None:
    one = opened()
    assert library.find_entry(one.id) is None
    assert library.load_text(one.id) is None
    assert library.store_article(one.article, one.source) == []
    with reopened(library) as again:
        (kept,) = again.list_entries()
        assert again.find_entry(one.id) == kept
        assert (kept.origin, kept.title, kept.outlet) == (one.article.origin, one.article.title, one.article.outlet)
        assert (kept.date, kept.script, kept.read, kept.starred, kept.tags) == ("2025-03-01", "Hant", False, False, ())
        text = again.load_text(one.id)
        assert text
        assert text.canonical.text == one.canonical.text
        assert read_article(text.source, kept.origin) == one.article


@pytest.mark.parametrize("name", ["-", None, "/報/a b\udcff.txt"])
def test_every_origin_is_loaded_as_it_was_stored(name: str | None, library: Library) -> None:
    origin = Origin("0123456789abcdef", name, None if name else "https://news.example/?a=1", "big5", "00ff")
    library.store_article(Article(origin, ()), clean(""))
    assert library.list_entries()[0].origin == origin
    assert library.list_entries()[0].display_name


def test_reading_state_stays_when_the_text_changes(library: Library) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    library.update_entry(one.id, read=True, starred=True, add_tags=["要聞", "a\udcff"])
    library.update_entry(one.id, remove_tags=["沒有"])
    library.store_reading_position(one.id, (3, 7))
    before = library.find_entry(one.id)
    other = opened(STORY.replace("風電", "漁港"))
    library.store_article(other.article, other.source)
    after = library.find_entry(one.id)
    assert before
    assert after
    assert (after.title, after.origin.sha256) == (other.article.title, other.article.origin.sha256)
    assert after.changed
    assert replace(after, title=before.title, origin=before.origin, changed=None) == before
    assert (after.read, after.starred, after.reading_position, after.tags) == (True, True, (3, 7), ("a\ufffd", "要聞"))
    library.update_entry(one.id, read=False, remove_tags=["要聞"])
    changed = library.find_entry(one.id)
    assert changed
    assert (changed.read, changed.starred, changed.tags) == (False, True, ("a\ufffd",))


def test_storing_the_same_article_again_writes_nothing(library: Library) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    with reopened(library) as other:
        before = data_version(other)
        library.store_article(one.article, one.source)
        assert data_version(other) == before
        library.store_reading_position(one.id, (1, 1))
        assert data_version(other) != before


# -- annotations


@SHARED
@given(st.lists(some_annotations(), max_size=3, unique_by=lambda each: each.id))
def test_an_annotation_is_loaded_as_it_was_stored(library: Library, some: list[Annotation]) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    for annotation in some:
        library.store_annotation(annotation, one.id)
    with reopened(library) as again:
        found = {each.id: each for each in again.load_annotations(one.id)}
        assert [found[each.id] for each in some] == some
        assert all((one.id, each) in load_all_annotations(again) for each in some)
    for annotation in some:
        library.delete_annotation(annotation.id)
    assert library.load_annotations(one.id) == []


def test_annotations_are_loaded_in_the_order_of_their_positions(library: Library) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    notes = [one.note(QUOTE), one.note("首批葉片"), one.note("首批"), replace(one.note("首批"), target=None)]
    for note in notes:
        library.store_annotation(note, one.id)
    assert library.load_annotations(one.id) == [notes[3], notes[2], notes[1], notes[0]]


def test_an_annotation_is_found_by_the_beginning_of_its_id(library: Library) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    notes = [replace(one.note(QUOTE), id=f"urn:uuid:{number}0-0") for number in ("a", "ab", "c%")]
    for note in notes:
        library.store_annotation(note, one.id)
    for named, number in (("a0", 0), ("urn:uuid:ab", 1), ("c%0-0", 2), ("c", 2)):
        assert library.get_annotation(named) == (one.id, notes[number])
    with pytest.raises(ReaderError, match="more than one annotation begins so"):
        library.get_annotation("a")
    for named in ("", "x", "%", "_0"):
        with pytest.raises(ReaderError, match="there is no such annotation"):
            library.get_annotation(named)


def test_an_annotation_needs_its_article(library: Library) -> None:
    with pytest.raises(ReaderError, match="its article is not there"):
        library.store_annotation(opened().note(QUOTE), "0123456789abcdef")


def test_storing_a_changed_text_reanchors_its_annotations(library: Library) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    moved, gone, stays = one.note(QUOTE), one.note("漁民上岸做了運維工"), one.note("風電小鎮")
    whole = replace(stays, id="urn:uuid:1", target=None)
    for note in (moved, gone, stays, whole):
        library.store_annotation(note, one.id)
    changed = opened(STORY.replace("　　三年前，第一台風機立在堤外，漁民上岸做了運維工，孩子們放學就去看船。\n", ""))
    told = library.store_article(changed.article, changed.source)
    assert {each.id: each.state for each in told} == {moved.id: "moved", gone.id: "orphan"}
    found = {each.id: each for each in library.load_annotations(one.id)}
    assert found == {each.id: each for each in (*told, stays, whole)}
    place = found[moved.id].target
    assert place
    assert changed.canonical.text[place.start : place.end] == QUOTE
    told = library.store_article(one.article, one.source)
    assert {each.id: each.state for each in told} == {moved.id: "moved", gone.id: "exact"}
    assert library.load_annotations(one.id)[1].target == stays.target


def test_a_damaged_column_costs_only_its_own_value(library: Library) -> None:
    """SQLite keeps no checksums: a text may hold anything."""
    one = opened()
    library.store_article(one.article, one.source)
    library.store_annotation(replace(one.note(QUOTE, "記下"), tags=("要聞",)), one.id)
    broken = {"tags": "[", "history": '[{"start": 1}]', "colour": "yelxow", "state": "exbct"}
    for column, text in broken.items():
        library.connection.execute(f"UPDATE annotations SET {column} = ?", text)
    library.connection.execute("UPDATE annotations SET note = CAST(x'e8a898ff' AS TEXT)")
    (found,) = library.load_annotations(one.id)
    assert (found.note, found.tags, found.history, found.colour, found.state) == (
        "記\ufffd",
        (),
        (),
        "yellow",
        "orphan",
    )
    library.connection.execute("UPDATE texts SET source = x'00', lengths = '3'")
    with pytest.raises(ReaderError, match="its text in the library is damaged"):
        library.load_text(one.id)
    library.store_article(one.article, one.source)
    assert library.load_text(one.id)


def test_many_articles_are_marked_tagged_and_hidden_at_once(library: Library) -> None:
    store_articles(library, 3)
    sequences = dict(library.connection.select("SELECT id, sequence FROM articles"))
    chosen = [sequences["article0"], sequences["article1"]]
    library.update_listed(chosen, read=True, add_tags=["甲", "乙"])
    library.update_listed(chosen[:1], starred=True, read=False, remove_tags=["乙"])
    found = {entry.id: (entry.read, entry.starred, entry.tags) for entry in library.list_entries()}
    assert found == {
        "article0": (False, True, ("甲",)),
        "article1": (True, False, ("乙", "甲")),
        "article2": (False, False, ()),
    }
    library.hide_listed(chosen, is_hidden=True)
    assert [entry.id for entry in library.list_entries()] == ["article2"]
    library.hide_listed(chosen[:1], is_hidden=False)
    assert [entry.id for entry in library.list_entries()] == ["article0", "article2"]


def test_the_read_urls_are_those_of_read_articles_of_the_web(library: Library) -> None:
    for name, url, read in (("a", "https://a.example/", True), ("b", "https://b.example/", False), ("c", None, True)):
        library.store_article(Article(Origin(name, url=url), ()), clean(""))
        library.update_entry(name, read=read)
    assert library.list_read_urls() == ["https://a.example/"]


def test_entries_are_those_that_a_query_matches(library: Library) -> None:
    store_articles(library, 2)
    library.update_entry("article1", starred=True)
    node = parse_query("is:starred")
    assert node
    assert [entry.id for entry in library.list_entries(ArticleQuery(library.connection, node))] == ["article1"]


def test_a_text_that_is_no_new_state_makes_no_version(library: Library) -> None:
    one, other = opened(), opened(STORY.replace("三年前", "五年前"))
    library.store_article(one.article, one.source)
    library.store_article(other.article, other.source, is_new_state=False)
    assert library.load_versions(one.id) == []
    assert library.load_canonical_text(one.id).text == other.canonical.text
    library.store_article(one.article, one.source)
    assert len(library.load_versions(one.id)) == 1


def test_an_article_is_known_and_stored_by_its_rows(library: Library) -> None:
    one, other = opened(), opened(STORY.replace("三年前", "五年前"))
    library.store_article(one.article, one.source)
    assert library.find_known([one.id, "x"]) == {one.id}
    assert library.is_stored(make_article_rows(one.article, one.source))
    assert not library.is_stored(make_article_rows(other.article, other.source))
    library.connection.execute("UPDATE articles SET authors = NULL")
    assert not library.is_stored(make_article_rows(one.article, one.source))
    library.store_article(one.article, one.source)
    assert library.is_stored(make_article_rows(one.article, one.source))
