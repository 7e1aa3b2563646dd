"""dubao annotate and dubao notes, as their users meet them."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from reader.cli.main import main
from tests.library.texts import STORY

URN = re.compile(r"urn:uuid:[0-9a-f-]{36}\n")
LINE_OF_ERROR = re.compile(r"dubao: [^\x00-\x1f\x7f-\x9f]+\n")
QUOTE = "第二座塔筒廠開工"

pytestmark = pytest.mark.usefixtures("library")


@pytest.fixture
def paper(tmp_path: Path) -> str:
    path = tmp_path / "報.txt"
    path.write_text(STORY, encoding="utf-8")
    return str(path)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: str, code: int = 0) -> str:
        """What a command prints, or the one line in which it says why not."""
        assert main(arguments) == code
        out, err = capsys.readouterr()
        if code:
            assert out == ""
            assert LINE_OF_ERROR.fullmatch(err), err
            return err
        assert err == ""
        return out

    return run


def collection(printed: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(printed)
    assert value["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert value["type"] == "AnnotationCollection"
    assert value["total"] == len(value["items"])
    return value


def test_a_quote_may_be_in_the_other_script(run: Any, paper: str) -> None:
    printed = run(
        "annotate", paper, "--quote", "第二座塔筒厂开工", "--note", "記下\n第二行", "--tag", "要聞", "--colour", "pink"
    )
    assert URN.fullmatch(printed)
    canonical = "\n".join(block["text"] for block in json.loads(run("show", paper, "--json"))["blocks"])
    for arguments in (["notes", paper, "--json"], ["notes", "--json"]):
        (item,) = collection(run(*arguments))["items"]
        assert item["id"] == printed.strip()
        position, quote = item["target"]["selector"]
        assert canonical[position["start"] : position["end"]] == quote["exact"] == QUOTE
        assert canonical[: position["start"]].endswith(quote["prefix"])
        assert [body["value"] for body in item["body"]] == ["記下\n第二行", "要聞"]
        assert (item["dubao:colour"], item["dubao:state"]) == ("pink", "exact")
    assert run("notes") == (
        f"# 風電小鎮的三年四十億元  {item['target']['dubao:article']}\n"
        f"{printed.strip()}  pink\n  「{QUOTE}」\n  記下\n  第二行\n  #要聞\n\n"
    )


def test_a_note_without_a_quote_is_on_the_whole_article(run: Any, paper: str) -> None:
    run("annotate", paper, "--note", "全文")
    (item,) = collection(run("notes", paper, "--json"))["items"]
    assert "selector" not in item["target"]
    assert "  全文\n" in run("notes", paper)


def test_an_article_of_the_library_is_a_source(run: Any, paper: str, tmp_path: Path) -> None:
    run("annotate", paper, "--quote", QUOTE)
    identity = json.loads(run("show", paper, "--json"))["id"]
    shown = run("show", paper, "--json")
    (tmp_path / "報.txt").unlink()
    assert run("show", identity, "--json") == shown
    assert run("figures", identity)
    run("annotate", identity, "--quote", "首批葉片")
    assert len(collection(run("notes", identity, "--json"))["items"]) == 2
    assert len(collection(run("notes", paper, "--json"))["items"]) == 2  # its file is gone
    assert "there is no such file" in run("show", "0123456789abcdef", code=1)


def test_an_ambiguous_or_absent_quote_lists_candidates_and_stores_nothing(run: Any, paper: str, library: Path) -> None:
    said = run("annotate", paper, "--quote", "第", code=1)
    assert "it is there 2 times: …條街。 三年前，【第】一台風機立在堤外…, " in said
    assert "it is not in the article, but this is" in run("annotate", paper, "--quote", "第三座塔筒", code=1)
    assert not library.exists()
    run("annotate", paper, "--quote", "第", "--suffix", "二")
    assert "「第」" in run("notes")


def test_an_annotation_is_edited_removed_and_attached(run: Any, paper: str) -> None:
    one = run("annotate", paper, "--quote", QUOTE, "--tag", "舊").strip()
    other = run("annotate", paper, "--quote", "首批葉片", "--note", "留").strip()
    run("notes", "--edit", one, "--note", "改了", "--tag", "新", "--colour", "blue")
    run("notes", "--edit", one.removeprefix("urn:uuid:")[:12], "--note", "又改")
    assert f"{one}  blue\n  「{QUOTE}」\n  又改\n  #新\n" in run("notes")
    run("notes", "--attach", one, "--quote", "贴满了码头")
    item = next(item for item in collection(run("notes", "--json"))["items"] if item["id"] == one)
    assert item["target"]["selector"][1]["exact"] == "貼滿了碼頭"
    assert item["modified"] > item["created"]
    assert len(item["dubao:history"]) == 1
    run("notes", "--remove", one)
    assert [item["id"] for item in collection(run("notes", "--json"))["items"]] == [other]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["annotate", "{paper}"], "there is nothing to add; give --quote, --note or --tag"),
        (["notes", "--note", "x"], "which annotation is meant is not said; give --edit ID"),
        (["notes", "--edit", "{id}"], "nothing would change; give --note, --colour or --tag"),
        (["notes", "--attach", "{id}"], "the words are missing; give them with --quote"),
        (["notes", "--attach", "{id}", "--quote", "山"], "it is not in the article"),
        (["notes", "--edit", "x", "--note", "x"], "x: there is no such annotation; dubao notes lists them"),
        (["notes", "/nowhere"], "there is no such file"),
        (["notes", "--remove", "\x1b[2J"], "there is no such annotation"),
    ],
)
def test_impossible_requests_are_errors_and_change_nothing(
    arguments: list[str], said: str, run: Any, paper: str
) -> None:
    identity = run("annotate", paper, "--quote", QUOTE).strip()
    before = run("notes", "--json")
    assert said in run(*(word.format(paper=paper, id=identity) for word in arguments), code=1)
    assert run("notes", "--json") == before


@pytest.mark.parametrize(
    "arguments", [["annotate"], ["annotate", "a", "--colour", "red"], ["notes", "--edit", "a", "--remove", "b"]]
)
def test_contradicting_options_are_wrong_usage(arguments: list[str], run: Any) -> None:
    assert "; see dubao " in run(*arguments, code=2)


def test_annotations_of_a_changed_file_are_anchored_again(run: Any, paper: str, tmp_path: Path) -> None:
    run("annotate", paper, "--quote", QUOTE)
    run("annotate", paper, "--quote", "漁民上岸做了運維工")
    lines = STORY.split("\n")
    (tmp_path / "報.txt").write_text("\n".join([*lines[:4], *lines[5:]]), encoding="utf-8")
    items = {
        item["target"]["selector"][1]["exact"]: item for item in collection(run("notes", paper, "--json"))["items"]
    }
    assert [items[quote]["dubao:state"] for quote in (QUOTE, "漁民上岸做了運維工")] == ["moved", "orphan"]
    assert "yellow  (its words are not there any more)\n  「漁民上岸做了運維工」\n" in run("notes")


def test_control_characters_of_notes_are_not_printed(run: Any, paper: str) -> None:
    run("annotate", paper, "--quote", QUOTE, "--note", "\x1b]0;題\x07\r\n跌\u202e升 [/b]", "--tag", "\x9b2J\n")
    for printed in (run("notes"), run("notes", "--json")):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", printed)
    notes = [item["body"][0]["value"] for item in collection(run("notes", "--json"))["items"]]
    assert notes == ["␛]0;題␇\n跌\ufffd升 [/b]"]


def test_control_characters_of_notes_and_tags_are_replaced_before_they_are_stored(run: Any, paper: str) -> None:
    written = {"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:uuid:1", "type": "Annotation"}
    written["bodyValue"] = "\x1b[31m\u202e紅"
    run("annotate", paper, "--note", "\x1b[2J清", "--tag", "\x07響")
    source = collection(run("notes", paper, "--json"))["items"][0]["target"]
    (Path(paper).parent / "notes.json").write_text(json.dumps(written | {"target": source}), encoding="utf-8")
    run("import", str(Path(paper).parent / "notes.json"))
    bodies = [body["value"] for item in collection(run("notes", paper, "--json"))["items"] for body in item["body"]]
    assert sorted(bodies) == sorted(["␛[2J清", "␇響", "␛[31m\ufffd紅"])


def test_reading_commands_create_no_library(run: Any, paper: str, library: Path) -> None:
    for arguments in (["show", paper], ["figures", paper], ["convert", paper, "--config", "t2s"], [paper], ["notes"]):
        run(*arguments)
    assert not library.parent.exists()
    run("annotate", paper, "--quote", QUOTE)
    before = library.read_bytes()
    for arguments in (["show", paper], ["figures", paper], ["notes"], ["doctor"]):
        run(*arguments)
    assert library.read_bytes() == before


def test_the_library_option_is_used_and_its_errors_are_reported(
    run: Any, paper: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = str(tmp_path / "mine.db")
    for arguments in (["--library", named, "annotate", paper, "--quote", QUOTE], ["notes", "--library", named]):
        assert run(*arguments)
    assert run("notes") == ""
    assert "it is no library of dubao" in run("annotate", paper, "--note", "x", "--library", paper, code=1)
    with closing(sqlite3.connect(named)) as other:
        other.execute("PRAGMA user_version = 7")
    assert "it is of a newer dubao" in run("notes", "--library", named, code=1)
    (tmp_path / "mine.db").write_bytes(b"")
    assert main(["annotate", paper, "--note", "x", "--library", named]) == 0
    out, err = capsys.readouterr()
    assert URN.fullmatch(out)
    assert LINE_OF_ERROR.fullmatch(err)
    assert "the file was empty; a new library was begun in it" in err
