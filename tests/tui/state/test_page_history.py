"""The pages of a session, back and forward."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.tui.state.page_history import PageHistory, PageVisit


def make_history(*numbers: int) -> PageHistory:
    history = PageHistory()
    for number in numbers:
        history.add(number)
    return history


def test_a_history_without_visits_leads_nowhere() -> None:
    history = PageHistory()
    assert history.current is None
    assert history.find(-1) is None
    assert history.find(0) is None
    assert history.find(1) is None


def test_the_visit_before_is_found_with_what_was_in_sight_of_it() -> None:
    history = make_history(4)
    history.leave(PageVisit(4, (7, 2), "links"))
    history.add(5)
    index = history.find(-1)
    assert index is not None
    assert history.get(index) == PageVisit(4, (7, 2), "links")


def test_a_page_that_is_shown_again_is_not_visited_twice() -> None:
    history = make_history(1, 1, 1)
    assert history.find(-1) is None


def test_a_page_that_was_never_added_is_added_when_it_is_left() -> None:
    history = PageHistory()
    history.leave(PageVisit(0, (3, 0)))
    assert history.current == PageVisit(0, (3, 0))


def test_a_new_visit_takes_the_place_of_those_that_were_gone_back_over() -> None:
    history = make_history(0, 1, 2)
    history.go_to(0)
    assert history.find(2) == 2
    history.add(3)
    assert history.find(1) is None
    assert [history.get(index).number for index in (0, 1)] == [0, 3]


@given(st.lists(st.one_of(st.integers(0, 3), st.just("back"), st.just("forward")), max_size=30))
def test_back_and_forward_are_the_inverse_of_each_other(steps: list[int | str]) -> None:
    history = PageHistory()
    for step in steps:
        if isinstance(step, int):
            history.add(step)
        elif (index := history.find(-1 if step == "back" else 1)) is not None:
            before = history.current
            history.go_to(index)
            again = history.find(1 if step == "back" else -1)
            assert again is not None
            assert history.get(again) is before
    assert history.current is None or history.find(0) is not None
