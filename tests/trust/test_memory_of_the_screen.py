"""Row 21: what is left behind on the screen is let go: memory is flat however many articles are opened."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

from reader.config.settings import Settings
from reader.input.keymap import Keymap
from reader.model import Article
from reader.sources import read_file
from reader.tui.app import DubaoApp
from reader.tui.state.reading_list import ReadingList

if TYPE_CHECKING:
    from pathlib import Path

    from reader.tui.state.article import OpenArticle

ARTICLES = 6
KEPT_MAX = ARTICLES + 2


def write_articles(folder: Path, count: int, paragraphs: int) -> list[str]:
    """Write articles of so many paragraphs; their paths."""
    paths = [folder / f"{number}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(f"標題{number}\n\n" + f"第{number}段，比前年多一成，共三元。\n\n" * paragraphs, "utf-8")
    return list(map(str, paths))


async def test_articles_that_were_left_are_collected(tmp_path: Path) -> None:
    sources = write_articles(tmp_path, ARTICLES, 50)
    opened: list[weakref.ref[OpenArticle]] = []
    gc.disable()  # as the program starts
    try:
        reading_list = ReadingList(sources, read_file, Settings(), "", folder_name="f")
        app = DubaoApp(Settings(), Keymap({}), reading_list, reading_list.open_first())
        async with app.run_test(size=(80, 24)) as pilot:
            for key in ("right_square_bracket", "left_square_bracket", "v", "slash", "escape", "f", "escape") * 6:
                await pilot.press(key)
            await pilot.pause(0)
            for step in range(4 * ARTICLES):
                app._reading_screen.controllers.navigation.open(step % ARTICLES)
                await pilot.pause(0)
                opened.append(weakref.ref(app._reading_screen.session.open_article))
            assert gc.isenabled()
            gc.collect()
            assert sum(each() is not None for each in opened) <= KEPT_MAX
    finally:
        gc.enable()


async def test_articles_are_freed_when_they_are_left_without_a_collection(tmp_path: Path) -> None:
    """The blocks of a long article are left out of collections, so no cycle of references may lead to them."""
    sources = write_articles(tmp_path, 3, 500)
    opened: list[weakref.ref[OpenArticle]] = []
    reading_list = ReadingList(sources, read_file, Settings(), "", folder_name="f")
    app = DubaoApp(Settings(), Keymap({}), reading_list, reading_list.open_first())
    try:
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.press("3")
            gc.disable()
            for step in range(6):
                app._reading_screen.controllers.navigation.open(step % 3)
                opened.append(weakref.ref(app._reading_screen.session.open_article))
                await pilot.pause(0.5)
            gc.freeze()
            app._reading_screen.controllers.navigation.open(1)
            await pilot.pause(0.5)
            assert [each() is not None for each in opened[:-1]] == [False] * 5
    finally:
        gc.enable()


async def test_the_history_of_actions_keeps_no_copy_of_an_article_for_each_of_them(tmp_path: Path) -> None:
    sources = write_articles(tmp_path, 2, 50)
    reading_list = ReadingList(sources, read_file, Settings(), "", folder_name="f")
    app = DubaoApp(Settings(), Keymap({}), reading_list, reading_list.open_first())
    async with app.run_test(size=(80, 24)) as pilot:
        counts = []
        for step in range(8):
            app._reading_screen.controllers.navigation.open(step % 2)
            await pilot.pause(0)
            await pilot.press("V", "m", "escape", "asterisk", "dollar_sign")
            await pilot.pause(0)
            gc.collect()
            counts.append(sum(isinstance(each, Article) for each in gc.get_objects()))
        assert counts[-1] <= counts[3], counts
