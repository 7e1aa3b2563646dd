from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Phrase, View, clean
from reader.typeset import cell_len
from reader.typeset.item_layout import ItemLayout
from reader.typeset.page_items import BlockRange, Item, ItemKind, PageStyle

LONG = "縣裏沒有先建廠房，而是先把舊碼頭挖深，再把路修到碼頭。" * 10


def make(
    kind: ItemKind, *texts: str, marker: str = "", views: dict[int, View] | None = None, **style: Any
) -> ItemLayout:
    ranges = tuple(BlockRange(number, 0, len(text)) for number, text in enumerate(texts))
    views = views or {number: View(clean(text)) for number, text in enumerate(texts)}
    return ItemLayout(Item(kind, ranges, marker), PageStyle(**style), views)


def lines(layout: ItemLayout) -> list[str]:
    layout.make_rows(None)
    return [" " * row.indent + layout.text[row.start : row.end] for row in layout.rows]


@pytest.mark.parametrize(
    ("kind", "style", "indents"),
    [
        ("paragraph", {}, (4, 0)),
        ("paragraph", {"measure": 32}, (4, 0)),
        ("paragraph", {"measure": 31}, (2, 0)),
        ("paragraph", {"measure": 8}, (2, 0)),
        ("paragraph", {"measure": 7}, (0, 0)),
        ("quote", {"plain": True}, (0, 0)),
        ("paragraph", {"paragraphs": "blank"}, (0, 0)),
        ("quote", {}, (4, 4)),
        ("heading", {}, (0, 0)),
    ],
)
def test_indents_depend_on_kind_and_style(kind: ItemKind, style: dict[str, Any], indents: tuple[int, int]) -> None:
    layout = make(kind, LONG, **style)
    layout.make_rows(None)
    assert (layout.rows[0].indent, layout.rows[1].indent) == indents


@pytest.mark.parametrize(("marker", "hang"), [("1. ", 3), ("（一）", 6), ("- ", 2), ("①", 1), ("一、", 4)])
def test_list_items_hang_behind_their_markers(marker: str, hang: int) -> None:
    layout = make("list_item", marker + LONG)
    layout.make_rows(None)
    assert (layout.rows[0].indent, layout.rows[1].indent) == (0, hang)


def test_the_marker_of_an_item_takes_room() -> None:
    layout = make("caption", LONG, marker="▸ ")
    layout.make_rows(None)
    assert {row.indent for row in layout.rows} == {4 + 2}
    assert all(row.indent + cell_len(layout.text[row.start : row.end]) <= 72 for row in layout.rows)


def test_a_marker_and_an_indent_leave_room_for_a_character() -> None:
    assert lines(make("caption", "abcd", marker="◆ ", measure=8, ambiguous_width=2)) == [" " * 5 + "ab", " " * 5 + "cd"]
    assert lines(make("heading", "江華", marker="▸ ", measure=3)) == [" 江", " 華"]


def test_pieces_share_a_row_or_have_their_own() -> None:
    assert lines(make("meta", "2025-07-18", "海灣財經")) == ["2025-07-18  海灣財經"]
    assert lines(make("meta", "2025-07-18", "海灣財經", measure=20)) == ["2025-07-18  海灣財經"]
    assert lines(make("meta", "2025-07-18", "海灣財經", measure=19)) == ["2025-07-18", "海灣財經"]
    assert lines(make("meta", "2025-07-18", "海灣財經", measure=10)) == ["2025-07-18", "海灣財經"]
    assert lines(make("meta", "2025-07-18", "海灣財經", measure=8)) == ["2025-07-", "18", "海灣財經"]
    assert lines(make("meta", "2025", "海灣財經", measure=6)) == ["2025", "海灣財", "經"]
    assert lines(make("caption", "碼頭的船", "（王小明攝）", measure=16)) == ["  碼頭的船", "  （王小明攝）"]
    assert lines(make("caption", "碼頭", "（王小明攝）", measure=15)) == ["  碼頭  （王", "  小明攝）"]
    assert lines(make("meta", "2025-07-18", "海灣財經", measure=14)) == ["2025-07-18", "海灣財經"]
    caption = lines(make("caption", "碼頭的船。", "（王小明攝）", measure=20))
    assert [line.strip() for line in caption] == ["碼頭的船。", "（王小明攝）"]
    assert len(caption[1]) - len(caption[1].lstrip()) > 4, "a credit stands at the right"


