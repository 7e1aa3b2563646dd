"""Paragraphs that were broken at a fixed width are joined; other lines stay apart."""

from __future__ import annotations

from reader.structure.lines import Line, iter_lines
from reader.structure.unwrap import detect_wrapping, join_label_with_value, merge_lines, unwrap_lines

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
