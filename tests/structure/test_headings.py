"""What a line says for being a heading, by its own characters."""

from __future__ import annotations

import pytest

from reader.model import CleanText
from reader.structure.headings import HEADING_SCORE_MIN, get_numbering, is_labelled_value, is_sibling, score_heading
from reader.structure.lines import Line, normalize_chars


def line(text: str) -> Line:
    return Line(CleanText(text), 0, 1, 0, 0)


@pytest.mark.parametrize(
    "text",
    [
        "塔上的人",
        "一、缘起",
        "（二）修钟",
        "01 它是谁",
        "3",
        "堅持產業第一 打造高地",
        "#保护港区水质及沿岸生态",
    ],
)
def test_a_short_line_or_one_with_a_number_can_be_a_heading(text: str) -> None:
    assert score_heading(line(text)) >= HEADING_SCORE_MIN


@pytest.mark.parametrize(
    "text",
    [
        "钟声停了。",
        "问：钟在哪里",
        "票价：80元",
        "游客咨询电话：55551234",
        "他说，",
        "钟" * 45,
        "日期：五月十日起",
        "好！",
    ],
)
def test_sentences_dialogue_and_labelled_values_are_no_headings(text: str) -> None:
    assert score_heading(line(text)) < HEADING_SCORE_MIN


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("钟", 0),
        ("钟" * 2, 1),
        ("钟" * 3, 1),
        ("钟" * 4, 2),
        ("钟" * 20, 2),
        ("钟" * 21, 1),
        ("钟" * 26, 1),
        ("钟" * 27, 0),
        ("一、钟", 5),
        ("一、" + "钟" * 38, 3),
        ("一、" + "钟" * 39, 0),
        ("■钟楼", 4),
        ("33", 2),
        ("333", 1),
        ("——某某某", 0),
        ("——一、某某", 0),
        ("塔上、", 0),
        ("塔上的人：", 0),
        ("「塔上的人。」", 0),
        ("林先生：好了", 0),
        ("记者：好了", 0),
        ("塔上的人！", 0),
        ("塔上的人…", 0),
        ("塔上的人？", 1),
        ("塔上？的人？", 0),
        ("「塔上的人」", 1),
        ("「塔上」的人", 2),
        ("塔上的「人」", 2),
        ("「塔上」的「人」", 2),
        ("塔上，的人，真好", 2),
        ("塔上，的人，真，好", 0),
        ("三个字 十四个", 3),
        ("三个字 " + "四" * 14, 3),
        ("三个字 " + "四" * 15, 2),
        ("两个 十四个字", 2),
        ("三个字 四个字 五个字", 2),
    ],
)
def test_a_heading_is_scored_by_length_number_ending_and_phrases(text: str, score: int) -> None:
    assert score_heading(line(text)) == score


def test_a_long_line_without_number_is_no_heading() -> None:
    assert score_heading(line("三个字 " + "四" * 10 + "一" * 19)) == 0


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("一、甲", "cn"),
        ("（一）甲", "cnp"),
        ("1. 甲", "ar"),
        ("01 甲", "zero"),
        ("■甲", "sign"),
        ("【甲乙】", "bracket"),
        ("甲", ""),
    ],
)
def test_a_number_has_a_class(text: str, kind: str) -> None:
    assert get_numbering(line(text)) == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("票价：80元", True),
        ("地点：江岸路", True),
        ("网址：www.example.com", True),
        ("专家：钟声将会回来", False),
        ("开放时间：全天", True),
        ("◆开放时间：全天", True),
        ("开放时间：", False),
        ("钟声", False),
    ],
)
def test_a_label_with_its_value_is_recognised(text: str, expected: bool) -> None:
    assert is_labelled_value(normalize_chars(text)) is expected


def test_lines_built_alike_are_siblings() -> None:
    assert is_sibling(line("一、缘起"), line("二、修钟的三个月"))
    assert is_sibling(line("塔上的人"), line("塔上的钟声"))
    assert not is_sibling(line("一、缘起"), line("塔上"))
    assert not is_sibling(line("■缘起"), line("一、缘起"))
    assert is_sibling(line("塔上的人"), line("塔上修钟的三个月"))
    assert not is_sibling(line("塔下的人"), line("塔上修钟的三个月"))
    assert is_sibling(line("河边的早点"), line("塔上的人和钟"))
    assert is_sibling(line("塔上的人和钟声"), line("河边的早点"))
    assert not is_sibling(line("塔上的人和钟声了"), line("河边的早点"))
    assert not is_sibling(line("河边的早点"), line("塔上的人和钟声了"))
    assert not is_sibling(line("塔上的人 和钟"), line("河边的人和早点"))
    assert is_sibling(line("塔上的人 和钟"), line("河边，的人早点"))
    assert is_sibling(line("塔上的人 和钟"), line("河边：的人早点"))
