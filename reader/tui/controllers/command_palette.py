"""The palette: every command by any of its names, and any path."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, get_args

from reader.i18n import Language, Messages
from reader.input.commands import COMMANDS
from reader.sources.kinds import classify_source
from reader.text.folding import fold_for_search, fold_query
from reader.tui.prompts import Choice

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence

    from reader.input.commands import Command, CommandContext
    from reader.tui.prompts import Prompt
    from reader.tui.shell import Scheduler, Session, Shell

_HIDDEN_COMMANDS: frozenset[str] = frozenset({"palette", "cancel", "box.accept", "box.cancel", "box.up", "box.down",
                                          "dialog.accept", "dialog.cancel", "interrupt"})  # fmt: skip
_PATH_PREFIXES = ("/", "~", "./", "../")


class CommandPaletteController:
    """The prompt of the palette. The chosen command runs where the keyboard was before."""

    prefix = ":"
    initial_text = ""

    def __init__(
        self,
        shell: Shell,
        session: Session,
        scheduler: Scheduler,
        path_prompt: Prompt,
        get_contexts: Callable[[], Sequence[CommandContext]],
        run_command: Callable[[Command], Awaitable[None]],
    ) -> None:
        self._shell = shell
        self._session = session
        self._scheduler = scheduler
        self._path_prompt = path_prompt
        self._get_contexts = get_contexts
        self._run_command = run_command
        self._contexts: Sequence[CommandContext] = ()
        self.placeholder = ""

    async def action_palette(self) -> None:
        """Open the palette."""
        self._contexts = self._get_contexts()
        self.placeholder = self._session.messages("palette.placeholder")
        await self._shell.open_prompt(self)

    def list_choices(self, text: str) -> Sequence[Choice]:
        """Offer the commands whose name in any language matches the text, the better match first; for a path, paths."""
        if _names_source(text):
            return self._path_prompt.list_choices(text)
        wanted = fold_query(text.strip())
        found = [
            (rank, command) for command in self._list_commands() if (rank := _rank_command(command, wanted)) is not None
        ]
        found.sort(key=lambda ranked: ranked[0])  # stable: else the order of the table
        return [self._make_choice(command) for _, command in found]

    def _list_commands(self) -> Iterator[Command]:
        """The commands that can be run from here, those of the innermost context first."""
        for context in self._contexts:
            yield from (c for c in COMMANDS if c.context == context and c.id not in _HIDDEN_COMMANDS)

    def _make_choice(self, command: Command) -> Choice:
        words = self._session.messages
        run = partial(self._run_command, command)
        return Choice(words(command.id), words(command.id + ".help"), self._session.keymap.format_keys(command.id), run)

    def preview(self, text: str) -> str:
        """Return how many commands match."""
        count = len(self.list_choices(text))
        return "" if not text else str(count) if count else self._session.messages("status.no_hit")

    def accept(self, text: str, choice: Choice | None) -> None:
        """Run the selected command, or open the path that is typed."""
        if _names_source(text) or (choice is not None and choice.completion):
            self._path_prompt.accept(text, choice)
        elif choice is not None and choice.run is not None:
            self._scheduler.call_after_refresh(choice.run)  # the keyboard is back where it was by then
        elif text:
            self._shell.show_message(self._session.messages("status.no_match", q=text))

    def cancel(self) -> None:
        """Do nothing."""


_VI_ALIASES = {"q": "quit", "q!": "quit", "wq": "quit", "x": "quit", "h": "help", "e": "open", "n": "article.next"}
"""Commands by their names in vi."""


def _rank_command(command: Command, wanted: str) -> int | None:
    """The rank of the match of a command with a text, 0 the best; None for no match."""
    if not wanted:
        return 0
    if _VI_ALIASES.get(wanted) == command.id:
        return -1
    ranks = [_rank_name(fold_for_search(Messages(language)(command.id)), wanted) for language in get_args(Language)]
    ranks.append(_rank_name(command.id, wanted))
    ranks.append(
        4
        if any(wanted in fold_for_search(Messages(language)(command.id + ".help")) for language in get_args(Language))
        else None
    )
    return min((rank for rank in ranks if rank is not None), default=None)


def _rank_name(name: str, query: str) -> int | None:
    """The rank of a match with a name: 0 equal, 1 at its start, 2 at that of a word, 3 anywhere, 5 letters in order."""
    if name.startswith(query):
        return 0 if name == query else 1
    if query in name:
        return 2 if f" {query}" in name or f".{query}" in name else 3
    letters = iter(name)
    return 5 if query.isascii() and len(query) > 1 and all(letter in letters for letter in query) else None


def _names_source(text: str) -> bool:
    """Whether what is typed is a path or a URL, and no command."""
    return text.startswith(_PATH_PREFIXES) or classify_source(text) == "web"
