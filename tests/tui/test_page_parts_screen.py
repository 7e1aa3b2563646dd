"""On the screen: what was cut away from a page in its place, dimmed, and the choice of another part as the story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.tui.controllers.test_page_parts import OTHER, STORY, write_page

if TYPE_CHECKING:
    from pathlib import Path

Open = Any


def find_styles(reader: Any, words: str) -> list[Any]:
    """The styles of the row of the page that has some words."""
    view = reader.screen.article_pane.article_view
    for y in range(view.size.height):
        strip = view.render_line(y)
        if words in strip.text:
            return [segment.style for segment in strip if words[:3] in segment.text]
    raise AssertionError(words)


async def test_cut_parts_are_dim_and_leave_the_text_where_it_is(open_reader: Open, tmp_path: Path) -> None:
    async with open_reader(write_page(tmp_path), size=(80, 24)) as reader:
        await reader.press("j", "j", "j", "j")
        before = reader.rows()[1]
        await reader.press("full_stop")
        await reader.wait_until(lambda: "分享到朋友圈" in reader.text)
        assert reader.rows()[1] == before
        assert "3 parts around the article shown" in reader.bottom
        muted = reader.screen.article_pane.article_view.get_part_style("chrome")
        assert muted != reader.screen.article_pane.article_view.get_part_style("paragraph")
        assert find_styles(reader, "分享到朋友圈") == [muted]
        await reader.press("g")
        assert "首頁導航欄目" in reader.rows()[1]
        await reader.press("G")
        assert "版權所有 海灣日報社" in reader.text
        await reader.press("full_stop")
        assert "版權所有" not in reader.text
        assert STORY[:10] in reader.text


async def test_the_cursor_and_the_mouse_do_not_enter_cut_parts(open_reader: Open, tmp_path: Path) -> None:
    async with open_reader(write_page(tmp_path), size=(80, 24)) as reader:
        await reader.press("full_stop")
        await reader.wait_until(lambda: reader.screen.article_pane.article_view.page.cut_parts)
        await reader.press("v", *["j"] * 60)
        block_count = len(reader.screen.open_article.blocks)
        assert reader.screen.selection.cursor_position[0] == block_count - 1
        await reader.press("V", "m", "g", "v", *["k"] * 40)
        assert reader.screen.selection.cursor_position[0] == 0


@pytest.mark.parametrize(("view", "shown"), [("t", "首页导航栏目"), ("t t", "首頁導航欄目")])
async def test_cut_parts_follow_the_script(open_reader: Open, tmp_path: Path, view: str, shown: str) -> None:
    async with open_reader(write_page(tmp_path), size=(80, 24), language="hant") as reader:
        await reader.press("full_stop")
        await reader.wait_until(lambda: reader.screen.article_pane.article_view.page.cut_parts)
        await reader.press("g", *view.split())
        assert shown in reader.rows()[1]


async def test_another_part_is_chosen_and_the_choice_taken_back(open_reader: Open, tmp_path: Path) -> None:
    async with open_reader(write_page(tmp_path), size=(80, 24)) as reader:
        await reader.press("greater_than_sign")
        await reader.wait_until(lambda: "Which part is the story?" in reader.text)
        rows = [row for row in reader.rows() if OTHER[:6] in row]
        number = rows[-1].split()[0]
        await reader.press(number)
        await reader.wait_until(lambda: STORY[:8] not in reader.text)
        assert OTHER[:20] in reader.text
        assert "> chooses again" in reader.bottom
        await reader.press("greater_than_sign")
        await reader.wait_until(lambda: "as it is found by itself" in reader.text)
        await reader.press("1")
        await reader.wait_until(lambda: STORY[:8] in reader.text)


@pytest.mark.parametrize(("language", "title"), [("hant", "哪部分是正文？"), ("hans", "哪部分是正文？")])
async def test_the_choice_is_offered_in_chinese(open_reader: Open, tmp_path: Path, language: str, title: str) -> None:
    async with open_reader(write_page(tmp_path), size=(120, 40), language=language) as reader:
        await reader.press("greater_than_sign")
        await reader.wait_until(lambda: title in reader.text)
        assert ("自動判斷" if language == "hant" else "自动判断") in reader.text
