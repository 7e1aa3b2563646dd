"""Datelines and run-in phrases at the beginning of paragraphs."""

from __future__ import annotations

import pytest

from reader.model import CleanText
from reader.structure.datelines_and_run_ins import find_dateline, find_run_in_candidate, find_run_ins
from reader.structure.lines import Line

REST = "停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅在塔上守了整整三个月，船工们都说好听，孩子们也来了。"


def line(text: str) -> Line:
    return Line(CleanText(text), 0, 1, 0, 0)


def run_ins_of(*paragraphs: str) -> list[str | None]:
    found = find_run_ins([line(text) for text in paragraphs])
    return [text[own.start : own.end] if own else None for own, text in zip(found, paragraphs, strict=True)]


@pytest.mark.parametrize(
    ("dateline", "people"),
    [
        ("新华社江岸5月9日电（记者罗素英、林悦）", ["罗素英", "林悦"]),
        ("新华社江岸5月9日电（罗素英、林悦）", ["罗素英", "林悦"]),
        ("新华社江岸5月9日电", []),
        ("本报讯（记者 罗素英）", ["罗素英"]),
        ("【本報訊】", []),
        ("（中央社記者羅素英桃園19日電）", ["羅素英"]),
        ("長江網10月4日訊（記者林志 整合）", ["林志"]),
    ],
)
def test_a_dateline_ends_where_the_story_begins(dateline: str, people: list[str]) -> None:
    text = dateline + REST
    found = find_dateline(line(text))
    assert found is not None
    assert text[: found.end] == dateline
    assert [text[a:b] for a, b in found.reporters] == people


@pytest.mark.parametrize("text", [REST, "（一）" + REST, "5月9日电费上涨" + REST, "【新书】" + REST])
def test_other_openings_are_no_datelines(text: str) -> None:
    assert find_dateline(line(text)) is None


def test_parallel_openings_are_run_ins_and_a_dash_before_them_is_none_of_them() -> None:
    phrases = ["经营主体活力充沛", "市场布局持续深化"]
    assert run_ins_of(*[f"——{phrase}。{REST}" for phrase in phrases]) == phrases
    assert run_ins_of(*[f"{sign}是{phrase}。{REST}" for sign, phrase in zip("一二", phrases, strict=True)]) == [
        "一是经营主体活力充沛",
        "二是市场布局持续深化",
    ]


@pytest.mark.parametrize(
    ("opening", "end"),
    [("渡口改造 ", 4), ("渡口改造：", 4), ("渡口改造", None), ("渡口，改造 ", None), ("渡口改造吗？", None)],
)
def test_an_opening_ends_at_a_space_or_a_stop(opening: str, end: int | None) -> None:
    found = find_run_in_candidate(line(opening + REST))
    assert (found and found.end) == end


def test_a_space_between_han_and_latin_ends_nothing() -> None:
    assert run_ins_of(f"配置最高的 S20 Ultra {REST}", f"尺寸居中的 S20+ {REST}") == [None, None]


def test_a_single_opening_and_plain_sentences_are_no_run_ins() -> None:
    assert run_ins_of(f"产业兴则县域强。{REST}") == [None]
    assert run_ins_of(f"他不信。{REST}", f"她来了。{REST}") == [None, None]
