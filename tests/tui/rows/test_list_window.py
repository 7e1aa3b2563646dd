from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.config.settings import Settings
from reader.model import Origin, clean
from reader.sources import Document
from reader.tui.rows.list_window import ListWindow
from reader.tui.state.reading_list import ReadingList


def make(count: int, capacity: int = 4) -> tuple[ReadingList, ListWindow]:
    articles = ReadingList(
        [f"{n}.txt" for n in range(count)], lambda source: Document(clean(source), Origin(source)), Settings(), ""
    )
    window = ListWindow(articles)
    window.set_capacity(capacity)
    return articles, window


def test_selecting_scrolls_as_little_as_it_takes() -> None:
    _, window = make(10)
    assert not window.select(3)
    assert window.select(5)
    assert window.first_position == 2
    assert not window.select(2)
    assert window.select(1)
    assert window.first_position == 1
    assert window.visible_numbers == [1, 2, 3, 4, 5], "the last one is cut off"
    assert not window.select(99)
    assert window.selected_number == 1


def test_steps_end_at_both_ends_of_the_list() -> None:
    _, window = make(3)
    assert [window.find_step(step) for step in (-5, -1, 0, 1, 2, 9)] == [0, 0, 0, 1, 2, 2]


def test_scrolling_keeps_the_selection() -> None:
    _, window = make(10)
    assert window.scroll(3)
    assert (window.first_position, window.selected_number) == (3, 0)
    assert window.scroll(99)
    assert window.first_position == 6
    assert not window.scroll(1)


def test_when_the_selected_article_is_gone_the_one_in_its_place_is_selected() -> None:
    articles, window = make(6)
    window.select(2)
    articles.changes.remove([2])
    assert window.find_step(1) == 3, "it takes the place"
    window.sync_with_list()
    assert window.selected_number == 3
    for number in (0, 1, 3, 4, 5):
        articles.changes.remove([number])
    window.sync_with_list()
    assert window.find_step(1) is None


@given(st.integers(1, 12), st.lists(st.tuples(st.sampled_from("srcl"), st.integers(-5, 12)), max_size=12))
def test_the_window_is_always_within_the_list(count: int, steps: list[tuple[str, int]]) -> None:
    articles, window = make(count)
    for kind, number in steps:
        if kind == "s":
            window.select(number)
        elif kind == "r":
            window.scroll(number)
        elif kind == "c":
            window.set_capacity(max(1, number))
        elif 0 <= number < count:
            articles.changes.remove([number])
            window.sync_with_list()
        shown = len(articles.visible_numbers)
        assert 0 <= window.first_position <= max(0, shown - window.capacity)
        if kind == "s" and number in articles.visible_numbers:
            assert number in window.visible_numbers[: window.capacity]
