"""What other regions call a thing: 軟體 for 软件. OpenCC's dictionaries are read when the first word is asked for."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from itertools import combinations, islice, product
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.script.opencc_package import read_dictionary
from reader.text.folding import fold_query
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DICTIONARIES = ("TWPhrases", "TWPhrasesRev", "HKPhrases", "HKPhrasesRev")
_MIN_WORD_LENGTH = 2
"""Code points of a word: a single character has too many meanings."""
_MAX_VARIANTS = 8
"""Variants of a text at most."""


def find_regional_variants(text: str) -> list[str]:
    """The ways to write a text with words of other regions, folded for search as the text has to be; not itself.

    Args:
        text: A word or phrase, folded for search.
    """
    if text.isascii():  # no region has other Latin words, and OpenCC need not be loaded
        return []
    synonyms, longest = _load_synonyms()
    pieces: list[tuple[str, ...]] = []
    at = 0
    while at < len(text):
        for length in range(min(longest, len(text) - at), _MIN_WORD_LENGTH - 1, -1):
            if others := synonyms.get(text[at : at + length]):
                pieces.append((text[at : at + length], *others))
                at += length
                break
        else:
            pieces.append((text[at],))
            at += 1
    variants = ("".join(parts) for parts in product(*pieces))
    return list(islice((variant for variant in dict.fromkeys(variants) if variant != text), _MAX_VARIANTS))


@cache
def _load_synonyms() -> tuple[dict[str, tuple[str, ...]], int]:
    """The other words for each word, all folded for search, and the code points of the longest word."""
    synonyms: dict[str, dict[str, None]] = {}
    for group in _iter_groups():
        words = {folded for word in group if len(folded := fold_query(word)) >= _MIN_WORD_LENGTH}
        for one, other in combinations(sorted(words), 2):
            synonyms.setdefault(one, {})[other] = None
            synonyms.setdefault(other, {})[one] = None
    return {word: tuple(others) for word, others in synonyms.items()}, max(map(len, synonyms), default=0)


def _iter_groups() -> Iterator[Iterable[str]]:
    """Words for the same thing; only our own where OpenCC's dictionaries cannot be read."""
    for mainland, traditional, taiwan, hong_kong, _ in read_rows(__file__, "regional_words"):
        yield mainland, traditional, taiwan, hong_kong
    with suppress(ReaderError):
        for name in _DICTIONARIES:
            for word, others in read_dictionary(name).items():
                yield word, others[0]
