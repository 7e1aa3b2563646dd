"""Pins, word rules and drafts of an article: stored, replaced, and moved with their words."""

from __future__ import annotations

import pytest

from reader.annotations.model import Target
from reader.errors import ReaderError
from reader.library.library import Library
from reader.library.user_choices import PinRecord
from reader.script.overrides import Override
from reader.script.rules import Pin
from tests.library.texts import STORY, opened

QUOTE = "第二座塔筒廠開工"


def test_pins_and_rules_are_loaded_as_stored_and_replaced(library: Library) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    assert (library.choices.load_pins(one.id), library.choices.load_rules(one.id)) == ({}, [])
    last = len(one.article.blocks) - 1
    pins = {0: (Pin(0, 2), Pin(2, 4, "里", "hans")), last: (Pin(1, 3, "", "twp"),)}
    rules = [Override("里", "裡", ("hant", "t2*")), Override("a", "", ())]
    library.choices.replace_pins(one.id, pins)
    library.choices.replace_rules(one.id, rules)
    with Library.open(library.path, writable=False) as again:
        assert (again.choices.load_pins(one.id), again.choices.load_rules(one.id)) == (pins, rules)
    library.choices.replace_pins(one.id, {0: (Pin(1, 2),)})
    library.choices.replace_rules(one.id, rules[1:])
    assert (library.choices.load_pins(one.id), library.choices.load_rules(one.id)) == ({0: (Pin(1, 2),)}, rules[1:])


def test_a_pin_moves_with_its_words_and_is_without_effect_while_they_are_missing(library: Library) -> None:
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


def test_drafts_are_stored_until_they_are_empty(library: Library) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    library.choices.store_draft(one.id, "", "一半")
    library.choices.store_draft(one.id, "urn:1", "另一\udcff半")
    library.choices.store_draft(one.id, "", "一半\x1b多")
    assert library.choices.load_drafts(one.id) == {"urn:1": "另一\ufffd半", "": "一半␛多"}
    library.choices.store_draft(one.id, "", "")
    assert library.choices.load_drafts(one.id) == {"urn:1": "另一\ufffd半"}


def test_replacing_pins_keeps_those_whose_words_are_missing(library: Library) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    missing = PinRecord(Target(3, 5, "不在", "前", "後"), "在", "hant", is_placed=False)
    library.choices.reanchor_pins(one.id, [missing], one.canonical.text)
    library.choices.replace_pins(one.id, {0: (Pin(0, 2),)})
    assert missing in library.choices.load_pin_records(one.id)
    assert library.choices.load_pins(one.id) == {0: (Pin(0, 2),)}


def test_an_article_that_is_not_stored_has_no_choices(library: Library) -> None:
    choices = library.choices
    assert (choices.load_pins("x"), choices.load_rules("x"), choices.load_drafts("x")) == ({}, [], {})
    with pytest.raises(ReaderError, match="its article is not there"):
        choices.store_draft("x", "", "一半")


def test_damaged_pins_and_rules_have_no_effect(library: Library) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    pins = [PinRecord(Target(start, start + 1, "字", "", ""), "字", "hant") for start in (0, 4, 9)]
    library.choices.reanchor_pins(one.id, pins, one.canonical.text)
    for change, left in (("start = 2 WHERE start = 0", [4, 9]), ("start = -1, behind = 3 WHERE start = 4", [9])):
        library.connection.execute(f"UPDATE pins SET {change}")
        assert [each.target.start for each in library.choices.load_pin_records(one.id)] == left
    library.connection.execute("UPDATE pins SET view = 'zz'")
    assert library.choices.load_pin_records(one.id) == []
    library.choices.replace_rules(one.id, [Override("里", "裡", ("hant", "t2*"))])
    for views, scopes in (('["hant", 3]', ("hant",)), ("[", ()), ("{}", ())):
        library.connection.execute("UPDATE rules SET views = ?", views)
        assert library.choices.load_rules(one.id) == [Override("里", "裡", scopes)]


def test_a_pin_of_no_characters_at_the_start_is_kept(library: Library) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    pin = PinRecord(Target(0, 0, "", "", ""), "字", "hant")
    library.choices.reanchor_pins(one.id, [pin], one.canonical.text)
    assert library.choices.load_pin_records(one.id) == [pin]
