"""The input of the prompt bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.widgets import Input

from reader.model import to_single_line
from reader.tui.widgets.painted import fit_segments

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip

    from reader.typeset import AmbiguousWidth

_MAX_PASTE_LENGTH = 4096
"""Code points that are taken of a paste: the longest path."""


class PromptInput(Input):
    """An input that joins the lines of a paste, and whose cursor never blinks: an idle screen writes nothing."""

    def __init__(self) -> None:
        super().__init__(compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._ambiguous: AmbiguousWidth = 1

    def set_ambiguous_width(self, ambiguous: AmbiguousWidth) -> None:
        """Draw characters of ambiguous width in so many cells."""
        self._ambiguous = ambiguous
        self.refresh()

    @property
    def _value(self) -> Text:
        """The text as Textual draws it, character by character, without line breaks: a file name may hold anything."""
        return Text(to_single_line(self.value), no_wrap=True, overflow="ignore", end="")

    def render_line(self, y: int) -> Strip:
        """As Textual draws it, cut to its width in the cells of the terminal, so that nothing at its right is moved."""
        return fit_segments(super().render_line(y), self.size.width, self._ambiguous, self.rich_style)

    def on_paste(self, event: events.Paste) -> None:
        """Insert what is pasted as one line, cut to the length of the longest path, in place of what Input does."""
        joined = " ".join(event.text.split())[:_MAX_PASTE_LENGTH]
        selection = self.selection
        if selection.is_empty:
            self.insert_text_at_cursor(joined)
        else:
            self.replace(joined, *selection)
        event.stop()
        event.prevent_default()
