"""Which articles tell the same story."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from reader.library import stories
from reader.library.removal import delete_articles
from reader.library.stories import compare_fingerprints, remove_fingerprints
from tests.library.feeds import FEED, OTHER, follow, store_articles

if TYPE_CHECKING:
    from reader.library.library import Library

HASHES = tuple(random.Random(7).sample(range(2**32), 40))


@pytest.fixture(autouse=True)
def feeds(library: Library) -> None:
    store_articles(library, 6)
    follow(library, FEED, [0, 3, 4])
    follow(library, OTHER, [1, 2, 5])


def test_articles_of_two_feeds_with_nearly_the_same_text_are_one_story(library: Library) -> None:
    assert library.stories.add_article("article0", HASHES) is None
    assert library.stories.add_article("article2", HASHES[:5]) is None
    assert library.stories.add_article("article1", (*HASHES[2:], 1, 2)) == "article0"
    assert library.stories.load_groups() == {"article0": ["article1", "article0"]}
    assert library.stories.add_article("article1", (*HASHES[2:], 1, 2)) == "article0"


def test_articles_of_one_feed_are_no_story(library: Library) -> None:
    assert library.stories.add_article("article0", HASHES) is None
    assert library.stories.add_article("article3", HASHES) is None


def test_an_article_that_was_taken_out_stays_out(library: Library) -> None:
    library.stories.add_article("article0", HASHES)
    library.stories.add_article("article1", HASHES)
    library.stories.set_separate("article1", is_separate=True)
    assert library.stories.load_groups() == {}
    assert library.stories.add_article("article1", HASHES) is None
    library.stories.set_separate("article1", is_separate=False)
    assert library.stories.load_groups() == {"article0": ["article1", "article0"]}


def test_a_deleted_article_is_in_no_story(library: Library) -> None:
    library.stories.add_article("article0", HASHES)
    library.stories.add_article("article1", HASHES)
    delete_articles(library.connection, ["article1"])
    assert library.stories.load_groups() == {}


def test_the_hashes_of_a_changed_text_replace_those_of_the_old_one(library: Library) -> None:
    library.stories.add_article("article0", HASHES)
    library.stories.add_article("article0", (1, 2, 3))
    rows = library.connection.select("SELECT hash FROM fingerprint_hashes ORDER BY hash")
    assert rows == [(1,), (2,), (3,)]
    assert library.stories.add_article("article1", HASHES) is None
    remove_fingerprints(library.connection, ["article0", "article1", "article2"])
    for table in ("fingerprints", "fingerprint_hashes"):
        assert library.connection.select(f"SELECT * FROM {table}") == []


def test_a_text_that_is_too_short_is_alone(library: Library) -> None:
    library.stories.add_article("article0", ())
    assert library.stories.add_article("article1", ()) is None


def test_likeness_is_the_share_of_the_shorter_text() -> None:
    first, second = frozenset(range(10)), frozenset(range(5, 20))
    assert compare_fingerprints(first, second) == 0.5
    assert compare_fingerprints(second, first) == 0.5
    assert compare_fingerprints(first, frozenset(range(40))) == 0.0
    assert compare_fingerprints(first, frozenset()) == 0.0


@pytest.mark.parametrize(("equal", "is_story"), [(6, True), (5, False)])
def test_three_fifths_of_the_shorter_text_make_a_story(library: Library, equal: int, is_story: bool) -> None:
    library.stories.add_article("article0", range(10))
    other = [*range(equal), *range(100, 110 - equal)]
    assert (library.stories.add_article("article1", other) is not None) is is_story


def test_texts_that_share_two_of_their_least_hashes_are_compared(library: Library) -> None:
    library.stories.add_article("article0", range(1, 11))
    for least, is_story in ((7, True), (8, False)):
        others = [*range(100, 102), *range(least, 11)]  # two or one of the eight least ones are equal
        assert library.stories._find_candidates({"article1": others}).get("article1") == (
            ["article0"] if is_story else None
        )
    library.stories.add_article("article2", [5])
    assert library.stories._find_candidates({"article1": [5]}) == {"article1": ["article0", "article2"]}


def test_only_the_articles_with_the_most_in_common_are_compared(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stories, "_CANDIDATES_MAX", 1)
    library.stories.add_articles({"article0": [1, 2, 50, 51], "article3": [1, 2, 3, 52], "article4": [1, 2, 60, 61]})
    assert library.stories._find_candidates({"article1": [1, 2, 3]}) == {"article1": ["article3"]}


def test_an_article_joins_the_story_of_the_most_similar_one(library: Library) -> None:
    library.stories.add_articles({"article0": range(10), "article3": range(3, 13)})
    assert library.stories.add_article("article1", range(2, 12)) == "article3"
    assert library.stories.add_article("article2", range(9)) == "article0"
    assert library.stories.load_groups() == {"article3": ["article3", "article1"], "article0": ["article2", "article0"]}


def test_an_article_that_was_taken_out_is_like_no_other(library: Library) -> None:
    library.stories.add_article("article0", HASHES)
    library.stories.add_article("article1", HASHES)
    library.stories.set_separate("article0", is_separate=True)
    library.stories.set_separate("article1", is_separate=True)
    assert library.stories.add_article("article2", HASHES) is None


def test_likeness_is_counted_up_to_three_times_the_length() -> None:
    first = frozenset(range(10))
    assert compare_fingerprints(first, frozenset(range(30))) == 1.0
    assert compare_fingerprints(first, frozenset(range(31))) == 0.0
    assert compare_fingerprints(frozenset(), frozenset()) == 0.0
