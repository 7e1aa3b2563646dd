from __future__ import annotations

import pytest

from reader.model import clean
from reader.script.converter import ArticleConverter
from reader.script.vocabulary_filter import find_titles
from reader.text.tsv import read_rows

SENTENCES = read_rows(__file__, "data/regional_words")
"""Of our own writing: a view, a sentence, words that it has in the view, and words that it must not have."""


def is_right(view: str, sentence: str, expected: str, unexpected: str) -> bool:
    converter = ArticleConverter("Hant", "TW") if view == "hansp" else ArticleConverter("Hans", None)
    shown = converter.convert_text(clean(sentence), view, converter.script)  # type: ignore[arg-type]
    return expected in shown and not (unexpected and unexpected in shown)


def test_words_change_only_in_the_sense_that_fits() -> None:
    assert len(SENTENCES) >= 300
    wrong = [row[1] for row in SENTENCES if not is_right(*row)]
    assert len(wrong) <= 0.03 * len(SENTENCES), wrong


def test_a_word_in_doubt_stays_and_is_a_candidate() -> None:
    text = clean("他打开了程序")
    found = ArticleConverter("Hans", None).find_changes(text, "twp", "Hans")
    change = next(each for each in found if text[each.start : each.end] == "程序")
    assert (change.replacement, change.candidates, change.is_doubtful) == ("程序", ("程序", "程式"), True)


@pytest.mark.parametrize("text", ["接口头通知", "在边界面对", "聚集成群", "勇敢的士兵", "存在线索"])
def test_a_word_that_crosses_a_commoner_one_is_not_replaced(text: str) -> None:
    converter = ArticleConverter("Hans", None)
    assert converter.convert(clean(text), "twp", "Hans").phrases == ()


def test_titles_are_found_with_their_brackets() -> None:
    assert find_titles("读《软件》和《程序》") == [(1, 5), (6, 10)]
