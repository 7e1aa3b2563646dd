"""The commands for the library: `dubao add`, `list`, `mark`, `export` and `import`."""

from __future__ import annotations

import argparse
import os
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from reader.cli.article_filter import add_filter_arguments, find_entries, has_filter
from reader.cli.output import print_lines, print_message
from reader.errors import ReaderError
from reader.model import clean
from reader.translation import format_count, join_parts, translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.cli.context import CommandContext
    from reader.library.library import Library
    from reader.services.feeds.listing import ArticleWithFeeds
    from reader.sources.feeds.opml import ListedFeeds

_FILES_PER_BATCH = 5_000
_FILES_PER_TRANSACTION = 250
"""Files that are stored at once: each transaction waits for the disk."""
_GONE_STATUSES = (404, 410)
"""HTTP statuses that say that a page is not there any more."""
_EMPTY_LIBRARY = "the library: it is empty; dubao add SOURCE puts a file, a folder or an address into it"
_SOURCE_HELP = "a file, - for standard input, or the id of an article"


def add_arguments(parser: argparse.ArgumentParser, command: str) -> None:
    """Declare the options of a command, and what runs it.

    Args:
        parser: Of the command.
        command: `add`, `list`, `mark`, `export` or `import`.
    """
    runs = {
        "add": run_add,
        "list": run_list,
        "mark": run_mark,
        "export": run_export,
        "import": run_import,
    }
    if command == "add":
        described = "files, folders, - for standard input, addresses of articles, feeds or papers, OPML files"
        parser.add_argument("sources", metavar="SOURCE", nargs="+", help=described)
    elif command == "list":
        add_filter_arguments(parser)
        parser.add_argument("--by", choices=("edition",), help="in groups: by the page of the newspaper")
        parser.add_argument("--json", action="store_true", help="print it as JSON")
    elif command == "mark":
        parser.add_argument("source", metavar="SOURCE", help=_SOURCE_HELP)
        for yes, no, field, yes_help, no_help in (
            ("read", "unread", "read", "mark it as read", "mark it as unread"),
            ("star", "unstar", "starred", "give it a star", "take its star away"),
        ):
            either = parser.add_mutually_exclusive_group()
            either.add_argument(f"--{yes}", dest=field, action="store_true", default=None, help=yes_help)
            either.add_argument(f"--{no}", dest=field, action="store_false", default=None, help=no_help)
        either = parser.add_mutually_exclusive_group()
        either.add_argument("--delete", action="store_true", help="take it out of the library; --restore undoes it")
        either.add_argument("--restore", action="store_true", help="put a deleted one back, with its notes")
        parser.add_argument("--tag", metavar="T", action="append", default=[], help="add a tag")
        parser.add_argument("--untag", metavar="T", action="append", default=[], help="take a tag away")
        parser.add_argument(
            "--story",
            type=_parse_story,
            metavar="N",
            help="keep which part of a page is its story (see dubao doctor); 0 to find it again",
        )
    else:
        importable = "such a folder, JSON of annotations, OPML, or newsboat's urls"
        where = {"export": ("folder", "DIR", "a new folder"), "import": ("path", "PATH", importable)}
        field, metavar, described = where[command]
        parser.add_argument(field, metavar=metavar, help=described)
        if command == "import":
            parser.add_argument("--cache", metavar="PATH", help="newsboat's cache.db, for what was read and flagged")
    parser.set_defaults(run=runs[command])


# -- add


def run_add(context: CommandContext) -> int:
    """Put articles into the library, and print their ids and names; the exit code.

    A source that cannot be opened is reported, and does not stop the others.

    Raises:
        ReaderError: No source could be opened, or a folder has no texts.
    """
    from reader.library.lookup import find_stored_entry
    from reader.services.inputs import expand_folders

    lines: list[str] = []
    errors: list[ReaderError] = []
    with context.open_library() as library:
        for sources in _batch_sources(_collect(expand_folders(context.options.sources), errors)):
            if len(sources) > 1:
                lines += _add_files(context, library, sources, errors)
                continue
            (source,) = sources
            try:
                lines += _add_source(context, library, source)
            except ReaderError as error:
                errors.append(error)
                if getattr(error, "http_status", None) in _GONE_STATUSES and (
                    stored := find_stored_entry(library, source)
                ):
                    library.mark_gone(stored.id)
    if errors and not lines:
        raise errors[0]
    for each in errors:
        print_message(str(each))
    print_lines(lines)
    return 0


def _collect(sources: Iterator[str], errors: list[ReaderError]) -> Iterator[str]:
    """The sources up to the first that is a folder without texts, whose error is added to the others."""
    try:
        yield from sources
    except ReaderError as error:
        errors.append(error)


