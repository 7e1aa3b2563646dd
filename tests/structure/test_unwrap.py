"""Paragraphs that were broken at a fixed width are joined; other lines stay apart."""

from __future__ import annotations

import pytest

from reader.structure.lines import Line, iter_lines
from reader.structure.unwrap import WrapStyle, detect_wrapping, join_label_with_value, merge_lines, unwrap_lines

TEXT = "停摆了二十年的渡口大钟，昨天上午重新敲响，修钟的师傅，在塔上守了整整三个月。" * 3
WRAPPED = "\n".join(TEXT[i : i + 27] for i in range(0, len(TEXT), 27))


def lines_of(text: str) -> list[Line]:
    return list(iter_lines(text))


def test_wrapped_text_is_detected_and_joined() -> None:
    text = f"{WRAPPED}\n\n{WRAPPED}"
    style = detect_wrapping(lines_of(text))
    assert style is not None
    assert (style.width, style.has_blank_lines) == (54, True)
    assert [line.text for line in unwrap_lines(lines_of(text), style)] == [TEXT, TEXT]


def test_lines_that_are_paragraphs_or_titles_are_not_wrapped() -> None:
    assert detect_wrapping(lines_of("\n".join(["停摆了二十年的渡口大钟昨天重新敲响，师傅守了三个月。"] * 6))) is None
    assert detect_wrapping(lines_of("\n".join(["渡口的钟又响了船工们说不习惯江岸日报社记者报道"] * 8))) is None


def test_latin_words_are_joined_with_a_space_and_han_without() -> None:
    assert merge_lines(lines_of("Old\nTown")).text == "Old Town"
    assert merge_lines(lines_of("渡\n口")).text == "渡口"


def test_a_label_and_its_value_on_the_next_line_are_one() -> None:
    label, value = lines_of("责任编辑：\n罗素英")
    joined = join_label_with_value(label, value)
    assert joined is not None
    assert (joined[0].text, joined[1]) == ("责任编辑：罗素英", "editor")
    assert join_label_with_value(value, label) is None


def test_a_word_that_had_room_in_the_line_before_begins_a_paragraph() -> None:
    style = WrapStyle(54, has_blank_lines=False, has_first_line_indent=False)
    full, short = "停" * 27, "停" * 20
    for before, line, expected in (
        (full, "摆了", 1),
        (short, "摆了", 2),
        ("停" * 25, "摆了", 1),
        ("停" * 24, "摆了", 2),
        ("停" * 22 + "a", "words", 1),
        ("停" * 22 + "a", "word", 2),
        ("停" * 22 + "a", "word of", 2),
        ("停" * 22 + "停", "word", 2),
        ("停" * 22 + "停", "words", 1),
        (full, "- 摆", 2),
        (full, "【摆】", 2),
        (full, "　　摆了", 2),
        (full + "停" * 5, "摆了", 2),
        (full + "停" * 4, "摆了", 1),
        (full, "责任编辑：林悦", 2),
        (full, "相关新闻", 2),
        ("停" * 26 + "。", "▲摆", 2),
        ("停" * 26 + "。", "一、摆", 2),
        (full, "一、摆", 1),
        ("“" * 5 + "停" * 20, "摆了", 1),
        ("a" * 5 + "停" * 20, "摆了", 2),
    ):
        assert len(list(unwrap_lines(lines_of(f"{before}\n{line}"), style))) == expected, (before, line)


def test_indents_and_blank_lines_separate_paragraphs_where_the_text_has_them() -> None:
    text = "\n".join(["停" * 27, "　停" * 5, "停" * 20, "摆了"])
    indented = WrapStyle(54, has_blank_lines=False, has_first_line_indent=True)
    assert [len(line.text) for line in unwrap_lines(lines_of(text), indented)] == [27, 9, 20, 2]
    blank = WrapStyle(54, has_blank_lines=True, has_first_line_indent=False)
    assert len(list(unwrap_lines(lines_of("停" * 14 + "\n摆了"), blank))) == 1
    assert len(list(unwrap_lines(lines_of("停" * 13 + "\n摆了"), blank))) == 2
    assert len(list(unwrap_lines(lines_of("停" * 14 + "\n\n摆了"), blank))) == 2
    assert len(list(unwrap_lines(lines_of("停" * 13 + "。\n摆了"), blank))) == 2


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [("Old", "Town", "Old Town"), ("well-", "known", "well-known"), ("20", "24", "2024"), ("20", "a", "20 a"),
     ("渡a", "口", "渡a口"), ("渡", "a", "渡a")],
)  # fmt: skip
def test_only_latin_words_are_joined_with_a_space(first: str, second: str, joined: str) -> None:
    line = merge_lines(lines_of(f"\n　{first}\n{second}"))
    assert (line.text, line.number, line.end_number, line.indent, line.blank_lines_before) == (joined, 1, 3, 2, 1)


@pytest.mark.parametrize(
    ("label", "value", "joined"),
    [
        ("责任编辑：", "罗" * 24, False),
        ("责任编辑：", "罗素英", True),
        ("责任编辑：", "\n\n罗素英", True),
        ("责任编辑：", "\n\n\n罗素英", False),
        ("【责任编辑：】", "罗素英", True),
        ("责 任 编 辑：", "罗素英", True),
        ("责任编辑", "罗素英", False),
        ("责任编辑】", "罗素英", False),
        ("渡口：", "罗素英", False),
        ("责任编辑" + " " * 9 + "：", "罗素英", True),
        ("责任编辑" + " " * 10 + "：", "罗素英", False),
    ],
)
def test_only_a_label_alone_is_joined_with_a_short_value(label: str, value: str, *, joined: bool) -> None:
    first, second = lines_of(f"{label}\n{value}")
    assert (join_label_with_value(first, second) is not None) is joined
    assert join_label_with_value(first, None) is None


def test_a_paragraph_alone_in_a_file_is_wrapped_text() -> None:
    style = detect_wrapping(lines_of(WRAPPED))
    assert style is not None
    assert (style.width, style.has_blank_lines, style.has_first_line_indent) == (54, True, False)
    assert detect_wrapping(lines_of(TEXT[:-1])) is None
    indented = "\n".join(f"　　{WRAPPED}" for _ in range(3)).replace("　　停", "　　停")
    style = detect_wrapping(lines_of(indented))
    assert style is not None
    assert style.has_first_line_indent
