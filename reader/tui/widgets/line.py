"""The line that is typed into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

if TYPE_CHECKING:
    from textual import events


class Line(Input):
    """An input that leaves lines and quotes of a paste alone, and never blinks: an idle screen writes nothing."""

    def __init__(self) -> None:
        super().__init__(compact=True, select_on_focus=False)
        self.cursor_blink = False

    def _on_paste(self, event: events.Paste) -> None:
        """One line: what is pasted in several is joined."""
        joined = " ".join(event.text.split())
        selection = self.selection
        if selection.is_empty:
            self.insert_text_at_cursor(joined)
        else:
            self.replace(joined, *selection)
        event.stop()
        event.prevent_default()
