"""The commands `dubao search` and `dubao diff`: what is in the library, and what has changed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.output import print_lines, print_message
from reader.cli.parser import VIEWS
from reader.errors import ReaderError, hide_login
from reader.model import clean
from reader.translation import translate

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from reader.cli.context import CommandContext
    from reader.library.library import Library
    from reader.library.records import LibraryEntry
    from reader.library.search import Hit
    from reader.model import CleanText, Figure
    from reader.services.article_changes import FigureChange, SentenceChange
    from reader.services.article_versions import VersionChanges

    ConvertText = Callable[[CleanText], str]

_QUERY_HELP = (
    'words that all have to be there, in either script; also OR, -word, "a phrase", title: author: tag: note: feed:'
    " is:unread|starred|annotated|changed, date:2024-05"
)
_SIGNS = {"changed": "~", "added": "+", "removed": "-", "moved": ">"}


def add_arguments(parser: argparse.ArgumentParser, command: str) -> None:
    """Declare the options of a command, and what runs it.

    Args:
        parser: Of the command.
        command: `search` or `diff`.
    """
    if command == "search":
        parser.add_argument("query", metavar="QUERY", help=_QUERY_HELP)
        parser.add_argument("--limit", metavar="N", type=_parse_count, default=100, help="print at most N hits (100)")
        parser.add_argument(
            "--order", choices=("newest", "best"), default="newest", help="newest articles first, or best hits first"
        )
    else:
        parser.add_argument("source", metavar="ID", help="the id of an article of the library, or its source")
    parser.add_argument("--script", choices=VIEWS, default="source", help="the script to print in")
    parser.add_argument("--json", action="store_true", help="print it as JSON")
    parser.set_defaults(run=run_search if command == "search" else run_diff)


def _parse_count(text: str) -> int:
    import argparse

    if not text.isdecimal() or not 0 < int(text) < 10**9:
        raise argparse.ArgumentTypeError(f"{text!r} is no number above 0")
    return int(text)


# -- search


def run_search(context: CommandContext) -> int:
    """Print the articles and places that match a query; the exit code.

    Raises:
        ReaderError: The query is empty or cannot be understood, or the library cannot be read.
    """
    from reader.library.search import hit_json, search_library
    from reader.library.search_query import find_unclosed_sign

    options = context.options
    if not options.query.strip():
        raise ReaderError("the query", "it is empty", "type what to search for")
    with context.open_library(writable=False) as library:
        result = search_library(library, options.query, limit=options.limit, order=options.order)
        hits = _convert_hits(context, library, result.hits)
    if options.json:
        from reader.model.json import dumps

        shape = {
            "schema": "dubao-search-1",
            "total": result.total,
            "variants": result.variants,
            "hits": list(map(hit_json, hits)),
        }
        print_lines([dumps(shape)])
        return 0
    print_lines(map(_format_hit, hits))
    if result.variants:
        print_message(f"{hide_login(options.query)}: searched for {' '.join(result.variants)}, too")
    if not result.total:
        unclosed = find_unclosed_sign(options.query)
        print_message(
            f"{hide_login(options.query)}: no article has it; {unclosed} is not closed"
            if unclosed
            else f"{hide_login(options.query)}: no article has it"
        )
    elif len({hit.article_id for hit in hits}) < result.total:
        print_message(f"{hide_login(options.query)}: {result.total} articles have it; --limit N prints more of them")
    return 0


def _format_hit(hit: Hit) -> str:
    """The id and the title of the article, and what was found where that is not the title."""
    parts = (hit.article_id, hit.title, "" if hit.is_headline else hit.snippet)
    return clean("  ".join(filter(None, parts)).replace("\n", " "))


def _convert_hits(context: CommandContext, library: Library, hits: list[Hit]) -> list[Hit]:
    """The hits in the script that was asked for."""
    conversion = context.make_conversion_options()
    if conversion is None:
        return hits
    from reader.services.search_hits import HitConverter

    converter = HitConverter(context.options.script, conversion)
    entries = {hit.article_id: library.find_entry(hit.article_id) for hit in hits}
    return [converter.convert(hit, entry.script) if (entry := entries[hit.article_id]) else hit for hit in hits]


# -- diff


def run_diff(context: CommandContext) -> int:
    """Print what has changed between the stored versions of an article, figures first; the exit code.

    Raises:
        ReaderError: The article is not in the library, or its source cannot be opened.
    """
    from reader.library.lookup import find_stored_entry
    from reader.services.article_versions import compare_versions

    options = context.options
    with context.open_library(writable=False) as library:
        entry = find_stored_entry(library, options.source)
        if entry is None:
            raise ReaderError(options.source, "it is not in the library", "dubao list prints what is, with ids")
        changes = compare_versions(library, entry, options.date, options.region)
        annotations = library.load_annotations(entry.id)
    if options.json:
        from reader.model.json import dumps
        from reader.services.article_versions import versions_json

        print_lines([dumps(versions_json(entry, changes, annotations, _make_converter(context, entry)))])
        return 0
    print_lines(_format_changes(entry, changes, _make_converter(context, entry)))
    unplaced = sum(not annotation.is_placed for annotation in annotations)
    if unplaced:
        print_message(f"{entry.id}: {unplaced} notes have no place in the text any more; dubao notes lists them")
    return 0


def _make_converter(context: CommandContext, entry: LibraryEntry) -> ConvertText:
    """What converts texts of an article to the script that was asked for."""
    conversion = context.make_conversion_options()
    if conversion is None:
        return str
    from reader.script.converter import ArticleConverter

    converter = ArticleConverter(entry.script, None, conversion)
    view_name = context.options.script
    return lambda text: converter.convert_text(text, view_name)


def _format_changes(entry: LibraryEntry, changes: list[VersionChanges], convert: ConvertText) -> Iterator[str]:
    yield clean(f"{entry.id}  {convert(clean(entry.display_name))}")
    if entry.gone:
        yield translate(f"its source is gone since {entry.gone}; the text is kept")
    if not changes:
        yield translate("no other text of it is stored")
    for each in changes:
        yield ""
        yield translate(f"version {each.number} > {each.number + 1}, {each.replaced}")
        for figure in each.changes.figures:
            yield clean(_format_figure(figure, convert))
        for change in each.changes.sentences:
            yield from map(clean, _format_sentence(change, convert))
        if not each.changes.sentences:
            yield "  " + translate("only blanks or the script differ")


def _format_figure(change: FigureChange, convert: ConvertText) -> str:
    def text(figure: Figure | None) -> str:
        return convert(clean(figure.text)) if figure else translate("(none)")

    subject = convert(clean(change.subject))
    return f"  {subject + '  ' if subject else ''}{text(change.old)} > {text(change.new)}".replace("\n", " ")


def _format_sentence(change: SentenceChange, convert: ConvertText) -> Iterator[str]:
    sign = _SIGNS[change.kind]
    if change.kind == "changed" and change.old and change.new:
        yield f"  - {convert(change.old.text)}"
        yield f"  + {convert(change.new.text)}"
    elif sentence := change.new or change.old:
        yield f"  {sign} {convert(sentence.text)}"
