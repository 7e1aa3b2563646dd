"""What the parsers of the commands accept, as data: for shell completion and the manual."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.cli.commands import COMMANDS, DEFAULT_COMMAND
from reader.cli.parser import make_parser
from reader.translation import translate

if TYPE_CHECKING:
    import argparse

_FILE_METAVARS = frozenset({"SOURCE", "PATH", "DIR"})


class Argument(NamedTuple):
    """An option or a positional argument of a command."""

    flags: tuple[str, ...]
    """How an option is written, such as `-h` and `--help`; none for a positional argument."""
    metavar: str
    """The name of its value in help; empty for an option without a value."""
    choices: tuple[str, ...]
    """Its values; none where they are not listed."""
    help: str
    """What it does."""
    is_file: bool
    """Whether its value is the path of a file or folder."""


class CommandArguments(NamedTuple):
    """A command with all that it accepts."""

    name: str
    description: str
    usage: str
    """On one line, beginning with `dubao`."""
    arguments: tuple[Argument, ...]
    examples: tuple[str, ...]


def list_command_arguments() -> list[CommandArguments]:
    """All commands with what they accept, the default command first."""
    names = sorted(COMMANDS, key=lambda name: name != DEFAULT_COMMAND)
    return [_describe_command(name) for name in names]


def _describe_command(name: str) -> CommandArguments:
    parser = make_parser(name)
    usage = " ".join(parser.format_usage().removeprefix(translate("usage: ")).split())
    arguments = tuple(_describe_argument(action) for action in parser._actions)
    return CommandArguments(name, COMMANDS[name].description, usage, arguments, COMMANDS[name].examples)


def _describe_argument(action: argparse.Action) -> Argument:
    takes_value = action.nargs != 0
    metavar = action.metavar if isinstance(action.metavar, str) else ""
    choices = tuple(map(str, action.choices or ()))
    if takes_value and not metavar:
        metavar = "{" + ",".join(choices) + "}" if choices else action.dest.upper()
    return Argument(
        tuple(action.option_strings),
        metavar if takes_value else "",
        choices,
        action.help or "",
        takes_value and metavar in _FILE_METAVARS,
    )
