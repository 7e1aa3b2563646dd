"""The search box: the bottom row while it is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from reader.tui.commands import bindings
from reader.tui.widgets.bars import Bar

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reader.tui.words import Words


class SearchBox(Horizontal):
    """`/` and what is looked for, with the count at the right."""

    BINDINGS = bindings("box")  # type: ignore[assignment]  # a list is invariant
    DEFAULT_CSS = """
    SearchBox {
        display: none; height: 1; background: $background;
        & #slash { width: 3; text-style: none; }
        & Input { width: 1fr; border: none; padding: 0; height: 1; background: $background; }
        & Input:focus { border: none; background-tint: $background 0%; }
        & #count { width: 1fr; }
    }
    """

    @dataclass
    class Changed(Message):
        """Other words are looked for."""

        query: str

    @dataclass
    class Closed(Message):
        """The box was closed."""

        query: str
        accepted: bool

    def compose(self) -> ComposeResult:
        """Nothing yet: the sign, the input and the count are made when it is first opened."""
        yield from ()

    def open(self, words: Words) -> None:
        """Show the box, empty, with the keyboard in it."""
        self._words = words
        self.display = True
        if not self.children:
            box = Input(compact=True, select_on_focus=False)
            box.cursor_blink = False  # an idle screen writes nothing
            self.mount(Bar(id="slash"), box, Bar(id="count"))
            self.call_after_refresh(self._ready)
        else:
            self._ready()

    def _ready(self) -> None:
        self.query_one("#slash", Bar).say("/")
        self.query_one("#count", Bar).say(
            "", right=f"Enter {self._words('hint.accept')}  Esc {self._words('hint.close')}"
        )
        box = self.query_one(Input)
        box.value = ""
        box.focus()

    def count(self, number: int, of: int) -> None:
        """Which hit of how many is current."""
        typed = self.query_one(Input).value
        said = f"{self._words('walk.hits')} {number}/{of}" if of else self._words("status.no_hit") if typed else ""
        keys = (f"Enter {self._words('hint.accept')}", f"Esc {self._words('hint.close')}")
        self.query_one("#count", Bar).say(said, keys=keys)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as it is typed."""
        event.stop()
        if self.display:
            self.post_message(self.Changed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter."""
        event.stop()
        self._close(accepted=True)

    def action_box_accept(self) -> None:
        """Keep the search."""
        self._close(accepted=True)

    def action_box_cancel(self) -> None:
        """Forget it."""
        self._close(accepted=False)

    def _close(self, *, accepted: bool) -> None:
        self.display = False
        self.post_message(self.Closed(self.query_one(Input).value, accepted))
