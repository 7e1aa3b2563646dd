"""The keymap: the default keys of commands, replaced by the user's; and what is wrong with the user's keys.

Textual's own keymap reports no unknown commands, impossible keys and conflicts, and knows no full-width letters, so the
screen finds its commands here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.config.settings import SettingsProblem
from reader.input.commands import COMMANDS
from reader.input.key_names import format_key, is_typing_key, key_names_by_label, parse_key, parse_key_or_reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from reader.input.commands import Command

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
"""The contexts whose keys a context shadows. A dialog, a box and the note editor shadow no key that is of use there."""
_ENCLOSING_CONTEXTS = {**_OUTER_CONTEXTS, "pane": ("article", "everywhere")}
"""The contexts whose keys work in a context, too. The list beside the page may shadow keys of the page in a settings
file; the settings screen asks for another key."""
_KEY_SYNTAX_HINT = "a key is one character, or a name such as PageDown, f5, ctrl+d"


class Keymap:
    """The keys in force.

    Args:
        custom_keys: The user's keys by command id, as written; they replace the default keys of the command. Keys that
            cannot be used are left out.
        commands: All commands.
    """

    def __init__(
        self, custom_keys: Mapping[str, Sequence[str]] | None = None, commands: Sequence[Command] = COMMANDS
    ) -> None:
        self._keys: dict[str, tuple[str, ...]] = {command.id: () for command in commands}
        self._commands: dict[tuple[str, str], Command] = {}
        all_held = _list_held_keys(custom_keys or {}, commands)
        for held in all_held:
            self._keys[held.command.id] += (held.key,)
        # The user's come last, so that they win over the default keys of other commands.
        for held in sorted(all_held, key=lambda held: held.is_custom):
            self._commands[held.command.context, held.key] = held.command

    def find_command(self, contexts: Sequence[str], key: str) -> Command | None:
        """The command of a key; None where it has none.

        Args:
            contexts: The contexts in force, innermost first.
            key: The name of the key, as `normalize_key` gives it.
        """
        found = (self._commands.get((context, key)) for context in contexts)
        return next((command for command in found if command), None)

    def keys(self, command_id: str) -> tuple[str, ...]:
        """The keys of a command; none where the user removed them.

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
    """What is wrong with the user's keys: unknown commands, keys that cannot be used, keys of two commands.

    Args:
        custom_keys: The user's keys by command id, as written.
        commands: All commands.
    """
    held = _list_held_keys(custom_keys, commands)
    by_id = {command.id: command for command in commands}
    problems = [problem for name, written in custom_keys.items() for problem in _find_invalid(name, written, by_id)]
    return [*problems, *map(_make_problem, _find_conflicts(held, commands))]


def find_key_holders(
    command_id: str,
    keys: Sequence[str],
    custom_keys: Mapping[str, Sequence[str]],
    commands: Sequence[Command] = COMMANDS,
) -> list[Command]:
    """The other commands that have a key already, in a context that is in force together with that of a command.

    A command whose key shadows, or is shadowed by, the same key of the other context by default is left out.

    Args:
        command_id: The command that is to get the keys.
        keys: The keys, as written.
        custom_keys: The user's keys by command id, as written.
        commands: All commands.
    """
    context = next(command.context for command in commands if command.id == command_id)
    wanted = _parse_keys(keys)
    defaults = {(held.command.context, held.key) for held in _list_held_keys({}, commands)}
    holders = {
        held.command.id: held.command
        for held in _list_held_keys(custom_keys, commands)
        if held.key in wanted
        and held.command.id != command_id
        and (
            held.command.context == context
            or (
                (inner := _find_inner_context(context, held.command.context)) is not None
                and not _is_shadowing_by_default(inner, held.key, defaults)
            )
        )
    }
    return list(holders.values())


def _find_inner_context(one: str, other: str) -> str | None:
    """The one of two contexts that shadows the keys of the other; None where they are never in force together."""
    if other in _ENCLOSING_CONTEXTS[one]:
        return one
    return other if one in _ENCLOSING_CONTEXTS[other] else None


