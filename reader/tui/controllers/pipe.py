"""Gives what is selected, or the article, to a command of the user's, and shows what it answers."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from reader.errors import ReaderError
from reader.tui.cursor.quotation import join_ranges
from reader.tui.prompts import Choice
from reader.typeset import wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.annotations.model import Annotation, Target
    from reader.tui.controllers.annotations import AnnotationController
    from reader.tui.parts import ArticlePart, SideListPart
    from reader.tui.selection import CurrentSelection
    from reader.tui.shell import Scheduler, Session, Shell
    from reader.tui.terminal.text_pipe import PipeAnswer, ProcessGroup

_MAX_LINES = 2_000
"""Lines of an answer that the drawer has."""


@dataclass(frozen=True, slots=True)
class _Input:
    """What a command is given, and what a note on its answer is about."""

    text: str
    message_id: Literal["status.selected", "pipe.article", "pipe.text_of_note"]
    """Says what it is, and how long."""
    annotation: Annotation | None
    """The annotation whose note takes the answer; None for a new one."""
    target: Target | None
    """What a new note is on; None for the article."""


class PipeController:
    """The prompt for a command: it offers those of the settings and those given before.

    Args:
        shell: The screen.
        session: What is open.
        scheduler: Threads.
        article: The page.
        side_list: The list beside it.
        selection: What is selected or current.
        annotation_controller: Makes the note of an answer.
        edit_note: Has a note typed, with a text to begin with.
    """

    prefix = "|"
    initial_text = ""

    def __init__(
        self,
        shell: Shell,
        session: Session,
        scheduler: Scheduler,
        article: ArticlePart,
        side_list: SideListPart,
        selection: CurrentSelection,
        annotation_controller: AnnotationController,
        edit_note: Callable[[Annotation | None, Annotation, str], object],
    ) -> None:
        self._shell = shell
        self._session = session
        self._scheduler = scheduler
        self._article = article
        self._side_list = side_list
        self._selection = selection
        self._annotation_controller = annotation_controller
        self._edit_note = edit_note
        self._given_commands: list[str] = []
        """The commands that were typed, the latest first."""
        self._input: _Input | None = None
        self._group: ProcessGroup | None = None
        """The processes of the command that runs."""
        self.placeholder = ""

    async def action_pipe(self) -> None:
        """Ask for a command."""
        self._input = self._take_input()
        self.placeholder = self._session.messages("pipe.placeholder")
        await self._shell.open_prompt(self)

    def _take_input(self) -> _Input:
        """What is selected or current, or its note in the list of notes; else the whole article."""
        self._annotation_controller.complete_article()
        rows, opened = self._side_list.list_rows, self._session.open_article
        if self._side_list.has_focus and (annotation := rows.selected_annotation) and annotation.note:
            return _Input(annotation.note, "pipe.text_of_note", annotation, annotation.target)
        ranges = self._selection.ranges
        if ranges:
            has_anchor = self._selection.has_anchor
            annotation = self._selection.get_annotation(exact_selection=has_anchor)
            text = join_ranges(ranges, opened.convert_range)
            return _Input(text, "status.selected", annotation, self._selection.make_target())
        blocks = [(index, 0, len(block.text)) for index, block in enumerate(opened.blocks) if block.kind != "chrome"]
        text = "\n".join(opened.convert_range(*block) for block in blocks)
        return _Input(text, "pipe.article", opened.annotation_index.article_note, None)

    def list_choices(self, text: str) -> Sequence[Choice]:
        """Offer the commands that have the text in them."""
        commands = dict.fromkeys([*self._given_commands, *self._session.settings.pipes])
        return [Choice(command, completion=command) for command in commands if text in command]

    def preview(self, text: str) -> str:
        """Say what the command is given, and how much that is."""
        given = self._input
        return self._session.messages(given.message_id, n=len(given.text)) if given else ""

    def accept(self, text: str, choice: Choice | None) -> None:
        """Run the command that was typed or chosen, in a thread."""
        command = choice.completion if choice is not None and choice.completion.startswith(text) else text
        given, self._input = self._input, None
        if given is None or not command.strip():
            return
        try:
            arguments = shlex.split(command)
        except ValueError as error:
            self._shell.show_message(f"{command}: {str(error).lower()}", "error")
            return
        self._given_commands = [command, *(each for each in self._given_commands if each != command)]
        from reader.tui.terminal.text_pipe import ProcessGroup

        self.stop()
        self._group = ProcessGroup()
        self._shell.show_message(self._session.messages("pipe.running", command=command))
        self._scheduler.start_thread(partial(self._run, self._group, command, arguments, given), "pipe")

    def cancel(self) -> None:
        """Run nothing."""
        self._input = None

    def stop(self) -> bool:
        """Kill the command that runs, with what it has started; return whether there was one. For any thread."""
        group, self._group = self._group, None
        if group is not None:
            group.kill()
        return group is not None

    def _run(self, group: ProcessGroup, command: str, arguments: list[str], given: _Input) -> None:
        """Run a command, in a thread of its own."""
        from reader.tui.terminal.text_pipe import pipe_text

        hint = (
            "check the setting pipes" if command in self._session.settings.pipes else "check the command that you typed"
        )
        try:
            answer = pipe_text(arguments, given.text, hint=hint, group=group)
        except ReaderError as error:
            self._scheduler.call_from_thread(self._show_failure, group, str(error))
        else:
            self._scheduler.call_from_thread(self._show_answer, group, command, given, answer)

    def _show_failure(self, group: ProcessGroup, message: str) -> None:
        if group is self._group:
            self._group = None
            self._shell.show_message(message, "error")

    def _show_answer(self, group: ProcessGroup, command: str, given: _Input, answer: PipeAnswer) -> None:
        """Show an answer in the drawer, behind the offer to make a note of it."""
        if group is not self._group:
            return
        self._group = None
        words, text = self._session.messages, answer.text.strip("\n")
        if not text.strip():
            self._shell.show_message(words("pipe.empty", command=command), "warning")
            return
        cells = self._article.page.style.measure
        lines = [
            row
            for line in text.split("\n")[:_MAX_LINES]
            for row in [line[start:end] for start, end in wrap(line, cells)] or [""]
        ][:_MAX_LINES]
        note = Choice(words("pipe.note"), run=partial(self._make_note, given, text))
        title = f"{command}  {words('pipe.cut')}" if answer.is_cut else command
        self._shell.show_message("")
        self._shell.show_choices(title, [note, *map(Choice, lines)], numbered=False)

    def _make_note(self, given: _Input, text: str) -> object:
        """Have a note typed that begins with the answer."""
        before = given.annotation
        annotation = before or self._annotation_controller.make_annotation(given.target)
        note = f"{before.note}\n{text}" if before is not None and before.note else text
        return self._edit_note(before, annotation, note)
