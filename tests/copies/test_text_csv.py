"""The copies that do not open again: plain text with brackets and numbers, and tables for spreadsheets."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.model import Annotation, CanonicalText, Target
from reader.copies.annotated_view import make_annotated_view
from reader.copies.checksum import read_checksum
from reader.copies.csv import render_csv as csv_of
from reader.copies.formats import detect_format
from reader.copies.text import render_text as text_of
from reader.model import Article, Block, Origin, clean
from reader.services.figures import find_view_figures
from reader.text.csv_rows import format_csv_row
from tests.copies.articles import COUNT, annotated

WHEN = "2026-01-01T00:00:00.000000Z"


def article(*texts: str) -> Article:
    return Article(Origin("x", url="https://a.example/b"), tuple(Block("paragraph", clean(text)) for text in texts))


def note(of: Article, start: int, end: int, said: str = "", **more: object) -> Annotation:
    target = CanonicalText(of.blocks).make_target(start, end)
    return Annotation(f"urn:{start}", WHEN, WHEN, target, note=said, **more)  # type: ignore[arg-type]


def test_highlights_are_in_brackets_and_notes_below_with_numbers() -> None:
    said = article("東岸縣的舊碼頭", "水深足夠")
    lost = Annotation("urn:l", WHEN, WHEN, Target(0, 2, "不見"), note="在哪？", state="orphan")
    whole = Annotation("urn:w", WHEN, WHEN, note="好文\n兩行", tags=("港",))
    text = text_of(make_annotated_view(said, [note(said, 0, 3), note(said, 5, 7, "多舊？"), lost, whole]))
    assert text.split("\n\n")[:-1] == [
        "【東岸縣】的舊【碼頭】[2]",
        "水深足夠",
        "— 筆記 —",
        "[1] 好文\n兩行\n#港",
        "[2] 多舊？",
        "[3] 未定位的筆記：不見\n在哪？",
    ]
    assert text.split("\n\n")[-1].startswith("https://a.example/b\n")


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("文", "【文】"),
        ("文【", "〖文〗【"),
        ("文】〖", "⟦文⟧】〖"),
        ("文【〖⟦〔", "【【文】】【〖⟦〔"),
        ("文【【〗⟧〕", "〖〖文〗〗【【〗⟧〕"),
    ],
)
def test_highlights_get_brackets_that_the_text_does_not_have(text: str, opening: str) -> None:
    said = article(text)
    assert text_of(make_annotated_view(said, [note(said, 0, 1)])).startswith(opening + "\n")


@pytest.mark.parametrize("seed", range(0, min(COUNT, 200), 4))
def test_text_without_brackets_and_numbers_is_that_of_the_article(seed: int) -> None:
    page = make_annotated_view(*annotated(seed))
    text = text_of(page)
    assert clean(text) == text
    seal = read_checksum(text)
    assert seal is not None
    assert seal.is_unchanged
    assert detect_format(text) is None
    plain = make_annotated_view(page.article, [])
    blocks = [view.text for i, view in enumerate(plain.views) if i not in plain.omitted_blocks]
    assert text_of(plain).startswith("\n\n".join(blocks))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_notes_are_rows_with_their_positions() -> None:
    said = Article(Origin("x"), (Block("heading", clean("碼頭")), Block("paragraph", clean("水深足夠"))))
    text = csv_of(make_annotated_view(said, [note(said, 5, 7, "多深？\n十二米", colour="green", tags=("港", "水"))]))
    assert text.startswith("id,section,block,start,end,quote,note,colour,tags,state,created,modified\r\n")
    (row,) = rows(text)
    assert (row["section"], row["block"], row["start"], row["end"]) == ("碼頭", "1", "2", "4")
    assert (row["quote"], row["note"], row["colour"], row["tags"]) == ("足夠", "多深？\n十二米", "green", "港 水")
    assert (row["state"], row["created"]) == ("exact", WHEN)


def test_no_control_character_of_a_note_is_written() -> None:
    said = article("文")
    page = make_annotated_view(said, [note(said, 0, 1, "\x1b[31m紅\u202e", tags=("\x9b",))])
    for text in (csv_of(page), text_of(page)):
        assert clean(text) == text
        assert "紅" in text


def test_notes_are_numbered_in_the_order_of_their_references() -> None:
    said = article("甲乙丙丁")
    text = text_of(make_annotated_view(said, [note(said, 0, 4, "外"), note(said, 1, 2, "內")]))
    assert text.startswith("【甲】【乙】[1]【丙丁】[2]\n")
    assert "[1] 內\n\n[2] 外\n" in text


def test_csv_begins_with_a_byte_order_mark_on_request() -> None:
    page = make_annotated_view(article("文"), [])
    assert csv_of(page, bom=True) == "\ufeff" + csv_of(page)


def test_figures_are_rows_where_they_are_asked_for() -> None:
    said = article("今年投資6.02億美元，建成泊位8個。")
    text = csv_of(make_annotated_view(said, [], figures=find_view_figures(said, "source")))
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
