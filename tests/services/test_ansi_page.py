"""The printed article: everything is there, in its order, and no escape sequence where none was asked for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.model import Block, BlockKind, Span, clean
from reader.services.ansi_page import TERMINAL_STYLES, make_ansi_styles, render_lines
from reader.sources import read_file
from reader.structure import read_plain_text
from reader.typeset import cell_len, to_display_text
from reader.typeset.page_layout import PageLayout, PageStyle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import Article

ROOT = Path(__file__).parents[2]
TEXTS = [*sorted((ROOT / "articles").glob("*.txt")), *sorted((ROOT / "tests/structure/data").glob("*.txt"))]
WIDTHS = [1, 2, 3, 4, 5, 7, 8, 9, 12, 20, 31, 32, 33, 40, 60, 72, 97, 120]
SGR = re.compile(r"\x1b\[\d*m")


def article(path: Path) -> Article:
    document = read_file(path)
    return read_plain_text(document.text, document.origin)


def block(kind: BlockKind, text: str, *spans: Span) -> Block:
    return Block(kind, clean(text), spans=spans)


def printed(*blocks: Block, measure: int = 40, plain: bool = True) -> list[str]:
    return list(render_lines(blocks, PageStyle(measure=measure, plain=plain, show_boilerplate=True)))


def dressed(*blocks: Block, measure: int = 40) -> list[str]:
    return list(render_lines(blocks, PageStyle(measure=measure, show_boilerplate=True), TERMINAL_STYLES))


def squeezed(texts: Iterable[str]) -> str:
    """What is seen, without white space."""
    return "".join("".join(texts).split())


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_character_is_lost_at_any_width(path: Path) -> None:
    blocks = article(path).blocks
    for measure in WIDTHS:
        page = PageLayout(PageStyle(measure=measure, plain=True, show_boilerplate=True))
        page.extend(blocks)
        leads = [
            item.marker if len(item.marker) <= page.get_rows(i)[0].indent else "" for i, item in enumerate(page.items)
        ]
        whole = [part for i, lead in enumerate(leads) for part in (lead, to_display_text(page.get_item_text(i)))]
        assert squeezed(render_lines(blocks, page.style)) == squeezed(whole)
        assert {piece.block for item in page.items for piece in item.block_ranges} == set(range(len(blocks)))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_line_is_wider_than_the_measure(path: Path) -> None:
    blocks = article(path).blocks
    for measure in WIDTHS[1:]:
        assert (
            max(map(cell_len, render_lines(blocks, PageStyle(measure=measure, plain=True, show_boilerplate=True))))
            <= measure
        )


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_styles_add_escape_sequences_and_no_other_characters(path: Path) -> None:
    blocks = article(path).blocks
    style = PageStyle(measure=60, show_boilerplate=True)
    undressed = [SGR.sub("", line).rstrip(" ") for line in render_lines(blocks, style, TERMINAL_STYLES)]
    assert undressed == list(render_lines(blocks, style))
    assert not any("\x1b" in line for line in undressed)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_line_ends_with_a_reset(path: Path) -> None:
    for line in render_lines(article(path).blocks, PageStyle(measure=40, show_boilerplate=True), TERMINAL_STYLES):
        assert "\x1b" not in line or line.endswith(TERMINAL_STYLES.reset)


def test_each_kind_of_block_has_its_marker() -> None:
    assert printed(
        block("breadcrumb", "海角日報 > 財經"),
        block("headline", "小漁港怎樣變成風電小鎮"),
        block("deck", "三年四十億元"),
        block("date", "2025-11-18"),
        block("source", "海角日報"),
        block("byline", "文 林若溪"),
        block("paragraph", "東岸縣臨海，從前只有一條街和一個小漁港。"),
        block("paragraph", "碼頭先行。"),
        block("heading", "先修碼頭  再招企業"),
        block("caption", "新碼頭。周予安 攝", Span("credit", 4, 9)),
        block("quote", "風是免費的。"),
        block("list_item", "• 泊位8個"),
        block("list_item", "• 堆場120萬平方米"),
        block("editor", "責任編輯：何文"),
        block("chrome", "網友評論"),
    ) == [
        "海角日報 > 財經",
        "",
        "# 小漁港怎樣變成風電小鎮",
        "",
        "三年四十億元",
        "",
        "2025-11-18  海角日報  文 林若溪",
        "",
        "    東岸縣臨海，從前只有一條街和一個小",
        "漁港。",
        "    碼頭先行。",
        "",
        "## 先修碼頭  再招企業",
        "",
        "    ▸ 新碼頭。  周予安 攝",
        "",
        "> 風是免費的。",
        "",
        "• 泊位8個",
        "• 堆場120萬平方米",
        "",
        "責任編輯：何文",
        "",
        "網友評論",
    ]


def test_markers_in_the_text_are_not_repeated() -> None:
    assert printed(block("headline", "# 題目"), block("heading", "### 小題"), block("quote", "> 引文")) == [
        "# 題目",
        "",
        "### 小題",
        "",
        "> 引文",
    ]


def test_bold_is_structure_and_dim_is_metadata_line() -> None:
    assert dressed(block("headline", "題目"), block("heading", "小題"), block("editor", "編輯：何文")) == [
        "\x1b[1m題目\x1b[0m",
        "",
        "\x1b[1m小題\x1b[0m",
        "",
        "\x1b[2m編輯：何文\x1b[0m",
    ]


def test_a_span_is_styled_on_every_row_it_reaches() -> None:
    look = make_ansi_styles("<>", "<b>", "<d>")
    text = block("paragraph", "碼頭先行，縣裏沒有廠房。", Span("run_in", 0, 5), Span("dateline", 5, 9))
    assert list(render_lines([text], PageStyle(measure=10), look)) == [
        "  \x1b[1m碼頭先<><>",
        "\x1b[1m行，<><d>縣裏沒<><>",
        "<d>有<>廠房。<>",
    ]


def test_after_a_span_the_style_of_its_block_returns() -> None:
    look = make_ansi_styles("<>", "<b>", "<d>", "<c>")
    text = block("caption", "新碼頭。周予安 攝", Span("credit", 4, 9))
    assert list(render_lines([text], PageStyle(measure=40), look)) == ["<c>    ▸ 新碼頭。  <d>周予安 攝<><c><>"]


def test_escape_sequences_in_the_text_are_printed_as_text() -> None:
    tamed = block("paragraph", "\x1b[31m[red]紅[/red]\x1b[0m")
    assert dressed(tamed) == ["    ␛[31m[red]紅[/red]␛[0m\x1b[0m"]
    assert printed(tamed) == ["    ␛[31m[red]紅[/red]␛[0m"]


def test_lines_are_rendered_lazily() -> None:
    asked = render_lines([block("paragraph", "江華。" * 100)] * 3, PageStyle(measure=20))
    assert next(asked).startswith("  江華。")


def test_trailing_blanks_of_the_layout_are_removed() -> None:
    assert printed(block("paragraph", "甲\u3000乙\u00a0丙\t丁")) == ["    甲\u3000乙\u00a0丙 丁"]
