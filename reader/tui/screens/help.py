"""The help: the keys to begin with, those of a list or box that has the keyboard, all others by purpose, and signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reader.input.commands import COMMANDS
from reader.input.key_names import format_key
from reader.tui.screens.full_page import FullPageScreen
from reader.tui.widgets.full_page_rows import FullPageLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.i18n import Messages
    from reader.input.commands import Command, CommandContext, CommandOwner
    from reader.input.keymap import Keymap
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
_PURPOSE_OF_COMMAND = {"pane.figures": "figures", "pane.notes": "marking", "cursor": "marking", "sentence": "marking"}
"""The purpose of a command that its owner does not tell."""
_PAGE_CONTEXTS = ("article", "everywhere")
"""The contexts whose commands work on the page as it is; they stand before those of selecting and lists."""
_OTHER_PURPOSE = "articles"
_LIST_PURPOSE = "list"
"""That of all commands of the list of articles."""
PURPOSES_IN_ORDER = (
    *("moving", "finding", "marking", "script", "figures", "taking"),
    *(_OTHER_PURPOSE, _LIST_PURPOSE, "boxes", "program"),
)
_MAX_KEY_CELLS = 15
"""Cells of the column of keys: most are letters, and their text should stand beside them."""


class HelpScreen(FullPageScreen):
    """The page of help: all commands with their keys, by topic.

    Args:
        keymap: The keys in force.
        messages: Those of the screen below.
        ambiguous: Cells of characters of ambiguous width.
        context: Where the keyboard is on the screen below: its commands come first, unless it is the page.
    """

    FILTER_MESSAGE: ClassVar[str] = "help.search"

    def __init__(self, keymap: Keymap, messages: Messages, ambiguous: AmbiguousWidth, context: CommandContext) -> None:
        super().__init__(keymap, messages, ambiguous)
        self._context_below = context
        self.rows.can_have_columns = True
        self.rows.max_label_cells = _MAX_KEY_CELLS

    @property
    def page_title(self) -> str:
        """The title of the page."""
        return self.messages("help.title")

    def make_lines(self) -> Sequence[FullPageLine]:
        """The rows of all topics."""
        lines = [FullPageLine("")]
        for topic, rows in self._group_by_topic():
            lines += [FullPageLine(topic), *rows, FullPageLine("")]
        return lines

    def _group_by_topic(self) -> Iterator[tuple[str, list[FullPageLine]]]:
        """The titles of the topics, each with its lines."""
        words = self.messages
        by_id = {command.id: command for command in COMMANDS}
        if not self._query:  # a filter would find each of them twice
            first = [by_id[name] for name in _FIRST_COMMANDS if self.keymap.keys(name)]
            yield (
                words("help.topic.first"),
                [FullPageLine(words.format_first_key(c.id), words(c.id + ".help")) for c in first],
            )
            here = [command for command in COMMANDS if command.context == self._context_below]
            if self._context_below != "article":  # those of the page are most of what follows
                yield words("help.topic." + self._context_below), [self._make_line(command) for command in here]
        for purpose in PURPOSES_IN_ORDER:
            commands = [command for command in COMMANDS if _find_purpose(command) == purpose]
            commands.sort(key=lambda command: command.context not in _PAGE_CONTEXTS)
            with_place = purpose != _LIST_PURPOSE
            lines = [self._make_line(command, with_place=with_place) for command in commands]
            yield words("help.purpose." + purpose), lines
        signs = [FullPageLine(words("sign." + name), words(f"sign.{name}.help")) for name in _SIGN_IDS]
        yield words("help.topic.signs"), signs

    def _make_line(self, command: Command, *, with_place: bool = False) -> FullPageLine:
        """The keys of a command, and what they do; with the place where they do it if that is not the page."""
        words = self.messages
        keys, text = self.keymap.format_keys(command.id), words(command.id + ".help")
        if not keys:
            keys, text = words("help.by_name"), f"{words(command.id)}{': ' if words.language == 'en' else '：'}{text}"
        if with_place and command.context not in _PAGE_CONTEXTS:
            text += f"  ({words('help.topic.' + command.context)})"
        return FullPageLine(keys, text)

    def get_owner(self, owner: CommandOwner) -> object | None:
        """The command that opened the help closes it."""
        return self if owner == "app" else super().get_owner(owner)

    def unbound_key_message(self, key: str) -> str:
        """The message for a key without a command: none, because the page itself lists all keys."""
        return self.messages("status.no_key.help", key=format_key(key))

    def action_help(self) -> None:
        """Close the help."""
        self.close()

    def action_quit(self) -> None:
        """Quit the program."""
        self.app.exit()


def _find_purpose(command: Command) -> str:
    """What a command is for, as _PURPOSES names it."""
    if command.context == "list":
        return _LIST_PURPOSE
    if command.id in _PURPOSE_OF_COMMAND:
        return _PURPOSE_OF_COMMAND[command.id]
    return next((name for name, owners in _PURPOSES.items() if command.owner in owners), _OTHER_PURPOSE)
