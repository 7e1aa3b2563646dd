"""Simplified text in the traditional forms that the newspapers of Hong Kong or Taiwan print.

What decides a character, the highest first; a lower rule never changes a character that a higher one has decided:

1. the user's decision about one place (rules.Pin);
2. the user's rules for the article, then those of their own file (rules.ArticleRules);
3. the names of an article: of its authors, and those that name_detection finds in it, each one way throughout;
4. the curated overrides (overrides.tsv, rows for press_hk and press_tw): words that the context model gets wrong;
5. a surname, or a character in a transliterated name, that the text beside it tells (name_detection);
6. a word of word_forms.tsv of the kind "always": the way the press of the region writes it; of two that overlap the
   first counts, and of those that begin at one place the longest;
7. the context model, where its margin is at least UNCERTAIN_MARGIN;
8. the longest word of word_forms.tsv that covers the character, of equally long ones the first: of the kind
   "uncertain", and where the margin is below DOUBTFUL_MARGIN of the kind "doubt" too;
9. the best form of the context model; below DOUBTFUL_MARGIN the choice is doubtful.

Characters with one form only are in the table of the model too. Rules 5 to 9 are applied here, the others by
converter.ArticleConverter, which replaces what they decide in the text that comes from here. With the setting
`forms = opencc`, and where the table is damaged, OpenCC converts instead.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reader.script.context_model import DOUBTFUL_MARGIN, DamagedTableError, load_model, load_table
from reader.script.name_detection import find_local_names, is_in_transliteration
from reader.script.offset_maps import convert_with_map
from reader.script.overrides import WordMatcher
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reader.model import View, ViewName
    from reader.script.context_model import ContextModel, FormChoice

MAX_WORD_LENGTH = 6
"""Code points of the longest word of word_forms.tsv."""

_DICTIONARY_SPELLING = (("群", "羣"), ("眾", "衆"), ("麵", "麪"), ("偽", "僞"), ("裡", "裏"), ("為", "爲"))
"""How the keys of the vocabulary dictionaries spell what the press spells otherwise."""

_TRANSLITERATED = re.compile("[里松范杰]")
"""Characters that transliterate with the form they have as simplified ones."""


class PressConverter:
    """Converts simplified text for one region.

    Args:
        region: hk or tw.

    Raises:
        DamagedTableError: The table of contexts cannot be used.
    """

    def __init__(self, region: str) -> None:
        self.model: ContextModel = load_model(region)
        words: dict[str, dict[str, str]] = {"always": {}, "uncertain": {}, "doubt": {}}
        for regions, kind, simplified, traditional in read_rows(__file__, "word_forms"):
            if region in regions:
                words[kind].update(zip(simplified.split(" "), traditional.split(" "), strict=True))
        self._uncertain_words = words["uncertain"]
        self._doubtful_words = words["doubt"] | words["uncertain"]
        self._word_lengths = list_word_lengths(self._doubtful_words)
        self._styled_words = WordMatcher({word: (form, "rule") for word, form in words["always"].items()})

    def convert(self, text: str) -> str:
        """The text in traditional forms; its length stays.

        Args:
            text: Simplified. A character depends on the WINDOW code points on either side, on the words it is in and
                on the titles beside names; never on more than 8 code points.
        """
        shown, uncertain = self.model.convert(text)
        characters = list(shown)
        for at, form in self._find_decided(text, uncertain):
            characters[at] = form
        return "".join(characters)

    def find_choices(self, text: str) -> Iterator[FormChoice]:
        """The characters that have several forms, in order, each with its forms as convert() ranks them.

        Args:
            text: Simplified.
        """
        shown = self.convert(text)
        for choice in self.model.find_choices(text):
            form = shown[choice.start]
            if form != choice.forms[0]:
                choice = choice._replace(forms=(form, *(each for each in choice.forms if each != form)))
            yield choice

    def _find_decided(self, text: str, uncertain: Iterable[tuple[int, float]]) -> Iterator[tuple[int, str]]:
        """What words and names decide, in rising order of precedence.

        Args:
            text: Simplified.
            uncertain: The uncertain choices of the model: offsets and margins.
        """
        for at, margin in uncertain:
            words = self._doubtful_words if margin < DOUBTFUL_MARGIN else self._uncertain_words
            if form := find_word_form(words, self._word_lengths, text, at):
                yield at, form
        for word in self._styled_words.find_matches(text):
            yield from enumerate(word.text, word.start)
        for found in _TRANSLITERATED.finditer(text):
            if is_in_transliteration(text, found.start()):
                yield found.start(), found[0]
        for name in find_local_names(text, self.model):
            yield name.start, name.text


@cache
def get_table_problem() -> DamagedTableError | None:
    """Why the context models cannot be used; None where they can."""
    try:
        load_table()
    except DamagedTableError as error:
        return error
    return None


@cache
def load_press_converter(region: str) -> PressConverter:
    """The converter of a region, hk or tw.

    Raises:
        DamagedTableError: The table of contexts cannot be used.
    """
    return PressConverter(region)


def convert_vocabulary(text: str, view_name: ViewName) -> View:
    """A text in traditional forms with the words of a region, all words that the dictionaries have for it.

    Args:
        text: Simplified text as a PressConverter shows it.
        view_name: hkp or twp.

    Raises:
        ReaderError: OpenCC cannot be used.
    """
    for press, standard in _DICTIONARY_SPELLING:
        text = text.replace(press, standard)
    return convert_with_map(text, f"t2{view_name}")


def list_word_lengths(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The lengths of the words that begin with the same two characters, the longest first."""
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[:2], set()).add(len(word))
    return {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}


def find_word_form(words: Mapping[str, str], lengths: Mapping[str, tuple[int, ...]], text: str, at: int) -> str | None:
    """The form of a character in the longest of the words that cover it; of equally long ones the first counts.

    Args:
        words: Simplified words with their traditional forms, of 2 to MAX_WORD_LENGTH code points.
        lengths: The lengths of these words, and perhaps of others, from list_word_lengths().
        text: Simplified.
        at: The offset of the character, in code points.
    """
    longest, form = 0, None
    for start in range(max(0, at - MAX_WORD_LENGTH + 1), at + 1):
        for length in lengths.get(text[start : start + 2], ()):
            if length <= longest or start + length <= at:
                break
            if start + length <= len(text) and (word := words.get(text[start : start + length])) is not None:
                longest, form = length, word[at - start]
                break
    return form
