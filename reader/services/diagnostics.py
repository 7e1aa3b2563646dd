"""The report of `dubao doctor`: packages, terminal, settings and library, in lines for a bug report."""

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
from reader.config.settings import Settings, config_path, list_effective_settings, overrides_path
from reader.errors import ReaderError
from reader.terminal.width_probe import measure_ambiguous_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.config.settings import KeysCheck
    from reader.model import Article
    from reader.sources import Document

_REPORTED_PACKAGES = ("textual", "rich", "OpenCC", "httpx", "platformdirs", "webencodings")
_ANSWER_TIMEOUT = 1.0
"""Seconds that the terminal may take to answer: an answer that comes later would be typed into the shell."""
_LINE_SAMPLE_SIZE = 24
"""Code points of a line of a source that are shown."""
_ENVIRONMENT_VARIABLES = ("TERM", "COLORTERM", "TERM_PROGRAM", "NO_COLOR", "LC_ALL", "LC_MESSAGES", "LANG")


def report_diagnostics(
    config_path_option: str | None = None,
    check_keys: KeysCheck | None = None,
    *,
    query_terminal: bool = True,
    library_path_option: str | None = None,
) -> Iterator[str]:
    """Yield the lines of the report; what cannot be determined is a line of it, and no error.

    Args:
        config_path_option: The settings file named on the command line.
        check_keys: Checks the key bindings, as for `reader.config.settings.load_settings`.
        query_terminal: Whether the terminal may be queried; not while the screen reads from it.
        library_path_option: The library named on the command line.
    """
    yield describe_version()
    for title, rows in list_sections(
        config_path_option, check_keys, query_terminal=query_terminal, library_path_option=library_path_option
    ):
        yield ""
        yield title
        yield from (_format_row(name, value) for name, value in rows)


def describe_version() -> str:
    """The versions of dubao and Python, and the system."""
    return f"dubao {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"


def list_sections(
    config_path_option: str | None = None,
    check_keys: KeysCheck | None = None,
    *,
    query_terminal: bool = True,
    library_path_option: str | None = None,
) -> Iterator[tuple[str, Iterator[tuple[str, str]]]]:
    """The sections of the report: a title, and names with values.

    The arguments are those of `report_diagnostics`.
    """
    from reader.services.protections import list_protections

    yield "packages", ((name, _get_version(name)) for name in _REPORTED_PACKAGES)
    yield "terminal", _describe_terminal(query_terminal=query_terminal)
    yield "OpenCC", _describe_opencc()
    yield "overrides", _describe_overrides(config_path_option)
    yield "library", _describe_library(library_path_option)
    yield "protections", list_protections(library_path_option)
    yield "settings", _describe_settings(config_path_option, check_keys)


_ENCODING_REASONS = {
    "named": "as --encoding says",
    "mark": "by its byte order mark",
    "valid": "all its bytes fit",
    "header": "as the server says",
    "page": "as the page says",
    "looks": "by the look of its text",
}


def report_source(document: Document, article: Article, selector: str | None = None) -> Iterator[str]:
    """The lines about how a source was read.

    Args:
        document: The source.
        article: What was found in it.
        selector: The part of a page that the reader chose as its story.
    """
    origin, kinds = document.origin, Counter(block.kind for block in article.blocks)
    yield ""
    yield "source"
    yield _format_row("address" if origin.url else "file", origin.url or origin.path or "-")
    yield _format_row("encoding", f"{origin.encoding}: {_ENCODING_REASONS[document.encoding_reason]}")
    yield _format_row("broken characters", f"{document.replacement_count:,}")
    yield _format_row("read as", _describe_format(document, article))
    yield _format_row("script", article.script)
    yield from _report_candidates(document, article, selector)
    yield _format_row("parts", "  ".join(f"{count:,} {kind}" for kind, count in kinds.most_common()))


def report_lines(document: Document) -> Iterator[str]:
    """Yield the lines about the kind of each line of a source, and the rules that decided it.

    Args:
        document: The source.

    Raises:
        ReaderError: It is a page without text.
        NoArticleError: It is a page without an article.
    """
    from reader.model import clean
    from reader.structure.explain import explain_lines

    yield ""
    yield "lines"
    for line in explain_lines(document.text, document.origin):
        number = "" if line.number is None else f"{line.number:,}"
        yield clean(f"  {number:>6} {line.kind:<11} {line.text[:_LINE_SAMPLE_SIZE]}")
        if line.answers:
            yield clean(f"{'':21}{', '.join(line.answers)}")


