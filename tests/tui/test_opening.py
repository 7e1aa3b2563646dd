"""Opening something else: typed with completion, pasted as a path, an address or a text."""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING, Any

import pytest
from textual import events

from reader.model import to_single_line
from reader.model.clean import UNSAFE_CHARACTER
from reader.tui.controllers.open_prompt import find_pasted_path

if TYPE_CHECKING:
    from pathlib import Path

Open = Any
STORY = "新聞標題\n\n　　今天的新聞說了三件事，第一件是天氣轉涼。\n　　第二件是渡輪加班。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A few files, one with a blank and a quotation mark in its name."""
    for name in ("story.txt", "stock.txt", "it's a long name.txt", ".hidden.txt"):
        (tmp_path / name).write_text(STORY, "utf-8")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "under.txt").write_text(STORY, "utf-8")
    return tmp_path


async def paste(reader: Any, text: str) -> None:
    """As a terminal reports it."""
    reader.app.post_message(events.Paste(text))
    await reader.settle()
    await reader.settle()


async def type_in(reader: Any, text: str) -> None:
    """Into the box that is open, at once."""
    line = reader.screen.prompt_bar._input
    line.value = text
    line.cursor_position = len(text)
    await reader.settle()


def offered(reader: Any) -> list[str]:
    return (
        [choice.title for choice in reader.screen.choice_drawer._choices] if reader.screen.choice_drawer.is_open else []
    )


async def test_the_marked_path_is_opened_with_enter(open_reader: Open, folder: Path) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        await reader.press("O")
        await type_in(reader, f"{folder}/sto")
        await reader.press("down", "down", "enter")
        assert "今天的新聞" in reader.text
        assert reader.screen.session.reading_list.entries[-1].source.endswith("story.txt")
        assert reader.screen.article_pane.article_view.has_focus
        await reader.press("K")
        assert "article 1 of 2" in reader.bottom


async def test_enter_takes_what_is_typed_where_no_row_was_chosen(open_reader: Open, folder: Path) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        await reader.press("O")
        await type_in(reader, f"{folder}/de")
        assert reader.screen.choice_drawer.selected_choice is None
        await reader.press("enter")
        assert not reader.screen.prompt_bar.is_open
        assert "no such file" in reader.bottom
        await reader.press("O")
        await type_in(reader, f"{folder}/sto")
        await reader.press("up", "enter")
        assert reader.screen.session.reading_list.entries[-1].source.endswith("story.txt")


async def test_folder_completion_leaves_the_prompt_open(open_reader: Open, folder: Path) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        await reader.press("O")
        await type_in(reader, f"{folder}/de")
        assert offered(reader) == ["deep/"]
        await reader.press("down", "enter")
        assert reader.screen.prompt_bar.is_open
        assert reader.screen.prompt_bar.input_text == f"{folder}/deep/"
        assert offered(reader) == ["All articles here", "under.txt"]
        await reader.press("down", "enter")
        assert reader.screen.session.reading_list.entries[-1].source.endswith("under.txt")


@pytest.mark.parametrize("address", ["https://127.0.0.1:9/2025/1", "http://[::1", "http://"])
async def test_an_address_that_fails_is_answered_with_a_sentence(open_reader: Open, address: str) -> None:
    async with open_reader("02-feature", size=(120, 24)) as reader:
        rows = reader.rows()[1:-3]
        await paste(reader, address) if address != "http://" else await reader.press("O")
        await type_in(reader, address)
        await reader.press("enter")
        await reader.wait_until(lambda: reader.screen._message)
        assert address in reader.text
        assert reader.rows()[1:-3] == rows
        assert len(reader.screen.session.reading_list.visible_numbers) == 1


