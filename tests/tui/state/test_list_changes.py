"""What is done to articles of the list, and undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.config.settings import Settings
from reader.errors import ReaderError
from reader.library.library import Library
from reader.library.listing import ArticleListing
from reader.sources import read_file
from reader.tui.state.library_store import LibraryStore
from reader.tui.state.reading_list import ReadingList
from tests.library.texts import STORY, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def reading_list(tmp_path: Path) -> Iterator[ReadingList]:
    """The list of a library with four articles, of which the newest was read."""
    path = tmp_path / "library.db"
    with Library.open(path) as library:
        for number in range(4):
            one = opened(STORY.replace("2025-03-01", f"2025-03-0{number + 1}"), f"/nowhere/{number}.txt")
            library.store_article(one.article, one.source)
        library.update_entry(one.id, read=True, add_tags=["要聞"])
    with Library.open(path, writable=False) as reading, (store := LibraryStore(str(path))):
        listing = ArticleListing(reading.connection)
        yield ReadingList([], read_file, Settings(), "", annotation_store=store, listing=listing)


def count(reading_list: ReadingList, name: str) -> int:
    assert reading_list.library
    return reading_list.library.listing.count(name)


def test_articles_are_marked_read_in_the_library_and_undone(reading_list: ReadingList) -> None:
    numbers = list(reading_list.visible_numbers)
    assert reading_list.changes.mark_read(numbers, read=True) == 3
    assert count(reading_list, "unread") == 0
    assert reading_list.changes.mark_read(numbers, read=True) == 0
    reading_list.history.undo()
    assert count(reading_list, "unread") == 3
    assert [reading_list.entries[number].is_read for number in numbers] == [True, False, False, False]
    reading_list.history.redo()
    assert all(reading_list.entries[number].is_read for number in numbers)


def test_stars_and_tags_are_given_and_taken_away(reading_list: ReadingList) -> None:
    numbers = list(reading_list.visible_numbers)
    assert reading_list.changes.set_starred(numbers[:2], starred=True) == 2
    assert count(reading_list, "starred") == 2
    assert reading_list.changes.set_tags(numbers[:2], ["風電"], ["要聞"]) == 2
    assert [reading_list.entries[number].tags for number in numbers[:3]] == [("風電",), ("風電",), ()]
    assert (count(reading_list, "tag:風電"), count(reading_list, "tag:要聞")) == (2, 0)
    assert reading_list.changes.set_tags(numbers[:2], ["風電"], []) == 0
    reading_list.history.undo()
    assert (count(reading_list, "tag:風電"), count(reading_list, "tag:要聞")) == (0, 1)
    assert reading_list.entries[numbers[0]].tags == ("要聞",)
    reading_list.history.undo()
    assert count(reading_list, "starred") == 0


def test_deleted_articles_come_back_to_their_places(reading_list: ReadingList) -> None:
    numbers = list(reading_list.visible_numbers)
    assert reading_list.changes.remove(numbers[1:3]) == 2
    assert list(reading_list.visible_numbers) == [numbers[0], numbers[3]]
    assert reading_list.entry_count == 2
    reading_list.history.undo()
    assert list(reading_list.visible_numbers) == numbers


def test_a_library_that_cannot_be_written_leaves_everything_as_it_was(
    reading_list: ReadingList, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ReaderError("library.db", "the disk is full")

    numbers = list(reading_list.visible_numbers)
    monkeypatch.setattr(reading_list.annotation_store, "update_articles", fail)
    with pytest.raises(ReaderError):
        reading_list.changes.mark_read(numbers, read=True)
    assert [reading_list.entries[number].is_read for number in numbers] == [True, False, False, False]
    assert reading_list.history.undo() is None
