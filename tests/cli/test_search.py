"""dubao search and dubao diff, as their users meet them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.conftest import OTHER
from tests.library.texts import STORY, opened
from tests.web_server import serving

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("library")


def test_diff_prints_changed_figures_first(run: Any, papers: Path) -> None:
    path = papers / "a.txt"
    identity = run("add", str(path))[:16]
    assert run("diff", identity).endswith("no other text of it is stored\n")
    run("annotate", identity, "--quote", "第二座塔筒廠", "--note", "記下")
    path.write_text(STORY.replace("今年一月，第二座塔筒廠", "今年三月，第5座塔筒廠"), encoding="utf-8")
    run("add", str(path))
    lines = run("diff", str(path)).splitlines()
    assert lines[0] == f"{identity}  風電小鎮的三年四十億元"
    figure = next(number for number, line in enumerate(lines) if line.endswith("今年一月 > 今年三月"))
    assert figure < next(number for number, line in enumerate(lines) if line.startswith("  + 今年三月，第5座"))
    value = json.loads(run("diff", identity, "--json"))
    assert (value["schema"], value["id"], len(value["changes"])) == ("dubao-diff-1", identity, 1)
    (change,) = value["changes"]
    assert (change["from"], change["to"]) == (1, 2)
    (sentence,) = change["sentences"]
    assert sentence["kind"] == "changed"
    assert sentence["new"]["text"].startswith("今年三月，第5座塔筒廠")
    texts = [(each["old"] and each["old"]["text"], each["new"] and each["new"]["text"]) for each in change["figures"]]
    assert ("今年一月", "今年三月") in texts
    simplified = json.loads(run("diff", identity, "--json", "--script", "hans"))
    assert "塔筒厂" in simplified["changes"][0]["sentences"][0]["new"]["text"]
    assert "it is not in the library" in run("diff", "/nowhere.txt", code=1)


def test_a_page_that_vanished_stays_and_says_so(run: Any) -> None:
    with serving() as server:
        address = server.url + "/good"
        identity = run("add", address)[:16]
        good = server.table["/good"]
        server.table["/good"] = server.table["/status/410"]
        assert "the page is gone" in run("add", address, code=1)
        assert "(its source is gone)" in run("list")
        assert json.loads(run("diff", address, "--json"))["gone"]
        assert json.loads(run("search", "is:gone 渡口", "--json"))["total"] == 1
        server.table["/good"] = good
        assert run("add", address)[:16] == identity
        assert "(its source is gone)" not in run("list")


def test_hits_are_printed_in_the_script_that_is_asked_for(run: Any, papers: Path) -> None:
    run("add", str(papers / "a.txt"))
    value = json.loads(run("search", "葉片", "--json", "--script", "hans"))
    (hit,) = value["hits"]
    assert hit["title"] == "风电小镇的三年四十亿元"
    assert [hit["snippet"][start:end] for start, end in hit["marks"]] == ["叶片"]


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


def test_a_search_names_the_words_of_other_regions_that_it_searches_too(run: Any, papers: Path) -> None:
    assert "軟體: searched for 软件, too" in run("search", "軟體", told=True)
    assert json.loads(run("search", "軟體", "--json"))["variants"] == ["软件"]


def test_the_title_is_printed_once_where_the_hit_is_in_it(run: Any, papers: Path) -> None:
    run("add", str(papers / "a.txt"))
    assert run("search", "風電小鎮").rstrip().endswith("  風電小鎮的三年四十億元")
    assert run("search", "風電小鎮").count("風電小鎮") == 1
    assert run("search", "is:unread").count("風電小鎮") == 1


def test_a_search_without_hits_says_so(run: Any, papers: Path) -> None:
    run("add", str(papers))
    assert run("search", "山河", told=True) == "dubao: 山河: no article has it\n"
    assert json.loads(run("search", "山河", "--json"))["total"] == 0


@pytest.mark.parametrize(
    ("query", "sign"), [("title:(", "("), ('"山河', '"'), ("“山河", "“"), ("(山河 OR 海角山", "(")]
)
def test_a_search_without_hits_names_the_sign_that_is_not_closed(run: Any, papers: Path, query: str, sign: str) -> None:
    run("add", str(papers))
    assert run("search", query, told=True) == f"dubao: {query}: no article has it; {sign} is not closed\n"


@pytest.mark.parametrize(
    ("query", "reason"), [(" ", "it is empty"), ("is:old", "there is no such state"), ("date:soon", "it is no date")]
)
def test_a_query_that_cannot_be_understood_is_refused_with_a_reason(run: Any, query: str, reason: str) -> None:
    assert reason in run("search", query, code=1)
