"""A page in views that change lengths, and its columns: positions are of the text as written, whatever is shown."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model import Block, Phrase, Span, View, clean
from reader.typeset import cell_len
from reader.typeset.graphemes import iter_graphemes
from reader.typeset.page_layout import LineLocation, PageLayout, PageStyle

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.model import BlockKind
    from reader.typeset.page_layout import Row

VOCABULARY = {"軟件": "軟體", "U盤": "隨身碟", "北愛爾蘭": "北愛", "江華": "江之華縣", "政策": "策"}
PIECES = [
    *VOCABULARY,
    *"創新江華，。「」（）——…",
    *["6.02億美元", "GDP", " ", "\u3000", "# ", "> ", "1. ", "\u200b", "葛\U000e0100", "👩\u200d👩\u200d👧", "e\u0301"],
    *["🇹🇼", "क\u094dष", "\u1112\u1161\u11ab"],
]
KINDS: tuple[BlockKind, ...] = (
    "headline",
    "deck",
    "date",
    "source",
    "paragraph",
    "caption",
    "list_item",
    "quote",
    "heading",
)
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join).map(str.strip).filter(bool).map(clean)
STYLES = st.builds(
    PageStyle,
    measure=st.integers(10, 60),
    ambiguous_width=st.sampled_from([1, 2]),
    paragraphs=st.sampled_from(["indent", "blank"]),
    plain=st.booleans(),
    density=st.sampled_from(["roomy", "compact"]),
)


@st.composite
def _block(draw: st.DrawFn) -> Block:
    text = draw(TEXTS)
    starts = [start for start, _ in iter_graphemes(text)]
    spans = (Span("credit", draw(st.sampled_from(starts)), len(text)),) if draw(st.booleans()) else ()
    return Block(draw(st.sampled_from(KINDS)), text, spans=spans)


BLOCKS = st.lists(_block(), min_size=1, max_size=6)


def in_vocabulary(text: str) -> View:
    """The view in which the vocabulary is rewritten."""
    parts, phrases, at, length = [], [], 0, 0
    for match in re.finditer("|".join(VOCABULARY), text):
        parts += [text[at : match.start()], VOCABULARY[match[0]]]
        length += match.start() - at
        phrases.append(Phrase(match.start(), match.end(), length, length + len(parts[-1])))
        length += len(parts[-1])
        at = match.end()
    return View(clean("".join([*parts, text[at:]])), tuple(phrases))


def viewed(content: list[Block], style: PageStyle, *, vocabulary: bool = True) -> tuple[PageLayout, list[View]]:
    """A page in the view, and the views of its blocks."""
    page = PageLayout(style)
    page.extend(content)
    views = [in_vocabulary(block.text) if vocabulary else View(block.text) for block in content]
    if vocabulary:
        page.set_views(views.__getitem__)
    return page, views


def written(text: str, kind: BlockKind = "paragraph") -> Block:
    return Block(kind, clean(text))


def lines(page: PageLayout) -> list[tuple[LineLocation, Row]]:
    """All rows of the page that are not empty ones between items."""
    every = [
        LineLocation(index, line) for index in range(len(page.items)) for line in range(page.count_item_lines(index))
    ]
    return [(place, row) for place in every if (row := page.get_row(place))]


def shown(page: PageLayout) -> list[str]:
    return [page.get_item_text(place.item)[row.start : row.end] for place, row in lines(page)]


# -- views that change lengths


@given(BLOCKS, STYLES)
def test_all_of_the_view_is_shown_and_nothing_else(content: list[Block], style: PageStyle) -> None:
    page, views = viewed(content, replace(style, plain=True))
    assert sorted("".join("".join(shown(page)).split())) == sorted("".join(v for w in views for v in w.text.split()))


@given(BLOCKS, STYLES)
def test_pieces_of_a_row_have_the_text_of_the_views(content: list[Block], style: PageStyle) -> None:
    page, views = viewed(content, style)
    for place, row in lines(page):
        text = page.get_item_text(place.item)
        at = row.start
        for block, start, end, begin in page.get_row_pieces(place.item, row):
            assert not text[at:begin].strip()
            at = begin + end - start
            assert text[begin:at] == views[block].text[start:end]
        assert not text[at : row.end].strip()


@given(BLOCKS, STYLES)
def test_rows_of_a_view_are_within_the_measure(content: list[Block], style: PageStyle) -> None:
    page, _ = viewed(content, style)
    for place, row in lines(page):
        assert (
            row.indent + cell_len(page.get_item_text(place.item)[row.start : row.end], style.ambiguous_width)
            <= style.measure
        )


@given(BLOCKS, STYLES)
def test_a_position_is_located_in_a_line_that_shows_it(content: list[Block], style: PageStyle) -> None:
    page, views = viewed(content, style)
    for index, block in enumerate(content):
        for offset in range(len(block.text)):
            place = page.locate(index, offset)
            assert place
            row = page.get_row(place)
            assert row
            at = views[index].to_view(offset)
            pieces = [piece for piece in page.get_row_pieces(place.item, row) if piece.block == index]
            hidden = at < min(piece.start for piece in page.get_pieces(place.item) if piece.block == index)
            assert any(p.start <= at < p.end for p in pieces) or hidden or views[index].text[at].isspace()


@given(BLOCKS, STYLES)
def test_the_first_position_of_a_line_is_located_in_it(content: list[Block], style: PageStyle) -> None:
    page, views = viewed(content, style)
    for place, row in lines(page):
        block, offset = page.find_line_start(place)
        inside = any(  # of a phrase that began in the row above and fills this one
            phrase.view_start < piece.start and piece.end <= phrase.view_end
            for piece in page.get_row_pieces(place.item, row)
            for phrase in views[piece.block].phrases
        )
        assert page.locate(block, offset) == place or inside


@given(BLOCKS, STYLES)
def test_a_block_without_phrases_keeps_its_rows(content: list[Block], style: PageStyle) -> None:
    before, _ = viewed(content, style, vocabulary=False)
    page, views = viewed(content, style)
    for index, item in enumerate(page.items):
        if not any(views[piece.block].phrases for piece in item.block_ranges):
            assert page.get_rows(index) == before.get_rows(index)


@given(BLOCKS, STYLES, st.integers(10, 60))
def test_switching_the_view_back_gives_the_same_location(content: list[Block], style: PageStyle, measure: int) -> None:
    page, views = viewed(content, style, vocabulary=False)
    before = lines(page)
    page.set_views(views.__getitem__)
    assert lines(page) == before
    page.set_views(lambda index: in_vocabulary(content[index].text))
    there = lines(page)
    assert lines(page.restyle(replace(style, measure=measure)).restyle(style)) == there
    page.set_views(None)
    assert lines(page) == before


def test_a_view_of_equal_length_reuses_the_rows() -> None:
    page = PageLayout(PageStyle())
    page.extend([written("萬與無。" * 40)])
    rows = page.get_rows(0)
    page.set_views(lambda _: View(clean("万与无。" * 40)))
    assert page.get_rows(0) is rows


def test_only_blocks_that_are_laid_out_are_converted() -> None:
    asked: list[int] = []

    def view_of(index: int) -> View:
        asked.append(index)
        return in_vocabulary(page.blocks[index].text)

    page = PageLayout(PageStyle(measure=20))
    page.extend([written("U盤與軟件的政策。" * 3)] * 50)
    page.set_views(view_of)
    assert not asked
    page.offset_location(LineLocation(20, 0), 2)
    assert set(asked) == {20}
    asked.clear()
    again = page.restyle(PageStyle(measure=30))
    assert not asked
    again.find_line_start(LineLocation(7, 1))
    assert set(asked) == {7}


def test_a_phrase_across_two_rows_is_located_at_its_start() -> None:
    page, _ = viewed([written("一二三U盤四五六")], PageStyle(measure=10, paragraphs="blank"))
    assert shown(page) == ["一二三隨身", "碟四五六"]
    assert page.locate(0, 3) == page.locate(0, 4) == LineLocation(0, 0)
    assert page.find_line_start(LineLocation(0, 1)) == (0, 5)
    assert page.find_line_end(LineLocation(0, 0)) == (0, 5)
    assert [page.find_position(LineLocation(0, 1), cell) for cell in (0, 1, 2)] == [(0, 3), (0, 3), (0, 5)]
    assert page.locate_cell(0, 4) == (LineLocation(0, 0), 6)
    assert page.span_to_view(0, 4, 6) == (3, 7)
    assert page.span_to_source(0, 5, 7) == (3, 6)


def test_the_credit_of_a_caption_and_the_deck_behind_the_dash_are_found_in_the_view() -> None:
    text = "江華的U盤。周予安 攝"
    credit = (Span("credit", text.index("周"), len(text)),)
    content = [
        written("江華軟件", "headline"),
        written("江華軟件——U盤之鄉", "deck"),
        Block("caption", clean(text), spans=credit),
    ]
    page, _ = viewed(content, PageStyle())
    assert shown(page) == ["江之華縣軟體", "隨身碟之鄉", "江之華縣的隨身碟。  周予安 攝"]
    assert page.find_line_start(LineLocation(1, 0)) == (1, 6)


# -- columns


def positions(page: PageLayout, view_of: Callable[[int], View]) -> list[tuple[int, int]]:
    """The positions of all graphemes that are shown, as written; of a phrase its first."""
    found = []
    for place, row in lines(page):
        for block, start, end, _ in page.get_row_pieces(place.item, row):
            view = view_of(block)
            ends = [start + at for at, _ in iter_graphemes(view.text[start:end])]
            found += [(block, view.to_source(at)) for at in ends if view.to_view(view.to_source(at)) == at]
    return found


@given(BLOCKS, STYLES, st.booleans())
@settings(max_examples=60)
def test_the_cell_of_a_position_is_a_cell_of_its_grapheme(
    content: list[Block], style: PageStyle, vocabulary: bool
) -> None:
    page, views = viewed(content, style, vocabulary=vocabulary)
    for block, offset in positions(page, views.__getitem__):
        found = page.locate_cell(block, offset)
        assert found
        place, cell = found
        assert place == page.locate(block, offset)
        row = page.get_row(place)
        assert row
        assert row.indent <= cell <= style.measure
        there = page.find_position(place, cell)
        wide = cell_len(views[block].text[views[block].to_view(offset) :][:1], style.ambiguous_width)
        assert there == (block, offset) or not wide
        assert page.locate_cell(*there) in ((place, cell), None) or not wide


@given(BLOCKS, STYLES, st.booleans())
@settings(max_examples=60)
def test_every_cell_of_a_row_is_of_the_grapheme_that_is_drawn_on_it(
    content: list[Block], style: PageStyle, vocabulary: bool
) -> None:
    page, views = viewed(content, style, vocabulary=vocabulary)
    for place, row in lines(page):
        for block, start, end, at in page.get_row_pieces(place.item, row):
            view, text = views[block], page.get_item_text(place.item)
            for first, last in iter_graphemes(text[at : at + end - start]):
                left = row.indent + cell_len(text[row.start : at + first], style.ambiguous_width)
                right = row.indent + cell_len(text[row.start : at + last], style.ambiguous_width)
                for cell in range(left, right):
                    assert page.find_position(place, cell) == (block, view.to_source(start + first))


@given(BLOCKS, STYLES)
@settings(max_examples=60)
def test_cells_beside_a_row_have_the_positions_of_its_ends(content: list[Block], style: PageStyle) -> None:
    page, _ = viewed(content, style, vocabulary=False)
    for place, row in lines(page):
        assert page.find_position(place, -1) == page.find_position(place, row.indent - 1) == page.find_line_start(place)
        for cell in (style.measure + 1, 10_000):
            assert page.find_position(place, cell) == page.find_line_end(place)


def test_cells_count_from_the_left_edge_of_the_measure() -> None:
    page = PageLayout(PageStyle(measure=12))
    page.extend([written("江華e\u0301，葛\U000e0100👩\u200d👩\u200d👧全力")])
    assert shown(page) == ["江華e\u0301，葛\U000e0100", "👩\u200d👩\u200d👧全力"]
    first, second = LineLocation(0, 0), LineLocation(0, 1)
    assert [page.find_position(first, cell)[1] for cell in range(13)] == [0, 0, 0, 0, 1, 1, 2, 4, 4, 5, 5, 7, 7]
    assert [page.find_position(second, cell)[1] for cell in (0, 1, 2, 6)] == [7, 7, 12, 14]
    assert page.locate_cell(0, 3) == page.locate_cell(0, 2) == (first, 6)
    assert page.locate_cell(0, 6) == (first, 9)
    assert page.locate_cell(0, 9) == (second, 0)
    assert page.locate_cell(0, 14) == (second, 6)
    assert page.locate_cell(1, 0) is None


def test_cells_of_ambiguous_characters_follow_the_setting() -> None:
    for ambiguous, cell in ((1, 4), (2, 6)):
        page = PageLayout(PageStyle(ambiguous_width=ambiguous, paragraphs="blank"))  # type: ignore[arg-type]
        page.extend([written("——江華“完”")])
        assert page.locate_cell(0, 3) == (LineLocation(0, 0), cell)
        assert page.find_position(LineLocation(0, 0), cell) == (0, 3)


def test_an_empty_row_has_the_columns_of_the_row_below() -> None:
    page = PageLayout(PageStyle())
    page.extend([written("江華", "heading"), written("全力打造")])
    assert page.items[1].space_before == 1
    assert page.find_position(LineLocation(1, 0), 6) == page.find_position(LineLocation(1, 1), 6) == (1, 1)
