"""The column with the lists of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.library.library import Library
from reader.tui.widgets.article_view import ArticleView
from tests.library.texts import opened
from tests.tui.test_library_list import running, story
from tests.tui.test_theme import contrast

if TYPE_CHECKING:
    from pathlib import Path

    from reader.tui.widgets.painted import PaintedWidget


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "library.db"
    with Library.open(path) as library, library.transaction():
        for number in range(6):
            one = opened(story(number), f"/nowhere/{number}.txt")
            library.store_article(one.article, one.source)
            library.update_entry(one.id, read=number > 1, starred=number == 3)
    return path


async def test_the_lists_stand_beside_list_and_page_with_their_counts(library_path: Path) -> None:
    async with running(library_path, size=(200, 50)) as reader:
        await reader.wait_until(lambda: "2/6" in reader.text)
        rows = reader.rows()
        assert rows[1].split("│")[0].split() == ["Lists", "unread/all"]
        assert rows[3].split("│")[0].split() == [">", "All", "2/6"]
        assert reader.screen.article_pane.display


async def test_keys_and_clicks_show_other_lists(library_path: Path) -> None:
    async with running(library_path, size=(200, 50)) as reader:
        await reader.wait_until(lambda: "2/6" in reader.text)
        names = reader.screen.library_lists.list_names
        await reader.press("K")
        assert reader.screen.session.reading_list.list_name == names[-1]
        await reader.press("J")
        assert reader.screen.session.reading_list.list_name == "all"
        row = next(y for y, text in enumerate(reader.rows()) if "Starred" in text)
        await reader.pilot.click(offset=(4, row))
        await reader.settle()
        assert reader.screen.session.reading_list.list_name == "starred"
        assert reader.screen.article_list.has_focus
        assert "> Starred" in reader.rows()[row]


async def test_the_counts_follow_what_is_done(library_path: Path) -> None:
    async with running(library_path, size=(200, 50)) as reader:
        await reader.wait_until(lambda: "2/6" in reader.text)
        await reader.press("A")
        await reader.wait_until(lambda: "0/6" in reader.text)
        await reader.press("u")
        await reader.wait_until(lambda: "2/6" in reader.text)


@pytest.mark.parametrize("size", [(199, 50), (120, 40)])
async def test_narrower_windows_have_no_such_column(library_path: Path, size: tuple[int, int]) -> None:
    async with running(library_path, size=size) as reader:
        assert not reader.screen.library_lists.is_shown
        assert not reader.screen.library_lists.display


@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_all_text_of_lists_articles_and_preview_has_enough_contrast(library_path: Path, theme: str) -> None:
    def measure(widget: PaintedWidget) -> dict[str, float]:
        ratios = {}
        for y in range(widget.size.height):
            for segment in widget.render_line(y):
                style, text = segment.style, segment.text.strip(" │▌")
                if text and style and style.color and style.color.triplet and style.bgcolor and style.bgcolor.triplet:
                    ratios[text] = contrast(style.color.triplet.hex, style.bgcolor.triplet.hex)
        return ratios

    async with running(library_path, size=(200, 50), theme=theme) as reader:
        await reader.wait_until(lambda: "2/6" in reader.text)
        await reader.press("j")
        await reader.wait_until(lambda: reader.screen.article_preview.display)
        screen = reader.screen
        found = [*measure(screen.library_lists).items(), *measure(screen.article_list).items()]
        found += measure(screen.article_preview.query_one(ArticleView)).items()
        assert len(found) > 20
        assert [(text, ratio) for text, ratio in found if ratio < 4.5] == []
