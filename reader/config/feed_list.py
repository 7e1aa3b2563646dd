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
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

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
_KEEP_DAYS_MAX = 36_500
"""Days that may be typed; a file may have more."""
_SENTENCES_SHOWN = 4
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
    warnings: tuple[str, ...] = field(default=(), compare=False)
    """A sentence for each key that is not known, as a newer version may have written; it stays in the file."""


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
        ReaderError: It cannot be read, is no TOML, or has bad values; the first ones are named.
    """
    try:
        data = atomic_files.read_limited(path, FILE_SIZE_MAX)
    except FileNotFoundError:
        return FeedList()
    return parse_feed_list(decode_feed_list(data, path), path)


def decode_feed_list(data: bytes, path: Path) -> str:
    """The text of a file, without a byte order mark.

    Args:
        data: The file.
        path: The file, for errors.

    Raises:
        ReaderError: It is too large, or not UTF-8.
    """
    if len(data) > FILE_SIZE_MAX:
        raise ReaderError(
            str(path), f"it is larger than {FILE_SIZE_MAX >> 20} MiB", "check that it is the list of feeds"
        )
    try:
        return data.decode("utf-8-sig")
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
    return parse_tables(text, path).make_list()


class FeedTables(NamedTuple):
    """The tables of a list of feeds."""

    feeds: tuple[FeedSettings, ...]
    """One for each table, in the order of the file; several may have one address."""
    rules: tuple[FeedRule, ...]
    warnings: tuple[str, ...]
    names: frozenset[str]
    """The keys outside of all tables."""

    def make_list(self) -> FeedList:
        """The list of feeds; of several tables with one address the last counts."""
        return FeedList(tuple({feed.url: feed for feed in self.feeds}.values()), self.rules, self.warnings)


def parse_tables(text: str, path: Path) -> FeedTables:
    """The tables in the text of a file.

    Args:
        text: As for `parse_feed_list`.
        path: As for `parse_feed_list`.

    Raises:
        ReaderError: As `load_feed_list`.
    """
    try:
        values = load_toml(text)
    except tomllib.TOMLDecodeError as error:
        why = str(error)
        raise ReaderError(str(path), f"it is no TOML: {why[:1].lower()}{why[1:]}"[:200], "mend that line") from None
    faults = Faults([], [_suggest(name, ("feed", "rule")) for name in values if name not in ("feed", "rule")])
    tables = enumerate(_get_tables(values, "feed", "feed", faults), 1)
    feeds = [feed for number, table in tables if (feed := _read_feed(table, f"feed {number}", faults))]
    rules = read_rules(values, "rule", faults)
    if problems := faults.problems:
        raise ReaderError(str(path), join_sentences(problems), "correct it, or take it out")
    return FeedTables(tuple(feeds), rules, tuple(faults.warnings), frozenset(values))


class Faults(NamedTuple):
    """The faults of a file, a sentence for each."""

    problems: list[str]
    """Wrong values, for which the file is refused."""
    warnings: list[str]
    """Unknown keys."""


def join_sentences(sentences: Sequence[str]) -> str:
    """The first of the sentences about a file as one, cut where they are long."""
    more = f"; and {len(sentences) - _SENTENCES_SHOWN} more" if len(sentences) > _SENTENCES_SHOWN else ""
    return "; ".join(sentences[:_SENTENCES_SHOWN])[:600] + more


def _read_feed(table: dict[str, Any], where: str, faults: Faults) -> FeedSettings | None:
    url = table.get("url")
    if not isinstance(url, str) or not url.lower().startswith(_URL_SCHEMES):
        faults.problems.append(f"{where}: url is no address of http or https")
        return None
    where = f"feed {url[:100]}"
    rules = read_rules({"rule": table.get("rule", [])}, f"{where}: rule", faults)
    plain = {name: value for name, value in table.items() if name != "rule"}
    values = _read_fields(plain, FeedSettings, {"rules"}, where, faults)
    if values.get("keep_days", 0) < 0:
        faults.problems.append(f"{where}: keep_days is less than 0")
    return FeedSettings(**values, rules=rules)


def read_rules(values: dict[str, Any], where: str, faults: Faults) -> tuple[FeedRule, ...]:
    """The rules of a table that are right.

    Args:
        values: The table; its key `rule` has them.
        where: What to call a rule.
        faults: Gets a sentence for each fault.
    """
    problems = faults.problems
    rules = []
    for number, table in enumerate(_get_tables(values, "rule", where, faults), 1):
        name = f"{where} {number}"
        found = _read_fields(table, FeedRule, set(), name, faults)
        if "action" not in found:
            problems.append(f"{name}: action is missing; it is one of {', '.join(get_args(RuleAction))}")
        elif not (found.get("words") or found.get("authors") or found.get("sections")):
            problems.append(f"{name}: there are no words, authors or sections")
        elif found["action"] == "tag" and not found.get("tag"):
            problems.append(f"{name}: tag is missing")
        else:
            rules.append(FeedRule(**found))
    return tuple(rules)


def _get_tables(values: dict[str, Any], name: str, where: str, faults: Faults) -> list[dict[str, Any]]:
    """The tables of an array of tables."""
    found = values.get(name, [])
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        faults.problems.append(f"{where} is written [[{name}]]")
        return []
    return found


def _read_fields(
    table: dict[str, Any], kind: type[FeedSettings | FeedRule], left_out: set[str], where: str, faults: Faults
) -> dict[str, Any]:
    """The values of a table that are right and known.

    Args:
        table: Of the file.
        kind: Whose fields the keys are.
        left_out: Fields that are no keys.
        where: What to call the table.
        faults: Gets a sentence for each fault.
    """
    names = [each.name for each in fields(kind) if each.name not in left_out]
    values: dict[str, Any] = {}
    for name, value in table.items():
        if name not in names:
            faults.warnings.append(f"{where}: {_suggest(name, names)}")
        elif (why := _find_fault(name, value)) is not None:
            faults.problems.append(f"{where}: {why}")
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


def parse_keep_days(text: str) -> int | None:
    """The number of days in a typed text; None where it is none, or more than a hundred years."""
    is_number = text.isdecimal() and len(text) <= len(str(_KEEP_DAYS_MAX))
    return int(text) if is_number and int(text) <= _KEEP_DAYS_MAX else None


def _suggest(name: str, names: Sequence[str]) -> str:
    near = get_close_matches(name, names, 1)
    return f"there is no key {name[:60]}" + (f" (did you mean {near[0]}?)" if near else "")
