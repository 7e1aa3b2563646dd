"""BlockText: sentences, clauses, excluded spans and the words that give a unit its sense."""

from __future__ import annotations

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
