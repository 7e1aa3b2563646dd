"""The vocabulary views without the vocabulary that news does not want."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from reader.model import CleanText, Phrase, View
from reader.script.offset_maps import convert
from reader.script.opencc_configs import get_character_config
from reader.text.folding import fold_script
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

_TITLE = re.compile("《[^《》\n]{1,80}》")


def find_titles(text: str) -> list[tuple[int, int]]:
    """The titles in 《》, which keep their words, with their brackets."""
    return [found.span() for found in _TITLE.finditer(text)]


def filter_phrases(text: str, view: View, config: str, name_spans: Iterable[tuple[int, int]]) -> View:
    """The view without the phrases that touch a name or a title, or that mean something else in the news.

    The dictionaries were made for manuals: 和平進程 would be 和平程序 (news_stops.tsv). The characters of such a phrase
    are converted all the same. A phrase is an entry of the dictionaries that cut the text up before it is converted, so
    alone it becomes what it becomes in its place.

    Args:
        text: Of one script.
        view: It, through config.
        config: One with vocabulary.
        name_spans: Stretches that name somebody or something.
    """
    spans = sorted(name_spans)
    starts = [start for start, _ in spans]
    reach = list(accumulate((end for _, end in spans), max))
    texts: list[str] = []
    phrases: list[Phrase] = []
    at = position = 0
    for start, end, view_start, view_end in view.phrases:
        words, shown = text[start:end], view.text[view_start:view_end]
        before = bisect_left(starts, end)
        spare = _is_news_word(words, shown) or (before and reach[before - 1] > start)
        if spare:
            shown = _convert_characters(words, config)
        texts += [view.text[at:view_start], shown]
        position += view_start - at + len(shown)
        at = view_end
        if not spare:
            phrases.append(Phrase(start, end, position - len(shown), position))
    return View(CleanText("".join([*texts, view.text[at:]])), tuple(phrases))


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
