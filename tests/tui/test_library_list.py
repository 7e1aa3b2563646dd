"""The list of the library on the screen: its lists, search, and what is done to articles."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from reader.config.settings import Settings
from reader.input.keymap import Keymap
from reader.library.library import Library
from reader.services.inputs import collect_inputs
from reader.services.opening import load_document
from reader.sources import Document, read_file
from reader.tui.app import DubaoApp
from reader.tui.state.library_store import LibraryStore
from reader.tui.state.reading_list import ReadingList
from tests.library.texts import opened
from tests.tui.conftest import Reader

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

SIZE = (100, 24)
COUNT = 30


def story(number: int) -> str:
    """An article that has the number of its day in its title."""
    return (
        f"第{number}天的渡口大鐘\n2025-06-{number + 1:02}　來源：渡口日報\n\n"
        "　　停擺了二十年的渡口大鐘昨天重新敲響，街坊說聲音同從前一樣。\n"
        f"　　修鐘的師傅守了{number}個月，孩子們放學就去看，{'颱風' if number % 10 == 3 else '下雨'}天也不例外。\n"
    )


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "library.db"
    with Library.open(path) as library, library.transaction():
        for number in range(COUNT):
            one = opened(story(number), f"/nowhere/{number}.txt")
            library.store_article(one.article, one.source)
            if number == 4:
                library.store_annotation(one.note("修鐘的師傅", "要核對"), one.id)
            if number % 2:
                library.update_entry(one.id, read=True)
    return path


@asynccontextmanager
async def running(
    library: Path, sources: list[str] | None = None, size: tuple[int, int] = SIZE, theme: str = "dark"
) -> AsyncIterator[Reader]:
    """The program with the library in front, or with a file."""
    settings, path = Settings(language="en", theme=theme), str(library)  # type: ignore[arg-type]

    def load(source: str) -> Document:
        return load_document(source, read_file, library_path=path)

    inputs = collect_inputs(sources or [], path)
    from reader.library.listing import ArticleListing

    listing = ArticleListing(inputs.library.connection) if inputs.library else None
    with (store := LibraryStore(path)):
        reading_list = ReadingList(inputs.sources, load, settings, "", annotation_store=store, listing=listing)
        app = DubaoApp(settings, Keymap({}), reading_list, reading_list.open_first(), in_list=sources is None)
        async with app.run_test(size=size) as pilot:
            reader = Reader(app, pilot)
            await reader.settle()
            yield reader
    if inputs.library:
        inputs.library.close()


def shown_titles(reader: Reader) -> list[str]:
    """The titles that the list shows, from top to bottom."""
    reading_list = reader.screen.session.reading_list
    return [reading_list.get_title_and_outlet(number)[0] for number in reading_list.visible_numbers]


def count(library: Path, name: str) -> int:
    from reader.library.listing import ArticleListing

    with Library.open(library, writable=False) as found:
        return ArticleListing(found.connection).count(name)


async def test_the_library_is_listed_newest_first_under_column_heads(library: Path) -> None:
    async with running(library) as reader:
        rows = reader.rows()
        assert "Library  All  30 articles  by date" in rows[0]
        assert "/ search  h lists" in reader.bottom
        assert rows[1].split() == ["Title", "Source", "Notes", "Read", "Date", "Length"]
        assert "第29天的渡口大鐘" in rows[2].replace(" ", "")
        assert len(shown_titles(reader)) == COUNT
        note_row = next(row for row in rows if "第25天" in row)
        assert "渡口日報" in note_row
        await reader.press("G")
        assert "Articles 30/30" in reader.bottom
        row = next(row for row in reader.rows() if "第4天" in row)
        assert row.split()[-3] == "1"


async def test_a_search_lists_hits_with_snippets_and_opens_at_the_hit(library: Path) -> None:
    async with running(library) as reader:
        await reader.press("slash", *"台风")
        assert "3 articles" in reader.bottom
        assert [title[:4].rstrip("天的") for title in shown_titles(reader)] == ["第23", "第13", "第3"]
        assert "孩子們放學就去看，颱風天也不例外" in reader.text
        await reader.press("enter", "j", "enter")
        screen = reader.screen
        assert screen.get_contexts()[0] == "article"
        assert "第13天" in str(screen.open_article.article.title)
        assert screen.session.category == "hits"
        item = screen.article_pane.article_view.current_item
        assert item is not None
        assert screen.open_article.blocks[item.block].text[item.start : item.end] == "颱風"
        assert "1/1" in reader.bottom
        await reader.press("q", "0")
        assert len(shown_titles(reader)) == 3
        await reader.press("escape")
        assert len(shown_titles(reader)) == COUNT


@pytest.mark.parametrize(
    ("query", "said"),
    [("山河", "no match for 山河"), ("is:old", "there is no such state"), ("date:x", "it is no date")],
)
async def test_a_search_without_hits_or_sense_says_so(library: Path, query: str, said: str) -> None:
    async with running(library) as reader:
        await reader.press("slash", *query)
        assert said in reader.bottom
        assert "have the news" not in reader.text
        await reader.press("escape")
        assert len(shown_titles(reader)) == COUNT


async def test_hits_can_be_listed_best_first(library: Path) -> None:
    async with running(library) as reader:
        await reader.press("slash", *"大鐘", "enter", "S")
        assert "best first" in reader.bottom
        assert len(shown_titles(reader)) == COUNT
        await reader.press("S")
        assert shown_titles(reader)[0].startswith("第29天")


async def test_the_lists_of_the_library_are_chosen_and_gone_through(library: Path) -> None:
    async with running(library) as reader:
        await reader.press("h")
        for name, number in (("All", 30), ("Today", 0), ("Unread", 15), ("Starred", 0), ("With notes", 1)):
            assert any(name in row and f"{number} article" in row for row in reader.rows()), name
        await reader.press("3")
        assert len(shown_titles(reader)) == 15
        assert "Unread" in reader.rows()[0]
        await reader.press("J")
        assert "This list is empty" in reader.text
        await reader.press("J")
        assert shown_titles(reader) == ["第4天的渡口大鐘"]
        await reader.press("K", "K", "K", "K")
        assert len(shown_titles(reader)) == COUNT


async def test_several_articles_are_starred_read_and_deleted_and_all_is_undone(library: Path) -> None:
    async with running(library) as reader:
        await reader.press("j", "v", "j", "j")
        assert "3 selected" in reader.bottom
        await reader.press("asterisk")
        assert "starred: 3 articles" in reader.bottom
        assert count(library, "starred") == 3
        await reader.press("v", "k", "k", "m")
        assert count(library, "unread") < 15
        await reader.press("u")
        assert count(library, "unread") == 15
        await reader.press("v", "j", "d")
        assert "deleted from the library: 2 articles" in reader.bottom
        assert count(library, "all") == COUNT - 2
        assert len(shown_titles(reader)) == COUNT - 2
        await reader.press("u", "u", "u")
        assert count(library, "all") == COUNT
        assert len(shown_titles(reader)) == COUNT
        assert count(library, "starred") == 0


async def test_tags_are_given_to_articles_and_make_a_list(library: Path) -> None:
    async with running(library) as reader:
        await reader.press("v", "j", "number_sign", *"要聞,#渡口 要聞", "enter")
        assert count(library, "tag:要聞") == 2
        await reader.press("number_sign")
        assert "要聞" in reader.bottom
        await reader.press("escape", "h")
        assert any("#要聞" in row for row in reader.rows())
        await reader.press("escape", "u")
        assert count(library, "tag:要聞") == 0


async def test_all_are_marked_read_and_unread_again(library: Path) -> None:
    async with running(library) as reader:
        await reader.press("A")
        assert count(library, "unread") == 0
        await reader.press("u")
        assert count(library, "unread") == 15


async def test_the_next_unread_is_found_and_opened_by_space_at_the_end(library: Path) -> None:
    async with running(library) as reader:
        await reader.press("j", "n")
        assert (
            "第26天"
            in shown_titles(reader)[
                reader.screen.session.reading_list.find_position(reader.screen.article_list.selected_number) or 0
            ]
        )
        await reader.press("enter", "G", "space", "space")
        assert "第24天" in str(reader.screen.open_article.article.title)


async def test_the_library_is_reached_from_an_article_that_was_opened_by_its_path(
    library: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(story(27), encoding="utf-8")
    async with running(library, [str(path)]) as reader:
        await reader.press("0")
        assert reader.screen.get_contexts()[0] == "list"
        assert len(shown_titles(reader)) == COUNT + 1
        await reader.press("enter")
        assert reader.screen.get_contexts()[0] == "article"
        await reader.press("F", *"颱風", "enter")
        assert reader.screen.get_contexts()[0] == "list"
        await reader.press("enter")
        assert reader.screen.session.category == "hits"


async def test_the_first_articles_are_there_at_once_and_the_others_follow(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library.open(path) as found, found.transaction():
        for number in range(260):
            one = opened(story(number % 28), f"/nowhere/{number}.txt")
            found.store_article(one.article, one.source)
    async with running(path) as reader:
        assert len(shown_titles(reader)) == 260
        await reader.press("G", "g", "G")
        assert "Articles 260/260" in reader.bottom


async def test_only_an_article_that_was_opened_is_read(library: Path) -> None:
    with Library.open(library) as found:
        for entry in found.list_entries():
            found.update_entry(entry.id, read=False)
    async with running(library, size=(200, 50)) as reader:
        await reader.wait_until(lambda: reader.screen.open_article.annotation_index.is_placed)
        await reader.press("j", "k", "j")
        assert count(library, "unread") == COUNT
        await reader.press("k", "enter")
        assert count(library, "unread") == COUNT - 1
        await reader.press("q", "j", "enter", "q")
        await reader.wait_until(lambda: count(library, "unread") == COUNT - 2)


async def test_the_key_of_the_library_says_where_one_is_and_unread_ones_are_offered(
    library: Path, tmp_path: Path
) -> None:
    async with running(library) as reader:
        await reader.press("0")
        assert "this is the library; h chooses one of its lists" in reader.bottom
    path = tmp_path / "a.txt"
    path.write_text(story(27), encoding="utf-8")
    async with running(library, [str(path)]) as reader:
        await reader.press("]")
        assert "only this article is open; 0 lists the library" in reader.bottom
