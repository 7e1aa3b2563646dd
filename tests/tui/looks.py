"""What can be told from a screen: its cells, what of them is marked, where a word stands."""

from __future__ import annotations

import asyncio
from functools import cache
from typing import TYPE_CHECKING, Any

from textual import events
from textual.keys import _character_to_key

if TYPE_CHECKING:
    from rich.color import Color
    from rich.style import Style
    from textual.strip import Strip

Reader = Any
"""conftest's, as the fixture gives it."""


def cells(reader: Reader) -> list[list[str]]:
    """What stands in every cell, row by row; the right half of a wide character is empty."""
    from reader.typeset import cell_len

    rows = []
    for strip in reader.app.screen._compositor.render_strips():
        row: list[str] = []
        for character in strip.text:
            width = cell_len(character)
            if width == 0 and row:
                row[-1] += character
            else:
                row += [character, *[""] * (width - 1)]
        rows.append(row)
    return rows


def text_area(reader: Reader) -> list[list[str]]:
    """The cells of the page alone: the rows between those above and below, the columns of the measure."""
    screen = reader.screen
    region, article = screen.article_pane.article_view.region, screen.article_pane.article_view
    left = region.x + article.left
    return [row[left : left + screen.article_pane.layout_.measure] for row in cells(reader)[1:-1]]


def emphasised_text(reader: Reader) -> str:
    """What is selected or current on the page, from top to bottom; where nothing is, what the cursor is on."""
    article = reader.screen.article_pane.article_view
    region = article.region
    names = [name for name in article.COMPONENT_CLASSES if name.startswith(("article--selection", "article--current"))]
    grounds = {article.get_part_style(name.removeprefix("article--")).bgcolor for name in names}
    selected, under_cursor = "", ""
    for strip in reader.app.screen._compositor.render_strips()[region.y : region.bottom]:
        for text, style, _ in strip.crop(region.x, region.right):
            if style and style.bgcolor in grounds:
                selected += text
            elif style and style.bgcolor == article.get_part_style("cursor").bgcolor:
                under_cursor += text
    return selected or under_cursor


def look(reader: Reader) -> tuple[Any, ...]:
    """Everything that a key could change: the screen with all its looks, and what is behind it."""
    app = reader.app
    screen = app._reading_screen
    article = screen.article_pane.article_view
    scroll_bar = article.get_part_style("bar").bgcolor  # it goes away by itself
    plain = article.get_part_style().bgcolor
    drawn = tuple(_drawn(strip, scroll_bar, plain) for strip in app.screen._compositor.render_strips())
    return (
        drawn,
        type(app.screen).__name__,
        tuple(app.screen.get_contexts()),
        article.top,
        screen.selection.cursor,
        article.current_item,
        screen.open_article.view_name,
        screen.prompt_bar.input_text if screen.prompt_bar.is_open else None,
        app.clipboard,
        app._exit,
    )


def _drawn(strip: Strip, scroll_bar: Color | None, plain: Color | None) -> tuple[tuple[str, tuple[object, ...]], ...]:
    """The runs of a row that look the same, however it is cut into segments."""
    runs: list[tuple[str, tuple[object, ...]]] = []
    for text, style, _ in strip:
        marks = _marks(style, scroll_bar, plain)
        if runs and runs[-1][1] == marks:
            runs[-1] = runs[-1][0] + text, marks
        elif text:
            runs.append((text, marks))
    return tuple(runs)


@cache
def _marks(style: Style | None, scroll_bar: Color | None, plain: Color | None) -> tuple[object, ...]:
    if style is None:
        return ()
    attributes = (bool(getattr(style, name)) for name in ("bold", "dim", "reverse", "underline"))
    ground = style.bgcolor
    return (*attributes, plain if ground == scroll_bar else ground)


def found(reader: Reader, words: str) -> tuple[int, int]:
    """The cell (x, y) where words begin on the screen, the first time.

    Raises:
        AssertionError: They are not there.
    """
    from reader.typeset import cell_len

    for y, row in enumerate(reader.rows()):
        if words in row:
            return cell_len(row[: row.index(words)]), y
    raise AssertionError(f"{words} is not on the screen")


_ROUNDS = 80


async def press(reader: Reader, *keys: str) -> None:
    """Press keys without the naps that Textual's pilot takes behind each: for tests with thousands of them."""
    for key in keys:
        reader.app.post_message(events.Key(*split_key(key)))
        await rest()


def split_key(key: str) -> tuple[str, str | None]:
    """The name and the character of a key, as its event has them."""
    if len(key) == 1:
        return _character_to_key(key), key
    return key, " " if key == "space" else None


async def rest() -> None:
    """Let everything that has been asked for happen; what waits for a frame takes longer."""
    for _ in range(_ROUNDS):
        await asyncio.sleep(0)


async def reset_screen(reader: Reader) -> None:
    """Show the middle of the first article as at the start, with nothing open and nothing done.

    For tests that try many cases: an app of its own for each takes ten times as long.
    """
    while reader.app.screen is not reader.app._reading_screen:
        reader.app.pop_screen()
        await rest()
    screen = reader.app._reading_screen
    if screen.prompt_bar.is_open:
        screen.prompt_bar.action_box_cancel()
    if screen.note_editor.is_open:
        screen.note_editor.set_text("")
        screen.note_editor.action_note_close()
        await rest()
    screen.choice_drawer.close()
    screen.controllers.jumps._hide()
    screen._counted_keys._count.clear()
    screen.set_page_alone(False)
    reading_list = screen.session.reading_list
    while reading_list.history.undo() is not None:
        pass
    reading_list.is_hiding_read, reading_list.order = False, "given"
    reading_list.set_filter("")
    if reading_list.open_number:
        screen.controllers.navigation.open(0)
    for entry in reading_list.entries:
        entry.is_read = False
    screen.open_article.converted.view_name = "source"
    screen.open_article.search("")
    if screen.article_pane.article_view.page.style.show_boilerplate:
        screen.article_pane.article_view.toggle_boilerplate()
    screen.show_article(screen.open_article)
    screen.refresh_for_view()
    screen.article_pane.side_list.list_rows._collapsed.clear()
    screen.article_pane.side_list.list_rows.selected_index = -1
    screen.article_pane.side_list.filter_rows("")
    screen.article_pane._set_list_shown(screen.article_pane.window_layout.has_list_beside)
    screen.focus_part("article")
    screen.article_pane.article_view.restore_position((18, 0))
    screen.show_message("")
    await rest()
