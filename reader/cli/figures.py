"""The command `dubao figures`: the figures of an article as a table, as JSON or as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.output import print_lines
from reader.cli.parser import add_source_argument

if TYPE_CHECKING:
    import argparse

    from reader.cli.context import CommandContext


def add_arguments(parser: argparse.ArgumentParser, command: str) -> None:
    """Declare the options of the command, and what runs it.

    Args:
        parser: Of the command.
        command: Its name; this module has no other.
    """
    add_source_argument(parser, "a file, an address, or - for standard input")
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table", help="how to print them")
    parser.set_defaults(run=run)


def run(context: CommandContext) -> int:
    """Print the figures of an article; the exit code.

    Raises:
        ReaderError: It cannot be opened.
    """
    from reader.figures.export import figures_to_json, iter_csv_lines, iter_table_lines, list_article_figures

    options = context.options
    article = context.read_article(context.open_source(options.source))
    context.report_unread_figures(article)
    figures = list_article_figures(article, options.date, options.region)
    if options.format == "json":
        from reader.model.json import dumps

        print_lines([dumps(figures_to_json(figures))])
    elif options.format == "csv":
        print_lines(iter_csv_lines(article, figures))
    else:
        from reader.typeset.widths import cell_len

        print_lines(iter_table_lines(figures, lambda text: cell_len(text, context.settings.ambiguous_width)))
    return 0
