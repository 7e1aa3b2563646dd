"""The tables of this package, TSV files in one script, and the folding that makes both scripts readable by them."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from reader.model.figure import REACHED_ENDINGS
from reader.text.folding import FULL_WIDTH_FORMS
from reader.text.patterns import lazy_pattern
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = TypeVar("Row")
_LATIN_ZERO = lazy_pattern("(?<=[〇零一二三四五六七八九])[Oo]{1,3}(?=[〇零一二三四五六七八九年])")


def rows(name: str) -> list[list[str]]:
    """The rows of NAME.tsv of this folder, without its header line."""
    return read_rows(__file__, name)


@cache
def forms() -> dict[int, str]:
    """Every printed form of a character that the tables use, with the form that they use: 億 → 亿, １ → 1."""
    folded: dict[int, str] = {}
    for printed, signs in rows("forms"):  # many in a row: reading a row takes longer than reading a character
        folded.update(zip(map(ord, printed), signs, strict=True))
    return folded | {printed: chr(code) for printed, code in FULL_WIDTH_FORMS.items()}


def fold(text: str) -> str:
    """The text in the forms of the tables, one character for one: every offset stays."""
    folded = text.translate(forms())
    if "O" in folded or "o" in folded:  # the letter for the digit of 二〇二四
        folded = _LATIN_ZERO().sub(lambda found: "〇" * len(found[0]), folded)
    return folded


def _group(words: dict[str, Row], part: slice) -> dict[str, list[tuple[str, Row]]]:
    """Words by a part of them, the longest first."""
    groups: dict[str, list[tuple[str, Row]]] = {}
    for item in words.items():
        groups.setdefault(item[0][part], []).append(item)
    for group in groups.values():
        group.sort(key=_word_size, reverse=True)
    return groups


def _word_size(item: tuple[str, object]) -> int:
    return len(item[0])


class WordTable(Generic[Row]):
    """Words by their first two characters, the longest first."""

    __slots__ = ("_by_head", "_initials")

    def __init__(self, words: dict[str, Row]) -> None:
        self._initials = frozenset(word[0] for word in words)
        self._by_head = _group(words, slice(2))

    def at(self, text: str, start: int) -> tuple[str, Row] | None:
        """The longest word that begins at an offset, with its row; None where there is none.

        Args:
            text: Folded.
            start: Code points.
        """
        if text[start : start + 1] not in self._initials:
            return None
        head = text[start : start + 2]
        for found in self._by_head.get(head, ()):
            if text.startswith(found[0], start):
                return found
        single = self._by_head.get(head[:1])
        return single[0] if single else None

    def word_at(self, text: str, start: int) -> str:
        """The longest word that begins at an offset; "" where there is none.

        Args:
            text: Folded.
            start: Code points.
        """
        found = self.at(text, start)
        return found[0] if found else ""

    def longest_around(self, text: str, least: int, at: int) -> tuple[int, Row] | None:
        """The longest word that covers an offset: its end and its row; None where there is none.

        Args:
            text: Folded.
            least: Where the word may begin at the earliest, code points.
            at: The offset.
        """
        best, found, by_head = 0, None, self._by_head
        for start in range(least, at + 1):
            for word, row in by_head.get(text[start : start + 2], ()):
                if len(word) > best and start + len(word) > at and text.startswith(word, start):
                    best, found = len(word), (start + len(word), row)
                    break
        return found

    def all_at(self, text: str, start: int) -> list[tuple[str, Row]]:
        """The words that begin at an offset, the longest first.

        Args:
            text: Folded.
            start: Code points.
        """
        head = text[start : start + 2]
        found = [word for word in self._by_head.get(head, ()) if text.startswith(word[0], start)]
        if len(head) > 1 and (single := self._by_head.get(head[0])):
            found.append(single[0])
        return found


class EndingTable(Generic[Row]):
    """Words by their last two characters, the longest first."""

    __slots__ = ("_by_tail", "_finals")

    def __init__(self, words: dict[str, Row]) -> None:
        self._finals = frozenset(word[-1] for word in words)
        self._by_tail = _group(words, slice(-2, None))

    def items(self) -> Iterator[tuple[str, Row]]:
        """All words with their rows."""
        return (pair for found in self._by_tail.values() for pair in found)

    def before(self, text: str, end: int, least: int = 0) -> tuple[str, Row] | None:
        """The longest word that ends at an offset, with its row; None where there is none.

        Args:
            text: Folded.
            end: Code points.
            least: The word may not begin before it.
        """
        if end <= least or text[end - 1] not in self._finals:
            return None
        tail = text[max(least, end - 2) : end]
        for found in self._by_tail.get(tail, ()):
            if text.endswith(found[0], least, end):
                return found
        single = self._by_tail.get(tail[-1])
        return single[0] if single else None

    def word_before(self, text: str, end: int, least: int = 0) -> str:
        """The longest word that ends at an offset; "" where there is none.

        Args:
            text: Folded.
            end: Code points.
            least: The word may not begin before it.
        """
        found = self.before(text, end, least)
        return found[0] if found else ""


_ONE = Fraction(1)


@cache
def _parse_factor(text: str) -> Fraction:
    over, _, under = text.partition("/")
    if over.isdecimal() and (not under or under.isdecimal()):
        return Fraction(int(over), int(under or 1))  # a third of the time of Fraction(text)
    return Fraction(text)


class Unit(NamedTuple):
    """A unit, classifier or currency that may stand behind a numeral."""

    form: str
    kind: str
    subkind: str
    canonical: str
    """ISO 4217, UCUM, or ? for a currency that the context has to tell."""
    factor: Fraction
    """One of it in canonical units."""
    flag: str = ""
    """Of a classifier: `digits` needs digits or a number above ten, `pair` also two of its kind in a row (一死三傷)."""


@cache
def units(region: str) -> WordTable[tuple[Unit, ...]]:
    """All units as a region has them, with the classifiers and currencies; those of several senses are in senses()."""
    found: dict[str, list[Unit]] = {}
    for form, kind, subkind, canonical, factor, where in rows("units"):
        if where in ("", region):
            unit = Unit(form, kind, subkind, canonical, _parse_factor(factor))
            many = found.setdefault(form, [])
            many.insert(0 if where else len(many), unit)
    for form, code, factor in rows("currencies"):
        found.setdefault(form, []).append(Unit(form, "money", "", code, _parse_factor(factor)))
    for form, flag in rows("classifiers"):
        found.setdefault(form, []).append(Unit(form, "count", "", "1", _ONE, flag))
    for form in senses():
        found.setdefault(form, [])
    return WordTable({form: tuple(many) for form, many in found.items()})


class Sense(NamedTuple):
    """One of the meanings of a unit, and what it needs."""

    unit: Unit
    cue: str
    """The class of words (cue_classes.tsv) that speaks for it; "" where it needs none."""
    where: str
    """`left`: the word stands before the number; `close`: directly before it; "": anywhere near in the sentence."""
    needs: tuple[str, ...]
    """Conditions of the number or the region, all of them: digits, decimal, over10, TW, !TW, !heat."""


@cache
def senses() -> dict[str, tuple[Sense, ...]]:
    """The meanings of the units that have several: 度 is a degree of heat, of an angle, or a kilowatt-hour."""
    found: dict[str, list[Sense]] = {}
    for form, kind, subkind, canonical, factor, cue, where, needs in rows("unit_senses"):
        unit = Unit(form, kind, subkind, canonical, _parse_factor(factor))
        found.setdefault(form, []).append(Sense(unit, cue, where, tuple(needs.split())))
    return {form: tuple(many) for form, many in found.items()}


class Border(NamedTuple):
    """A continuation that makes a unit part of another word: 元 is none in 元旦."""

    signs: str
    words: tuple[str, ...]
    unless_digits: str
    """Signs that only rule the unit out behind a numeral in Han."""


@cache
def borders() -> dict[str, Border]:
    """The borders of the units that have one."""
    return {unit: Border(signs, tuple(words.split()), digits) for unit, signs, words, digits in rows("borders")}


@cache
def fixed_words() -> WordTable[str]:
    """Words whose numerals count nothing (skip), and constructions that look like one of them (keep)."""
    return WordTable(dict(rows("words")))


class Qualifier(NamedTuple):
    """A word beside a figure that qualifies it: about, at least, more.

    NO_QUALIFIER stands for a word that only ends like one: 簽約, 附近.
    """

    bound: str
    approx: bool
    direction: str


NO_QUALIFIER = Qualifier("", False, "")


@cache
def left_words() -> EndingTable[Qualifier]:
    """Qualifiers before a figure, and NO_QUALIFIER for the words that only end like one."""
    table = dict.fromkeys(cues("ends like a qualifier"), NO_QUALIFIER)
    listed = {form: Qualifier(b, bool(a), d) for form, side, b, a, d in rows("qualifiers") if side == "left"}
    for form, qualifier in listed.items():
        if qualifier.direction and not form.endswith(REACHED_ENDINGS):
            table |= {form + ending: qualifier for ending in ("至", "到")}
    return EndingTable(table | listed)


@cache
def right_words() -> WordTable[Qualifier]:
    """Qualifiers behind a figure."""
    return WordTable({form: Qualifier(b, bool(a), d) for form, side, b, a, d in rows("qualifiers") if side == "right"})


@cache
def cues(name: str) -> tuple[str, ...]:
    """The words that a rule listens for."""
    return _cues()[name]


@cache
def _cues() -> dict[str, tuple[str, ...]]:
    return {cue: tuple(words.split(" ")) for cue, words in rows("cues")}


@cache
def cue_classes() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """A pattern of all words of cue_classes.tsv, the longest first, and the classes of each word."""
    classes: dict[str, list[str]] = {}
    for word, name in rows("cue_classes"):
        classes.setdefault(word, []).append(name)
    pattern = re.compile("|".join(map(re.escape, sorted(classes, key=len, reverse=True))))
    return pattern, {word: tuple(names) for word, names in classes.items()}
