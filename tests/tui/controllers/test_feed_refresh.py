"""Refreshing feeds from the screen: in another process, without a word of it where nobody asked."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.services.feeds.progress import RefreshProgress, RefreshSummary
from reader.tui.controllers.feed_refresh import FeedRefreshController
from reader.tui.shell import FeedPaths
from reader.tui.state.library_store import LibraryStore
from tests.services.feeds.refreshing import serve
from tests.sources.feeds.documents import rss, rss_item
from tests.tui.controllers.fakes import Program
from tests.web_server import Server, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


class Refreshing:
    """A program with feeds."""

    def __init__(self, folder: Path, urls: list[str]) -> None:
        (folder / "config.toml").write_text("")
        if urls:
            rows = (f'[[feed]]\nurl = "{url}"\nprivate_host = true\n' for url in urls)
            (folder / "feeds.toml").write_text("\n".join(rows))
        self.store = LibraryStore(str(folder / "library.db"))
        self.program = program = Program("02-feature", annotation_store=self.store)
        program.session.feed_paths = FeedPaths(str(folder / "library.db"), str(folder / "config.toml"))
        self.reload_count = 0
        self.library_count = 0
        self.feeds = FeedRefreshController(
            program.shell, program.session, program.scheduler, program.article_list, self.reload, self.show_library
        )
        self.texts: list[str] = []

    def reload(self) -> None:
        self.reload_count += 1

    def show_library(self) -> None:
        self.library_count += 1

    async def finish(self) -> None:
        while not all(each.done() for each in self.program.scheduler.workers):
            self.texts.append(self.feeds.status_text)
            await asyncio.sleep(0.002)
        await asyncio.gather(*self.program.scheduler.workers)

    @property
    def message(self) -> str:
        return self.program.shell.messages[-1] if self.program.shell.messages else ""


async def test_all_feeds_are_fetched_by_key_and_the_list_is_read_anew(tmp_path: Path, server: Server) -> None:
    refreshing = Refreshing(tmp_path, [serve(server, "/rss", rss(rss_item(1), rss_item(2))), f"{server.url}/no"])
    refreshing.feeds.action_refresh_all()
    assert refreshing.message == refreshing.program.session.messages("feeds.starting")
    await refreshing.finish()
    assert refreshing.reload_count == 1
    words = refreshing.program.session.messages
    assert refreshing.message == f"{words('feeds.new', n='2')}  {words('feeds.failed', n='1')}"
    nothing_done = words("feeds.refreshing", n="0", m="2", k="0")
    assert nothing_done in [text[10:] for text in refreshing.texts], "behind a bar of eight cells"
    bars = {text[:8].strip(): text[10:] for text in refreshing.texts if text}
    assert "████" in bars, "half of the feeds were asked"
    assert refreshing.feeds.status_text == ""
    listing = refreshing.store.open_listing()
    assert listing
    assert listing.count("all") == 2
    refreshing.feeds.action_refresh_failures()
    (choice,) = refreshing.program.shell.choices
    assert "there is no such page" in choice.detail


async def test_a_refresh_in_the_background_says_only_what_is_new(tmp_path: Path, server: Server) -> None:
    refreshing = Refreshing(tmp_path, [f"{server.url}/no"])
    refreshing.program.session.reading_list.list_name = "all"
    refreshing.feeds.start_in_background()
    refreshing.program.scheduler.run()
    await refreshing.finish()
    assert (refreshing.message, refreshing.reload_count) == ("", 0)
    assert len(server.asked) == 1


async def test_nothing_is_fetched_in_the_background_where_the_settings_say_so(tmp_path: Path, server: Server) -> None:
    refreshing = Refreshing(tmp_path, [serve(server, "/rss", rss(rss_item(1)))])
    session = refreshing.program.session
    session.settings = replace(session.settings, refresh="manual")
    refreshing.feeds.refresh_due()
    assert refreshing.program.scheduler.workers == []
    refreshing.feeds.action_refresh_all()
    await refreshing.finish()
    assert refreshing.reload_count == 1


async def test_a_refresh_is_stopped_and_begun_again(tmp_path: Path, server: Server) -> None:
    server.table["/slow"] = lambda each: each.drip(b"")
    refreshing = Refreshing(tmp_path, [f"{server.url}/slow"])
    refreshing.feeds.action_refresh_all()
    refreshing.feeds.action_refresh_all()
    assert len(refreshing.program.scheduler.workers) == 1
    await asyncio.sleep(0.05)
    assert refreshing.feeds.stop()
    assert not refreshing.feeds.stop()
    await asyncio.gather(*refreshing.program.scheduler.workers, return_exceptions=True)
    serve(server, "/slow", rss(rss_item(1)))
    refreshing.feeds.action_refresh_full()
    await asyncio.gather(*refreshing.program.scheduler.workers, return_exceptions=True)
    assert refreshing.message == refreshing.program.session.messages("feeds.new", n="1")


async def test_without_feeds_the_message_says_how_to_follow_one(tmp_path: Path) -> None:
    refreshing = Refreshing(tmp_path, [])
    refreshing.feeds.action_refresh_all()
    assert refreshing.program.scheduler.workers == []
    assert "https://" in refreshing.message


async def test_invalid_feed_list_shows_an_error(tmp_path: Path) -> None:
    refreshing = Refreshing(tmp_path, [])
    (tmp_path / "feeds.toml").write_text("[[feed]]\nurl = 3\n")
    refreshing.feeds.action_refresh_all()
    await refreshing.finish()
    assert "url is no address" in refreshing.message


async def test_a_refresh_by_key_takes_the_place_of_one_in_the_background(tmp_path: Path, server: Server) -> None:
    server.table["/slow"] = lambda each: each.drip(b"")
    refreshing = Refreshing(tmp_path, [f"{server.url}/slow"])
    refreshing.feeds.refresh_due()
    await asyncio.sleep(0.05)
    serve(server, "/slow", rss(rss_item(1)))
    refreshing.feeds.action_refresh_all()
    assert refreshing.message == refreshing.program.session.messages("feeds.starting")
    await asyncio.gather(*refreshing.program.scheduler.workers, return_exceptions=True)
    assert refreshing.message == refreshing.program.session.messages("feeds.new", n="1")
    assert refreshing.feeds.status_text == ""


async def test_feed_that_is_followed_now_is_named_in_the_message(tmp_path: Path, server: Server) -> None:
    url = serve(server, "/new", rss(rss_item(1)))
    refreshing = Refreshing(tmp_path, [url])
    refreshing.feeds.fetch_followed(url, "海角\n日報")
    await refreshing.finish()
    words = refreshing.program.session.messages
    assert refreshing.message == f"{words('feeds.now_followed', title='海角␊日報')}  {words('feeds.new', n='1')}"
    refreshing.feeds.action_refresh_all()
    await refreshing.finish()
    assert "海角" not in refreshing.message


@pytest.mark.parametrize(("is_library", "has_paths"), [(True, True), (True, False), (False, True)])
async def test_feeds_are_refreshed_in_the_background_only_in_the_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_library: bool, has_paths: bool
) -> None:
    refreshing = Refreshing(tmp_path, ["http://127.0.0.1:1/rss"])
    program = refreshing.program
    monkeypatch.setattr(type(program.reading_list), "is_library", property(lambda _: is_library))
    if not has_paths:
        program.session.feed_paths = None
    refreshing.feeds.start_in_background()
    is_planned = is_library and has_paths
    assert program.scheduler.pending == [refreshing.feeds.refresh_due] * is_planned
    assert program.scheduler.periodic == [refreshing.feeds.refresh_due] * is_planned


async def test_the_articles_of_a_feed_that_was_followed_are_listed(server: Server, tmp_path: Path) -> None:
    refreshing = Refreshing(tmp_path, [serve(server, "/rss", rss(rss_item(1)))])
    refreshing.program.article_list.has_focus = True
    refreshing.feeds.fetch_followed(f"{server.url}/rss", "海角日報")
    await refreshing.finish()
    assert refreshing.library_count == 1
    assert "海角日報" in refreshing.message
    refreshing.feeds.fetch_followed(f"{server.url}/rss", "海角日報")
    await refreshing.finish()
    assert refreshing.library_count == 1, "nothing new has come"
    refreshing.feeds.action_refresh_all()
    await refreshing.finish()
    assert refreshing.library_count == 1, "a refresh leaves the list that is shown"


async def test_a_wrong_feed_list_is_reported_once_by_refreshes_in_the_background(tmp_path: Path) -> None:
    refreshing = Refreshing(tmp_path, [])
    (tmp_path / "feeds.toml").write_text("[[feed]]\nkeep_days = " + "9" * 5_000)
    for _ in range(2):
        refreshing.feeds.refresh_due()
        await refreshing.finish()
    (message,) = refreshing.program.shell.messages
    assert "it is no TOML" in message


async def test_unknown_keys_of_the_feed_list_are_reported_once_and_its_feeds_fetched(
    tmp_path: Path, server: Server
) -> None:
    refreshing = Refreshing(tmp_path, [serve(server, "/rss", rss(rss_item(1)))])
    path = tmp_path / "feeds.toml"
    path.write_text("version = 99\n" + path.read_text())
    for _ in range(2):
        refreshing.feeds.refresh_due()
        await refreshing.finish()
    assert len(server.asked) == 1
    (message,) = refreshing.program.shell.messages
    assert "there is no key version" in message


async def test_the_feeds_of_the_selected_article_are_refreshed(tmp_path: Path, server: Server) -> None:
    refreshing = Refreshing(tmp_path, [serve(server, "/rss", rss(rss_item(1)))])
    program = refreshing.program
    program.reading_list.set_filter("無此")
    refreshing.feeds.action_refresh()
    assert program.scheduler.workers == []
    program.reading_list.set_filter("")
    refreshing.feeds.action_refresh()
    await refreshing.finish()
    assert len(program.scheduler.workers) == 1
    assert server.asked == []


async def test_failures_are_listed_without_numbers_and_none_say_so(tmp_path: Path, server: Server) -> None:
    refreshing = Refreshing(tmp_path, [f"{server.url}/no"])
    words = refreshing.program.session.messages
    refreshing.feeds.action_refresh_failures()
    assert refreshing.message == words("feeds.none_failed")
    refreshing.feeds.action_refresh_all()
    await refreshing.finish()
    refreshing.feeds.action_refresh_failures()
    assert not refreshing.program.shell.is_numbered


def test_the_progress_is_shown_once_there_is_something_to_do(tmp_path: Path) -> None:
    refreshing = Refreshing(tmp_path, [])
    feeds, words = refreshing.feeds, refreshing.program.session.messages
    half, nothing = RefreshProgress(done=1, total=2, new_count=3), RefreshProgress(done=0, total=0, new_count=0)
    texts = []
    for cancel, stage, progress in (
        (None, "feeds", half),
        (lambda: None, "feeds", nothing),
        (lambda: None, "feeds", half),
        (lambda: None, "pages", half),
    ):
        feeds._cancel_worker = cancel
        feeds._show_progress(stage, progress)
        texts.append(feeds.status_text)
    values = {"n": "1", "m": "2", "k": "3"}
    assert texts == [
        "",
        "",
        f"████      {words('feeds.refreshing', **values)}",
        f"████      {words('feeds.pages', **values)}",
    ]
    assert refreshing.program.shell.bar_count == 4


@pytest.mark.parametrize(
    ("summary", "is_quiet", "message", "reloads"),
    [
        (RefreshSummary(), False, "feeds.new 0", 0),
        (RefreshSummary(), True, "", 0),
        (RefreshSummary(new_count=2), True, "feeds.new 2", 1),
        (RefreshSummary(page_count=1), True, "", 1),
        (RefreshSummary(notified_titles=("一", "二", "三", "四")), True, "一  二  三", 0),
    ],
)
def test_what_has_come_is_reported(
    summary: RefreshSummary, is_quiet: bool, message: str, reloads: int, tmp_path: Path
) -> None:
    refreshing = Refreshing(tmp_path, [])
    refreshing.feeds._is_quiet = is_quiet
    refreshing.feeds._report(summary)
    words = refreshing.program.session.messages
    key, _, count = message.partition(" ")
    assert refreshing.message == (words(key, n=count) if key.startswith("feeds.") else message)
    assert refreshing.reload_count == reloads
