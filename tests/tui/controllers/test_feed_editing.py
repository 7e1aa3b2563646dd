"""Editing a feed on the screen: its settings in a drawer, changed at once, and undone by the key for that."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from reader.config.feed_list import FeedRule, FeedSettings, load_feed_list
from reader.config.settings import Settings
from reader.errors import ReaderError
from reader.i18n import Messages
from reader.input.keymap import Keymap
from reader.library.feed_store import ItemRecord, make_feed_id
from reader.library.library import Library
from reader.library.listing import ArticleListing
from reader.services.inputs import collect_inputs
from reader.services.opening import load_document
from reader.sources import Document, read_file
from reader.tui.app import DubaoApp
from reader.tui.controllers.feed_editing import FeedEditingController, FeedPrompt
from reader.tui.state.library_store import LibraryStore
from reader.tui.state.reading_list import ReadingList
from tests.library.feeds import follow
from tests.library.texts import opened
from tests.tui.conftest import Reader
from tests.tui.controllers.fakes import FakeShell, Program
from tests.tui.test_library_list import story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

URL = "https://paper.example/rss"
FEEDS = f'[[feed]]\nurl = "{URL}"   # 早上看\ntitle = "渡口日報"\n\n[[feed.rule]]\naction = "mute"\nwords = ["星座"]\n'


@pytest.fixture
def feeds_path(tmp_path: Path) -> Path:
    path = tmp_path / "feeds.toml"
    path.write_text(FEEDS, "utf-8")
    return path


@asynccontextmanager
async def running(
    tmp_path: Path, feeds_path: Path, *, size: tuple[int, int] = (100, 30), language: str = "en"
) -> AsyncIterator[Reader]:
    """The library with an article of the feed, the newest, and one of none."""
    library_path = tmp_path / "library.db"
    with Library.open(library_path) as library:
        ids = []
        for number in range(2):
            one = opened(story(number), f"/nowhere/{number}.txt")
            library.store_article(one.article, one.source)
            ids.append(one.id)
        feed_id = follow(library, URL)
        library.feeds.store_item(ItemRecord(feed_id, ids[1], "1", "", "", "2025-06-02", "2025-06-02", ""))
    settings = Settings(language=language)  # type: ignore[arg-type]

    def load(source: str) -> Document:
        return load_document(source, read_file, library_path=str(library_path))

    inputs = collect_inputs([], str(library_path))
    assert inputs.library is not None
    listing = ArticleListing(inputs.library.connection)
    with (store := LibraryStore(str(library_path))):
        reading_list = ReadingList([], load, settings, "", annotation_store=store, listing=listing)
        reading_list.feeds_path = feeds_path
        app = DubaoApp(settings, Keymap({}), reading_list, reading_list.open_first(), in_list=True)
        async with app.run_test(size=size) as pilot:
            reader = Reader(app, pilot)
            await reader.settle()
            yield reader
    inputs.library.close()


async def test_all_settings_of_the_feed_of_the_selected_article_are_shown(tmp_path: Path, feeds_path: Path) -> None:
    async with running(tmp_path, feeds_path) as reader:
        await reader.press("e")
        assert "Feed: 渡口日報" in reader.text
        for label, value in (
            ("Title", "渡口日報"),
            ("Folder", "none"),
            ("Script", "As written"),
            ("Full text", "where the feed has only summaries"),
            ("Keep", "for good"),
            ("Local network", "no"),
            ("Rule", "mute 星座"),
        ):
            assert any(label in row and value in row for row in reader.rows()), label
        await reader.press("escape")
        assert reader.screen.article_list.has_focus


async def test_a_title_is_typed_written_and_undone(tmp_path: Path, feeds_path: Path) -> None:
    async with running(tmp_path, feeds_path) as reader:
        await reader.press("e", "enter")
        assert "Title" in reader.bottom
        await reader.press("backspace", "backspace", *"週刊", "enter")
        assert load_feed_list(feeds_path).feeds[0].title == "渡口週刊"
        assert "# 早上看" in feeds_path.read_text("utf-8")
        assert "Feed: 渡口週刊" in reader.text
        assert "changed" in reader.bottom
        await reader.press("escape", "u")
        assert feeds_path.read_text("utf-8") == FEEDS


async def test_a_choice_is_made_by_its_digit(tmp_path: Path, feeds_path: Path) -> None:
    async with running(tmp_path, feeds_path) as reader:
        await reader.press("e", "j", "j", "j", "enter")
        assert "Full text" in reader.text
        await reader.press("2")
        assert load_feed_list(feeds_path).feeds[0].full_text == "always"
        await reader.press("k", "enter", "escape", "escape")
        assert load_feed_list(feeds_path).feeds[0].script == "source"


async def test_what_is_wrong_is_said_while_typing_and_stays_typed(tmp_path: Path, feeds_path: Path) -> None:
    async with running(tmp_path, feeds_path) as reader:
        await reader.press("e", "j", "j", "j", "j", "enter", *"soon")
        assert "no number of days" in reader.bottom
        await reader.press("enter")
        assert reader.screen.prompt_bar.input_text == "soon"
        await reader.press(*["backspace"] * 4, *"30", "enter")
        assert load_feed_list(feeds_path).feeds[0].keep_days == 30


async def test_rules_are_added_changed_and_removed(tmp_path: Path, feeds_path: Path) -> None:
    async with running(tmp_path, feeds_path) as reader:
        await reader.press("e", "G", "enter", *"star title:漁港", "enter")
        star = FeedRule("star", ("漁港",), title_only=True)
        assert load_feed_list(feeds_path).feeds[0].rules == (FeedRule("mute", ("星座",)), star)
        await reader.press("g", *"jjjjjjj", "enter", "1", *" 運程", "enter")
        assert load_feed_list(feeds_path).feeds[0].rules[0] == FeedRule("mute", ("星座", "運程"))
        await reader.press("enter", "2")
        assert load_feed_list(feeds_path).feeds[0].rules == (star,)
        await reader.press("escape", "u", "u", "u")
        assert feeds_path.read_text("utf-8") == FEEDS


async def test_a_list_that_another_program_has_broken_is_left_as_it_is(tmp_path: Path, feeds_path: Path) -> None:
    async with running(tmp_path, feeds_path) as reader:
        await reader.press("e", "enter")
        feeds_path.write_text("[[feed]]\nurl = 3\n", "utf-8")
        await reader.press("x", "enter")
        assert "it out" in reader.text
        assert reader.screen.prompt_bar.input_text == "渡口日報x"
        assert feeds_path.read_text("utf-8") == "[[feed]]\nurl = 3\n"


async def test_an_article_of_no_feed_has_nothing_to_edit(tmp_path: Path, feeds_path: Path) -> None:
    async with running(tmp_path, feeds_path) as reader:
        await reader.press("G", "e")
        assert "from no feed" in reader.bottom


async def test_the_list_of_a_feed_has_a_hint_for_editing_it_that_answers_a_click(
    tmp_path: Path, feeds_path: Path
) -> None:
    async with running(tmp_path, feeds_path, size=(120, 30)) as reader:
        assert "edit feed" not in reader.bottom
        await reader.press("h", "G", "enter")
        assert reader.screen.session.reading_list.list_name.startswith("feed:")
        assert "e edit feed" in reader.bottom
        await reader.pilot.click(offset=(reader.bottom.index("edit feed"), 29))
        await reader.settle()
        assert "Feed: 渡口日報" in reader.text


@pytest.mark.parametrize("size", [(40, 14), (60, 20), (200, 50)])
@pytest.mark.parametrize("language", ["hant", "hans"])
async def test_the_drawers_fit_into_any_window(
    tmp_path: Path, feeds_path: Path, size: tuple[int, int], language: str
) -> None:
    async with running(tmp_path, feeds_path, size=size, language=language) as reader:
        await reader.press("e")
        reader.rows()
        await reader.press("enter")
        reader.rows()


async def test_the_list_of_a_feed_offers_its_settings_only_while_it_is_followed(
    tmp_path: Path, feeds_path: Path
) -> None:
    async with running(tmp_path, feeds_path) as reader:
        show_list = reader.screen.controllers.article_list.show_list
        for feeds, is_followed in ((FEEDS, True), ("", False)):
            feeds_path.write_text(feeds, "utf-8")
            show_list("feed:" + make_feed_id(URL))
            await reader.settle()
            assert ("edit feed" in reader.bottom) == is_followed


# -- what is typed and shown, without a screen


@pytest.fixture
def controller() -> FeedEditingController:
    program = Program("02-feature")
    return FeedEditingController(program.shell, program.session, program.scheduler, program.article_list, lambda: None)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("title", " 日報/ ", "日報/"),
        ("folder", " /港/時事/ ", "港/時事"),
        ("folder", "", ""),
        ("tags", "#港口 投資 港口", ("港口", "投資")),
        ("keep_days", "30", 30),
        ("keep_days", "0", 0),
    ],
)
def test_a_typed_value_is_one_of_the_setting(
    name: str, text: str, value: object, controller: FeedEditingController
) -> None:
    assert controller._parse_text(FeedSettings(URL), name, text) == {name: value}


def test_days_that_are_no_number_are_refused(controller: FeedEditingController) -> None:
    with pytest.raises(ReaderError, match="no number of days"):
        controller._parse_text(FeedSettings(URL), "keep_days", "soon")


@pytest.mark.parametrize(
    ("settings", "name", "shown"),
    [
        ({}, "title", "none"),
        ({"title": "日\n報"}, "title", "日␊報"),
        ({"tags": ("甲", "乙")}, "tags", "#甲 #乙"),
        ({}, "tags", "none"),
        ({"keep_days": 1200}, "keep_days", Messages("en")("feed.keep_days.n", n="1,200")),
        ({}, "keep_days", Messages("en")("feed.keep_days.0")),
        ({"script": "hk"}, "script", Messages("en")("view.hk")),
        ({"private_host": True}, "private_host", Messages("en")("feed.private_host.true")),
    ],
)
def test_a_setting_is_shown_as_people_write_it(
    settings: dict[str, Any], name: str, shown: str, controller: FeedEditingController
) -> None:
    assert controller._describe(FeedSettings(URL, **settings), name) == shown


def test_a_rule_that_is_typed_takes_its_place_among_the_others(controller: FeedEditingController) -> None:
    first, second = FeedRule("mute", ("甲",)), FeedRule("mute", ("乙",))
    feed = FeedSettings(URL, rules=(first, second))
    for rule, text, rules in (
        (None, "mute 丙", (first, second, FeedRule("mute", ("丙",)))),
        (None, "mute 甲", (first, second)),
        (first, "mute 丙", (FeedRule("mute", ("丙",)), second)),
        (second, "mute 甲", (first,)),
    ):
        assert controller._parse_rule(feed, rule, text) == {"rules": rules}


def test_the_drawer_has_no_numbers_and_the_row_that_was_changed_is_selected(
    controller: FeedEditingController,
) -> None:
    shell = controller._shell
    assert isinstance(shell, FakeShell)
    feed = FeedSettings(URL, rules=(FeedRule("mute", ("甲",)),))
    controller._show_settings(feed, 3)
    assert (shell.is_numbered, shell.selected, len(shell.choices)) == (False, 3, 9)
    assert URL in shell.title
    controller._ask(feed, "private_host", 6)
    titles = [Messages("en")(f"feed.private_host.{each}") for each in ("false", "true")]
    assert (shell.selected, [choice.title for choice in shell.choices]) == (0, titles)
    controller._ask(FeedSettings(URL, private_host=True), "private_host", 6)
    assert shell.selected == 1


def test_what_is_wrong_is_not_said_of_an_empty_text() -> None:
    def refuse(text: str) -> None:
        raise ReaderError("the days", "that is no number of days")

    prompt = FeedPrompt("Keep", "", "", refuse, lambda text: None, lambda: None)
    assert (prompt.preview(" "), "no number" in prompt.preview("x")) == ("", True)
    assert FeedPrompt("Keep", "", "", str, lambda text: None, lambda: None).preview("x") == ""
    assert list(prompt.list_choices("x")) == []


def test_without_a_library_there_is_no_feed_to_edit(controller: FeedEditingController) -> None:
    shell = controller._shell
    assert isinstance(shell, FakeShell)
    controller.action_feed_edit()
    assert shell.messages == [Messages("en")("feed.none")]


def test_only_a_list_of_the_library_has_feeds_to_edit(tmp_path: Path, feeds_path: Path) -> None:
    with Library.open(tmp_path / "library.db") as library:
        follow(library, URL)
        program = Program("02-feature", listing=ArticleListing(library.connection))
        editing = FeedEditingController(
            program.shell, program.session, program.scheduler, program.article_list, lambda: None
        )
        reading_list = program.reading_list
        for name, path, is_found in (
            ("session", feeds_path, False),
            ("all", feeds_path, False),
            ("feed:" + make_feed_id(URL), feeds_path, True),
            ("feed:none", feeds_path, False),
            ("feed:" + make_feed_id(URL), None, False),
        ):
            reading_list.show_list(name)
            reading_list.feeds_path = path
            assert (editing._find_feed() is not None) is is_found, name
        reading_list.feeds_path = feeds_path
        feed = FeedSettings(URL)
        assert editing._find_own_title(feed) == f"feed of {URL}"
        assert editing._describe(feed, "title") == f"feed of {URL}"
