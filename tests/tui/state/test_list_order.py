from __future__ import annotations

import pytest

from reader.model import clean
from reader.tui.state.list_entry import ListEntry
from reader.tui.state.list_order import ListOrder


class CompleteList(ListOrder):
    """A list whose heads were all read."""

    is_complete = True


def make(*titles: str, read: str = "", removed: str = "") -> CompleteList:
    entries = [ListEntry(f"{number}.txt", number, title=clean(title)) for number, title in enumerate(titles)]
    for entry in entries:
        entry.is_read = (entry.title or "") in read
        entry.is_removed = (entry.title or "") in removed
        entry.date = f"2025-01-0{entry.number + 1}"
        entry.length = 10 - entry.number
    return CompleteList(entries)


def test_orders_follow_each_other_and_come_back_to_the_given_one() -> None:
    articles = make("甲", "乙", "丙")
    assert articles.cycle_order() == "date"
    assert articles.visible_numbers == [2, 1, 0]
    assert [articles.cycle_order() for _ in range(3)] == ["source", "length", "given"]
    assert articles.visible_numbers == [0, 1, 2]


@pytest.mark.parametrize(
    ("query", "shown"), [("发展", [0, 1]), ("發展", [0, 1]), ("2.TXT", [2]), ("", [0, 1, 2]), ("無", [])]
)
def test_a_filter_shows_what_has_the_words_in_either_script(query: str, shown: list[int]) -> None:
    articles = make("经济发展", "經濟發展", "其他")
    articles.set_filter(query)
    assert articles.visible_numbers == shown


def test_read_articles_are_hidden_without_the_open_one() -> None:
    articles = make("甲", "乙", "丙", read="甲乙")
    assert articles.toggle_hide_read() == 1
    assert articles.visible_numbers == [0, 2], "the first is open"
    assert articles.toggle_hide_read() == 1
    assert articles.visible_numbers == [0, 1, 2]


def test_removed_articles_are_in_no_list() -> None:
    articles = make("甲", "乙", "丙", removed="乙")
    articles.set_filter("")
    assert articles.visible_numbers == [0, 2]
    assert articles.entry_count == 2
    assert articles.find_position(1) is None


def test_neighbours_end_at_both_ends_of_the_list() -> None:
    articles = make("甲", "乙", "丙")
    assert [articles.find_neighbour(number, 1) for number in range(3)] == [1, 2, None]
    assert [articles.find_neighbour(number, -1) for number in range(3)] == [None, 0, 1]


def test_an_article_that_is_not_shown_has_the_neighbours_of_its_place() -> None:
    articles = make("甲甲", "乙", "丙甲")
    articles.set_filter("甲")
    assert articles.find_neighbour(1, 1) == 2
    assert articles.find_neighbour(1, -1) == 0


def test_the_search_for_an_unread_article_wraps_around() -> None:
    articles = make("甲", "乙", "丙", read="乙")
    assert articles.find_unread(0, 1) == (2, False)
    assert articles.find_unread(2, 1) == (0, True)
    assert articles.find_unread(0, -1) == (2, True)
    assert make("甲", "乙", read="乙").find_unread(0, 1) is None