async def test_an_empty_box_closes(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        await reader.press("O")
        await type_in(reader, "   ")
        await reader.press("enter")
        assert reader.screen.article_pane.article_view.has_focus
        assert not reader.screen.prompt_bar.is_open


def as_pasted(path: str) -> list[str]:
    """A path as terminals and file managers put it."""
    from urllib.parse import quote

    return [
        path,
        f"'{path}'" if "'" not in path else f'"{path}"',
        shlex.quote(path),
        path.replace(" ", "\\ ").replace("'", "\\'"),
        "file://" + quote(path),
        f"  {path}\r\n",
    ]


@pytest.mark.parametrize("name", ["story.txt", "it's a long name.txt"])
async def test_a_pasted_path_fills_the_box(open_reader: Open, folder: Path, name: str) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        for written in as_pasted(str(folder / name)):
            await paste(reader, written)
            assert reader.screen.prompt_bar.input_text == str(folder / name), written
            await reader.press("escape")
        await paste(reader, shlex.quote(str(folder / name)))
        await reader.press("enter")
        assert "今天的新聞" in reader.text


async def test_a_path_pasted_into_the_box_is_one(open_reader: Open, folder: Path) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        await reader.press("O")
        await paste(reader, f"{folder}/story.txt\n")
        assert reader.screen.prompt_bar.input_text == f"{folder}/story.txt"
        await reader.press("enter")
        assert "今天的新聞" in reader.text


async def test_a_pasted_text_is_offered_as_an_article(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        await paste(reader, STORY * 5)
        assert "open it as an article" in reader.text
        await reader.press("escape")
        assert len(reader.screen.session.reading_list.visible_numbers) == 1
        await paste(reader, STORY * 5)
        await reader.press("2")
        assert len(reader.screen.session.reading_list.visible_numbers) == 1
        await paste(reader, STORY * 5)
        await reader.press("1")
        assert "渡輪加班" in reader.text
        assert "article 2 of 2" in reader.bottom
        await reader.press("K", "J")
        assert "渡輪加班" in reader.text
        await paste(reader, STORY + "另一篇。" * 20)
        await reader.press("enter")
        assert "article 3 of 3" in reader.bottom


@pytest.mark.parametrize("text", ["", " \n\r\n ", "\x00\x1b[31m", "a" * 100_000, "\ud800\n\ud800", "\n".join("，" * 9)])
async def test_any_paste_does_no_harm(open_reader: Open, text: str) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        await paste(reader, text)
        await reader.press("enter")
        await reader.press("escape")
        assert reader.app._exception is None
        assert len(reader.rows()) == 24


NAMES = b"bad\xff\x9b31mX.txt", b"esc\x1b[31mred.txt", b"nl\nline.txt", "rtl\u202egnp.txt".encode(), b"dir\xff/a.txt"


@pytest.fixture
def wild(tmp_path: Path) -> Path:
    """Files with any bytes in their names."""
    for name in NAMES:
        path = tmp_path / os.fsdecode(name)
        path.parent.mkdir(exist_ok=True)
        path.write_text(STORY, "utf-8")
    return tmp_path


async def test_any_name_is_offered_typed_and_opened(open_reader: Open, wild: Path) -> None:
    async with open_reader("02-feature", size=(200, 24)) as reader:
        for name in ("bad", "esc", "nl", "rtl", "dir"):
            await reader.press("O")
            await type_in(reader, f"{wild}/{name}")
            (title,) = offered(reader)
            assert title == to_single_line(title)
            assert title in reader.text  # rows are as wide as the window: reader.rows looks
            await reader.press("tab")
            assert (
                UNSAFE_CHARACTER.search(reader.screen.prompt_bar.input_text)
                or "\n" in reader.screen.prompt_bar.input_text
            )
            assert reader.bottom == to_single_line(reader.bottom)
            assert f"/{title}" in reader.bottom
            await reader.press("enter")
            await reader.press("down", "enter") if name == "dir" else None
            assert "今天的新聞" in reader.text
            await reader.press("K")


NOBODYS = "file://[x", "file:///[x", "file://", "~\0x", "~\ud800", "/\0", "file:///%00", "a\udcff"


@pytest.mark.parametrize("text", NOBODYS)
async def test_a_name_that_nobody_can_have_is_refused(open_reader: Open, text: str) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        for way in ("paste", "type"):
            await reader.press("O") if way == "type" else None
            await (paste if way == "paste" else type_in)(reader, text)
            await reader.press("enter")
            await reader.press("escape")
            assert len(reader.screen.session.reading_list.visible_numbers) == 1
            assert len(reader.rows()) == 24


@pytest.mark.parametrize(
    ("pasted", "path"),
    [
        ("file:///a/b%20c", "/a/b c"),
        ("file://host/a", "/a"),
        ("FILE:///a#b?c", "/a#b?c"),
        ("file:///%E5%A0%B1%FF", "/報\udcff"),
        ("file://[x", "file://[x"),
    ],
)
def test_a_file_address_is_the_path_in_it(pasted: str, path: str | None) -> None:
    assert find_pasted_path(pasted) == path


async def test_nothing_is_opened_that_may_keep_the_screen_waiting(open_reader: Open, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    async with open_reader("02-feature", str(tmp_path / "pipe"), size=(120, 24)) as reader:
        await reader.press("J")
        assert "only a file can be opened" in reader.text
        for source in (str(tmp_path / "pipe"), "-", "/dev/zero"):
            await reader.press("O")
            await type_in(reader, source)
            await reader.press("enter")
            assert "only a file can be opened" in reader.text
        assert len(reader.screen.session.reading_list.visible_numbers) == 2


async def test_prompt_takes_only_the_beginning_of_a_long_paste(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        await reader.press("O")
        await paste(reader, "/" + "長" * 1_000_000)
        assert len(reader.screen.prompt_bar.input_text) == 4096


async def test_a_long_name_is_refused_in_a_few_words(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        await reader.press("O")
        await type_in(reader, "/" + "長" * 1_000_000)
        await reader.press("enter")
        assert "…" in reader.text
        assert "the name is too long; check the path" in reader.text
        assert len(reader.screen._message) <= 240


async def test_a_paste_while_something_is_open(open_reader: Open, folder: Path) -> None:
    async with open_reader("02-feature", "03-dispatch", size=(80, 24)) as reader:
        await reader.press("T")
        await paste(reader, str(folder / "story.txt"))
        assert reader.screen.prompt_bar.input_text == str(folder / "story.txt")
        await reader.press("escape", "escape", "0")
        await paste(reader, STORY * 5)
        await reader.press("1")
        assert "渡輪加班" in reader.text
        await reader.press("v", "v", "j")
        await paste(reader, str(folder / "story.txt"))
        await reader.press("enter")
        assert not reader.screen.selection.is_cursor_active
        await reader.press("question_mark")
        await paste(reader, STORY)
        await reader.press("q")
        assert reader.app._exception is None


async def test_a_folder_is_put_into_the_list(open_reader: Open, folder: Path) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        await reader.press("O")
        await type_in(reader, f"{folder}/deep/")
        await reader.press("enter")
        assert reader.screen.session.is_list_in_front
        assert "Articles 2/2" in reader.bottom
        assert len(reader.screen.session.reading_list.entries) == 2


async def test_tab_completes(open_reader: Open, folder: Path) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        await reader.press("O")
        await type_in(reader, f"{folder}/de")
        await reader.press("tab")
        assert reader.screen.prompt_bar.input_text == f"{folder}/deep/"
