"""What is put into the library is there again; a changed text takes its annotations along; two programs at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.library.library import Library
from reader.model import Article, Origin, clean
from reader.script.overrides import Override
from reader.script.rules import Pin
from reader.structure import read_article
from tests.annotations.test_w3c import some_annotations
from tests.library.texts import STORY, new, opened

if TYPE_CHECKING:
    from pathlib import Path

    from reader.annotations.model import Annotation

SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
QUOTE = "第二座塔筒廠開工"


def reopened(library: Library) -> Library:
    return Library.open(library.path, writable=False)


def data_version(library: Library) -> int:
    """A number that changes when another program has written to the database."""
    return int(library.connection.select("PRAGMA data_version")[0][0])


# -- articles


def test_an_article_is_kept_with_all_that_is_needed_to_read_it_again(library: Library) -> None:
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
def test_every_origin_comes_back(name: str | None, library: Library) -> None:
    origin = Origin("0123456789abcdef", name, None if name else "https://news.example/?a=1", "big5", "00ff")
    library.store_article(Article(origin, ()), clean(""))
    assert library.list_entries()[0].origin == origin
    assert library.list_entries()[0].display_name


def test_what_was_done_with_an_article_outlasts_its_text(library: Library) -> None:
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
    assert replace(after, title=before.title, origin=before.origin) == before
    assert (after.read, after.starred, after.reading_position, after.tags) == (True, True, (3, 7), ("a\ufffd", "要聞"))
    library.update_entry(one.id, read=False, remove_tags=["要聞"])
    changed = library.find_entry(one.id)
    assert changed
    assert (changed.read, changed.starred, changed.tags) == (False, True, ("a\ufffd",))


def test_keeping_the_same_again_writes_nothing(library: Library) -> None:
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
def test_an_annotation_comes_back_as_it_was(library: Library, some: list[Annotation]) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    for annotation in some:
        library.store_annotation(annotation, one.id)
    with reopened(library) as again:
        found = {each.id: each for each in again.load_annotations(one.id)}
        assert [found[each.id] for each in some] == some
        assert all((one.id, each) in again.load_all_annotations() for each in some)
    for annotation in some:
        library.delete_annotation(annotation.id)
    assert library.load_annotations(one.id) == []


def test_annotations_are_in_the_order_of_their_places(library: Library) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    notes = [one.note(QUOTE), one.note("首批葉片"), one.note("首批"), replace(one.note("首批"), target=None)]
    for note in notes:
        library.store_annotation(note, one.id)
    assert library.load_annotations(one.id) == [notes[3], notes[2], notes[1], notes[0]]


def test_what_stands_for_no_character_does_not_stop_a_note(library: Library) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    library.store_annotation(one.note(QUOTE, "記\udcff下"), one.id)
    assert library.load_annotations(one.id)[0].note == "記\ufffd下"


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


def test_a_changed_text_takes_its_annotations_along(library: Library) -> None:
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


def test_bytes_that_flipped_in_silence_cost_no_more_than_themselves(library: Library) -> None:
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


# -- what was decided about words


def test_pins_and_rules_come_back_and_are_replaced(library: Library) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    assert (library.choices.load_pins(one.id), library.choices.load_rules(one.id)) == ({}, [])
    last = len(one.article.blocks) - 1
    pins = {0: (Pin(0, 2), Pin(2, 4, "里", "hans")), last: (Pin(1, 3, "", "twp"),)}
    rules = [Override("里", "裡", ("hant", "t2*")), Override("a", "", ())]
    library.choices.replace_pins(one.id, pins)
    library.choices.replace_rules(one.id, rules)
    with reopened(library) as again:
        assert (again.choices.load_pins(one.id), again.choices.load_rules(one.id)) == (pins, rules)
    library.choices.replace_pins(one.id, {0: (Pin(1, 2),)})
    library.choices.replace_rules(one.id, rules[1:])
    assert (library.choices.load_pins(one.id), library.choices.load_rules(one.id)) == ({0: (Pin(1, 2),)}, rules[1:])


def test_a_pin_follows_its_words_and_waits_for_those_that_are_gone(library: Library) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    text = one.canonical.text
    block, at = one.canonical.locate(text.index(QUOTE))
    pin = Pin(at, at + len(QUOTE), "第二座塔筒", "hant")
    library.choices.replace_pins(one.id, {block: (pin,)})
    longer = opened(STORY.replace("　　首批", "　　導語換過了，說的是別的事。\n　　首批"))
    library.store_article(longer.article, longer.source)
    assert library.choices.load_pins(one.id) == {block + 1: (pin,)}
    without = opened(
        STORY.replace("今年一月，第二座塔筒廠開工，訂單排到後年，招工啟事貼滿了碼頭。", "風停了，船都在港裡。")
    )
    library.store_article(without.article, without.source)
    assert library.choices.load_pins(one.id) == {}
    library.choices.replace_pins(one.id, {0: (Pin(0, 1),)})
    library.store_article(one.article, one.source)
    assert library.choices.load_pins(one.id) == {0: (Pin(0, 1),), block: (pin,)}


def test_drafts_are_kept_until_they_are_empty(library: Library) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    library.choices.store_draft(one.id, "", "一半")
    library.choices.store_draft(one.id, "urn:1", "另一\udcff半")
    library.choices.store_draft(one.id, "", "一半多")
    assert library.choices.load_drafts(one.id) == {"urn:1": "另一\ufffd半", "": "一半多"}
    library.choices.store_draft(one.id, "", "")
    assert library.choices.load_drafts(one.id) == {"urn:1": "另一\ufffd半"}


# -- all or nothing


def test_what_is_done_together_is_done_or_not(library: Library) -> None:
    one = opened()
    library.store_article(one.article, one.source)

    def fail() -> None:
        with library.transaction():
            library.store_annotation(one.note(QUOTE), one.id)
            library.update_entry(one.id, read=True)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    kept = library.find_entry(one.id)
    assert kept
    assert not kept.read
    assert library.load_annotations(one.id) == []


def test_who_has_begun_to_write_is_not_overtaken(library: Library, path: Path) -> None:
    """A transaction that only reads at first would be refused its writing, at once, whatever the timeout."""
    one = opened()
    library.store_article(one.article, one.source)
    with Library.open(path, timeout=0.05) as other:
        with library.transaction():
            assert library.load_annotations(one.id) == []
            with pytest.raises(ReaderError, match="another program keeps it locked"):
                other.store_annotation(one.note(QUOTE), one.id)
            library.store_annotation(one.note(QUOTE), one.id)
        other.store_annotation(one.note(QUOTE), one.id)
    assert len(library.load_annotations(one.id)) == 2


def test_two_at_once_see_what_the_other_wrote(library: Library, path: Path) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    with Library.open(path) as other:
        for number in range(20):
            (library, other)[number % 2].store_annotation(new(one.canonical, number, number + 1), one.id)
        assert library.load_annotations(one.id) == other.load_annotations(one.id)
        assert len(other.load_annotations(one.id)) == 20


def test_what_is_asked_of_one_article_looks_at_no_other(library: Library, path: Path) -> None:
    """Statistics of an empty table made newsboat's queries 35 times slower; ours come when it has grown."""
    for number in range(200):
        one = opened(STORY, f"/news/{number}.txt")
        library.store_article(one.article, one.source)
        library.store_annotation(one.note(QUOTE), one.id)
    library.load_annotations(one.id)
    for _ in range(2):  # without statistics, and with those of closing
        with Library.open(path) as other:
            for table in ("annotations", "pins", "tags", "rules", "drafts", "texts"):
                plan = other.connection.select(f"EXPLAIN QUERY PLAN SELECT * FROM {table} WHERE article = ?", one.id)
                assert all(step[3].startswith("SEARCH") for step in plan), plan
            other.connection.select("ANALYZE")


def test_looking_makes_nothing(path: Path) -> None:
    with Library.open(path, writable=False) as library:
        assert library.list_entries() == []
        assert library.load_all_annotations() == []
    assert not path.parent.exists()
