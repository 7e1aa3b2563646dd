"""The command `dubao save`: an annotated copy of an article, or an EPUB of several, written to a file or printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.cli.article_filter import add_filter_arguments, find_entries, has_filter
from reader.cli.output import print_bytes, print_lines, print_message, print_text
from reader.cli.parser import VIEWS
from reader.copies.formats import COPY_FORMATS, FORMAT_TRAITS
from reader.errors import ReaderError

if TYPE_CHECKING:
    import argparse

    from reader.cli.context import CommandContext
    from reader.copies import CopyFormat
    from reader.copies.annotated_view import AnnotatedView
    from reader.copies.save import SaveResult

_FILE_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}\Z")
"""Of a kind of file; in 第3.5期 and report.2024 the point ends nothing."""


def add_arguments(parser: argparse.ArgumentParser, command: str) -> None:
    """Declare the options of the command, and what runs it.

    Args:
        parser: Of the command.
        command: Its name; this module has no other.
    """
    described = "a file, or - for standard input; epub: several, folders too"
    parser.add_argument("sources", metavar="SOURCE", nargs="*", help=described)
    parser.add_argument("-o", dest="path", metavar="PATH", help="the file to write, or - for standard output")
    parser.add_argument(
        "--format", choices=COPY_FORMATS, help="md, html, json and epub open again (else by PATH, else md)"
    )
    parser.add_argument("--script", choices=VIEWS, default="source", help="the script to write it in")
    parser.add_argument("--figures", action="store_true", help="with a table of its figures; csv: that table")
    parser.add_argument("--bom", action="store_true", help="begin a csv file with a byte order mark, for Excel")
    add_filter_arguments(parser.add_argument_group("articles of the library, for epub"))
    parser.set_defaults(run=run)


def run(context: CommandContext) -> int:
    """Write a copy, and print its path, or print the copy; the exit code.

    Raises:
        ReaderError: No article can be opened, or the copy not be written.
        UsageError: No article is named.
    """
    from reader.copies.save import encode_copy

    options = context.options
    copy_format: CopyFormat = options.format or _choose_format(options.path or "")
    sources = _collect_sources(context, expands=FORMAT_TRAITS[copy_format].holds_several)
    if len(sources) > 1 and not FORMAT_TRAITS[copy_format].holds_several:
        why = f"a file of this format has one article, and there are {len(sources)}"
        raise ReaderError(copy_format, why, "name one, or save them as epub")
    views = _prepare_views(context, sources)
    if options.path != "-":
        context.delete_leftovers()
        _report(context, _write(context, views, copy_format, sources[0]))
    elif FORMAT_TRAITS[copy_format].is_text:
        from reader.copies.save import render_copy

        print_text(render_copy(views[0], copy_format, bom=options.bom))
    else:
        from reader.copies.epub import render_epub

        print_bytes(render_epub(views) if len(views) > 1 else encode_copy(views[0], copy_format))
    return 0


def _choose_format(path: str) -> CopyFormat:
    """The format that the ending of a path names; md where it has none.

    Raises:
        ReaderError: It has the ending of another kind of file: Markdown in a .docx would not open.
    """
    from reader.copies.save import guess_format

    if copy_format := guess_format(path):
        return copy_format
    if ending := _FILE_ENDING.search(path):
        why = f"no copy has the ending {ending[0]}"
        raise ReaderError(path, why, f"use one of .{' .'.join(COPY_FORMATS)}, or name the format by --format")
    return "md"


def _collect_sources(context: CommandContext, *, expands: bool) -> list[str]:
    """The articles to save: the named ones, and those of the library that the options ask for.

    Args:
        context: Of the command.
        expands: Whether the files of a folder stand for it.

    Raises:
        ReaderError: The library cannot be used, or has no such article; a folder has no texts.
        UsageError: There are none.
    """
    from reader.cli.parser import UsageError
    from reader.services.inputs import expand_folders, is_text_piped

    options = context.options
    sources: list[str] = options.sources
    if expands and sources:
        sources = list(dict.fromkeys(expand_folders(sources)))
    if has_filter(options):
        with context.open_library(writable=False) as library:
            found = [entry.id for entry in find_entries(library, options)]
        if not found and not sources:
            raise ReaderError("the library", "no such article", "dubao list prints what is there")
        sources = [*sources, *found]
    if not sources and is_text_piped():
        return ["-"]
    if not sources:
        raise UsageError("no SOURCE is named; see dubao save --help")
    return sources


def _prepare_views(context: CommandContext, sources: list[str]) -> list[AnnotatedView]:
    """The articles as the copy shows them; of several, those that cannot be opened are reported and left out.

    Raises:
        ReaderError: None can be opened.
    """
    views: list[AnnotatedView] = []
    errors: list[ReaderError] = []
    for source in sources:
        try:
            views.append(_prepare_view(context, source))
        except ReaderError as error:
            errors.append(error)
    if not views:
        raise errors[0]
    for each in errors:
        print_message(str(each))
    return views


def _prepare_view(context: CommandContext, source: str) -> AnnotatedView:
    from reader.services.copies import load_library_annotations, prepare_copy

    options = context.options
    opened = context.open_source(source)
    article = context.read_article(opened)
    annotations = load_library_annotations(article, opened.document.text, options.library, opened.annotations)
    figures = (options.date, options.region) if options.figures else None
    return prepare_copy(article, annotations, context.settings, options.script, context.load_own_rules(), figures)


def _write(context: CommandContext, views: list[AnnotatedView], copy_format: CopyFormat, source: str) -> SaveResult:
    from reader.services.copies import save_collection, save_copy

    options, settings = context.options, context.settings
    if len(views) > 1:
        return save_collection(views, settings, options.path)
    return save_copy(views[0], copy_format, source, settings, options.path, bom=options.bom)


def _report(context: CommandContext, result: SaveResult) -> None:
    """Print the path of the copy, and which file was left as it is."""
    from reader.model import to_single_line

    if result.outcome == "numbered":
        print_message(f"{result.skipped_path}: it was changed since it was saved, and stays as it is")
    elif result.skipped_path and context.options.path:
        print_message(f"{result.skipped_path}: it is another file, and stays as it is")
    print_lines([to_single_line(str(result.path))])
