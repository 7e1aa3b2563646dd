from __future__ import annotations

import pytest

from reader.model import Block, BlockKind, Span, clean
from reader.typeset.page_items import (
    CAPTION_SIGN,
    CutPart,
    PageItems,
    PageStyle,
    find_deck_start,
    find_shown_start,
    has_same_items,
)


def block(kind: BlockKind, text: str, *spans: Span) -> Block:
    return Block(kind, clean(text), spans=spans)


HEAD = [
    block("breadcrumb", "新聞 > 地方"),
    block("date", "2025-07-18"),
    block("headline", "海灣縣三年變了樣"),
    block("source", "海灣財經"),
    block("deck", "從漁港到園區"),
]
BODY = [
    block("paragraph", "第一段。"),
    block("heading", "小題"),
    block("paragraph", "第二段。"),
    block("chrome", "分享"),
]


def items_of(blocks: list[Block], **style: object) -> PageItems:
    items = PageItems(PageStyle(**style))  # type: ignore[arg-type]
    items.extend(blocks)
    return items


def test_the_head_is_headline_deck_and_one_item_of_date_and_source() -> None:
    items = items_of(HEAD + BODY)
    assert [item.kind for item in items.items] == ["headline", "deck", "meta", "paragraph", "heading", "paragraph"]
    assert [part.block for part in items.items[2].block_ranges] == [1, 3]
    assert items.find_item(0) is None, "the breadcrumb is shown in the title bar"
    assert items.find_item(8) is None, "furniture is hidden"
    assert items.find_item(99) is None


def test_a_plain_page_has_every_block_with_markers_that_can_be_read_back() -> None:
    items = items_of(HEAD + BODY, plain=True)
    assert {part.block for item in items.items for part in item.block_ranges} == set(range(9))
    markers = {item.kind: item.marker for item in items.items}
    assert (markers["headline"], markers["heading"], markers["paragraph"]) == ("# ", "## ", "")


def test_furniture_is_shown_on_request_or_where_there_is_nothing_else() -> None:
    assert items_of(HEAD + BODY, show_boilerplate=True).items[-1].kind == "chrome"
    assert [item.kind for item in items_of([block("chrome", "分享"), block("chrome", "訂閱")]).items] == ["chrome"] * 2


def test_blocks_that_come_later_make_the_same_items() -> None:
    whole, parts = items_of(HEAD + BODY), items_of(HEAD)
    parts.extend(BODY[:2])
    parts.extend(BODY[2:])
    assert parts.items == whole.items


@pytest.mark.parametrize(
    ("paragraphs", "density", "expected"),
    [("indent", "roomy", [1, 1, 1]), ("blank", "roomy", [1, 1, 1]), ("indent", "compact", [1, 1, 0])],
)
def test_empty_rows_depend_on_the_style(paragraphs: str, density: str, expected: list[int]) -> None:
    items = items_of(HEAD + BODY, paragraphs=paragraphs, density=density)
    assert [item.space_before for item in items.items[3:]] == expected


@pytest.mark.parametrize(("paragraphs", "rows"), [("indent", 0), ("blank", 1)])
def test_paragraphs_have_an_empty_row_between_them_only_in_that_style(paragraphs: str, rows: int) -> None:
    items = items_of([block("paragraph", "一。"), block("paragraph", "二。")], paragraphs=paragraphs)
    assert [item.space_before for item in items.items] == [0, rows]


def test_a_credit_at_the_end_of_a_caption_is_a_range_of_its_own() -> None:
    caption = block("caption", "▲碼頭的船。（王小明攝）", Span("credit", 6, 12))
    (item,) = items_of([block("paragraph", "一。"), caption]).items[1:]
    assert item.marker == CAPTION_SIGN
    assert [(part.start, part.end) for part in item.block_ranges] == [(1, 6), (6, 12)]


def test_marks_of_the_source_are_hidden() -> None:
    items = items_of([block("headline", "# 標題"), block("heading", "## 小題"), block("quote", "> 引文")])
    assert [item.block_ranges[0].start for item in items.items] == [2, 3, 2]
    plain = items_of([block("headline", "# 標題")], plain=True).items[0]
    assert (plain.marker, plain.block_ranges[0].start) == ("", 0)


@pytest.mark.parametrize(
    ("deck", "shown"),
    [
        ("標題——新的話", "新的話"),
        ("標題: 新的話", "新的話"),
        ("別的話", "別的話"),
        ("標題", "標題"),
        ("標題——", "標題——"),
    ],
)
def test_a_deck_is_shown_from_where_it_says_something_new(deck: str, shown: str) -> None:
    assert deck[find_deck_start("標題", deck) :] == shown


def test_only_some_settings_need_other_items() -> None:
    style = PageStyle()
    assert has_same_items(style, PageStyle(measure=40, kinsoku="strict", ambiguous_width=2))
    for other in (PageStyle(paragraphs="blank"), PageStyle(plain=True), PageStyle(density="compact")):
        assert not has_same_items(style, other)


