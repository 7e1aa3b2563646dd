"""Reads TOML in linear time, and finds the lines of its keys, which tomllib does not give."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEY_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_STATEMENT_START = re.compile(
    rf"[ \t]*(?P<header>\[*)[ \t]*(?P<path>{_KEY_PART}(?:[ \t]*\.[ \t]*{_KEY_PART})*)[ \t]*[\]=]+"
)
"""The beginning of a statement (TOML 1.0): a table's header, or a key with its sign of equality."""
_KEY_PARTS = re.compile(_KEY_PART)
_VALUE_TOKEN = re.compile(
    r'''"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#[^\n]*|(?P<sign>[][{}\n])|[^"'#][^]["'#{}\n]*''',
    re.DOTALL,
)
"""A token of a value: a string, a comment, a bracket, a line end, other characters."""
_MAX_DEPTH = 32
"""Parts of a path that are looked at: more than any setting has, and every prefix of a path has an entry."""
_KEY_PARTS_MAX = 4_000
"""Parts of a key that is read: tomllib takes time by the square of their number."""
_DOTTED_PARTS = re.compile(
    r"""(?<![A-Za-z0-9_-])(?:(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){2,}+"""
)
_DEPTH_CHANGE = {"[": 1, "{": 1, "]": -1, "}": -1}


def load_toml(text: str) -> dict[str, Any]:
    """Return the values of a TOML text, as tomllib.loads does.

    Raises:
        tomllib.TOMLDecodeError: It is not TOML, is nested too deeply, or has a key of thousands of parts or a number of
            thousands of digits.
    """
    if text.count(".") > _KEY_PARTS_MAX:
        for key in _DOTTED_PARTS.finditer(text):
            if key[0].count(".") > _KEY_PARTS_MAX:
                line = text.count("\n", 0, key.start()) + 1
                raise tomllib.TOMLDecodeError(f"A key has more than {_KEY_PARTS_MAX} parts (at line {line}, column 1)")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except (RecursionError, ValueError):  # what tomllib does not expect: int() takes no more than 4,300 digits
        why = "Brackets without end, or a number or date that cannot be read"
        raise tomllib.TOMLDecodeError(why) from None


def find_key_lines(text: str) -> dict[tuple[str, ...], int]:
    """The line, from 1, of every key of a TOML file by its path; of a table, where it is first named.

    What stands inside an inline table or an array has no line of its own, and what lies very deep that of its table.

    Args:
        text: Valid TOML.
    """
    found: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    position, number = 0, 1
    for head, offset in _iter_statements(text):
        number += text.count("\n", position, offset)
        position = offset
        path = _read_path(head)
        whole = path if head["header"] else (*table, *path)
        table = path if head["header"] else table
        for length in range(1, min(len(whole), _MAX_DEPTH) + 1):
            found.setdefault(whole[:length], number)
    return found


class TableStart(NamedTuple):
    """The header of a table, or of one of an array of tables."""

    path: tuple[str, ...]
    offset: int
    """Code points before its line."""


def find_table_starts(text: str) -> list[TableStart]:
    """The headers of a TOML file, in order.

    Args:
        text: Valid TOML.
    """
    return [TableStart(_read_path(head), offset) for head, offset in _iter_statements(text) if head["header"]]


def _iter_statements(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """The beginning of each statement, and its offset."""
    position = 0
    while position < len(text):
        start = position
        if head := _STATEMENT_START.match(text, position):
            yield head, start
            position = head.end()
        position = _find_statement_end(text, position)


def _read_path(head: re.Match[str]) -> tuple[str, ...]:
    """The path in the beginning of a statement."""
    return tuple(_unquote(part) for part in _KEY_PARTS.findall(head["path"]))


def _find_statement_end(text: str, position: int) -> int:
    """The offset behind the line that ends a statement, from an offset inside the statement."""
    depth = 0
    while position < len(text) and (token := _VALUE_TOKEN.match(text, position)):
        position = token.end()
        if token["sign"] == "\n" and depth <= 0:
            return position
        depth += _DEPTH_CHANGE.get(token["sign"] or "", 0)
    return len(text)


def _unquote(part: str) -> str:
    """A part of a dotted key without quotes and escapes."""
    if part[0] not in "\"'":
        return part
    (key,) = tomllib.loads(f"{part} = 0")
    return key
