"""Following feeds from the screen by an address that is typed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from reader.config.feed_list import load_feed_list
from reader.tui.controllers.feed_following import FeedFollowingController
from reader.tui.shell import FeedPaths
from tests.services.feeds.refreshing import serve
from tests.sources.feeds.documents import rss, rss_item
from tests.tui.controllers.fakes import Program
from tests.web_server import Server, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = "<html><head>{}</head><body>{}</body></html>"
LINK = '<link rel="alternate" type="application/rss+xml" title="{}" href="{}">'
STORY = "<article><h1>新聞</h1>" + "<p>今天的新聞說了三件事，第一件是天氣轉涼。</p>" * 9 + "</article>"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


class Following:
    """A program that may follow feeds."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "feeds.toml"
        (folder / "config.toml").write_text("")
        self.program = program = Program("02-feature")
        program.session.feed_paths = FeedPaths(str(folder / "library.db"), str(folder / "config.toml"))
        self.opened: list[str] = []
        self.refreshed: list[str] = []
        self.titles: list[str] = []
        self.controller = FeedFollowingController(
            program.shell, program.session, program.scheduler, self.opened.append, self.refresh
        )

    def refresh(self, url: str, title: str) -> None:
        self.refreshed.append(url)
        self.titles.append(title)

    async def type(self, address: str) -> None:
        self.controller.accept(address, None)
        await asyncio.wait_for(asyncio.gather(*self.program.scheduler.workers), 20)

    @property
    def followed(self) -> list[str]:
        return [feed.url for feed in load_feed_list(self.path).feeds]


async def test_a_feed_is_followed_and_fetched(tmp_path: Path, server: Server) -> None:
    following = Following(tmp_path)
    url = serve(server, "/rss", rss(rss_item(1)))
    await following.type(f" {url} ")
    assert following.followed == following.refreshed == [url]
    assert following.titles != [url]
    assert list(following.controller.list_choices("x")) == []
    await following.type(url)
    assert following.followed == following.refreshed == [url]
    assert following.program.message == following.program.session.messages("feeds.followed")


async def test_the_feeds_of_a_page_are_offered_by_name(tmp_path: Path, server: Server) -> None:
    following = Following(tmp_path)
    await following.type(
        serve(server, "/", PAGE.format(LINK.format("要聞", "/a") + LINK.format("財經", "/b"), "").encode())
    )
    assert [choice.title for choice in following.program.shell.choices] == ["要聞", "財經"]
    assert following.program.message == "", "nothing is looked for any more"
    assert following.followed == []
    run = following.program.shell.choices[1].run
    assert run
    run()
    assert following.followed == following.refreshed == [f"{server.url}/b"]
    assert following.titles == ["財經"]
    await following.type(f"{server.url}/")
    assert [choice.detail for choice in following.program.shell.choices] == [
        f"{server.url}/a",
        f"{server.url}/b  ({following.program.session.messages('feeds.is_followed')})",
    ]


async def test_the_one_feed_of_a_front_page_is_followed(tmp_path: Path, server: Server) -> None:
    following = Following(tmp_path)
    await following.type(serve(server, "/", PAGE.format(LINK.format("要聞", "/a"), "").encode()))
    assert following.followed == [f"{server.url}/a"]


async def test_an_article_is_opened_or_its_feed_offered_beside_it(tmp_path: Path, server: Server) -> None:
    following = Following(tmp_path)
    url = serve(server, "/1", PAGE.format("", STORY).encode())
    await following.type(url)
    assert following.opened == [url]
    other = serve(server, "/2", PAGE.format(LINK.format("要聞", "/a"), STORY).encode())
    await following.type(other)
    words = following.program.session.messages
    assert [choice.title for choice in following.program.shell.choices] == [words("feeds.open_page"), "要聞"]
    assert following.followed == []


async def test_an_address_that_is_neither_article_nor_feed_shows_a_message(tmp_path: Path, server: Server) -> None:
    following = Following(tmp_path)
    await following.type(serve(server, "/", PAGE.format("", "<ul><li>港聞</ul>").encode()))
    assert "there is neither an article nor a feed" in following.program.message
    await following.type(f"{server.url}/no")
    assert "there is no such page" in following.program.message


async def test_an_address_is_asked_for_with_an_example(tmp_path: Path) -> None:
    following = Following(tmp_path)
    await following.controller.action_follow()
    assert "https://" in following.controller.placeholder


async def test_without_a_library_there_is_nothing_to_follow_with(tmp_path: Path) -> None:
    following = Following(tmp_path)
    program = following.program
    program.session.feed_paths = None
    await following.controller.action_follow()
    assert program.message == program.session.messages("shelf.no_library")
    assert program.shell.prompt is None
    following.controller.accept("  ", None)
    assert program.scheduler.workers == []


async def test_an_address_without_a_scheme_is_of_https(tmp_path: Path) -> None:
    following = Following(tmp_path)
    await following.type("127.0.0.1:9/rss")
    assert "https://127.0.0.1:9/rss" in following.program.message


async def test_a_feed_without_titles_is_named_by_its_address(tmp_path: Path, server: Server) -> None:
    following = Following(tmp_path)
    await following.type(
        serve(server, "/", PAGE.format(LINK.format("", "/a") + LINK.format("財經", "/b"), "").encode())
    )
    run = following.program.shell.choices[0].run
    assert run
    run()
    assert following.titles == [f"{server.url}/a"]
    await following.type(serve(server, "/", PAGE.format(LINK.format("", "/c"), "").encode()))
    assert following.titles == [f"{server.url}/a", f"{server.url}/c"]
