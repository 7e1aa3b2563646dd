"""The shortcuts say what the rules say: for every line that they pass over, all the rules are asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import clean
from reader.script.detect import script_of, scripts_of
from reader.structure.boilerplate import chrome, note
from reader.structure.captions import captioned
from reader.structure.dates import is_date
from reader.structure.fast_path import SIGNS, is_mute, is_plain
from reader.structure.furniture import furniture
from reader.structure.lexicon import rows
from reader.structure.lines import BLANK, CHUNK, Line, raw_lines, shade

ROOT = Path(__file__).parents[2]
TEXTS = sorted([*ROOT.glob("articles/*.txt"), *ROOT.glob("tests/structure/data/*.txt")])
TABLES = ["captions", "desks", "furniture", "outlets", "places", "roles", "suffixes", "surnames"]
WORDS = sorted({row[0] for name in TABLES for row in rows(name)})
MORE = [
    *"图年员完续版。，：（）·/|1一", "化名", "文中", "应家属要求", "感谢", "有删", "下载", "客户端", "提醒您", "END", "记者", "更多", "新闻",
    "的镇子", "小巷里走来", "第二天", "今天上午，全市举行了一场规模不大却很热闹的读书会，参加的人都说来年还要再来", "　", "字" * 60,
]  # fmt: skip
LINES = st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(MORE)), min_size=1, max_size=5).map("".join)


def _line(text: str) -> Line | None:
    return next(raw_lines(clean(text)), None)


def _check(line: Line) -> None:
    if line.short and is_mute(line):
        assert furniture(line.shadow, head=False) is None
        assert not note(line.shadow, line.size)
        assert not is_date(line.shadow)
        assert not captioned(line)
        assert chrome(line.shadow, line.size) is None
    if line.story and is_plain(line):
        assert line.stopped
        assert line.text[0] not in SIGNS
        assert not captioned(line)
        assert not note(line.shadow, line.size)
        assert chrome(line.shadow, line.size) is None


@given(LINES)
def test_what_is_passed_over_is_nothing_to_the_rules(text: str) -> None:
    for end in ("", "。"):
        line = _line(text + end)
        if line is not None:
            _check(line)


def test_the_words_of_the_tables_are_not_passed_over() -> None:
    for word in WORDS:
        for text in (word, f"{word}。", f"{word}：张小禾", f"{word}镇子", f"小镇{word}", f"小镇上的人们{word}。"):
            line = _line(text)
            assert line is not None
            _check(line)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_line_of_an_article_is_passed_over_wrongly(path: Path) -> None:
    lines = list(raw_lines(clean(path.read_text(encoding="utf-8", errors="replace"))))
    for line in lines:
        _check(line)


def test_most_paragraphs_are_plain() -> None:
    text = "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in TEXTS)
    story = [line for line in raw_lines(clean(text)) if line.story and line.ending[-1] == "。"]
    assert sum(map(is_plain, story)) > 0.6 * len(story)


@given(st.lists(st.text(st.sampled_from("里后東东這这a，\n")), max_size=6))
def test_many_scripts_at_once_are_the_scripts_of_each(texts: list[str]) -> None:
    assert scripts_of(texts) == list(map(script_of, texts))
    assert scripts_of([*texts, "這" * 40_000]) == [*map(script_of, texts), "Hant"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("size", [1, 7, 100, CHUNK - 2, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_lines_are_the_same_wherever_a_chunk_ends(end: str, size: int) -> None:
    rows = ["　　" + "這" * size + "\u00a0", "", "甲" * 3, " ", "\t乙"] * (1 + 3 * CHUNK // size if size > 1 else 5000)
    found = list(raw_lines(end.join(rows)))
    want = [(i, row.strip(BLANK)) for i, row in enumerate(rows) if row.strip(BLANK)]
    assert [(line.number, line.text) for line in found] == want
    assert {line.before for line in found[1:]} == {0, 1}
    assert [line.indent for line in found[:3]] == [4, 0, 4]
    for line in found:
        assert shade(line.text).startswith(line.shadow)
        assert shade(line.text).endswith(line.ending)
