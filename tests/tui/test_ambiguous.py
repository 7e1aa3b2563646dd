"""Characters of ambiguous width: what the terminal answers holds for every part of the screen, and stays in force."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest
from textual.events import CursorPosition, Paste

from reader.tui.screens.command_screen import CommandScreen
from reader.tui.widgets.painted import PaintedWidget
from reader.typeset import AmbiguousWidth, cell_len
from tests.bench.pty_run import Terminal
from tests.tui.looks import reset_screen

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """夜班「車站」——“末班車”之後……

2026年3月1日 10:20

來源：測試報

“末班車”在零時二十分開出——站長說……人比去年多了一成。

【圖】站台上的“最後一盞燈”——

一、“時刻表”……

站長又說：“明年加開兩班”……

二、“票價”——

票價“暫時不變”。
"""
ASKED = b"\x1b[6n"
ANSWERED: AmbiguousWidth = 2
"""Cells, as the terminal says."""


@pytest.fixture
def articles(tmp_path: Path) -> list[str]:
    names = [tmp_path / f"“甲”……{n}.txt" for n in range(3)]
    for number, path in enumerate(names):
        path.write_text(TEXT.replace("夜班", f"夜班{number}"), "utf-8")
    return [str(path) for path in names]


async def answer(reader: Any, cells: int = ANSWERED, row: int = 1) -> None:
    """The terminal says where its cursor stands behind the sign that was printed."""
    reader.app.post_message(CursorPosition(cells, row))
    await reader.settle()
    await reader.settle()


def parts(reader: Any) -> list[PaintedWidget]:
    """All that draws its own rows and is in sight."""
    return [part for part in reader.app.screen.query(PaintedWidget) if part.size.area and part.display]


def uneven(reader: Any, cells: AmbiguousWidth = ANSWERED) -> list[tuple[str, str]]:
    """Rows of widgets that are not as wide as the widget where characters of ambiguous width take so many cells."""
    return [
        (type(part).__name__, strip.text)
        for part in parts(reader)
        for strip in map(part.render_line, range(part.size.height))
        if sum(cell_len(segment.text, cells) for segment in strip) != part.size.width
        or strip.cell_length != part.size.width
    ]


WAYS: dict[str, tuple[str, ...]] = {
    "page": (),
    "captions": ("2",),
    "figures": ("3",),
    "list": ("0",),
    "scripts": ("T",),
    "about": ("i",),
    "search": ("slash", "“", "末"),
    "path": ("O",),
    "palette": ("colon",),
    "help": ("question_mark",),
    "sections chosen": ("n", "tab"),
    "no key": ("4",),
}


@pytest.mark.parametrize("width", [60, 100, 180])
async def test_every_row_is_as_wide_as_its_widget(open_reader: Any, articles: list[str], width: int) -> None:
    async with open_reader(*articles, size=(width, 24), language="hant") as reader:
        await answer(reader)
        for way, keys in WAYS.items():
            await reset_screen(reader)
            await reader.press(*keys)
            assert uneven(reader) == [], way
            assert any("“" in row or "…" in row for row in reader.rows()) or way == "help", way


async def test_an_answer_that_comes_late_reaches_what_is_open(open_reader: Any, articles: list[str]) -> None:
    async with open_reader(*articles, size=(180, 24), language="hant") as reader:
        for way, keys in WAYS.items():
            await answer(reader, 1)
            await reset_screen(reader)
            await reader.press(*keys)
            assert uneven(reader, 1) == [], way
            await answer(reader)
            assert uneven(reader) == [], way


async def test_a_long_message_is_wrapped_for_the_terminal(open_reader: Any, articles: list[str]) -> None:
    async with open_reader(*articles, size=(60, 24)) as reader:
        reader.screen.show_message("“甲”……" * 20)
        await answer(reader)
        assert uneven(reader) == []
        assert "".join(row.strip() for row in reader.rows()[-8:]).count("“甲”……") == 20


@pytest.mark.parametrize("keys", [("l",), ("j", "l"), ("h",)])
async def test_the_answer_holds_after_a_change_of_settings(
    open_reader: Any, articles: list[str], tmp_path: Path, keys: tuple[str, ...]
) -> None:
    config = tmp_path / "config.toml"
    config.write_text("", "utf-8")
    async with open_reader(*articles, size=(120, 24), config=str(config)) as reader:
        await answer(reader)
        await reader.app.action_settings()
        await reader.press(*keys)
        assert config.read_text("utf-8") != ""
        assert uneven(reader) == []
        await reader.press("q")
        assert reader.app.ambiguous_width == ANSWERED
        assert uneven(reader) == []


async def test_the_settings_win_over_the_answer_and_auto_takes_it(
    open_reader: Any, articles: list[str], tmp_path: Path
) -> None:
    config = tmp_path / "config.toml"
    async with open_reader(*articles, size=(120, 40), config=str(config)) as reader:
        await answer(reader)
        await reader.app.action_settings()
        names = [line.value for line in reader.app.screen.make_lines() if line.value]
        row = names.index("ambiguous")
        await reader.press(*["j"] * row, "l")
        assert reader.app.settings.ambiguous == reader.app.ambiguous_width == 1
        assert uneven(reader, 1) == []
        await reader.press("h")
        assert reader.app.settings.ambiguous == "auto"
        assert reader.app.ambiguous_width == ANSWERED
        await reader.press("q")
        assert uneven(reader) == []


@pytest.mark.parametrize(("ambiguous", "cells", "row", "taken"), [("auto", 2, 1, 2), ("auto", 1, 1, 1),
                                                                  ("auto", 2, 0, 1), ("auto", 7, 1, 1),
                                                                  (1, 2, 1, 1), (2, 1, 1, 2)])  # fmt: skip
async def test_only_an_answer_to_what_was_asked_counts(
    open_reader: Any, articles: list[str], ambiguous: Any, cells: int, row: int, taken: AmbiguousWidth
) -> None:
    async with open_reader(*articles, ambiguous=ambiguous) as reader:
        await answer(reader, cells, row)
        assert reader.app.ambiguous_width == taken
        assert uneven(reader, taken) == []


async def test_selected_row_of_a_list_stays_selected_after_the_answer(open_reader: Any, articles: list[str]) -> None:
    async with open_reader(*articles, size=(120, 24)) as reader:
        await reader.press("tab", "j")
        marked = reader.screen.article_pane.side_list.list_rows.selected_index
        await answer(reader)
        assert reader.screen.article_pane.side_list.list_rows.selected_index == marked


async def test_typed_ambiguous_characters_keep_the_width_of_the_prompt(open_reader: Any, articles: list[str]) -> None:
    async with open_reader(*articles, size=(60, 24)) as reader:
        await answer(reader)
        await reader.press("slash")
        reader.screen.prompt_bar._input._on_paste(Paste("“”" * 40))
        await reader.settle()
        line = reader.screen.prompt_bar._input
        assert sum(cell_len(segment.text, ANSWERED) for segment in line.render_line(0)) == line.size.width
        assert isinstance(reader.app.screen, CommandScreen)


async def test_doctor_shows_the_cells_in_force(open_reader: Any, articles: list[str]) -> None:
    async with open_reader(*articles, size=(100, 40)) as reader:
        for cells in (1, ANSWERED):
            await answer(reader, cells)
            await reader.app.action_doctor()
            await reader.settle()
            assert next(row.split() for row in reader.rows() if "ambiguous width" in row) == [
                "ambiguous",
                "width",
                str(cells),
            ]
            await reader.press("q")


def test_a_terminal_is_asked_when_the_settings_leave_it_to_it(
    articles: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the start only if they say so then; else when they come to."""
    config = tmp_path / "config.toml"
    config.write_text('ambiguous = 1\nlanguage = "en"\n', "utf-8")
    monkeypatch.setenv("DUBAO_CONFIG", str(config))
    with Terminal([sys.executable, "-m", "reader", articles[0]]) as terminal:
        terminal.start("next section")
        terminal.press(":settings\r", "Ambiguous width")
        assert ASKED not in terminal.output
        for _ in range(20):
            terminal.press("j")
            if b"(cells" in terminal.output:
                break
        terminal.press("h", "the terminal is asked")
        assert ASKED in terminal.output
        first = len(terminal.output)
        terminal.press(f"\x1b[2;{1 + ANSWERED}R")
        terminal.press("q")
        assert "│".encode() not in terminal.output[first:], "a line is drawn with signs that have one width"
        assert b"| " in terminal.output[first:]
