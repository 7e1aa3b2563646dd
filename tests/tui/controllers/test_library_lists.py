"""The lists of the library are counted soon after they change, where they are shown."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from reader.library.library import Library
from reader.library.listing import ArticleListing
from reader.tui.controllers.library_lists import LibraryListsController
from tests.library.texts import opened
from tests.tui.controllers.fakes import Program

if TYPE_CHECKING:
    from pathlib import Path

    from reader.tui.state.counted_lists import CountedList


class PlainLists:
    """The column, which takes down what it is given."""

    def __init__(self, *, is_shown: bool) -> None:
        self.is_shown = is_shown
        self.refresh_count = 0
        self.lists: list[CountedList] = []

    def refresh(self) -> None:
        self.refresh_count += 1

    def set_lists(self, lists: list[CountedList]) -> None:
        self.lists = lists


@pytest.mark.parametrize("is_shown", [True, False])
def test_without_a_library_nothing_is_counted(is_shown: bool) -> None:
    program, lists = Program("02-feature"), PlainLists(is_shown=is_shown)
    controller = LibraryListsController(program.shell, program.session, program.scheduler, lists)  # type: ignore[arg-type]
    controller.update()
    assert lists.refresh_count == 1
    assert program.scheduler.pending == []


async def test_the_lists_of_the_library_are_counted_once_after_the_last_change(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library.open(path) as library:
        one = opened()
        library.store_article(one.article, one.source)
        program = Program("02-feature", listing=ArticleListing(library.connection))
        lists = PlainLists(is_shown=True)
        controller = LibraryListsController(program.shell, program.session, program.scheduler, lists)  # type: ignore[arg-type]
        controller.update()
        controller.update()
        assert len(program.scheduler.pending) == 1
        program.scheduler.run()
        await asyncio.gather(*program.scheduler.workers)
        assert {each.name: each.article_count for each in lists.lists}["all"] == 1
        lists.is_shown = False
        controller.update()
        assert program.scheduler.pending == []
        assert len(program.scheduler.workers) == 1
        assert program.shell.messages == []


async def test_lists_that_cannot_be_counted_are_an_error(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db") as library:
        program = Program("02-feature", listing=ArticleListing(library.connection))
        (tmp_path / "feeds.toml").write_text("[[feed]]\nurl = 3\n")
        program.reading_list.feeds_path = tmp_path / "feeds.toml"
        lists = PlainLists(is_shown=True)
        LibraryListsController(program.shell, program.session, program.scheduler, lists).update()  # type: ignore[arg-type]
        program.scheduler.run()
        await asyncio.gather(*program.scheduler.workers)
    assert "url is no address" in program.message
    assert lists.lists == []
