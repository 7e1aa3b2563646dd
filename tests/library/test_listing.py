"""Lists of the library's articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from reader.library import listing as listing_module
from reader.library.feed_store import ItemRecord, make_feed_id
from reader.library.listing import SMART_LISTS, ArticleListing, FollowedFeed
from reader.library.removal import delete_articles
from reader.model import Article, Block, Origin, clean
from tests.library.feeds import follow
from tests.library.texts import STORY, opened

if TYPE_CHECKING:
    from reader.library.library import Library

DAYS = ("2025-03-01", "2025-03-03", "2025-03-02", "2026-01-05")


@pytest.fixture
def ids(library: Library) -> list[str]:
    """Four articles: the first is read, the second has a star, a tag and a note, the third another text than before."""
    stored = []
    for number, day in enumerate(DAYS):
        one = opened(STORY.replace("2025-03-01", day).replace("海角日報", f"{'乙甲丙丁'[number]}報"), f"/{number}.txt")
        library.store_article(one.article, one.source)
        stored.append(one)
    library.update_entry(stored[0].id, read=True)
    library.update_entry(stored[1].id, starred=True, add_tags=["要聞"])
    library.store_annotation(stored[1].note("首批葉片", "核對"), stored[1].id)
    changed = opened(STORY.replace("2025-03-01", DAYS[2]).replace("三年前", "五年前"), "/2.txt")
    library.store_article(changed.article, changed.source)
    return [one.id for one in stored]


def find(library: Library, ids: list[str], name: str, **options: object) -> list[int]:
    listing = ArticleListing(library.connection, lambda: date(2026, 1, 5))
    sequences = listing.find_sequences(name, **options)  # type: ignore[arg-type]
    by_sequence = dict(library.connection.select("SELECT sequence, id FROM articles"))
    return [ids.index(by_sequence[sequence]) for sequence in sequences]


def test_every_list_has_its_articles_newest_first(library: Library, ids: list[str]) -> None:
    expected = {
        "all": [3, 1, 2, 0],
        "today": [3],
        "unread": [3, 1, 2],
        "starred": [1],
        "annotated": [1],
        "changed": [2],
        "tag:要聞": [1],
        "tag:none": [],
        "feed:none": [],
        "edition:01版": [],
    }
    for name, found in expected.items():
        assert find(library, ids, name) == found, name
        assert ArticleListing(library.connection, lambda: date(2026, 1, 5)).count(name) == len(found), name
    assert set(SMART_LISTS) <= set(expected)


def test_lists_have_other_orders_and_parts(library: Library, ids: list[str]) -> None:
    assert find(library, ids, "all", order="source")[:2] in ([3, 2], [3, 1], [3, 0], [1, 0])
    assert find(library, ids, "all", is_unread=True) == [3, 1, 2]
    assert find(library, ids, "all", limit=2) == [3, 1]
    last = ArticleListing(library.connection).find_sequences("all", limit=2)[-1]
    assert find(library, ids, "all", before=last) == [2, 0]
    assert sorted(find(library, ids, "all", order="length")) == [0, 1, 2, 3]
    assert sorted(find(library, ids, "all", order="added")) == [0, 1, 2, 3]


def test_deleted_articles_are_in_no_list(library: Library, ids: list[str]) -> None:
    delete_articles(library.connection, ids[1:2])
    assert [find(library, ids, name) for name in ("all", "starred", "annotated", "tag:要聞")] == [[3, 2, 0], [], [], []]
    assert ArticleListing(library.connection).find_sequence(ids[1]) is None


def test_rows_have_what_a_list_shows(library: Library, ids: list[str]) -> None:
    listing = ArticleListing(library.connection)
    sequence = listing.find_sequence(ids[1])
    assert sequence is not None
    assert listing.find_sequence("/1.txt") == sequence
    assert listing.find_sequence("/none.txt") is None
    ((found, listed),) = listing.load([sequence, 7]).items()
    assert found == sequence
    assert listed.entry == library.find_entry(ids[1])
    assert listed.note_count == 1


def test_articles_are_parted_by_whether_they_were_read(library: Library, ids: list[str]) -> None:
    listing = ArticleListing(library.connection)
    sequences = list(listing.find_sequences("all"))
    assert listing.filter_read(sequences, read=True) == sequences[3:]
    assert listing.filter_read(sequences[::-1], read=False) == sequences[2::-1]


def test_the_choices_are_the_smart_lists_tags_and_feeds_with_their_counts(library: Library, ids: list[str]) -> None:
    feed = follow(library, "https://paper.example/rss")
    found = {each.name: (each.title, each.article_count) for each in ArticleListing(library.connection).list_choices()}
    assert list(found)[: len(SMART_LISTS)] == list(SMART_LISTS)
    assert found["all"] == ("", 4)
    assert found["tag:要聞"] == ("#要聞", 1)
    assert found[f"feed:{feed}"] == ("feed of https://paper.example/rss", 0)


def test_feeds_are_listed_by_folder_with_the_names_that_the_user_gave(library: Library, ids: list[str]) -> None:
    urls = [f"https://{name}.example/rss" for name in "abcd"]
    numbers = dict(enumerate(ids))
    for number, url in enumerate(urls):
        feed_id = follow(library, url)
        record = ItemRecord(feed_id, numbers[number], f"g{number}", "", "t", "2026-01-01", "2026-01-01", "")
        library.feeds.store_item(record)
    listing = ArticleListing(library.connection, lambda: date(2026, 1, 5))
    listing.followed_feeds = [
        FollowedFeed(make_feed_id(urls[0]), urls[0], "甲", "港/時事"),
        FollowedFeed(make_feed_id(urls[1]), urls[1], "", ""),
        FollowedFeed(make_feed_id(urls[2]), urls[2], "丙", "港"),
        FollowedFeed(make_feed_id("https://new.example/"), "https://new.example/", "", "港"),
    ]
    listed = [(each.title, each.article_count) for each in listing.list_choices() if ":" in each.name]
    assert listed == [
        ("#要聞", 1),
        ("港/", 2),
        ("  丙", 1),
        ("  https://new.example/", 0),
        ("港/時事/", 1),
        ("  甲", 1),
        (f"feed of {urls[1]}", 1),
        (f"feed of {urls[3]}", 1),
    ]
    by_sequence = dict(library.connection.select("SELECT sequence, id FROM articles"))
    found = [ids.index(by_sequence[sequence]) for sequence in listing.find_sequences("folder:港")]
    assert sorted(found) == [0, 2]
    assert listing.count("folder:港/時") == 0


def test_a_story_has_one_article_in_the_whole_lists_until_they_are_parted(library: Library, ids: list[str]) -> None:
    for number, url in enumerate(("https://a.example/", "https://b.example/")):
        item = ItemRecord(follow(library, url), ids[number], "g", "", "t", "2026-01-01", "2026-01-01", "")
        library.feeds.store_item(item)
    hashes = tuple(range(1000, 1040))
    library.stories.add_articles({ids[0]: hashes})
    assert library.stories.add_articles({ids[1]: hashes}) == {ids[1]: ids[0]}
    assert find(library, ids, "all") == [3, 2, 0]
    assert find(library, ids, "starred") == [1]
    assert find(library, ids, f"feed:{make_feed_id('https://b.example/')}") == [1]
    listing = ArticleListing(library.connection)
    counts = {row.entry.id: row.duplicate_count for row in listing.load(listing.find_sequences("all")).values()}
    assert counts == {ids[0]: 1, ids[2]: 0, ids[3]: 0}
    assert listing.find_duplicates(ids[0]) == [ids[1]]
    library.stories.set_separate(ids[1], is_separate=True)
    assert find(library, ids, "all") == [3, 1, 2, 0]
    library.stories.set_separate(ids[1], is_separate=False)
    delete_articles(library.connection, [ids[0]])
    assert find(library, ids, "all") == [3, 1, 2]


def test_rows_say_how_far_articles_were_read(library: Library, ids: list[str]) -> None:
    blocks = opened(STORY.replace("海角日報", "乙報"), "/0.txt").article.blocks
    sizes = [len(block.text) for block in blocks]
    library.store_reading_position(ids[0], (2, 3))
    library.store_reading_position(ids[1], (len(blocks) - 1, sizes[-1]))
    library.store_reading_position(ids[2], (10_000, 10_000))
    listing = ArticleListing(library.connection)
    progress = {row.entry.id: row.progress for row in listing.load(listing.find_sequences("all")).values()}
    assert progress == {ids[0]: round(100 * (sum(sizes[:2]) + 3) / sum(sizes)), ids[1]: 100, ids[2]: 100, ids[3]: None}


def test_the_next_newer_unread_article_of_a_list_is_found(library: Library, ids: list[str]) -> None:
    listing = ArticleListing(library.connection, lambda: date(2026, 1, 5))
    read, changed, starred, newest = (listing.find_sequence(ids[number]) for number in (0, 2, 1, 3))
    assert listing.find_newer_unread("all", None) == [changed]
    assert listing.find_newer_unread("all", read) == [changed]
    assert listing.find_newer_unread("all", changed) == [starred]
    assert listing.find_newer_unread("all", newest) == []
    assert listing.find_newer_unread("starred", None) == [starred]
    assert listing.find_newer_unread("starred", starred) == []


def test_the_articles_of_today_are_those_of_one_day(library: Library) -> None:
    days = ("2026-01-04", "2026-01-05", "2026-01-05", "2026-01-06")
    for number, day in enumerate(days):
        one = opened(STORY.replace("2025-03-01", day), f"/{number}.txt")
        library.store_article(one.article, one.source)
    listing = ArticleListing(library.connection, lambda: date(2026, 1, 5))
    assert listing.count("today") == 2
    assert len(listing.find_sequences("today")) == 2


def test_articles_are_asked_about_in_chunks(library: Library, ids: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing_module, "_CHUNK", 2)
    listing = ArticleListing(library.connection)
    sequences = list(listing.find_sequences("all"))
    for order in (sequences, sequences[::-1], sequences[:3], []):
        assert listing.filter_read(order, read=False) == [each for each in order if each != sequences[3]]


def test_counts_may_leave_out_what_was_read(library: Library, ids: list[str]) -> None:
    listing = ArticleListing(library.connection)
    assert (listing.count("all"), listing.count("all", is_unread=True)) == (4, 3)


def test_orders_are_by_outlet_by_length_and_by_time(library: Library) -> None:
    stored = []
    for number, (outlet, more) in enumerate((("乙報", ""), (None, "又一句。"), ("甲報", "又一句，很長。"))):
        one = opened(STORY + more, f"/{number}.txt")
        library.store_article(replace(one.article, outlet=clean(outlet) if outlet else None), one.source)
        library.store_added_time(one.id, f"2026-01-0{number + 1}T00:00:00Z")
        stored.append(one.id)
    assert find(library, stored, "all", order="added") == [2, 1, 0]
    assert find(library, stored, "all", order="length") == [2, 1, 0]
    assert find(library, stored, "all", order="source")[-1] == 1


def test_the_feeds_of_an_article_and_their_titles(library: Library, ids: list[str]) -> None:
    listing = ArticleListing(library.connection)
    assert listing.find_feeds(ids[0]) == []
    feed = follow(library, "https://paper.example/rss")
    library.feeds.store_item(ItemRecord(feed, ids[0], "g", "", "t", "2026-01-01", "2026-01-01", ""))
    assert listing.find_feeds(ids[0]) == [feed]
    assert listing.find_feed_title(feed) == "feed of https://paper.example/rss"
    assert listing.find_feed_title("none") == ""


def test_a_feed_that_is_not_followed_any_more_is_listed_while_it_has_articles(library: Library, ids: list[str]) -> None:
    old, followed = (follow(library, f"https://{name}.example/rss") for name in ("old", "new"))
    listing = ArticleListing(library.connection)

    def list_feeds() -> list[str]:
        return [each.name.removeprefix("feed:") for each in listing.list_choices() if each.name.startswith("feed:")]

    assert sorted(list_feeds()) == sorted([old, followed])
    listing.followed_feeds = [FollowedFeed(followed, "https://new.example/rss", "", "")]
    assert list_feeds() == [followed]
    library.feeds.store_item(ItemRecord(old, ids[0], "g", "", "t", "2026-01-01", "2026-01-01", ""))
    assert list_feeds() == [followed, old]


@pytest.mark.parametrize(
    ("position", "progress"), [((0, 0), None), ((0, 1), 1), ((1, 0), 50), ((1, 25), 75), ((1, 49), 99), ((5, 9), 100)]
)
def test_progress_is_the_share_of_the_characters_in_front_of_the_place(
    library: Library, position: tuple[int, int], progress: int | None
) -> None:
    blocks = tuple(Block("paragraph", clean("字" * 50)) for _ in range(2))
    library.store_article(Article(Origin("a"), blocks), clean("字"))
    library.store_reading_position("a", position)
    listing = ArticleListing(library.connection)
    assert [row.progress for row in listing.load(listing.find_sequences("all")).values()] == [progress]
