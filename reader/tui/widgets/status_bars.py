"""The title bar, the status bar, and what lies over them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from reader.model import to_single_line
from reader.tui.rows.bar_row import BarContent, BarPart, lay_out_bar
from reader.tui.rows.columns import get_frame_characters
from reader.tui.widgets.painted import PaintedWidget
from reader.typeset import cell_len, to_display_text, wrap

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Size

    from reader.tui.rows.bar_row import KeyHint, MessageKind
    from reader.typeset import AmbiguousWidth

_MAX_MESSAGE_ROWS = 8
"""Of a message."""
_MESSAGE_CSS = """
    & > .bar--message-note { background: $panel; color: $foreground; }
    & > .bar--message-done { background: $panel; color: $success; }
    & > .bar--message-warning { background: $panel; color: $warning; text-style: bold; }
    & > .bar--message-error { background: $error; color: $background; text-style: bold; }
    &:ansi > .bar--message-note { background: ansi_default; color: ansi_default; }
    &:ansi > .bar--message-done { background: ansi_default; color: ansi_green; }
    &:ansi > .bar--message-warning { background: ansi_default; color: ansi_yellow; }
    &:ansi > .bar--message-error { background: ansi_default; color: ansi_red; text-style: reverse bold; }
"""
_MESSAGE_STYLES = {f"bar--message-{kind}" for kind in ("note", "done", "warning", "error")}


class MessageOverlay(PaintedWidget):
    """A message that is longer than the status bar: it lies over the last rows until the next key."""

    PREFIX = "bar"
    COMPONENT_CLASSES: ClassVar[set[str]] = _MESSAGE_STYLES
    DEFAULT_CSS = f"""
    MessageOverlay {{
        display: none; layer: over; dock: bottom; height: auto; background: $background;
        {_MESSAGE_CSS}
    }}
    """

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[str] = []
        self._last_shown: tuple[str, int, MessageKind] = "", 0, "note"
        self._is_raised = False

    def set_raised(self, is_raised: bool) -> None:
        """Lie above the bottom row, where something is typed that is not to be covered; then short messages, too.

        It is moved when there is a message to show: until then the screen need not be laid out anew.
        """
        self._is_raised = is_raised

    def set_ambiguous_width(self, ambiguous: AmbiguousWidth) -> None:
        """Wrap the message anew: its characters take other cells."""
        super().set_ambiguous_width(ambiguous)
        self.show_message(*self._last_shown)

    def show_message(self, message: str, width: int, kind: MessageKind = "note") -> bool:
        """Show a message if it needs more than one row, or the bottom row is taken; return whether it is shown.

        Args:
            message: The message; "" for none.
            width: Cells of the row below.
            kind: Its weight.
        """
        self._last_shown = message, width, kind
        text = to_display_text(message)
        spans = wrap(text, max(4, width - 4), ambiguous_width=self.ambiguous) if message else []
        rows = [text[start:end] for start, end in spans]
        needed = len(rows) > 1 or (self._is_raised and bool(message))
        self.display = needed
        if needed and self.styles.margin.bottom != self._is_raised:
            self.styles.margin = (0, 0, int(self._is_raised), 0)
        if needed and rows != self._rows:
            self._rows = rows[:_MAX_MESSAGE_ROWS]
            self.refresh(layout=True)
        return needed

    @property
    def rows_over_page(self) -> int:
        """The rows of the page that it lies over: all but the one over the status bar."""
        return len(self._rows) - int(not self._is_raised) if self.display else 0

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows of the message."""
        return len(self._rows)

    def render_line(self, y: int) -> Strip:
        """A row of the message."""
        text = self._rows[y] if y < len(self._rows) else ""
        style = self.get_part_style(f"message-{self._last_shown[2]}")
        return self.fit_row([Segment(f"  {text}", style)], style)


class Bar(PaintedWidget):
    """One row: see `BarContent`. Its parts that stand for a command answer a click."""

    PREFIX = "bar"
    COMPONENT_CLASSES: ClassVar[set[str]] = _MESSAGE_STYLES | {
        f"bar--{name}" for name in ("key", "label", "title", "script", "empty")
    }
    DEFAULT_CSS = f"""
    Bar {{
        height: 1; width: 1fr; background: $bar; color: $foreground;
        & > .bar--key {{ color: $accent; text-style: bold; }}
        & > .bar--label {{ color: $muted; }}
        & > .bar--title {{ color: $title; text-style: bold; }}
        & > .bar--script {{ color: $accent; }}
        & > .bar--empty {{ background: $background; }}
        &:ansi {{ background: ansi_default; }}
        &:ansi > .bar--key {{ text-style: bold; }}
        &:ansi > .bar--label {{ text-style: dim; }}
        {_MESSAGE_CSS}
    }}
    """

    @dataclass
    class CommandClicked(Message):
        """A part that stands for a command was clicked."""

        command_id: str

    def __init__(self, **names: str) -> None:
        super().__init__(**names)
        self._content = BarContent()

    def set_content(
        self,
        left: str | tuple[BarPart, ...] = (),
        *,
        detail: str = "",
        message: str = "",
        message_kind: MessageKind = "note",
        right: tuple[BarPart, ...] = (),
        hints: tuple[KeyHint, ...] = (),
    ) -> None:
        """Show these texts; nothing is drawn when they are the same as before.

        Args:
            left: Where or what; a text or parts.
            detail: Behind the left, as much of it as there is room for.
            message: A message, in its own place behind the left.
            message_kind: The weight of the message.
            right: At the right edge, never shortened.
            hints: As many as fit go to the right edge.
        """
        parts = ((BarPart(left),) if left else ()) if isinstance(left, str) else left
        content = BarContent(parts, to_single_line(detail), to_single_line(message), message_kind, right, hints)
        if content != self._content:
            self._content = content
            self.refresh()

    @property
    def content(self) -> BarContent:
        """What it shows."""
        return self._content

    def _lay_out(self) -> list[BarPart]:
        return lay_out_bar(self._content, self.size.width, self.ambiguous)

    def on_click(self, event: events.Click) -> None:
        """Run the command under the mouse."""
        event.stop()
        end = 0
        for part in self._lay_out():
            end += cell_len(part.text, self.ambiguous)
            if event.x < end:
                if part.command_id:
                    self.post_message(self.CommandClicked(part.command_id))
                return

    def render_line(self, y: int) -> Strip:
        """The row of the bar."""
        if y or self.size.width < len("  "):
            return self.fit_row([])
        if self._content == BarContent():
            return self.fit_row([], self.get_part_style("empty"))
        return self.fit_row(
            Segment(to_display_text(part.text), self.get_part_style(part.style_name)) for part in self._lay_out()
        )


class HorizontalRule(PaintedWidget):
    """The line over a drawer."""

    DEFAULT_CSS = "HorizontalRule { height: 1; color: $muted; }"

    def render_line(self, y: int) -> Strip:
        """The line."""
        line = get_frame_characters(self.ambiguous).horizontal
        return Strip([Segment(line * self.size.width, self.get_part_style())], self.size.width)
