"""Reading whole and in slices: every line in one block, the same blocks, the same structure in every script and width."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Article, Origin, clean
from reader.structure import IncrementalReader, read_plain_text

if TYPE_CHECKING:
    from collections.abc import Callable

ACCEPTANCE = Path(__file__).parents[2].parent / "shared" / "acceptance"
BLANK = " \t\u00a0\u3000\u200b\ufeff\u2003\u2009\u202f\u1680"

WORDS = [
    "相关新闻", "责任编辑：", "责任编辑：何静", "记者王小明／台北報導", "来源：新华社", "2018-12-21", "首页 > 新闻 > 正文", "# 標題",
    "## 小节", "> 引用", "- 一項", "1. 一项", "| 甲 | 乙 |", "甲\t乙\t丙", "▲圖說（王小明攝）", "■", "（一）", "【", "】", "（", "）",
    "一、開頭", "小標題 在這裡", "……", "。", "張三 攝", "「引文。」", "https://example.org/a", "**粗體。**之後", "Hello world", "\u3000\u3000",
    "今天上午，全市举行了一场规模不大却很热闹的读书会，参加的人都说来年还要再来，希望时间更长一些。", "字" * 45, "版权所有", "民國", "1", "\ufeff",
]  # fmt: skip
LINES = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.lists(st.sampled_from([*WORDS, "  ", "，", " / ", "："]), max_size=4).map("".join),
        st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30),
    ),
    max_size=40,
)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def whole(text: str) -> Article:
    return read_plain_text(clean(text), Origin("test"))


@given(LINES, ENDS)
def test_every_line_is_in_exactly_one_block(lines: list[str], end: str) -> None:
    text = clean(end.join(lines))
    rows = re.split(r"\r\n?|\n", text)
    at = 0
    for block in read_plain_text(text, Origin("test")).blocks:
        assert block.line is not None
        assert block.line_end is not None
        assert at <= block.line < block.line_end
        assert not "".join(rows[at : block.line]).strip().strip(BLANK)
        at = block.line_end
        joined = "".join(rows[block.line : block.line_end])
        assert _visible(block.text) == _visible(joined)
        if block.line_end == block.line + 1:
            assert block.text == _trimmed(rows[block.line])
    assert not _visible("".join(rows[at:]))


def _trimmed(line: str) -> str:
    while line != (line := line.strip().strip(BLANK)):
        pass
    return line


def _visible(text: str) -> str:
    return "".join(char for char in text if not char.isspace() and char not in BLANK)


@given(LINES, st.integers(1, 5))
def test_incremental_slices_equal_the_whole_article(lines: list[str], size: int) -> None:
    text = clean("\n".join(lines))
    reading = IncrementalReader(text, Origin("test"))
    blocks = []
    while not reading.is_done:
        new = reading.advance(size)
        assert new
        blocks += new
    assert reading.blocks == blocks
    assert reading.build_article() == whole(text)
    assert reading.advance(size) == []


@given(LINES)
def test_spans_and_credits_are_inside_the_text(lines: list[str]) -> None:
    for block in whole("\n".join(lines)).blocks:
        for span in block.spans:
            assert 0 <= span.start < span.end <= len(block.text)
        assert block.credit is None or block.find_span("credit") is not None
        assert block.credit is None or block.credit.strip()


def test_the_fields_are_known_before_the_end() -> None:
    story = "\n".join(
        f"　　第{i}段，早上的街市人來人往，賣菜的、買菜的都在說同一件事，聲音蓋過了路邊的車聲。" for i in range(300)
    )
    text = f"港聞 > 社區\n街市重開\n2021-03-04 08:30　來源：本地日報\n文：陳大文\n{story}\n（責任編輯：李小明）\n相關新聞\n別的標題"
    reading = IncrementalReader(clean(text), Origin("test"))
    reading.advance(10)
    early = reading.build_article()
    late = whole(text)
    assert not reading.is_done
    assert len(early.blocks) < len(late.blocks)
    for name in ("title", "deck", "breadcrumb", "date", "outlet", "authors", "editors", "script", "region"):
        assert getattr(early, name) == getattr(late, name), name
    assert late.editors == ("李小明",)


@pytest.mark.parametrize("text", ["", "\n\n", " \u00a0\n\u3000", "\ufeff"])
def test_a_text_without_text_has_no_blocks(text: str) -> None:
    assert whole(text).blocks == ()
    assert IncrementalReader(clean(text), Origin("test")).is_done


@pytest.fixture(scope="module")
def sample() -> tuple[str, dict[str, Any]]:
    if not ACCEPTANCE.exists():
        pytest.skip("no acceptance data beside the repository")
    gold = json.loads((ACCEPTANCE / "jianghua.structure.json").read_text("utf-8"))
    return (ACCEPTANCE / "jianghua.txt").read_text("utf-8"), gold


def test_the_sample_is_read_as_a_person_reads_it(sample: tuple[str, dict[str, Any]]) -> None:
    text, gold = sample
    got = whole(text)
    assert [(block.line, block.kind, block.text) for block in got.blocks] == [
        (block["line"], block["kind"], block["text"]) for block in gold["blocks"]
    ]
    for block, want in zip(got.blocks, gold["blocks"], strict=True):
        run_in = block.find_span("run_in")
        if "run_in_optional" not in want:
            assert (block.text[run_in.start : run_in.end] if run_in else None) == want.get("run_in")
        assert block.credit == want.get("credit")
        if want["kind"] not in ("date", "source"):
            assert block.script == want.get("script", "hant").capitalize()
    byline = next(block for block in gold["blocks"] if block["kind"] == "byline")
    assert (list(got.authors), got.date, got.script) == (byline["authors"], "2018-12-21", "Hant")


@pytest.mark.parametrize("config", ["t2s", "s2t"])
def test_structure_does_not_depend_on_the_script(sample: tuple[str, dict[str, Any]], config: str) -> None:
    text, _ = sample
    assert _shape(whole(opencc.OpenCC(config).convert(text))) == _shape(whole(text))


def test_structure_does_not_depend_on_the_width_of_punctuation(sample: tuple[str, dict[str, Any]]) -> None:
    text, _ = sample
    wide = text.translate({ord(a): b for a, b in zip(",:?;()", "，：？；（）", strict=True)})
    assert _shape(whole(wide)) == _shape(whole(text))
    assert _shape(whole(text.replace("\n  ", "\n\u3000\u3000"))) == _shape(whole(text))


def _shape(article: Article) -> list[tuple[object, ...]]:
    return [(block.kind, block.line, [(s.kind, s.start, s.end) for s in block.spans]) for block in article.blocks]


def test_real_pages_in_all_styles(page_rates: dict[str, float]) -> None:
    assert {style: rate for style, rate in page_rates.items() if rate < 0.95} == {}


def test_two_scripts_in_one_file_are_detected(article: Callable[[str], Article]) -> None:
    got = article(
        "责任编辑的说明\n全力打造新興工業縣\n來源：香港商報\n江華強化招商引資，優化發展環境，積極對接承接沿海地區的產業轉移，成效顯著。"
    )
    assert got.script == "Hant"
