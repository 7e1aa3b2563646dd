"""The feeds that are followed: feeds.toml beside the settings, which people edit and share.

[[feed]]
url = "https://paper.example/rss"
title = "海角日報"
folder = "香港/時事"
script = "hk"

[[feed.rule]]
action = "mute"
words = ["星座", "運程"]

[[rule]]            # of all feeds
action = "star"
authors = ["王小明"]
"""

from __future__ import annotations

import tomllib
from dataclasses import MISSING, dataclass, field, fields
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Literal, get_args

from reader import atomic_files
from reader.config.toml_positions import load_toml
from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FullText = Literal["auto", "always", "never"]
"""Whether the pages of items are fetched: those of which the feed has only a summary, all, or none."""
RuleAction = Literal["star", "mute", "tag", "notify"]
FeedScript = Literal["source", "hans", "hant", "hk", "tw", "hansp", "hkp", "twp"]
FILE_SIZE_MAX = 8 << 20
"""Bytes of the file: ten thousand feeds have two million."""
_PROBLEMS_SHOWN = 4
_URL_SCHEMES = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class FeedRule:
    """What is done with new articles that match. All of words, authors and sections that are given must match."""

    action: RuleAction
    """star, mute (it is put away, unseen), tag or notify."""
    words: tuple[str, ...] = ()
    """Words of which the title or the text has one, in either script."""
    authors: tuple[str, ...] = ()
    """Names of which one is in an author's."""
    sections: tuple[str, ...] = ()
    """Names of which one is in a section's."""
    tag: str = ""
    """The tag that it gets; for the action tag."""
    title_only: bool = False
    """Whether words are looked for in the title alone."""


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """A feed that is followed, with what was decided about it."""

    url: str
    title: str = ""
    """Shown in place of the feed's own."""
    folder: str = ""
    """Names of folders with / between them."""
    script: FeedScript = "source"
    """The script that its articles are shown in."""
    full_text: FullText = "auto"
    keep_days: int = 0
    """Days after which read articles without star, tags and notes are dropped; 0 keeps them for good."""
    private_host: bool = False
    """Whether it may be on a machine of the local network."""
    tags: tuple[str, ...] = ()
    """That its new articles get."""
    rules: tuple[FeedRule, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedList:
    """The feeds that are followed."""

    feeds: tuple[FeedSettings, ...] = ()
    """In the order of the file; each address once."""
    rules: tuple[FeedRule, ...] = ()
    """For the articles of all feeds."""


_FIELD_KINDS: dict[str, Any] = {
    "action": get_args(RuleAction),
    "script": get_args(FeedScript),
    "full_text": get_args(FullText),
    "keep_days": int,
    "private_host": bool,
    "title_only": bool,
    **dict.fromkeys(("words", "authors", "sections", "tags"), tuple),
}
"""What the values of fields are; of all others text."""


def load_feed_list(path: Path) -> FeedList:
    """The feeds in a file; none where it is missing.

    Raises:
        ReaderError: It cannot be read, is no TOML, or has unknown keys or bad values; the first ones are named.
    """
    try:
        data = atomic_files.read_limited(path, FILE_SIZE_MAX)
    except FileNotFoundError:
        return FeedList()
    if len(data) > FILE_SIZE_MAX:
        raise ReaderError(
            str(path), f"it is larger than {FILE_SIZE_MAX >> 20} MiB", "check that it is the list of feeds"
        )
    try:
        return parse_feed_list(data.decode("utf-8-sig"), path)
    except UnicodeDecodeError:
        raise ReaderError(str(path), "it is not UTF-8", "save it as UTF-8") from None


def parse_feed_list(text: str, path: Path) -> FeedList:
    """The feeds in the text of a file.

    Args:
        text: The file, without a byte order mark.
        path: The file, for errors.

    Raises:
        ReaderError: As `load_feed_list`.
    """
    try:
        values = load_toml(text)
    except tomllib.TOMLDecodeError as error:
        raise ReaderError(str(path), f"it is no TOML: {error}"[:200], "mend that line") from None
    problems: list[str] = [f"{_suggest(name, ('feed', 'rule'))}" for name in values if name not in ("feed", "rule")]
    feeds = {
        feed.url: feed
        for number, table in enumerate(_get_tables(values, "feed", "feed", problems), 1)
        if (feed := _read_feed(table, f"feed {number}", problems))
    }
    rules = _read_rules(values, "rule", problems)
    if problems:
        more = f"; and {len(problems) - _PROBLEMS_SHOWN} more" if len(problems) > _PROBLEMS_SHOWN else ""
        raise ReaderError(str(path), "; ".join(problems[:_PROBLEMS_SHOWN])[:600] + more, "correct it, or take it out")
    return FeedList(tuple(feeds.values()), rules)


def _read_feed(table: dict[str, Any], where: str, problems: list[str]) -> FeedSettings | None:
    url = table.get("url")
    if not isinstance(url, str) or not url.lower().startswith(_URL_SCHEMES):
        problems.append(f"{where}: url is no address of http or https")
        return None
    where = f"feed {url[:100]}"
    rules = _read_rules({"rule": table.get("rule", [])}, f"{where}: rule", problems)
    plain = {name: value for name, value in table.items() if name != "rule"}
    values = _read_fields(plain, FeedSettings, {"rules"}, where, problems)
    if values.get("keep_days", 0) < 0:
        problems.append(f"{where}: keep_days is less than 0")
    return FeedSettings(**values, rules=rules)


def _read_rules(values: dict[str, Any], where: str, problems: list[str]) -> tuple[FeedRule, ...]:
    rules = []
    for number, table in enumerate(_get_tables(values, "rule", where, problems), 1):
        name = f"{where} {number}"
        found = _read_fields(table, FeedRule, set(), name, problems)
        if "action" not in found:
            problems.append(f"{name}: action is missing; it is one of {', '.join(get_args(RuleAction))}")
        elif not (found.get("words") or found.get("authors") or found.get("sections")):
            problems.append(f"{name}: there are no words, authors or sections")
        elif found["action"] == "tag" and not found.get("tag"):
            problems.append(f"{name}: tag is missing")
        else:
            rules.append(FeedRule(**found))
    return tuple(rules)


def _get_tables(values: dict[str, Any], name: str, where: str, problems: list[str]) -> list[dict[str, Any]]:
    """The tables of an array of tables."""
    found = values.get(name, [])
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        problems.append(f"{where} is written [[{name}]]")
        return []
    return found


def _read_fields(
    table: dict[str, Any], kind: type[FeedSettings | FeedRule], left_out: set[str], where: str, problems: list[str]
) -> dict[str, Any]:
    """The values of a table that are right; what is wrong is added to the problems.

    Args:
        table: Of the file.
        kind: Whose fields the keys are.
        left_out: Fields that are no keys.
        where: What to call the table.
        problems: Gets a sentence for each problem.
    """
    names = [each.name for each in fields(kind) if each.name not in left_out]
    values: dict[str, Any] = {}
    for name, value in table.items():
        if name not in names:
            problems.append(f"{where}: {_suggest(name, names)}")
        elif (why := _find_fault(name, value)) is not None:
            problems.append(f"{where}: {why}")
        else:
            values[name] = tuple(value) if isinstance(value, list) else value
    return values


def _find_fault(name: str, value: object) -> str | None:
    """What is wrong with the value of a field; None where nothing is."""
    kind = _FIELD_KINDS.get(name, str)
    if kind is tuple:
        is_right = isinstance(value, list) and all(isinstance(each, str) and each.strip() for each in value)
        return None if is_right else f'{name} is a list of texts, such as ["港聞"]'
    if isinstance(kind, tuple):
        return None if value in kind else f"{name} is one of {', '.join(kind)}"
    if kind is int:
        return None if isinstance(value, int) and not isinstance(value, bool) else f"{name} is a number"
    if kind is bool:
        return None if isinstance(value, bool) else f"{name} is true or false"
    return None if isinstance(value, str) else f"{name} is a text in quotes"


def _suggest(name: str, names: Sequence[str]) -> str:
    near = get_close_matches(name, names, 1)
    return f"there is no key {name[:60]}" + (f" (did you mean {near[0]}?)" if near else "")


# -- writing


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
    text = (before or b"").decode("utf-8-sig", "replace")
    feed_list = load_feed_list(path)
    known = {feed.url for feed in feed_list.feeds}
    new = [feed for feed in dict.fromkeys(changes.add) if feed.url not in known]
    after = _edit_text(text, changes, path) if changes.edit or changes.remove else text
    rules = [rule for rule in dict.fromkeys(changes.add_rules) if rule not in feed_list.rules]
    if new or rules:
        added = [*map(format_feed, new), *(_format_rule("[[rule]]", rule) for rule in rules)]
        after = after.rstrip("\n") + ("\n\n" if after.strip() else "") + "\n".join(added)
    after = atomic_files.match_line_endings(text, after)
    result = parse_feed_list(after, path)
    if after != text:
        atomic_files.replace_file(path, before, after.encode("utf-8"))
    return result


def _edit_text(text: str, changes: FeedListChanges, path: Path) -> str:
    """The text of the file with feeds changed and removed."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    defaults = {each.name: each.default for each in fields(FeedSettings) if each.default is not MISSING}
    try:
        document = tomlkit.parse(text)
        tables: Any = document.get("feed", [])
        for number in reversed(range(len(tables))):
            table = tables[number]
            if table.get("url") in changes.remove:
                del tables[number]
                continue
            if values := changes.edit.get(str(table.get("url"))):
                _edit_table(table, values, defaults)
        return tomlkit.dumps(document).rstrip("\n") + "\n"
    except (TOMLKitError, AttributeError, TypeError):
        raise ReaderError(str(path), "its form is too unusual to be changed", "change it by hand") from None


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

    before = {_read_rules({"rule": [each.unwrap()]}, "rule", []): each for each in tables}
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
