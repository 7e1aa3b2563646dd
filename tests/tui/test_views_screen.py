"""The eight views and the five languages of the screen."""

from __future__ import annotations

import re
from typing import Any

import pytest

from reader.script.plan import VIEWS
from tests.tui.looks import cells, emphasised_text, press

Open = Any


async def choose(reader: Any, view: str) -> None:
    """By T and its digit."""
    await press(reader, "T")
    await reader.press(str(VIEWS.index(view) + 1))


@pytest.mark.parametrize("article", ["02-feature", "03-dispatch", "04-taipei"])
async def test_every_view_is_chosen_with_its_digit(open_reader: Open, article: str) -> None:
    async with open_reader(article, size=(100, 30)) as reader:
        screen = reader.screen
        await reader.press("slash", screen.open_article.article.title[0], "enter")
        hits = list(screen.open_article.all_targets["hits"])
        top = screen.article_pane.article_view.position
        for view in (*VIEWS[1:], VIEWS[0]):
            await choose(reader, view)
            assert screen.open_article.view_name == view
            assert screen.messages("view." + view) in reader.top
            assert screen.open_article.all_targets["hits"] == hits
            current = screen.article_pane.article_view.current_item
            shown = screen.open_article.convert_range(current.block, current.start, current.end)
            assert shown in emphasised_text(reader)
            assert screen.open_article.convert_text(screen.open_article.article.title)[:8] in reader.text
            assert not screen.choice_drawer.is_open
        assert screen.article_pane.article_view.position == top


async def test_the_view_of_now_is_marked_and_choosing_it_says_so(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        await choose(reader, "hk")
        await reader.press("T")
        row = next(row for row in reader.rows() if row.strip().startswith(">"))
        assert "Hong Kong" in row
        await reader.press("enter")
        assert "nothing in this article changes" in reader.bottom


async def test_j_and_enter_choose_as_digits_do(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        await reader.press("T", "j", "enter")
        assert reader.screen.open_article.view_name == VIEWS[1]
        await reader.press("T", "G", "l")
        assert reader.screen.open_article.view_name == VIEWS[-1]
        await reader.press("T", "k", "escape")
        assert reader.screen.open_article.view_name == VIEWS[-1]
        await reader.press("T", "9")
        assert reader.screen.choice_drawer.is_open
        await reader.press("q")
        assert not reader.app._exit


@pytest.mark.parametrize("view", ["hans", "hk", "hansp", "twp"])
async def test_switching_the_view_and_back_moves_nothing(open_reader: Open, view: str) -> None:
    async with open_reader("02-feature", size=(60, 20)) as reader:
        screen = reader.screen
        for way in ((), ("space",), ("j",), ("j",), ("j",), ("j",), ("n",), ("G",)):
            await press(reader, *way)
            await reader.pilot.pause(0.01)
            before, place = cells(reader), screen.article_pane.article_view.top
            await choose(reader, view)
            await choose(reader, "source")
            assert screen.article_pane.article_view.top == place, way
            assert cells(reader)[1:-1] == before[1:-1], way


async def test_views_of_words_keep_the_reading_place(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(60, 20)) as reader:
        screen = reader.screen
        await reader.press("space", "space")
        block, _ = screen.article_pane.article_view.position
        for view in VIEWS:
            await choose(reader, view)
            assert screen.article_pane.article_view.position[0] == block


@pytest.mark.parametrize("language", ["en", "hant", "hk", "tw", "hans"])
async def test_every_screen_speaks_every_language(open_reader: Open, language: str, tmp_path: Any) -> None:
    async with open_reader(
        "02-feature", "03-dispatch", size=(100, 30), language=language, config=str(tmp_path / "c.toml")
    ) as reader:
        seen = []
        for keys in (
            ("n",), ("2",), ("5",), ("1",), ("i",), ("escape", "v"), ("v", "w"), ("y",), ("T",), ("escape", "t"),
            ("slash", "的"), ("enter",), ("n",), ("escape", "colon"), ("s",), ("escape", "O"), ("escape", "z"),
            ("z", "0"),
            ("i",), ("escape", "S"), ("m",), ("u",), ("ctrl+r",), ("slash", "q", "q"), ("escape", "."), ("d",), ("u",),
            ("enter", "G"), ("space",), ("J",), ("K",), ("漢",), ("é",), ("ctrl+c",), ("tab", "Y"), ("1",),
            ("question_mark",), ("G",), ("slash", "z", "z"), ("escape", "escape", "c"), ("n",), ("i",), ("escape",),
        ):  # fmt: skip
            await press(reader, *keys)
            await reader.pilot.pause(0.01)
            assert reader.app._exception is None, keys
            seen.append(reader.text)
        for page in (reader.app.action_settings, reader.app.action_doctor):
            await page()
            await reader.settle()
            seen.append(reader.text)
            await reader.press("q")
        told = "\n".join(seen)
        assert not re.search(r"\{\w+\}", told)
        if language != "en":
            for word in ("section", "As written", "character", "nothing", "does"):
                assert word not in told.lower() if word != "section" else "section " not in told
        sign = {"en": "As written", "hant": "原文", "hk": "原文", "tw": "原文", "hans": "原文"}[language]
        assert sign in told


async def test_a_chinese_screen_keeps_its_script_for_an_article_whose_feed_has_another(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(120, 30), language="hant") as reader:
        reader.screen.open_article.converted.view_name = "hans"  # as the list does for the feed of an article
        reader.screen.session.update_messages()
        assert reader.screen.messages.language == "hant"
        await reader.press("t", "t")
        assert reader.screen.open_article.view_name == "hans"
        assert reader.screen.messages.language == "hans", "now it was chosen"


async def test_a_chinese_screen_follows_the_script_of_the_view(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(100, 30), language="hk") as reader:
        assert "說明" in reader.bottom
        await reader.press("t")
        assert "帮助" in reader.bottom or "简体" in reader.text
        await reader.press("j")
        assert "帮助" in reader.bottom
        await reader.press("t", "j")
        assert "說明" in reader.bottom
