"""The commands for feeds: `dubao feeds` and `dubao refresh`, and what `dubao add` and `dubao import` do with feeds."""

from __future__ import annotations

import os
import sys
from collections import Counter
from typing import TYPE_CHECKING

from reader.cli.output import print_lines, print_message, print_text
from reader.errors import ReaderError
from reader.model import clean
from reader.translation import format_count, join_parts, translate

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from reader.cli.context import CommandContext
    from reader.config.feed_list import FeedSettings
    from reader.library.library import Library
    from reader.services.feeds.listing import FeedOverview
    from reader.services.feeds.progress import Urgency
    from reader.services.feeds.refresh import FeedOutcome
    from reader.services.feeds.subscriptions import AddressContents
    from reader.sources import Document
    from reader.sources.feeds.opml import ListedFeeds

_EXAMPLE = "https://rthk.hk/rthk/news/rss/c_expressnews_clocal.xml"
_FEED_HELP = "the address, the name or the id of a feed, or a part of its name"

_SUMMARY_NAMES = {
    "failed": "failed",
    "not_due": "not due",
    "gone": "gone for good",
    "stopped": "left when stopped",
}
"""How the summary of a refresh names the feeds of a status."""


def add_arguments(parser: argparse.ArgumentParser, command: str) -> None:
    """Declare the options of a command, and what runs it.

    Args:
        parser: Of the command.
        command: `feeds` or `refresh`.
    """
    if command == "refresh":
        parser.add_argument("feeds", metavar="FEED", nargs="*", help=f"only these: {_FEED_HELP}")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--now", action="store_true", help="ask also those that were asked less than an hour ago")
        how.add_argument("--full", action="store_true", help="fetch all of them whole, as if for the first time")
        parser.add_argument("--no-pages", action="store_true", help="leave the pages of summaries for later")
        parser.set_defaults(run=run_refresh)
        return
    parser.add_argument(
        "action", nargs="?", choices=("list", "edit", "remove"), default="list", help="list unless named"
    )
    parser.add_argument("feeds", metavar="FEED", nargs="*", help=_FEED_HELP)
    parser.add_argument("--json", action="store_true", help="print the list as JSON")
    parser.add_argument("--opml", action="store_true", help="print the list as OPML, for other readers")
    parser.add_argument("--title", metavar="T", help="edit: its name; an empty one is the feed's own")
    parser.add_argument("--folder", metavar="F", help="edit: its folder; names with / between them")
    parser.add_argument("--script", metavar="S", help="edit: the script of its articles (source, hans, hk, tw ...)")
    parser.add_argument("--full-text", choices=("auto", "always", "never"), help="edit: whether pages are fetched")
    parser.add_argument(
        "--keep-days", type=_parse_days, metavar="N", help="edit: drop read articles after N days; 0 never"
    )
    parser.add_argument("--private-host", choices=("yes", "no"), help="edit: whether it may be in the local network")
    parser.add_argument("--undo-rules", action="store_true", help="edit: undo what rules did to its articles")
    parser.set_defaults(run=run_feeds)


def _parse_days(text: str) -> int:
    """The days of `--keep-days`."""
    from reader.config.feed_list import parse_keep_days

    days = parse_keep_days(text)
    if days is None:
        from argparse import ArgumentTypeError

        raise ArgumentTypeError(f"{text!r} is no number of days; 0 keeps all for good")
    return days


# -- feeds


def run_feeds(context: CommandContext) -> int:
    """List feeds, change the settings of some, or stop following them; return the exit code.

    Raises:
        ReaderError: The list of feeds cannot be used, a feed is not followed, or nothing would change.
    """
    options = context.options
    if options.action == "list":
        return _list_feeds(context)
    if not options.feeds:
        raise ReaderError(f"feeds {options.action}", "no feed is named", "dubao feeds lists them")
    if options.action == "edit":
        return _edit_feeds(context)
    from reader.services.feeds.subscriptions import remove_feeds

    found = _find_feeds(context, options.feeds)
    remove_feeds(context.feed_list_path, found)
    print_lines(clean(translate(f"left {feed.title or feed.url}; its articles stay")) for feed in found)
    return 0


