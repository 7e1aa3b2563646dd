"""The command without a name: the reader on the screen, or, without a terminal, the articles printed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from reader.cli.output import print_lines

if TYPE_CHECKING:
    import argparse

    from reader.cli.context import CommandContext


def add_arguments(parser: argparse.ArgumentParser, command: str) -> None:
    """Declare the options of the command, and what runs it.

    Args:
        parser: Of the command.
        command: Its name; this module has no other.
    """
    parser.add_argument("source", metavar="SOURCE", nargs="*", help="files, folders and addresses to read")
    parser.add_argument("--version", action="store_true", help="print the version")
    parser.set_defaults(run=run)


def run(context: CommandContext) -> int:
    """Open the screen, or print the articles where standard output is no terminal; the exit code.

    Raises:
        ReaderError: There is nothing that can be read, or no screen can be opened.
    """
    options = context.options
    if options.version:
        from reader import __version__

        print_lines([f"dubao {__version__}"])
        return 0
    from reader.services.inputs import collect_inputs

    settings = context.settings
    is_printed = sys.stdout is None or not sys.stdout.isatty()
    sources = ["-"] if is_printed and not options.source and _has_piped_text() else options.source
    inputs = collect_inputs(sources, options.library)
    if is_printed:
        _print_articles(context, inputs.list_sources())
        return 0
    from reader.tui.launch import open_screen

    return open_screen(
        settings,
        inputs,
        context.load_document,
        context.load_own_rules,
        encoding=options.encoding,
        config_path=options.config_file,
        library_path=options.library,
    )


def _has_piped_text() -> bool:
    """Whether a text is piped in; waits for its first byte, or for its end."""
    from reader.services.inputs import is_text_piped

    return sys.stdin is not None and is_text_piped() and bool(sys.stdin.buffer.peek(1))  # type: ignore[union-attr]


def _print_articles(context: CommandContext, sources: list[str]) -> None:
    from reader.cli.show import render_article

    for number, source in enumerate(sources):
        if number:
            print_lines(["", ""])
        article = context.read_article(context.open_source(source))
        print_lines(render_article(article, context.settings, is_styled=False))