def _batch_sources(sources: Iterable[str]) -> Iterator[list[str]]:
    """The sources in batches: of files that lie one behind the other up to _FILES_PER_BATCH, of all else one."""
    from reader.sources.kinds import is_web_url

    files: list[str] = []
    for source in sources:
        if source == "-" or is_web_url(source) or not os.path.isfile(source):
            if files:
                yield files
            yield [source]
            files = []
            continue
        files.append(source)
        if len(files) == _FILES_PER_BATCH:
            yield files
            files = []
    if files:
        yield files


def _add_files(context: CommandContext, library: Library, paths: list[str], errors: list[ReaderError]) -> list[str]:
    """Put files into the library, many in one transaction; a line about each.

    Args:
        context: Of the command.
        library: The library.
        paths: The files.
        errors: Those of files that cannot be opened are added.

    Raises:
        ReaderError: The library cannot be written.
    """
    from reader.cli.feeds import import_feed_list, read_feed_list_file
    from reader.library.lookup import PreparedSource, prepare_source, store_sources
    from reader.services.parallel_loading import load_in_parallel

    def load(path: str) -> ListedFeeds | PreparedSource:
        return read_feed_list_file(path) or prepare_source(path, context.load_source(path))

    lines: list[str] = []
    loaded = load_in_parallel(paths, load)
    while batch := list(islice(loaded, _FILES_PER_TRANSACTION)):
        prepared = [result.value for result in batch if isinstance(result.value, PreparedSource)]
        errors += (result.error for result in batch if result.error)
        errors += store_sources(library, prepared, context.load_source)
        lines += (f"{each.article_id}  {clean(each.name)}" for each in prepared)
        for result in batch:
            if result.value is not None and not isinstance(result.value, PreparedSource):
                import_feed_list(context, result.value, None)
                lines.append("dubao refresh fetches them")
    return lines


def _add_source(context: CommandContext, library: Library, source: str) -> list[str]:
    """Put an article into the library, or follow the feeds of an address or a file; a line about each.

    Raises:
        ReaderError: It cannot be opened.
    """
    from reader.cli.feeds import add_address, import_feed_list, read_feed_list_file
    from reader.library.lookup import store_source
    from reader.sources.kinds import is_web_url

    document = None
    if is_web_url(source):
        lines, document = add_address(context, library, source)
        if document is None:
            return lines
    elif source != "-" and (listed := read_feed_list_file(source)) is not None:
        import_feed_list(context, listed, None)
        return ["dubao refresh fetches them"]
    loaded = context.load_source(source) if document is None else context.read_loaded(document)
    store_source(library, loaded)
    library.mark_gone(loaded.article.origin.id, is_gone=False)
    entry = library.find_entry(loaded.article.origin.id)
    return [f"{entry.id}  {clean(entry.display_name)}"] if entry else []


# -- list and mark


def run_list(context: CommandContext) -> int:
    """Print the articles, those added last first; the exit code."""
    from reader.services.feeds.listing import list_articles

    options = context.options
    with context.open_library(writable=False) as library:
        entries = find_entries(library, options)
        found = list_articles(library, context.load_feed_list(), entries)
    if options.by:
        found.sort(key=lambda each: _edition_key(each.entry.edition))  # stable: in each edition as before
    if options.json:
        from reader.model.json import dumps

        articles = [_entry_json(each) for each in found]
        print_lines([dumps({"schema": "dubao-list-1", "articles": articles})])
        return 0
    print_lines(_format_groups(found) if options.by else map(_format_entry, found))
    if not found:
        print_message("the library: no such article" if has_filter(options) else _EMPTY_LIBRARY)
    return 0


def _edition_key(edition: str | None) -> tuple[bool, str, int]:
    """What editions are sorted by: 02版 before 10版, sections behind those without; articles of none come last."""
    text = (edition or "").removesuffix("版")
    section = text.rstrip("0123456789")
    return not edition, section, int(text[len(section) :] or 0)


def _format_groups(articles: Iterable[ArticleWithFeeds]) -> Iterator[str]:
    """The lines of the articles, with the name of each edition above its own."""
    for edition, group in groupby(articles, key=lambda each: each.entry.edition):
        yield edition or "(no page of a newspaper)"
        yield from map(_format_entry, group)


def _entry_json(article: ArticleWithFeeds) -> dict[str, Any]:
    from reader.model.json import origin_json

    entry = article.entry
    return {
        "id": entry.id,
        "title": entry.title,
        "outlet": entry.outlet,
        "date": entry.date,
        "feed": article.feed_names[0] if article.feed_names else None,
        "feeds": list(article.feed_names),
        "duplicates": list(article.duplicate_ids),
        "unread": not entry.read,
        "starred": entry.starred,
        "tags": list(entry.tags),
        "length": entry.character_count,
        "origin": origin_json(entry.origin, entry.script),
        "edition": entry.edition,
        "changed": entry.changed,
        "gone": entry.gone,
    }


