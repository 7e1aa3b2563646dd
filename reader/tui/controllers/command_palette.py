"""The palette: every command by any of its names, and any path."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, get_args

from reader.i18n import Language, Words
from reader.input.commands import COMMANDS
from reader.tui.prompts import Choice
from reader.tui.state.article import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.input.commands import Command, Context
    from reader.tui.screens.reading import ReaderScreen

_NOT_BY_NAME: frozenset[str] = frozenset({"palette", "cancel", "box.accept", "box.cancel", "box.up", "box.down",
                                          "dialog.accept", "dialog.cancel", "interrupt"})  # fmt: skip
_PATHS = ("/", "~", "./", "../", "http://", "https://")


class Palette:
    """The prompt of the palette. What is chosen runs where the keyboard was before."""

    sign = ":"
    start = ""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen
        self._contexts: Sequence[Context] = ()
        self.placeholder = ""

    async def action_palette(self) -> None:
        """Open it."""
        self._contexts = self._screen.contexts()
        self.placeholder = self._screen.words("palette.placeholder")
        await self._screen.box.open(self, self._screen.words)

    def choices(self, typed: str) -> Sequence[Choice]:
        """The commands whose name in any language has what is typed; the better match first."""
        if typed.startswith(_PATHS):
            return self._screen.opening.choices(typed)
        wanted = folded(typed.strip())
        found = [(rank, command) for command in self._commands() if (rank := _rank(command, wanted)) is not None]
        found.sort(key=lambda ranked: ranked[0])  # stable: else the order of the table
        return [self._choice(command) for _, command in found]

    def _commands(self) -> Iterator[Command]:
        """Those that can be run from here; what is heard nearer comes first."""
        for context in self._contexts:
            yield from (c for c in COMMANDS if c.context == context and c.id not in _NOT_BY_NAME)

    def _choice(self, command: Command) -> Choice:
        words = self._screen.words
        run = partial(self._screen.run, command)
        return Choice(words(command.id), words(command.id + ".help"), self._screen.keymap.printed(command.id), run)

    def changed(self, typed: str) -> str:
        """How many there are."""
        count = len(self.choices(typed))
        return "" if not typed else str(count) if count else self._screen.words("status.no_hit")

    def accept(self, typed: str, choice: Choice | None) -> None:
        """Run the command that is marked, or open the path that is typed."""
        if typed.startswith(_PATHS) or (choice is not None and choice.typed):
            self._screen.opening.accept(typed, choice)
        elif choice is not None and choice.run is not None:
            self._screen.call_after_refresh(choice.run)  # the keyboard is back where it was by then
        elif typed:
            self._screen.tell(self._screen.words("status.no_match", q=typed))

    def cancel(self) -> None:
        """Nothing has happened."""


_VI = {"q": "quit", "q!": "quit", "wq": "quit", "x": "quit", "h": "help", "e": "open", "n": "article.next"}
"""What vi users type behind a colon."""


def _rank(command: Command, wanted: str) -> int | None:
    """How well a command answers to what is typed, 0 best; None: not at all."""
    if not wanted:
        return 0
    if _VI.get(wanted) == command.id:
        return -1
    ranks = [_match(folded(Words(language)(command.id)), wanted) for language in get_args(Language)]
    ranks.append(_match(command.id, wanted))
    ranks.append(
        4 if any(wanted in folded(Words(language)(command.id + ".help")) for language in get_args(Language)) else None
    )
    return min((rank for rank in ranks if rank is not None), default=None)


def _match(name: str, wanted: str) -> int | None:
    """The name itself, its beginning, a word's beginning, anywhere; letters in this order."""
    if name.startswith(wanted):
        return 0 if name == wanted else 1
    if wanted in name:
        return 2 if f" {wanted}" in name or f".{wanted}" in name else 3
    letters = iter(name)
    return 5 if wanted.isascii() and len(wanted) > 1 and all(letter in letters for letter in wanted) else None
