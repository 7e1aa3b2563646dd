"""What the command line prints: results to standard output, everything else to standard error."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Iterable

_LINES_PER_WRITE = 500


def print_lines(lines: Iterable[str]) -> None:
    """Print lines, each with a line end, as UTF-8 whatever the locale: no other encoding is common for Chinese.

    Args:
        lines: Printed as they are made.

    Raises:
        ReaderError: Standard output is closed.
        OSError: It cannot be written to.
    """
    stream = _open_stdout()
    batch: list[str] = []
    for line in lines:
        batch.append(line)
        if len(batch) == _LINES_PER_WRITE:
            stream.write("\n".join(batch) + "\n")
            batch.clear()
    if batch:
        stream.write("\n".join(batch) + "\n")


def print_text(text: str) -> None:
    """Print a text as it is, with no line end added or changed; a terminal gets no control character.

    Raises:
        ReaderError: Standard output is closed.
        OSError: It cannot be written to.
    """
    from reader.model import clean

    stream = _open_stdout(newline="")
    stream.write(clean(text) if stream.isatty() else text)


def print_message(message: str) -> None:
    """Print one line on standard error, behind the name of the program, in the language of the locale.

    Args:
        message: In English. Whatever a name in it holds, what is printed is one line.
    """
    from reader.model import clean
    from reader.translation import translate

    if sys.stderr is None:
        return
    line = clean(translate(message)).replace("\n", " ").replace("\t", " ").replace("\r", " ")
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
