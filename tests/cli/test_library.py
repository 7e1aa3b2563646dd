"""dubao add, list, mark, search, export and import, as their users meet them."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.library.texts import STORY

if TYPE_CHECKING:
    from collections.abc import Sequence


pytestmark = pytest.mark.usefixtures("library")


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
        "feeds": [],
        "duplicates": [],
        "unread": True,
        "starred": False,
        "tags": [],
        "length": first["length"],
        "origin": origin,
        "edition": None,
        "changed": None,
        "gone": None,
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


def test_articles_are_listed_by_state_day_feed_and_edition(run: Any, tmp_path: Path) -> None:
    today = date.today().isoformat()
    for name, head in (
        ("a", f"{today}　海角日報 A02版"),
        ("b", "2024-01-01　海角日報 第01版"),
        ("c", "2024-01-02　海角日報"),
    ):
        (tmp_path / f"{name}.txt").write_text(STORY.replace("2025-03-01　來源：海角日報", head), encoding="utf-8")
        run("add", str(tmp_path / f"{name}.txt"))
    ids = {Path(each["origin"]["path"]).stem: each["id"] for each in json.loads(run("list", "--json"))["articles"]}
    run("annotate", ids["b"], "--quote", "首批葉片", "--note", "核對")
    (tmp_path / "c.txt").write_text(STORY, encoding="utf-8")
    run("add", str(tmp_path / "c.txt"))

    def find(*options: str) -> str:
        found = json.loads(run("list", "--json", *options))["articles"]
        return "".join(sorted(Path(each["origin"]["path"]).stem for each in found))

    assert [find("--today"), find("--annotated"), find("--changed"), find("--feed", "paper")] == ["a", "b", "c", ""]
    assert find("--changed", "--annotated") == ""
    assert run("list", "--feed", "paper", told=True) == "dubao: the library: no such article\n"
    lines = run("list", "--by", "edition").splitlines()
    assert [line for line in lines if not line.startswith(tuple(ids.values()))] == [
        "01版",
        "A02版",
        "(no page of a newspaper)",
    ]
    assert "~" in run("list", "--changed")


def test_an_empty_list_says_what_to_do(run: Any) -> None:
    assert "dubao add SOURCE" in run("list", told=True)


def test_a_deleted_article_can_be_restored_with_its_notes(run: Any, papers: Path) -> None:
    identity = run("add", str(papers / "a.txt"))[:16]
    run("annotate", identity, "--quote", "首批葉片", "--note", "核對")
    assert run("mark", identity, "--delete", told=True).endswith(f"dubao mark {identity} --restore puts it back\n")
    assert listed(run("list", "--json")) == []
    assert json.loads(run("search", "葉片", "--json"))["total"] == 0
    run("mark", str(papers / "a.txt"), "--restore")
    assert len(listed(run("list", "--json"))) == 1
    assert json.loads(run("search", "核對", "--json"))["total"] == 1
    run("mark", identity, "--delete", told=True)
    run("add", str(papers / "a.txt"))
    assert len(listed(run("list", "--json"))) == 1
    assert "it is not in the library" in run("mark", "/nowhere.txt", "--delete", code=1)


def test_an_exported_library_can_be_imported(
    run: Any, papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", str(papers))
    run("annotate", str(papers / "a.txt"), "--quote", "首批葉片", "--note", "記下")
    before = run("list", "--json"), run("notes", "--json")
    assert run("export", str(tmp_path / "out")) == "2 articles\n"
    monkeypatch.setenv("DUBAO_LIBRARY", str(tmp_path / "other.db"))
    assert run("import", str(tmp_path / "out")) == "2 articles, 1 annotation\n"
    assert (run("list", "--json"), run("notes", "--json")) == before
    assert "there are files in it" in run("export", str(tmp_path / "out"), code=1)
    assert "no such file" in run("import", str(tmp_path / "nothing"), code=1)
    assert "it is no JSON" in run("import", str(papers / "a.txt"), code=1)


@pytest.mark.parametrize("name", ["a\nb", "\x1b[31m", "a\0b", "x" * 5000, "~nobody/a", "\udcff"])
@pytest.mark.parametrize("command", ["add", "mark", "import", "export", "annotate", "notes"])
def test_the_error_of_a_hostile_name_is_one_clean_line(command: str, name: str, run: Any, tmp_path: Path) -> None:
    options = {"mark": ["--read"], "annotate": ["--note", "x"]}.get(command, [])
    if command == "export" and name in ("a\nb", "\x1b[31m", "\udcff", "~nobody/a"):
        pytest.skip("a folder may be called so")
    run(command, name, *options, code=1)


@pytest.mark.parametrize("arguments", [["add"], ["mark"], ["search"], ["list", "x"], ["export"], ["import", "a", "b"]])
def test_missing_arguments_are_wrong_usage(arguments: list[str], run: Any) -> None:
    assert "; see dubao " in run(*arguments, code=2)
