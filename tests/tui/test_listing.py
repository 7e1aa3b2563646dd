"""The list of articles on a screen: what is drawn, selected and asked for."""

from __future__ import annotations

from contextlib import asynccontextmanager
from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from rich.style import Style
from textual.app import App
from textual.events import MouseScrollDown

from reader.config.settings import Settings
from reader.i18n import Messages
from reader.model import Origin, clean, count_non_blank
from reader.sources import Document
from reader.sources.previews import Preview
from reader.tui.state.reading_list import ReadingList
from reader.tui.theme import CUSTOM_VARIABLES
from reader.tui.widgets.article_list import ArticleList

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.app import ComposeResult
    from textual.pilot import Pilot

STORY = "　　首批葉片下月運抵，學校和工廠都在等，海邊的路也修好了。\n"


def load(source: str) -> Document:
    number = int(source)
    text = f"第{number}篇關於風電小鎮的長文章\n2025-{1 + number % 12:02}-05　來源：海角日報\n\n{STORY * 9}"
    return Document(clean(text), Origin(source))


def peek(source: str) -> Preview:
    text = load(source).text
    return Preview(text, count_non_blank(text), is_complete=True)


class Lists(App[None]):
    """Nothing but a list."""

    def __init__(self, count: int, column: int) -> None:
        super().__init__()
        shelf = ReadingList(
            [str(number) for number in range(count)], load, Settings(), "", peek_head=peek, folder_name="二〇二五年"
        )
        self.view = ArticleList(shelf, Messages("hant"), 1)
        self.view.set_layout(column, is_shown=True, as_column=bool(column))
        self.heard: list[tuple[str, int]] = []

    def compose(self) -> ComposeResult:
        yield self.view

    def on_article_list_open_requested(self, message: ArticleList.OpenRequested) -> None:
        self.heard.append(("opened", message.entry_number))

    def on_article_list_selected(self, message: ArticleList.Selected) -> None:
        self.heard.append(("selected", message.entry_number))

    def rows(self) -> list[str]:
        return [strip.text.rstrip() for strip in self.screen._compositor.render_strips()]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict.fromkeys(CUSTOM_VARIABLES, "#123456")

    def selected_rows(self) -> list[int]:
        strips = self.screen._compositor.render_strips()
        ground = self.view.get_part_style("selected").bgcolor
        return [y for y, strip in enumerate(strips) if any((s.style or Style()).bgcolor == ground for s in strip)]

    @property
    def top(self) -> int:
        """The number of the article in the first row under the head."""
        return int(self.rows()[2].partition("第")[2].partition("篇")[0])


@asynccontextmanager
async def listed(
    count: int = 40, column: int = 0, size: tuple[int, int] = (80, 12)
) -> AsyncIterator[tuple[Lists, ArticleList, Pilot[None]]]:
    app = Lists(count, column)
    async with app.run_test(size=size) as pilot:
        app.view.focus()
        while app.view.load_titles(perf_counter() + 1):
            pass
        await pilot.pause()
        yield app, app.view, pilot


async def test_a_page_has_one_row_an_article() -> None:
    async with listed() as (app, _, _):
        rows = app.rows()
        assert rows[0] == "     二〇二五年  40篇  依原序"
        assert rows[1] == ""
        assert rows[2].startswith(">-   第0篇關於風電小鎮的長文章")
        assert rows[3].startswith(" -   第1篇")
        assert len(rows) == 12
        assert app.selected_rows() == [2]


async def test_a_column_has_two_rows_an_article_and_a_line_beside_it() -> None:
    async with listed(column=34) as (app, _, _):
        rows = app.rows()
        assert all(row.endswith("│") and len(row) > 2 for row in rows)
        assert rows[2].startswith(">-第0篇")
        assert rows[3].startswith("    海角日報")
        assert rows[4].startswith("- 第1篇")
        assert app.selected_rows() == [2, 3]


@pytest.mark.parametrize(("column", "rows"), [(0, [2]), (34, [])])
async def test_without_the_focus_the_selection_is_shown_only_in_a_list_that_has_the_screen(
    column: int, rows: list[int]
) -> None:
    async with listed(column=column) as (app, view, pilot):
        view.blur()
        await pilot.pause()
        assert app.selected_rows() == rows, "beside the page nothing is selected while the page is read"


async def test_the_selection_moves_and_stays_in_sight() -> None:
    async with listed() as (app, view, pilot):
        for lines, selected, top in [(1, 1, 0), (8, 9, 0), (1, 10, 1), (-10, 0, 0), (100, 39, 30), (-1, 38, 30)]:
            view.move(lines)
            await pilot.pause()
            assert (view.selected_number, app.top) == (selected, top)
            assert app.selected_rows() == [2 + selected - top]
        view.move_to(end=False)
        await pilot.pause()
        assert (view.selected_number, app.top) == (0, 0)
        assert app.heard[:2] == [("selected", 1), ("selected", 9)]


