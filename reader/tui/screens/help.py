"""The help: all commands by context, the current one first, and the meaning of the signs on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.input.commands import COMMANDS, CONTEXTS
from reader.text.folding import fold_for_search, fold_query
from reader.tui.prompts import FilterPrompt
from reader.tui.screens.full_page import FullPageLine, FullPageScreen
from reader.tui.widgets.choice_drawer import ChoiceDrawer
from reader.tui.widgets.prompt_bar import PromptBar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult

    from reader.i18n import Messages
    from reader.input.commands import CommandContext, CommandOwner
    from reader.input.keymap import Keymap
    from reader.typeset import AmbiguousWidth

_SIGN_IDS = (
    "bold", "reverse", "underline", "dim", "caption", "number", "star", "plus", "question", "tilde", "unread", "here",
)  # fmt: skip


class HelpScreen(FullPageScreen):
    """A full page; `/` keeps the rows that have the words typed.

    Args:
        keymap: The keys in force.
        messages: Those of the screen below.
        ambiguous: Cells of characters of ambiguous width.
        context: Where the keyboard is on the screen below: the commands of this context come first.
    """

    def __init__(self, keymap: Keymap, messages: Messages, ambiguous: AmbiguousWidth, context: CommandContext) -> None:
        super().__init__(keymap, messages, ambiguous)
        self._topics = sorted(CONTEXTS, key=lambda topic: topic != context)  # stable: the others keep their order
        self._query = ""
        self._choice_drawer = ChoiceDrawer(1)
        self._prompt_bar = PromptBar(self._choice_drawer)

    def compose(self) -> ComposeResult:
        """The page, and the prompt bar to filter it."""
        yield from super().compose()
        yield self._choice_drawer
        yield self._prompt_bar

    @property
    def page_title(self) -> str:
        """The title of the page."""
        return self.messages("help.title")

    def make_lines(self) -> Sequence[FullPageLine]:
        """The rows of all topics, or those that have the words of the filter."""
        wanted = fold_query(self._query)
        lines: list[FullPageLine] = []
        for topic, rows in self._group_by_topic():
            found = [line for line in rows if wanted in fold_for_search(f"{topic} {line.label} {line.text}")]
            if found:
                lines += [FullPageLine(""), FullPageLine(topic), *found]
        return lines[1:] or [FullPageLine("  " + self.messages("status.no_match", q=self._query))]

    def _group_by_topic(self) -> Iterator[tuple[str, list[FullPageLine]]]:
        words = self.messages
        for topic in self._topics:
            commands = [c for c in COMMANDS if c.context == topic]
            rows = [
                FullPageLine(self.keymap.format_keys(c.id) or words.format_first_key("palette"), words(c.id + ".help"))
                for c in commands
            ]
            yield words("help.topic." + topic), rows
        yield (
            words("help.topic.signs"),
            [FullPageLine(words("sign." + s), words("sign." + s + ".help")) for s in _SIGN_IDS],
        )

    def list_key_hints(self) -> tuple[str, ...]:
        """The keys that filter the page and leave it."""
        return self.messages.format_hint("help.search", "filter"), self.close_hint

    def get_contexts(self) -> Sequence[CommandContext]:
        """The prompt bar, while it is open."""
        return ("box",) if self._prompt_bar.is_open else super().get_contexts()

    def get_owner(self, owner: CommandOwner) -> object | None:
        """The prompt bar has its own commands; the command that opened the help closes it."""
        return self._prompt_bar if owner == "prompt_bar" else self if owner == "app" else super().get_owner(owner)

    def unbound_key_message(self, key: str) -> str:
        """The message for a key without a command: none, because the page itself lists all keys."""
        return self.messages("status.no_key.help", key=key)

    def action_help(self) -> None:
        """Close the help."""
        self.dismiss()

    def action_quit(self) -> None:
        """Quit the program."""
        self.app.exit()

    # -- the filter

    async def action_filter(self) -> None:
        """Ask for the words to filter the page by."""
        placeholder = self.messages("help.search")
        prompt = FilterPrompt(self._set_filter, lambda: None, initial_text=self._query, placeholder=placeholder)
        await self._prompt_bar.open(prompt, self.messages)

    def _set_filter(self, query: str) -> str:
        """Show only what has these words."""
        self._query = query
        self.rows.set_lines(self.make_lines())
        return ""

    def type_into_prompt(self, character: str) -> None:
        """Type a letter into the prompt bar."""
        self._prompt_bar.insert_text(character)

    def on_prompt_bar_closed(self) -> None:
        """Give the keyboard back to the rows."""
        self.rows.focus()

    def action_cancel(self) -> None:
        """Clear the filter, or close the page where there is none."""
        if self._query:
            self._set_filter("")
        else:
            self.dismiss()
