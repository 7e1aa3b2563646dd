"""The lists of the library are counted with a connection of their own, in any thread."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from reader.errors import ReaderError
from reader.library.library import Library
from reader.tui.state.counted_lists import CountedList, count_lists
from tests.library.texts import opened

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    path = tmp_path / "library.db"
    with Library.open(path) as library:
        for number in range(4):
            one = opened(f"渡口{number}\n\n　　停擺了{number}年的大鐘昨天重新敲響。\n", f"/nowhere/{number}.txt")
            library.store_article(one.article, one.source)
            if number:
                library.update_entry(one.id, read=True)
    return path


def test_all_and_unread_articles_are_counted_in_another_thread(library_path: Path) -> None:
    with Library.open(library_path), ThreadPoolExecutor(1) as threads:
        lists = threads.submit(count_lists, library_path, None).result()
    assert CountedList("all", "", 4, 1) in lists
    assert CountedList("starred", "", 0, 0) in lists


def test_a_list_of_feeds_that_is_wrong_is_an_error(library_path: Path, tmp_path: Path) -> None:
    feeds = tmp_path / "feeds.toml"
    feeds.write_text("[[feed]]\nurl = 3\n", "utf-8")
    with pytest.raises(ReaderError, match="url is no address"):
        count_lists(library_path, feeds)
