"""The page: every shown character on one row, rows within the measure, places that find their way back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model import Block, BlockKind, Span, View, clean
from reader.services.ansi_page import render_lines
from reader.sources import read_file
from reader.structure import read_plain_text
from reader.typeset import cell_len, page_layout
from reader.typeset.page_items import CAPTION_SIGN, CutPart
from reader.typeset.page_layout import LineLocation, PageLayout, PageStyle, Row

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]
ARTICLES = [*sorted((ROOT / "articles").glob("*.txt")), *sorted((ROOT / "tests/structure/data").glob("*.txt"))]
HEAD: tuple[BlockKind, ...] = ("breadcrumb", "headline", "deck", "date", "source", "byline")
BODY: tuple[BlockKind, ...] = tuple(kind for kind in get_args(BlockKind) if kind not in HEAD[:3])
FAMILY = "👨\u200d👩\u200d👧\u200d👦"

PIECES = [
    *"江華創新政策，。「」（）——",
    "6.02億美元",
    "GDP",
    " ",
    "\u3000",
    "2018年6月",
    "# ",
    "> ",
    "• ",
    "1. ",
    "…",
    "\u200b",
    "葛\U000e0100",
]
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join).map(str.strip).filter(bool).map(clean)
STYLES = st.builds(
    PageStyle,
    measure=st.integers(1, 60),
    kinsoku=st.sampled_from(["none", "basic", "gb", "strict"]),
    ambiguous_width=st.sampled_from([1, 2]),
    paragraphs=st.sampled_from(["indent", "blank"]),
    plain=st.booleans(),
    show_boilerplate=st.booleans(),
    density=st.sampled_from(["roomy", "compact"]),
)


@st.composite
def blocks(draw: st.DrawFn, kinds: tuple[BlockKind, ...] = BODY) -> Block:
    """A block, its end a credit or not."""
    text = draw(TEXTS)
    at = draw(st.integers(0, len(text) - 1))
    spans = (Span("credit", at, len(text)),) if draw(st.booleans()) else ()
    return Block(draw(st.sampled_from(kinds)), text, spans=spans)


HEADS = st.lists(blocks(HEAD), max_size=5)
BODIES = st.lists(blocks(), min_size=1, max_size=8)


def page(*content: Block, measure: int = 40, plain: bool = False, furniture: bool = False) -> PageLayout:
    made = PageLayout(PageStyle(measure=measure, plain=plain, show_boilerplate=furniture))
    made.extend(content)
    return made


def block(kind: BlockKind, text: str, credit: str = "") -> Block:
    spans = (Span("credit", len(text) - len(credit), len(text)),) if credit else ()
    return Block(kind, clean(text), spans=spans)


def built(head: list[Block], body: list[Block], style: PageStyle) -> PageLayout:
    made = PageLayout(style)
    made.extend([*head, block("paragraph", "江華"), *body])
    return made


def places(made: PageLayout) -> list[LineLocation]:
    return [
        LineLocation(index, line) for index in range(len(made.items)) for line in range(made.count_item_lines(index))
    ]


def rows_made(made: PageLayout) -> list[int]:
    """How many rows of each item have been made so far."""
    return [len(made._layouts[i].rows) if i in made._layouts else 0 for i in range(len(made.items))]


def drawn(made: PageLayout) -> list[str]:
    """The page as it is seen, without leads."""
    out: list[str] = []
    for place in places(made):
        row = made.get_row(place)
        out.append(" " * row.indent + made.get_item_text(place.item)[row.start : row.end] if row else "")
    return out


# -- what holds for every page


@given(HEADS, BODIES, STYLES)
def test_every_character_of_a_shown_block_is_on_one_row(head: list[Block], body: list[Block], style: PageStyle) -> None:
    made = built(head, body, style)
    for index in range(len(made.items)):
        rows, text = made.get_rows(index), made.get_item_text(index)
        edges = [0, *(offset for row in rows for offset in (row.start, row.end)), len(text)]
        assert edges == sorted(edges)
        assert not "".join(text[edges[i] : edges[i + 1]] for i in range(0, len(edges), 2)).strip()


@given(HEADS, BODIES, STYLES)
def test_rows_are_within_the_measure(head: list[Block], body: list[Block], style: PageStyle) -> None:
    measure = replace(style, measure=max(2, style.measure))
    made = built(head, body, measure)
    for index in range(len(made.items)):
        text = made.get_item_text(index)
        for row in made.get_rows(index):
            assert row.indent + cell_len(text[row.start : row.end], style.ambiguous_width) <= measure.measure


@given(HEADS, BODIES, STYLES)
def test_a_plain_page_shows_every_block_and_all_of_it(head: list[Block], body: list[Block], style: PageStyle) -> None:
    made = built(head, body, replace(style, plain=True))
    shown: dict[int, str] = {}
    for index in range(len(made.items)):
        for piece in made.get_pieces(index):
            shown[piece.block] = shown.get(piece.block, "") + made.blocks[piece.block].text[piece.start : piece.end]
    assert {index: "".join(text.split()) for index, text in shown.items()} == {
        index: "".join(content.text.split()) for index, content in enumerate(made.blocks)
    }


@given(HEADS, BODIES, STYLES)
def test_every_block_is_in_one_item_or_not_shown(head: list[Block], body: list[Block], style: PageStyle) -> None:
    made = built(head, body, style)
    for index, content in enumerate(made.blocks):
        holders = [
            number for number, item in enumerate(made.items) if index in {piece.block for piece in item.block_ranges}
        ]
        assert holders == ([] if made.find_item(index) is None else [made.find_item(index)])
        hidden = content.kind == "breadcrumb" or (content.kind == "chrome" and not style.show_boilerplate)
        assert bool(holders) != (hidden and not style.plain)


@given(HEADS, BODIES, STYLES)
def test_the_first_position_of_a_row_is_located_in_it(head: list[Block], body: list[Block], style: PageStyle) -> None:
    made = built(head, body, style)
    for place in places(made):
        if made.get_row(place):
            assert made.locate(*made.find_line_start(place)) == place


@given(HEADS, BODIES, STYLES)
def test_every_character_is_located_in_the_row_that_shows_it(
    head: list[Block], body: list[Block], style: PageStyle
) -> None:
    made = built(head, body, style)
    for index in range(len(made.items)):
        for piece in made.get_pieces(index):
            for offset in range(piece.start, piece.end):
                place, at = made.locate(piece.block, offset), piece.text_start + offset - piece.start
                assert place is not None
                row = made.get_row(place)
                assert row is not None
                assert row.start <= at < row.end or made.blocks[piece.block].text[offset].isspace()


@given(HEADS, BODIES, STYLES)
def test_moving_back_by_lines_undoes_moving_on(head: list[Block], body: list[Block], style: PageStyle) -> None:
    made = built(head, body, style)
    every = places(made)
    for number, place in enumerate(every):
        for step in (0, 1, 2, 7, 50):
            there = made.offset_location(place, step)
            assert there == every[min(number + step, len(every) - 1)]
            assert made.offset_location(place, -step) == every[max(number - step, 0)]
    assert made.get_last_line() == every[-1]


@given(HEADS, BODIES, BODIES, STYLES, st.integers(1, 5))
def test_blocks_added_in_slices_make_the_same_page(
    head: list[Block], body: list[Block], rest: list[Block], style: PageStyle, step: int
) -> None:
    whole = built(head, [*body, *rest], style)
    sliced = built(head, body, style)
    for start in range(0, len(rest), step):
        sliced.extend(rest[start : start + step])
    assert sliced.items == whole.items
    assert drawn(sliced) == drawn(whole)


@given(HEADS, BODIES, STYLES, STYLES)
def test_restyle_gives_the_page_of_the_same_blocks(
    head: list[Block], body: list[Block], style: PageStyle, other: PageStyle
) -> None:
    made = built(head, body, style)
    before = drawn(made)
    again = made.restyle(other)
    assert again.blocks == made.blocks
    assert drawn(again) == drawn(built(head, body, other))
    assert drawn(again.restyle(style)) == before


@given(TEXTS.map(lambda text: clean(text * 30)), STYLES, st.integers(0, 40))
@settings(max_examples=60)
def test_rows_made_one_by_one_are_the_same_rows(text: str, style: PageStyle, count: int) -> None:
    content = block("paragraph", text)
    eager, lazy = PageLayout(style), PageLayout(style)
    eager.extend([content])
    lazy.extend([content])
    eager.get_rows(0)
    for number in range(count):
        assert lazy.get_row(LineLocation(0, number)) == eager.get_row(LineLocation(0, number))
    assert lazy.get_rows(0) == eager.get_rows(0)


# -- what it costs


def test_only_requested_rows_of_a_long_block_are_made() -> None:
    made = page(block("headline", "題目"), block("paragraph", "江華全力打造，" * 100_000), block("paragraph", "完。"))
    item = made.items[1]
    assert made.get_row(LineLocation(1, 0 + item.space_before)) is not None
    assert rows_made(made)[1] <= 200
    assert made.offset_location(LineLocation(1, item.space_before), 300) == LineLocation(1, item.space_before + 300)
    assert rows_made(made)[1] <= 600
    assert made.find_line_start(made.offset_location(LineLocation(0, 0), 100))[0] == 1
    assert rows_made(made)[1] <= 600
    assert made.locate(1, 10_000) is not None
    assert 200 < rows_made(made)[1] < 1000


def test_no_rows_are_made_before_they_are_asked_for() -> None:
    made = page(*[block("paragraph", "江華。")] * 5)
    assert not any(rows_made(made))
    assert made.get_row(LineLocation(3, 0)) == Row(4, 0, 3)
    assert rows_made(made) == [0, 0, 0, 1, 0]


def test_restyle_reuses_items_and_makes_no_rows() -> None:
    made = page(*[block("paragraph", "江華。" * 40)] * 50)
    narrow = made.restyle(replace(made.style, measure=30, ambiguous_width=2, kinsoku="strict"))
    assert narrow.items is made.items
    assert not any(rows_made(narrow))
    position = made.find_line_start(LineLocation(20, 2))
    assert narrow.locate(*position) is not None
    assert sum(map(bool, rows_made(narrow))) == 1
    narrow.extend([block("paragraph", "完。")])
    assert narrow.get_last_line() == LineLocation(50, 0)
    for other in (replace(made.style, show_boilerplate=True), replace(made.style, density="compact")):
        assert made.restyle(other).items is not made.items


@pytest.mark.parametrize("count", [100, 5000])
def test_moves_make_only_the_rows_of_a_screenful(count: int) -> None:
    content = [block("paragraph", "江華全力打造創新，" * 10)] * count
    made = page(*content)
    assert made.get_last_line() == LineLocation(count - 1, 4)
    made.offset_location(made.get_last_line(), -40)
    assert sum(map(bool, rows_made(made))) <= 10
    made = page(*content)
    made.offset_location(LineLocation(count // 2, 3), 40)
    assert sum(map(bool, rows_made(made))) <= 10


def test_rows_dropped_from_the_cache_are_made_the_same_again() -> None:
    made = page(*[block("paragraph", "江華全力打造創新，" * 10)] * 5000)
    before = list(made.get_rows(7))
    for index in range(5000):
        made.count_item_lines(index)
    assert sum(map(bool, rows_made(made))) <= 2048
    assert made.get_rows(7) == before


# -- what stands where


def test_the_head_is_headline_deck_and_one_row_of_the_rest_in_this_order() -> None:
    head = [
        block("date", "2025-11-18"),
        block("source", "海角日報"),
        block("breadcrumb", "財經 > 專題"),
        block("deck", "三年四十億元"),
        block("chrome", "分享"),
        block("headline", "小漁港"),
        block("byline", "文 林若溪"),
        block("paragraph", "東岸縣臨海。"),
    ]
    assert drawn(page(*head)) == ["小漁港", "三年四十億元", "2025-11-18  海角日報  文 林若溪", "", "    東岸縣臨海。"]
    assert drawn(page(*head, furniture=True))[3:] == ["分享", "", "    東岸縣臨海。"]


def test_a_long_row_of_the_head_is_broken_between_its_pieces() -> None:
    head = [
        block("date", "2023-12-19 20:15"),
        block("source", "來源：海角日報"),
        block("byline", "文／曾以樂、林若溪、陳柏言"),
    ]
    assert drawn(page(*head, measure=40)) == ["2023-12-19 20:15  來源：海角日報", "文／曾以樂、林若溪、陳柏言"]
    assert drawn(page(*head, measure=26)) == ["2023-12-19 20:15", "來源：海角日報", "文／曾以樂、林若溪、陳柏言"]
    assert drawn(page(head[0], head[2], measure=16)) == ["2023-12-19 20:15", "文／曾以樂、林若", "溪、陳柏言"]


def test_an_article_without_a_body_keeps_its_order() -> None:
    assert drawn(page(block("headline", "訃告"), block("note", "家屬泣告"), block("date", "2025-11-18"))) == [
        "訃告", "", "家屬泣告", "2025-11-18",
    ]  # fmt: skip


@pytest.mark.parametrize(("measure", "indent"), [(7, 0), (8, 2), (31, 2), (32, 4), (72, 4)])
def test_paragraphs_are_indented_by_two_em_and_by_one_in_narrow_columns(measure: int, indent: int) -> None:
    rows = page(block("paragraph", "江華" * 40), measure=measure).get_rows(0)
    assert [row.indent for row in rows[:3]] == [indent, 0, 0]


def test_paragraphs_have_an_indent_or_an_empty_row_between_them_and_never_both() -> None:
    content = [block("paragraph", "江華。"), block("paragraph", "全力。")]
    made = page(*content)
    assert drawn(made) == ["    江華。", "    全力。"]
    assert drawn(made.restyle(PageStyle(paragraphs="blank"))) == ["江華。", "", "全力。"]


def test_a_compact_page_has_empty_rows_only_below_the_head_and_above_headings() -> None:
    kinds: list[BlockKind] = ["headline", "deck", "date", "caption", "paragraph", "list_item", "paragraph", "quote",
                         "caption", "heading", "paragraph", "table_row", "editor", "note", "byline"]  # fmt: skip
    roomy = page(*[block(kind, "甲") for kind in kinds])
    compact = roomy.restyle(replace(roomy.style, density="compact"))
    assert [item.kind for item in compact.items if item.space_before] == ["caption", "heading"]
    assert compact.items[3].space_before == 1
    assert [item._replace(space_before=0) for item in compact.items] == [
        item._replace(space_before=0) for item in roomy.items
    ]
    plain = roomy.restyle(replace(roomy.style, plain=True))
    assert plain.restyle(replace(plain.style, density="compact")).items == plain.items
    blank = compact.restyle(replace(compact.style, paragraphs="blank"))
    blank.extend([block("paragraph", "甲"), block("paragraph", "乙")])
    assert [item.space_before for item in blank.items[-2:]] == [0, 1]


@pytest.mark.parametrize(("kind", "indent"), [("list_item", ""), ("table_row", ""), ("quote", "    ")])
def test_lists_tables_and_quotes_have_no_empty_rows_between_their_items(kind: BlockKind, indent: str) -> None:
    content = [block("paragraph", "江華。"), block(kind, "甲"), block(kind, "乙"), block("paragraph", "完。")]
    assert drawn(page(*content)) == ["    江華。", "", f"{indent}甲", f"{indent}乙", "", "    完。"]


@pytest.mark.parametrize(
    ("marker", "hang"),
    [("• ", 2), ("1. ", 3), ("12）", 4), ("（1）", 5), ("①", 1), ("一、", 4), ("（十二）", 8), ("- ", 2), ("", 4)],
)
def test_the_rows_of_a_list_item_hang_behind_its_marker(marker: str, hang: int) -> None:
    rows = page(block("list_item", marker + "江華" * 30)).get_rows(0)
    assert [row.indent for row in rows[:3]] == [0, hang, hang]


def test_a_number_is_no_marker() -> None:
    assert page(block("list_item", "1.5億元" + "江華" * 30)).get_rows(0)[1].indent == 4


def test_a_credit_is_behind_its_caption_where_there_is_room() -> None:
    caption = block("caption", "新碼頭的吊機。周予安 攝", "周予安 攝")
    made = page(caption)
    assert made.items[0].marker == CAPTION_SIGN
    assert drawn(made) == ["      新碼頭的吊機。  周予安 攝"]
    assert made.get_item_text(0) == "新碼頭的吊機。  周予安 攝"


def test_a_credit_is_at_the_right_of_the_next_row_where_there_is_none() -> None:
    caption = block("caption", "新碼頭的吊機正在卸下風機葉片。（周予安 攝）", "（周予安 攝）")
    assert drawn(page(caption, measure=40)) == [
        "      新碼頭的吊機正在卸下風機葉片。",
        " " * (40 - 4 - 13) + "（周予安 攝）",
    ]


def test_a_credit_longer_than_a_row_goes_on_behind_its_caption() -> None:
    caption = block("caption", "甲板上挤满拍照的乘客。/大公报记者程远舟摄", "/大公报记者程远舟摄")
    rows = drawn(page(caption, measure=20))
    assert "".join("".join(rows).split()) == caption.text
    assert not any(row.strip().startswith(("/", "。")) for row in rows)


def test_a_caption_that_is_all_credit_or_has_words_behind_it_stays_as_it_is() -> None:
    assert drawn(page(block("caption", "（周予安 攝）", "（周予安 攝）"))) == ["      （周予安 攝）"]
    middle = Block("caption", clean("（周予安 攝）新碼頭"), spans=(Span("credit", 0, 7),))
    assert drawn(page(middle)) == ["      （周予安 攝）新碼頭"]


def test_a_deck_does_not_say_the_headline_again() -> None:
    headline = block("headline", "窯火煉出新產業")
    for joint in ("——", "：", " — ", "-"):
        deck = block("deck", f"窯火煉出新產業{joint}雲陶縣觀察")
        made = page(headline, deck)
        assert drawn(made) == ["窯火煉出新產業", "雲陶縣觀察"]
        assert made.locate(1, 0) == made.locate(1, len(deck.text) - 1) == LineLocation(1, 0)
        assert drawn(page(headline, deck, plain=True))[-1] == deck.text
    for whole in ("窯火煉出新產業", "窯火煉出新產業了", "窯火煉出新產業——", "雲陶縣觀察"):
        assert drawn(page(headline, block("deck", whole)))[-1] == whole


@pytest.mark.parametrize(("kind", "mark"), [("headline", "# "), ("heading", "### "), ("quote", "> "), ("quote", ">")])
def test_marks_of_markdown_are_shown_on_plain_pages_only(kind: BlockKind, mark: str) -> None:
    content = block(kind, f"{mark}小漁港")
    assert [row.strip() for row in drawn(page(content))] == ["小漁港"]
    assert drawn(page(content, plain=True)) == [f"{mark}小漁港"]
    made = page(content)
    assert made.locate(0, 0) == LineLocation(0, 0)
    assert made.find_line_start(LineLocation(0, 0)) == (0, len(mark))


def test_a_mark_with_nothing_behind_it_is_the_text() -> None:
    assert drawn(page(block("quote", ">"))) == ["    >"]


def test_pieces_map_offsets_of_an_item_to_blocks() -> None:
    made = page(block("date", "2025"), block("source", "海角"), block("paragraph", "江華。"))
    assert made.get_item_text(0) == "2025  海角"
    line = LineLocation(0, 0)
    cells = (0, 3, 4, 5, 6, 7, 8, 10)
    assert [made.find_position(line, cell) for cell in cells] == [
        (0, 0), (0, 3), (0, 4), (0, 4), (1, 0), (1, 0), (1, 1), (1, 2),
    ]  # fmt: skip
    assert made.locate_cell(1, 1) == (line, 8)
    assert made.locate_cell(7, 0) is None


def test_a_block_that_is_not_shown_has_no_place() -> None:
    made = page(block("chrome", "分享"), block("paragraph", "江華。"), block("chrome", "評論"))
    assert made.locate(0, 0) is None
    assert made.locate(2, 0) is None
    assert made.locate(9, 0) is None
    assert made.get_last_line() == LineLocation(0, 0)


def test_an_article_of_nothing_but_furniture_shows_it() -> None:
    for content in ([block("breadcrumb", "首頁 > 新聞")], [block("chrome", "分享"), block("chrome", "評論")]):
        made = page(*content)
        assert drawn(made) == [part.text for part in content]
        assert made.get_last_line() == LineLocation(len(content) - 1, 0)
        assert made.locate(0, 0) == LineLocation(0, 0)


# -- an independent judge


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_no_row_of_a_printed_article_breaks_a_rule(path: Path, audit: ModuleType) -> None:
    document = read_file(path)
    # The judge counts every person of a family; a terminal draws one sign of two cells.
    document = replace(document, text=clean(document.text.replace(FAMILY, "家")))
    blocks = read_plain_text(document.text, document.origin).blocks
    for measure in (*range(20, 121, 7), 40, 60, 72, 80):
        style = PageStyle(measure=measure, plain=True, show_boilerplate=True)
        report = audit.audit("\n".join(render_lines(blocks, style)) + "\n", measure)
        assert not any(report.found.values()), (measure, report.found)


@given(
    st.lists(blocks(), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 6), TEXTS), min_size=1, max_size=4),
    STYLES,
)
def test_no_position_is_in_a_cut_part(body: list[Block], cuts: list[tuple[int, str]], style: PageStyle) -> None:
    page = PageLayout(style)
    page.extend(body)
    lines_before = {item: page.count_item_lines(item) for item in range(len(page.items))}
    page.set_cut_parts([CutPart(min(place, len(body)), text) for place, text in sorted(cuts)])
    assert sum(bool(item.cut_text) for item in page.items) == len(cuts)
    line, last = LineLocation(0, 0), page.get_last_line()
    while True:
        for block, offset in (page.find_line_start(line), page.find_line_end(line), page.find_position(line, 2)):
            assert 0 <= block < len(body)
            assert 0 <= offset <= len(body[block].text)
        if not page.is_cut(line):
            assert page.get_row(line) is None or page.locate(*page.find_line_start(line)) is not None
        if line == last:
            break
        line = page.offset_location(line, 1)
    shown = page.restyle(replace(style, measure=style.measure + 2))
    assert shown.cut_parts == page.cut_parts
    shown.set_cut_parts(())
    assert len(shown.items) == len(lines_before)


def test_a_view_replaces_the_rows_of_the_text_and_goes_again() -> None:
    made = page(block("paragraph", "江華,創新,政策,聲明."), block("paragraph", "完。"), measure=12)
    source = [made.get_item_text(0)[row.start : row.end] for row in made.get_rows(0)]
    wide = View(clean("江華，創新，政策，聲明。"))
    made.set_views([wide, View(clean("完。"))].__getitem__)
    shown = [made.get_item_text(0)[row.start : row.end] for row in made.get_rows(0)]
    assert source == ["江華,創新,", "政策,聲明."]
    assert shown == ["江華，創", "新，政策，", "聲明。"]
    made.set_views(None)
    assert [made.get_item_text(0)[row.start : row.end] for row in made.get_rows(0)] == source


def test_the_pieces_of_a_row_are_those_of_its_characters() -> None:
    made = page(block("caption", "▲碼頭的船，王小明攝", "王小明攝"), measure=40)
    (row,) = made.get_rows(0)
    assert made.get_item_text(0) == "碼頭的船，  王小明攝"
    assert made.get_pieces(0) == ((0, 1, 6, 0), (0, 6, 10, 7))
    assert made.get_row_pieces(0, row) == [(0, 1, 6, 0), (0, 6, 10, 7)]
    assert made.get_row_pieces(0, Row(0, 2, 9)) == [(0, 3, 6, 2), (0, 6, 8, 7)]
    assert made.get_row_pieces(0, Row(0, 5, 7)) == []
    assert made.get_row_pieces(0, Row(0, 0, 5)) == [(0, 1, 6, 0)]


def test_lines_beyond_the_end_are_those_of_the_last_row() -> None:
    made = page(block("paragraph", "一。"), block("heading", "二"), measure=40)
    assert made.get_row(LineLocation(1, 0)) is None
    assert made.get_row(LineLocation(1, 1)) == Row(0, 0, 1)
    assert made.get_row(LineLocation(1, 2)) is None
    assert made.find_line_start(LineLocation(1, 0)) == (1, 0)
    assert made.find_line_end(LineLocation(1, 0)) == (1, 1)
    assert made.find_line_end(LineLocation(1, 9)) == (1, 1)
    assert made.get_last_line() == LineLocation(1, 1)
    assert made.offset_location(LineLocation(0, 0), 9) == LineLocation(1, 1)
    assert made.offset_location(LineLocation(1, 1), -9) == LineLocation(0, 0)
    assert made.offset_location(LineLocation(1, 1), -1) == LineLocation(1, 0)
    assert made.offset_location(LineLocation(1, 0), -1) == LineLocation(0, 0)


def test_cells_left_of_a_row_and_right_of_it_are_its_ends() -> None:
    made = page(block("paragraph", "江華é創"), measure=40)
    at = LineLocation(0, 0)
    positions = [made.find_position(at, cell)[1] for cell in range(14)]
    assert positions == [0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 3, 4, 4, 4]
    assert made.find_row_end_cell(at) == 11
    assert [made.locate_cell(0, offset) for offset in (0, 2, 3, 4)] == [(at, 4), (at, 8), (at, 9), (at, 11)]
    assert made.locate_cell(9, 0) is None


def test_the_positions_of_a_cut_part_are_those_behind_it_or_else_before_it() -> None:
    made = page(block("headline", "題"), block("paragraph", "一。"))
    made.set_cut_parts([CutPart(0, "首頁"), CutPart(1, "分享"), CutPart(1, "轉發"), CutPart(2, "版權")])
    cuts = [index for index, item in enumerate(made.items) if item.cut_text]
    assert [made.find_line_start(LineLocation(index, 0)) for index in cuts] == [(0, 0), (1, 0), (1, 0), (1, 2)]
    assert [made.find_position(LineLocation(index, 0), 0) for index in cuts] == [(0, 0), (1, 0), (1, 0), (1, 2)]
    assert [made.is_cut(LineLocation(index, 0)) for index in range(len(made.items))] == [
        index in cuts for index in range(len(made.items))
    ]


def test_the_rows_of_a_limited_number_of_items_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_layout, "_MAX_CACHED_ITEMS", 2)
    made = page(*[block("heading", "題")] * 5)
    kept = []
    for index in range(5):
        assert len(made.get_rows(index)) == 1
        kept.append(len(made._layouts))
    assert kept == [1, 2, 1, 2, 1]
