"""Nothing that opens or closes moves a character of the text, in a window of any size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from reader.tui.prompts import Choice
from tests.tui.looks import cells, press, rest

if TYPE_CHECKING:
    from collections.abc import Sequence

Open = Any

SIZES = ((40, 20), (60, 20), (80, 24), (100, 30), (120, 40), (160, 45), (200, 50))
THINGS = {
    # what is opened: keys that open it, keys that close it
    "sections": (("1",), ("1",)),
    "captions": (("2",), ("2", "1", "escape")),
    "links": (("5",), ("5", "1", "escape")),
    "panel": (("w",), ("w",)),
    "panel-escape": (("1", "1", "1"), ("escape",)),
    "tab": (("tab",), ("tab",)),
    "scripts": (("T",), ("escape",)),
    "about": (("i",), ("q",)),
    "palette": (("colon", "s"), ("escape",)),
    "open": (("O", "/"), ("escape",)),
    "search": (("slash",), ("escape",)),
    "cursor": (("v",), ("escape",)),
    "selection": (("V",), ("escape",)),
    "help": (("question_mark",), ("q",)),
    "alone": (("z",), ("z",)),
    "a message": (("é",), ("h",)),
}


def moved(before: Sequence[Sequence[str]], after: Sequence[Sequence[str]], rows: range, columns: range) -> list[str]:
    """The rows whose cells are others now, within a window of cells."""
    return [
        f"{y}: {''.join(before[y])} -> {''.join(after[y])}"
        for y in rows
        if [before[y][x] for x in columns if x < len(before[y])] != [after[y][x] for x in columns if x < len(after[y])]
    ]


@pytest.mark.parametrize("at_end", [False, True])
@pytest.mark.parametrize("size", SIZES)
async def test_opening_and_closing_moves_nothing(open_reader: Open, size: tuple[int, int], at_end: bool) -> None:
    async with open_reader("02-feature", size=size) as reader:
        screen, article = reader.screen, reader.screen.article_pane.article_view
        if at_end:
            await reader.press("G")
        else:
            await reader.press("space", "j")
        await reader.press("slash", "escape")
        for name, (opening, closing) in THINGS.items():
            if name == "tab" and not screen.article_pane.window_layout.has_list_beside:
                continue
            listed, place, before = screen.article_pane.is_list_shown, article.top, cells(reader)
            left = screen.article_pane.window_layout.text_column
            columns = range(left, left + screen.article_pane.window_layout.measure)
            await press(reader, *opening)
            await reader.settle()
            if name not in {"help", "alone"}:
                covered = [
                    part.region.y
                    for part in (
                        screen.article_pane.side_list,
                        screen.choice_drawer,
                        screen.prompt_bar,
                        screen.message_overlay,
                    )
                    if part.display and part.region.height and part.region.x <= left
                ]
                rows = range(1, min([size[1] - 1, *covered]))
                assert len(rows) > 2 or size[1] < 22 or covered, name
                assert moved(before, cells(reader), rows, columns) == [], name
            elif name == "alone":
                middle = screen.article_pane.window_layout.text_column
                assert abs(size[0] - len(columns) - 2 * middle) <= 2, "the page is in the middle"
                for old, new in zip(before[1:-1], cells(reader)[1:-1], strict=True):
                    assert new[middle : middle + len(columns)] == old[left : left + len(columns)], name
            await press(reader, *closing)
            if screen.article_pane.is_list_shown != listed:
                screen.article_pane._set_list_shown(listed)
            await rest()
            await reader.settle()
            assert article.top == place, name
            after = cells(reader)
            assert moved(before, after, range(1, size[1] - 1), range(size[0])) == [], name
            assert article.has_focus, name


@pytest.mark.parametrize("size", SIZES)
async def test_drawers_cover_the_whole_width_and_start_on_even_columns(
    open_reader: Open, size: tuple[int, int]
) -> None:
    async with open_reader("02-feature", size=size) as reader:
        screen = reader.screen
        await reader.press("T")
        region = screen.choice_drawer.region
        assert (region.x, region.width, region.bottom) == (0, size[0], size[1] - 1)
        await reader.press("escape")
        if screen.article_pane.window_layout.has_list_beside:
            region = screen.article_pane.side_list.region
            assert region.x % 2 == 0
            assert region.height == size[1] - 2
        else:
            await reader.press("1")
            region = screen.article_pane.side_list.region
            assert (region.x, region.width, region.bottom) == (0, size[0], size[1] - 1)
        assert screen.article_pane.window_layout.text_column % 2 == 0 or size[0] < 80


async def test_a_resize_keeps_the_first_character_in_sight(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        article = reader.screen.article_pane.article_view
        await reader.press("space", "space")
        here = article.position
        for size in ((40, 20), (200, 50), (60, 20), (18, 4), (120, 40), (80, 24)):
            await reader.pilot.resize_terminal(*size)
            await reader.settle()
            if size[1] > 4:
                assert len(reader.rows()) == size[1]
        assert article.position == here


async def test_a_window_grows_with_a_drawer_open_and_shrinks_again(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        await reader.press("2")
        assert reader.screen.article_pane.is_list_in_drawer
        await reader.pilot.resize_terminal(120, 40)
        await reader.settle()
        assert not reader.screen.article_pane.is_list_in_drawer
        assert reader.screen.article_pane.side_list.category == "captions"
        await reader.pilot.resize_terminal(80, 24)
        await reader.settle()
        await reader.press("j")
        assert reader.screen.article_pane.side_list.has_focus or reader.screen.article_pane.article_view.has_focus


@pytest.mark.parametrize("indent", [0, 1])
async def test_what_lies_over_two_parts_keeps_the_characters_at_the_edge_between_them(
    open_reader: Open, indent: int
) -> None:
    words = " " * indent + "字" * 55
    async with open_reader("02-feature", size=(120, 40)) as reader:
        screen, before = reader.screen, cells(reader)
        screen.show_choices(words, [Choice(words)])
        await reader.settle()
        assert reader.text.count("字" * 55) == 2
        assert "close" in reader.bottom
        screen.choice_drawer.close()
        await reader.press("A", *"字" * 55)
        assert "字" * 55 in reader.text
        await reader.press("escape")
        await reader.pilot.resize_terminal(120, 40)
        await reader.settle()
        assert moved(before, cells(reader), range(1, 39), range(120)) == []


async def test_a_drawer_that_gets_smaller_uncovers_the_page(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(120, 40)) as reader:
        before = cells(reader)
        await reader.press("colon")
        rows = reader.screen.choice_drawer.size.height
        await reader.press(*"light")
        assert reader.screen.choice_drawer.size.height < rows
        covered = reader.screen.choice_drawer.size.height
        assert moved(before, cells(reader), range(1, 39 - covered), range(120)) == []


@pytest.mark.parametrize("keys", [("colon",), ("A",), ("T",)])
async def test_windows_of_any_size_are_drawn_with_something_over_the_page(
    open_reader: Open, keys: tuple[str, ...]
) -> None:
    async with open_reader("02-feature", size=(120, 40)) as reader:
        await reader.press(*keys)
        await reader.settle()
        before = cells(reader)
        for size in ((1, 1), (3, 2), (20, 5), (500, 200), (40, 12), (120, 40)):
            await reader.pilot.resize_terminal(*size)
            await reader.settle()
        assert cells(reader) == before
        await reader.press("escape", "escape")
        assert reader.screen.query_one("#body").size.height == 38


@pytest.mark.parametrize("alignment", ["left", "justified"])
@pytest.mark.parametrize("spacing", ["keep", "thin"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_full_width_punctuation_stays_within_the_measure(
    open_reader: Open, size: tuple[int, int], spacing: str, alignment: str
) -> None:
    settings = {"punctuation": "fullwidth", "spacing": spacing, "alignment": alignment}
    async with open_reader("02-feature", size=size, **settings) as reader:
        article = reader.screen.article_pane.article_view
        right = article.text_column + article.page.style.measure
        for _ in range(8):
            rows = ["".join(row[right : article.region.right - 1]).strip() for row in cells(reader)[1:-1]]
            assert not any(rows)
            await reader.press("space")
