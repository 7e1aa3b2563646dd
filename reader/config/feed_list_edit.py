"""Writes the list of feeds: only what changes is written anew; comments and order stay as its owner wrote them."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from reader import atomic_files
from reader.config.feed_list import (
    FILE_SIZE_MAX,
    Faults,
    FeedRule,
    FeedSettings,
    decode_feed_list,
    parse_tables,
    read_rules,
)
from reader.config.toml_positions import find_table_starts
from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reader.config.feed_list import FeedList, FeedTables
    from reader.config.toml_positions import TableStart


@dataclass(frozen=True, slots=True)
class FeedListChanges:
    """Changes of the file, made together or not at all."""

    add: tuple[FeedSettings, ...] = ()
    """Feeds that are followed from now on; those that are followed already stay as they are."""
    edit: dict[str, dict[str, object]] = field(default_factory=dict)
    """New values of fields by the addresses of feeds, rules as a tuple; a default takes a field out of the file."""
    remove: tuple[str, ...] = ()
    """Addresses of feeds."""
    add_rules: tuple[FeedRule, ...] = ()
    """Rules of all feeds that are followed from now on; those that are there already stay as they are."""


def write_feed_list(path: Path, changes: FeedListChanges) -> FeedList:
    """Change the file, which is created with its folder where it is missing; comments and order stay.

    Args:
        path: The file; of a symbolic link, what it points to is written.
        changes: What to change.

    Returns:
        The feeds that are followed now.

    Raises:
        ReaderError: It is as `load_feed_list` refuses it, cannot be written, or somebody else wrote it meanwhile. It is
            then as it was.
    """
    try:
        before: bytes | None = atomic_files.read_limited(path, FILE_SIZE_MAX)
    except FileNotFoundError:
        before = None
    text = decode_feed_list(before or b"", path)
    tables = parse_tables(text, path)
    known = {feed.url for feed in tables.feeds}
    new = [feed for feed in dict.fromkeys(changes.add) if feed.url not in known]
    rules = [rule for rule in dict.fromkeys(changes.add_rules) if rule not in tables.rules]
    after, feeds = _edit_feeds(text, tables, changes, path)
    if new or rules:
        added = "\n".join([*map(format_feed, new), *(_format_rule("[[rule]]", rule) for rule in rules)])
        after = after.rstrip("\r\n") + ("\n\n" if after.strip() else "") + added
        found = parse_tables(added, path)
        feeds, rules = [*feeds, *found.feeds], list(found.rules)
    after = atomic_files.match_line_endings(text, after)
    if after != text:
        atomic_files.replace_file(path, before, after.encode("utf-8"))
    return tables._replace(feeds=tuple(feeds), rules=(*tables.rules, *rules)).make_list()


def _edit_feeds(
    text: str, tables: FeedTables, changes: FeedListChanges, path: Path
) -> tuple[str, Sequence[FeedSettings]]:
    """The text of the file with feeds changed and removed, and the feeds that it has then.

    Only the tables of these feeds are written anew: the whole file with comments takes seconds.

    Args:
        text: The file.
        tables: What is in it.
        changes: What to change.
        path: The file, for errors.

    Raises:
        ReaderError: It is written in a form that is not understood, or a new value is wrong.
    """
    starts = find_table_starts(text)
    places = [number for number, start in enumerate(starts) if start.path == ("feed",)]
    if len(places) != len(tables.feeds) or not _is_usual_form(starts, tables.names):
        raise _make_form_error(path)
    parts: list[str] = []
    feeds: list[FeedSettings] = []
    done = 0
    for feed, place in zip(tables.feeds, places, strict=True):
        values = changes.edit.get(feed.url)
        if feed.url not in changes.remove and not values:
            feeds.append(feed)
            continue
        behind = (start.offset for start in starts[place + 1 :] if start.path[0] != "feed" or len(start.path) == 1)
        start, end = starts[place].offset, next(behind, len(text))
        parts.append(text[done:start])
        done = end
        if feed.url in changes.remove:
            parts.append(_find_trailing_comments(text[start:end]))
            continue
        parts.append(_edit_feed(text[start:end], values or {}, path))
        feeds += parse_tables(parts[-1], path).feeds
    return "".join([*parts, text[done:]]), feeds


def _is_usual_form(starts: Sequence[TableStart], names: frozenset[str]) -> bool:
    """Whether feeds and rules have headers, and the tables of each feed stand together.

    Args:
        starts: The headers of the file.
        names: The keys outside of all tables.
    """
    is_together = all(
        start.path[0] != "feed" or len(start.path) == 1 or before.path[0] == "feed"
        for before, start in pairwise(starts)
    )
    return is_together and names & {"feed", "rule"} <= {start.path[0] for start in starts if len(start.path) == 1}


def _make_form_error(path: Path) -> ReaderError:
    return ReaderError(str(path), "its form is too unusual to be changed", "change it by hand")


def _find_trailing_comments(text: str) -> str:
    """The comments at the end of a table, which stand before what follows it."""
    lines = text.splitlines(keepends=True)
    first = len(lines)
    while first and (not lines[first - 1].strip() or lines[first - 1].lstrip().startswith("#")):
        first -= 1
    return "".join(lines[first:]).lstrip("\r\n")


def _edit_feed(text: str, values: dict[str, object], path: Path) -> str:
    """The table of a feed with other values.

    Args:
        text: The table.
        values: The new values of its fields.
        path: The file, for errors.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    defaults = {each.name: each.default for each in fields(FeedSettings) if each.default is not MISSING}
    try:
        document = tomlkit.parse(text)
        tables: Any = document["feed"]
        _edit_table(tables[0], values, defaults)
        after = tomlkit.dumps(document)
    except (TOMLKitError, AttributeError, TypeError):
        raise _make_form_error(path) from None
    room = text[len(text.rstrip("\r\n")) :] or "\n"
    return after.rstrip("\r\n") + room


