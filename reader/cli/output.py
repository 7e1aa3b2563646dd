"""What the command line prints: results to standard output, everything else to standard error."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

from reader.errors import ReaderError, hide_logins, shorten_words

if TYPE_CHECKING:
    from collections.abc import Iterable

_LINES_PER_WRITE = 500


def print_lines(lines: Iterable[str], *, are_styled: bool = False) -> None:
    """Print lines, each with a line end, as UTF-8 whatever the locale: no other encoding is common for Chinese.

    A character that a terminal obeys is shown by its picture, wherever the lines are from and wherever they go.

    Args:
        lines: Printed as they are made.
        are_styled: Whether there are escape sequences of ours in them, and clean text besides.

    Raises:
        ReaderError: Standard output is closed.
        OSError: It cannot be written to.
    """
    stream = _open_stdout()
    batch: list[str] = []
    for line in lines:
        batch.append(line)
        if len(batch) == _LINES_PER_WRITE:
            stream.write(_join_lines(batch, are_styled=are_styled))
            batch.clear()
    if batch:
        stream.write(_join_lines(batch, are_styled=are_styled))


def _join_lines(lines: Iterable[str], *, are_styled: bool) -> str:
    from reader.model import show_carriage_returns

    text = "\n".join(lines) + "\n"
    return text if are_styled else show_carriage_returns(text)


def print_text(text: str) -> None:
    """Print a text as it is, with no line end added or changed; a terminal gets no control character.

    Raises:
        ReaderError: Standard output is closed.
        OSError: It cannot be written to.
    """
    from reader.model import show_carriage_returns

    stream = _open_stdout(newline="")
    stream.write(show_carriage_returns(text.replace("\r\n", "\n")) if stream.isatty() else text)


def print_bytes(data: bytes) -> None:
    """Print a file that is no text.

    Raises:
        ReaderError: Standard output is closed, or is a terminal.
        OSError: It cannot be written to.
    """
    stream = _open_stdout()
    if stream.isatty():
        raise ReaderError("standard output", "this file is no text for a terminal", "send it to a file, or use -o PATH")
    stream.flush()
    stream.buffer.write(data)


def print_message(message: str) -> None:
    """Print one line on standard error, behind the name of the program, in the language of the locale.

    Args:
        message: In English. Whatever a name in it holds, what is printed is one line.
    """
    from reader.model import clean
    from reader.translation import translate

    if sys.stderr is None:
        return
    one_line = clean(translate(message)).replace("\n", " ").replace("\t", " ").replace("\r", " ")
    line = shorten_words(hide_logins(one_line))
    sys.stderr.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        print(f"dubao: {line}", file=sys.stderr, flush=True)
    except OSError:  # there is nowhere to report it
        redirect_to_null(sys.stderr)


def flush_stdout() -> None:
    """Write what is buffered: a full disk must be reported now, not while the interpreter ends.

    Raises:
        OSError: It cannot be written.
    """
    if sys.stdout is not None:
        sys.stdout.flush()


def redirect_to_null(stream: TextIO | None) -> None:
    """Let nothing more be written to a stream, so that Python does not complain about it at exit."""
    if stream is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _open_stdout(newline: str | None = None) -> TextIO:
    if sys.stdout is None:
        raise ReaderError("standard output", "it is closed", "send it to a file or a terminal")
    options = {} if newline is None else {"newline": newline}
    sys.stdout.reconfigure(encoding="utf-8", errors="replace", **options)  # type: ignore[union-attr]
    return sys.stdout
