"""The library behind the screen: what was marked is there the next time, and reading never needs it."""

from __future__ import annotations

import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from reader.config.settings import Settings
from reader.input.keymap import Keymap
from reader.library.library import Library
from reader.library.listing import ArticleListing
from reader.services.inputs import collect_inputs
from reader.services.opening import load_library_document
from reader.sources import read_file
from reader.tui.app import DubaoApp
from reader.tui.state.library_store import LibraryStore
from reader.tui.state.reading_list import ReadingList
from tests.tui.conftest import Reader

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

TEXT = """海灣縣三年變了樣

2025-07-18 來源:海灣財經

    碼頭先行。縣裏沒有先建廠房，而是先把舊碼頭挖到12米。理发店也开了。

""" + "\n\n".join(f"    第{n}段，全縣漁民中約一半已在園區工作。" for n in range(40))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "海灣.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library.db"


def session(source: Path, library: Path, *, keeps: bool = True) -> AbstractAsyncContextManager[Reader]:
    """The program, from its start to its end."""
    from contextlib import asynccontextmanager

    @asynccontextmanager
    async def opened() -> AsyncIterator[Reader]:
        settings = Settings(language="en")
        with (keeper := LibraryStore(str(library), keep_on_open=keeps)):
            shelf = ReadingList([str(source)], read_file, settings, "", annotation_store=keeper)
            app = DubaoApp(settings, Keymap({}), shelf, shelf.open_first())
            async with app.run_test(size=(100, 30)) as pilot:
                reader = Reader(app, pilot)
                await reader.wait_until(lambda: app._reading_screen.open_article.annotation_index.is_placed)
                yield reader
                app.exit()

    return opened()


@contextmanager
def looked_into(path: Path) -> Iterator[Library]:
    with Library.open(path, writable=False) as found:
        yield found


@pytest.mark.parametrize("keys", [("q",), ("Q",), ("question_mark", "Q"), ("ctrl+q",)])
async def test_every_key_that_quits_keeps_the_place(source: Path, library: Path, keys: tuple[str, ...]) -> None:
    async with session(source, library) as reader:
        await reader.press("space", "space")
        place = reader.screen.article_pane.article_view.position
        await reader.pilot.press(*keys)
        assert reader.app.return_code == 0
    async with session(source, library) as reader:
        assert reader.screen.article_pane.article_view.position == place > (0, 0)


async def test_marks_notes_and_the_place_are_there_the_next_time(source: Path, library: Path) -> None:
    async with session(source, library) as reader:
        await reader.press("V", "2", "V", "a", *"核實", "ctrl+o", "space", "space")
        place = reader.screen.article_pane.article_view.position
        assert place > (0, 0)
    async with session(source, library) as reader:
        (mark,) = reader.screen.open_article.annotation_index.annotations
        assert (mark.colour, mark.note) == ("green", "核實")
        assert reader.screen.article_pane.article_view.position == place
        assert "where you left off" in reader.bottom
        await reader.press("4", "n", "d", "u")
        assert len(reader.screen.open_article.annotation_index.annotations) == 1
    with looked_into(library) as found:
        (kept,) = found.list_entries()
        assert kept.read
        assert [each.note for each in found.load_annotations(kept.id)] == ["核實"]
    assert stat.S_IMODE(library.stat().st_mode) == 0o600


async def test_pins_are_restored_in_the_next_session(source: Path, library: Path) -> None:
    async with session(source, library) as reader:
        await reader.press("slash", *"理发", "enter", "v", "v", "l", "x")
    async with session(source, library) as reader:
        await reader.press("t", "G")
        assert reader.screen.open_article.converted.pins
        await reader.press("u")


