"""The vocabulary views without the words that do not fit: names, words cut in two, and words in another sense.

The vocabulary dictionaries were made for software manuals: 和平進程 would be 和平程序, and 股票代码 program code.
news_stops.tsv has words that always stay, senses.tsv those that are replaced only where the text around them shows
the sense that the dictionaries mean. A word that may be replaced but was not is reported as doubtful.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from reader.model import CleanText, Phrase, View
from reader.script.offset_maps import convert
from reader.script.opencc_configs import get_character_config
from reader.script.word_borders import crosses_word
from reader.text.folding import fold_script
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TITLE = re.compile("《[^《》\n]{1,80}》")
_SENTENCE_STOP = re.compile("[。！？；!?;\n]")
_MAX_CONTEXT = 60
"""Code points on either side of a word whose cues count, at most to the end of its sentence."""
_WORD = "~"
"""Stands in a cue for the word itself."""


class DoubtfulWord(NamedTuple):
    """A word that was not replaced, but might have to be."""

    start: int
    end: int
    replacement: str


class _Cues(NamedTuple):
    """What tells whether a word has a sense."""

    beside: tuple[tuple[str, str], ...]
    """What stands right before the word and right behind it."""
    in_sentence: tuple[str, ...]


class _Sense(NamedTuple):
    """How to tell whether a word has the sense that the dictionaries mean."""

    is_default: bool
    """Whether it has where nothing around it tells."""
    for_change: _Cues
    against_change: _Cues


def find_titles(text: str) -> list[tuple[int, int]]:
    """The titles in 《》, which keep their words, with their brackets."""
    return [found.span() for found in _TITLE.finditer(text)]


def split_phrases(
    text: str, view: View, config: str, name_spans: Iterable[tuple[int, int]]
) -> tuple[list[Phrase], list[Phrase]]:
    """The phrases of a view that fit their places, and those that are left as they are but might fit.

    Args:
        text: Of one script.
        view: The text through `config`.
        config: One with vocabulary.
        name_spans: Stretches that name somebody or something.
    """
    spans = sorted(name_spans)
    starts = [start for start, _ in spans]
    reach = list(accumulate((end for _, end in spans), max))
    fitting: list[Phrase] = []
    doubtful: list[Phrase] = []
    for phrase in view.phrases:
        words, shown = text[phrase.start : phrase.end], view.text[phrase.view_start : phrase.view_end]
        before = bisect_left(starts, phrase.end)
        if (before and reach[before - 1] > phrase.start) or crosses_word(text, phrase.start, phrase.end):
            continue
        if not _is_news_word(words, shown) and has_sense(text, phrase.start, phrase.end, config):
            fitting.append(phrase)
        elif words != shown:
            doubtful.append(phrase)
    return fitting, doubtful


def filter_phrases(text: str, view: View, config: str, name_spans: Iterable[tuple[int, int]]) -> View:
    """The view without the phrases that do not fit their places; their characters are converted all the same.

    A phrase is an entry of the dictionaries that cut the text up before it is converted, so alone it becomes what it
    becomes in its place.

    Args:
        text: Of one script.
        view: The text through `config`.
        config: One with vocabulary.
        name_spans: Stretches that name somebody or something.
    """
    fitting = set(split_phrases(text, view, config, name_spans)[0])
    texts: list[str] = []
    phrases: list[Phrase] = []
    at = position = 0
    for phrase in view.phrases:
        start, end, view_start, view_end = phrase
        shown = view.text[view_start:view_end] if phrase in fitting else _convert_characters(text[start:end], config)
        texts += [view.text[at:view_start], shown]
        position += view_start - at + len(shown)
        at = view_end
        if phrase in fitting:
            phrases.append(Phrase(start, end, position - len(shown), position))
    return View(CleanText("".join([*texts, view.text[at:]])), tuple(phrases))


def find_doubtful_words(
    text: str, view: View, config: str, name_spans: Iterable[tuple[int, int]]
) -> Iterator[DoubtfulWord]:
    """The words that the view leaves as they are though the dictionaries have others for them, in order.

    Args:
        text: Of one script.
        view: The text through `config`.
        config: One with vocabulary.
        name_spans: Stretches that name somebody or something.
    """
    for start, end, view_start, view_end in split_phrases(text, view, config, name_spans)[1]:
        yield DoubtfulWord(start, end, view.text[view_start:view_end])


def has_sense(text: str, start: int, end: int, config: str) -> bool:
    """Whether a word has the sense that it is replaced in.

    What stands right beside it counts before other words of its sentence; of these the majority counts.

    Args:
        text: Of one script.
        start: Where the word begins, in code points.
        end: Where it ends.
        config: The conversion, which says what view it is for.
    """
    word = fold_script(text[start:end])
    sense = _load_senses(_name_view(config)).get(word)
    if sense is None:
        return True
    before, after = fold_script(text[max(0, start - _MAX_CONTEXT) : start]), fold_script(text[end : end + _MAX_CONTEXT])
    if _is_any_beside(sense.against_change, before, after):
        return False
    if _is_any_beside(sense.for_change, before, after):
        return True
    sentence = _SENTENCE_STOP.split(before)[-1] + "\n" + _SENTENCE_STOP.split(after, maxsplit=1)[0]
    balance = _count_cues(sense.for_change, sentence) - _count_cues(sense.against_change, sentence)
    return sense.is_default if balance == 0 else balance > 0


def _is_any_beside(cues: _Cues, before: str, after: str) -> bool:
    return any(before.endswith(head) and after.startswith(tail) for head, tail in cues.beside)


def _count_cues(cues: _Cues, sentence: str) -> int:
    return sum(cue in sentence for cue in cues.in_sentence)


def _name_view(config: str) -> str:
    return "hansp" if config.endswith("sp") else config[-3:]


@cache
def _load_senses(view_name: str) -> dict[str, _Sense]:
    named = dict(read_rows(__file__, "sense_cues"))

    def split(cell: str) -> _Cues:
        cues = [fold_script(cue) for each in cell.split() for cue in named.get(each, each).split()]
        beside = (cue.partition(_WORD) for cue in cues if _WORD in cue)
        return _Cues(tuple((head, tail) for head, _, tail in beside), tuple(cue for cue in cues if _WORD not in cue))

    return {
        fold_script(word): _Sense(default == "change", split(change), split(keep))
        for word, views, default, change, keep in read_rows(__file__, "senses")
        if view_name in views.split()
    }


@cache
def _is_news_word(words: str, shown: str) -> bool:
    return fold_script(words) in _load_stop_words() or fold_script(shown) in _load_stop_words()


@cache
def _load_stop_words() -> frozenset[str]:
    return frozenset(fold_script(word) for (word,) in read_rows(__file__, "news_stops"))


@cache
def _convert_characters(words: str, config: str) -> str:
    """A phrase of the vocabulary, of which there are some hundred, with its characters converted only."""
    return convert(words, get_character_config(config))
