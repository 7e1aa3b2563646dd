from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style

from reader.tui.widgets.row_painter import RowPainter, SelectionState
from reader.typeset.page_layout import LineLocation, PageLayout, PageStyle
from tests.tui.open_articles import annotate, find_block, open_text

if TYPE_CHECKING:
    from textual.strip import Strip

    from reader.tui.state.article import OpenArticle

COLOURS = ("yellow", "green", "blue", "pink", "purple")
STYLES = {
    "": Style(color="white"),
    "overlap": Style(underline=True),
    "hit": Style(reverse=True),
    "edge2": Style(color="green"),
    "current-mark2": Style(bgcolor="rgb(0,2,0)"),
    **{f"mark{number}": Style(bgcolor=f"rgb({number},0,0)") for number in range(1, 6)},
}


def paint(
    article: OpenArticle,
    words: str,
    selection_state: SelectionState | None = None,
    *,
    has_colours: bool = True,
    styles: dict[str, Style] | None = None,
) -> Strip:
    """The first row of the block that has some words."""
    page = PageLayout(PageStyle(measure=100, paragraphs="blank"))
    page.extend(article.blocks)
    location = page.locate(find_block(article, words), 0)
    assert location is not None
    row = page.get_row(location)
    assert row is not None
    chosen = STYLES if styles is None else styles
    painter = RowPainter(
        page,
        article,
        selection_state or SelectionState(),
        lambda name: chosen.get(name, Style.null()),
        lambda name: chosen.get(name, Style.null()),
        has_colours=has_colours,
    )
    return painter.paint_row(location, row, 4, 120)


def styles_of(strip: Strip, words: str) -> list[Style]:
    """The style of each character of some words in a row."""
    characters = [(char, segment.style or Style.null()) for segment in strip for char in segment.text]
    start = "".join(char for char, _ in characters).index(words)
    return [style for _, style in characters[start : start + len(words)]]


def number_of(style: Style) -> int:
    """The number of the highlight that a character is drawn in; 0 for none."""
    assert style.bgcolor is None or style.bgcolor.triplet is not None
    return style.bgcolor.triplet.red if style.bgcolor and style.bgcolor.triplet else 0


def test_a_highlight_is_drawn_in_its_colour_and_nothing_else() -> None:
    article = open_text()
    annotate(article, "先把舊碼頭", colour="green")
    strip = paint(article, "先把舊碼頭")
    assert [number_of(style) for style in styles_of(strip, "是先把舊碼頭挖")] == [0, 2, 2, 2, 2, 2, 0]
    assert not any(style.underline for style in styles_of(strip, "先把舊碼頭"))


def test_where_highlights_overlap_they_are_underlined() -> None:
    article = open_text()
    annotate(article, "先把舊碼頭", colour="green", number=1)
    annotate(article, "碼頭挖到", colour="pink", number=2)
    strip = paint(article, "先把舊碼頭")
    styles = styles_of(strip, "先把舊碼頭挖到12")
    assert [number_of(style) for style in styles] == [2, 2, 2, 3, 3, 4, 4, 0, 0], "the grounds are mixed"
    assert [bool(style.underline) for style in styles] == [False] * 3 + [True] * 2 + [False] * 4


def test_a_highlight_within_another_is_underlined_as_a_whole() -> None:
    article = open_text()
    annotate(article, "先把舊碼頭挖到", colour="green", number=1)
    annotate(article, "舊碼", colour="blue", number=2)
    styles = styles_of(paint(article, "先把舊碼頭"), "先把舊碼頭挖到")
    assert [number_of(style) for style in styles] == [2, 2, 2, 2, 2, 2, 2], "2 and 3 mixed"
    assert [bool(style.underline) for style in styles] == [False, False, True, True, False, False, False]


def test_three_highlights_are_underlined_where_any_two_overlap() -> None:
    article = open_text()
    annotate(article, "先把舊碼頭挖到", number=1)
    annotate(article, "把舊", number=2)
    annotate(article, "頭挖到12", number=3)
    styles = styles_of(paint(article, "先把舊碼頭"), "先把舊碼頭挖到12")
    assert [bool(style.underline) for style in styles] == [False, True, True, False, True, True, True, False, False]


