"""Classified lines become blocks with spans, credits and scripts, a section at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
