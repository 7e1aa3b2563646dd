"""The command `dubao doctor`: diagnostics of this machine, and of how a source is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.output import print_lines
from reader.errors import ReaderError

if TYPE_CHECKING:
    import argparse

    from reader.cli.context import CommandContext


def add_arguments(parser: argparse.ArgumentParser, command: str) -> None:
    """Declare the options of the command, and what runs it.

    Args:
        parser: Of the command.
        command: Its name; this module has no other.
    """
    parser.add_argument("source", metavar="SOURCE", nargs="?", help="say how this is read, too")
    parser.add_argument("--json", action="store_true", help="print the report on this machine as JSON")
    parser.add_argument("--lines", action="store_true", help="and by which rules each line of SOURCE has its kind")
    parser.set_defaults(run=run)


def run(context: CommandContext) -> int:
    """Print the report; the exit code.

    Raises:
        ReaderError: A source was named and cannot be opened, or none was named for `--lines`.
    """
    from reader.input.keymap import find_problems
    from reader.services.diagnostics import report_diagnostics

    options = context.options
    if options.json:
        _print_json(context)
        return 0
    # Listed before anything is printed, which changes the encoding of standard output.
    lines = list(report_diagnostics(options.config_file, find_problems, library_path_option=options.library))
    if options.source:
        from reader.services.diagnostics import report_lines, report_source
        from reader.services.opening import find_selector

        _ = context.settings  # a settings file that cannot be read is an error here, and only part of the report above
        document = context.load_document(options.source)
        article = context.read_article(context.open_document(document, whole_page=True))
        lines += report_source(document, article, find_selector(document, context.story_choices))
        if options.lines:
            lines += report_lines(document)
    elif options.lines:
        raise ReaderError("--lines", "no source was named", "name one: dubao doctor SOURCE --lines")
    print_lines(lines)
    return 0


def _print_json(context: CommandContext) -> None:
    from reader.input.keymap import find_problems
    from reader.model.json import dumps
    from reader.services.diagnostics import describe_version, list_sections

    options = context.options
    sections = {
        title: [{"name": name, "value": value} for name, value in rows]
        for title, rows in list_sections(options.config_file, find_problems, library_path_option=options.library)
    }
    print_lines([dumps({"schema": "dubao-doctor-1", "version": describe_version(), "sections": sections})])
