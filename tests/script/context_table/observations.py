"""Counts which traditional form each ambiguous character of a text has, with the characters around it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from reader.script.context_model import WINDOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

OUTSIDE = "\0"
"""Stands in a window for what is not known: beside a word of a dictionary."""
EDGE = "\n"
"""Stands in a window beyond the ends of a paragraph."""

LEAST_COUNT, LEAST_SHARE = 5, 3e-5
"""A form that is rarer, in all of a region's text or among the forms of its character, is taken for a slip."""

LEAST_WORDS = 3
"""A form that only dictionaries have counts when so many of their words have it."""

Window = str
"""The code points around a character, WINDOW at either side."""
Weights = list[float]
"""How much was seen of every form, in the order of the character's forms."""


class Source(NamedTuple):
    """A text to learn from."""

    name: str
    weight: float
    """Of one of its characters."""
    is_press: bool
    """Whether it is a newspaper of the region: what papers print is decided by these alone."""
    paragraphs: Iterable[str]


class Word(NamedTuple):
    """A word of a dictionary, in both scripts."""

    dictionary: str
    simplified: str
    traditional: str
    frequency: int


class Observations:
    """What the text of one region says.

    Args:
        simplify: A traditional text of the region in simplified characters; a changed length means it cannot be used.
        variants: Pairs of spellings of one character that are no choice; the commoner one of the region is shown.
        dictionaries: OpenCC's, by name.
    """

    def __init__(
        self,
        simplify: Callable[[str], str],
        variants: Iterable[tuple[str, str]],
        dictionaries: Mapping[str, Mapping[str, list[str]]],
    ) -> None:
        self._simplify = simplify
        self._variants = list(variants)
        self._to_hant, self._to_hans = dictionaries["STCharacters"], dictionaries["TSCharacters"]
        self._compatibility = dictionaries["CJK_Compatibility_Ideographs"].keys()
        self._only_hans = {
            key
            for key, values in self._to_hant.items()
            if values[0] != key and key not in values and key not in self._to_hans
        }
        self.defaults: dict[str, str] = {}
        """The commonest form of every simplified character that has been seen."""
        self.forms: dict[str, list[str]] = {}
        """The forms of the characters that have several, the commonest first."""
        self.press: dict[str, dict[Window, Weights]] = {}
        self.other: dict[str, dict[Window, Weights]] = {}
        self.words: dict[str, list[tuple[str, Window, int, int]]] = {}
        """Of a character: dictionary, window, number of the form, count."""
        self.spelling: dict[int, str] = {}

    def read(self, sources: Iterable[Source], words: Iterable[Word]) -> None:
        """Takes in all that there is to learn from."""
        kept = [(source, paragraph) for source in sources for paragraph in source.paragraphs]
        seen: Counter[str] = Counter()
        for source, paragraph in kept:
            if source.is_press:
                seen.update(paragraph)
        spelling = {}
        for one, other in self._variants:
            common, rare = (one, other) if seen[one] > seen[other] else (other, one)
            spelling[rare] = common
        self.spelling = str.maketrans(spelling)
        pairs = [
            (source, simplified, paragraph.translate(self.spelling))
            for source, paragraph in kept
            if len(simplified := self._simplify(paragraph)) == len(paragraph)
        ]
        known = [word._replace(traditional=word.traditional.translate(self.spelling)) for word in words]
        self._find_forms(pairs, known)
        self._count(pairs, known)

    def _find_forms(self, pairs: Iterable[tuple[Source, str, str]], words: Iterable[Word]) -> None:
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for source, simplified, traditional in pairs:
            for character, form in zip(simplified, traditional, strict=True):
                counts[character][form] += 1 if source.is_press else 0.05  # type: ignore[assignment]
        for character, found in counts.items():
            if not "\u3400" <= character <= "\u9fff":
                continue
            total = sum(found.values())
            good = [
                (form, count) for form, count in found.most_common() if self._is_form(form, character, count / total)
            ]
            if good:
                self.defaults[character] = good[0][0]
                forms = [form for form, count in good if count >= LEAST_COUNT and count / total >= LEAST_SHARE]
                if len(forms) > 1:
                    self.forms[character] = forms
        in_words: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for word in words:
            for character, form in zip(word.simplified, word.traditional, strict=True):
                in_words[character][form] += 1
        for character, found in in_words.items():
            if character not in self.defaults:
                continue
            forms = self.forms.get(character, [self.defaults[character]])
            for form, count in found.most_common():
                if (
                    count >= LEAST_WORDS
                    and form != character
                    and form not in forms
                    and self._is_form(form, character, 0)
                ):
                    self.forms[character] = forms = [*forms, form]

    def _is_form(self, form: str, character: str, share: float) -> bool:
        """Whether a character is a form of a simplified one, and no slip: simplified leaks into traditional text."""
        if form in self._compatibility:
            return False
        if form == character:
            return form not in self._only_hans or share >= 0.5
        if form in self._only_hans:
            return False
        # A form of the region's own (枱) is in no general dictionary: the region's config knows it.
        return character in self._to_hans.get(form, ()) or self._simplify(form) == character

    def _count(self, pairs: Iterable[tuple[Source, str, str]], words: Iterable[Word]) -> None:
        numbers = {character: {form: at for at, form in enumerate(forms)} for character, forms in self.forms.items()}
        self.press = {character: {} for character in self.forms}
        self.other = {character: {} for character in self.forms}
        self.words = {character: [] for character in self.forms}
        for source, simplified, traditional in pairs:
            into = self.press if source.is_press else self.other
            for character, window, form in _windows(simplified, traditional, EDGE, numbers):
                weights = into[character].setdefault(window, [0.0] * len(self.forms[character]))
                weights[form] += source.weight
        for word in words:
            for character, window, form in _windows(word.simplified, word.traditional, OUTSIDE, numbers):
                self.words[character].append((word.dictionary, window, form, word.frequency))


def _windows(
    simplified: str, traditional: str, outside: str, numbers: Mapping[str, Mapping[str, int]]
) -> Iterator[tuple[str, Window, int]]:
    padded = outside * WINDOW + simplified + outside * WINDOW
    for at, character in enumerate(simplified):
        form = numbers.get(character, {}).get(traditional[at])
        if form is not None:
            yield character, padded[at : at + 2 * WINDOW + 1], form
