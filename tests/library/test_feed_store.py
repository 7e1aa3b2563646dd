"""What the library knows of feeds and their items, and what rules did."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.library.feed_store import PAGE_FAILED, PAGE_WANTED, ArticleCount, FeedState, ItemRecord, make_feed_id
from reader.library.removal import MUTED, delete_articles, find_hidden, mute_articles, restore_articles
from reader.library.retention import drop_old_articles
from tests.library.feeds import FEED, OTHER, follow, store_articles

if TYPE_CHECKING:
    from reader.library.library import Library


def test_a_feed_that_was_never_fetched_has_an_empty_state(library: Library) -> None:
    assert library.feeds.load_states([FEED]) == {FEED: FeedState(make_feed_id(FEED), FEED, FEED)}
    assert library.feeds.load_ids_with_titles() == {}


def test_the_state_of_a_feed_comes_back(library: Library) -> None:
    state = FeedState(
        make_feed_id(FEED),
        FEED,
        "https://moved.example/",
        title="海角日報",
        etag='W/"a\u00e9"',
        ttl=30,
        skip_hours=(1, 2),
        failures=3,
        gone=True,
    )
    library.feeds.store_state(state)
    assert library.feeds.load_states([FEED])[FEED] == state
    library.feeds.store_state(replace(state, failures=0, skip_hours=()))
    assert library.feeds.load_states([FEED])[FEED] == replace(state, failures=0, skip_hours=())


def test_items_come_back_in_the_order_of_their_rows(library: Library) -> None:
    store_articles(library, 3)
    feed_id = follow(library, FEED)
    items = [
        ItemRecord(feed_id, f"article{n}", f"g{n}", "", f"t{n}", f"2026-01-0{3 - n}", "2026-02-01", "h", ("要聞",))
        for n in range(3)
    ]
    for item in items:
        library.feeds.store_item(item)
    found = library.feeds.load_items(feed_id)
    assert [each._replace(number=0) for each in found] == items
    library.feeds.store_item(found[1]._replace(page=PAGE_WANTED))
    library.feeds.store_item(found[2]._replace(page=PAGE_WANTED))
    assert [each.guid for each in library.feeds.load_wanted_pages(feed_id, 5)] == ["g1", "g2"]
    assert [each.guid for each in library.feeds.load_wanted_pages(feed_id, 1)] == ["g1"]
    library.feeds.store_item(found[1]._replace(page=PAGE_FAILED))
    assert [each.guid for each in library.feeds.load_wanted_pages(feed_id, 5)] == ["g2"]


def test_articles_are_counted_without_those_that_are_put_away(library: Library) -> None:
    store_articles(library, 4)
    feed_id = follow(library, FEED, range(4))
    follow(library, OTHER, [1])
    library.update_entry("article0", read=True)
    assert library.feeds.count_articles()[feed_id] == ArticleCount(4, 3)
    assert delete_articles(library.connection, ["article1", "nowhere"]) == 1
    assert mute_articles(library.connection, ["article2"]) == 1
    assert library.feeds.count_articles() == {feed_id: ArticleCount(2, 1)}
    assert [entry.id for entry in library.list_entries()] == ["article0", "article3"]
    assert find_hidden(library.connection, ["article0", "article1", "article2"]) == {"article1", "article2"}
    assert restore_articles(library.connection, ["article1", "article2"]) == 2
    assert library.feeds.count_articles()[make_feed_id(OTHER)] == ArticleCount(1, 1)
    assert library.feeds.find_feeds_of_articles()["article1"] == [feed_id, make_feed_id(OTHER)]


def test_undoing_rules_keeps_changes_made_by_the_user(library: Library) -> None:
    store_articles(library, 3)
    feed_id = follow(library, FEED, range(3))
    library.update_entry("article0", starred=True, add_tags=["電"])
    library.feeds.store_effect("article0", "star", "", feed_id)
    library.feeds.store_effect("article0", "tag", "電", feed_id)
    mute_articles(library.connection, ["article1", "article2"])
    library.feeds.store_effect("article1", "mute", "", feed_id)
    library.update_entry("article2", starred=True, add_tags=["電"])
    assert library.feeds.undo_effects([feed_id]) == {"star": 1, "tag": 1, "mute": 1}
    assert find_hidden(library.connection, ["article1", "article2"]) == {"article2"}
    first, second = library.find_entry("article0"), library.find_entry("article2")
    assert first
    assert second
    assert (first.starred, first.tags, second.starred, second.tags) == (False, (), True, ("電",))
    assert library.feeds.undo_effects([feed_id]) == {}


def test_old_articles_are_dropped_only_where_nobody_wants_them(library: Library) -> None:
    store_articles(library, 7)
    feed_id = follow(library, FEED, range(7), published="2026-01-01")
    follow(library, OTHER, [6])
    for number in (0, 1, 2, 3, 6):
        library.update_entry(f"article{number}", read=True)
    library.update_entry("article1", starred=True)
    library.update_entry("article2", add_tags=["電"])
    mute_articles(library.connection, ["article4"])
    assert drop_old_articles(library.connection, feed_id, "2025-12-01") == 0
    assert drop_old_articles(library.connection, feed_id, "2026-02-01") == 3
    assert [entry.id for entry in library.list_entries()] == ["article1", "article2", "article5", "article6"]
    assert library.load_text("article0") is None
    assert len(library.feeds.load_items(feed_id)) == 7
    assert MUTED


def test_items_that_are_added_together_come_back_as_those_stored_one_by_one(library: Library) -> None:
    store_articles(library, 3)
    feed_id = follow(library, FEED)
    items = [
        ItemRecord(
            feed_id, f"article{n}", f"g{n}", "l", f"t{n}", "2026-01-01", "2026-02-01", "h", ("要聞",), PAGE_FAILED, 2
        )
        for n in range(3)
    ]
    library.feeds.add_items(items)
    assert library.connection.select("SELECT DISTINCT sections FROM feed_items") == [('["要聞"]',)]
    found = library.feeds.load_items(feed_id)
    assert [each._replace(number=0) for each in found] == items
    number = library.feeds.store_item(items[0]._replace(guid="new"))
    assert [each.guid for each in library.feeds.load_items(feed_id) if each.number == number] == ["new"]
    assert library.feeds.store_item(found[1]._replace(title="other")) == found[1].number
    assert [each.title for each in library.feeds.load_items(feed_id)] == ["t0", "other", "t2", "t0"]


def test_the_first_feed_of_an_article_is_the_one_it_came_with_first(library: Library) -> None:
    store_articles(library, 2)
    first = follow(library, OTHER, [0])
    follow(library, FEED, [0, 0])
    assert library.feeds.find_first_feed("article0") == first
    assert library.feeds.find_first_feed("article1") is None
    assert library.feeds.find_feeds_of_articles() == {"article0": [first, make_feed_id(FEED)]}


@pytest.mark.parametrize(
    ("stored", "hours"), [("[1, 23]", (1, 23)), ('[1, "a", null]', (1,)), ("{}", ()), ("[", ()), ("3", ())]
)
def test_damaged_hours_of_a_feed_are_left_out(library: Library, stored: str, hours: tuple[int, ...]) -> None:
    follow(library, FEED)
    library.connection.execute("UPDATE feeds SET skip_hours = ?, is_throttled = 1", stored)
    state = library.feeds.load_states([FEED])[FEED]
    assert (state.skip_hours, state.is_throttled, state.gone) == (hours, True, False)


def test_feeds_are_known_by_the_address_that_is_followed_wherever_they_are_fetched_from(library: Library) -> None:
    moved = FeedState(make_feed_id(FEED), FEED, OTHER, title="日報")
    library.feeds.store_state(moved)
    assert library.feeds.load_states([FEED, OTHER]) == {
        FEED: moved,
        OTHER: FeedState(make_feed_id(OTHER), OTHER, OTHER),
    }
    assert library.feeds.load_ids_with_titles() == {make_feed_id(FEED): (FEED, "日報")}
