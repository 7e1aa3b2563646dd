"""The help: every command by where it is heard, what holds now first, and what the signs on the page mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.input.commands import COMMANDS, CONTEXTS
from reader.text.folding import fold_for_search, fold_query
from reader.tui.screens.full_page import FullPageLine, FullPageScreen
from reader.tui.widgets.choice_drawer import ChoiceDrawer
from reader.tui.widgets.prompt_bar import PromptBar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult

    from reader.i18n import Messages
    from reader.input.commands import CommandContext, CommandOwner
    from reader.input.keymap import Keymap
    from reader.tui.prompts import Choice

_SIGN_IDS = (
    "bold", "reverse", "underline", "dim", "caption", "number", "star", "plus", "question", "tilde", "unread", "here",
)  # fmt: skip


class HelpScreen(FullPageScreen):
    """A full page; `/` keeps the rows that have the words typed."""

    prefix = "/"
    initial_text = ""

    def __init__(self, keymap: Keymap, messages: Messages, context: CommandContext) -> None:
        super().__init__(keymap, messages)
        self._topics = sorted(CONTEXTS, key=lambda topic: topic != context)  # stable: the others keep their order
        self._query = ""
        self._choice_drawer = ChoiceDrawer(1)
        self._prompt_bar = PromptBar(self._choice_drawer)
        self.placeholder = messages("help.search")

    def compose(self) -> ComposeResult:
        """The page, and the box to search it."""
        yield from super().compose()
        yield self._choice_drawer
        yield self._prompt_bar

    @property
    def page_title(self) -> str:
        """What page this is."""
        return self.messages("help.title")

    def make_lines(self) -> Sequence[FullPageLine]:
        """The rows of all topics, or those with the words searched for."""
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
        """How to search and leave."""
        return self.messages.format_hint("help.search", "filter"), self.close_hint

    def get_contexts(self) -> Sequence[CommandContext]:
        """The box, while it is open."""
        return ("box",) if self._prompt_bar.is_open else super().get_contexts()

    def get_owner(self, owner: CommandOwner) -> object | None:
        """The box has its own commands; help closes what help opened."""
        return self._prompt_bar if owner == "prompt_bar" else self if owner == "app" else super().get_owner(owner)

    def unbound_key_message(self, key: str) -> str:
        """The keys are shown already."""
        return self.messages("status.no_key.help", key=key)

    def action_help(self) -> None:
        """The key that opened it closes it."""
        self.dismiss()

    def action_quit(self) -> None:
        """Out of the program."""
        self.app.exit()

    # -- searching

    async def action_filter(self) -> None:
        """Ask for words."""
        self.initial_text = self._query
        await self._prompt_bar.open(self, self.messages)

    def list_choices(self, text: str) -> Sequence[Choice]:
        """The page itself shows them."""
        return ()

    def preview(self, text: str) -> str:
        """Show what has these words."""
        self._query = text
        self.rows.set_lines(self.make_lines())
        return ""

    def accept(self, text: str, choice: Choice | None) -> None:
        """Keep it."""

    def cancel(self) -> None:
        """Show what was shown before."""
        self.preview(self.initial_text)

    def type_into_prompt(self, character: str) -> None:
        """Typed for the box."""
        self._prompt_bar.insert_text(character)

    def on_prompt_bar_closed(self) -> None:
        """The keyboard goes back to the rows."""
        self.rows.focus()

    def action_cancel(self) -> None:
        """First the search, then the page."""
        if self._query:
            self.preview("")
        else:
            self.dismiss()