async def test_a_changed_text_moves_its_marks_or_says_that_they_need_a_place(source: Path, library: Path) -> None:
    async with session(source, library) as reader:
        await reader.press("slash", *"碼頭先行", "enter", "m", "slash", *"第7段", "enter", "m")
    gone = "    第7段，全縣漁民中約一半已在園區工作。\n\n"
    changed = TEXT.replace("\n\n    碼頭先行", "\n\n    新加的一段。\n\n    碼頭先行").replace(gone, "")
    source.write_text(changed, "utf-8")
    async with session(source, library) as reader:
        states = {
            mark.target.exact: mark.state
            for mark in reader.screen.open_article.annotation_index.annotations
            if mark.target
        }
        assert states["碼頭先行"] == "moved"
        assert states["第7段"] in ("orphan", "ambiguous")
        assert "needs a place" in reader.bottom
        marks = list(
            reader.screen.open_article.annotation_index.find_in_range(
                *next((n, 0, 99) for n, b in enumerate(reader.screen.open_article.blocks) if b.text.startswith("碼頭"))
            )
        )
        assert len(marks) == 1


async def test_a_draft_outlives_the_program(source: Path, library: Path) -> None:
    async with session(source, library) as reader:
        await reader.press("V", "a", *"未完", "escape")
    async with session(source, library) as reader:
        await reader.press("V", "a")
        assert reader.screen.note_editor.text == "未完"


async def test_article_is_stored_with_its_first_highlight_where_opening_stores_none(
    source: Path, library: Path
) -> None:
    async with session(source, library, keeps=False) as reader:
        with looked_into(library) as found:
            assert found.list_entries() == []
        await reader.press("V", "m")
    with looked_into(library) as found:
        assert len(found.list_entries()) == 1


async def test_unusable_library_shows_an_error_and_reading_continues(source: Path, library: Path) -> None:
    library.parent.mkdir()
    library.write_text("not a database, but somebody's file" * 100, "utf-8")
    before = library.read_bytes()
    async with session(source, library) as reader:
        assert "until you quit" in reader.text.replace("\n", " ")
        await reader.press("V", "m")
        assert len(reader.screen.open_article.annotation_index.annotations) == 1
        await reader.press("space")
    assert library.read_bytes() == before


async def test_star_is_stored_and_undone(source: Path, library: Path) -> None:
    async with session(source, library) as reader:
        await reader.press("asterisk")
        assert "starred" in reader.bottom
    with looked_into(library) as found:
        assert [kept.starred for kept in found.list_entries()] == [True]
    async with session(source, library) as reader:
        await reader.press("asterisk", "u", "u")
    with looked_into(library) as found:
        assert [kept.starred for kept in found.list_entries()] == [True]


async def test_file_changed_since_it_was_opened_is_not_stored(source: Path, library: Path) -> None:
    async with session(source, library, keeps=False) as reader:
        source.write_text(TEXT + "\n\n    又一段。\n", "utf-8")
        await reader.press("V", "m")
        assert "changed since it was opened" in " ".join(reader.text.split())
        assert reader.screen.open_article.annotation_index.annotations == []


async def test_opened_articles_are_the_list_of_the_next_start(source: Path, library: Path) -> None:
    """Read from its file while that is there, and from the library when it is gone."""
    async with session(source, library) as reader:
        await reader.press("asterisk")
    given = collect_inputs([], str(library))
    assert given.library is not None
    with given.library:
        assert (given.sources, given.list_sources()) == ([], [str(source)])
        shelf = ReadingList([], read_file, Settings(), "", listing=ArticleListing(given.library.connection))
        assert shelf.is_complete
        (number,) = shelf.visible_numbers
        assert shelf.get_title_and_outlet(number) == ("海灣縣三年變了樣", "海灣財經")
        entry = shelf.entries[number]
        assert (entry.is_read, entry.is_starred, entry.source) == (True, True, str(source))
        source.unlink()
        shelf = ReadingList([], read_file, Settings(), "", listing=ArticleListing(given.library.connection))
        assert shelf.entries[number].source == entry.article_id
    document = load_library_document(entry.article_id, str(library))
    assert document is not None
    assert document.text == TEXT


def test_without_a_library_the_bundled_articles_are_opened(tmp_path: Path) -> None:
    assert collect_inputs([], str(tmp_path / "none.db")).is_bundled
    (tmp_path / "foreign.db").write_text("not ours" * 200, "utf-8")
    assert collect_inputs([], str(tmp_path / "foreign.db")).is_bundled
