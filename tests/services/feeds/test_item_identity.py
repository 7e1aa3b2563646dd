"""Which items are the same: names that change with scheme, host or software, and names that several items share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.feed_store import ItemRecord
from reader.services.feeds.item_identity import ItemKeys, KnownItems, normalize_link, normalize_title

KEYS = ItemKeys("urn:1", "paper.example/a/1", "渡口的鐘又響了", "2018-12-21T00:00:00Z")


def store(keys: ItemKeys, article: str = "a", number: int = 1) -> ItemRecord:
    return ItemRecord("feed", article, *keys, seen="", hash="", number=number)


@pytest.mark.parametrize(
    "changed",
    [
        KEYS,
        KEYS._replace(guid="other"),
        KEYS._replace(guid="", published=""),
        KEYS._replace(link="", title="別的標題"),
        KEYS._replace(guid="other", link="www2.paper.example/a/1"),
    ],
)
def test_an_item_is_known_by_any_of_its_names(changed: ItemKeys) -> None:
    found = KnownItems([store(KEYS)], [changed]).find(changed._replace(published=changed.published or KEYS.published))
    assert found
    assert found.article == "a"


@pytest.mark.parametrize(
    "other",
    [
        ItemKeys("urn:2", "paper.example/a/2", "另一篇", ""),
        ItemKeys("urn:2", "paper.example/a/1", "另一篇", ""),
        ItemKeys("", "", "另一篇", "2018-12-21T00:00:00Z"),
    ],
)
def test_another_item_is_a_new_one(other: ItemKeys) -> None:
    assert KnownItems([store(KEYS)], [other]).find(other) is None


def test_the_column_of_the_next_day_at_the_same_link_is_a_new_item() -> None:
    next_day = KEYS._replace(guid="urn:2", published="2018-12-22T00:00:00Z")
    assert KnownItems([store(KEYS)], [next_day]).find(next_day) is None


def test_a_guid_that_is_an_address_survives_https_and_a_new_host() -> None:
    before = ItemKeys("http://www.paper.example/a/1", "", "渡口的鐘又響了", "")
    known = KnownItems([store(before)], [])
    for guid in ("https://paper.example/a/1", "https://news.example/a/1"):
        assert known.find(before._replace(guid=guid)) is not None


def test_guid_shared_by_all_items_identifies_none() -> None:
    items = [ItemKeys("same", f"paper.example/{n}", f"第{n}篇", "") for n in (1, 2)]
    known = KnownItems([store(items[0])], items)
    assert known.find(items[0]) is not None
    assert known.find(items[1]) is None


def test_a_replaced_item_is_found_under_its_new_names() -> None:
    known = KnownItems([store(KEYS)], [])
    renamed = KEYS._replace(guid="urn:9", link="paper.example/b/9")
    known.replace(store(renamed, "b"))
    for keys in (KEYS, renamed):
        found = known.find(keys)
        assert found
        assert found.article == "b"


@pytest.mark.parametrize(
    ("url", "normalized"),
    [
        ("https://www.Paper.example/a/1/?utm_source=rss&id=3#top", "paper.example/a/1?id=3"),
        ("http://me:secret@paper.example/", "paper.example"),
        ("https://paper.example/#!/news/1", "paper.example#!/news/1"),
        ("", ""),
        ("http://[", "http://["),
    ],
)
def test_links_are_compared_without_what_does_not_name_the_page(url: str, normalized: str) -> None:
    assert normalize_link(url) == normalized


@given(st.text(max_size=40))
def test_normalizing_a_title_twice_changes_nothing(title: str) -> None:
    assert normalize_title(normalize_title(title)) == normalize_title(title)


def test_a_title_in_the_other_script_and_with_other_signs_is_the_same() -> None:
    assert normalize_title("渡口的鐘，又響了！") == normalize_title("渡口的钟 又响了")
    assert normalize_title("？！") != ""
