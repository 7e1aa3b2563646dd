"""The arguments of the command line: which commands there are, and what each may be told."""

from __future__ import annotations

import argparse
from typing import NoReturn

VIEWS = ("source", "hans", "hansp", "hant", "hk", "hkp", "tw", "twp")


class HelpRequested(Exception):  # noqa: N818 - nothing is wrong
    """The help of a command is to be printed: its text."""


class UsageError(Exception):
    """The arguments say nothing that can be done: why, and what to do."""


class _Parser(argparse.ArgumentParser):
    """argparse that prints nothing itself: what it has to say is said as all else is."""

    def print_help(self, file: object = None) -> NoReturn:
        raise HelpRequested(self.format_help())

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see {self.prog} --help")


_EPILOG = """SOURCE is a file, a folder, an http(s) address, or - for standard input; without one, the bundled articles.
commands: dubao show SOURCE | dubao figures SOURCE | dubao convert SOURCE --config C | dubao doctor
annotations: dubao annotate SOURCE | dubao notes [SOURCE] | dubao save SOURCE
library: dubao add SOURCE | dubao list | dubao mark SOURCE | dubao search QUERY | dubao export DIR | dubao import PATH
(dubao COMMAND --help says more)"""

_LIBRARY_COMMANDS = ("annotate", "notes", "add", "list", "mark", "search", "export", "import")
_COMMANDS = frozenset({"show", "figures", "convert", "save", "doctor", *_LIBRARY_COMMANDS})
_COMMON_OPTIONS = frozenset({"--encoding", "--config-file", "--library", "--date", "--region"})


def parse_arguments(arguments: list[str]) -> argparse.Namespace:
    """The options, with `command` set to the name of the command, "read" where none is named.

    Raises:
        HelpWanted: That is what they ask for.
        MisuseError: They cannot be understood.
    """
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--encoding", metavar="NAME", help="read the file in this encoding (any WHATWG label)")
    common.add_argument("--config-file", metavar="PATH", help="use this settings file")
    common.add_argument(
        "--date", type=_parse_date, metavar="D", help="the day relative dates are read with (YYYY-MM-DD)"
    )
    common.add_argument("--region", choices=("CN", "HK", "TW", "MO"), help="the place bare currencies are read with")
    common.add_argument("--library", metavar="PATH", help="use this library")
    name, arguments = _split_command(arguments)
    if name == "show":
        parser = _Parser("dubao show", description="Print an article as the reader lays it out.", parents=[common])
        parser.add_argument("source", metavar="SOURCE", help="a file, an address, or - for standard input")
        parser.add_argument("--script", choices=VIEWS, default="source", help="the script to print it in")
        parser.add_argument(
            "--width", type=_parse_width, metavar="N", help="cells of a row (else the window, at most 72)"
        )
        parser.add_argument("--plain", action="store_true", help="no escape sequences, even on a terminal")
        parser.add_argument("--json", action="store_true", help="print the article as JSON")
        parser.add_argument("--all", action="store_true", help="with what was cut away from a page")
    elif name == "figures":
        parser = _Parser("dubao figures", description="Print the figures of an article.", parents=[common])
        parser.add_argument("source", metavar="SOURCE", help="a file, an address, or - for standard input")
        parser.add_argument("--format", choices=("table", "json", "csv"), default="table", help="how to print them")
    elif name == "convert":
        parser = _Parser("dubao convert", description="Convert plain text as OpenCC does.", parents=[common])
        parser.add_argument("source", metavar="SOURCE", help="a file, or - for standard input")
        parser.add_argument(
            "--config", type=_parse_config, metavar="C", required=True, help="one of OpenCC's, or of those made of them"
        )
        parser.add_argument("--map", action="store_true", help="print JSON with the offset map")
    elif name in _LIBRARY_COMMANDS:
        from reader.cli import annotate, library

        room = annotate if name in annotate.DESCRIPTIONS else library
        parser = _Parser(f"dubao {name}", description=room.DESCRIPTIONS[name], parents=[common])
        room.add_arguments(name, parser)
    elif name == "save":
        from reader.services.copies import add_arguments

        parser = _Parser("dubao save", description="Write an annotated copy of an article.", parents=[common])
        add_arguments(parser, VIEWS)
    elif name == "doctor":
        parser = _Parser("dubao doctor", description="Say what dubao found on this machine.", parents=[common])
        parser.add_argument("source", metavar="SOURCE", nargs="?", help="say how this is read, too")
    else:
        parser = _Parser(
            "dubao",
            description="讀報: read Chinese news in the terminal.",
            epilog=_EPILOG,
            parents=[common],
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        parser.add_argument("source", metavar="SOURCE", nargs="*", help="files, folders and addresses to read")
        parser.add_argument("--version", action="store_true", help="print the version")
    parser.set_defaults(command=name or "read")
    return parser.parse_args(arguments)


def _split_command(arguments: list[str]) -> tuple[str | None, list[str]]:
    """The command, and the other arguments; the options for all commands may stand before it too."""
    at = 0
    while at < len(arguments) and arguments[at].startswith("--") and arguments[at] != "--":
        at += 2 if arguments[at] in _COMMON_OPTIONS else 1
    if at < len(arguments) and arguments[at] in _COMMANDS:
        return arguments[at], arguments[:at] + arguments[at + 1 :]
    return None, arguments


def _parse_width(text: str) -> int:
    if not text.isdecimal() or len(text) > 6 or not 1 <= int(text) <= 100_000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of cells from 1 to 100000")
    return int(text)


def _parse_config(name: str) -> str:
    from reader.script.opencc_configs import list_configs

    if name not in list_configs():
        import difflib

        near = difflib.get_close_matches(name, list_configs(), 3)
        hint = "did you mean " + ", ".join(near) + "?" if near else "use one of " + " ".join(list_configs())
        raise argparse.ArgumentTypeError(f"there is no config {name!r}; {hint}")
    return name


def _parse_date(text: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2018-12-21") from None
