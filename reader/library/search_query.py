"""The query language of the library: what was typed, as a tree of words and conditions.

    風電 葉片            articles with both words, in either script
    風電 OR 光伏          with one of them; AND may be written, too
    "第 12 屆"           a phrase with blanks in it
    -颱風, NOT 颱風       without the word
    (風電 OR 光伏) 上海    grouped
    econom*             Latin words that begin so
    title: author: tag: note: feed:     only there, as in title:風電
    is:unread           also read, starred, annotated, changed, gone
    date:2024-05        also 2024, 2024-05-01, today, and ranges: 2024-05..2024-07, 2024.., ..2024-07

What is no such sign where it is typed is searched as it is: punctuation inside a word, a bracket without a blank
between it and its partner, a colon behind any other name.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, get_args

from reader.errors import ReaderError
from reader.text.folding import fold_query

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Field = Literal["", "title", "author", "tag", "note", "feed"]
State = Literal["unread", "read", "starred", "annotated", "changed", "gone"]
FIELDS: tuple[Field, ...] = get_args(Field)
STATES: tuple[State, ...] = get_args(State)
MAX_QUERY_LENGTH = 2_000
"""Code points."""
MAX_WORDS = 100
MAX_DEPTH = 20
"""Brackets inside brackets."""

_FIELD_SIGN = re.compile(rf"({'|'.join([*filter(None, FIELDS), 'is', 'date'])})[:：](?=\S)", re.IGNORECASE)
_CLOSING_QUOTES = {'"': '"', "＂": "＂", "“": "”"}
_PREFIX_END = re.compile(r"[0-9A-Za-z]\*\Z")
_DAY = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase that has to be in an article or in the notes on it."""

    folded: str
    """Folded for search."""
    field: Field = ""
    """The field typed before it; "" is any but feed. title and author are columns of text_index, note and tag of
    note_index; feed is looked up apart (`ArticleQuery`)."""
    is_prefix: bool = False
    """Whether its last Latin word or number may go on."""
    typed: str = ""
    """As it was typed, composed (NFC); of a variant the words that make the difference."""
    variant_of: str = ""
    """The folded word that was typed, where this one is what another region writes for it."""

    @property
    def meaning(self) -> tuple[str, Field, bool]:
        """What a word and its variants have in common."""
        return self.variant_of or self.folded, self.field, self.is_prefix


@dataclass(frozen=True, slots=True)
class StateCondition:
    """A state that an article has to be in."""

    state: State


@dataclass(frozen=True, slots=True)
class DayRange:
    """The days that an article may belong to; None for no limit on that side."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be true of an article."""

    node: Node


@dataclass(frozen=True, slots=True)
class And:
    """What must all be true of an article."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What of which one must be true of an article."""

    nodes: tuple[Node, ...]


Node = Word | StateCondition | DayRange | Not | And | Or


def parse_query(query: str, today: date | None = None) -> Node | None:
    """The tree of a query; None where it is empty.

    Args:
        query: As it was typed.
        today: The day that `date:today` means; None for the present one, where the reader is.

    Raises:
        ReaderError: It is too long or too deep, or a date or a state in it cannot be understood.
    """
    if len(query) > MAX_QUERY_LENGTH:
        raise ReaderError("the query", f"it is longer than {MAX_QUERY_LENGTH} characters", "search for fewer words")
    parser = _Parser(query, today or date.today())
    return parser.parse_group(0)


def find_unclosed_sign(query: str) -> str:
    """The first quotation mark or bracket of a query that is opened and not closed; "" where there is none.

    Such a sign is searched as it is, or as if it were closed at the end, since it may still be being typed.

    Args:
        query: As it was typed.
    """
    open_brackets: list[int] = []
    at = 0
    while at < len(query):
        character = query[at]
        if (closing := _CLOSING_QUOTES.get(character)) and _may_open_phrase(query, at):
            end = query.find(closing, at + 1)
            if end == -1:
                return query[open_brackets[0]] if open_brackets else character
            at = end
        elif character == "(":
            open_brackets.append(at)
        elif character == ")" and open_brackets:
            open_brackets.pop()
        at += 1
    return query[open_brackets[0]] if open_brackets else ""


def _may_open_phrase(query: str, at: int) -> bool:
    """Whether a quotation mark at an offset (code points) opens a phrase: 6" has one inside a word."""
    return not at or query[at - 1].isspace() or query[at - 1] in "(-:："


def iter_words(node: Node | None, *, is_wanted: bool = True) -> Iterator[Word]:
    """The words of a tree, in order.

    Args:
        node: The tree; None has no words.
        is_wanted: True for those that articles have to have, False for all.
    """
    match node:
        case Word():
            yield node
        case Not(child) if not is_wanted:
            yield from iter_words(child, is_wanted=False)
        case And(nodes) | Or(nodes):
            for child in nodes:
                yield from iter_words(child, is_wanted=is_wanted)


def add_variants(node: Node, find_variants: Callable[[str], Mapping[str, str]]) -> Node:
    """A tree in which each word may be written otherwise, too; but for the names of authors, tags and feeds.

    Args:
        node: The tree.
        find_variants: Returns the other ways to write a folded word, with the words that make the difference.
    """
    match node:
        case Word(folded, "" | "title" | "note"):
            others = [
                replace(node, folded=other, typed=written, variant_of=folded)
                for other, written in find_variants(folded).items()
            ]
            return Or((node, *others)) if others else node
        case Not(child):
            return Not(add_variants(child, find_variants))
        case And(nodes):
            return And(tuple(add_variants(child, find_variants) for child in nodes))
        case Or(nodes):
            return Or(tuple(add_variants(child, find_variants) for child in nodes))
        case _:
            return node


