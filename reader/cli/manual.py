"""Writes the manual page and the completion scripts: `python -m reader.cli.manual FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.completion import SHELLS, iter_completion_lines
from reader.cli.options import list_command_arguments
from reader.cli.parser import SOURCE_NOTE, format_program_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.cli.options import Argument

FILE_NAMES = {"bash": "dubao.bash", "zsh": "_dubao", "fish": "dubao.fish"}
"""Of the completion script of each shell, as it looks for them."""
_EXIT_STATUS = "0: done. 1: it could not be done; one line on standard error says why. 2: wrong usage."
_ENVIRONMENT = {
    "DUBAO_CONFIG": "the settings file",
    "DUBAO_LIBRARY": "the library",
    "DUBAO_PAGER, PAGER": "the pager of dubao show",
    "EDITOR": "the editor of notes",
    "NO_COLOR": "no styles, where it is set",
}


def main(folder: str) -> None:
    """Write the manual page and the completion scripts into a folder.

    Args:
        folder: Made where it is missing.
    """
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for name, lines in iter_files():
        (target / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def iter_files() -> Iterator[tuple[str, Iterator[str]]]:
    """The names of the files with their lines."""
    yield "dubao.1", iter_manual_lines()
    for shell in SHELLS:
        yield FILE_NAMES[shell], iter_completion_lines(shell)


def iter_manual_lines() -> Iterator[str]:
    """The lines of the manual page, in the macros of man(7)."""
    commands = list_command_arguments()
    yield ".TH DUBAO 1"
    yield ".SH NAME"
    yield "dubao \\- read Chinese news in the terminal"
    yield ".SH SYNOPSIS"
    for command in commands:
        yield f".B {_escape(command.usage)}"
        yield ".br"
    yield ".SH DESCRIPTION"
    yield _escape(" ".join(SOURCE_NOTE.split()))
    yield ".SH OPTIONS OF ALL COMMANDS"
    common = [each for each in commands[0].arguments if all(each in command.arguments for command in commands)]
    yield from _iter_argument_lines(common)
    yield ".SH COMMANDS"
    for command in commands:
        yield f".SS {_escape(format_program_name(command.name))}"
        yield _escape(command.description)
        yield from _iter_argument_lines([each for each in command.arguments if each not in common])
        yield ".PP"
        yield "Examples:"
        for example in command.examples:
            yield ".br"
            yield f"\\fB{_escape(example)}\\fR"
    yield ".SH EXIT STATUS"
    yield _escape(_EXIT_STATUS)
    yield ".SH ENVIRONMENT"
    for name, meaning in _ENVIRONMENT.items():
        yield from (".TP", f"\\fB{_escape(name)}\\fR", _escape(meaning))


def _iter_argument_lines(arguments: list[Argument]) -> Iterator[str]:
    """The lines of some arguments of a command."""
    for argument in arguments:
        flags = ", ".join(argument.flags)
        yield ".TP"
        yield f"\\fB{_escape(' '.join(part for part in (flags, argument.metavar) if part))}\\fR"
        yield _escape(argument.help)


def _escape(text: str) -> str:
    """A text in which roff takes no character for a command."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return f"\\&{escaped}" if escaped.startswith(".") else escaped


if __name__ == "__main__":
    main(sys.argv[1])