def test_highlights_that_only_touch_do_not_overlap() -> None:
    article = open_text()
    annotate(article, "先把", number=1)
    annotate(article, "舊碼頭", number=2)
    assert not any(style.underline for style in styles_of(paint(article, "先把舊碼頭"), "先把舊碼頭"))


def test_a_row_with_a_highlight_has_a_bar_in_its_colour_and_a_plus_where_its_note_is() -> None:
    article = open_text()
    assert paint(article, "先把舊碼頭").text.startswith("    碼頭先行")
    annotate(article, "先把舊碼頭", colour="green", number=1)
    strip = paint(article, "先把舊碼頭")
    assert strip.text[:4] == "  ▌ "
    assert [segment.style for segment in strip if segment.text == "▌"] == [STYLES["edge2"]]
    annotate(article, "碼頭先行", colour="pink", number=2, note="核實")
    assert paint(article, "先把舊碼頭").text[:4] == " +▌ "


def test_without_colours_the_gutter_has_the_numbers_of_the_colours() -> None:
    article = open_text()
    annotate(article, "先把舊碼頭", colour="green", number=1)
    assert paint(article, "先把舊碼頭", has_colours=False).text[:4] == "  2 "
    annotate(article, "碼頭先行", colour="pink", number=2, note="核實")
    assert paint(article, "先把舊碼頭", has_colours=False).text[:4] == "2+4 "


def test_where_highlights_of_two_colours_overlap_their_grounds_are_mixed() -> None:
    article = open_text()
    annotate(article, "先把舊碼頭", colour="yellow", number=1)
    annotate(article, "碼頭挖到", colour="pink", number=2)
    with_blue = {**STYLES, "mark1": Style(bgcolor="rgb(0,0,100)"), "mark4": Style(bgcolor="rgb(0,0,200)")}
    strip = paint(article, "先把舊碼頭", styles=with_blue)
    grounds = [style.bgcolor.triplet.blue for style in styles_of(strip, "舊碼頭挖") if style.bgcolor]  # type: ignore[union-attr]
    assert grounds == [100, 150, 150, 200]


def test_the_current_item_has_a_stronger_shade_of_its_own_colour() -> None:
    article = open_text()
    annotate(article, "先把舊碼頭", colour="green")
    target = article.annotation_index.all_targets[0]
    styles = styles_of(paint(article, "先把舊碼頭", SelectionState(target)), "是先把")
    assert [style.bgcolor and style.bgcolor.name for style in styles] == [None, "rgb(0,2,0)", "rgb(0,2,0)"]


def test_hits_are_drawn_over_highlights() -> None:
    article = open_text()
    annotate(article, "先把舊碼頭", colour="green")
    article.search("碼頭")
    styles = styles_of(paint(article, "先把舊碼頭"), "舊碼頭")
    assert [(number_of(style), bool(style.reverse)) for style in styles] == [(2, False), (2, True), (2, True)]


def test_a_row_fills_its_width() -> None:
    article = open_text()
    assert paint(article, "先把舊碼頭").cell_length == 120


def test_the_selection_names_the_positions_that_look_different() -> None:
    one = SelectionState(selection=((1, 2), (1, 5)), cursor=((1, 4), 5))
    longer = SelectionState(selection=((1, 2), (1, 9)), cursor=((1, 8), 9))
    assert set(longer.changed_positions(one)) == {(1, 8), (1, 4), (1, 5), (1, 9)}
    assert one.changed_positions(one) == []
    assert set(SelectionState().changed_positions(one)) == {(1, 4), (1, 2), (1, 5)}


def test_the_line_location_of_a_heading_row_has_the_marker() -> None:
    article = open_text()
    assert "▸" in paint(article, "碼頭的船").text
    assert LineLocation(0, 0) == (0, 0)
