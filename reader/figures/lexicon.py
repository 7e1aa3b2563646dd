"""The tables of this room, TSV files in one script, and the fold that makes either script readable by them."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from reader.text.folding import FULL_WIDTH_FORMS
from reader.text.tsv import read_rows

Row = TypeVar("Row")


def rows(name: str) -> list[list[str]]:
    """The rows of NAME.tsv of this folder, without its header line."""
    return read_rows(__file__, name)


@cache
def forms() -> dict[int, str]:
    """Every printed form of a sign that the tables use, with the form that they use: 億 → 亿, １ → 1. One for one."""
    folded = {ord(printed): sign for printed, sign in rows("forms")}
    return folded | {printed: chr(code) for printed, code in FULL_WIDTH_FORMS.items()}


def fold(text: str) -> str:
    """The text in the forms of the tables; every offset stays."""
    return text.translate(forms())


class Words(Generic[Row]):
    """Words by their first character, the longest first."""

    __slots__ = ("_by_first",)

    def __init__(self, words: dict[str, Row]) -> None:
        self._by_first: dict[str, list[tuple[str, Row]]] = {}
        for word in sorted(words, key=len, reverse=True):
            self._by_first.setdefault(word[0], []).append((word, words[word]))

    def at(self, text: str, start: int) -> tuple[str, Row] | None:
        """The longest word that begins there."""
        for found in self._by_first.get(text[start : start + 1], ()):
            if text.startswith(found[0], start):
                return found
        return None

    def all_at(self, text: str, start: int) -> list[tuple[str, Row]]:
        """The words that begin there, the longest first."""
        return [word for word in self._by_first.get(text[start : start + 1], ()) if text.startswith(word[0], start)]


class Endings(Generic[Row]):
    """Words by their last character, the longest first."""

    __slots__ = ("_by_last",)

    def __init__(self, words: dict[str, Row]) -> None:
        self._by_last: dict[str, list[tuple[str, Row]]] = {}
        for word in sorted(words, key=len, reverse=True):
            self._by_last.setdefault(word[-1], []).append((word, words[word]))

    def before(self, text: str, end: int) -> tuple[str, Row] | None:
        """The longest word that ends there."""
        if end <= 0:
            return None
        for found in self._by_last.get(text[end - 1], ()):
            if text.endswith(found[0], 0, end):
                return found
        return None


class Unit(NamedTuple):
    """What may stand behind a numeral."""

    form: str
    kind: str
    subkind: str
    canonical: str
    """ISO 4217, UCUM, or ? for a currency that the context has to tell."""
    factor: Fraction
    """One of it in canonical units."""
    flag: str = ""


@cache
def units(region: str) -> Words[tuple[Unit, ...]]:
    """All units as a region has them; a form may be several (码 is a yard and, in Taiwan, a quarter point)."""
    found: dict[str, list[Unit]] = {}
    for form, kind, subkind, canonical, factor, where in rows("units"):
        if where in ("", region):
            unit = Unit(form, kind, subkind, canonical, Fraction(factor))
            found.setdefault(form, []).insert(0 if where else len(found[form]) if form in found else 0, unit)
    for form, code, factor in rows("currencies"):
        found.setdefault(form, []).append(Unit(form, "money", "", code, Fraction(factor)))
    for form, flag in rows("classifiers"):
        found.setdefault(form, []).append(Unit(form, "count", "", "1", Fraction(1), flag))
    return Words({form: tuple(many) for form, many in found.items()})


@cache
def guards() -> dict[str, str]:
    """The signs that no unit is read before: 元 is none in 元旦."""
    return dict(rows("guards"))


@cache
def fixed_words() -> Words[str]:
    """Words whose numerals count nothing (skip), and constructions that look like one of them (keep)."""
    return Words(dict(rows("words")))


class Qualifier(NamedTuple):
    """A word beside a figure that says how it is meant."""

    bound: str
    approx: bool
    direction: str


@cache
def left_words() -> Endings[Qualifier]:
    """Qualifiers before a figure."""
    return Endings({form: Qualifier(b, bool(a), d) for form, side, b, a, d in rows("qualifiers") if side == "left"})


@cache
def right_words() -> Words[Qualifier]:
    """Qualifiers behind a figure."""
    return Words({form: Qualifier(b, bool(a), d) for form, side, b, a, d in rows("qualifiers") if side == "right"})


@cache
def cues(name: str) -> tuple[str, ...]:
    """The words that a rule listens for."""
    return _cues()[name]


@cache
def _cues() -> dict[str, tuple[str, ...]]:
    return {cue: tuple(words.split(" ")) for cue, words in rows("cues")}
