"""A full page over the article, with a title, rows, and keys: the base of help, settings and diagnostics."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen

from reader.text.folding import fold_for_search, fold_query
from reader.tui.prompts import FilterPrompt
from reader.tui.rows.bar_row import BarPart
from reader.tui.rows.columns import shorten_message
from reader.tui.rows.key_hints import make_key_hints
from reader.tui.screens.command_screen import CommandScreen
from reader.tui.widgets.choice_drawer import ChoiceDrawer
from reader.tui.widgets.full_page_rows import FullPageLine, FullPageRows
from reader.tui.widgets.prompt_bar import PromptBar
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
    """A full page of rows, which subclasses supply; `/` filters them by words; q, Esc and its own key close it.

    Args:
        keymap: The keys in force.
        messages: Those of the screen below.
        ambiguous: Cells of characters of ambiguous width.
    """

    AUTO_FOCUS: ClassVar[str | None] = "FullPageRows"
    DEFAULT_CSS = "FullPageScreen { background: $background; }"
    FILTER_MESSAGE: ClassVar[str] = ""
    """The id of the message in the empty prompt of the filter; "" for a page that has none."""

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
        self._query = ""
        """The words that the lines are filtered by."""
        self._choice_drawer = ChoiceDrawer(1)
        self._prompt_bar = PromptBar(self._choice_drawer)

    @property
    def messages(self) -> Messages:
        """The messages of the screen that it was opened over."""
        return self._messages

    def compose(self) -> ComposeResult:
        """The title, the rows, the status bar; the prompt bar comes when the rows are filtered."""
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
        self.refresh_lines()

    def refresh_lines(self) -> None:
        """Show the lines of the page, or those that have the words of the filter."""
        lines = self.make_lines()
        if self._query:
            no_match = self.messages("status.no_match", q=self._query)
            lines = filter_lines(lines, self._query) or [FullPageLine(""), FullPageLine("  " + no_match)]
        self.rows.set_lines(lines)

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
        return self.filter_hints + self.close_hints

    @property
    def filter_hints(self) -> tuple[KeyHint, ...]:
        """The key hint for filtering the page; none where it cannot be filtered."""
        return make_key_hints(self.messages, (self.FILTER_MESSAGE, "filter")) if self.FILTER_MESSAGE else ()

    @property
    def close_hints(self) -> tuple[KeyHint, ...]:
        """The key hint for leaving the page; none where no key does."""
        return make_key_hints(self.messages, ("hint.back", "back"), ("hint.back", "cancel"))[:1]

    def get_contexts(self) -> Sequence[CommandContext]:
        """The context of a list; of the prompt bar, while that is open."""
        return ("box",) if self._prompt_bar.is_open else ("pane", "everywhere")

    def get_owner(self, owner: CommandOwner) -> object | None:
        """The page itself has the actions of focus, search and list; the prompt bar has its own."""
        if owner == "prompt_bar":
            return self._prompt_bar
        return self if owner in ("focus", "search", "side_list") else super().get_owner(owner)

    def resolve_action(self, command: Command) -> Callable[[], object] | None:
        """The method of a command; None for Textual's own actions, such as one to focus a widget."""
        do = super().resolve_action(command)
        textuals_own = self.get_owner(command.owner) is self and hasattr(Screen, command.action)
        return None if textuals_own else do

    def show_message(self, message: str, kind: MessageKind = "note") -> None:
        """Show a message until the next key; see `CommandScreen.show_message`."""
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

    # -- the filter

    async def action_filter(self) -> None:
        """Ask for the words to filter the page by."""
        if not self.FILTER_MESSAGE:
            self.show_message(self.messages("status.not_here", command=self.messages("filter")), "warning")
            return
        if not self._prompt_bar.is_attached:
            await self.mount(self._choice_drawer, self._prompt_bar)
            self.set_ambiguous_width(self._ambiguous)
        placeholder = self.messages(self.FILTER_MESSAGE)
        prompt = FilterPrompt(self._set_filter, lambda: None, initial_text=self._query, placeholder=placeholder)
        await self._prompt_bar.open(prompt, self.messages)

    def _set_filter(self, query: str) -> str:
        """Show only what has these words."""
        self._query = query
        self.refresh_lines()
        return ""

    def type_into_prompt(self, character: str) -> None:
        """Type a letter into the prompt bar."""
        self._prompt_bar.insert_text(character)

    def on_prompt_bar_closed(self) -> None:
        """Give the keyboard back to the rows."""
        self.rows.focus()

    # -- leaving

    def action_back(self) -> None:
        """Close the page."""
        self.close()

    def action_cancel(self) -> None:
        """Clear the filter, or close the page where there is none."""
        if self._query:
            self._set_filter("")
        else:
            self.close()

    def close(self) -> None:
        """Close the page, unless it is closed already: the second of two clicks may still be on its way to it."""
        if self.is_current:
            self.dismiss()


def filter_lines(lines: Sequence[FullPageLine], query: str) -> list[FullPageLine]:
    """The lines that have some words, in either script, each group under its heading; none where none has them.

    Args:
        lines: The lines of a page.
        query: The words; a line with its heading has to have them as they are typed.
    """
    wanted, topic = fold_query(query), FullPageLine("")
    kept: list[FullPageLine] = []
    has_topic = False
    for line in lines:
        if line.is_topic:
            topic, has_topic = line, False
        elif line.label or line.text:
            text = f"{topic.label} {line.label} {line.text} {line.value or ''} {line.explanation}"
            if wanted in fold_for_search(text):
                if not has_topic:
                    kept += [FullPageLine(""), *([topic] if topic.label else [])]
                    has_topic = True
                kept.append(line)
    return kept
