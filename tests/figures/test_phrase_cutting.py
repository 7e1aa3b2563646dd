"""Phrases are cut at the borders of their words, and never longer than asked for."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.figures.phrase_cutting import condense, find_word_borders, keep_end, keep_start

PHRASES = st.text("中国企业数量的在发展和社会(经济)就业工作将被学生X1", max_size=40)


def test_borders_stand_between_known_words() -> None:
    text = "社会发展的企业数量"
    borders = find_word_borders(text, 0, len(text))
    words = [text[start:end] for start, end in pairwise(borders)]
    assert words == ["社会", "发展", "的", "企业", "数量"]


@pytest.mark.parametrize(
    ("phrase", "most", "kept"),
    [
        ("中国企业数量", 12, "中国企业数量"),
        ("社会经济发展的企业数量", 8, "发展的企业数量"),
        ("社会经济发展的企业数量", 5, "企业数量"),
        ("社会经济发展的企业数量", 4, "企业数量"),
        ("社会经济发展的企业数量", 3, "数量"),
        ("经济发展(GDP)数量", 6, "经济发展数量"),
        ("社会经济发展(GDP)数量", 6, "经济发展数量"),
        ("社会(GDP)数量", 3, "数量"),
        ("社会(GDP)数量", 2, "数量"),
        ("社会(GDP)数量统计", 2, "统计"),
        ("社会数量(GDP)", 4, "社会数量"),
        ("(GDP)数量", 4, "数量"),
        ("(GDP)的数量", 3, "数量"),
        ("(GDP)的数量", 4, "数量"),
        ("社会)数量", 5, "社会)数量"),
        ("社会)数量", 4, "数量"),
        ("的数量", 3, "数量"),
        ("的确数量", 4, "的确数量"),
        ("", 4, ""),
        ("的", 4, ""),
    ],
)
def test_keep_end_gives_the_end_of_a_phrase_with_its_head(phrase: str, most: int, kept: str) -> None:
    assert "".join(phrase[a:b] for a, b in keep_end(phrase, 0, len(phrase), most)) == kept


def test_nothing_behind_a_bracket_is_no_part() -> None:
    assert keep_end("社会数量(GDP)", 0, 9, 4) == [(0, 4)]
    assert keep_end("社会(GDP)数量", 0, 9, 4) == [(0, 2), (7, 9)]


def test_the_beginning_of_a_phrase_does_not_end_in_a_link() -> None:
    phrase = "学生在社会就业"
    assert phrase[slice(*keep_start(phrase, 0, len(phrase), 3))] == "学生"


def test_a_long_clause_keeps_its_beginning_and_its_end() -> None:
    clause = "成立中国社会发展研究委员会的企业数量统计组织"
    spans = condense(clause, 0, len(clause), 10)
    assert len(spans) == 2
    assert clause[slice(*spans[0])].startswith("成立")
    assert clause[slice(*spans[1])].endswith("组织")


@pytest.mark.parametrize(
    ("phrase", "most", "kept"),
    [
        ("社会经济", 4, "社会经济"),
        ("社会经济", 3, "社会"),
        ("社会经济", 1, "社"),
        ("目的数量", 2, "目的"),
        ("数量的", 3, "数量"),
        ("的", 1, ""),
        ("社会在", 3, "社会"),
    ],
)
def test_keep_start_gives_the_first_whole_words(phrase: str, most: int, kept: str) -> None:
    assert phrase[slice(*keep_start(phrase, 0, len(phrase), most))] == kept


@pytest.mark.parametrize(
    ("text", "start", "words"),
    [
        ("社会发展", 0, ["社会", "发展"]),
        ("社会发展", 2, ["发展"]),
        ("甲乙社会", 0, ["甲乙", "社会"]),
        ("甲的乙", 0, ["甲", "的", "乙"]),
        ("社会甲乙", 0, ["社会", "甲乙"]),
        ("社", 0, ["社"]),
    ],
)
def test_characters_of_no_known_word_stay_together(text: str, start: int, words: list[str]) -> None:
    borders = find_word_borders(text, start, len(text))
    assert [text[a:b] for a, b in pairwise(borders)] == words


@given(PHRASES, st.integers(2, 14))
def test_cut_phrases_are_parts_of_the_phrase_within_the_limit(phrase: str, most: int) -> None:
    for spans in (
        keep_end(phrase, 0, len(phrase), most),
        [keep_start(phrase, 0, len(phrase), most)],
        condense(phrase, 0, len(phrase), most),
    ):
        assert sum(end - start for start, end in spans) <= most
        assert all(0 <= start <= end <= len(phrase) for start, end in spans)
        assert spans == sorted(spans)
