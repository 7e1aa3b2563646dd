"""The history of what the user did, for undo and redo; there is one for all kinds of actions."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAX_ACTIONS = 1000
"""Actions that are kept; the oldest are dropped first."""


@dataclass(frozen=True, slots=True)
class UndoableAction:
    """An action that can be done and undone."""

    message_id: str
    """The message that names it; an id, since the language of the screen may be another one by then."""
    do: Callable[[], None]
    undo: Callable[[], None]
    message_values: Mapping[str, object] = field(default_factory=dict)
    """The values of the placeholders of the message."""


class UndoHistory:
    """The actions that can be undone, and those that can be redone.

    The history changes only after an action has succeeded: one that raises leaves it as it was.
    """

    def __init__(self) -> None:
        self._undo_stack: deque[UndoableAction] = deque(maxlen=MAX_ACTIONS)
        self._redo_stack: list[UndoableAction] = []

    def do(self, action: UndoableAction) -> None:
        """Do an action and add it to the history; what was undone before can no longer be redone."""
        action.do()
        self._undo_stack.append(action)
        self._redo_stack.clear()

    def undo(self) -> UndoableAction | None:
        """Undo the last action and return it; None where there is none left."""
        if not self._undo_stack:
            return None
        action = self._undo_stack[-1]
        action.undo()
        self._redo_stack.append(self._undo_stack.pop())
        return action

    def redo(self) -> UndoableAction | None:
        """Redo the action that was undone last and return it; None where there is none."""
        if not self._redo_stack:
            return None
        action = self._redo_stack[-1]
        action.do()
        self._undo_stack.append(self._redo_stack.pop())
        return action
