"""The line that is typed into."""

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
    """An input that leaves lines and quotes of a paste alone, and never blinks: an idle screen writes nothing."""

    def __init__(self) -> None:
        super().__init__(compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._ambiguous: AmbiguousWidth = 1

    def set_ambiguous_width(self, ambiguous: AmbiguousWidth) -> None:
        """The terminal gives so many cells to characters of ambiguous width."""
        self._ambiguous = ambiguous
        self.refresh()

    @property
    def _value(self) -> Text:
        """As it may be drawn: a name of a file may hold anything. Character by character what is typed."""
        return Text(to_single_line(self.value), no_wrap=True, overflow="ignore", end="")

    def render_line(self, y: int) -> Strip:
        """As it is, but what is wider than Textual thinks does not push aside what stands at its right."""
        return fit_segments(super().render_line(y), self.size.width, self._ambiguous, self.rich_style)

    def _on_paste(self, event: events.Paste) -> None:
        """One line: what is pasted in several is joined. What is longer than any path is no name and no phrase."""
        joined = " ".join(event.text.split())[:_MAX_PASTE_LENGTH]
        selection = self.selection
        if selection.is_empty:
            self.insert_text_at_cursor(joined)
        else:
            self.replace(joined, *selection)
        event.stop()
        event.prevent_default()
