"""The box: the bottom row while something is typed into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.message import Message

from reader.tui.widgets.line import Line
from reader.tui.widgets.status_bars import Bar
from reader.typeset import cell_len

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget
    from textual.widgets import Input

    from reader.i18n import Words
    from reader.tui.prompts import Choice, Prompt
    from reader.tui.widgets.choice_drawer import Chooser


class Box(Horizontal):
    """A sign, what is typed, and what it comes to at the right. It lies over the row below and moves nothing.

    What it asks for is a Prompt's business; a prompt with choices has them shown in the drawer above.
    """

    DEFAULT_CSS = """
    Box {
        display: none; layer: over; dock: bottom; height: 1; background: $background;
        & #sign { width: 3; text-style: none; }
        & Line { width: 1fr; border: none; padding: 0; height: 1; background: $background; }
        & Line:focus { border: none; background-tint: $background 0%; }
        & #count { width: 1fr; }
    }
    """

    class Closed(Message):
        """The box was closed; the keyboard is where it was before."""

    def __init__(self, drawer: Chooser) -> None:
        super().__init__()
        self._drawer = drawer
        self._prompt: Prompt | None = None
        self._sign, self._count = Bar(id="sign"), Bar(id="count")
        self._line: Line | None = None
        self._told = ""
        """What was typed when the choices were made that are shown."""
        self._before: Widget | None = None
        """What had the keyboard when it was opened."""

    def compose(self) -> ComposeResult:
        """Nothing yet: the sign, the input and the count are made when it is first opened."""
        yield from ()

    @property
    def typed(self) -> str:
        """What stands in it."""
        return self._line.value if self._line else ""

    @property
    def is_open(self) -> bool:
        """Whether it asks for something."""
        return self._prompt is not None

    async def open(self, prompt: Prompt, words: Words) -> None:
        """Ask for something, with the keyboard in the box. Keys that come before it is there wait for it."""
        self._prompt = prompt
        self._before = self.screen.focused
        hints = words.hint("hint.accept", "box.accept"), words.hint("hint.close", "box.cancel")
        self._keys = tuple(filter(None, hints))
        self.display = True
        if self._line is None:
            self._line = Line()
            await self.mount(self._sign, self._line, self._count)
        line = self._line
        for part in (self._sign, line, self._count):
            part.measure(self._drawer.ambiguous)
        self._sign.styles.width = cell_len(prompt.sign, self._drawer.ambiguous) + 2
        self._sign.say(prompt.sign)
        line.placeholder = prompt.placeholder
        with line.prevent(line.Changed):
            line.value = prompt.start
        line.cursor_position = len(prompt.start)
        line.focus()
        self._tell()

    def listen(self) -> None:
        """Have the keyboard again: something else was clicked."""
        if self._line is not None:
            self._line.focus()

    def type(self, character: str) -> None:
        """A letter that was not typed into the line itself."""
        if self._line is not None:
            self._line.insert_text_at_cursor(character)

    def _tell(self) -> None:
        """Show what is typed comes to."""
        if self._prompt is None:
            return
        self._told = self.typed
        said = self._prompt.changed(self.typed)
        self._count.say(said, keys=self._keys)
        choices = self._prompt.choices(self.typed)
        if choices:
            self._drawer.show("", choices, numbered=False)
        else:
            self._drawer.close()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another letter."""
        event.stop()
        self._tell()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter from a terminal that sends it as text."""
        event.stop()
        self.action_box_accept()

    def action_box_accept(self) -> None:
        """Take what is typed, or the choice that is marked."""
        if self.typed != self._told:
            self._tell()
        choice = self._drawer.chosen if self._drawer.is_open else None
        prompt, typed = self._prompt, self.typed
        self._close()
        if prompt is not None:
            prompt.accept(typed, choice)

    def action_box_cancel(self) -> None:
        """Forget it."""
        prompt = self._prompt
        self._close()
        if prompt is not None:
            prompt.cancel()

    def action_box_up(self) -> None:
        """The choice above."""
        self._drawer.move(-1)

    def action_box_down(self) -> None:
        """The choice below."""
        self._drawer.move(1)

    def action_box_complete(self) -> None:
        """Type what the marked choice is; where it cannot be typed, mark the next."""
        choice = self._drawer.chosen if self._drawer.is_open else None
        if choice is None or not choice.typed or self._line is None:
            self._drawer.move(1)
            return
        self._line.value = choice.typed
        self._line.cursor_position = len(choice.typed)

    def take(self, choice: Choice) -> None:
        """A choice was clicked."""
        prompt, typed = self._prompt, self.typed
        self._close()
        if prompt is not None:
            prompt.accept(typed, choice)

    def _close(self) -> None:
        self._prompt = None
        if self._before is not None:
            self.screen.set_focus(self._before)  # at once: what is asked for may want it elsewhere
        self.display = False
        self._drawer.close()
        self.post_message(self.Closed())
