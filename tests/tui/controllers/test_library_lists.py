"""The lists of the library are counted soon after they change, where they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.tui.controllers.library_lists import LibraryListsController
from tests.tui.controllers.fakes import Program

if TYPE_CHECKING:
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
