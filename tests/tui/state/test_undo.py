"""What was done can be taken back and done again, in order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.state.undo import MAX_ACTIONS, UndoableAction, UndoHistory


def adding(to: list[int], number: int) -> UndoableAction:
    return UndoableAction("action.read", lambda: to.append(number), lambda: to.remove(number), {"n": number})


@given(st.lists(st.sampled_from(["do", "undo", "redo"])))
def test_the_history_behaves_as_a_list_with_a_cursor(steps: list[str]) -> None:
    history, state = UndoHistory(), list[int]()
    done: list[int] = []
    cursor = 0
    for number, step in enumerate(steps):
        if step == "do":
            history.do(adding(state, number))
            done[cursor:] = [number]
            cursor += 1
        elif step == "undo":
            action = history.undo()
            assert (action is None) == (cursor == 0)
            cursor = max(0, cursor - 1)
            assert action is None or action.message_values["n"] == done[cursor]
        else:
            action = history.redo()
            assert (action is None) == (cursor == len(done))
            assert action is None or action.message_values["n"] == done[cursor]
            cursor = min(len(done), cursor + 1)
        assert state == done[:cursor]


def test_an_action_that_raises_is_not_in_the_history() -> None:
    def fail() -> None:
        raise OSError

    history, state = UndoHistory(), list[int]()
    history.do(adding(state, 1))
    with pytest.raises(OSError):  # noqa: PT011 -- any
        history.do(UndoableAction("action.read", fail, fail))
    history.undo()
    assert state == []
    assert history.undo() is None
    assert history.redo() is not None


def test_the_oldest_actions_are_dropped() -> None:
    history, state = UndoHistory(), list[int]()
    for number in range(MAX_ACTIONS + 5):
        history.do(adding(state, number))
    while history.undo():
        pass
    assert state == [0, 1, 2, 3, 4]
