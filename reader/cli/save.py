"""The command `dubao save`: an annotated copy of an article, written to a file or printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.output import print_message, print_text
from reader.cli.parser import VIEWS, add_source_argument
from reader.copies import COPY_FORMATS

if TYPE_CHECKING:
    import argparse

    from reader.cli.context import CommandContext


def add_arguments(parser: argparse.ArgumentParser, command: str) -> None:
    """Declare the options of the command, and what runs it.

    Args:
        parser: Of the command.
        command: Its name; this module has no other.
    """
    add_source_argument(parser, "a file, or - for standard input")
    parser.add_argument("-o", dest="path", metavar="PATH", help="the file to write, or - for standard output")
    parser.add_argument("--format", choices=COPY_FORMATS, help="md, html and json open again (else by PATH, else md)")
    parser.add_argument("--script", choices=VIEWS, default="source", help="the script to write it in")
    parser.add_argument("--figures", action="store_true", help="with a table of its figures; csv: that table")
    parser.add_argument("--bom", action="store_true", help="begin a csv file with a byte order mark, for Excel")
    parser.set_defaults(run=run)


def run(context: CommandContext) -> int:
    """Write a copy, and print its path, or print the copy; the exit code.

    Raises:
        ReaderError: The article cannot be opened, or the copy not be written.
    """
    from reader.copies.save import guess_format, render_copy
    from reader.services.copies import load_library_annotations, prepare_copy, save_copy

    options, settings = context.options, context.settings
    opened = context.open_source(options.source)
    article = context.read_article(opened)
    annotations = load_library_annotations(article, opened.document.text, options.library, opened.annotations)
    figures = (options.date, options.region) if options.figures else None
    annotated_view = prepare_copy(article, annotations, settings, options.script, context.load_own_rules(), figures)
    copy_format = options.format or guess_format(options.path or "") or "md"
    if options.path == "-":
        print_text(render_copy(annotated_view, copy_format, bom=options.bom))
        return 0
    context.delete_leftovers()
    result = save_copy(annotated_view, copy_format, options.source, settings, options.path, bom=options.bom)
    if result.outcome == "numbered":
        print_message(f"{result.skipped_path}: it was changed since it was saved, and stays as it is")
    elif result.skipped_path and options.path:
        print_message(f"{result.skipped_path}: it is another file, and stays as it is")
    print_text(f"{result.path}\n")
    return 0
