"""Rules of feeds as a line of text: `mute 星座 運程`, `tag:小明 author:王小明`, `star title:"Hong Kong"`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from reader.config.feed_list import FeedRule, RuleAction
from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_QUOTES = (('"', '"'), ("「", "」"), ("『", "』"))
"""What stands around words with blanks in them."""
_WORD = re.compile(
    r"""(?:(?P<field>[A-Za-z]+)[:：])?
    (?: "(?P<double>[^"]*)" | 「(?P<corner>[^」]*)」 | 『(?P<white>[^』]*)』 | (?P<plain>[^\s,，、]+) )""",
    re.VERBOSE,
)
_FIELDS = ("title", "author", "section")
_EXAMPLE = "type a rule such as: mute 星座 author:王小明"


def parse_rule(text: str, action_names: Mapping[str, RuleAction]) -> FeedRule:
    """The rule that a line means: an action, then words, `title:`, `author:` and `section:`; `tag:` has its tag.

    Words of one kind are alternatives, and all kinds must match, as in the file.

    Args:
        text: The line; words are divided by blanks or commas, or stand in quotes.
        action_names: Other names of the actions, such as those in the language of the screen.

    Raises:
        ReaderError: It is no rule; the sentence says what is missing.
    """
    tokens = [(match["field"] or "", _get_value(match)) for match in _WORD.finditer(text)]
    if not tokens:
        raise ReaderError("the rule", "it is empty", _EXAMPLE)
    (field, value), *rest = tokens
    names: dict[str, RuleAction] = {name: name for name in get_args(RuleAction)}
    names.update({name.lower(): action for name, action in action_names.items()})
    if field.lower() == "tag" or (not field and names.get(value.lower()) == "tag" and rest and not rest[0][0]):
        tag = value if field else rest.pop(0)[1]
        return _make_rule("tag", rest, tag)
    action = names.get(value.lower()) if not field else None
    if action is None:
        known = ", ".join(get_args(RuleAction))
        raise ReaderError(f"the rule {text.strip()[:60]}", f"it does not begin with one of {known}", _EXAMPLE)
    if action == "tag":
        raise ReaderError(f"the rule {text.strip()[:60]}", "the tag is missing", "type it as tag:要聞")
    return _make_rule(action, rest, "")


def _get_value(match: re.Match[str]) -> str:
    return next(value for name in ("double", "corner", "white", "plain") if (value := match[name]) is not None).strip()


def _make_rule(action: RuleAction, tokens: Iterable[tuple[str, str]], tag: str) -> FeedRule:
    """A rule of an action and the words behind it.

    Raises:
        ReaderError: A field is unknown, or there are no words.
    """
    found: dict[str, list[str]] = {"": [], **{name: [] for name in _FIELDS}}
    for field, value in tokens:
        if field.lower() not in found:
            raise ReaderError(f"the rule {action}", f"there is no {field}:", f"known are {', '.join(_FIELDS)}")
        if value:
            found[field.lower()].append(value)
    if found[""] and found["title"]:
        raise ReaderError(f"the rule {action}", "title: stands before some words only", "type it before all or none")
    words = found["title"] or found[""]
    if not (words or found["author"] or found["section"]):
        raise ReaderError(f"the rule {action}", "there are no words, authors or sections", _EXAMPLE)
    return FeedRule(
        action,
        tuple(words),
        tuple(found["author"]),
        tuple(found["section"]),
        tag,
        title_only=bool(found["title"]),
    )


def format_rule(rule: FeedRule, action_name: str = "") -> str:
    """A rule as a line that `parse_rule` reads.

    Args:
        rule: The rule.
        action_name: The name of its action in the language of the screen; "" for that of the file.
    """
    name = action_name or rule.action
    parts = [f"tag:{_quote(rule.tag)}" if rule.action == "tag" else name]
    parts += [("title:" if rule.title_only else "") + _quote(word) for word in rule.words]
    parts += [f"author:{_quote(author)}" for author in rule.authors]
    parts += [f"section:{_quote(section)}" for section in rule.sections]
    return " ".join(parts)


def _quote(text: str) -> str:
    """A text in quotes, where it would not be read as one word without."""
    match = _WORD.fullmatch(text)
    if match is not None and match["plain"] is not None and not match["field"]:
        return text
    opening, closing = next((pair for pair in _QUOTES if not set(pair) & set(text)), _QUOTES[0])
    return f"{opening}{text}{closing}"
