"""The prompt bar: the bottom row while something is typed into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.message import Message

from reader.tui.rows.bar_row import BarPart
from reader.tui.rows.key_hints import make_key_hints
from reader.tui.widgets.prompt_input import PromptInput
from reader.tui.widgets.status_bars import Bar
from reader.typeset import cell_len

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget
    from textual.widgets import Input

    from reader.i18n import Messages
    from reader.tui.prompts import Choice, Prompt
    from reader.tui.widgets.choice_drawer import ChoiceDrawer


_PREPARE_SECONDS = 0.8
"""Seconds in which its parts are not created unless it is opened: the first page is drawn meanwhile."""


class PromptBar(Horizontal):
    """A prefix, the input, and feedback at the right. It lies over the status bar and moves nothing.

    What it asks for is a Prompt's business; a prompt with choices has them shown in the drawer above.
    """

    DEFAULT_CSS = """
    PromptBar {
        display: none; layer: over; dock: bottom; height: 1; background: $bar;
        & #sign { width: 3; }
        & PromptInput { width: 3fr; border: none; padding: 0; height: 1; background: $bar; }
        & PromptInput:focus { border: none; background-tint: $bar 0%; }
        & #count { width: 2fr; }
    }
    """

    class Closed(Message):
        """It was closed, and the focus was restored."""

    def __init__(self, drawer: ChoiceDrawer) -> None:
        super().__init__()
        self._choice_drawer = drawer
        self._prompt: Prompt | None = None
        self._prefix_bar, self._feedback_bar = Bar(id="sign"), Bar(id="count")
        self._input: PromptInput | None = None
        self._previewed_text = ""
        """The text that the choices on the screen are for."""
        self._previous_focus: Widget | None = None
        """The widget that had the focus when it was opened."""

    def compose(self) -> ComposeResult:
        """Yield nothing: prefix, input and feedback are created after the start, or when it is first opened."""
        yield from ()

    def on_mount(self) -> None:
        """Have its parts created soon; by the screen, which handles one key after another."""
        self.screen.set_timer(_PREPARE_SECONDS, self._prepare_after_start)

    async def _prepare_after_start(self) -> None:
        """Create the parts, unless the program is being quit."""
        if self.is_attached:
            await self.prepare()

    @property
    def input_text(self) -> str:
        """The text of the input."""
        return self._input.value if self._input else ""

    @property
    def is_open(self) -> bool:
        """Whether a prompt is open."""
        return self._prompt is not None

    async def prepare(self) -> PromptInput:
        """Create prefix, input and feedback, unless they are there, and return the input."""
        if self._input is None:
            self._input = PromptInput()
            await self.mount(self._prefix_bar, self._input, self._feedback_bar)
        return self._input

    async def open(self, prompt: Prompt, messages: Messages) -> None:
        """Open a prompt and give the keyboard to the input; keys that come before wait for it.

        Args:
            prompt: What to ask for.
            messages: Those of the screen.
        """
        self._prompt = prompt
        self._previous_focus = self.screen.focused
        self._key_hints = make_key_hints(messages, ("hint.accept", "box.accept"), ("hint.close", "box.cancel"))
        self.display = True
        line = await self.prepare()
        for part in (self._prefix_bar, line, self._feedback_bar):
            part.set_ambiguous_width(self._choice_drawer.ambiguous)
        self._prefix_bar.styles.width = cell_len(prompt.prefix, self._choice_drawer.ambiguous) + 2
        self._prefix_bar.set_content((BarPart(prompt.prefix, "key"),))
        line.placeholder = prompt.placeholder
        with line.prevent(line.Changed):
            line.value = prompt.initial_text
        line.cursor_position = len(prompt.initial_text)
        self.screen.set_focus(line)  # at once: a key that was typed ahead may close it
        self.refresh_feedback()

    def restore_focus(self) -> None:
        """Focus the input again after something else was clicked."""
        if self._input is not None:
            self._input.focus()

    def insert_text(self, character: str) -> None:
        """Insert a character that was not typed into the input itself."""
        if self._input is not None:
            self._input.insert_text_at_cursor(character)

    def refresh_feedback(self) -> None:
        """Show what the typed text comes to: the choices over the bar, the answer at its right."""
        if self._prompt is None:
            return
        self._previewed_text = self.input_text
        said = self._prompt.preview(self.input_text)
        self._feedback_bar.set_content(said, hints=self._key_hints)
        choices = self._prompt.list_choices(self.input_text)
        if choices:
            # What is typed is accepted as it is; a completion only if it was selected.
            is_completion = bool(choices[0].completion) and bool(self.input_text.strip())
            self._choice_drawer.show_choices("", choices, numbered=False, selected=-1 if is_completion else 0)
        else:
            self._choice_drawer.close()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the feedback of the new text."""
        event.stop()
        self.refresh_feedback()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Accept: a terminal may send Enter as text."""
        event.stop()
        self.action_box_accept()

    def action_box_accept(self) -> None:
        """Accept the text, or the selected choice."""
        if self.input_text != self._previewed_text:
            self.refresh_feedback()
        choice = self._choice_drawer.selected_choice if self._choice_drawer.is_open else None
        prompt, typed = self._prompt, self.input_text
        self._close()
        if prompt is not None:
            prompt.accept(typed, choice)

    def action_box_cancel(self) -> None:
        """Cancel the prompt."""
        prompt = self._prompt
        self._close()
        if prompt is not None:
            prompt.cancel()

    def action_box_up(self) -> None:
        """Select the choice above."""
        self._choice_drawer.move(-1)

    def action_box_down(self) -> None:
        """Select the choice below."""
        self._choice_drawer.move(1)

    def action_box_complete(self) -> None:
        """Complete the text to the selected choice, else the first; where it has no completion, select the next."""
        drawer = self._choice_drawer
        choice = (drawer.selected_choice or drawer.first_choice) if drawer.is_open else None
        if choice is None or not choice.completion or self._input is None:
            self._choice_drawer.move(1)
            return
        self._input.value = choice.completion
        self._input.cursor_position = len(choice.completion)

    def accept_choice(self, choice: Choice) -> None:
        """Accept a choice that was clicked."""
        prompt, typed = self._prompt, self.input_text
        self._close()
        if prompt is not None:
            prompt.accept(typed, choice)

    def _close(self) -> None:
        self._prompt = None
        if self._previous_focus is not None:
            self.screen.set_focus(self._previous_focus)  # at once: what is asked for may want it elsewhere
        self.display = False
        self._choice_drawer.close()
        self.post_message(self.Closed())
