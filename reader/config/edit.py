"""Writes config.toml: only values change; comments, order and line ends stay as its owner wrote them."""

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
    """Change settings in the file, which is created with its folder where it is missing.

    Args:
        path: The settings file; of a symbolic link, what it points to is written.
        changes: New values by the names of `list_effective_settings`: `theme`, or `keys.walk.next` (a string or
            strings). None removes a setting.
        check_keys: Checks the key bindings, as for `reader.config.settings.load_settings`.

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
    """The text of a settings file with other values.

    Args:
        text: The file; valid TOML.
        changes: As for `write_settings`.
        path: The file, for the error.

    Raises:
        ReaderError: The result would not have the values that were asked for, and nothing else changed.
    """
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
    if not as_wanted:  # a hand-written file is not trusted to a library alone
        raise ReaderError(str(path), "its form is too unusual to be changed", "change it by hand")
    return after


def _drop_empty_tables(values: dict[str, Any]) -> dict[str, Any]:
    """Values without empty tables: whether an empty one stays when its last key is removed does not matter."""
    inner = {name: _drop_empty_tables(value) if isinstance(value, dict) else value for name, value in values.items()}
    return {name: value for name, value in inner.items() if value != {}}


def _find_path(name: str, values: Mapping[str, Any]) -> list[str]:
    """The names of the tables and the key of a setting: `keys.walk.next` may be one quoted key below `keys`, or two."""
    table, dot, command = name.partition(".")
    if not dot:
        return [name]
    parts, inner = command.split("."), values.get(table)
    for part in parts:
        inner = inner.get(part) if isinstance(inner, dict) else None
    dotted = inner is not None and command not in values[table]
    return [table, *parts] if dotted else [table, command]


def _set_value(table: MutableMapping[str, Any], path: list[str], value: object) -> None:
    """Set a value of a table, tomlkit's or a dict, or remove it where it is None; missing tables are created."""
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
