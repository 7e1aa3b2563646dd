"""Recognises notices of a site about itself (rights, liability, cookies) and pay walls."""

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
"""Code points of a notice at most."""
_NOTICE_WEIGHT_MIN = 3
"""The weight of its words from which a text is a notice."""
_SIZE_PER_WEIGHT = 60
"""Code points of a notice for each unit of weight: a report on a lawsuit uses the same words, but fewer of them."""
_TIMES_MAX = 4
"""Occurrences of a word that count."""
_PAY_WALL_SIZE_MAX = 60
"""Code points of the line of a pay wall at most."""


def is_copyright_notice(line: Line) -> bool:
    """Whether a line is a copyright notice."""
    return line.size <= 300 and ("©" in line.text or "copyright" in line.normalized.lower() or "ICP" in line.normalized)


def is_legal_notice(line: Line) -> bool:
    """Whether a line states rights, liability or terms of the site: it has many words of notices.tsv for its length."""
    if line.size > _NOTICE_SIZE_MAX or line.size < 10:
        return False
    text = line.normalized if line.is_short else normalize_chars(line.text)
    words = Counter(_notice_pattern().findall(text.lower()))
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
    """Whether a line says that the rest of the article needs payment or a login."""
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
