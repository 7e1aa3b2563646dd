"""Lines that hold date, outlet and people: what kind they are, and where their values stand."""

from __future__ import annotations

import pytest

from reader.structure.lines import normalize_chars
from reader.structure.metadata_lines import (
    classify_metadata_line,
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
