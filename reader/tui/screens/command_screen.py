"""A screen whose keys are looked up in the table of commands: what is innermost hears a key first."""

from __future__ import annotations

from inspect import isawaitable
from typing import TYPE_CHECKING

from textual.screen import Screen

from reader.input.key_names import heard, is_han, printed_key
from reader.tui.widgets.painted import Painted
from reader.tui.widgets.scroller import Scroller

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

    from reader.i18n import Words
    from reader.input.commands import Command, Context, Owner
    from reader.input.keymap import Keymap
    from reader.typeset import Ambiguous

_TYPED: frozenset[Context] = frozenset({"box", "editor"})
"""Where letters are text."""
_SILENT = frozenset({"h", "l", "left", "right"})
"""Keys that vi users press while reading: there is nothing to move, and nothing to say."""


class KeyedScreen(Screen[None], inherit_bindings=False):
    """Says which contexts hold and who does what; keys and names of commands find their way from here.

    Textual's own bindings are not used: a context is more than a focused widget, keys come from input methods in full
    width, and a key that does nothing has to say so.
    """

    def __init__(self, keymap: Keymap, words: Words) -> None:
        super().__init__()
        self.keymap = keymap
        self.words = words

    def measure(self, ambiguous: Ambiguous) -> None:
        """The terminal gives so many cells to characters of ambiguous width."""
        for part in self.query(Painted):
            part.measure(ambiguous)

    def contexts(self) -> Sequence[Context]:
        """Where the keyboard is, the innermost first."""
        raise NotImplementedError

    def owner(self, name: Owner) -> object | None:
        """Who does the commands of an owner; None where there is nobody."""
        if name == "app":
            return self.app
        return self.focused if name == "scroller" and isinstance(self.focused, Scroller) else None

    @property
    def ended(self) -> bool:
        """Whether the program was quit, and is being taken apart."""
        return self.app.return_code is not None

    def tell(self, message: str) -> None:
        """A message, until the next key."""
        raise NotImplementedError

    def settle(self) -> None:
        """A key has come: what was told before has been read."""

    async def on_key(self, event: events.Key) -> None:
        """Find the command of a key and run it; one that does nothing says why, or what would.

        A key behind the one that closed this screen is for the screen that shows now, one behind quitting for nobody.
        """
        if self.ended:
            return
        if self.app.screen is not self:
            event.stop()
            self.app.screen.post_message(event)
            return
        contexts = self.contexts()
        key = heard(event.key, event.character)
        command = self.keymap.find(contexts, key)
        if command is None and contexts[0] in _TYPED:
            if event.is_printable and event.character:  # else the keys of typing are the input's own
                self.overhear(event.character)
            return
        event.stop()
        event.prevent_default()
        self.settle()
        if command is not None:
            await self.run(command)
        elif event.character and is_han(event.character):
            self.tell(self.words("status.input_method"))
        elif not self.unknown(key) and key not in _SILENT:
            self.tell(self.no_key(printed_key(key)))

    def overhear(self, character: str) -> None:
        """A letter for a box that was still being opened when it was typed."""

    def no_key(self, key: str) -> str:
        """What to say of a key that does nothing."""
        return self.words("status.no_key", key=key)

    def unknown(self, key: str) -> bool:
        """A key without a command; whether it meant something all the same."""
        return False

    def does(self, command: Command) -> Callable[[], object] | None:
        """What a command runs here; None where there is nothing to do it with."""
        return getattr(self.owner(command.owner), command.action, None)

    async def run(self, command: Command) -> None:
        """Do what a command does, or say that there is nothing to do it with."""
        do = self.does(command)
        if do is None:
            self.tell(self.words("status.not_here", command=self.words(command.id)))
            return
        done = do()
        if isawaitable(done):
            await done
