"""The table of commands: every row can be parsed and run, and the help and README name them all."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from reader.cli.commands import COMMANDS, DEFAULT_COMMAND
from reader.cli.parser import HelpRequested, parse_arguments

ROOT = Path(__file__).parents[2]
NAMED = [name for name in COMMANDS if name != DEFAULT_COMMAND]
LEAST = {
    "show": ["a"],
    "figures": ["a"],
    "convert": ["a", "--config", "s2t"],
    "save": ["a"],
    "annotate": ["a"],
    "add": ["a"],
    "mark": ["a"],
    "diff": ["0123456789abcdef"],
    "search": ["a"],
    "export": ["a"],
    "import": ["a"],
    "completion": ["bash"],
}
"""The fewest arguments of the commands that need any."""


@pytest.mark.parametrize("name", NAMED)
def test_every_command_of_the_table_can_be_parsed(name: str) -> None:
    options = parse_arguments([name, *LEAST.get(name, [])])
    assert options.command == name
    assert options.run.__module__ == f"reader.cli.{COMMANDS[name].module}"


def test_the_command_without_a_name_cannot_be_named() -> None:
    options = parse_arguments([DEFAULT_COMMAND])
    assert (options.command, options.source) == (DEFAULT_COMMAND, [DEFAULT_COMMAND])


@pytest.mark.parametrize("name", NAMED)
def test_the_help_of_a_command_has_its_description_and_the_common_options(name: str) -> None:
    with pytest.raises(HelpRequested) as caught:
        parse_arguments([name, "--help"])
    text = " ".join(str(caught.value).split())
    assert COMMANDS[name].description in text
    assert f"usage: dubao {name} " in text
    assert all(option in text for option in ("--encoding", "--config-file", "--date", "--region", "--library"))


def test_the_help_of_the_program_names_every_command() -> None:
    with pytest.raises(HelpRequested) as caught:
        parse_arguments(["--help"])
    assert all(f"\n  {name} " in str(caught.value) for name in NAMED)


def test_every_module_of_commands_is_in_the_table() -> None:
    modules = {path.stem for path in (ROOT / "reader" / "cli").glob("*.py")}
    with_commands = {name for name in modules if hasattr(import_module(f"reader.cli.{name}"), "add_arguments")}
    assert with_commands == {command.module for command in COMMANDS.values()}
