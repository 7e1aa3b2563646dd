"""A screen whose keys are looked up in the table of commands, in the innermost context first."""

from __future__ import annotations

from inspect import isawaitable
from typing import TYPE_CHECKING

from textual import events
from textual.reactive import Reactive
from textual.screen import Screen

from reader.input.commands import COMMANDS
from reader.input.key_names import format_key, is_from_input_method, normalize_key
from reader.tui.widgets.painted import PaintedWidget
from reader.tui.widgets.scroller import ScrollingWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.widget import Widget

    from reader.i18n import Messages
    from reader.input.commands import Command, CommandContext, CommandOwner
    from reader.input.keymap import Keymap
    from reader.tui.rows.bar_row import MessageKind
    from reader.tui.widgets.status_bars import Bar
    from reader.typeset import AmbiguousWidth

_TEXT_CONTEXTS: frozenset[CommandContext] = frozenset({"box", "editor"})
"""Contexts in which letters are text."""
_IGNORED_KEYS = frozenset({"h", "l", "left", "right"})
"""Keys that vi users press while reading: there is nothing to move, and nothing to say."""


class CommandScreen(Screen[None], inherit_bindings=False):
    """Finds the command of a key in the current contexts, and the object that runs it.

    Textual's own bindings are not used: a context is more than a focused widget, keys come from input methods in full
    width, and a key that does nothing has to say so.
    """

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """The focused widget. Textual draws the whole screen again when it changes; our widgets draw what changes."""

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        self.keymap = keymap
        self._styled_theme = ""
        """The theme that the styles of the widgets are of."""

    @property
    def messages(self) -> Messages:
        """The messages of the screen, in its language."""
        raise NotImplementedError

    def set_ambiguous_width(self, ambiguous: AmbiguousWidth) -> None:
        """Have all widgets draw characters of ambiguous width in so many cells."""
        for part in self.query(PaintedWidget):
            part.set_ambiguous_width(ambiguous)

    def get_contexts(self) -> Sequence[CommandContext]:
        """The contexts of where the keyboard is, the innermost first."""
        raise NotImplementedError

    def get_owner(self, owner: CommandOwner) -> object | None:
        """The object that has the actions of an owner; None where there is none on this screen."""
        if owner == "app":
            return self.app
        return self.focused if owner == "scrolling" and isinstance(self.focused, ScrollingWidget) else None

    async def on_event(self, event: events.Event) -> None:
        """Handle an event, but no size that the window has no longer.

        Textual sends a screen the size that it was laid out for as another event. Where that one and the next size of
        the window are under way at once, both would be laid out in turn for ever.
        """
        if isinstance(event, events.Resize) and event.size != self.app.size:
            event.stop()
        else:
            await super().on_event(event)

    def on_mount(self) -> None:
        """Note for which theme Textual has worked out the styles of all widgets."""
        self._styled_theme = self.app.theme

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Have Textual work out the styles of all widgets only where the theme has changed since it did so last."""
        if self.app.theme == self._styled_theme:
            event.refresh_styles = False
        self._styled_theme = self.app.theme

    @property
    def is_exiting(self) -> bool:
        """Whether the program was quit, and is ending."""
        return self.app.return_code is not None

    def show_message(self, message: str, kind: MessageKind = "note") -> None:
        """Show a message until the next key.

        Args:
            message: The message, in the language of the screen.
            kind: Its weight, which decides its style.
        """
        raise NotImplementedError

    def clear_message(self) -> None:
        """Remove the message: a key was pressed."""

    async def on_key(self, event: events.Key) -> None:
        """Find the command of a key and run it; show a message for a key without a command.

        A key behind the one that closed this screen is for the screen that shows now, one behind quitting for nobody.
        """
        if self.is_exiting:
            return
        if self.app.screen is not self:
            event.stop()
            self.app.screen.post_message(event)
            return
        contexts = self.get_contexts()
        key = normalize_key(event.key, event.character)
        command = self.keymap.find_command(contexts, key)
        if command is None and contexts[0] in _TEXT_CONTEXTS:
            if event.is_printable and event.character:  # else the keys of typing are the input's own
                self.type_into_prompt(event.character)
            return
        event.stop()
        event.prevent_default()
        self.clear_message()
        if await self.intercept_key(key, command):
            return
        if command is not None:
            await self.run_command(command)
        elif event.character and is_from_input_method(event.character):
            self.show_message(self.messages("status.input_method"), "warning")
        elif not self.handle_unbound_key(key) and key not in _IGNORED_KEYS:
            self.show_message(self.unbound_key_message(key), "warning")

    async def on_bar_command_clicked(self, event: Bar.CommandClicked) -> None:
        """Run the command whose hint or label was clicked, as its key would."""
        event.stop()
        self.clear_message()
        command = next((command for command in COMMANDS if command.id == event.command_id), None)
        if command is not None and not self.is_exiting:
            await self.run_command(command)

    def type_into_prompt(self, character: str) -> None:
        """Insert a character into a prompt that was still being opened when it was typed."""

    def unbound_key_message(self, key: str) -> str:
        """The message for a key, by its name, that does nothing."""
        return self.messages("status.no_key", key=format_key(key))

    def handle_unbound_key(self, key: str) -> bool:
        """Handle a key without a command; return whether it did something."""
        return False

    async def intercept_key(self, key: str, command: Command | None) -> bool:
        """Take a key before its command runs; return whether it was taken.

        Args:
            key: The name of the key.
            command: Its command here; None where it has none.
        """
        return False

    def resolve_action(self, command: Command) -> Callable[[], object] | None:
        """The method of a command; None where this screen has none for it."""
        return getattr(self.get_owner(command.owner), command.action, None)

    async def run_command(self, command: Command) -> None:
        """Run a command, or show that it cannot be run here."""
        do = self.resolve_action(command)
        if do is None:
            self.show_message(self.messages("status.not_here", command=self.messages(command.id)), "warning")
            return
        done = do()
        if isawaitable(done):
            await done
