"""BlockText: sentences, clauses, excluded spans and the words that give a unit its sense."""

from __future__ import annotations

import pytest

from reader.figures.block_text import BlockText
from reader.figures.context import FigureContext

TEXT = "發生地震,深度5級。風速9級"


def block(*excluded: tuple[int, int]) -> BlockText:
    return BlockText("发生地震,深度5级。风速9级", FigureContext(), excluded)


def test_sentences_and_clauses_end_at_their_stops() -> None:
    assert block().sentence_at(7) == (0, 9)
    assert block().clause_at(7) == (5, 9)
    assert block().clause_at(11) == (10, 14)


def test_a_cue_counts_only_in_its_own_sentence() -> None:
    assert block().cue_distance("quake", 7) == 5
    assert block().cue_distance("quake", 12) is None
    assert block().has_cue("wind", 12)
    assert not block().has_cue("wind", 7, "close")


def test_excluded_spans_are_asked_for_in_order() -> None:
    text = block((2, 4), (8, 10))
    assert [text.excluded_end(at) for at in (0, 2, 3, 4, 7, 8, 9, 10)] == [0, 4, 4, 0, 0, 10, 10, 0]


def test_a_numeral_is_read_once() -> None:
    text = block()
    assert text.numeral_at(7) is text.numeral_at(7)
    assert text.numeral_at(len(text.text)) is None


def test_a_stop_belongs_to_the_sentence_before_it() -> None:
    assert block().sentence_at(9) == (0, 9)
    assert block().sentence_at(10) == (10, 14)
    assert block().clause_at(4) == (0, 4)


@pytest.mark.parametrize(("at", "start"), [(0, 0), (2, 0), (3, 0), (4, 4), (5, 4), (6, 6)])
def test_a_semicolon_ends_no_full_sentence(at: int, start: int) -> None:
    assert BlockText("甲;乙。丙!丁", FigureContext()).full_sentence_start(at) == start


def test_excluded_spans_may_follow_directly_on_each_other() -> None:
    text = block((4, 6), (2, 4))
    assert [text.excluded_end(at) for at in (1, 2, 4, 5, 6)] == [0, 4, 6, 6, 0]


FAR = "甲" * 61


@pytest.mark.parametrize(
    ("text", "at", "where", "distance"),
    [
        ("深度5级", 2, "", None),
        ("地震", 0, "", 0),
        ("地震", 0, "next", 0),
        ("。地震5级", 3, "left", 2),
        ("地震。5级", 3, "", None),
        ("5地震。", 0, "", 1),
        ("5级。地震", 0, "", None),
        ("地震甲5甲甲甲地震", 3, "", 3),
        ("地震甲甲甲5地震", 5, "", 1),
        ("地震甲甲甲5", 5, "close", 5),
        ("地震甲甲甲甲5", 6, "close", None),
        ("5地震", 0, "close", None),
        ("地震" + FAR, 14, "left", 14),
        ("地震" + FAR, 15, "left", None),
        ("5地震", 0, "left", None),
        ("5甲甲甲甲地震", 0, "next", 5),
        ("5甲甲甲甲甲地震", 0, "next", None),
        ("地震5", 2, "next", None),
        ("地震" + FAR, 60, "", 60),
        ("地震" + FAR, 61, "", None),
        (FAR + "地震", 2, "", 59),
        (FAR + "地震", 1, "", None),
        ("地震甲地震5", 5, "", 2),
        ("5地震甲地震", 0, "", 1),
    ],
)
def test_distance_of_a_cue_is_counted_within_the_reach_of_its_place(
    text: str, at: int, where: str, distance: int | None
) -> None:
    assert BlockText(text, FigureContext()).cue_distance("quake", at, where) == distance
    assert BlockText(text, FigureContext()).has_cue("quake", at, where) == (distance is not None)
