"""The help: the keys to begin with, the commands of where the keyboard is, all others by what they are for, signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.input.commands import COMMANDS
from reader.text.folding import fold_for_search, fold_query
from reader.tui.prompts import FilterPrompt
from reader.tui.rows.key_hints import make_key_hints
from reader.tui.screens.full_page import FullPageScreen
from reader.tui.widgets.choice_drawer import ChoiceDrawer
from reader.tui.widgets.full_page_rows import FullPageLine
from reader.tui.widgets.prompt_bar import PromptBar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult

    from reader.i18n import Messages
    from reader.input.commands import Command, CommandContext, CommandOwner
    from reader.input.keymap import Keymap
    from reader.tui.rows.bar_row import KeyHint
    from reader.typeset import AmbiguousWidth

_SIGN_IDS = (
    "bold", "reverse", "underline", "dim", "caption", "number", "star", "plus", "question", "tilde", "unread", "here",
)  # fmt: skip


_FIRST_COMMANDS = (
    *("page.down", "walk.next", "pane.sections", "pane.figures", "search", "script.other", "cursor", "mark"),
    *("palette", "back"),
)
"""The commands whose keys one has to know; those that have no key are left out."""
_PURPOSES: dict[str, tuple[CommandOwner, ...]] = {
    "moving": ("scrolling", "cursor"),
    "finding": ("article_pane", "side_list", "search", "info", "jumps"),
    "marking": ("annotations", "note_editing", "note_placement", "note_editor", "tags"),
    "script": ("script_switch", "conversion_review"),
    "figures": ("figures",),
    "taking": ("clipboard_copy", "save_copy", "links", "pipe"),
    "boxes": ("prompt_bar", "choice_drawer"),
    "program": ("app", "focus", "command_palette"),
}
"""What the commands of some owners are for; those of all other owners are about articles."""
_OTHER_PURPOSE = "articles"
PURPOSES_IN_ORDER = ("moving", "finding", "marking", "script", "figures", "taking", _OTHER_PURPOSE, "boxes", "program")


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
        self._context_below = context
        self.rows.can_have_columns = True
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
        lines = [FullPageLine("")]
        for topic, rows in self._group_by_topic():
            found = [line for line in rows if wanted in fold_for_search(f"{topic} {line.label} {line.text}")]
            if found:
                lines += [FullPageLine(topic), *found, FullPageLine("")]
        return (
            lines if len(lines) > 1 else [*lines, FullPageLine("  " + self.messages("status.no_match", q=self._query))]
        )

    def _group_by_topic(self) -> Iterator[tuple[str, list[FullPageLine]]]:
        """The titles of the topics, each with its lines."""
        words = self.messages
        by_id = {command.id: command for command in COMMANDS}
        first = [by_id[name] for name in _FIRST_COMMANDS if self.keymap.keys(name)]
        yield (
            words("help.topic.first"),
            [FullPageLine(words.format_first_key(c.id), words(c.id + ".help")) for c in first],
        )
        here = [command for command in COMMANDS if command.context == self._context_below]
        yield words("help.topic." + self._context_below), [self._make_line(command) for command in here]
        others = [command for command in COMMANDS if command.context != self._context_below]
        for purpose in PURPOSES_IN_ORDER:
            commands = [command for command in others if _find_purpose(command) == purpose]
            yield words("help.purpose." + purpose), [self._make_line(command, with_place=True) for command in commands]
        signs = [FullPageLine(words("sign." + name), words(f"sign.{name}.help")) for name in _SIGN_IDS]
        yield words("help.topic.signs"), signs

    def _make_line(self, command: Command, *, with_place: bool = False) -> FullPageLine:
        """The keys of a command, and what they do; with the place where they do it if that is not the page."""
        words = self.messages
        keys = self.keymap.format_keys(command.id) or words.format_first_key("palette")
        text = words(command.id + ".help")
        if with_place and command.context not in ("article", "everywhere"):
            text += f"  ({words('help.topic.' + command.context)})"
        return FullPageLine(keys, text)

    def list_key_hints(self) -> tuple[KeyHint, ...]:
        """The keys that filter the page and leave it."""
        return make_key_hints(self.messages, ("help.search", "filter")) + self.close_hints

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
        self.close()

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
            self.close()


def _find_purpose(command: Command) -> str:
    """What a command is for, as _PURPOSES names it."""
    return next((name for name, owners in _PURPOSES.items() if command.owner in owners), _OTHER_PURPOSE)
