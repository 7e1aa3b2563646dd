"""Copies as tables for spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.model import Annotation
from reader.copies.annotated_view import make_annotated_view
from reader.copies.csv import render_csv
from reader.copies.text import render_text
from reader.model import Article, Block, Origin, clean
from reader.services.figures import find_view_figures
from reader.text.csv_rows import format_csv_row
from tests.copies.articles import WHEN, make_article, make_note


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_notes_are_rows_with_their_positions() -> None:
    article = Article(Origin("x"), (Block("heading", clean("碼頭")), Block("paragraph", clean("水深足夠"))))
    text = render_csv(
        make_annotated_view(article, [make_note(article, 5, 7, "多深？\n十二米", colour="green", tags=("港", "水"))])
    )
    assert text.startswith("id,section,block,start,end,quote,note,colour,tags,state,created,modified\r\n")
    (row,) = rows(text)
    assert (row["section"], row["block"], row["start"], row["end"]) == ("碼頭", "1", "2", "4")
    assert (row["quote"], row["note"], row["colour"], row["tags"]) == ("足夠", "多深？\n十二米", "green", "港 水")
    assert (row["state"], row["created"]) == ("exact", WHEN)


def test_rows_are_numbered_and_a_note_without_a_place_has_no_position() -> None:
    article = make_article("碼頭水深", "足夠")
    whole, lost = Annotation("urn:w", WHEN, WHEN), replace(make_note(article, 1, 2), state="orphan")
    text = render_csv(make_annotated_view(article, [make_note(article, 5, 7), lost, whole]))
    assert [[row[key] for key in ("id", "block", "start", "end", "quote")] for row in rows(text)] == [
        ["1", "", "", "", ""],
        ["2", "1", "0", "2", "足夠"],
        ["3", "", "", "", "頭"],
    ]


def test_a_note_on_an_article_without_blocks_has_no_position() -> None:
    empty, note = Article(Origin("x"), ()), make_note(make_article("碼頭"), 0, 2)
    (row,) = rows(render_csv(make_annotated_view(empty, [note])))
    assert (row["block"], row["start"], row["quote"]) == ("", "", "碼頭")


def test_no_control_character_of_a_note_is_written() -> None:
    article = make_article("文")
    page = make_annotated_view(article, [make_note(article, 0, 1, "\x1b[31m紅\u202e", tags=("\x9b",))])
    for text in (render_csv(page), render_text(page)):
        assert clean(text) == text
        assert "紅" in text


def test_csv_begins_with_a_byte_order_mark_on_request() -> None:
    page = make_annotated_view(make_article("文"), [])
    assert render_csv(page, bom=True) == "\ufeff" + render_csv(page)


def test_figures_are_rows_where_they_are_asked_for() -> None:
    article = make_article("今年投資6.02億美元，建成泊位8個。")
    text = render_csv(make_annotated_view(article, [], figures=find_view_figures(article, "source")))
    assert [row["text"] for row in rows(text)] == ["6.02億美元", "8個"]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3+cmd", "'-2+3+cmd"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        (" =1", "' =1"),
        ("＝1+1", "'＝1+1"),
        ("-12.5%", "-12.5%"),
        ("-3", "-3"),
        ("+1,200", "+1,200"),
        ("-1-1", "'-1-1"),
        ("東岸", "東岸"),
        ("——破折", "——破折"),
        (None, ""),
        (True, "true"),
        (["=1", "b"], "'=1 b"),
    ],
)
def test_no_cell_is_a_formula(value: object, cell: str) -> None:
    assert next(csv.reader(io.StringIO(format_csv_row([value]), newline=""))) == ([cell] if cell else [""])


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_csv_is_parsed_to_the_values_written(values: list[str]) -> None:
    (row,) = csv.reader(io.StringIO(format_csv_row(values) + "\r\n", newline=""))
    assert [cell.removeprefix("'") for cell in row] == [value.removeprefix("'") for value in values]
    for cell in row:
        assert not re.match(r"[=@\t\r]", cell)
        assert not re.match(r"[+-]", cell) or re.fullmatch(r"[+-]\d[\d,]*(\.\d+)?%?", cell)
