"""The side list as text for the clipboard."""

from __future__ import annotations

import csv
import io

import pytest

from reader.i18n import Messages
from reader.tui.rows.clipboard_text import CLIPBOARD_FORMATS, format_figures, format_notes, format_rows
from tests.tui.open_articles import annotate, find_all_figures, open_text

ENGLISH = Messages("en")


@pytest.mark.parametrize("text", ["＝1+1", " =1+1", "　@SUM(1)", "=1+1", "+cmd", "@A1", "\t=1"])
def test_csv_rows_hold_no_formula(text: str) -> None:
    _, row = format_rows([(1, text)], "csv").split("\r\n")[:2]
    assert row.split(",", 1)[1].strip('"') == "'" + text


@pytest.mark.parametrize("text", ["-3", "+1,200", "-12.5%", "第一節"])
def test_numbers_and_words_in_csv_rows_stay_as_they_are(text: str) -> None:
    assert format_rows([(1, text)], "csv").split("\r\n")[1].split(",", 1)[1].strip('"') == text


def test_rows_are_indented_by_their_level() -> None:
    assert format_rows([(0, "一"), (1, "二")], "text") == "一\n  二"
    assert format_rows([(0, "一"), (1, "二")], "markdown") == "- 一\n  - 二"


# -- figures


def test_figures_are_a_table_of_subject_figure_value_and_qualifiers() -> None:
    article = open_text("新聞\n\n    公司去年賺了3億元，請了逾500名工人。\n")
    find_all_figures(article)
    figures = article.figure_index.figures
    head, *rows = format_figures(article, range(len(figures)), "text", ENGLISH).rstrip("\n").split("\n")
    assert head == "Measures\tAs printed\tValue\tQualifier"
    assert [row.split("\t")[1] for row in rows] == [figure.text for figure in figures]
    assert rows[-1].endswith("逾")
    table = format_figures(article, [0], "markdown", ENGLISH).splitlines()
    assert table[:2] == ["| Measures | As printed | Value | Qualifier |", "| --- | --: | --: | --- |"]
    assert " | 3億元 | " in table[2]


def test_a_single_figure_is_a_line() -> None:
    article = open_text("新聞\n\n    公司去年賺了3億元。\n")
    find_all_figures(article)
    line = format_figures(article, [0], "text", ENGLISH)
    assert "3億元" in line
    assert "\n" not in line
    assert "\t" not in line


def test_figures_as_csv_have_the_offsets_of_the_view() -> None:
    article = open_text("新闻\n\n    软件公司赚了3亿元，请了500名工人。\n")
    find_all_figures(article)
    article.converted.view_name = "twp"
    rows = list(csv.DictReader(io.StringIO(format_figures(article, [0], "csv", ENGLISH))))
    assert rows[0]["text"] == "3億元"
    block, start, end = int(rows[0]["block"]), int(rows[0]["start"]), int(rows[0]["end"])
    assert article.converted.get_block_view(block).text[start:end] == "3億元"


def test_a_bar_in_a_figure_does_not_end_a_cell_of_markdown() -> None:
    article = open_text("新聞\n\n    公司去年賺了3億元，請了500名a|b\\c工人。\n")
    find_all_figures(article)
    for row in format_figures(article, range(len(article.figure_index.figures)), "markdown", ENGLISH).splitlines()[2:]:
        assert row.replace("\\|", "").count("|") == 5


# -- annotations


def test_notes_are_quote_note_and_tags() -> None:
    article = open_text()
    annotation = annotate(article, "舊碼頭", note="要核實\n第二行", tags=("港口", "三年"))
    assert format_notes(article, [annotation], "text") == "舊碼頭\n要核實\n第二行\n#港口 #三年"
    assert format_notes(article, [annotation], "markdown") == "- 舊碼頭\n  要核實\n  第二行\n  #港口 #三年"
    article.converted.view_name = "hans"
    assert format_notes(article, [annotation], "text").startswith("旧码头\n要核實")


def test_several_notes_are_separated() -> None:
    article = open_text()
    annotations = [annotate(article, "舊碼頭", number=1), annotate(article, "理發店", number=2)]
    assert format_notes(article, annotations, "text") == "舊碼頭\n\n理發店"
    assert format_notes(article, annotations, "markdown") == "- 舊碼頭\n- 理發店"
    header, *rows = csv.reader(io.StringIO(format_notes(article, annotations, "csv").lstrip("\ufeff")))
    assert len(rows) == 2
    assert any("舊碼頭" in cell for cell in rows[0])
    assert len(header) == len(rows[0])


def test_every_format_takes_everything() -> None:
    article = open_text()
    annotation = annotate(article, "舊碼頭")
    find_all_figures(article)
    for style in CLIPBOARD_FORMATS:
        assert "舊碼頭" in format_notes(article, [annotation], style)
        assert "800元" in format_figures(article, range(len(article.figure_index.figures)), style, ENGLISH)
        assert "甲" in format_rows([(0, "甲")], style)
