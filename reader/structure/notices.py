"""What the owners of a page say of it themselves: rights, liability, cookies; pay walls."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from reader.structure.lexicon import read_lexicon_rows
from reader.structure.lines import normalize_chars

if TYPE_CHECKING:
    from reader.structure.lines import Line

_NOTICE_SIZE_MAX = 900
"""Code points of the longest notice that is looked at."""
_NOTICE_WEIGHT_MIN = 3
"""The weight of its words from which a text is a notice."""
_SIZE_PER_WEIGHT = 60
"""Code points that a notice may have for each unit of weight: a report on a law suit uses the same words, thinly."""
_TIMES_MAX = 4
"""Times that a word counts in a notice that says everything more than once."""
_PAY_WALL_SIZE_MAX = 60
"""Code points of a line that says what must be paid for."""


def is_copyright_notice(line: Line) -> bool:
    """Whether a line says who owns the page."""
    return line.size <= 300 and ("©" in line.text or "copyright" in line.normalized.lower() or "ICP" in line.normalized)


def is_legal_notice(line: Line) -> bool:
    """Whether a line states rights, liability or terms of the site: words of notices.tsv, several of them, densely."""
    if line.size > _NOTICE_SIZE_MAX or line.size < 10:
        return False
    text = line.normalized if line.is_short else normalize_chars(line.text)
    words = Counter(_notice_pattern().findall(text.lower()))
    if not words:
        return False
    weights = _notice_weights()
    if sum(weights[word] for word in words) < _NOTICE_WEIGHT_MIN:
        return False
    return line.size <= _SIZE_PER_WEIGHT * sum(weights[word] * min(times, _TIMES_MAX) for word, times in words.items())


@cache
def _notice_weights() -> dict[str, int]:
    return {word: int(weight) for word, weight, *_ in read_lexicon_rows("notices")}


@cache
def _notice_pattern() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(_notice_weights(), key=len, reverse=True)))


def is_pay_wall(line: Line) -> bool:
    """Whether a line says that the rest of the article must be paid for, or asks for a name."""
    if line.size > _PAY_WALL_SIZE_MAX:
        return False
    words = set(_pay_wall_pattern().findall(line.normalized))
    return sum(_pay_wall_weights()[word] for word in words) >= 2


@cache
def _pay_wall_weights() -> dict[str, int]:
    return {word: int(weight) for word, weight in read_lexicon_rows("pay_walls")}


@cache
def _pay_wall_pattern() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(_pay_wall_weights(), key=len, reverse=True)))
