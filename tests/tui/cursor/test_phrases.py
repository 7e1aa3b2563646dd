"""Phrases: where they begin and end, in either script, with the dictionary and without."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.model import clean
from reader.text.folding import fold_script
from reader.tui.cursor import phrases
from reader.tui.cursor.phrases import (
    CHUNK_LENGTH,
    find_phrase,
    iter_phrases_before,
    iter_phrases_from,
    split_into_pairs,
)
from reader.typeset.graphemes import iter_graphemes
from reader.word_process import WordProcess

SIGNS = "發展发共生經济的了好一𨋢々〇かカー，。「」……！ 　\n\u00a0\t1２.,%$元億個aZé-@'’\u0301\u200d👨🇭🇰葛\U000e0100"
TEXTS = st.text(st.sampled_from(SIGNS), max_size=60).map(clean) | st.text(max_size=40).map(clean)


def find_phrases(text: str) -> list[tuple[int, int]]:
    return list(phrases.iter_phrases_from(text, 0))


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in find_phrases(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("記者陳大文報導", "記者 陳大文 報導"),
        ("记者陈大文报导", "记者 陈大文 报导"),
        ("經濟發展迅速", "經濟 發展 迅速"),
        ("共6.02億美元。", "共 6.02億美元 。"),
        ("1，234人到場", "1，234人 到場"),
        ("6月25,江華", "6月 25 , 江華"),
        ("2018-12-21 19:30", "2018-12-21 19:30"),
        ("100多名學生，63%", "100多名 學生 ， 63%"),
        ("50多 公里", "50多 公里"),
        ("5G網絡與COVID-19", "5G 網絡 與 COVID-19"),
        ("用iPhone 15 Pro看", "用 iPhone 15 Pro 看"),
        ("見 https://a.example/b?c=d#e。", "見 https://a.example/b?c=d#e 。"),
        ("don’t AT&T", "don’t AT&T"),
        ("「好」……", "「 好 」 ……"),
        ("カタカナとひらがな", "カタカナ とひらがな"),
        ("葛\U000e0100飾", "葛\U000e0100 飾"),
        ("👨\u200d👩\u200d👧好", "👨\u200d👩\u200d👧 好"),
        ("€5 $3.5萬", "€5 $3.5萬"),
    ],
)
def test_phrases_are_words_numbers_with_units_and_signs(text: str, expected: str) -> None:
    assert cut(text) == expected.split(" ")


@given(TEXTS)
@example("")
@example(" \u0301a")
@example("1.1.1")
@example("e\u0301\u0301 \u0301")
def test_phrases_cover_everything_but_spaces_without_overlaps(text: str) -> None:
    found = find_phrases(text)
    ends = [0, *(end for _, end in found)]
    starts = [*(start for start, _ in found), len(text)]
    assert all(start < end for start, end in found)
    for end, start in zip(ends, starts, strict=True):
        assert end <= start
        assert not text[end:start].strip()
    edges = {start for start, _ in iter_graphemes(text)} | {len(text)}
    assert edges.issuperset(starts + ends)


@given(TEXTS)
def test_a_phrase_is_found_from_every_offset_in_it(text: str) -> None:
    found = find_phrases(text)
    for start, end in found:
        assert {find_phrase(text, offset) for offset in range(start, end)} == {(start, end)}
    for offset in range(len(text) + 1):
        assert list(iter_phrases_from(text, offset)) == [phrase for phrase in found if phrase[0] >= offset]
        assert list(iter_phrases_before(text, offset)) == [phrase for phrase in reversed(found) if phrase[0] < offset]


@given(st.text(st.sampled_from("1２90.,，年億")))
def test_no_phrase_ends_inside_digits(text: str) -> None:
    for _, end in find_phrases(text):
        assert not (text[end - 1].isdigit() and text[end : end + 1].isdigit())


@given(TEXTS)
def test_both_scripts_have_the_same_phrases(text: str) -> None:
    assert find_phrases(text) == find_phrases(fold_script(text))


def test_find_phrase_on_a_space_gives_the_run_of_spaces() -> None:
    assert find_phrase("好 \u3000 好", 2) == (1, 4)
    assert find_phrase("好", 1) == (1, 1)
    assert find_phrase("", 0) == (0, 0)
    assert find_phrase("好", 9) == (1, 1)


@pytest.mark.parametrize(
    "unit", ["共生經濟發展，6.02億美元。", "很", "1", "a ", " ", "。", "e\u0301", "\u0301", "👨\u200d", "🇭🇰", "1,111"]
)
def test_phrases_of_a_long_text_cover_it_and_are_no_longer_than_two_chunks(unit: str) -> None:
    text = unit * (3 * CHUNK_LENGTH // len(unit))
    found = find_phrases(text)
    assert "".join(text[start:end] for start, end in found) == "".join(text.split())
    assert all(end - start <= 2 * CHUNK_LENGTH for start, end in found)
    for offset in (CHUNK_LENGTH - 1, CHUNK_LENGTH, CHUNK_LENGTH + 1, 2 * CHUNK_LENGTH, len(text) - 1):
        start, end = find_phrase(text, offset)
        assert start <= offset < end
        assert (start, end) in found or not text[start:end].strip()


def test_no_word_is_lost_between_chunks() -> None:
    sentence = "共生經濟發展迅速，"
    text = sentence * CHUNK_LENGTH
    words = cut(sentence)
    assert cut(text) == words * CHUNK_LENGTH


def test_without_a_dictionary_han_is_divided_at_function_words_and_into_pairs() -> None:
    assert split_into_pairs(fold_script("經濟的發展與共生經濟圈")) == ["经济", "的", "发展", "与", "共生", "经济", "圈"]
    assert split_into_pairs("") == []


@given(st.text(st.sampled_from("的了经济发展和圈")))
def test_joined_pairs_are_the_text(han: str) -> None:
    assert "".join(split_into_pairs(han)) == han


def test_phrases_are_found_where_words_cannot_be_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrases, "_get_word_process", lambda: WordProcess("no_module_of_this_name"))
    phrases._split_chunk.cache_clear()
    assert cut("經濟的發展，6.02億美元") == ["經濟", "的", "發展", "，", "6.02億美元"]
    phrases._split_chunk.cache_clear()


def test_the_dictionary_is_loaded_in_another_process() -> None:
    program = """
import sys
from reader.tui.cursor import phrases
phrases.load_dictionary()
print(ascii([*phrases.iter_phrases_from("\\u5171\\u751f\\u7d93\\u6fdf\\u5708", 0)]), "rjieba" in sys.modules)
"""
    ran = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert ran.stdout.strip() == "[(0, 2), (2, 5)] False"
