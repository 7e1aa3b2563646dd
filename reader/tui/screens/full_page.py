"""A full page over the article, with a title, rows, and keys: the base of help, settings and diagnostics."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen

from reader.tui.rows.bar_row import BarPart
from reader.tui.rows.columns import shorten_message
from reader.tui.rows.key_hints import make_key_hints
from reader.tui.screens.command_screen import CommandScreen
from reader.tui.widgets.full_page_rows import FullPageLine, FullPageRows
from reader.tui.widgets.status_bars import Bar, MessageOverlay

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from reader.i18n import Messages
    from reader.input.commands import Command, CommandContext, CommandOwner
    from reader.input.keymap import Keymap
    from reader.tui.rows.bar_row import KeyHint, MessageKind
    from reader.typeset import AmbiguousWidth


class FullPageScreen(CommandScreen):
    """Its subclasses say what the rows are; q, Esc and its own key close it.

    Args:
        keymap: The keys in force.
        messages: Those of the screen below.
        ambiguous: Cells of characters of ambiguous width.
    """

    AUTO_FOCUS: ClassVar[str | None] = "FullPageRows"
    DEFAULT_CSS = "FullPageScreen { background: $background; }"

    def __init__(self, keymap: Keymap, messages: Messages, ambiguous: AmbiguousWidth) -> None:
        super().__init__(keymap)
        self._messages = messages
        self._ambiguous = ambiguous
        self.title_bar, self.rows, self.status_bar, self.message_overlay = (
            Bar(),
            FullPageRows(),
            Bar(),
            MessageOverlay(),
        )
        self._message = ""
        self._message_kind: MessageKind = "note"

    @property
    def messages(self) -> Messages:
        """Those of the screen that it was opened over."""
        return self._messages

    def compose(self) -> ComposeResult:
        """The title, the rows, the status bar."""
        yield self.title_bar
        yield from self.compose_body()
        yield self.status_bar
        yield self.message_overlay

    def compose_body(self) -> ComposeResult:
        """What stands between the bars."""
        yield self.rows

    def on_mount(self) -> None:
        """Fill the page, once its width is known."""
        self.set_ambiguous_width(self._ambiguous)
        self.refresh_title()
        self.fill_body()

    def fill_body(self) -> None:
        """Make the rows."""
        self.rows.set_lines(self.make_lines())

    def refresh_title(self) -> None:
        """Show the title of the page."""
        self.title_bar.set_content((BarPart("dubao 讀報", "label"), BarPart(f"  {self.page_title}", "title")))

    @property
    def page_title(self) -> str:
        """The title of the page."""
        raise NotImplementedError

    def make_lines(self) -> Sequence[FullPageLine]:
        """The lines of the page."""
        raise NotImplementedError

    def list_key_hints(self) -> tuple[KeyHint, ...]:
        """The key hints of the status bar."""
        return self.close_hints

    @property
    def close_hints(self) -> tuple[KeyHint, ...]:
        """The key hint for leaving the page; none where no key does."""
        return make_key_hints(self.messages, ("hint.back", "back"), ("hint.back", "cancel"))[:1]

    def get_contexts(self) -> Sequence[CommandContext]:
        """The context of a list."""
        return "pane", "everywhere"

    def get_owner(self, owner: CommandOwner) -> object | None:
        """The page itself has the actions of focus, search and list."""
        return self if owner in ("focus", "search", "side_list") else super().get_owner(owner)

    def resolve_action(self, command: Command) -> Callable[[], object] | None:
        """The method of a command; None for Textual's own actions, such as one to focus a widget."""
        do = super().resolve_action(command)
        textuals_own = self.get_owner(command.owner) is self and hasattr(Screen, command.action)
        return None if textuals_own else do

    def show_message(self, message: str, kind: MessageKind = "note") -> None:
        """Show a message of a weight until the next key."""
        self._message, self._message_kind = shorten_message(message), kind
        self.refresh_status()

    def clear_message(self) -> None:
        """Remove the message: a key was pressed."""
        self.show_message("")

    def on_full_page_rows_moved(self) -> None:
        """Show which rows are visible."""
        self.refresh_status()

    def refresh_status(self) -> None:
        """Show the message, or which rows are visible and the keys."""
        self.message_overlay.show_message(self._message, self.app.size.width, self._message_kind)
        self.status_bar.set_content(
            self.rows.visible_range,
            message=self._message,
            message_kind=self._message_kind,
            hints=self.list_key_hints(),
        )

    def action_back(self) -> None:
        """Close the page."""
        self.dismiss()

    def action_cancel(self) -> None:
        """Close the page."""
        self.dismiss()