def test_a_piece_need_not_begin_at_the_start_of_its_block() -> None:
    text = "▲碼頭的船。（王小明攝）"
    item = Item("caption", (BlockRange(0, 1, 6), BlockRange(0, 6, 12)))
    layout = ItemLayout(item, PageStyle(measure=20), {0: View(clean(text))})
    assert lines(layout) == ["  碼頭的船。", " " * 6 + "（王小明攝）"]
    assert layout.text == "碼頭的船。  （王小明攝）"
    assert [layout.find_position(offset) for offset in (0, 4, 5, 6, 7, 12)] == [
        (0, 1), (0, 5), (0, 6), (0, 6), (0, 6), (0, 11),
    ]  # fmt: skip
    assert [layout.find_end_position(offset) for offset in (0, 1, 5, 6, 13)] == [
        (0, 1),
        (0, 2),
        (0, 6),
        (0, 6),
        (0, 12),
    ]
    assert [layout.find_text_offset(0, offset) for offset in (0, 1, 5, 6, 11, 12)] == [0, 0, 4, 7, 12, 13]


@pytest.mark.parametrize("size", [398, 399, 400, 401])
@pytest.mark.parametrize("count", [199, 200, 201])
def test_rows_that_are_made_stay_as_they_are(size: int, count: int) -> None:
    def layout() -> ItemLayout:
        return make("caption", "船" * size, "（攝）", measure=6)

    part, whole = layout(), layout()
    whole.make_rows(None)
    made = part.make_rows(count)
    assert part.rows == whole.rows[:made]


def test_no_more_rows_are_made_than_were_asked_for() -> None:
    layout, whole = make("paragraph", LONG * 100), make("paragraph", LONG * 100)
    whole.make_rows(None)
    batch = layout.make_rows(1)
    assert layout.make_rows(batch) == batch
    assert layout.find_row_index(whole.rows[batch - 1].start) == batch - 1
    assert len(layout.rows) == batch
    assert layout.find_row_index(whole.rows[batch - 1].end) == batch
    assert layout.make_rows(3 * batch) == 3 * batch


@given(st.integers(1, 40))
def test_rows_are_made_as_they_are_asked_for(count: int) -> None:
    layout, whole = make("paragraph", LONG * 20), make("paragraph", LONG * 20)
    whole.make_rows(None)
    made = layout.make_rows(count)
    assert made >= min(count, len(whole.rows))
    assert layout.rows == whole.rows[:made]


def test_a_row_is_found_by_the_offset_it_shows() -> None:
    layout, whole = make("paragraph", LONG), make("paragraph", LONG)
    whole.make_rows(None)
    for index, row in enumerate(whole.rows):
        assert layout.find_row_index(row.start) == index
        assert layout.find_row_index(row.end - 1) == index
    assert layout.find_row_index(len(LONG)) == len(whole.rows) - 1


def test_positions_of_replaced_phrases_are_their_ends() -> None:
    layout = make("paragraph", "他用软件。", views={0: View(clean("他用軟體程式。"), (Phrase(2, 4, 2, 6),))})
    assert layout.text == "他用軟體程式。"
    assert [layout.find_position(offset) for offset in (0, 2, 3, 5, 6)] == [(0, 0), (0, 2), (0, 2), (0, 2), (0, 4)]
    assert layout.find_end_position(4) == (0, 4)
    assert layout.find_text_offset(0, 4) == 6
    assert layout.find_text_offset(7, 0) is None


@pytest.mark.parametrize(
    ("kind", "measure", "indent"),
    [("list_item", 40, 6), ("list_item", 10, 5), ("list_item", 4, 2), ("list_item", 2, 0), ("list_item", 1, 0)],
)
def test_a_narrow_measure_leaves_half_of_it_beside_a_hanging_indent(kind: ItemKind, measure: int, indent: int) -> None:
    layout = make(kind, "（一）" + LONG, measure=measure)
    layout.make_rows(None)
    assert layout.rows[-1].indent == indent


@pytest.mark.parametrize("measure", range(1, 30))
@pytest.mark.parametrize("kind", ["caption", "heading", "quote", "list_item", "paragraph"])
def test_every_row_has_room_for_a_character(kind: ItemKind, measure: int) -> None:
    layout = make(kind, LONG[:40], marker="▲ ", measure=measure)
    layout.make_rows(None)
    assert all(row.end > row.start for row in layout.rows)
    assert all(row.indent <= max(0, measure - 2) for row in layout.rows)
    assert sum(row.end - row.start for row in layout.rows) == 40
