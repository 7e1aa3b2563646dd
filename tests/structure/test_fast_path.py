"""The shortcuts say what the rules say: for every line that they pass over, all the rules are asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import clean
from reader.script.detect import detect_script, detect_scripts
from reader.structure.boilerplate import classify_boilerplate, is_note
from reader.structure.captions import is_caption
from reader.structure.dates import is_date
from reader.structure.fast_path import MARKER_SIGNS, is_plain_sentence, is_plain_short_line
from reader.structure.lexicon import read_lexicon_rows
from reader.structure.lines import CHUNK_SIZE, WHITESPACE, Line, iter_lines, normalize_chars
from reader.structure.metadata_lines import classify_metadata_line

ROOT = Path(__file__).parents[2]
TEXTS = sorted([*ROOT.glob("articles/*.txt"), *ROOT.glob("tests/structure/data/*.txt")])
TABLES = ["captions", "desks", "boilerplate", "outlets", "places", "roles", "suffixes", "surname_lengths"]
WORDS = sorted({row[0] for name in TABLES for row in read_lexicon_rows(name)})
MORE = [
    *"图年员完续版。，：（）·/|1一", "化名", "文中", "应家属要求", "感谢", "有删", "下载", "客户端", "提醒您", "END", "记者", "更多", "新闻",
    "的镇子", "小巷里走来", "第二天", "今天上午，全市举行了一场规模不大却很热闹的读书会，参加的人都说来年还要再来", "　", "字" * 60,
]  # fmt: skip
LINES = st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(MORE)), min_size=1, max_size=5).map("".join)


def _line(text: str) -> Line | None:
    return next(iter_lines(clean(text)), None)


def _check(line: Line) -> None:
    if line.is_short and is_plain_short_line(line):
        assert classify_metadata_line(line.normalized, in_head=False) is None
        assert not is_note(line.normalized, line.size)
        assert not is_date(line.normalized)
        assert not is_caption(line)
        assert classify_boilerplate(line.normalized, line.size) is None
    if line.is_prose and is_plain_sentence(line):
        assert line.ends_sentence
        assert line.text[0] not in MARKER_SIGNS
        assert not is_caption(line)
        assert not is_note(line.normalized, line.size)
        assert classify_boilerplate(line.normalized, line.size) is None


@given(LINES)
def test_skipped_lines_match_no_rule(text: str) -> None:
    for end in ("", "。"):
        line = _line(text + end)
        if line is not None:
            _check(line)


@pytest.mark.parametrize(
    ("ending", "is_plain"),
    [("响。", True), ("响", False), ("（摄）。", False), ("摄。", False), ("）响。", True), ("摄影响。", True)],
)
def test_a_sentence_that_ends_like_a_credit_is_not_plain(ending: str, is_plain: bool) -> None:
    line = _line("停摆了二十年的渡口大钟昨天重新敲" + ending)
    assert line is not None
    assert is_plain_sentence(line) == is_plain


@pytest.mark.parametrize(
    ("opening", "is_plain"),
    [
        ("今天", True),
        ("今天：", False),
        ("今天/", False),
        ("今天|", False),
        ("今天：" + "这" * 20, True),  # far from the end
        ("今天图", False),
        ("今天的地图", True),
        ("更多", False),
        ("- ", False),
        ("▲", False),
        ("林悦（化名）", False),
    ],
)
def test_a_sentence_with_the_words_of_a_rule_is_not_plain(opening: str, *, is_plain: bool) -> None:
    line = _line(opening + "停摆了二十年的渡口大钟昨天重新敲响，船工们都说好听。")
    assert line is not None
    assert line.is_prose
    assert is_plain_sentence(line) is is_plain


@pytest.mark.parametrize(
    ("text", "is_plain"),
    [
        ("塔上的人", True),
        ("塔", True),
        ("塔上的人。", False),
        ("塔上 的人", False),
        *((f"塔上{sign}的人", False) for sign in "图年员完续版"),
        *((f"塔上{word}", False) for word in ("记者", "化名人", "有删节", "下载吧", "提醒您", "END")),
        ("塔上摄", False),
        ("健康", False),
        ("更多人", False),
    ],
)
def test_a_short_line_with_the_words_of_a_rule_is_not_plain(text: str, *, is_plain: bool) -> None:
    line = _line(text)
    assert line is not None
    assert is_plain_short_line(line) is is_plain
    assert is_plain_short_line(line) is is_plain


def test_the_words_of_the_tables_are_not_passed_over() -> None:
    for word in WORDS:
        for text in (word, f"{word}。", f"{word}：张小禾", f"{word}镇子", f"小镇{word}", f"小镇上的人们{word}。"):
            line = _line(text)
            assert line is not None
            _check(line)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_line_of_an_article_is_passed_over_wrongly(path: Path) -> None:
    lines = list(iter_lines(clean(path.read_text(encoding="utf-8", errors="replace"))))
    for line in lines:
        _check(line)


def test_most_paragraphs_are_plain() -> None:
    text = "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in TEXTS)
    story = [line for line in iter_lines(clean(text)) if line.is_prose and line.normalized_end[-1] == "。"]
    assert sum(map(is_plain_sentence, story)) > 0.6 * len(story)


@given(st.lists(st.text(st.sampled_from("里后東东這这a，\n")), max_size=6))
def test_many_scripts_at_once_are_the_scripts_of_each(texts: list[str]) -> None:
    assert detect_scripts(texts) == list(map(detect_script, texts))
    assert detect_scripts([*texts, "這" * 40_000]) == [*map(detect_script, texts), "Hant"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "size", [1, 7, 100, CHUNK_SIZE - 2, CHUNK_SIZE - 1, CHUNK_SIZE, CHUNK_SIZE + 1, 3 * CHUNK_SIZE]
)
def test_lines_are_the_same_wherever_a_chunk_ends(end: str, size: int) -> None:
    rows = ["　　" + "這" * size + "\u00a0", "", "甲" * 3, " ", "\t乙"] * (
        1 + 3 * CHUNK_SIZE // size if size > 1 else 5000
    )
    found = list(iter_lines(end.join(rows)))
    want = [(i, row.strip(WHITESPACE)) for i, row in enumerate(rows) if row.strip(WHITESPACE)]
    assert [(line.number, line.text) for line in found] == want
    assert {line.blank_lines_before for line in found[1:]} == {0, 1}
    assert [line.indent for line in found[:3]] == [4, 0, 4]
    for line in found:
        assert normalize_chars(line.text).startswith(line.normalized)
        assert normalize_chars(line.text).endswith(line.normalized_end)