def _report_candidates(document: Document, article: Article, chosen: str | None) -> Iterator[str]:
    """Where the story of a page stands, which other parts of it could as well be the story, and which could not.

    Each has the number that `--story` chooses it by.
    """
    if article.is_unstructured:
        return
    from reader.services.page_parts import list_candidates

    best, *others = list_candidates(document) or (None,)
    if best is None:
        return
    yield _format_row("story", f"1: {best.size:,} characters from {best.first_words}")
    parts = [other for other in others if other.is_part]
    for number, other in enumerate(others, 2):
        is_near = other.is_near(best) and (not other.is_part or (len(parts) > 1 and parts[1].is_near(parts[0])))
        name = "perhaps the story" if is_near else "another part"
        yield _format_row(name, f"{number}: {other.size:,} characters from {other.first_words}")
    if chosen is not None:
        numbers = [number for number, own in enumerate((best, *others), 1) if own.selector == chosen]
        yield _format_row("chosen story", f"{numbers[0]}" if numbers else "it is not on the page any more")


def _describe_format(document: Document, article: Article) -> str:
    from reader.structure import detect_text_format

    if article.is_unstructured:
        return "a page whose parts could not be told: its text without tags"
    name = document.origin.path or document.origin.url or ""
    return {"html": "a page", "markdown": "Markdown", "plain": "text"}[detect_text_format(document.text, name)]


def _format_row(name: str, value: str) -> str:
    from reader.model import clean

    return f"  {name:<24} {clean(value)}"


def _get_version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _describe_terminal(*, query_terminal: bool) -> Iterator[tuple[str, str]]:
    size = shutil.get_terminal_size()
    yield "standard output", "a terminal" if _is_terminal(sys.stdout) else "not a terminal: dubao prints to it"
    yield "size", f"{size.columns} columns, {size.lines} rows"
    for name in _ENVIRONMENT_VARIABLES:
        if value := os.environ.get(name):
            yield name, value
    yield "encoding", sys.__stdout__.encoding if sys.__stdout__ else "none"
    if query_terminal:
        yield "ambiguous width", _measure_ambiguous_width()


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()


def _measure_ambiguous_width() -> str:
    """The width of ambiguous characters that the terminal reports, in cells."""
    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        return "not measured: needs a terminal"
    cells = measure_ambiguous_width(sys.stdin.fileno(), sys.stdout.fileno(), _ANSWER_TIMEOUT)
    if cells is None:
        return "not measured: the terminal does not answer"
    return f"{cells} (set ambiguous = {cells} where auto takes another)" if cells in (1, 2) else f"{cells}?"


def _describe_opencc() -> Iterator[tuple[str, str]]:
    from reader.script.converter import collect_diagnostics
    from reader.script.press_conversion import get_table_problem

    yield from collect_diagnostics().items()
    problem = get_table_problem()
    yield "contexts", f"{problem}; OpenCC converts instead" if problem else "the table is sound"


def _describe_overrides(config: str | None) -> Iterator[tuple[str, str]]:
    from reader.script.overrides import OverrideFile, load_curated

    path = overrides_path(config)
    own = OverrideFile(path)
    yield "curated", f"{len(load_curated())} rules"
    yield "file", f"{path}" + ("" if os.path.exists(path) else " (not there)")
    yield "rules", f"{len(own.overrides)}"
    yield from (("problem", problem) for problem in own.problems)


def _describe_library(explicit: str | None) -> Iterator[tuple[str, str]]:
    from reader.library.diagnostics import describe_library

    yield from describe_library(explicit)


def _describe_settings(config: str | None, check: KeysCheck | None) -> Iterator[tuple[str, str]]:
    path = config_path(config)
    named = "--config-file" if config else "DUBAO_CONFIG" if os.environ.get("DUBAO_CONFIG") else "default"
    yield "file", f"{path}" + ("" if os.path.exists(path) else " (not there: all defaults)") + f"  {named}"
    try:
        rows = list_effective_settings(config, check)
    except ReaderError as error:
        yield "error", str(error)
        return
    usual = {field.name: f"{getattr(Settings(), field.name)}" for field in fields(Settings)}
    for name, value, where in rows:
        yield name, value + (f" (default {usual[name]})" if usual.get(name, value) != value else "") + f"  {where}"
