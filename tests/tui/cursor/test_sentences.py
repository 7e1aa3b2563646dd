from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.tui.cursor import sentences
from reader.tui.cursor.sentences import CHUNK_LENGTH, find_next_sentence
from reader.typeset.graphemes import iter_graphemes
from tests.tui.cursor.papers import TEXTS


def cut(text: str) -> list[str]:
    found, at = [], 0
    while text:
        start, end = sentences.find_sentence(text, at)
        found.append(text[start:end])
        behind = find_next_sentence(text, at)
        if behind is None:
            break
        at = behind
    return found


@pytest.mark.parametrize(
    "text",
    [
        "甲。|乙！|丙？|丁；戊……|己",
        "他說：「我不走。|你走！」|她問：「好嗎？」，他笑了。|完",
        "《誰？》獲獎。|讀《好！》、《不！》的人。",
        "（完。）|下一段?!|真的！？」",
        "「……我不知道。」|他走了",
        "沒有句號的標題",
        "增長3.5%。|見 https://a.example/b?c=d!e 和 www.a.example。",
        "Stocks rose 1.5%. |Mr. Smith of U.S. Steel said no. |See a.example. |See J. R. Doe vs. Roe.",
        "1. 甲。|2. 乙。|It was 3. |Then",
        "Yahoo!奇摩報道。|你好!|我們?|好;的",
        "AT&T;x?y!z 好",
        "第１．５節。|全形句點．|好",
        "……",
        "半形｡|好",
        "甲。 \u3000|乙。",
        "Wait... |what",
        "好。\u0301|的",
    ],
)
def test_sentences_end_at_their_stops(text: str) -> None:
    parts = text.split("|")
    assert cut("".join(parts)) == [part.rstrip() for part in parts]


def test_a_straight_quote_closes_only_after_an_opening_one() -> None:
    assert cut('他走了。"好的。"他說。') == ["他走了。", '"好的。"', "他說。"]


@given(TEXTS)
@example("好。 \u0301的")
@example("。。\u0301")
def test_sentences_cover_the_block_without_overlaps(text: str) -> None:
    sentences_ = [sentences.find_sentence(text, offset) for offset in range(len(text))]
    assert sentences_ == sorted(sentences_)
    found = sorted(set(sentences_))
    edges = {start for start, _ in iter_graphemes(text)} | {len(text)}
    assert edges.issuperset(edge for sentence in found for edge in sentence)
    starts = [*(start for start, _ in found), len(text)]
    assert starts[0] == 0 or not text
    for (start, end), behind in zip(found, starts[1:], strict=True):
        assert start < end <= behind
        assert not text[end:behind].strip()
        assert {sentences.find_sentence(text, offset) for offset in range(start, behind)} == {(start, end)}
        assert find_next_sentence(text, start) == (behind if behind < len(text) else None)


@given(TEXTS, st.integers(1, 60))
@example("1.」", 11)
def test_sentences_do_not_depend_on_chunks(text: str, before_the_cell: int) -> None:
    sample = "很" * 7 + "。」" + text + "。" + "好" * 5 + "！"
    before = "好。" + "很" * (CHUNK_LENGTH - before_the_cell - 3) + "。"
    whole = before + sample
    for offset in range(0, len(sample), 5):
        start, end = sentences.find_sentence(sample, offset)
        assert sentences.find_sentence(whole, len(before) + offset) == (len(before) + start, len(before) + end)


@pytest.mark.parametrize("into", range(14))
def test_a_run_of_stops_across_two_chunks_ends_one_sentence(into: int) -> None:
    sample = "好。「……我說。。」」」他走了"
    before = "好。" + "很" * (CHUNK_LENGTH - into - 3) + "。"
    assert len(before) == CHUNK_LENGTH - into
    for offset in range(len(sample)):
        start, end = sentences.find_sentence(sample, offset)
        assert sentences.find_sentence(before + sample, len(before) + offset) == (
            len(before) + start,
            len(before) + end,
        )


@pytest.mark.parametrize("unit", ["很", "。", "1. ", "。、", "」", "\u0301", "…", '。"', "Mr. ", "e\u0301"])
def test_a_sentence_longer_than_a_chunk_is_cut(unit: str) -> None:
    text = unit * (4 * CHUNK_LENGTH // len(unit))
    for offset in (0, CHUNK_LENGTH - 1, CHUNK_LENGTH, 2 * CHUNK_LENGTH + 5, len(text) - 1):
        start, end = sentences.find_sentence(text, offset)
        assert start <= offset
        assert start < end
        behind = find_next_sentence(text, offset)
        assert behind is None or behind > offset


def test_spaces_belong_to_the_sentence_before_them() -> None:
    assert sentences.find_sentence("甲。  乙。", 3) == (0, 2)


def test_sentences_need_no_dictionary() -> None:
    assert not hasattr(sentences, "phrases")
