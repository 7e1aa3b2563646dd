"""Which key does what: the commands' own keys, with the user's in place of them.

Textual's own keymap says nothing of unknown commands, impossible keys and clashes, and hears no full-width letters, so
the screen finds its commands here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.config.settings import Problem
from reader.input.commands import COMMANDS
from reader.input.key_names import heard, is_han, key_name, known, named, printed_key, types

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reader.input.commands import Command

__all__ = ["Keymap", "check", "heard", "is_han", "key_name", "printed_key"]

_WIDER = {
    "everywhere": (),
    "article": ("everywhere",),
    "pane": ("everywhere",),
    "list": ("everywhere",),
    "cursor": ("article", "everywhere"),
    "dialog": (),
    "box": (),
    "editor": (),
}
"""The contexts whose keys a context shadows. Those of a dialog, a box or a note shadow nothing that anybody misses."""


_KEYS_ARE = "a key is one character, or a name such as PageDown, f5, ctrl+d"


class Keymap:
    """The keys in force: the commands' own, with the user's in place of them.

    Args:
        changes: The user's keys by command id, as written; what `check` would complain of is left out.
    """

    def __init__(
        self, changes: Mapping[str, Sequence[str]] | None = None, commands: Sequence[Command] = COMMANDS
    ) -> None:
        self._keys: dict[str, tuple[str, ...]] = {command.id: () for command in commands}
        self._commands: dict[tuple[str, str], Command] = {}
        all_held = _held(changes or {}, commands)
        for held in all_held:
            self._keys[held.command.id] += (held.key,)
        # The user's come last: they win over another command's own keys.
        for held in sorted(all_held, key=lambda held: held.chosen):
            self._commands[held.command.context, held.key] = held.command

    def find(self, contexts: Sequence[str], key: str) -> Command | None:
        """The command of a key.

        Args:
            contexts: Those that hold now, innermost first.
            key: As `heard` names it.
        """
        found = (self._commands.get((context, key)) for context in contexts)
        return next((command for command in found if command), None)

    def keys(self, command_id: str) -> tuple[str, ...]:
        """The keys of a command; none where the user took them away.

        Raises:
            KeyError: There is no such command.
        """
        return self._keys[command_id]

    def printed(self, command_id: str) -> str:
        """The keys of a command as they are shown: `j  Down`.

        Raises:
            KeyError: There is no such command.
        """
        return "  ".join(map(printed_key, self.keys(command_id)))


def check(changes: Mapping[str, Sequence[str]], commands: Sequence[Command] = COMMANDS) -> list[Problem]:
    """What is wrong with the user's keys: unknown commands, keys that cannot be, keys that two commands want.

    Args:
        changes: Keys as written by command id; no keys make a command one of the palette alone.
        commands: All commands with their own keys.
    """
    held = _held(changes, commands)
    by_id = {command.id: command for command in commands}
    problems = [problem for name, written in changes.items() for problem in _misnamed(name, written, by_id)]
    return [*problems, *_clashes(held), *_shadowed(held, _held({}, commands))]


class _Held(NamedTuple):
    """A command that holds a key in its context."""

    command: Command
    key: str
    chosen: bool
    """Whether the user wrote the keys of this command."""


def _held(changes: Mapping[str, Sequence[str]], commands: Sequence[Command]) -> list[_Held]:
    """All commands with their keys, those that cannot be left out."""
    return [
        _Held(command, key, command.id in changes)
        for command in commands
        for key in (_names_of(changes[command.id]) if command.id in changes else _own(command))
    ]


def _own(command: Command) -> list[str]:
    return command.keys.split(",") if command.keys else []


def _names_of(written: Sequence[str]) -> dict[str, None]:
    """Each name once, in order."""
    return dict.fromkeys(name for key in written if (name := key_name(key)))


def _misnamed(name: str, written: Sequence[str], commands: Mapping[str, Command]) -> Iterator[Problem]:
    """An unknown command, impossible keys, no way to quit."""
    if name not in commands:
        near = _near(name, commands)
        yield Problem(name, f"there is no command {name}", f"did you mean {near}?" if near else "? shows all of them")
        return
    if name == "quit" and not written:
        yield Problem(name, "quit must keep a key", "its own are Q and ctrl+q")
    for key in written:
        found, why = named(key)
        if found and commands[name].context == "box" and types(found):
            found, why = None, "in a box it is text"
        if not found:
            near = "" if why else _near(key.lower(), known())
            hint = f"did you mean {near}?" if near else "choose another" if why else _KEYS_ARE
            yield Problem(name, f'{name} cannot have "{key}"' + (f": {why}" if why else ""), hint)


def _near(name: str, known: Iterable[str]) -> str:
    """The nearest of the known names, or nothing."""
    import difflib

    return next(iter(difflib.get_close_matches(name, list(known), 1)), "")


def _clashes(all_held: list[_Held]) -> Iterator[Problem]:
    """A key of two commands in one context."""
    first: dict[tuple[str, str], _Held] = {}
    for held in sorted(all_held, key=lambda held: held.chosen):
        other = first.setdefault((held.command.context, held.key), held)
        if other.command.id != held.command.id:
            yield _taken(held, [other])


def _shadowed(all_held: list[_Held], by_default: list[_Held]) -> Iterator[Problem]:
    """A key given to a command that narrower contexts keep for others: it would not be heard there.

    The user may want it so: then the narrower command's keys are written in the file too. And the keys that a narrower
    context shadows by default may go to others (the cursor takes `w` from whatever has it).
    """
    usual = {(held.command.context, held.key) for held in by_default}
    for wide in all_held:
        if not wide.chosen:
            continue
        narrower = [
            narrow
            for narrow in all_held
            if narrow.key == wide.key
            and not narrow.chosen
            and wide.command.context in _WIDER[narrow.command.context]
            and not any((context, wide.key) in usual for context in _WIDER[narrow.command.context])
        ]
        if narrower:
            yield _taken(wide, narrower)


def _taken(held: _Held, others: list[_Held]) -> Problem:
    """A key that others have."""
    name, key = held.command.id, printed_key(held.key)
    whose = ", ".join(f"{other.command.id} ({other.command.context})" for other in others)
    them = others[0].command.id if len(others) == 1 else "those"
    return Problem(
        name, f"{name} cannot have {key}: it is for {whose}", f"use another, or write the keys of {them} too"
    )
