"""The command `dubao show`: an article as the reader lays it out, or as JSON."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from reader.cli.output import print_lines
from reader.cli.parser import VIEWS, add_source_argument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.cli.context import CommandContext
    from reader.config.settings import Settings
    from reader.model import Article, ViewName
    from reader.script.options import ConversionOptions

_MAX_WINDOW_WIDTH = 72
"""Cells of a row where no width is named."""
_MIN_WIDTH = 12
"""Cells of the narrowest row that can be asked for: five Han characters beside an indent."""
_MAX_WIDTH = 100_000


def add_arguments(parser: argparse.ArgumentParser, command: str) -> None:
    """Declare the options of the command, and what runs it.

    Args:
        parser: Of the command.
        command: Its name; this module has no other.
    """
    add_source_argument(parser, "a file, an address, or - for standard input")
    parser.add_argument("--script", choices=VIEWS, default="source", help="the script to print it in")
    parser.add_argument("--written-in", choices=("CN", "HK", "TW"), help="where it was written (else by its words)")
    parser.add_argument("--width", type=_parse_width, metavar="N", help="cells of a row (else the window, at most 72)")
    parser.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="styles (auto: on a terminal)"
    )
    parser.add_argument(
        "--paging",
        choices=("auto", "always", "never"),
        default="auto",
        help="show it in a pager (auto: on a terminal, where it is longer than the window)",
    )
    parser.add_argument("--plain", action="store_true", help="no escape sequences and no pager, even on a terminal")
    parser.add_argument("--json", action="store_true", help="print the article as JSON")
    parser.add_argument("--all", action="store_true", help="with what was cut away from a page")
    parser.add_argument(
        "--story", type=_parse_number, metavar="N", help="take this part of a page for its story (see dubao doctor)"
    )
    parser.set_defaults(run=run)


def run(context: CommandContext) -> int:
    """Print an article; the exit code.

    Raises:
        ReaderError: It cannot be opened or converted.
    """
    options = context.options
    article = context.read_article(context.open_source(options.source, whole_page=options.all, story=options.story))
    conversion = context.make_conversion_options()
    shown = _convert_article(article, options.script, conversion)
    if not options.json:
        is_styled = shows_styles("never" if options.plain else options.color)
        lines = render_article(shown, context.settings, is_styled=is_styled, width=options.width)
        if options.paging != "never" and not options.plain:
            from reader.cli.pager import print_in_pager

            print_in_pager(lines, are_styled=is_styled, is_always=options.paging == "always")
        else:
            print_lines(lines, are_styled=is_styled)
        return 0
    from reader.figures.context import detect_context
    from reader.model.json import article_json, dumps
    from reader.services.figures import find_view_figures

    context.report_unread_figures(article)
    figure_context = detect_context(article, options.date, options.region)
    figures = find_view_figures(article, options.script, conversion, figure_context)
    print_lines([dumps(article_json(shown, options.script, figures))])
    return 0


def _convert_article(article: Article, script: ViewName, conversion: ConversionOptions | None) -> Article:
    """The article in the script asked for; as it is where nothing is converted."""
    if conversion is None:
        return article
    from reader.script.article_conversion import convert_article

    return convert_article(article, script, conversion)


def render_article(article: Article, settings: Settings, *, is_styled: bool, width: int | None = None) -> Iterator[str]:
    """The lines of an article as they are printed, rendered one by one.

    Args:
        article: In the script it is to be printed in.
        settings: In force.
        is_styled: With escape sequences.
        width: Cells of a row; None for the window, at most 72.
    """
    import shutil

    from reader.services.ansi_page import TERMINAL_STYLES, render_lines
    from reader.typeset.page_layout import PageStyle

    style = PageStyle(
        measure=width or max(1, min(shutil.get_terminal_size().columns, _MAX_WINDOW_WIDTH)),
        kinsoku=settings.kinsoku,
        ambiguous_width=settings.ambiguous_width,
        paragraphs=settings.paragraphs,
        plain=not is_styled,
        show_boilerplate=True,
    )
    return render_lines(article.blocks, style, TERMINAL_STYLES if is_styled else None)


def shows_styles(color: str = "auto") -> bool:
    """Whether to print with styles.

    Args:
        color: `always`, `never`, or `auto`: on a terminal that has styles, unless NO_COLOR forbids them.
    """
    if color != "auto":
        return color == "always"
    is_dumb = os.environ.get("NO_COLOR") or os.environ.get("TERM", "") in ("", "dumb")
    return not is_dumb and sys.stdout is not None and sys.stdout.isatty()


def _parse_width(text: str) -> int:
    if not text.isdecimal() or len(text) > 6 or not _MIN_WIDTH <= int(text) <= _MAX_WIDTH:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of cells from {_MIN_WIDTH} to {_MAX_WIDTH}")
    return int(text)


def _parse_number(text: str) -> int:
    if not text.isdecimal() or len(text) > 3 or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not the number of a part; dubao doctor SOURCE lists them")
    return int(text)