def _list_feeds(context: CommandContext) -> int:
    from reader.services.feeds.listing import feed_json, list_feeds, make_listed_feeds

    options = context.options
    wanted = None if not options.feeds else {feed.url for feed in _find_feeds(context, options.feeds)}
    with context.open_library(writable=False) as library:
        found = [
            feed
            for feed in list_feeds(context.load_feed_list(), library)
            if wanted is None or feed.settings.url in wanted
        ]
    if options.json:
        from reader.model.json import dumps

        print_lines([dumps({"schema": "dubao-feeds-1", "feeds": [feed_json(feed) for feed in found]})])
    elif options.opml:
        from reader.sources.feeds.opml import format_opml

        print_text(format_opml(make_listed_feeds(found)))
    else:
        print_lines(map(_format_feed, found))
        if not found:
            print_message(
                "no feed is followed; dubao add https://rthk.hk/rthk/news/rss/c_expressnews_clocal.xml follows one"
            )
    return 0


def _format_feed(feed: FeedOverview) -> str:
    counts = f"{feed.articles.unread:>5}/{feed.articles.total:<5}"
    folder = f"{feed.settings.folder}/" if feed.settings.folder else ""
    trouble = translate("gone for good") if feed.state.gone else translate(feed.state.error)
    parts = [feed.state.id, counts, f"{folder}{feed.name}", feed.settings.url, *(["! " + trouble] if trouble else [])]
    return clean("  ".join(parts).replace("\n", " "))


def _find_feeds(context: CommandContext, names: Sequence[str]) -> list[FeedSettings]:
    """The feeds that names mean, each once."""
    from reader.services.feeds.subscriptions import find_feed

    feed_list = context.load_feed_list()
    with context.open_library(writable=False) as library:
        return list({(feed := find_feed(feed_list, library, name)).url: feed for name in names}.values())


def _edit_feeds(context: CommandContext) -> int:
    from reader.library.feed_store import make_feed_id
    from reader.services.feeds.subscriptions import edit_feed

    options = context.options
    named = {
        "title": options.title,
        "folder": options.folder,
        "script": options.script,
        "full_text": options.full_text,
        "keep_days": options.keep_days,
        "private_host": None if options.private_host is None else options.private_host == "yes",
    }
    changes = {name: value for name, value in named.items() if value is not None}
    if not changes and not options.undo_rules:
        raise ReaderError("feeds edit", "nothing would change", "dubao feeds --help lists what can be changed")
    found = _find_feeds(context, options.feeds)
    if changes:
        for feed in found:
            edit_feed(context.feed_list_path, feed, changes)
    if options.undo_rules:
        with context.open_library() as library:
            undone = library.feeds.undo_effects(make_feed_id(feed.url) for feed in found)
        counts = ", ".join(f"{count} {action}" for action, count in undone.items())
        print_lines([translate(f"{counts} undone") if undone else translate("there was nothing to undo")])
    return 0


# -- refresh


def run_refresh(context: CommandContext) -> int:
    """Fetch feeds, and print what is new and what failed; the exit code: 1 where all of them failed, 130 if stopped.

    Raises:
        ReaderError: The list of feeds or the library cannot be used, or a feed is not followed.
    """
    from reader.cli.progress import RefreshLine
    from reader.cli.stop_keys import STOPPED_EXIT_CODE, watch_stop_keys
    from reader.services.feeds.refresh_run import run_refresh as run

    options = context.options
    feed_list = context.load_feed_list()
    if not feed_list.feeds:
        raise ReaderError("refresh", "no feed is followed", "follow one with dubao add and its address")
    urls = [feed.url for feed in _find_feeds(context, options.feeds)] if options.feeds else None
    line = RefreshLine()
    urgency: Urgency = "full" if options.full else "now" if options.now or urls else "due"
    try:
        with context.open_library() as library:
            report = run(
                library,
                feed_list,
                context.settings,
                urls=urls,
                urgency=urgency,
                with_pages=not options.no_pages,
                watch_stop=watch_stop_keys,
                on_progress=line,
            )
    finally:
        line.clear()
    exit_code = _report_outcomes(report.outcomes, report.page_count)
    return STOPPED_EXIT_CODE if report.was_stopped else exit_code


