"""Classified lines become blocks with spans, credits and scripts, a section at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.structure.block_builder import SECTION_LINES_MAX, build_blocks, split_into_sections
from reader.structure.lines import ClassifiedLine, iter_lines

if TYPE_CHECKING:
    from reader.model import BlockKind

STORY = "停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅在塔上守了整整三个月，船工们都说好听。"


def drafts(*rows: tuple[BlockKind, str]) -> list[ClassifiedLine]:
    lines = iter_lines("\n".join(text for _, text in rows))
    return [ClassifiedLine(line, kind) for line, (kind, _) in zip(lines, rows, strict=True)]


def test_a_section_begins_at_a_heading_and_is_of_bounded_length() -> None:
    rows: list[tuple[BlockKind, str]] = [("paragraph", STORY), ("heading", "塔上"), ("paragraph", STORY)]
    assert [len(section) for section in split_into_sections(drafts(*rows))] == [1, 2]
    many: list[tuple[BlockKind, str]] = [("paragraph", STORY)] * (SECTION_LINES_MAX + 1)
    assert [len(section) for section in split_into_sections(drafts(*many))] == [SECTION_LINES_MAX, 1]


def test_blocks_have_the_spans_that_their_text_shows() -> None:
    caption, paragraph = build_blocks(
        drafts(("caption", "修好的大钟。林悦 摄"), ("paragraph", f"新华社江岸5月9日电 {STORY}见 https://e.example/a")),
        0,
    )
    assert caption.credit == "林悦"
    assert [span.kind for span in paragraph.spans] == ["dateline", "link"]
    assert paragraph.script == "Hans"


def test_only_the_first_paragraphs_have_datelines() -> None:
    (block,) = build_blocks(drafts(("paragraph", f"新华社江岸5月9日电 {STORY}")), 3)
    assert block.find_span("dateline") is None


@pytest.mark.parametrize(("before", "has_dateline"), [(0, True), (2, True), (3, False)])
def test_paragraphs_of_earlier_sections_count_for_datelines(before: int, *, has_dateline: bool) -> None:
    rows: list[tuple[BlockKind, str]] = [("paragraph", f"新华社江岸5月9日电 {STORY}")]
    (block,) = build_blocks(drafts(*rows), before)
    assert (block.find_span("dateline") is not None) is has_dateline


def test_captions_and_headings_before_them_do_not_count_for_datelines() -> None:
    dateline: tuple[BlockKind, str] = ("paragraph", f"新华社江岸5月9日电 {STORY}")
    rows: list[tuple[BlockKind, str]] = [("caption", "钟。林悦 摄")] * 5
    *_, one, two, three, four = build_blocks(drafts(*rows, *[dateline] * 4), 0)
    assert [block.find_span("dateline") is not None for block in (one, two, three, four)] == [True, True, True, False]


def test_links_and_bold_text_are_spans_of_any_block() -> None:
    (block,) = build_blocks(drafts(("note", "见[钟](https://e.example/a)和**大钟**")), 0)
    assert [(span.kind, block.text[span.start : span.end], span.href) for span in block.spans] == [
        ("link", "[钟](https://e.example/a)", "https://e.example/a"),
        ("strong", "大钟", None),
    ]


@pytest.mark.parametrize("filler", [1_000, 10_000])
def test_the_script_of_a_long_line_is_that_of_its_ends(filler: int) -> None:
    block, other = build_blocks(
        drafts(("paragraph", "这里" * 500 + "一" * filler), ("paragraph", "一" * filler + "這裡" * 500)), 3
    )
    assert (block.script, other.script) == ("Hans", "Hant")
    (both,) = build_blocks(drafts(("paragraph", "这里" * 500 + "一" * filler + "這裡" * 500)), 3)
    assert both.script == "Mixed"