class _Parser:
    """Reads a query from its start to its end.

    Args:
        query: As it was typed.
        today: The present day.
    """

    def __init__(self, query: str, today: date) -> None:
        self._query = query
        self._today = today
        self._at = 0
        self._word_count = 0

    def parse_group(self, depth: int) -> Node | None:
        """The tree of what follows, to the bracket that closes it or to the end; None where nothing is there."""
        alternatives: list[list[Node]] = [[]]
        operators: list[str] = []
        while (typed := self._skip_blanks(depth)) is not None:
            if typed in ("AND", "OR", "NOT"):
                self._at += len(typed)
                operators.append(typed)
                if typed == "OR":
                    alternatives.append([])
                continue
            is_negated = bool(operators) and operators[-1] == "NOT"
            operators.clear()
            node = self._parse_term(depth)
            alternatives[-1].append(Not(node) if is_negated else node)
        parts = [_join(And, part) for part in alternatives if part]
        if parts:
            return _join(Or, parts)
        return self._make_word(operators[0]) if operators else None  # nothing but OR: it is a word, too

    def _skip_blanks(self, depth: int) -> str | None:
        """What stands at the next place that is no blank, up to a blank; None at the end of the group."""
        while self._at < len(self._query) and self._query[self._at].isspace():
            self._at += 1
        if self._at == len(self._query):
            return None
        if depth and self._query[self._at] == ")":
            self._at += 1
            return None
        end = self._at
        while end < len(self._query) and not self._query[end].isspace():
            end += 1
        return self._query[self._at : end]

    def _parse_term(self, depth: int) -> Node:
        """The node of what stands here, which is no operator."""
        query, at = self._query, self._at
        if query[at] == "-" and query[at + 1 : at + 2].strip(" -\u3000\t\n"):
            self._at += 1
            return Not(self._parse_term(depth))
        if query[at] == "(" and self._is_group(at):
            if depth == MAX_DEPTH:
                raise ReaderError("the query", "it has too many brackets inside brackets", "take some of them out")
            self._at += 1
            return self.parse_group(depth + 1) or self._make_word("()")
        if sign := _FIELD_SIGN.match(query, at):
            self._at = sign.end()
            return self._parse_field(sign[1].lower(), self._take_text(depth))
        return self._make_word(self._take_text(depth))

    def _is_group(self, start: int) -> bool:
        """Whether a bracket is closed again, and has a blank inside."""
        level = 0
        for at in range(start, len(self._query)):
            level += {"(": 1, ")": -1}.get(self._query[at], 0)
            if not level:
                return any(character.isspace() for character in self._query[start:at])
        return False

    def _take_text(self, depth: int) -> str:
        """A phrase without its quotation marks, or what stands here up to a blank or the end of the group."""
        query, start = self._query, self._at
        if closing := _CLOSING_QUOTES.get(query[start]):
            end = query.find(closing, start + 1)
            if end == -1 and closing != "”":  # still being typed
                end = len(query)
            behind = query[end + 1 : end + 2]
            if end != -1 and (not behind.strip() or behind == ")"):
                self._at = min(end + 1, len(query))
                return query[start + 1 : end].strip() or query[start : self._at].strip()
        level, at = 0, start
        while at < len(query) and not query[at].isspace():
            level += {"(": 1, ")": -1}.get(query[at], 0)
            if depth and level < 0:
                break
            at += 1
        self._at = at
        return query[start:at]

    def _make_word(self, text: str, field: Field = "") -> Word:
        self._word_count += 1
        if self._word_count > MAX_WORDS:
            raise ReaderError("the query", f"it has more than {MAX_WORDS} words", "search for fewer words")
        is_prefix = _PREFIX_END.search(text) is not None
        text = text[:-1] if is_prefix else text
        import unicodedata

        return Word(fold_query(text), field, is_prefix, unicodedata.normalize("NFC", text))

    def _parse_field(self, name: str, value: str) -> Node:
        for field in FIELDS:
            if name == field:
                return self._make_word(value, field)
        if name == "date":
            return parse_days(value, self._today)
        for state in STATES:
            if value.lower() == state:
                return StateCondition(state)
        raise ReaderError(f"is:{value}", "there is no such state", f"write one of {' '.join(STATES)} behind is:")


def parse_days(text: str, today: date) -> DayRange:
    """The days that a text names: a year, a month, a day, or two of them with `..` between them.

    Args:
        text: Such as 2024, 2024-05, 2024-05-01, today, 2024-05..2024-07 or 2024.. .
        today: The present day.

    Raises:
        ReaderError: It names none.
    """
    first, dots, last = text.partition("..")
    begin, end = _parse_day_or_period(first, today), _parse_day_or_period(last, today)
    if (first and not begin) or (last and not end) or not (begin or end):
        raise ReaderError(f"date:{text}", "it is no date", "write it as 2024, 2024-05, 2024-05-01 or 2024-05..2024-07")
    if not dots:
        end = begin
    return DayRange(begin[0] if begin else None, end[1] if end else None)


def _parse_day_or_period(text: str, today: date) -> tuple[date, date] | None:
    """The first and the last day of what a text names; None where it names no day, month or year."""
    if text.lower() in ("today", "今天", "今日"):
        return today, today
    if text.lower() in ("yesterday", "昨天", "昨日"):
        return today - timedelta(1), today - timedelta(1)
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part or "0") for part in found.groups())
    try:
        if found[2] is None:
            return date(year, 1, 1), date(year, 12, 31)
        if found[3] is None:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def _join(kind: type[And] | type[Or], nodes: list[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else kind(tuple(nodes))
