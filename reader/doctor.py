"""dubao doctor: what was found on this machine, in words that can be sent to somebody who helps."""

from __future__ import annotations

import os
import platform
import select
import shutil
import sys
from dataclasses import fields
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, TextIO

from reader import __version__
from reader.errors import ReaderError
from reader.settings import Settings, config_path, load

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGES = ("textual", "rich", "OpenCC", "httpx", "platformdirs", "webencodings")
_ANSWER_SECONDS = 1.0
"""Long enough for a slow line: an answer that comes too late is typed into the shell."""
_PROBE = "…"
_VARIABLES = ("TERM", "COLORTERM", "TERM_PROGRAM", "NO_COLOR", "LC_ALL", "LC_MESSAGES", "LANG")


def findings(config: str | None = None) -> Iterator[str]:
    """The lines of the report; what cannot be found out is said, never raised."""
    yield f"dubao {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    yield ""
    yield "packages"
    yield from (_row(name, _version(name)) for name in _PACKAGES)
    yield ""
    yield "terminal"
    yield from (_row(name, value) for name, value in _terminal())
    yield ""
    yield "OpenCC"
    yield from (_row(name, value) for name, value in _opencc())
    yield ""
    yield "settings"
    yield from (_row(name, value) for name, value in _settings(config))


def _row(name: str, value: str) -> str:
    from reader.model import clean

    return f"  {name:<24} {clean(value)}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _terminal() -> Iterator[tuple[str, str]]:
    size = shutil.get_terminal_size()
    yield "standard output", "a terminal" if _is_terminal(sys.stdout) else "not a terminal: dubao prints to it"
    yield "size", f"{size.columns} columns, {size.lines} rows"
    for name in _VARIABLES:
        if value := os.environ.get(name):
            yield name, value
    yield "encoding", sys.__stdout__.encoding if sys.__stdout__ else "none"
    yield "ambiguous width", _ambiguous()


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()


def _ambiguous() -> str:
    """Print a character of ambiguous width and ask where the cursor is now."""
    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        return "not measured: needs a terminal"
    import re
    import termios
    import tty

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    answer = b""
    try:
        tty.setcbreak(descriptor)
        os.write(sys.stdout.fileno(), f"\r{_PROBE}\x1b[6n".encode())
        while not answer.endswith(b"R") and select.select([descriptor], [], [], _ANSWER_SECONDS)[0]:
            if not (more := os.read(descriptor, 32)):
                break
            answer += more
        os.write(sys.stdout.fileno(), b"\r\x1b[K")
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
    found = re.search(rb"\x1b\[\d+;(\d+)R", answer)
    if not found:
        return "not measured: the terminal does not answer"
    cells = int(found[1]) - 1
    return f"{cells} (set ambiguous = {cells} where the setting says otherwise)" if cells in (1, 2) else f"{cells}?"


def _opencc() -> Iterator[tuple[str, str]]:
    from reader.script.convert import facts

    yield from facts().items()


def _settings(config: str | None) -> Iterator[tuple[str, str]]:
    path = config_path(config)
    yield "file", f"{path}" + ("" if os.path.isfile(path) else " (not there: all defaults)")
    try:
        settings = load(config)
    except ReaderError as error:
        yield "error", str(error)
        return
    default = Settings()
    for field in fields(Settings):
        value, usual = getattr(settings, field.name), getattr(default, field.name)
        yield field.name, f"{value}" if value == usual else f"{value} (default {usual})"
