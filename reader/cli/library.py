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

    from reader.library.lookup import Load, Tell
    from reader.library.records import Kept
    from reader.library.search import Hit
    from reader.sources import Document

_ID_LENGTH = 16
_HEX = frozenset("0123456789abcdef")
_SOURCE = "a file, - for standard input, or the id of an article"
DESCRIPTIONS = {
    "add": "Put articles into the library.",
    "list": "List the articles of the library.",
    "mark": "Mark an article as read, starred or tagged.",
    "search": "Search titles, bodies and notes, in either script.",
    "export": "Write the whole library to plain files.",
    "import": "Put exported files, or annotations of others, into the library.",
}


def declare(name: str, parser: argparse.ArgumentParser) -> None:
    """Add the options of a command, and `act`: what it does with them, which returns the lines to print."""
    acts = {"add": add, "list": list_, "mark": mark, "search": search, "export": export, "import": bring_in}
    if name == "add":
        parser.add_argument("sources", metavar="SOURCE", nargs="+", help="files, folders, - for standard input")
    elif name == "list":
        parser.add_argument("--unread", action="store_true", help="only those that are not read")
        parser.add_argument("--starred", action="store_true", help="only those with a star")
        parser.add_argument("--tag", metavar="T", help="only those with this tag")
        parser.add_argument("--json", action="store_true", help="print it as JSON")
    elif name == "mark":
        parser.add_argument("source", metavar="SOURCE", help=_SOURCE)
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


def document_kept(identity: str, explicit: str | None) -> Document | None:
    """The document of an article of the library, by its id; None where it has none of that id.

    Raises:
        ReaderError: The library cannot be read.
    """
    if len(identity) != _ID_LENGTH or not _HEX.issuperset(identity):
        return None
    from reader.library.library import Library
    from reader.library.paths import library_path
    from reader.sources import Document

    with Library.open(library_path(explicit), write=False) as library:
        kept, text = library.article(identity), library.text(identity)
    return Document(text.source, kept.origin) if kept and text else None


# -- add


def add(options: argparse.Namespace, load: Load, tell: Tell) -> Iterable[str]:
    """Put articles in; what cannot be opened is said, and stops the others only when it is all there is."""
    from reader.library.lookup import keep, open_library

    lines: list[str] = []
    errors: list[ReaderError] = []
    with open_library(options.library, tell) as library:
        for source in _expanded(options.sources):
            try:
                loaded = load(source)
            except ReaderError as error:
                errors.append(error)
                continue
            keep(library, loaded)
            kept = library.article(loaded.article.origin.id)
            if kept is not None:
                lines.append(f"{kept.id}  {clean(kept.name)}")
    if errors and not lines:
        raise errors[0]
    for each in errors:
        tell(str(each))
    return lines


def _expanded(sources: Iterable[str]) -> Iterator[str]:
    """The sources, with the files of folders in their places."""
    from reader.sources.folders import files_in

    for source in sources:
        if source not in ("", "-") and os.path.isdir(folder := os.path.expanduser(source)):
            yield from map(str, files_in(Path(folder)))
        else:
            yield source


# -- list and mark


def list_(options: argparse.Namespace, load: Load, tell: Tell) -> Iterable[str]:
    """The articles, those added last first."""
    from reader.library.lookup import open_library

    with open_library(options.library, tell, write=False) as library:
        found = [kept for kept in library.articles() if _is_wanted(kept, options)]
    if options.json:
        from reader.model.json import dumps

        return [dumps({"schema": "dubao-list-1", "articles": [_listed(kept) for kept in found]})]
    return [_line(kept) for kept in found]


def _is_wanted(kept: Kept, options: argparse.Namespace) -> bool:
    return (
        not (options.unread and kept.read)
        and not (options.starred and not kept.starred)
        and (options.tag is None or options.tag in kept.tags)
    )


def _listed(kept: Kept) -> dict[str, Any]:
    from reader.model.json import origin_json

    return {
        "id": kept.id,
        "title": kept.title,
        "outlet": kept.outlet,
        "date": kept.date,
        "feed": None,
        "unread": not kept.read,
        "starred": kept.starred,
        "tags": list(kept.tags),
        "length": kept.length,
        "origin": origin_json(kept.origin, kept.script),
    }


def _line(kept: Kept) -> str:
    marks = ("•" if not kept.read else " ") + ("★" if kept.starred else " ")
    parts = [
        kept.id,
        marks,
        f"{kept.date or '':10.10}",
        kept.name,
        kept.outlet or "",
        *(f"#{tag}" for tag in kept.tags),
    ]
    return clean("  ".join(part for part in parts if part).replace("\n", " "))


def mark(options: argparse.Namespace, load: Load, tell: Tell) -> Iterable[str]:
    """Mark an article, which is put into the library if it is not there."""
    from reader.library.lookup import article_named, keep, open_library

    if options.read is None and options.starred is None and not options.tag and not options.untag:
        raise ReaderError("mark", "nothing would change", "give --read, --unread, --star, --unstar, --tag or --untag")
    with open_library(options.library, tell) as library:
        kept = article_named(library, options.source, load)
        if kept is None:
            loaded = load(options.source)
            keep(library, loaded)
        identity = kept.id if kept else loaded.article.origin.id
        library.mark(identity, read=options.read, starred=options.starred, tag=options.tag, untag=options.untag)
    return []


# -- search


def search(options: argparse.Namespace, load: Load, tell: Tell) -> Iterable[str]:
    """Where the words are."""
    from reader.library.lookup import open_library
    from reader.library.search import search as search_library

    with open_library(options.library, tell, write=False) as library:
        hits = search_library(library, options.query)
    if options.json:
        from reader.model.json import dumps

        return [dumps({"schema": "dubao-search-1", "hits": [_hit(hit) for hit in hits]})]
    return [clean(f"{hit.article}  {hit.title}  {hit.snippet}".replace("\n", " ")) for hit in hits]


def _hit(hit: Hit) -> dict[str, Any]:
    shape = {"id": hit.article, **hit._asdict()}
    del shape["article"]
    return shape if hit.note else {name: value for name, value in shape.items() if name != "note"}


# -- export and import


def export(options: argparse.Namespace, load: Load, tell: Tell) -> Iterable[str]:
    """Write the library to plain files."""
    from reader.library.export_import import export as export_library
    from reader.library.lookup import open_library
    from reader.library.paths import path_of

    with open_library(options.library, tell, write=False) as library:
        count = export_library(library, path_of(options.folder))
    return [f"{count} articles"]


def bring_in(options: argparse.Namespace, load: Load, tell: Tell) -> Iterable[str]:
    """Read such files back, or annotations of others."""
    from reader.library.export_import import bring_in as bring_into
    from reader.library.lookup import open_library
    from reader.library.paths import path_of

    with open_library(options.library, tell) as library:
        articles, notes = bring_into(library, path_of(options.path), tell)
    return [f"{articles} articles, {notes} annotations"]