def _report_outcomes(outcomes: Sequence[FeedOutcome], page_count: int) -> int:
    """Print what is new and what failed; the exit code."""
    lines: list[str] = []
    for each in outcomes:
        if each.result.new_count:
            lines.append(clean(f"{each.result.new_count:>6}  {each.name}"))
        lines += [clean(f"     !  {title}") for title in each.result.notified_titles]
        if each.result.has_broad_rule:
            print_message(f"{each.name}: a rule has muted nearly all of it; dubao feeds edit --undo-rules undoes that")
        if each.status == "failed":
            print_message(f"{each.name}: {each.error}")
    counts: Counter[str] = Counter(each.status for each in outcomes)
    asked = len(outcomes) - counts["not_due"] - counts["gone"] - counts["stopped"]
    new_count = sum(each.result.new_count for each in outcomes)
    parts = [
        format_count(new_count, "new article", "new articles"),
        format_count(asked, "feed asked", "feeds asked"),
        *(format_count(counts[status], name, name) for status, name in _SUMMARY_NAMES.items() if counts[status]),
        *([format_count(page_count, "page", "pages")] if page_count else []),
    ]
    print_lines([*lines, join_parts(parts)])
    return 1 if asked and counts["failed"] == asked else 0


# -- add and import


def add_address(context: CommandContext, library: Library, url: str) -> tuple[list[str], Document | None]:
    """Follow the feed at an address, or those that its page names, and fetch them; a line about each, or the article.

    Args:
        context: Of the command.
        library: Open for writing.
        url: Of http or https.

    Raises:
        ReaderError: It cannot be fetched, or holds neither feed nor article.
    """
    from reader.config.feed_list import FeedSettings
    from reader.services.feeds.subscriptions import inspect_addresses
    from reader.sources.web import create_fetcher

    found = inspect_addresses(create_fetcher(context.settings), url)
    if found.feed_title is not None:
        urls = [url]  # as it was typed: where it leads to for now may change
    elif found.document is not None:
        return [], found.document
    elif not found.links:
        raise ReaderError(clean(url), "there is neither an article nor a feed", "name the address of a feed")
    else:
        urls = [found.links[index].url for index in (_choose_feeds(found) if len(found.links) > 1 else [0])]
    feeds = _follow(context, [FeedSettings(each, private_host=found.is_private) for each in urls])
    outcomes = _fetch_new_feeds(context, library, [feed.url for feed in feeds]) if feeds else []
    for each in outcomes:
        if each.error:
            print_message(f"{each.name}: {each.error}")
    return [
        clean(f"{each.name}  {format_count(each.result.new_count, 'article', 'articles')}") for each in outcomes
    ], None


def _follow(context: CommandContext, feeds: Sequence[FeedSettings]) -> list[FeedSettings]:
    from reader.services.feeds.subscriptions import follow_feeds

    new = follow_feeds(context.feed_list_path, feeds)
    for feed in feeds:
        if feed not in new:
            print_message(f"{feed.url}: it is followed already")
    return list(new)


def _choose_feeds(found: AddressContents) -> list[int]:
    """The feeds of a page that the reader wants, asked for on a terminal.

    Raises:
        ReaderError: There is no terminal to ask on, or nothing was chosen.
    """
    names = [clean(f"{number}  {link.title or link.url}  {link.url}") for number, link in enumerate(found.links, 1)]
    if sys.stdin is None or not sys.stdin.isatty() or sys.stderr is None or not sys.stderr.isatty():
        listed = "; ".join(names)
        raise ReaderError(clean(found.url), f"it names {len(names)} feeds", f"name the address of one: {listed}")
    for name in names:
        print_message(name)
    print_message("which of them? numbers with blanks between, or all")
    answer = sys.stdin.readline().split()
    if answer == ["all"]:
        return list(range(len(names)))
    chosen = [int(word) - 1 for word in answer if word.isdecimal() and 0 < int(word) <= len(names)]
    if not chosen:
        raise ReaderError(clean(found.url), "no feed was chosen", "type one of the numbers")
    return chosen