def test_cut_parts_are_items_in_their_places_and_go_again() -> None:
    items = items_of(HEAD + BODY)
    before = list(items.items)
    items.set_cut_parts([CutPart(0, "首頁"), CutPart(6, "分享"), CutPart(6, "轉發"), CutPart(9, "版權所有")])
    assert [item.cut_text for item in items.items] == ["首頁", "", "", "", "", "分享", "轉發", "", "", "版權所有"]
    assert [items.find_item(block) for block in (2, 5, 6, 7)] == [1, 4, 7, 8]
    assert [item.space_before for item in items.items[4:8]] == [1, 1, 0, 1]
    items.set_cut_parts([CutPart(9, "版權所有")])
    assert [item.cut_text for item in items.items if item.cut_text] == ["版權所有"]
    items.set_cut_parts(())
    assert items.items == before
    assert items.find_item(5) == 3


def test_a_head_without_a_story_keeps_its_order_and_its_boilerplate() -> None:
    items = items_of([block("source", "日報"), block("headline", "題"), block("chrome", "分享")], show_boilerplate=True)
    assert [item.kind for item in items.items] == ["headline", "meta", "chrome"]
    assert [item.kind for item in items_of([*HEAD, block("note", "註"), *BODY], plain=True).items][:7] == [
        "breadcrumb", "headline", "deck", "meta", "note", "paragraph", "heading",
    ]  # fmt: skip


def test_boilerplate_among_the_head_comes_behind_it() -> None:
    blocks = [HEAD[2], block("note", "註"), HEAD[3], block("paragraph", "一。")]
    items = items_of(blocks)
    assert [item.kind for item in items.items] == ["headline", "meta", "note", "paragraph"]
    assert [items.find_item(index) for index in (-1, 0, 1, 2, 3, 4)] == [None, 0, 2, 1, 3, None]


@pytest.mark.parametrize(
    ("text", "start", "end", "parts"),
    [
        ("碼頭的船。攝影者", 5, 8, [(0, 5), (5, 8)]),
        ("碼頭的船。 攝影者", 6, 9, [(0, 5), (6, 9)]),
        ("碼頭的船。攝影者 ", 5, 8, [(0, 5), (5, 9)]),
        ("碼頭的船。攝影者說", 5, 8, [(0, 9)]),
        ("碼頭的船／攝影者", 4, 8, [(0, 8)]),
        ("攝影者", 0, 3, [(0, 3)]),
        ("▲攝影者", 1, 4, [(1, 4)]),
        ("▲船攝影者", 2, 5, [(1, 2), (2, 5)]),
    ],
)
def test_a_credit_is_a_part_of_its_own_where_it_ends_a_caption(
    text: str, start: int, end: int, parts: list[tuple[int, int]]
) -> None:
    (item,) = items_of([block("caption", text, Span("credit", start, end))]).items
    assert [(part.start, part.end) for part in item.block_ranges] == parts


def test_the_space_above_the_first_item_and_between_others_is_that_of_the_style() -> None:
    blocks = [block("headline", "題"), block("paragraph", "一。"), block("quote", "二"), block("quote", "三")]
    assert [item.space_before for item in items_of(blocks, space_above=2).items] == [2, 1, 1, 0]
    assert [item.space_before for item in items_of(blocks, density="compact").items] == [0, 1, 0, 0]
    assert [item.space_before for item in items_of(blocks, plain=True).items] == [0, 1, 1, 0]
    plain = items_of([*blocks, block("heading", "四"), block("paragraph", "五。")], plain=True, density="compact")
    assert [item.space_before for item in plain.items] == [0, 1, 1, 0, 1, 1]


def test_a_text_that_is_shown_begins_behind_the_headline_in_a_deck_only() -> None:
    blocks = [block("headline", "標題"), block("deck", "標題——新的話"), block("paragraph", "標題——新的話")]
    assert [find_shown_start(blocks, index) for index in range(3)] == [0, 4, 0]
    assert find_shown_start(blocks[1:], 0) == 0
    assert find_shown_start([blocks[1], blocks[0]], 0) == 0


def test_cut_parts_before_a_block_that_is_not_shown_stand_before_the_next() -> None:
    items = items_of([*HEAD, *BODY])
    items.set_cut_parts([CutPart(-1, "甲"), CutPart(4, "乙"), CutPart(8, "丙"), CutPart(99, "丁")])
    assert [item.cut_text for item in items.items] == ["甲", "", "乙", "", "", "", "", "", "丙", "丁"]
    assert [item.space_before for item in items.items] == [0, 1, 1, 1, 0, 1, 1, 1, 1, 0]
    assert [items.find_item(index) for index in (0, 2, 4, 8)] == [None, 1, 3, None]
    items.extend([block("paragraph", "新。")])
    assert not items.cut_parts
    assert items.find_item(9) == len(items.items) - 1