def _format_entry(article: ArticleWithFeeds) -> str:
    entry = article.entry
    marks = ("•" if not entry.read else " ") + ("★" if entry.starred else " ") + ("~" if entry.changed else "")
    parts = [
        entry.id,
        marks,
        f"{entry.date or '':10.10}",
        entry.display_name,
        entry.outlet or "",
        f"({', '.join(article.feed_names)})" if len(article.feed_names) > 1 else "",
        *(f"#{tag}" for tag in entry.tags),
        "(its source is gone)" if entry.gone else "",
    ]
    return clean("  ".join(part for part in parts if part).replace("\n", " "))


def run_mark(context: CommandContext) -> int:
    """Mark an article, which is put into the library if it is not there; the exit code.

    Raises:
        ReaderError: Nothing would change, or the article cannot be opened.
    """
    from reader.library.lookup import find_or_refresh_entry, find_stored_entry, store_source
    from reader.library.removal import delete_articles, restore_articles

    options = context.options
    is_marked = options.read is not None or options.starred is not None or options.tag or options.untag
    if not is_marked and not options.delete and not options.restore and options.story is None:
        hint = "give --read, --unread, --star, --unstar, --tag, --untag, --delete, --restore or --story"
        raise ReaderError("mark", "nothing would change", hint)
    if options.story is not None:
        _choose_story(context)
    with context.open_library() as library:
        if options.delete or options.restore:
            entry = find_stored_entry(library, options.source)
            if entry is None:
                raise ReaderError(options.source, "it is not in the library", "dubao list prints what is, with ids")
        else:
            entry = find_or_refresh_entry(library, options.source, context.load_source)
        if entry is None:
            loaded = context.load_source(options.source)
            store_source(library, loaded)
        article_id = entry.id if entry else loaded.article.origin.id
        library.update_entry(
            article_id, read=options.read, starred=options.starred, add_tags=options.tag, remove_tags=options.untag
        )
        if options.restore:
            restore_articles(library.connection, [article_id])
        if options.delete and delete_articles(library.connection, [article_id]):
            print_message(f"{article_id}: it was deleted; dubao mark {article_id} --restore puts it back")
    return 0


def _choose_story(context: CommandContext) -> None:
    """Store which part of a page is its story.

    Raises:
        ReaderError: The page cannot be opened, has no such part, or the choice cannot be written.
    """
    from reader.services.page_parts import get_candidate
    from reader.services.story_choices import get_page_address

    document, number = context.load_document(context.options.source), context.options.story
    selector = get_candidate(document, number).selector if number else None
    context.story_choices.choose(get_page_address(document.origin), selector)


def _parse_story(text: str) -> int:
    if not text.isdecimal() or len(text) > 3:
        raise argparse.ArgumentTypeError(f"{text!r} is not the number of a part; dubao doctor SOURCE lists them")
    return int(text)


# -- export and import


def run_export(context: CommandContext) -> int:
    """Write the library and the list of feeds to plain files, and print what was written; the exit code."""
    from reader.atomic_files import read_limited
    from reader.config.feed_list import FILE_SIZE_MAX
    from reader.library.export_import import export_library
    from reader.library.paths import expand_user_path

    feed_count = len(context.load_feed_list().feeds)  # a list that cannot be read is an error here, not at the import
    path = context.feed_list_path
    feed_list = read_limited(path, FILE_SIZE_MAX) if path.exists() else None
    with context.open_library(writable=False) as library:
        count = export_library(library, expand_user_path(context.options.folder), feed_list)
    lines = [format_count(count, "article", "articles")]
    lines += [format_count(feed_count, "feed", "feeds")] if feed_count else []
    print_lines(lines)
    return 0


def run_import(context: CommandContext) -> int:
    """Import exported files, or annotations of others, and print how many of them are new; the exit code."""
    from reader.cli.feeds import format_followed, import_feed_list, read_feed_list_file
    from reader.config.feed_list import load_feed_list
    from reader.library.export_import import FEED_LIST_NAME, import_into_library
    from reader.library.paths import expand_user_path
    from reader.services.feeds.subscriptions import import_feed_list_file

    path = expand_user_path(context.options.path)
    if (listed := read_feed_list_file(str(path), is_feed_list=True)) is not None:
        import_feed_list(context, listed, context.options.cache)
        return 0
    exported = path / FEED_LIST_NAME
    if os.path.isdir(path):
        for each in (context.feed_list_path, exported):
            load_feed_list(each)  # one that is wrong is an error before anything is imported
    with context.open_library() as library:
        articles, notes = import_into_library(library, path, print_message)
    counts = format_count(articles, "article", "articles"), format_count(notes, "annotation", "annotations")
    lines = [join_parts(counts)]
    if os.path.isdir(path) and (feeds := import_feed_list_file(context.feed_list_path, exported)) is not None:
        lines.append(format_followed(len(feeds)))
        lines += [
            clean(translate(f"{feed.url}: it may be in the local network")) for feed in feeds if feed.private_host
        ]
    print_lines(lines)
    return 0
