"""dubao doctor: what was found on this machine, in words that can be sent to somebody who helps."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections import Counter
from dataclasses import fields
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, TextIO

from reader import __version__
from reader.config.settings import Settings, config_path, in_force, overrides_path
from reader.errors import ReaderError
from reader.terminal.width_probe import ambiguous_cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.config.settings import Check
    from reader.model import Article
    from reader.sources import Document

_PACKAGES = ("textual", "rich", "OpenCC", "httpx", "platformdirs", "webencodings")
_ANSWER_SECONDS = 1.0
"""Long enough for a slow line: an answer that comes too late is typed into the shell."""
_VARIABLES = ("TERM", "COLORTERM", "TERM_PROGRAM", "NO_COLOR", "LC_ALL", "LC_MESSAGES", "LANG")


def findings(
    config: str | None = None, check: Check | None = None, *, ask: bool = True, library: str | None = None
) -> Iterator[str]:
    """The lines of the report; what cannot be found out is said, never raised.

    Args:
        config: The settings file named on the command line.
        check: Looks at the user's keys, as for `reader.config.settings.load`.
        ask: Whether the terminal may be asked; not while a screen of ours reads its answers.
        library: The library named on the command line.
    """
    yield f"dubao {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    yield ""
    yield "packages"
    yield from (_row(name, _version(name)) for name in _PACKAGES)
    yield ""
    yield "terminal"
    yield from (_row(name, value) for name, value in _terminal(ask=ask))
    yield ""
    yield "OpenCC"
    yield from (_row(name, value) for name, value in _opencc())
    yield ""
    yield "overrides"
    yield from (_row(name, value) for name, value in _overrides(config))
    yield ""
    yield "library"
    yield from (_row(name, value) for name, value in _library(library))
    yield ""
    yield "settings"
    yield from (_row(name, value) for name, value in _settings(config, check))


_WHYS = {
    "named": "as --encoding says",
    "mark": "by its byte order mark",
    "valid": "all its bytes fit",
    "header": "as the server says",
    "page": "as the page says",
    "looks": "by the look of its text",
}


def readings(document: Document, article: Article) -> Iterator[str]:
    """How a source was read."""
    origin, kinds = document.origin, Counter(block.kind for block in article.blocks)
    yield ""
    yield "source"
    yield _row("address" if origin.url else "file", origin.url or origin.path or "-")
    yield _row("encoding", f"{origin.encoding}: {_WHYS[document.why]}")
    yield _row("broken characters", f"{document.broken:,}")
    yield _row("read as", _read_as(document, article))
    yield _row("script", article.script)
    yield _row("parts", "  ".join(f"{count:,} {kind}" for kind, count in kinds.most_common()))


def _read_as(document: Document, article: Article) -> str:
    from reader.structure import is_page

    if article.stripped:
        return "a page whose parts could not be told: its text without tags"
    return "a page" if is_page(document.text, document.origin.path or document.origin.url or "") else "text"


def _row(name: str, value: str) -> str:
    from reader.model import clean

    return f"  {name:<24} {clean(value)}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _terminal(*, ask: bool) -> Iterator[tuple[str, str]]:
    size = shutil.get_terminal_size()
    yield "standard output", "a terminal" if _is_terminal(sys.stdout) else "not a terminal: dubao prints to it"
    yield "size", f"{size.columns} columns, {size.lines} rows"
    for name in _VARIABLES:
        if value := os.environ.get(name):
            yield name, value
    yield "encoding", sys.__stdout__.encoding if sys.__stdout__ else "none"
    if ask:
        yield "ambiguous width", _ambiguous()


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()


def _ambiguous() -> str:
    """The cells of a character of ambiguous width, as the terminal says."""
    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        return "not measured: needs a terminal"
    cells = ambiguous_cells(sys.stdin.fileno(), sys.stdout.fileno(), _ANSWER_SECONDS)
    if cells is None:
        return "not measured: the terminal does not answer"
    return f"{cells} (set ambiguous = {cells} where auto takes another)" if cells in (1, 2) else f"{cells}?"


def _opencc() -> Iterator[tuple[str, str]]:
    from reader.script.converter import facts

    yield from facts().items()


def _overrides(config: str | None) -> Iterator[tuple[str, str]]:
    from reader.script.overrides import OwnRules, curated

    path = overrides_path(config)
    own = OwnRules(path)
    yield "curated", f"{len(curated())} rules"
    yield "file", f"{path}" + ("" if os.path.exists(path) else " (not there)")
    yield "rules", f"{len(own.rules)}"
    yield from (("problem", problem) for problem in own.problems)


def _library(explicit: str | None) -> Iterator[tuple[str, str]]:
    from reader.library.diagnostics import facts

    yield from facts(explicit)


def _settings(config: str | None, check: Check | None) -> Iterator[tuple[str, str]]:
    path = config_path(config)
    named = "--config-file" if config else "DUBAO_CONFIG" if os.environ.get("DUBAO_CONFIG") else "default"
    yield "file", f"{path}" + ("" if os.path.exists(path) else " (not there: all defaults)") + f"  {named}"
    try:
        rows = in_force(config, check)
    except ReaderError as error:
        yield "error", str(error)
        return
    usual = {field.name: f"{getattr(Settings(), field.name)}" for field in fields(Settings)}
    for name, value, where in rows:
        yield name, value + (f" (default {usual[name]})" if usual.get(name, value) != value else "") + f"  {where}"
