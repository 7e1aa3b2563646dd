"""Row 10: time and memory grow with the size of a text, whatever it is; what runs away is stopped and shown as text."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import time
from statistics import median
from typing import TYPE_CHECKING

import pytest

from reader.cli.main import main
from reader.copies.annotated_view import make_annotated_view
from reader.copies.markdown_writer import NOTES_MARKER
from reader.copies.open import open_copy
from reader.copies.save import render_copy
from reader.errors import ReaderError
from reader.model import Block, Origin, clean
from reader.structure import read_article
from reader.structure.html.parse import count_preformatted_lines
from reader.structure.incremental import LINES_MAX
from tests.trust.hostile import ARTICLE, IS_FULL, NOTE, make_copy_payload

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HAN = "這是一個很長的句子，用來測試解析器的表現。"
GROWTH_MAX = 2 * 1.3
"""How many times as long twice the text may take."""


def repeat(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def page(unit: str) -> Callable[[int], str]:
    """A page of a repeated unit with at most as many tags as are read in this process."""
    return lambda size: "<html>" + unit * min(size // len(unit), 19_000 // max(1, unit.count("<"))) + f"<p>{HAN}"


def edited_copy(unit: str) -> Callable[[int], str]:
    """A Markdown copy in whose text, and below whose notes, somebody has put a repeated unit."""
    text = render_copy(make_annotated_view(ARTICLE, [NOTE]), "md")
    head, _, payload = text.rpartition("<!-- dubao-copy-1")
    body, marker, notes = head.partition(NOTES_MARKER)
    return lambda size: "".join(
        (body, repeat(unit, size), "\n\n", marker, notes, repeat(unit, size), "\n\n<!-- dubao-copy-1", payload)
    )


def spans_copy(size: int) -> str:
    """A JSON copy with many spans in a block."""
    value = make_copy_payload()
    block = value["dubao:article"]["blocks"][2]
    block["text"] = "字" * (size // 20)
    value["dubao:article"]["blocks"] = [block]
    block["spans"] = [
        {"kind": "link", "start": n, "end": n + 1, "href": "https://a.example/"} for n in range(size // 20 - 1)
    ]
    value["items"] = [
        {**value["items"][0], "id": f"urn:x:{n}", "target": {**value["items"][0]["target"], "selector": [
            {"type": "TextPositionSelector", "start": n, "end": n + 2},
            {"type": "TextQuoteSelector", "exact": "字字", "prefix": "", "suffix": ""},
        ]}}
        for n in range(0, size // 20 - 2, 10)
    ]  # fmt: skip
    return json.dumps(value)


def read(text: str) -> None:
    read_article(clean(text), Origin("t", path="a.html" if text.startswith("<") else "a.txt"))


def open_edited(text: str) -> None:
    open_copy(text, "x")


def save_copy(text: str) -> None:
    copy = open_copy(text, "x")
    assert copy is not None
    view = make_annotated_view(copy.article, copy.annotations)
    for copy_format in ("md", "html", "txt"):
        render_copy(view, copy_format)


KNOWN_CASES: dict[str, tuple[Callable[[str], None], Callable[[int], str], int]] = {
    "short paragraphs": (read, lambda size: repeat("一段短文。\n\n", size), 40_000),
    "numbered lines": (read, lambda size: repeat("1. 甲\n", size), 20_000),
    "pre": (read, page("<pre>甲\n乙\n丙</pre>"), 40_000),
    "paragraphs": (read, page("<p>字"), 30_000),
    "headings": (read, page(f"<h1>{HAN}</h1>"), 100_000),
    "equal footnotes": (open_edited, edited_copy("[^a1]: x\n"), 15_000),
    "open references": (open_edited, edited_copy("[^"), 30_000),
    "new paragraphs": (open_edited, edited_copy("新的一段。\n\n"), 40_000),
    "spans": (save_copy, spans_copy, 40_000),
}
OTHER_CASES: dict[str, tuple[Callable[[str], None], Callable[[int], str], int]] = {
    **{
        f"text {unit!r}": (read, lambda size, unit=unit: repeat(unit, size), 40_000)  # type: ignore[misc]
        for unit in ("甲\n", "　　甲\n", "- 甲\n", "責任編輯：張三\n", "2021-04-05 08:09\n", "一、甲\n\n", "（", "甲 ")
    },
    **{
        f"page {unit!r}": (read, page(unit), 60_000)
        for unit in ("字<br>", "<li>字", "<td>字", "<tr><td>字", "<b>字</b>", "<a href=/x>字</a>", "&amp;")
    },
    **{
        f"copy {unit!r}": (open_edited, edited_copy(unit), 30_000)
        for unit in ("\n", "- ", "- 甲\n", "==", "==甲", "==岸邊==[^a1]\n\n", "> 甲\n", "[甲](", "![", "<!--", "\\")
    },
}  # fmt: skip


def measure(run: Callable[[str], None], text: str) -> float:
    """The least processor time of three runs, in seconds.

    What was there before is hidden from the garbage collector: walking through all that the tests before have left is
    no part of the run.
    """
    times = []
    gc.collect()
    gc.freeze()
    for _ in range(3):
        start = time.process_time()
        run(text)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("name", KNOWN_CASES | (OTHER_CASES if IS_FULL else {}))
def test_time_grows_no_faster_than_the_text(name: str) -> None:
    run, make, size = (KNOWN_CASES | OTHER_CASES)[name]
    ratios = []
    run(make(1_000))
    for _ in range(5):
        once, twice = measure(run, make(size)), measure(run, make(2 * size))
        ratios.append((twice + 0.01) / (once + 0.01))  # what takes no time has no ratio
        if median(ratios) <= GROWTH_MAX:
            return
    assert median(ratios) <= GROWTH_MAX, ratios


def test_nested_spans_and_highlights_cost_no_more_than_others() -> None:
    value = make_copy_payload()
    block = value["dubao:article"]["blocks"][2]
    block["text"] = "字" * 8_001
    block["spans"] = [{"kind": "strong", "start": n, "end": 8_001 - n} for n in range(4_000)]
    value["dubao:article"]["blocks"] = [block]
    start = time.process_time()
    save_copy(json.dumps(value))
    assert time.process_time() - start < 20  # by the square it were minutes


def test_a_text_of_too_many_lines_is_a_sentence() -> None:
    for text in ("甲\n" * (LINES_MAX + 1), "甲\r" * (LINES_MAX + 1), "<html>" + "<p>字" * (LINES_MAX + 1)):
        with pytest.raises(ReaderError, match="lines"):
            read(text)
    assert count_preformatted_lines("<pre>" + "\n" * 20_000) == 20_000
    assert count_preformatted_lines("\n" * 20_000) == 0


def test_blank_lines_do_not_count() -> None:
    article = read_article(clean("\n" * (2 * LINES_MAX) + "末行"), Origin("t", path="a.txt"))
    assert [block.text for block in article.blocks] == ["末行"]


def test_a_copy_that_takes_too_long_is_shown_as_it_was_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.bounded_process.TIMEOUT_SECONDS", 0.01)
    copy = open_copy(edited_copy("新的一段。\n\n")(200_000), "x")
    assert copy is not None
    assert copy.article.blocks == ARTICLE.blocks
    assert "too long" in copy.notices[0]


@pytest.mark.parametrize("unit", ["- 甲\n", "[^a1]: x\n", "==甲", "\n"])
def test_an_edited_copy_of_too_many_lines_or_marks_is_shown_as_it_was_saved(unit: str) -> None:
    start = time.process_time()
    copy = open_copy(edited_copy(unit)(1_000_000), "x")
    assert time.process_time() - start < 5
    assert copy is not None
    assert copy.article.blocks == ARTICLE.blocks
    assert "too long" in copy.notices[0]


def test_a_long_edited_copy_is_read_in_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.bounded_process.TIMEOUT_SECONDS", 60)
    copy = open_copy(edited_copy("新的一段。\n\n")(60_000), "x")
    assert copy is not None
    assert len(copy.article.blocks) > 8_000
    assert len(copy.annotations) == 2, "the text below the notes is a note on the article"


MEMORY = """
import resource, sys
from reader.cli.main import main
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
code = main(sys.argv[1:])
print(code, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024, file=sys.stderr)
"""


@pytest.mark.parametrize("name", ["pre.html", "p.html", "short.txt"] if IS_FULL else ["pre.html", "p.html"])
def test_ten_megabytes_take_at_most_300_megabytes(name: str, tmp_path: Path) -> None:
    unit = {"pre.html": "甲\n", "p.html": "<p>字", "short.txt": "一段短文。\n\n"}[name]
    start = {"pre.html": "<html><pre>", "p.html": "<html>", "short.txt": ""}[name]
    path = tmp_path / name
    path.write_text(start + unit * (10_000_000 // len(unit.encode())), "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, "show", str(path)], capture_output=True, check=True, cwd=sys.path[0] or None
    )
    code, grown = map(int, done.stderr.decode().splitlines()[-1].split())
    assert code in (0, 1)
    assert grown <= 300


def test_figures_of_a_text_of_too_many_lines_are_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("1\n" * (LINES_MAX + 1), "utf-8")
    assert main(["figures", str(path)]) == 1
    assert "lines" in capsys.readouterr().err
    assert Block("paragraph", clean("甲"))
