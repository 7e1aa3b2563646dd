"""The commands `dubao annotate` and `dubao notes`: adds annotations, prints and changes them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reader.cli.output import print_lines
from reader.errors import ReaderError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from reader.annotations.model import Annotation
    from reader.cli.context import CommandContext
    from reader.library.library import Library
    from reader.library.lookup import LoadedSource, SourceLoader
    from reader.library.records import LibraryEntry

_UNPLACED_REASONS = {"ambiguous": "its words are there more than once", "orphan": "its words are not there any more"}
_NO_CHANGE = "nothing would change", "give --note, --colour or --tag"


def add_arguments(parser: argparse.ArgumentParser, command: str) -> None:
    """Declare the options of a command, and what runs it.

    Args:
        parser: Of the command.
        command: `annotate` or `notes`.
    """
    from reader.annotations.model import COLOURS

    if command == "annotate":
        parser.add_argument("source", metavar="SOURCE", help="a file, - for standard input, or the id of an article")
    else:
        parser.add_argument("source", metavar="SOURCE", nargs="?", help="only those of this article")
        parser.add_argument("--json", action="store_true", help="print them as a W3C AnnotationCollection")
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--edit", metavar="ID", help="change the note, colour or tags of one")
        which.add_argument("--remove", metavar="ID", help="take one away")
        which.add_argument("--attach", metavar="ID", help="tie one to the words of --quote")
    parser.add_argument("--quote", metavar="TEXT", help="the words, in either script")
    parser.add_argument("--prefix", metavar="TEXT", default="", help="what stands before them")
    parser.add_argument("--suffix", metavar="TEXT", default="", help="what stands behind them")
    parser.add_argument("--note", metavar="TEXT", help="what to remember")
    parser.add_argument("--colour", choices=COLOURS, help="of the highlight")
    parser.add_argument("--tag", metavar="T", action="append", help="a tag; may be given again")
    parser.set_defaults(run=run_annotate if command == "annotate" else run_notes)


def run_annotate(context: CommandContext) -> int:
    """Add a highlight or a note on the whole article, and print its id; the exit code.

    Raises:
        ReaderError: There is nothing to add, or the article cannot be opened, or the quote not be found.
    """
    from reader.annotations.model import Annotation, CanonicalText, make_annotation_id
    from reader.annotations.quote_lookup import find_target
    from reader.annotations.w3c import make_timestamp
    from reader.library.lookup import store_source

    options = context.options
    if options.quote is None and options.note is None and not options.tag:
        raise ReaderError("annotate", "there is nothing to add", "give --quote, --note or --tag")
    loaded = context.load_source(options.source)
    target = None
    if options.quote is not None:
        target = find_target(CanonicalText(loaded.article.blocks), options.quote, options.prefix, options.suffix)
    now = make_timestamp()
    annotation = Annotation(
        make_annotation_id(), now, now, target, options.colour or "yellow", options.note or "", tuple(options.tag or ())
    )
    with context.open_library() as library:
        store_source(library, loaded)
        library.store_annotation(annotation, loaded.article.origin.id)
    print_lines([annotation.id])
    return 0


def run_notes(context: CommandContext) -> int:
    """Print annotations, or change one; the exit code.

    Raises:
        ReaderError: There is no such annotation, or nothing to change in it.
    """
    options = context.options
    changes = options.edit or options.remove or options.attach
    if not changes and (options.note is not None or options.quote is not None):
        raise ReaderError("notes", "which annotation is meant is not said", "give --edit ID or --attach ID")
    with context.open_library(writable=bool(changes or options.source)) as library:
        if changes:
            _change_annotation(library, options)
            return 0
        if options.source:
            found = _load_source_annotations(library, options.source, context.load_source)
        else:
            found = {entry: library.load_annotations(entry.id) for entry in library.list_entries()}
    print_lines(_format_json(found) if options.json else _format_lines(found))
    return 0


def _load_source_annotations(
    library: Library, source: str, load_source: SourceLoader
) -> dict[LibraryEntry, list[Annotation]]:
    """The annotations of one article by its entry: those of the library, merged with those of an annotated copy.

    Where the library has no entry of the article of a copy, one is made for it, and not stored.
    """
    from reader.annotations.model import merge_annotations
    from reader.library.lookup import find_or_refresh_entry
    from reader.library.records import LibraryEntry

    opened: list[LoadedSource] = []

    def load_and_remember(name: str) -> LoadedSource:
        opened.append(load_source(name))
        return opened[-1]

    entry = find_or_refresh_entry(library, source, load_and_remember)
    stored = library.load_annotations(entry.id) if entry else []
    if not opened or not opened[0].annotations:
        return {entry: stored} if entry else {}
    article, _, in_copy = opened[0]
    return {
        entry
        or LibraryEntry(
            article.origin, article.title, article.outlet, article.date, article.script, 0, ""
        ): merge_annotations(stored, in_copy)
    }


# -- changing one


def _change_annotation(library: Library, options: argparse.Namespace) -> None:
    from reader.annotations.w3c import make_timestamp

    article, annotation = library.get_annotation(options.edit or options.remove or options.attach)
    if options.remove:
        library.delete_annotation(annotation.id)
        return
    if options.edit:
        after = replace(_apply_edits(annotation, options), modified=make_timestamp())
    else:
        after = _attach_to_quote(library, article, annotation, options)
    library.store_annotation(after, article)


def _apply_edits(annotation: Annotation, options: argparse.Namespace) -> Annotation:
    values: dict[str, Any] = {"note": options.note, "colour": options.colour, "tags": options.tag and (*options.tag,)}
    changed = {name: value for name, value in values.items() if value is not None}
    if not changed:
        raise ReaderError(options.edit, *_NO_CHANGE)
    return replace(annotation, **changed)


def _attach_to_quote(
    library: Library, article_id: str, annotation: Annotation, options: argparse.Namespace
) -> Annotation:
    """The annotation attached to other words, which the user chose."""
    from reader.annotations.anchoring import attach_annotation
    from reader.annotations.quote_lookup import find_target

    if options.quote is None:
        raise ReaderError(options.attach, "the words are missing", "give them with --quote")
    words = find_target(library.load_canonical_text(article_id), options.quote, options.prefix, options.suffix)
    return attach_annotation(annotation, words)


# -- printing


def _format_json(found: dict[LibraryEntry, list[Annotation]]) -> list[str]:
    from reader.annotations.w3c import annotation_json, collection_json
    from reader.model.json import dumps

    items = [annotation_json(each, entry.origin) for entry, group in found.items() for each in group]
    if len(found) != 1:
        return [dumps(collection_json(items))]
    (entry,) = found
    return [dumps(collection_json(items, entry.id, entry.title or ""))]


def _format_lines(found: dict[LibraryEntry, list[Annotation]]) -> Iterator[str]:
    """The lines of a listing, article by article; an unplaced annotation with the reason."""
    from reader.model import clean

    for entry, group in found.items():
        if group:
            yield clean(f"# {entry.display_name}  {entry.id}")
        for annotation in group:
            state = f"  ({_UNPLACED_REASONS[annotation.state]})" if annotation.state in _UNPLACED_REASONS else ""
            yield f"{annotation.id}  {annotation.colour}{state}"
            if annotation.target is not None:
                yield clean(f"  「{annotation.target.exact}」".replace("\n", " "))
            yield from (clean(f"  {line}") for line in annotation.note.splitlines())
            if annotation.tags:
                yield clean("  " + " ".join(f"#{tag}" for tag in annotation.tags).replace("\n", " "))
        if group:
            yield ""