def _edit_table(table: Any, values: dict[str, object], defaults: dict[str, object]) -> None:
    """Change the fields of a feed; rules that stay keep their comments, and so does what stands before the next feed.

    Args:
        table: Of tomlkit.
        values: New values of its fields.
        defaults: The values that are not written.
    """
    import tomlkit

    rule_tables = list(table.get("rule", []))
    behind = _take_trailing_comments(rule_tables[-1] if rule_tables else table)
    table.pop("rule", None)
    _take_trailing_comments(table)
    for name, value in values.items():
        if name == "rules" and isinstance(value, tuple):
            rule_tables = _make_rule_tables(value, rule_tables)
        elif value == defaults.get(name):
            table.pop(name, None)
        else:
            table[name] = list(value) if isinstance(value, tuple) else value
    last = rule_tables[-1] if rule_tables else table
    _take_trailing_comments(last)
    for item in behind:
        last.add(item)
    if rule_tables:
        table.add(tomlkit.nl())
        table["rule"] = tomlkit.aot()
        for each in rule_tables:  # which are copied: they must not be changed behind this
            table["rule"].append(each)


def _make_rule_tables(rules: tuple[FeedRule, ...], tables: list[Any]) -> list[Any]:
    """The tables of rules: those that are there already, and new ones.

    Args:
        rules: The rules.
        tables: Those of before, of tomlkit.
    """
    import tomlkit

    before = {read_rules({"rule": [each.unwrap()]}, "rule", Faults([], [])): each for each in tables}
    made = []
    for rule in dict.fromkeys(rules):
        table = before.get((rule,))
        if table is None:
            table = tomlkit.table()
            for each in fields(rule):
                if value := getattr(rule, each.name):
                    table.add(each.name, list(value) if isinstance(value, tuple) else value)
        made.append(table)
    return made


def _take_trailing_comments(table: Any) -> list[Any]:
    """The comments and empty lines at the end of a table, which are taken off it: they stand before what follows it."""
    from tomlkit.items import Comment, Null, Whitespace

    body = table.value.body
    first = len(body)
    while first and body[first - 1][0] is None and isinstance(body[first - 1][1], Comment | Null | Whitespace):
        first -= 1
    taken = [item for _, item in body[first:] if not isinstance(item, Null)]
    del body[first:]
    return taken


def format_feed(feed: FeedSettings) -> str:
    """A feed as a table of the file, with the fields that are not at their defaults."""
    lines = ["[[feed]]"]
    for each in fields(feed):
        value = getattr(feed, each.name)
        if each.name != "rules" and value != each.default:
            lines.append(f"{each.name} = {_format_value(value)}")
    rules = [_format_rule("[[feed.rule]]", rule) for rule in feed.rules]
    return "\n".join(["\n".join(lines) + "\n", *rules])


def _format_rule(head: str, rule: FeedRule) -> str:
    """A rule as a table of the file, with the fields that are not at their defaults."""
    values = ((each.name, getattr(rule, each.name)) for each in fields(rule))
    return "\n".join([head, *(f"{name} = {_format_value(value)}" for name, value in values if value)]) + "\n"


def _format_value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_format_value, value))}]"
    if isinstance(value, int):
        return str(value)
    import json

    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
