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
        ("本报5月9日电（素英、林悦）", []),
        ("本报讯（通讯员 林悦）", ["林悦"]),
        ("記者羅素英／江岸報導", ["羅素英"]),
        ("【即時新聞】", []),
        ("〔記者羅素英／江岸報導〕", ["羅素英"]),
        ("新华社江岸5月9日消息", []),
    ],
)
def test_a_dateline_ends_where_the_story_begins(dateline: str, people: list[str]) -> None:
    text = dateline + REST
    found = find_dateline(line(text))
    assert found is not None
    assert text[: found.end] == dateline
    assert [text[a:b] for a, b in found.reporters] == people


@pytest.mark.parametrize(
    ("dateline", "outlet"),
    [
        ("新华社江岸5月9日电", "新华社"),
        ("（中央社記者羅素英桃園19日電）", "中央社"),
        ("【明報專訊】", "明報"),
        ("【本報訊】", None),
        ("本报讯", None),
    ],
)
def test_a_dateline_begins_with_its_agency_or_paper(dateline: str, outlet: str | None) -> None:
    text = dateline + REST
    found = find_dateline(line(text))
    assert found is not None
    assert (found.outlet and text[found.outlet[0] : found.outlet[1]]) == outlet


@pytest.mark.parametrize(("behind", "is_dateline"), [("钟" * 5, False), ("钟" * 6, True)])
def test_a_dateline_alone_opens_no_paragraph(behind: str, *, is_dateline: bool) -> None:
    assert (find_dateline(line("【本报讯】" + behind)) is not None) is is_dateline


@pytest.mark.parametrize(
    "text",
    [
        REST,
        "江岸5月9日电" + REST,
        "【写渡口老街的书里有一位记者】" + REST,
        "（一）" + REST,
        "5月9日电费上涨" + REST,
        "【新书】" + REST,
    ],
)
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
    [
        ("渡口改造 ", 4),
        ("渡口改造：", 4),
        ("渡口改造。", 4),
        ("渡口改。", None),
        ("渡：", None),
        ("渡口：", 2),
        ("渡" * 12 + "：", 12),
        ("渡" * 13 + "：", None),
        ("渡" * 24 + "。", 24),
        ("渡" * 25 + "。", None),
        ("渡口改造", None),
        ("渡口，改造 ", None),
        ("渡口，改造。", 5),
        ("渡口，改，造。", None),
        ("“渡口改造。", None),
        ("“渡口”改造。", 6),
        ("渡口改造吗？", None),
        ("《渡口改造》。", None),
        ("据渡口改造。", None),
        ("他对记者说：", None),
        ("林先生：", None),
        ("罗素英：", None),
        ("渡口2 ", None),
        ("渡口改造 2", None),
        ("——渡口改造：", 6),
        ("—————渡口改造：", None),
    ],
)
def test_an_opening_ends_at_a_space_or_a_stop(opening: str, end: int | None) -> None:
    found = find_run_in_candidate(line(opening + REST))
    assert (found and found.end) == end


def test_a_bold_opening_is_a_run_in_by_itself() -> None:
    assert run_ins_of("**渡口改造。**" + "钟" * 11) == ["渡口改造"]
    assert run_ins_of("**渡口改造。**" + "钟" * 10) == [None]
    assert run_ins_of("**渡口改造" + "钟" * 90) == [None]


@pytest.mark.parametrize(("behind", "end"), [("钟" * 39, None), ("钟" * 40, 4)])
def test_enough_text_follows_a_run_in(behind: str, end: int | None) -> None:
    found = find_run_in_candidate(line("渡口改造：" + behind))
    assert (found and found.end) == end


@pytest.mark.parametrize(
    ("openings", "expected"),
    [
        (("一是渡口", "二是老街的夜市"), True),  # numbers
        (("渡口的改造", "老桥和街市的改造"), True),  # the same end
        (("渡口改造", "渡口的老街上"), True),  # the same beginning, lengths within 4
        (("渡口改造", "渡口的老街上来了人"), False),
        (("——渡口改造", "——老街上的夜市来了人"), True),  # dashes
        (("渡口改造", "老街夜市", "大钟重响"), True),  # alike in length, and near
        (("渡口改造", "老街夜市"), False),
        (("渡口改造", "老街的夜市也在", "大钟重响"), False),
        (("渡口改造", "老街夜市", "他们来了吗"), False),
        (("渡口改造", "渡口改造"), False),
    ],
)
def test_openings_that_are_alike_are_run_ins(openings: tuple[str, ...], *, expected: bool) -> None:
    found = run_ins_of(*[f"{opening}。{REST}" for opening in openings])
    assert [phrase is not None for phrase in found] == [expected] * len(openings)


def test_a_space_between_han_and_latin_ends_nothing() -> None:
    assert run_ins_of(f"配置最高的 S20 Ultra {REST}", f"尺寸居中的 S20+ {REST}") == [None, None]


def test_a_single_opening_and_plain_sentences_are_no_run_ins() -> None:
    assert run_ins_of(f"产业兴则县域强。{REST}") == [None]
    assert run_ins_of(f"他不信。{REST}", f"她来了。{REST}") == [None, None]
