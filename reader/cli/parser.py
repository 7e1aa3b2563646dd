"""The arguments of the command line: which command they name, and its options."""

from __future__ import annotations

import argparse
import os
import re
import textwrap
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

from reader.cli.commands import COMMANDS, DEFAULT_COMMAND
from reader.translation import translate

if TYPE_CHECKING:
    from collections.abc import Iterable

VIEWS = ("source", "hans", "hansp", "hant", "hk", "hkp", "tw", "twp")


class HelpRequested(Exception):  # noqa: N818 - nothing is wrong
    """The help of a command is asked for; the message is its text."""


class UsageError(Exception):
    """The arguments cannot be understood; the message has the reason and a hint."""


class _Parser(argparse.ArgumentParser):
    """argparse that raises its help and its errors instead of printing them."""

    def print_help(self, file: object = None) -> NoReturn:
        raise HelpRequested(self.format_help())

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see {self.prog} --help")


class _HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """argparse's with the word before the usage in the language of the locale, and rows that count cells."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, translate("usage: ") if prefix is None else prefix)

    def format_help(self) -> str:
        """The whole help, with the colons of headings in the width of their writing."""
        return re.sub(r"(?m)^(.*[\u4e00-\u9fff]):$", "\\1：", super().format_help())

    def _split_lines(self, text: str, width: int) -> list[str]:
        if text.isascii():
            return super()._split_lines(text, width)
        from reader.typeset import wrap

        return [text[start:end] for start, end in wrap(text, width)]


SOURCE_NOTE = (
    "SOURCE is a file, a folder, an http(s) address, or - for standard input."
    " Without one the library is opened, or the bundled articles while it is empty."
)
_COMMON_OPTIONS = frozenset({"--encoding", "--config-file", "--library", "--date", "--region"})
"""Those of all commands, which may stand before the command; each has a value."""
_MAY_BE_EMPTY = frozenset({"note", "title", "folder", "prefix", "suffix"})
"""Options of which an empty value means that there is nothing: no note, no title."""
_COMMAND_SIMILARITY_MIN = 0.7
"""Of difflib, from which a word is taken for a misspelt command: one wrong letter of four is 0.75."""


def parse_arguments(arguments: list[str]) -> argparse.Namespace:
    """The options, with `command` set to the name of the command and `run` to what runs it.

    Args:
        arguments: Those behind the name of the program; without a command among them they are of DEFAULT_COMMAND.

    Raises:
        HelpRequested: They ask for the help of a command.
        UsageError: They cannot be understood.
    """
    name, rest = _split_command(arguments)
    parser = make_parser(name)
    options = parser.parse_args(rest)
    _check_for_empty_values(parser, options)
    if name == DEFAULT_COMMAND and options.source:
        _check_for_misspelt_command(options.source[0])
    return options


def make_parser(name: str) -> argparse.ArgumentParser:
    """The parser of a command's arguments, without the name of the command.

    Args:
        name: Of COMMANDS.
    """
    command = COMMANDS[name]
    parser = _Parser(
        format_program_name(name),
        description=translate(command.description),
        epilog=_format_epilog(name),
        formatter_class=_HelpFormatter,
    )
    import_module(f"reader.cli.{command.module}").add_arguments(parser, name)
    parser.usage = (
        parser.format_usage().removeprefix(translate("usage: ")).strip()
    )  # without the options of all commands
    _add_common_options(parser)
    _translate_help(parser)
    parser.set_defaults(command=name)
    return parser


def _translate_help(parser: argparse.ArgumentParser) -> None:
    """Put the titles and sentences of a parser's help into the language of the locale."""
    for group in parser._action_groups:
        group.title = translate(group.title or "")
    for action in parser._actions:
        action.help = translate(action.help or "")


def format_program_name(name: str) -> str:
    """What is typed to run a command: `dubao` for DEFAULT_COMMAND, otherwise such as `dubao show`."""
    return "dubao" if name == DEFAULT_COMMAND else f"dubao {name}"


def _format_epilog(name: str) -> str:
    """The end of a command's help: its examples, and of DEFAULT_COMMAND the other commands."""
    examples = [translate("examples:"), *(f"  {example}" for example in COMMANDS[name].examples)]
    if name != DEFAULT_COMMAND:
        return "\n".join(examples)
    width = max(map(len, COMMANDS))
    named = {each: translate(command.description) for each, command in COMMANDS.items() if each != name}
    commands = [f"  {each:{width}}  {description}" for each, description in named.items()]
    heading = translate("commands (dubao COMMAND --help says more):")
    return "\n".join([textwrap.fill(translate(SOURCE_NOTE), 100), "", heading, *commands, "", *examples])


def _check_for_empty_values(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Refuse empty values, which come from variables of a shell that are not set, and would count as not given.

    Args:
        parser: Of the command.
        options: What it has parsed.

    Raises:
        UsageError: One is empty.
    """
    for action in parser._actions:
        value = getattr(options, action.dest, None)
        given = value if isinstance(value, list) else [value]
        may_be_empty = action.option_strings and action.dest in _MAY_BE_EMPTY
        if "" in given and value != action.default and not may_be_empty:
            parser.error(str(argparse.ArgumentError(action, "it is empty")))


def _check_for_misspelt_command(source: str) -> None:
    """Refuse a first source that is no file, and nearly the name of a command.

    Raises:
        UsageError: It is one; the message names the command.
    """
    if not (source.isascii() and source.isalpha()) or os.path.exists(source):
        return
    import difflib

    names = [name for name in COMMANDS if name != DEFAULT_COMMAND]
    if near := difflib.get_close_matches(source.lower(), names, 1, _COMMAND_SIMILARITY_MIN):
        raise UsageError(f"{source}: there is no such command or file; did you mean dubao {near[0]}?")


def add_source_argument(parser: argparse.ArgumentParser, help_text: str) -> None:
    """Declare the argument SOURCE, which may be left out where a text is piped in.

    Args:
        parser: Of the command.
        help_text: What it may be.
    """
    from reader.services.inputs import is_text_piped

    if is_text_piped():
        parser.add_argument("source", metavar="SOURCE", nargs="?", default="-", help=help_text)
    else:
        parser.add_argument("source", metavar="SOURCE", help=help_text)


def _add_common_options(parser: argparse.ArgumentParser) -> None:
    """Declare the options of all commands."""
    common = parser.add_argument_group("options of all commands")
    common.add_argument("--encoding", metavar="NAME", help="read the file in this encoding (any WHATWG label)")
    common.add_argument("--config-file", metavar="PATH", help="use this settings file")
    common.add_argument(
        "--date", type=_parse_date, metavar="D", help="the day relative dates are read with (YYYY-MM-DD)"
    )
    common.add_argument("--region", choices=("CN", "HK", "TW", "MO"), help="the place bare currencies are read with")
    common.add_argument("--library", metavar="PATH", help="use this library")


def _split_command(arguments: list[str]) -> tuple[str, list[str]]:
    """The name of the command, and the other arguments; the options of all commands may stand before it too."""
    at = 0
    while at < len(arguments) and arguments[at].startswith("--") and arguments[at] != "--":
        at += 2 if arguments[at] in _COMMON_OPTIONS else 1
    if at < len(arguments) and arguments[at] in COMMANDS and arguments[at] != DEFAULT_COMMAND:
        return arguments[at], arguments[:at] + arguments[at + 1 :]
    return DEFAULT_COMMAND, arguments


def _parse_date(text: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2018-12-21") from None
