"""Writes config.toml: values change, all else in the file stays as its owner wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.atomic_files import match_line_endings, replace_file
from reader.config.settings import parse_settings, read_settings_file
from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping
    from pathlib import Path

    from reader.config.settings import KeysCheck

_BOM = "\ufeff"


def write_settings(path: Path, changes: Mapping[str, object], check_keys: KeysCheck | None = None) -> None:
    """Change settings in the file, which is made, with its folder, where it is missing.

    Args:
        path: The settings file; of a symbolic link, what it points to is written.
        changes: New values by the names of `reader.config.settings.in_force`: `theme`, `keys.walk.next` (a string
            or strings). None takes a setting out of the file.
        check_keys: Looks at the user's keys, as for `reader.config.settings.load`.

    Raises:
        ReaderError: The file is no TOML or would be refused with the changes, cannot be written, or somebody else wrote
            it in the meantime. It is then as it was.
    """
    try:
        before: bytes | None = read_settings_file(path)
    except FileNotFoundError:
        before = None
    try:
        text = (before or b"").decode("utf-8")
    except UnicodeDecodeError:
        raise ReaderError(str(path), "it is not UTF-8", "save the settings file as UTF-8") from None
    mark = _BOM if text.startswith(_BOM) else ""
    body = text.removeprefix(_BOM)
    parse_settings(body, path, check_keys)
    after = _apply_changes(body, changes, path)
    parse_settings(after, path, check_keys)
    if after != body:
        replace_file(path, before, (mark + after).encode("utf-8"))


def _apply_changes(text: str, changes: Mapping[str, object], path: Path) -> str:
    """The text of a settings file with other values; comments, order and ends of lines stay."""
    import tomllib

    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    wanted = tomllib.loads(text)
    try:
        document = tomlkit.parse(text)
        for name, value in changes.items():
            where = _find_path(name, wanted)
            _set_value(document, where, value)
            _set_value(wanted, where, value)
        after = match_line_endings(text, tomlkit.dumps(document))
        as_wanted = _drop_empty_tables(tomllib.loads(after)) == _drop_empty_tables(wanted)
    except (TOMLKitError, tomllib.TOMLDecodeError):
        as_wanted = False
    if not as_wanted:  # what was written by hand is not left to a library alone
        raise ReaderError(str(path), "its form is too unusual to be changed", "change it by hand")
    return after


def _drop_empty_tables(values: dict[str, Any]) -> dict[str, Any]:
    """Values without empty tables: whether one is left behind its last key is all the same."""
    inner = {name: _drop_empty_tables(value) if isinstance(value, dict) else value for name, value in values.items()}
    return {name: value for name, value in inner.items() if value != {}}


def _find_path(name: str, values: Mapping[str, Any]) -> list[str]:
    """Where a setting stands: `keys.walk.next` is one name below `keys`, or the names walk and next where they are."""
    table, dot, command = name.partition(".")
    if not dot:
        return [name]
    parts, inner = command.split("."), values.get(table)
    for part in parts:
        inner = inner.get(part) if isinstance(inner, dict) else None
    dotted = inner is not None and command not in values[table]
    return [table, *parts] if dotted else [table, command]


def _set_value(table: MutableMapping[str, Any], path: list[str], value: object) -> None:
    """Set a value of a table, tomlkit's or a dict, or take it out; tables on the way are made."""
    *front, last = path
    for name in front:
        if name not in table:
            if value is None:
                return
            table[name] = {}
        table = table[name]
    if value is None:
        table.pop(last, None)
    elif last not in table or table[last] != value:
        table[last] = list(value) if isinstance(value, tuple) else value