def read_feed_list_file(source: str, *, is_feed_list: bool = False) -> ListedFeeds | None:
    """The feeds in a file of another reader, OPML or newsboat's `urls`; None where it is neither.

    Args:
        source: The path of any file; `~` is the home folder.
        is_feed_list: Whether it can be no article, so that lines of `urls` that are no addresses are refused singly.

    Raises:
        ReaderError: It cannot be read, or is damaged OPML.
    """
    from reader.sources.feeds.newsboat import is_newsboat_urls, parse_newsboat_urls
    from reader.sources.feeds.opml import parse_opml
    from reader.sources.feeds.parse import is_opml
    from reader.sources.files import is_rereadable, read_raw_text

    name = os.path.basename(source)
    ending = os.path.splitext(name)[1].lower()
    if ending not in ("", ".opml", ".xml") or not is_rereadable(source):
        return None
    try:
        text = read_raw_text(source)
    except ReaderError:
        return None  # whoever opens it as an article says why it cannot be read
    if is_opml(text):
        return parse_opml(text, source)
    return parse_newsboat_urls(text) if not ending and is_newsboat_urls(text, is_feed_list=is_feed_list) else None


def import_feed_list(context: CommandContext, listed: ListedFeeds, cache_path: str | None) -> None:
    """Follow the feeds of another reader's list, and take over newsboat's articles; what was left out is reported.

    Args:
        context: Of the command.
        listed: The feeds.
        cache_path: Newsboat's cache.db; None for none.

    Raises:
        ReaderError: The list of feeds or the library cannot be written, or the cache is none.
    """
    from reader.library.newsboat_cache import load_newsboat_cache
    from reader.library.paths import expand_user_path
    from reader.services.feeds.newsboat_import import import_newsboat_cache
    from reader.services.feeds.subscriptions import follow_feeds, make_feed_settings

    cache = None if cache_path is None else load_newsboat_cache(expand_user_path(cache_path))
    new = follow_feeds(context.feed_list_path, make_feed_settings(listed.feeds))
    for refused in listed.refused:
        print_message(refused)
    print_lines([format_followed(len(new), len(listed.feeds) - len(new))])
    if cache is None:
        return
    wanted = {feed.url for feed in listed.feeds}
    with context.open_library() as library:
        taken = import_newsboat_cache(library, cache, [f for f in context.load_feed_list().feeds if f.url in wanted])
    for url in taken.left_out:
        print_message(f"{url}: it is in the cache, but not in the list; its articles were left out")
    counts = taken.counts
    parts = [
        format_count(counts.new, "article", "articles"),
        format_count(counts.read, "read", "read"),
        format_count(counts.flagged, "flagged", "flagged"),
        format_count(counts.deleted, "deleted", "deleted"),
    ]
    print_lines([join_parts(parts)])


def format_followed(new_count: int, old_count: int | None = None) -> str:
    """How many feeds of a list are new, and how many were followed already.

    Args:
        new_count: Those that are new.
        old_count: The others; None to leave them out.
    """
    parts = [format_count(new_count, "feed is new", "feeds are new")]
    if old_count is not None:
        parts.append(format_count(old_count, "was followed already", "were followed already"))
    return join_parts(parts)


def _fetch_new_feeds(context: CommandContext, library: Library, urls: Sequence[str]) -> list[FeedOutcome]:
    """Fetch feeds for the first time; return the result of each.

    Args:
        context: Of the command.
        library: Open for writing.
        urls: Of the feeds.
    """
    from reader.cli.progress import RefreshLine
    from reader.cli.stop_keys import watch_stop_keys
    from reader.services.feeds.refresh_run import run_refresh as run

    line = RefreshLine()
    try:
        feed_list = context.load_feed_list()
        report = run(
            library,
            feed_list,
            context.settings,
            urls=urls,
            urgency="now",
            watch_stop=watch_stop_keys,
            on_progress=line,
        )
        return report.outcomes
    finally:
        line.clear()
