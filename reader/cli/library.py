"""The commands for the library: dubao list, mark, add, search, export and import; and its articles by their ids."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.errors import ReaderError
from reader.model import clean

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from reader.library.lookup import Notifier, SourceLoader
    from reader.library.records import LibraryEntry
    from reader.sources import Document

_ARTICLE_ID_LENGTH = 16
_HEX_DIGITS = frozenset("0123456789abcdef")
_SOURCE_HELP = "a file, - for standard input, or the id of an article"
DESCRIPTIONS = {
    "add": "Put articles into the library.",
    "list": "List the articles of the library.",
    "mark": "Mark an article as read, starred or tagged.",
    "search": "Search titles, bodies and notes, in either script.",
    "export": "Write the whole library to plain files.",
    "import": "Put exported files, or annotations of others, into the library.",
}


def add_arguments(name: str, parser: argparse.ArgumentParser) -> None:
    """Add the options of a command, and `act`: what it does with them, which returns the lines to print."""
    acts = {
        "add": run_add,
        "list": run_list,
        "mark": run_mark,
        "search": run_search,
        "export": run_export,
        "import": run_import,
    }
    if name == "add":
        parser.add_argument("sources", metavar="SOURCE", nargs="+", help="files, folders, - for standard input")
    elif name == "list":
        parser.add_argument("--unread", action="store_true", help="only those that are not read")
        parser.add_argument("--starred", action="store_true", help="only those with a star")
        parser.add_argument("--tag", metavar="T", help="only those with this tag")
        parser.add_argument("--json", action="store_true", help="print it as JSON")
    elif name == "mark":
        parser.add_argument("source", metavar="SOURCE", help=_SOURCE_HELP)
        for yes, no, field in (("read", "unread", "read"), ("star", "unstar", "starred")):
            either = parser.add_mutually_exclusive_group()
            either.add_argument(f"--{yes}", dest=field, action="store_true", default=None)
            either.add_argument(f"--{no}", dest=field, action="store_false", default=None)
        parser.add_argument("--tag", metavar="T", action="append", default=[], help="add a tag")
        parser.add_argument("--untag", metavar="T", action="append", default=[], help="take a tag away")
    elif name == "search":
        parser.add_argument("query", metavar="QUERY", help="words that all have to be there")
        parser.add_argument("--json", action="store_true", help="print it as JSON")
    else:
        where = {"export": ("folder", "DIR", "a new folder"), "import": ("path", "PATH", "such a folder, or JSON")}
        field, metavar, described = where[name]
        parser.add_argument(field, metavar=metavar, help=described)
    parser.set_defaults(act=acts[name])


def load_library_document(article_id: str, explicit_path: str | None) -> Document | None:
    """The document of an article of the library, by its id; None where it has none of that id.

    Raises:
        ReaderError: The library cannot be read.
    """
    if len(article_id) != _ARTICLE_ID_LENGTH or not _HEX_DIGITS.issuperset(article_id):
        return None
    from reader.library.library import Library
    from reader.library.paths import library_path
    from reader.sources import Document

    with Library.open(library_path(explicit_path), writable=False) as library:
        kept, text = library.find_entry(article_id), library.load_text(article_id)
    return Document(text.source, kept.origin) if kept and text else None


# -- add


def run_add(options: argparse.Namespace, load_source: SourceLoader, notify: Notifier) -> Iterable[str]:
    """Put articles in; what cannot be opened is said, and stops the others only when it is all there is."""
    from reader.library.lookup import open_library, store_source

    lines: list[str] = []
    errors: list[ReaderError] = []
    with open_library(options.library, notify) as library:
        for source in _expand_folders(options.sources):
            try:
                loaded = load_source(source)
            except ReaderError as error:
                errors.append(error)
                continue
            store_source(library, loaded)
            kept = library.find_entry(loaded.article.origin.id)
            if kept is not None:
                lines.append(f"{kept.id}  {clean(kept.display_name)}")
    if errors and not lines:
        raise errors[0]
    for each in errors:
        notify(str(each))
    return lines


def _expand_folders(sources: Iterable[str]) -> Iterator[str]:
    """The sources, with the files of folders in their places."""
    from reader.sources.folders import find_text_files

    for source in sources:
        if source not in ("", "-") and os.path.isdir(folder := os.path.expanduser(source)):
            yield from map(str, find_text_files(Path(folder)))
        else:
            yield source


# -- list and mark


def run_list(options: argparse.Namespace, load_source: SourceLoader, notify: Notifier) -> Iterable[str]:
    """The articles, those added last first."""
    from reader.library.lookup import open_library

    with open_library(options.library, notify, writable=False) as library:
        found = [kept for kept in library.list_entries() if _is_selected(kept, options)]
    if options.json:
        from reader.model.json import dumps

        return [dumps({"schema": "dubao-list-1", "articles": [_entry_json(kept) for kept in found]})]
    return [_format_entry(kept) for kept in found]


def _is_selected(entry: LibraryEntry, options: argparse.Namespace) -> bool:
    return (
        not (options.unread and entry.read)
        and not (options.starred and not entry.starred)
        and (options.tag is None or options.tag in entry.tags)
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


def run_mark(options: argparse.Namespace, load_source: SourceLoader, notify: Notifier) -> Iterable[str]:
    """Mark an article, which is put into the library if it is not there."""
    from reader.library.lookup import find_or_refresh_entry, open_library, store_source

    if options.read is None and options.starred is None and not options.tag and not options.untag:
        raise ReaderError("mark", "nothing would change", "give --read, --unread, --star, --unstar, --tag or --untag")
    with open_library(options.library, notify) as library:
        kept = find_or_refresh_entry(library, options.source, load_source)
        if kept is None:
            loaded = load_source(options.source)
            store_source(library, loaded)
        identity = kept.id if kept else loaded.article.origin.id
        library.update_entry(
            identity, read=options.read, starred=options.starred, add_tags=options.tag, remove_tags=options.untag
        )
    return []


# -- search


def run_search(options: argparse.Namespace, load_source: SourceLoader, notify: Notifier) -> Iterable[str]:
    """Where the words are."""
    from reader.library.lookup import open_library
    from reader.library.search import hit_json, search_library

    with open_library(options.library, notify, writable=False) as library:
        hits = search_library(library, options.query)
    if options.json:
        from reader.model.json import dumps

        return [dumps({"schema": "dubao-search-1", "hits": [hit_json(hit) for hit in hits]})]
    return [clean(f"{hit.article_id}  {hit.title}  {hit.snippet}".replace("\n", " ")) for hit in hits]


# -- export and import


def run_export(options: argparse.Namespace, load_source: SourceLoader, notify: Notifier) -> Iterable[str]:
    """Write the library to plain files."""
    from reader.library.export_import import export_library
    from reader.library.lookup import open_library
    from reader.library.paths import expand_user_path

    with open_library(options.library, notify, writable=False) as library:
        count = export_library(library, expand_user_path(options.folder))
    return [f"{count} articles"]


def run_import(options: argparse.Namespace, load_source: SourceLoader, notify: Notifier) -> Iterable[str]:
    """Read such files back, or annotations of others."""
    from reader.library.export_import import import_into_library
    from reader.library.lookup import open_library
    from reader.library.paths import expand_user_path

    with open_library(options.library, notify) as library:
        articles, notes = import_into_library(library, expand_user_path(options.path), notify)
    return [f"{articles} articles, {notes} annotations"]
