"""What was done and can be undone: one history for read state, removals and whatever else a reader changes."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOST = 1000
"""Actions that are remembered; the oldest are forgotten first."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something that was done, with its way there and back."""

    title: str
    """The id of the words that name it, so that it is named in whatever language the screen has by then."""
    do: Callable[[], None]
    undo: Callable[[], None]
    values: Mapping[str, object] = field(default_factory=dict)
    """What its words need."""


class History:
    """Actions in the order they were done.

    An action that fails leaves everything where it was: it is noted only once it is done.
    """

    def __init__(self) -> None:
        self._done: deque[Action] = deque(maxlen=MOST)
        self._undone: list[Action] = []

    def do(self, action: Action) -> None:
        """Do it, and remember it; what was undone before can no longer be redone."""
        action.do()
        self._done.append(action)
        self._undone.clear()

    def undo(self) -> Action | None:
        """Take back the last action; None where there is nothing left."""
        if not self._done:
            return None
        action = self._done[-1]
        action.undo()
        self._undone.append(self._done.pop())
        return action

    def redo(self) -> Action | None:
        """Do again what was taken back last; None where there is nothing."""
        if not self._undone:
            return None
        action = self._undone[-1]
        action.do()
        self._done.append(self._undone.pop())
        return action
