"""Which key does what: the commands' own keys, with the user's in place of them.

Textual's own keymap says nothing of unknown commands, impossible keys and clashes, and hears no full-width letters, so
the screen finds its commands here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.config.settings import SettingsProblem
from reader.input.commands import COMMANDS
from reader.input.key_names import (
    format_key,
    is_from_input_method,
    is_typing_key,
    key_names_by_label,
    normalize_key,
    parse_key,
    parse_key_or_reason,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reader.input.commands import Command

__all__ = ["Keymap", "find_problems", "format_key", "is_from_input_method", "normalize_key", "parse_key"]

_OUTER_CONTEXTS = {
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


_KEY_SYNTAX_HINT = "a key is one character, or a name such as PageDown, f5, ctrl+d"


class Keymap:
    """The keys in force: the commands' own, with the user's in place of them.

    Args:
        custom_keys: The user's keys by command id, as written; what `check` would complain of is left out.
    """

    def __init__(
        self, custom_keys: Mapping[str, Sequence[str]] | None = None, commands: Sequence[Command] = COMMANDS
    ) -> None:
        self._keys: dict[str, tuple[str, ...]] = {command.id: () for command in commands}
        self._commands: dict[tuple[str, str], Command] = {}
        all_held = _list_held_keys(custom_keys or {}, commands)
        for held in all_held:
            self._keys[held.command.id] += (held.key,)
        # The user's come last: they win over another command's own keys.
        for held in sorted(all_held, key=lambda held: held.is_custom):
            self._commands[held.command.context, held.key] = held.command

    def find_command(self, contexts: Sequence[str], key: str) -> Command | None:
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

    def format_keys(self, command_id: str) -> str:
        """The keys of a command as they are shown: `j  Down`.

        Raises:
            KeyError: There is no such command.
        """
        return "  ".join(map(format_key, self.keys(command_id)))


def find_problems(
    custom_keys: Mapping[str, Sequence[str]], commands: Sequence[Command] = COMMANDS
) -> list[SettingsProblem]:
    """What is wrong with the user's keys: unknown commands, keys that cannot be, keys that two commands want.

    Args:
        custom_keys: Keys as written by command id; no keys make a command one of the palette alone.
        commands: All commands with their own keys.
    """
    held = _list_held_keys(custom_keys, commands)
    by_id = {command.id: command for command in commands}
    problems = [problem for name, written in custom_keys.items() for problem in _find_invalid(name, written, by_id)]
    return [*problems, *_find_clashes(held), *_find_shadowed(held, _list_held_keys({}, commands))]


class _HeldKey(NamedTuple):
    """A command that holds a key in its context."""

    command: Command
    key: str
    is_custom: bool
    """Whether the user wrote the keys of this command."""


def _list_held_keys(custom_keys: Mapping[str, Sequence[str]], commands: Sequence[Command]) -> list[_HeldKey]:
    """All commands with their keys, those that cannot be left out."""
    return [
        _HeldKey(command, key, command.id in custom_keys)
        for command in commands
        for key in (_parse_keys(custom_keys[command.id]) if command.id in custom_keys else _default_keys(command))
    ]


def _default_keys(command: Command) -> list[str]:
    return command.keys.split(",") if command.keys else []


def _parse_keys(written: Sequence[str]) -> dict[str, None]:
    """Each name once, in order."""
    return dict.fromkeys(name for key in written if (name := parse_key(key)))


def _find_invalid(name: str, written: Sequence[str], commands: Mapping[str, Command]) -> Iterator[SettingsProblem]:
    """An unknown command, impossible keys, no way to quit."""
    if name not in commands:
        near = _find_closest(name, commands)
        yield SettingsProblem(
            name, f"there is no command {name}", f"did you mean {near}?" if near else "? shows all of them"
        )
        return
    if name == "quit" and not written:
        yield SettingsProblem(name, "quit must keep a key", "its own are Q and ctrl+q")
    for key in written:
        found, why = parse_key_or_reason(key)
        if found and commands[name].context == "box" and is_typing_key(found):
            found, why = None, "in a box it is text"
        if not found:
            near = "" if why else _find_closest(key.lower(), key_names_by_label())
            hint = f"did you mean {near}?" if near else "choose another" if why else _KEY_SYNTAX_HINT
            yield SettingsProblem(name, f'{name} cannot have "{key}"' + (f": {why}" if why else ""), hint)


def _find_closest(name: str, candidates: Iterable[str]) -> str:
    """The nearest of the known names, or nothing."""
    import difflib

    return next(iter(difflib.get_close_matches(name, list(candidates), 1)), "")


def _find_clashes(bindings: list[_HeldKey]) -> Iterator[SettingsProblem]:
    """A key of two commands in one context."""
    first: dict[tuple[str, str], _HeldKey] = {}
    for held in sorted(bindings, key=lambda held: held.is_custom):
        other = first.setdefault((held.command.context, held.key), held)
        if other.command.id != held.command.id:
            yield _make_conflict(held, [other])


def _find_shadowed(bindings: list[_HeldKey], default_bindings: list[_HeldKey]) -> Iterator[SettingsProblem]:
    """A key given to a command that narrower contexts keep for others: it would not be heard there.

    The user may want it so: then the narrower command's keys are written in the file too. And the keys that a narrower
    context shadows by default may go to others (the cursor takes `w` from whatever has it).
    """
    usual = {(held.command.context, held.key) for held in default_bindings}
    for wide in bindings:
        if not wide.is_custom:
            continue
        narrower = [
            narrow
            for narrow in bindings
            if narrow.key == wide.key
            and not narrow.is_custom
            and wide.command.context in _OUTER_CONTEXTS[narrow.command.context]
            and not any((context, wide.key) in usual for context in _OUTER_CONTEXTS[narrow.command.context])
        ]
        if narrower:
            yield _make_conflict(wide, narrower)


def _make_conflict(binding: _HeldKey, conflicts: list[_HeldKey]) -> SettingsProblem:
    """A key that others have."""
    name, key = binding.command.id, format_key(binding.key)
    whose = ", ".join(f"{other.command.id} ({other.command.context})" for other in conflicts)
    them = conflicts[0].command.id if len(conflicts) == 1 else "those"
    return SettingsProblem(
        name, f"{name} cannot have {key}: it is for {whose}", f"use another, or write the keys of {them} too"
    )
