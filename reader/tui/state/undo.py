"""What was done and can be undone: one history for read state, removals and whatever else a reader changes."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAX_ACTIONS = 1000
"""Actions that are remembered; the oldest are forgotten first."""


@dataclass(frozen=True, slots=True)
class UndoableAction:
    """Something that was done, with its way there and back."""

    message_id: str
    """The id of the words that name it, so that it is named in whatever language the screen has by then."""
    do: Callable[[], None]
    undo: Callable[[], None]
    message_values: Mapping[str, object] = field(default_factory=dict)
    """What its words need."""


class UndoHistory:
    """Actions in the order they were done.

    An action that fails leaves everything where it was: it is noted only once it is done.
    """

    def __init__(self) -> None:
        self._undo_stack: deque[UndoableAction] = deque(maxlen=MAX_ACTIONS)
        self._redo_stack: list[UndoableAction] = []

    def do(self, action: UndoableAction) -> None:
        """Do it, and remember it; what was undone before can no longer be redone."""
        action.do()
        self._undo_stack.append(action)
        self._redo_stack.clear()

    def undo(self) -> UndoableAction | None:
        """Take back the last action; None where there is nothing left."""
        if not self._undo_stack:
            return None
        action = self._undo_stack[-1]
        action.undo()
        self._redo_stack.append(self._undo_stack.pop())
        return action

    def redo(self) -> UndoableAction | None:
        """Do again what was taken back last; None where there is nothing."""
        if not self._redo_stack:
            return None
        action = self._redo_stack[-1]
        action.do()
        self._undo_stack.append(self._redo_stack.pop())
        return action
