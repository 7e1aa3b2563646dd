"""Text that is given to a command: what it is, what the command may be, and what is made of the answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.tui.controllers import pipe as pipe_module
from reader.tui.controllers.pipe import PipeController, _Input
from tests.tui.controllers.test_annotations import Annotations

if TYPE_CHECKING:
    from reader.annotations.model import Annotation


class Pipe(Annotations):
    def __init__(self) -> None:
        super().__init__()
        program = self.program
        self.edited: list[tuple[Annotation | None, Annotation, str]] = []
        self.pipe = PipeController(
            program.shell,
            program.session,
            program.scheduler,
            program.article,
            program.side_list,
            program.selection,
            self.controller,
            lambda before, annotation, note: self.edited.append((before, annotation, note)),
        )

    async def run(self, command: str) -> None:
        await self.pipe.action_pipe()
        self.pipe.accept(command, None)
        self.finish()

    def finish(self) -> None:
        while self.program.scheduler.threads:
            self.program.scheduler.threads.pop(0)()

    @property
    def rows(self) -> list[str]:
        return [choice.title for choice in self.program.shell.choices]


async def test_selected_words_are_given_and_the_answer_becomes_a_note_on_them() -> None:
    pipe = Pipe()
    words = pipe.program.session.messages
    pipe.select("碼頭先行")
    await pipe.pipe.action_pipe()
    assert pipe.pipe.preview("") == words("status.selected", n=4)
    pipe.pipe.accept("cat", None)
    assert pipe.program.message == words("pipe.running", command="cat")
    pipe.finish()
    assert pipe.program.shell.title == "cat"
    assert pipe.rows == [words("pipe.note"), "碼頭先行"]
    pipe.program.shell.choose(words("pipe.note"))
    ((before, annotation, note),) = pipe.edited
    assert before is None
    assert annotation.target is not None
    assert (annotation.target.exact, note) == ("碼頭先行", "碼頭先行")


async def test_without_a_selection_the_whole_article_is_given() -> None:
    pipe = Pipe()
    blocks = [block.text for block in pipe.program.open_article.blocks]
    await pipe.run("cat")
    assert "".join(pipe.rows[1:]) == "".join(blocks)
    pipe.program.shell.choose(pipe.rows[0])
    assert pipe.edited[0][1].target is None


async def test_the_prompt_says_what_the_command_is_given() -> None:
    pipe = Pipe()
    words = pipe.program.session.messages
    await pipe.pipe.action_pipe()
    text = "\n".join(block.text for block in pipe.program.open_article.blocks)
    assert pipe.pipe.preview("") == words("pipe.article", n=len(text))


@pytest.mark.parametrize(("pipes", "hint"), [((), "that you typed"), (("dubao-no-such",), "the setting pipes")])
async def test_the_reason_why_there_is_no_answer_says_what_to_check(pipes: tuple[str, ...], hint: str) -> None:
    pipe = Pipe()
    pipe.program.session.settings = replace(pipe.program.session.settings, pipes=pipes)
    await pipe.run("dubao-no-such")
    assert pipe.program.message.endswith(hint)


async def test_an_answer_is_added_to_the_note_that_is_there() -> None:
    pipe = Pipe()
    pipe.select("碼頭先行")
    pipe.controller.action_mark()
    (highlight,) = pipe.kept
    pipe.select("碼頭先行")
    await pipe.run("tr -d x")
    pipe.program.shell.choose(pipe.rows[0])
    assert pipe.edited[0][0] == highlight


async def test_the_note_of_a_row_of_the_side_list_is_given() -> None:
    pipe = Pipe()
    pipe.select("碼頭先行")
    annotation = pipe.controller.make_annotation(pipe.program.selection.make_target())
    pipe.controller.apply_change("action.note", None, replace(annotation, note="記下"), "")
    pipe.program.pane.show_category("notes")
    pipe.program.side_list.has_focus = True
    pipe.program.side_list.list_rows.select_index(0)
    await pipe.run("cat")
    assert pipe.rows[1:] == ["記下"]
    pipe.program.shell.choose(pipe.rows[0])
    assert pipe.edited[0][2] == "記下\n記下"


@pytest.mark.parametrize(
    ("command", "message"),
    [("true", "pipe.empty"), ("cat 'a", None), ("no-such-command-here", None), ("sh -c 'echo no >&2; exit 3'", None)],
)
async def test_without_an_answer_the_message_says_why(command: str, message: str | None) -> None:
    pipe = Pipe()
    await pipe.run(command)
    shown = pipe.program.message
    assert not pipe.program.shell.choices
    assert shown == pipe.program.session.messages(message, command=command) if message else command.split()[0] in shown
    assert not pipe.pipe.stop()


@pytest.mark.parametrize("command", ["", "  "])
async def test_an_empty_command_runs_nothing(command: str) -> None:
    pipe = Pipe()
    await pipe.run(command)
    assert pipe.program.shell.messages == []
    await pipe.pipe.action_pipe()
    pipe.pipe.cancel()
    pipe.pipe.accept("cat", None)
    assert pipe.program.scheduler.threads == []


async def test_a_command_that_was_stopped_shows_nothing() -> None:
    pipe = Pipe()
    await pipe.pipe.action_pipe()
    pipe.pipe.accept("cat", None)
    assert pipe.pipe.stop()
    assert not pipe.pipe.stop()
    pipe.finish()
    assert not pipe.program.shell.choices


async def test_another_command_takes_the_place_of_the_one_that_runs() -> None:
    pipe = Pipe()
    for command in ("sleep 60", "cat"):
        await pipe.pipe.action_pipe()
        pipe.pipe.accept(command, None)
    pipe.finish()
    assert pipe.program.shell.title == "cat"


async def test_commands_typed_before_are_offered_the_latest_first() -> None:
    pipe = Pipe()
    for command in ("cat", "tr a b", "cat"):
        await pipe.run(command)
    assert [choice.title for choice in pipe.pipe.list_choices("")][:2] == ["cat", "tr a b"]
    assert [choice.title for choice in pipe.pipe.list_choices("tr")] == ["tr a b"]
    await pipe.pipe.action_pipe()
    pipe.pipe.accept("tr", pipe.pipe.list_choices("tr")[0])
    assert pipe.program.message == pipe.program.session.messages("pipe.running", command="tr a b")


async def test_a_long_answer_is_shown_only_in_part() -> None:
    pipe = Pipe()
    await pipe.run("sh -c 'cat >/dev/null; seq 100000'")
    assert pipe.rows[1:3] == ["1", "2"]
    assert 100 < len(pipe.rows) < 5_000


async def test_the_lines_of_an_answer_are_wrapped_and_blank_ones_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = Pipe()
    measure = pipe.program.article.page.style.measure
    await pipe.run(f"printf '一\\n\\n{'字' * measure}\\n'")
    assert not pipe.program.shell.is_numbered
    assert pipe.rows[1:3] == ["一", ""]
    assert "".join(pipe.rows[3:]) == "字" * measure
    assert len(pipe.rows) == 5
    monkeypatch.setattr(pipe_module, "_MAX_LINES", 3)
    await pipe.run(f"printf '一\\n\\n{'字' * measure}\\n'")
    assert len(pipe.rows) == 4
    assert pipe.program.message == ""


async def test_an_answer_is_put_behind_the_note_of_the_highlight() -> None:
    pipe = Pipe()
    for note, expected in (("記下", "記下\n答"), ("", "答")):
        annotation = replace(pipe.controller.make_annotation(None), note=note)
        pipe.pipe._make_note(_Input("", "pipe.article", annotation, None), "答")
        assert pipe.edited[-1] == (annotation, annotation, expected)