def _is_shadowing_by_default(inner: str, key: str, defaults: Collection[tuple[str, str]]) -> bool:
    """Whether a default key of a context shadows that of an outer one.

    Args:
        inner: The context that shadows.
        key: The name of the key.
        defaults: All default keys, each with its context before it.
    """
    return (inner, key) in defaults and any((outer, key) in defaults for outer in _ENCLOSING_CONTEXTS[inner])


class _KeyConflict(NamedTuple):
    """A key of the user's for a command that other commands have."""

    command: Command
    key: str
    """The name of the key."""
    others: list[Command]
    """The commands that have it."""


def _find_conflicts(bindings: list[_HeldKey], commands: Sequence[Command]) -> list[_KeyConflict]:
    return [*_find_clashes(bindings), *_find_shadowed(bindings, _list_held_keys({}, commands))]


class _HeldKey(NamedTuple):
    """A key of a command."""

    command: Command
    key: str
    is_custom: bool
    """Whether the user set the keys of this command."""


def _list_held_keys(custom_keys: Mapping[str, Sequence[str]], commands: Sequence[Command]) -> list[_HeldKey]:
    """All keys of all commands, without those that cannot be used."""
    return [
        _HeldKey(command, key, command.id in custom_keys)
        for command in commands
        for key in (_parse_keys(custom_keys[command.id]) if command.id in custom_keys else _default_keys(command))
    ]


def _default_keys(command: Command) -> list[str]:
    return command.keys.split(",") if command.keys else []


def _parse_keys(written: Sequence[str]) -> dict[str, None]:
    """The names of the keys that can be used, each once, in order."""
    return dict.fromkeys(name for key in written if (name := parse_key(key)))


def _find_invalid(name: str, written: Sequence[str], commands: Mapping[str, Command]) -> Iterator[SettingsProblem]:
    """The problems of the keys of one command: an unknown command, impossible keys, no key to quit."""
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
    """The known name that is most like a name; "" if none is."""
    import difflib

    return next(iter(difflib.get_close_matches(name, list(candidates), 1)), "")


def _find_clashes(bindings: list[_HeldKey]) -> Iterator[_KeyConflict]:
    """The keys that two commands have in the same context."""
    first: dict[tuple[str, str], _HeldKey] = {}
    for held in sorted(bindings, key=lambda held: held.is_custom):
        other = first.setdefault((held.command.context, held.key), held)
        if other.command.id != held.command.id:
            yield _KeyConflict(held.command, held.key, [other.command])


def _find_shadowed(bindings: list[_HeldKey], default_bindings: list[_HeldKey]) -> Iterator[_KeyConflict]:
    """The user's keys that a command of a narrower context takes, so that they would not work there.

    No problem is reported where the user has set the keys of the narrower command, too, and where a key shadows another
    by default (the cursor takes `w` from any command).
    """
    defaults = {(held.command.context, held.key) for held in default_bindings}
    for wide in bindings:
        if not wide.is_custom:
            continue
        narrower = [
            narrow.command
            for narrow in bindings
            if narrow.key == wide.key
            and not narrow.is_custom
            and wide.command.context in _OUTER_CONTEXTS[narrow.command.context]
            and not any((context, wide.key) in defaults for context in _OUTER_CONTEXTS[narrow.command.context])
        ]
        if narrower:
            yield _KeyConflict(wide.command, wide.key, narrower)


def _make_problem(conflict: _KeyConflict) -> SettingsProblem:
    """The problem of a key that other commands have."""
    name, key = conflict.command.id, format_key(conflict.key)
    whose = ", ".join(f"{other.id} ({other.context})" for other in conflict.others)
    them = conflict.others[0].id if len(conflict.others) == 1 else "those"
    return SettingsProblem(
        name, f"{name} cannot have {key}: it is for {whose}", f"use another, or write the keys of {them} too"
    )
