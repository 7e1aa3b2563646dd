"""Keys that mean something else behind others: digits of a count, and letters of labels."""

from __future__ import annotations

from inspect import isawaitable
from typing import TYPE_CHECKING, Protocol

from reader.tui.state.count_prefix import CountPrefix
from reader.tui.widgets.scrolling import Scrolling

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.input.commands import Command, CommandContext, CommandOwner
    from reader.tui.controllers.jumps import JumpController
    from reader.tui.widgets.article_pane import ArticlePane, ListState

_COUNTED_CONTEXTS: frozenset[CommandContext] = frozenset({"article", "pane", "list"})
_ROW_STEPS = {"move.down": 1, "move.up": -1}
_REPEATED_COMMANDS = frozenset(
    {
        *("page.down", "page.up", "half.down", "half.up", "walk.next", "walk.previous", "list.next", "list.previous"),
        *("article.next", "article.previous", "unread.next", "unread.previous", "undo", "redo"),
    }
)
_WALK_COMMANDS = frozenset({"walk.next", "walk.previous"})
"""Commands that go through what the digit before them lists: `3` and `n` are two commands, however fast they come."""
_LINE_COMMANDS = frozenset({"top", "bottom"})
"""Commands that go to the row of the count."""
_MAX_REPEATS = 200


class KeyShell(Protocol):
    """What CountedKeys needs of the screen."""

    def get_contexts(self) -> Sequence[CommandContext]:
        """The contexts of where the keyboard is, the innermost first."""

    def get_owner(self, owner: CommandOwner) -> object | None:
        """The object that has the actions of an owner; None where there is none."""

    def show_message(self, message: str) -> None:
        """Show a message until the next key."""

    def resolve_action(self, command: Command) -> Callable[[], object] | None:
        """The method of a command."""


class CountedKeys:
    """Takes the keys of counts and labels before their commands run.

    Args:
        shell: The screen.
        pane: The page with the list beside it, whose digits may turn out to be counts.
        jumps: The labels.
    """

    def __init__(self, shell: KeyShell, pane: ArticlePane, jumps: JumpController) -> None:
        self._shell = shell
        self._pane = pane
        self._jumps = jumps
        self._count = CountPrefix()
        self._list_before: ListState | None = None
        """The list beside the page as it was before a digit that may be the beginning of a count."""

    async def take_key(self, key: str, command: Command | None) -> bool:
        """Take a key of a label or a count; return whether its own command must not run.

        Args:
            key: The name of the key.
            command: Its command here; None where it has none.
        """
        if self._jumps.is_active:
            self._jumps.press_key(key)
            return True
        if self._shell.get_contexts()[0] not in _COUNTED_CONTEXTS:
            self._count.clear()
            return False
        if len(key) == 1 and key.isdecimal():
            return self._take_digit(key, command)
        had_command, count = self._count.has_run_command, self._count.take()
        if not count or command is None or not self._can_count(command):
            return False
        if had_command and command.id in _WALK_COMMANDS:
            return False
        if had_command:
            self._restore_list()
        await self._run_counted(command, count)
        return True

    def _take_digit(self, digit: str, command: Command | None) -> bool:
        before = self._pane.list_state
        had_command = self._count.has_run_command
        is_count = self._count.press_digit(digit, has_command=command is not None)
        if not is_count:
            self._list_before = before
            return False
        if had_command and self._count.has_run_command:
            self._restore_list()
            self._count.confirm_count()
        self._shell.show_message(self._count.digits)
        return True

    def _restore_list(self) -> None:
        """Undo the command of the digit before, which turned out to begin a count."""
        if self._list_before is not None:
            self._pane.restore_list(self._list_before)

    @staticmethod
    def _can_count(command: Command) -> bool:
        return command.id in _ROW_STEPS or command.id in _REPEATED_COMMANDS or command.id in _LINE_COMMANDS

    async def _run_counted(self, command: Command, count: int) -> None:
        """Run a motion so many times, or go to that row."""
        owner = self._shell.get_owner(command.owner)
        if isinstance(owner, Scrolling) and command.id in _ROW_STEPS:
            owner.move(_ROW_STEPS[command.id] * count)
            return
        if isinstance(owner, Scrolling) and command.id in _LINE_COMMANDS:
            owner.move_to(end=False)
            if count > 1:
                owner.move(count - 1)
            return
        action = self._shell.resolve_action(command)
        for _ in range(min(count, _MAX_REPEATS)):
            done = action() if action else None
            if isawaitable(done):
                await done
