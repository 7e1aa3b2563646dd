"""Whether a run of characters is a word in its place, or made of the ends of two other words.

接口 in 接口頭通知 is no word there: 口頭 is commoner. word_counts.tsv has the words that can overlap a phrase of the
vocabulary dictionaries, with how often they occur; of all ways to cut the text around a phrase into these words and
single characters, the likeliest decides.
"""

from __future__ import annotations

from functools import cache
from math import log

from reader.text.folding import fold_script
from reader.text.tsv import read_rows

_MAX_WORD_LENGTH = 4
_WINDOW = 4
"""Code points beside the phrase that are cut into words too."""
_MIN_COUNT = 200
"""At least so often does a phrase of the dictionaries occur in texts about its subject."""
_TOTAL = 6e7
"""Words that were counted."""
_PHRASE_COST = log(_TOTAL / _MIN_COUNT)
_CHARACTER_COST = log(_TOTAL / 1000)
"""The cost of a character that is in no word of the table: as of a word that occurs 1,000 times."""


@cache
def _load_costs() -> dict[str, float]:
    return {word: log(_TOTAL / int(count)) for word, count in read_rows(__file__, "word_counts")}


def crosses_word(text: str, start: int, end: int) -> bool:
    """Whether the likeliest segmentation has a word that overlaps only a part of a phrase.

    Args:
        text: In either script.
        start: Where the phrase begins, in code points.
        end: Where it ends.
    """
    first = max(0, start - _WINDOW)
    window = fold_script(text[first : end + _WINDOW])
    costs = _load_costs()
    phrase = window[start - first : end - first]
    best: list[tuple[float, int]] = [(0.0, 0)]
    """Of every prefix of the window: the lowest cost, and where its last word begins."""
    for at in range(1, len(window) + 1):
        found = (best[at - 1][0] + _CHARACTER_COST, at - 1)
        for size in range(2, min(max(_MAX_WORD_LENGTH, len(phrase)), at) + 1):
            word = window[at - size : at]
            cost = costs.get(word)
            if word == phrase:
                cost = min(cost or _PHRASE_COST, _PHRASE_COST)
            if cost is not None:
                found = min(found, (best[at - size][0] + cost, at - size))
        best.append(found)
    at = len(window)
    while at > 0:
        before = best[at][1]
        one, other = before + first, at + first
        overlaps = one < end and start < other
        if at - before > 1 and overlaps and not (one <= start and end <= other) and not (start <= one and other <= end):
            return True
        at = before
    return False