async def test_in_a_column_a_page_of_rows_is_half_as_many_articles() -> None:
    async with listed(column=34) as (_, view, _):
        view.move(8)
        assert view.selected_number == 4
        view.move(-1)
        assert view.selected_number == 3


async def test_the_wheel_scrolls_and_leaves_the_selection() -> None:
    async with listed() as (app, view, pilot):
        await pilot._post_mouse_events([MouseScrollDown], widget=view, offset=(5, 5))
        assert (app.top, view.selected_number, app.selected_rows()) == (3, 0, [])
        view.move(1)
        await pilot.pause()
        assert (app.top, view.selected_number) == (1, 1)
        view.move_to(end=True)
        await pilot._post_mouse_events([MouseScrollDown], widget=view, offset=(5, 5))
        assert app.top == 30  # nothing is hidden above while there is room below


@pytest.mark.parametrize(("column", "y", "number"), [(0, 5, 3), (34, 5, 1), (34, 4, 1)])
async def test_a_click_selects_and_opens(column: int, y: int, number: int) -> None:
    async with listed(column=column) as (app, view, pilot):
        await pilot.click(view, offset=(5, y))
        assert app.heard == [("selected", number), ("opened", number)]
        await pilot.click(view, offset=(5, 0))
        assert len(app.heard) == 2


async def test_titles_come_in_sight_first_and_are_counted() -> None:
    app = Lists(40, 0)
    async with app.run_test(size=(80, 12)) as pilot:
        app.view.move_to(end=True)
        await pilot.pause()
        assert "39" in app.rows()[11]
        assert app.view.load_titles(0)
        await pilot.pause()
        assert "讀取標題 1/40" in app.rows()[1]
        assert "第30篇" in app.rows()[2]


async def test_another_order_keeps_the_selected_article_where_it_is() -> None:
    async with listed() as (app, view, pilot):
        view.select_article(20)
        await pilot.pause()
        before = app.selected_rows()
        view.reading_list.cycle_order()
        view.refresh_list(view.messages)
        await pilot.pause()
        assert view.selected_number == 20
        assert app.selected_rows() == before
        assert app.rows()[before[0]].startswith(" -   第20篇")


async def test_a_filter_that_hides_the_selected_article_selects_another() -> None:
    async with listed() as (app, view, pilot):
        view.select_article(20)
        for query, selected in (("第3篇", 3), ("無此", None)):
            view.reading_list.set_filter(query)
            view.refresh_list(view.messages)
            await pilot.pause()
            assert view.visible_selection == selected
        assert "無此" in app.rows()[2]
        assert app.heard == [("selected", 20)]
        view.reading_list.set_filter("")
        view.refresh_list(view.messages)
        await pilot.pause()
        assert len([row for row in app.rows() if "篇" in row]) == 11


async def test_read_articles_have_no_sign_and_can_be_hidden() -> None:
    async with listed(3) as (app, view, pilot):
        view.reading_list.changes.mark_read([1], read=True)
        view.select_article(1)
        view.refresh_list(view.messages)
        await pilot.pause()
        assert app.rows()[3].startswith("     第1篇")
        view.reading_list.toggle_hide_read()
        view.refresh_list(view.messages)
        await pilot.pause()
        assert view.selected_number == 2
        assert "已隱藏1篇已讀" in app.rows()[1]


async def test_the_list_follows_the_script_and_the_language() -> None:
    async with listed(3) as (app, view, pilot):
        view.reading_list.view_name = "hans"
        view.refresh_list(Messages("hans"))
        await pilot.pause()
        assert "关于风电小镇" in app.rows()[2]
        assert app.rows()[0].endswith("按原序")


async def test_heading_can_be_shown_elsewhere() -> None:
    async with listed(3) as (app, view, pilot):
        view.set_layout(0, is_shown=True, as_column=False, has_heading=False)
        await pilot.pause()
        assert app.rows()[0].split() == ["標題", "來源", "日期", "長度"]
        assert app.rows()[1].startswith(">-   第0篇")
        assert view.get_heading() == ("二〇二五年  3篇  依原序", "")


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (20, 5), (61, 3)])
@pytest.mark.parametrize("column", [0, 2, 34])
async def test_any_window_can_be_drawn(size: tuple[int, int], column: int) -> None:
    async with listed(5, column, size) as (app, view, pilot):
        view.move_to(end=True)
        view.reading_list.set_filter("無此")
        view.refresh_list(view.messages)
        await pilot.pause()
        assert len(app.rows()) == size[1]
        view.move(1)
        view.move_to(end=True)


async def test_drawing_looks_only_at_what_is_in_sight() -> None:
    async with listed(2000) as (app, view, pilot):
        asked: set[int] = set()
        say = view.reading_list.get_title_and_outlet

        def heard(number: int) -> tuple[str, str]:
            asked.add(number)
            return say(number)

        view.reading_list.get_title_and_outlet = heard  # type: ignore[method-assign]
        view.refresh()
        view.move_to(end=True)
        await pilot.pause()
        app.rows()
        assert 0 < len(asked) <= 20
