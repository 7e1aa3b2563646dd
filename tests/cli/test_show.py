"""`dubao show`: pages for terminals and pipes, and the JSON of an article."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from reader.cli.main import main
from reader.cli.parser import VIEWS
from reader.typeset import cell_len
from tests.cli.process import (
    ARTICLES,
    ERROR_LINE,
    FEATURE,
    HOSTILE,
    environment,
    run,
    run_on_terminal,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_show_prints_the_article(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", FEATURE]) == 0
    out, err = capsys.readouterr()
    assert "\n# 窯火煉出百億新產業\n" in out
    assert out.endswith("\n")
    assert err == ""


@pytest.mark.parametrize("width", [12, 13, 20, 36, 40, 72, 80, 199, 200])
def test_width_is_the_longest_row_in_cells(width: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", HOSTILE, "--width", str(width), "--plain"]) == 0
    widest = max(map(cell_len, capsys.readouterr().out.split("\n")))
    assert widest <= width
    assert widest >= width - 4


def test_without_a_width_a_row_is_never_longer_than_72_cells(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    widest = {}
    for columns in ("30", "72", "200"):
        monkeypatch.setenv("COLUMNS", columns)
        assert main(["show", FEATURE]) == 0
        widest[columns] = max(map(cell_len, capsys.readouterr().out.split("\n")))
    assert widest["30"] <= 30 < widest["72"] <= 72
    assert widest["200"] == widest["72"]


@pytest.mark.parametrize("width", ["0", "-1", "11", "1.5", "", "x", "１０１０１０１", "100001", "9" * 5000, "\x1b[2J"])
def test_a_bad_width_is_wrong_usage(width: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", FEATURE, f"--width={width}"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert ERROR_LINE.fullmatch(err)
    assert "is not a number of cells from 12 to 100000; see dubao show --help" in err


def test_json_has_the_documented_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", FEATURE, "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert value["schema"] == "dubao-article-1"
    assert value["script"] == "source"
    assert value["title"] == "窯火煉出百億新產業"
    assert value["origin"]["path"] == FEATURE


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_script_keeps_the_shape_of_the_article(path: Path, view: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(path), "--json"]) == 0
    source = json.loads(capsys.readouterr().out)
    assert main(["show", str(path), "--json", "--script", view]) == 0
    value = json.loads(capsys.readouterr().out)
    assert value["script"] == view
    for key in ("id", "date", "origin"):
        assert value[key] == source[key]
    numbers = ("block", "kind", "value", "low", "high", "canonical_value", "canonical_unit", "approx")
    for old, new in zip(source["figures"], value["figures"], strict=True):
        assert [old.get(name) for name in numbers] == [new.get(name) for name in numbers]
    for old, new in zip(source["blocks"], value["blocks"], strict=True):
        assert view.endswith("p") or len(old["text"]) == len(new["text"])
        assert {**old, "text": "", "credit": ""} == {**new, "text": "", "credit": ""}
        assert new["credit"] is None or old["credit"] not in old["text"] or new["credit"] in new["text"]
    before, after = ("\n".join(block["text"] for block in article["blocks"]) for article in (source, value))
    names = ["title", "deck", "outlet"]
    fields = [(source[name], value[name]) for name in names if source[name]]
    for name in ("breadcrumb", "authors", "editors"):
        fields += zip(source[name], value[name], strict=True)
    for old, new in fields:
        assert old not in before or new in after


def test_an_article_is_printed_in_the_script_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", FEATURE, "--script", "hans", "--plain"]) == 0
    assert "# 窑火炼出百亿新产业\n" in capsys.readouterr().out


@pytest.mark.parametrize("view", ["hansp", "hkp", "twp"])
def test_vocabulary_views_print_offsets_of_the_view(view: str, tmp_path: Path) -> None:
    done = run("show", FEATURE, "--script", view, "--json", env=environment(DUBAO_CACHE=str(tmp_path)))
    article = json.loads(done.stdout)
    assert article["script"] == view
    for block in article["blocks"]:
        assert all(0 <= span["start"] < span["end"] <= len(block["text"]) for span in block["spans"])


@pytest.mark.parametrize("arguments", [[], ["--plain"], ["--json"], ["--script", "hk"]])
def test_a_pipe_gets_no_control_characters(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", HOSTILE, *arguments]) == 0
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", capsys.readouterr().out)


def test_only_terminals_with_styles_get_escape_sequences() -> None:
    code, written = run_on_terminal("show", FEATURE)
    assert code == 0
    assert set(re.findall(rb"\x1b[^m]*m", written)) == {b"\x1b[0m", b"\x1b[1m", b"\x1b[2m"}
    for changes in ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {"TERM": ""}):
        code, written = run_on_terminal("show", FEATURE, env=environment(**changes))
        assert code == 0
        assert b"\x1b" not in written
    assert b"\x1b" not in run_on_terminal("show", FEATURE, "--plain")[1]


def test_a_line_of_10_mb_is_printed(tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text("江華全力打造，" * 500_000, encoding="utf-8")
    done = run("show", str(long))
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count("華".encode()) == 500_000


def test_a_hundred_thousand_lines_are_printed(tmp_path: Path) -> None:
    many = tmp_path / "many.txt"
    many.write_text("江華全力打造。\n" * 100_000, encoding="utf-8")
    done = run("show", str(many))
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 100_000


def test_damaged_context_table_is_reported_and_opencc_converts(
    tmp_path: Path, damaged_table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("标题\n\n2024-01-01\n\n　　政府宣布，他了解情况。\n", encoding="utf-8")
    assert main(["show", str(path), "--script", "tw", "--plain"]) == 0
    out, err = capsys.readouterr()
    assert "政府宣佈，他了解情況。" in out
    assert str(damaged_table) in err
    assert "checksum" in err
    assert "converted by OpenCC" in err
    assert len(err.splitlines()) == 1
    assert main(["show", str(path), "--plain"]) == 0
    assert capsys.readouterr().err == ""
