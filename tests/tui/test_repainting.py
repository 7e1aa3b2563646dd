"""What is drawn or worked out again with a key: only what looks different."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.css.stylesheet import Stylesheet

from reader.tui.widgets.row_painter import RowPainter

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    import pytest
    from textual.dom import DOMNode
    from textual.strip import Strip

    from reader.typeset.page_layout import LineLocation, Row
    from tests.tui.conftest import Reader


async def test_a_change_of_the_focus_works_out_no_styles(
    open_reader: Callable[..., AbstractAsyncContextManager[Reader]], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_reader("02-feature") as reader:
        styled: list[object] = []
        apply = Stylesheet.apply

        def note_and_apply(stylesheet: Stylesheet, node: DOMNode, **options: Any) -> None:
            styled.append(node)
            apply(stylesheet, node, **options)

        monkeypatch.setattr(Stylesheet, "apply", note_and_apply)
        await reader.press("tab")
        assert reader.screen.article_pane.side_list.has_focus
        await reader.press("escape")
        assert reader.screen.article_pane.article_view.has_focus
        assert styled == []


async def test_walking_paints_only_the_rows_of_the_two_items_again(
    open_reader: Callable[..., AbstractAsyncContextManager[Reader]], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_reader("02-feature") as reader:
        await reader.press("3", "escape", "n")
        painted: list[LineLocation] = []
        paint_row = RowPainter.paint_row

        def note_and_paint(painter: RowPainter, place: LineLocation, row: Row, column: int, width: int) -> Strip:
            painted.append(place)
            return paint_row(painter, place, row, column, width)

        monkeypatch.setattr(RowPainter, "paint_row", note_and_paint)
        before, top = reader.screen.article_pane.article_view.current_item, reader.screen.article_pane.article_view.top
        await reader.press("n")
        view = reader.screen.article_pane.article_view
        assert view.current_item not in (None, before)
        assert view.top == top
        assert 1 <= len(painted) <= 4


async def test_hits_are_marked_in_all_rows_and_unmarked_again(
    open_reader: Callable[..., AbstractAsyncContextManager[Reader]],
) -> None:
    def count_hits() -> int:
        view = reader.screen.article_pane.article_view
        grounds = {view.get_part_style(name).bgcolor for name in ("hit", "current-hit")}
        return sum(
            segment.style is not None and segment.style.bgcolor in grounds
            for y in range(view.size.height)
            for segment in view.render_line(y)
        )

    async with open_reader("02-feature") as reader:
        assert count_hits() == 0
        await reader.press("slash", "的")
        assert count_hits() > 3
        await reader.press("escape")
        assert count_hits() == 0


async def test_the_page_alone_hides_the_list_and_shows_it_again(
    open_reader: Callable[..., AbstractAsyncContextManager[Reader]],
) -> None:
    async with open_reader("02-feature") as reader:
        before = reader.rows()
        await reader.press("z")
        assert "Captions" not in reader.text
        assert reader.top == ""
        await reader.press("z", "escape")
        assert reader.rows() == before
