"""`dubao figures`: JSON, CSV and a table."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

from reader.cli.main import main
from reader.figures.export import extract_sentence, iter_csv_lines, iter_table_lines, list_article_figures
from reader.model import Article, Block, Origin, clean
from reader.typeset import cell_len

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "小漁港變成風電小鎮\n\n2018-12-21\n來源:海角日報\n\n先修碼頭\n\n"
    "今年6月，縣裏共投資6.02億美元，建成泊位8個，佔全縣的66.67%，徵地1畝。下一句。\n"
)


def source(folder: Path) -> str:
    path = folder / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_json_has_exact_numbers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", source(tmp_path), "--format", "json", "--region", "CN"]) == 0
    printed = capsys.readouterr().out
    document = json.loads(printed)
    assert document["schema"] == "dubao-figures-1"
    assert [figure["text"] for figure in document["figures"]] == ["今年6月", "6.02億美元", "8個", "66.67%", "1畝"]
    assert '"value": 602000000,' in printed
    assert '"value": 66.67,' in printed
    assert '"canonical_value": 666.666666666667,' in printed


def test_show_has_the_figures_in_the_script_of_the_view(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = source(tmp_path)
    assert main(["show", path, "--json", "--script", "hans", "--date", "2020-01-01"]) == 0
    document = json.loads(capsys.readouterr().out)
    figures = document["figures"]
    assert [figure["text"] for figure in figures] == ["今年6月", "6.02亿美元", "8个", "66.67%", "1亩"]
    assert figures[0]["value"] == "2020-06"
    assert figures[1]["unit"] == "亿美元"
    for figure in figures:
        assert document["blocks"][figure["block"]]["text"][figure["start"] : figure["end"]] == figure["text"]


def test_csv_has_the_promised_columns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", source(tmp_path), "--format", "csv"]) == 0
    head, *rows = csv.reader(capsys.readouterr().out.splitlines())
    assert ",".join(head) == (
        "id,section,block,start,end,text,kind,value,low,high,unit,canonical_unit,canonical_value,qualifiers,bound,"
        "direction,approx,measures,sentence"
    )
    first = dict(zip(head, rows[1], strict=True))
    assert (first["text"], first["value"], first["canonical_unit"]) == ("6.02億美元", "602000000", "USD")
    assert first["sentence"].startswith("今年6月")
    assert "下一句" not in first["sentence"]


def test_the_table_has_the_plain_values(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", source(tmp_path)]) == 0
    assert "US$602,000,000" in capsys.readouterr().out


def test_the_columns_of_the_table_are_as_wide_as_their_widest_cells() -> None:
    article = Article(Origin("x"), (Block("paragraph", clean("船1艘，網1,200張，約3成。")),))
    lines = list(iter_table_lines(list_article_figures(article), cell_len))
    columns = [[cell_len(line[: line.index(kind)]) for line in lines for kind in ("count", "percent") if kind in line]]
    assert len(lines) == 3
    assert [len(set(column)) for column in columns] == [1]
    assert min(len(line) - len(line.lstrip()) for line in lines) == 0, "the first column is as wide as its widest cell"


def test_a_date_that_is_none_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", source(tmp_path), "--date", "gestern"]) == 2
    assert "2018-12-21" in capsys.readouterr().err


def test_a_figure_has_the_heading_above_it_as_its_section() -> None:
    blocks = (Block("paragraph", clean("1家。")), Block("heading", clean("碼頭")), Block("paragraph", clean("2家。")))
    article = Article(Origin("x"), blocks)
    _, *rows = csv.reader(iter_csv_lines(article, list_article_figures(article)))
    assert [(row[0], row[1], row[2], row[5]) for row in rows] == [("1", "", "0", "1家"), ("2", "碼頭", "2", "2家")]


def test_every_column_of_the_table_is_wide_enough_for_all_its_cells() -> None:
    article = Article(Origin("x"), (Block("paragraph", clean("漁船約12艘，收入達1,200萬元，佔3成。")),))
    assert list(iter_table_lines(list_article_figures(article), cell_len)) == [
        "     12艘  count    12             約  漁船",
        "1,200萬元  money    CN¥12,000,000  達  漁船收入",
        "      3成  percent  30%            佔  收入",
    ]
    assert list(iter_table_lines([], cell_len)) == []


LONG = "甲" * 200


@pytest.mark.parametrize(
    ("before", "behind", "sentence"),
    [
        ("", "", "5人"),
        ("前句。", "乙。後句", "5人乙。"),
        ("前句。又一句！", "；後句", "5人；"),
        ("甲。", "乙。丙！", "5人乙。"),
        ("前" + LONG, LONG + "後", LONG + "5人" + LONG),
        ("。" + LONG[1:], LONG[1:] + "。", LONG[1:] + "5人" + LONG[1:] + "。"),
        ("。" + LONG, LONG + "。", LONG + "5人" + LONG),
    ],
)
def test_sentence_of_a_figure_is_cut_at_its_stops_and_at_its_length(before: str, behind: str, sentence: str) -> None:
    assert extract_sentence(before + "5人" + behind, len(before), len(before) + 2) == sentence
