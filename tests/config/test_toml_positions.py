"""The line of a key is the one where a reader of the file finds it."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.config.toml_positions import find_key_lines, load_toml

TEXT = r'''# measure = 1
measure = 30  # theme = "x"
"a b" . 'c' = """
theme = 2
\""" """
theme = 'a#b'
[keys] # [no]
walk.next = [
  "n", # ] "
  ']', # x = 1
]
"walk.previous" = {a = "}", b = ["{"]}
 [ keys . "u.v" ]
	z = 1

[[list]]
n = 1
[[list]]
n = 2
"\u00e9" = 1'''


def test_find_key_lines_gives_the_line_of_every_key() -> None:
    tomllib.loads(TEXT)
    assert find_key_lines(TEXT) == {
        ("measure",): 2,
        ("a b",): 3,
        ("a b", "c"): 3,
        ("theme",): 6,
        ("keys",): 7,
        ("keys", "walk"): 8,
        ("keys", "walk", "next"): 8,
        ("keys", "walk.previous"): 12,
        ("keys", "u.v"): 13,
        ("keys", "u.v", "z"): 14,
        ("list",): 16,
        ("list", "n"): 17,
        ("list", "é"): 20,
    }


def test_only_line_feeds_count_as_line_ends() -> None:
    assert find_key_lines("\r\n\r\na = 1\r\n") == {("a",): 3}
    assert find_key_lines('a = "\u2028\x85"\nb = 1') == {("a",): 1, ("b",): 2}


@pytest.mark.parametrize("text", ["", "\n", "# a = 1", "   "])
def test_a_file_without_keys_has_no_lines(text: str) -> None:
    assert find_key_lines(text) == {}


VALUES = [
    "1",
    '"x"',
    "'='",
    '"""\na = 1\n"""',
    "'''\n[b]\n'''",
    "[\n[1], # ]\n['a'],\n]",
    "{a = '}', b = [1]}",
    "1979-05-27",
]
ROOM = st.sampled_from(["", "# a = 1\n", "\n", "  # '''\n", "\r\n"])
STATEMENTS = st.lists(st.tuples(ROOM, st.sampled_from(VALUES), st.sampled_from(["", " # x", " # ]'"])), max_size=12)


@given(STATEMENTS)
def test_lines_of_generated_files_are_found(statements: list[tuple[str, str, str]]) -> None:
    text = "".join(f"{room}k{n} = {value}{behind}\n" for n, (room, value, behind) in enumerate(statements))
    values: dict[str, Any] = tomllib.loads(text)
    lines, written = find_key_lines(text), text.split("\n")
    assert [path for (path,) in lines] == list(values)
    for (key,), line in lines.items():
        assert written[line - 1].startswith(f"{key} = ")


@given(st.text(alphabet="a.=[]{}\"'#\\\n\r ,1", max_size=40))
def test_any_text_is_scanned_without_an_exception(text: str) -> None:
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert {path[0] for path in find_key_lines(text)} == set(values)


@pytest.mark.parametrize("key", ["a.b" * 5_000, '"a" . ' * 5_000 + "b", "[" + "'x'." * 5_000 + "y]"])
def test_a_key_of_thousands_of_parts_is_an_error_with_its_line(key: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError, match="more than 4000 parts") as caught:
        load_toml(f"x = 1\n{key} = 1\n")
    assert "line 2" in str(caught.value)


def test_dots_in_values_are_no_parts_of_a_key() -> None:
    text = "a.b = " + "'" + "..." * 5_000 + "'\n" + "c = [1.5, " + "2.5, " * 5_000 + "]\n"
    assert load_toml(text) == tomllib.loads(text)


@pytest.mark.parametrize(
    "value", ["9" * 5_000, "-" + "1" * 5_000, "[" * 50_000, "{a = " * 50_000, "2024-99-99", "25:00:00"]
)
def test_every_value_that_cannot_be_read_is_the_same_error(value: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        load_toml(f"x = {value}\n")
