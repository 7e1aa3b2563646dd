"""Lines that hold date, outlet and people: what kind they are, and where their values stand."""

from __future__ import annotations

import pytest

from reader.structure.lines import normalize_chars
from reader.structure.metadata_lines import (
    classify_metadata_line,
    find_agency,
    find_name_with_outlet,
    find_reporters,
    split_metadata_line,
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2024-05-10 08:09 来源：江岸日报", "date"),
        ("来源于：江岸日报", "source"),
        ("本文来源于 江岸日报　2024-05-10", "source"),
        ("责任编辑：罗素英 | 版面编辑：林悦", "editor"),
        ("選稿：羅素英", "editor"),
        ("記者羅素英／江岸報導", "byline"),
        ("林悦/中国青年报", "byline"),
        ("報導．攝影╱羅素英", "byline"),
        ("Author, 罗素英", "byline"),
        ("2024-05-13 06:16 发布于北京 江岸日报官方账号", "date"),
        ("金错刀 2015-06-23 14:42", "byline"),
        ("最近更新： 3 小时前", "date"),
        ("今天的天气很好", None),
        ("文武百官都来了", None),
        ("发布会在下午举行", None),
        ("主管機關113/06/10公布名單。", None),
    ],
)
def test_a_line_above_the_story_has_the_kind_of_its_first_part(text: str, kind: str | None) -> None:
    assert classify_metadata_line(normalize_chars(text), in_head=True) == kind


def test_in_the_story_a_bare_date_is_no_furniture() -> None:
    assert classify_metadata_line(normalize_chars("2024-05-10"), in_head=False) is None
    assert classify_metadata_line(normalize_chars("责任编辑：罗素英"), in_head=False) == "editor"


def test_the_parts_of_a_line_stand_where_they_are_printed() -> None:
    text = normalize_chars("2024-05-10 08:09 来源：江岸日报 作者：罗素英")
    parts, rest = split_metadata_line(text)
    values = {part.field: text[part.start : part.end].strip() for part in parts}
    assert values == {"date": "2024-05-10 08:09", "source": "江岸日报", "author": "罗素英"}
    assert rest == ""


def test_a_name_before_an_outlet_is_a_person() -> None:
    text = normalize_chars("林悦/中国青年报")
    pair = find_name_with_outlet(text)
    assert pair is not None
    assert [text[a:b] for a, b in pair] == ["林悦", "中国青年报"]
    assert find_name_with_outlet("钟声/很好听") is None


def test_reporters_are_found_in_a_byline() -> None:
    text = normalize_chars("（中央社記者羅素英桃園19日電）")
    assert [text[a:b] for a, b in find_reporters(text)] == ["罗素英"]


@pytest.mark.parametrize(
    ("text", "in_head", "in_story"),
    [
        ("本报记者 方敏 欧阳凌霄", "byline", "byline"),
        ("■記者戚文熙", "byline", "byline"),
        ("通讯员 林悦", "byline", "byline"),
        ("本报记者", "byline", "byline"),
        ("社记者", None, None),
        ("一二三四记者 罗素英", "byline", "byline"),
        ("一二三四五记者 罗素英", None, None),
        ("渡口的人报 记者 罗素英", "byline", "byline"),
        ("（中央社记者罗素英桃园19日电）", "byline", "byline"),
        ("一二三四五六七八中央社记者罗素英桃园19日电", None, None),
        ("即时新闻/综合报导", "byline", "byline"),
        ("渡口/台北报导", None, None),
        ("罗素英/渡口", None, None),
        ("英/新京报", None, None),
        ("2024-05-10", "date", None),
        ("2024-05-10。", "date", None),
        ("2024-05-10 " + "渡" * 10, "date", None),
        ("2024-05-10 " + "渡" * 11, None, None),
        ("2024-05-10 阅读：123", "date", None),
        ("2024-05-10 08:09 来源：新京报", "date", "date"),
        ("5月9日 来源：新京报", "source", None),
        ("来源：江岸日报 渡口的钟", "source", None),
        ("来源：江岸日报 渡口的钟声", None, None),
        ("来源：渡口，江岸", "source", None),
        ("来源：渡口。江岸", None, None),
        ("来源：" + "渡" * 30, "source", "source"),
        ("来源：" + "渡" * 31, None, None),
        ("来源 新京报", None, None),
        ("阅读：" + "1" * 12, "chrome", "chrome"),
        ("阅读：" + "1" * 13, None, None),
        ("作者：罗素英 的人来了", "byline", "byline"),
        ("作者：罗素英 的人来了吧", None, None),
        ("图：林悦 渡口的钟", "byline", "byline"),
        ("图：林悦 渡口的钟声", None, None),
        ("编：渡口的钟楼", None, None),
        ("责任编辑：", "editor", "editor"),
        ("【责任编辑：罗素英】", "editor", "editor"),
        ("责任编辑：" + "罗素英、" * 28 + "罗素英", "editor", "editor"),
        ("责任编辑：" + "罗素英、" * 29, None, None),
        ("新京报", "source", None),
        ("新京报 渡口", None, None),
        ("即时新闻", None, None),
        ("江岸日报官方账号", None, None),
        ("2024-05-13 江岸日报官方账号", "date", None),
    ],
)
def test_a_line_needs_more_to_be_metadata_in_the_story_than_above_it(
    text: str, in_head: str | None, in_story: str | None
) -> None:
    normalized = normalize_chars(text)
    assert classify_metadata_line(normalized, in_head=True) == in_head
    assert classify_metadata_line(normalized, in_head=False) == in_story


@pytest.mark.parametrize(
    ("text", "people", "agency"),
    [
        ("（中央社记者罗素英桃园19日电）", ["罗素英"], "中央社"),
        ("記者罗素英／江岸報導", ["罗素英"], None),
        ("实习记者 罗素英 来源：新京报", ["罗素英"], None),
        ("记者 罗素英 摄影：林悦", ["罗素英", "林悦"], None),
        ("通讯员 林悦", ["林悦"], None),
        ("新京报 林悦", [], None),
        ("员工", [], None),
    ],
)
def test_the_people_of_a_byline_are_found(text: str, people: list[str], agency: str | None) -> None:
    normalized = normalize_chars(text)
    assert [text[a:b] for a, b in find_reporters(normalized)] == people
    found = find_agency(normalized)
    assert (found and text[found[0] : found[1]]) == agency


@pytest.mark.parametrize(
    ("text", "values", "rest"),
    [
        ("作者 罗素英 来源于 新京报", {"author": "罗素英", "source": "新京报"}, ""),
        ("文/罗素英 图/林悦", {"author": "罗素英", "photo": "林悦"}, ""),
        ("来源：江岸日报|渡口的钟", {"source": "江岸日报"}, "渡口的钟"),
        ("来源：海财网　　作者：尤可欣", {"source": "海财网", "author": "尤可欣"}, ""),
        ("责编：罗素英（ZN028）", {"editor": "罗素英（ZN028）"}, ""),
        ("来源：江岸日报（2024年）渡口", {"source": "江岸日报"}, "2024年渡口"),
        ("渡口的钟", {}, "渡口的钟"),
        ("", {}, ""),
    ],
)
def test_what_is_no_part_of_a_metadata_line_is_left(text: str, values: dict[str, str], rest: str) -> None:
    parts, left = split_metadata_line(normalize_chars(text))
    assert {part.field: text[part.start : part.end].strip() for part in parts} == values
    assert left == rest
