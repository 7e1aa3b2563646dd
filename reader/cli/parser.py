"""The arguments of the command line: which command they name, and its options."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import NoReturn

from reader.cli.commands import COMMANDS, DEFAULT_COMMAND

VIEWS = ("source", "hans", "hansp", "hant", "hk", "hkp", "tw", "twp")


class HelpRequested(Exception):  # noqa: N818 - nothing is wrong
    """The help of a command is asked for; the message is its text."""


class UsageError(Exception):
    """The arguments cannot be understood; the message says why, and what to do."""


class _Parser(argparse.ArgumentParser):
    """argparse that raises its help and its errors instead of printing them."""

    def print_help(self, file: object = None) -> NoReturn:
        raise HelpRequested(self.format_help())

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see {self.prog} --help")


_EPILOG = """SOURCE is a file, a folder, an http(s) address, or - for standard input; without one, the bundled articles.
commands: dubao show SOURCE | dubao figures SOURCE | dubao convert SOURCE --config C | dubao doctor
annotations: dubao annotate SOURCE | dubao notes [SOURCE] | dubao save SOURCE
library: dubao add SOURCE | dubao list | dubao mark SOURCE | dubao search QUERY | dubao export DIR | dubao import PATH
(dubao COMMAND --help says more)"""

_COMMON_OPTIONS = frozenset({"--encoding", "--config-file", "--library", "--date", "--region"})
"""Those of all commands, which may stand before the command; each has a value."""


def parse_arguments(arguments: list[str]) -> argparse.Namespace:
    """The options, with `command` set to the name of the command and `run` to what runs it.

    Args:
        arguments: Those behind the name of the program; without a command among them they are of DEFAULT_COMMAND.

    Raises:
        HelpRequested: They ask for the help of a command.
        UsageError: They cannot be understood.
    """
    name, rest = _split_command(arguments)
    command = COMMANDS[name]
    is_default = name == DEFAULT_COMMAND
    parser = _Parser(
        "dubao" if is_default else f"dubao {name}",
        description=command.description,
        epilog=_EPILOG if is_default else None,
        parents=[_make_common_parser()],
        formatter_class=argparse.RawDescriptionHelpFormatter if is_default else argparse.HelpFormatter,
    )
    import_module(f"reader.cli.{command.module}").add_arguments(parser, name)
    parser.set_defaults(command=name)
    return parser.parse_args(rest)


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


def _make_common_parser() -> argparse.ArgumentParser:
    """The options of all commands."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--encoding", metavar="NAME", help="read the file in this encoding (any WHATWG label)")
    common.add_argument("--config-file", metavar="PATH", help="use this settings file")
    common.add_argument(
        "--date", type=_parse_date, metavar="D", help="the day relative dates are read with (YYYY-MM-DD)"
    )
    common.add_argument("--region", choices=("CN", "HK", "TW", "MO"), help="the place bare currencies are read with")
    common.add_argument("--library", metavar="PATH", help="use this library")
    return common


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
