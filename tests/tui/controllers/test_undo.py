"""Undo and redo: what was done, and what they say."""

from __future__ import annotations

from reader.errors import ReaderError
from reader.tui.controllers.undo import UndoController
from reader.tui.state.undo import UndoableAction
from tests.tui.controllers.fakes import Program


def make_program() -> tuple[Program, UndoController]:
    program = Program("02-feature", "03-dispatch", "09-short")
    return program, UndoController(program.shell, program.session)


def test_undo_and_redo_show_what_was_done() -> None:
    program, controller = make_program()
    words = program.session.messages
    program.reading_list.changes.mark_read([1], read=True)
    controller.action_undo()
    assert [entry.is_read for entry in program.reading_list.entries][1:] == [False, False]
    assert program.message == words("status.undone", what=words("action.read", n=1))
    controller.action_redo()
    assert [entry.is_read for entry in program.reading_list.entries][1:] == [True, False]
    assert program.message == words("status.redone", what=words("action.read", n=1))


def test_without_actions_there_is_nothing_to_undo_or_redo() -> None:
    program, controller = make_program()
    controller.action_undo()
    assert program.message == program.session.messages("status.nothing_to_undo")
    controller.action_redo()
    assert program.message == program.session.messages("status.nothing_to_redo")


def test_an_action_that_cannot_be_undone_shows_its_error() -> None:
    program, controller = make_program()

    def fail() -> None:
        raise ReaderError("the file", "it is read only")

    program.session.undo.do(UndoableAction("action.star", lambda: None, fail))
    controller.action_undo()
    assert "read only" in program.message
