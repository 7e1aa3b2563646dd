"""Undoes and redoes what the user did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.tui.shell import Session, Shell
    from reader.tui.state.undo import UndoableAction


class UndoController:
    """Undoes and redoes the actions of the session's history, and shows what was done.

    Args:
        shell: The screen.
        session: Its history is used.
    """

    def __init__(self, shell: Shell, session: Session) -> None:
        self._shell = shell
        self._session = session

    def action_undo(self) -> None:
        """Undo the last change."""
        self._step(self._session.undo.undo, "undone", "undo")

    def action_redo(self) -> None:
        """Redo the change that was undone last."""
        self._step(self._session.undo.redo, "redone", "redo")

    def _step(self, step: Callable[[], UndoableAction | None], done_id: str, command_id: str) -> None:
        words = self._session.messages
        try:
            action = step()
        except ReaderError as error:  # it is in a file that can no longer be written
            self._shell.show_message(str(error), "error")
            return
        if action is None:
            self._shell.show_message(words("status.nothing_to_" + command_id), "warning")
            return
        self._shell.refresh_article_list()
        what = words(action.message_id, **action.message_values)
        self._shell.show_message(words("status." + done_id, what=what), "done")
