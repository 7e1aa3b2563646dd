"""The library's articles as a list shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.errors import ReaderError
from reader.library.library import Library
from reader.library.listing import ArticleListing, FollowedFeed
from reader.tui.state import library_articles
from reader.tui.state.library_articles import FIRST_LIBRARY_NUMBER, LibraryArticles
from reader.tui.state.list_order import ListOrder
from tests.library.feeds import FEED, follow, store_articles
from tests.library.texts import STORY, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COUNT = 30


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as library, library.transaction():
        for number in range(COUNT):
            text = STORY.replace("2025-03-01", f"2025-03-{number + 1:02}").replace("三年四十", f"第{number}天四十")
            one = opened(text, f"/nowhere/{number}.txt")
            library.store_article(one.article, one.source)
            if number % 3:
                library.update_entry(one.id, read=True)
        yield library


@pytest.fixture
def articles(library: Library, monkeypatch: pytest.MonkeyPatch) -> LibraryArticles:
    """Lists that have their first ten articles at once, and five more each time."""
    monkeypatch.setattr(library_articles, "_FIRST_COUNT", 10)
    monkeypatch.setattr(library_articles, "_BATCH", 4)
    monkeypatch.setattr(library_articles, "_MAX_ENTRIES", 12)
    articles = LibraryArticles(ArticleListing(library.connection))
    articles.show_list("all", "date", is_unread=False)
    return articles


def test_a_list_begins_with_its_first_articles_and_grows_in_place(articles: LibraryArticles) -> None:
    numbers = articles.numbers
    assert (len(numbers), articles.is_partial) == (10, True)
    assert articles.extend(5)
    assert len(numbers) == 15
    articles.complete()
    assert (len(numbers), articles.is_partial, articles.numbers is numbers) == (COUNT, False, True)
    assert list(numbers) == sorted(numbers, reverse=True)
    assert min(numbers) >= FIRST_LIBRARY_NUMBER


@pytest.mark.parametrize("order", ["date", "source", "length", "added"])
def test_positions_are_found_in_every_order(articles: LibraryArticles, order: str) -> None:
    articles.show_list("all", order, is_unread=False)  # type: ignore[arg-type]
    last = articles.listing.find_sequences("all", order)[-1]  # type: ignore[arg-type]
    assert articles.find_position(last) == COUNT - 1
    assert articles.find_position(articles.numbers[3]) == 3
    assert articles.find_position(7) is None
    assert articles.find_start(articles.numbers[5]) == 5


def test_entries_are_loaded_on_request_and_not_all_stay_in_memory(articles: LibraryArticles) -> None:
    articles.complete()
    titles = {articles.get_entry(number).title for number in articles.numbers}
    assert len(titles) == COUNT
    assert len(articles.get_loaded_entries(articles.numbers)) < COUNT
    first = articles.get_entry(articles.numbers[0])
    first.position = (1, 2)
    articles.reload()
    assert articles.get_entry(articles.numbers[0]) is first
    assert articles.get_entry(FIRST_LIBRARY_NUMBER + 5).source == ""


def test_the_first_unread_of_many_is_found(articles: LibraryArticles) -> None:
    articles.complete()
    unread = [number for number in articles.numbers if not articles.get_entry(number).is_read]
    assert len(unread) == COUNT // 3
    assert articles.find_first_unread(articles.numbers) == unread[0]
    assert articles.find_first_unread(set(articles.numbers) - set(unread)) is None
    articles.show_list("all", "date", is_unread=True)
    articles.complete()
    assert list(articles.numbers) == unread


def test_the_unread_articles_beside_one_are_found_without_listing_all(articles: LibraryArticles) -> None:
    listed = list(articles.listing.find_sequences("all"))
    unread = list(articles.listing.find_sequences("unread"))
    assert articles.is_partial
    assert articles.find_unread_beside(listed[0], 1) == (unread[0] if unread[0] != listed[0] else unread[1], False)
    assert articles.find_unread_beside(unread[3], 1) == (unread[4], False)
    assert articles.find_unread_beside(unread[3], -1) == (unread[2], False)
    assert articles.find_unread_beside(unread[-1], 1) == (unread[0], True)
    assert articles.find_unread_beside(unread[0], -1) == (unread[-1], True)
    articles.listing.connection.execute("UPDATE articles SET read = 1 WHERE sequence <> ?", unread[2])
    assert articles.find_unread_beside(unread[2], 1) is None
    assert articles.is_partial
    assert articles.is_list_by_date


def test_a_position_far_down_is_found_in_a_list_that_is_not_all_there(articles: LibraryArticles) -> None:
    listed = list(articles.listing.find_sequences("all"))
    assert articles.find_position(listed[20]) == 20


def test_a_search_lists_hits_and_counts_all(articles: LibraryArticles, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library_articles, "_MAX_HITS", 4)
    found = articles.search("第7天 OR 第2天", "newest")
    assert found
    assert (found.total, len(articles.numbers)) == (2, 2)
    hit = articles.find_hit(found, articles.numbers[0])
    assert hit
    assert "第7天" in hit.snippet
    assert articles.find_hit(found, articles.numbers[0]) is hit
    everything = articles.search("葉片", "best")
    assert everything
    assert (everything.total, len(articles.numbers)) == (COUNT, 4)
    assert articles.search(" ", "newest") is None
    before = list(articles.numbers)
    with pytest.raises(ReaderError, match="no such state"):
        articles.search("is:none", "newest")
    assert list(articles.numbers) == before


def test_a_feed_that_is_no_longer_followed_is_none_to_edit(library: Library) -> None:
    articles = LibraryArticles(ArticleListing(library.connection))
    lists = ListOrder([], articles)
    articles.listing.followed_feeds = [FollowedFeed("f1", "https://a.example/feed", "", "")]
    for name, is_followed in (("feed:f1", True), ("feed:f2", False), ("all", False)):
        lists.list_name = name
        assert lists.is_followed_feed == is_followed


def test_the_articles_of_a_feed_are_opened_in_the_view_that_the_user_chose(library: Library, tmp_path: Path) -> None:
    store_articles(library, 2)
    follow(library, FEED, [0])
    path = tmp_path / "feeds.toml"
    found = LibraryArticles(ArticleListing(library.connection))
    assert found.find_feed_view("article0", path) == "source"
    path.write_text(f'[[feed]]\nurl = "{FEED}"\nscript = "hk"\n')
    assert found.find_feed_view("article0", path) == "hk"
    assert [found.find_feed_view(each, path) for each in ("article1", "")] == ["source", "source"]
    assert found.find_feed_view("article0", None) == "source"
    path.write_text("[[feed]")
    other = LibraryArticles(ArticleListing(library.connection))
    assert other.find_feed_view("article0", path) == "source"
