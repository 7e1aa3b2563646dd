"""The commands for the library: `dubao add`, `list`, `mark`, `search`, `export` and `import`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.cli.output import print_lines, print_message
from reader.errors import ReaderError
from reader.model import clean, to_single_line

if TYPE_CHECKING:
    import argparse

    from reader.cli.context import CommandContext
    from reader.library.records import LibraryEntry

_SOURCE_HELP = "a file, - for standard input, or the id of an article"


def add_arguments(parser: argparse.ArgumentParser, command: str) -> None:
    """Declare the options of a command, and what runs it.

    Args:
        parser: Of the command.
        command: `add`, `list`, `mark`, `search`, `export` or `import`.
    """
    runs = {
        "add": run_add,
        "list": run_list,
        "mark": run_mark,
        "search": run_search,
        "export": run_export,
        "import": run_import,
    }
    if command == "add":
        parser.add_argument("sources", metavar="SOURCE", nargs="+", help="files, folders, - for standard input")
    elif command == "list":
        parser.add_argument("--unread", action="store_true", help="only those that are not read")
        parser.add_argument("--starred", action="store_true", help="only those with a star")
        parser.add_argument("--tag", metavar="T", help="only those with this tag")
        parser.add_argument("--json", action="store_true", help="print it as JSON")
    elif command == "mark":
        parser.add_argument("source", metavar="SOURCE", help=_SOURCE_HELP)
        for yes, no, field in (("read", "unread", "read"), ("star", "unstar", "starred")):
            either = parser.add_mutually_exclusive_group()
            either.add_argument(f"--{yes}", dest=field, action="store_true", default=None)
            either.add_argument(f"--{no}", dest=field, action="store_false", default=None)
        parser.add_argument("--tag", metavar="T", action="append", default=[], help="add a tag")
        parser.add_argument("--untag", metavar="T", action="append", default=[], help="take a tag away")
    elif command == "search":
        parser.add_argument("query", metavar="QUERY", help="words that all have to be there")
        parser.add_argument("--json", action="store_true", help="print it as JSON")
    else:
        where = {"export": ("folder", "DIR", "a new folder"), "import": ("path", "PATH", "such a folder, or JSON")}
        field, metavar, described = where[command]
        parser.add_argument(field, metavar=metavar, help=described)
    parser.set_defaults(run=runs[command])


# -- add


def run_add(context: CommandContext) -> int:
    """Put articles into the library, and print their ids and names; the exit code.

    A source that cannot be opened is reported, and does not stop the others.

    Raises:
        ReaderError: No source could be opened, or a folder has no texts.
    """
    from reader.library.lookup import store_source
    from reader.services.inputs import expand_folders

    lines: list[str] = []
    errors: list[ReaderError] = []
    with context.open_library() as library:
        for source in expand_folders(context.options.sources):
            try:
                loaded = context.load_source(source)
            except ReaderError as error:
                errors.append(error)
                continue
            store_source(library, loaded)
            entry = library.find_entry(loaded.article.origin.id)
            if entry is not None:
                lines.append(f"{entry.id}  {clean(entry.display_name)}")
    if errors and not lines:
        raise errors[0]
    for each in errors:
        print_message(str(each))
    print_lines(lines)
    return 0


# -- list and mark


def run_list(context: CommandContext) -> int:
    """Print the articles, those added last first; the exit code."""
    options = context.options
    with context.open_library(writable=False) as library:
        found = [entry for entry in library.list_entries() if _is_selected(entry, options)]
    if options.json:
        from reader.model.json import dumps

        print_lines([dumps({"schema": "dubao-list-1", "articles": [_entry_json(entry) for entry in found]})])
    else:
        print_lines(map(_format_entry, found))
    return 0


def _is_selected(entry: LibraryEntry, options: argparse.Namespace) -> bool:
    return (
        not (options.unread and entry.read)
        and not (options.starred and not entry.starred)
        and (options.tag is None or to_single_line(options.tag) in entry.tags)
    )


def _entry_json(entry: LibraryEntry) -> dict[str, Any]:
    from reader.model.json import origin_json

    return {
        "id": entry.id,
        "title": entry.title,
        "outlet": entry.outlet,
        "date": entry.date,
        "feed": None,
        "unread": not entry.read,
        "starred": entry.starred,
        "tags": list(entry.tags),
        "length": entry.character_count,
        "origin": origin_json(entry.origin, entry.script),
    }


def _format_entry(entry: LibraryEntry) -> str:
    marks = ("•" if not entry.read else " ") + ("★" if entry.starred else " ")
    parts = [
        entry.id,
        marks,
        f"{entry.date or '':10.10}",
        entry.display_name,
        entry.outlet or "",
        *(f"#{tag}" for tag in entry.tags),
    ]
    return clean("  ".join(part for part in parts if part).replace("\n", " "))


def run_mark(context: CommandContext) -> int:
    """Mark an article, which is put into the library if it is not there; the exit code.

    Raises:
        ReaderError: Nothing would change, or the article cannot be opened.
    """
    from reader.library.lookup import find_or_refresh_entry, store_source

    options = context.options
    if options.read is None and options.starred is None and not options.tag and not options.untag:
        raise ReaderError("mark", "nothing would change", "give --read, --unread, --star, --unstar, --tag or --untag")
    with context.open_library() as library:
        entry = find_or_refresh_entry(library, options.source, context.load_source)
        if entry is None:
            loaded = context.load_source(options.source)
            store_source(library, loaded)
        article_id = entry.id if entry else loaded.article.origin.id
        library.update_entry(
            article_id, read=options.read, starred=options.starred, add_tags=options.tag, remove_tags=options.untag
        )
    return 0


# -- search


def run_search(context: CommandContext) -> int:
    """Print the articles and places that match a query; the exit code."""
    from reader.library.search import hit_json, search_library

    options = context.options
    with context.open_library(writable=False) as library:
        hits = search_library(library, options.query)
    if options.json:
        from reader.model.json import dumps

        print_lines([dumps({"schema": "dubao-search-1", "hits": [hit_json(hit) for hit in hits]})])
    else:
        print_lines(clean(f"{hit.article_id}  {hit.title}  {hit.snippet}".replace("\n", " ")) for hit in hits)
    return 0


# -- export and import


def run_export(context: CommandContext) -> int:
    """Write the library to plain files, and print how many articles there are; the exit code."""
    from reader.library.export_import import export_library
    from reader.library.paths import expand_user_path

    with context.open_library(writable=False) as library:
        count = export_library(library, expand_user_path(context.options.folder))
    print_lines([f"{count} articles"])
    return 0


def run_import(context: CommandContext) -> int:
    """Import exported files, or annotations of others, and print how many of them are new; the exit code."""
    from reader.library.export_import import import_into_library
    from reader.library.paths import expand_user_path

    with context.open_library() as library:
        articles, notes = import_into_library(library, expand_user_path(context.options.path), print_message)
    print_lines([f"{articles} articles, {notes} annotations"])
    return 0
