"""dubao add, list, mark, search, export and import, as their users meet them."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from reader.cli.main import main
from tests.library.texts import STORY, opened

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LINES_OF_ERROR = re.compile(r"(dubao: [^\x00-\x1f\x7f-\x9f]+\n)+")
OTHER = STORY.replace("風電", "漁港").replace("2025-03-01", "2025-03-09")

pytestmark = pytest.mark.usefixtures("library")


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY, encoding="utf-8")
    (folder / "b.txt").write_text(OTHER, encoding="utf-8")
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: str, code: int = 0, told: bool = False) -> str:
        """What a command prints, or what it says on standard error."""
        assert main(arguments) == code
        out, err = capsys.readouterr()
        assert bool(err) == bool(code or told)
        assert not err or LINES_OF_ERROR.fullmatch(err), err
        return err if err else out

    return run


def listed(printed: str) -> list[str]:
    value = json.loads(printed)
    assert value["schema"] == "dubao-list-1"
    return [article["title"] for article in value["articles"]]


def test_articles_are_added_and_listed(run: Any, papers: Path) -> None:
    printed = run("add", str(papers))
    assert re.fullmatch("[0-9a-f]{16}  風電小鎮的三年四十億元\n[0-9a-f]{16}  漁港小鎮的三年四十億元\n", printed)
    assert run("add", str(papers / "a.txt")) == printed.splitlines(keepends=True)[0]
    first = json.loads(run("list", "--json"))["articles"][-1]
    origin = json.loads(run("show", str(papers / "a.txt"), "--json"))["origin"]
    assert first == {
        "id": printed[:16],
        "title": "風電小鎮的三年四十億元",
        "outlet": "海角日報",
        "date": "2025-03-01",
        "feed": None,
        "unread": True,
        "starred": False,
        "tags": [],
        "length": first["length"],
        "origin": origin,
    }
    assert first["length"] > 100
    assert run("list").splitlines()[-1] == f"{printed[:16]}  •   2025-03-01  風電小鎮的三年四十億元  海角日報"


def test_a_source_that_cannot_be_added_does_not_stop_the_others(run: Any, papers: Path, tmp_path: Path) -> None:
    (papers / "c.txt").write_bytes(b"")
    said = run("add", str(papers), "/nowhere", told=True)
    assert said.splitlines() == [
        f"dubao: {papers}/c.txt: the file is empty; open another one",
        "dubao: /nowhere: there is no such file; check the path",
    ]
    assert len(listed(run("list", "--json"))) == 2
    assert "there is no such file" in run("add", "/nowhere", code=1)
    (tmp_path / "nothing").mkdir()
    assert "there are no files in it" in run("add", str(tmp_path / "nothing"), code=1)


def test_standard_input_is_added(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
    printed = run("add", "-")
    assert run("show", printed[:16], "--plain").startswith("# 風電小鎮")


def test_articles_are_marked_and_filtered(run: Any, papers: Path) -> None:
    one, other = str(papers / "a.txt"), str(papers / "b.txt")
    run("mark", one, "--read", "--tag", "要聞", "--tag", "a b")  # puts it in
    identity = run("add", other)[:16]
    run("mark", identity, "--star")
    titles = ["漁港小鎮的三年四十億元", "風電小鎮的三年四十億元"]
    expected: list[tuple[Sequence[str], list[str]]] = [
        ([], titles),
        (["--unread"], titles[:1]),
        (["--starred"], titles[:1]),
        (["--tag", "要聞"], titles[1:]),
        (["--tag", "要聞", "--starred"], []),
    ]
    for options, found in expected:
        assert listed(run("list", "--json", *options)) == found
    assert "★" in run("list", "--starred")
    run("mark", one, "--unread", "--untag", "要聞")
    assert run("list").endswith("海角日報  #a b\n")
    assert listed(run("list", "--json", "--unread")) == titles
    assert "nothing would change" in run("mark", one, code=1)
    assert "not allowed with" in run("mark", one, "--read", "--unread", code=2)


def test_a_search_finds_articles_and_notes(run: Any, papers: Path) -> None:
    run("add", str(papers))
    run("annotate", str(papers / "b.txt"), "--quote", "第二座塔筒厂开工", "--note", "風電要查")
    value = json.loads(run("search", "风电", "--json"))
    assert (value["schema"], value["total"]) == ("dubao-search-1", 2)
    note, title = value["hits"]  # the article that was added last is the newest
    keys = {"id", "title", "block", "start", "end", "snippet", "score", "marks"}
    assert (set(title), set(note)) == (keys, {*keys, "note"})
    assert (title["title"], title["block"], title["start"], title["end"]) == ("風電小鎮的三年四十億元", 0, 0, 2)
    blocks = opened(OTHER).article.blocks
    assert blocks[note["block"]].text[note["start"] : note["end"]] == "第二座塔筒廠開工"
    assert [note["snippet"][start:end] for start, end in note["marks"]] == ["風電"]
    assert run("search", "风电").splitlines()[0].endswith("  漁港小鎮的三年四十億元  風電要查")


def test_a_search_without_hits_says_so(run: Any, papers: Path) -> None:
    run("add", str(papers))
    assert run("search", "山河", told=True) == "dubao: 山河: no article has it\n"
    assert json.loads(run("search", "山河", "--json"))["total"] == 0


@pytest.mark.parametrize(
    ("query", "reason"), [(" ", "it is empty"), ("is:old", "there is no such state"), ("date:soon", "it is no date")]
)
def test_a_query_that_cannot_be_understood_is_refused_with_a_reason(run: Any, query: str, reason: str) -> None:
    assert reason in run("search", query, code=1)


def test_an_exported_library_can_be_imported(
    run: Any, papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", str(papers))
    run("annotate", str(papers / "a.txt"), "--quote", "首批葉片", "--note", "記下")
    before = run("list", "--json"), run("notes", "--json")
    assert run("export", str(tmp_path / "out")) == "2 articles\n"
    monkeypatch.setenv("DUBAO_LIBRARY", str(tmp_path / "other.db"))
    assert run("import", str(tmp_path / "out")) == "2 articles, 1 annotations\n"
    assert (run("list", "--json"), run("notes", "--json")) == before
    assert "there are files in it" in run("export", str(tmp_path / "out"), code=1)
    assert "no such file" in run("import", str(tmp_path / "nothing"), code=1)
    assert "it is no JSON" in run("import", str(papers / "a.txt"), code=1)


@pytest.mark.parametrize("name", ["a\nb", "\x1b[31m", "a\0b", "x" * 5000, "~nobody/a", "\udcff", ""])
@pytest.mark.parametrize("command", ["add", "mark", "import", "export", "annotate", "notes"])
def test_the_error_of_a_hostile_name_is_one_clean_line(command: str, name: str, run: Any, tmp_path: Path) -> None:
    options = {"mark": ["--read"], "annotate": ["--note", "x"]}.get(command, [])
    if command == "export" and name in ("a\nb", "\x1b[31m", "\udcff", "~nobody/a"):
        pytest.skip("a folder may be called so")
    if command == "notes" and name == "":
        pytest.skip("names no article")
    run(command, name, *options, code=1)


@pytest.mark.parametrize("arguments", [["add"], ["mark"], ["search"], ["list", "x"], ["export"], ["import", "a", "b"]])
def test_missing_arguments_are_wrong_usage(arguments: list[str], run: Any) -> None:
    assert "; see dubao " in run(*arguments, code=2)
