"""What other regions call a thing: 軟體 for 软件.

The words are those of regional_words.tsv and of regional_synonyms.tsv, which is generated from OpenCC's dictionaries:
reading these takes longer than a search. The tables are read when the first word is asked for.
"""

from __future__ import annotations

from functools import cache
from itertools import islice, permutations, product
from typing import TYPE_CHECKING

from reader.text.folding import fold_query, fold_script
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

_MIN_WORD_LENGTH = 2
"""Code points of a word: a single character has too many meanings."""
_MAX_VARIANTS = 8
"""Variants of a text at most."""


def find_regional_variants(text: str) -> dict[str, str]:
    """The ways to write a text with words of other regions, folded for search; not itself.

    With each come the words that make the difference, with blanks between them, as their regions write them.

    Args:
        text: A word or phrase, folded for search.
    """
    if text.isascii():  # no region has other Latin words, and the tables need not be read
        return {}
    synonyms, longest = _load_synonyms()
    pieces: list[list[tuple[str, str]]] = []
    at = 0
    while at < len(text):
        for length in range(longest, _MIN_WORD_LENGTH - 1, -1):
            if others := synonyms.get(word := text[at : at + length]):
                pieces.append([(word, ""), *others.items()])
                at += len(word)
                break
        else:
            pieces.append([(text[at], "")])
            at += 1
    variants = {
        "".join(folded for folded, _ in parts): " ".join(written for _, written in parts if written)
        for parts in islice(product(*pieces), _MAX_VARIANTS + 1)
    }
    variants.pop(text)
    return variants


@cache
def _load_synonyms() -> tuple[dict[str, dict[str, str]], int]:
    """For each word, folded for search, the other words as variants have them; and the code points of the longest."""
    groups: dict[str, dict[str, str]] = {}
    for mainland, others in _iter_rows():
        group = groups.setdefault(fold_query(mainland), {fold_query(mainland): fold_script(mainland)})
        for other in others:
            group.setdefault(fold_query(other), other)
    synonyms: dict[str, dict[str, str]] = {}
    for group in groups.values():
        words = [folded for folded in group if len(folded) >= _MIN_WORD_LENGTH]
        for one, other in permutations(words, 2):
            synonyms.setdefault(one, {})[other] = group[other]
    return synonyms, max(map(len, synonyms), default=0)


def _iter_rows() -> Iterator[tuple[str, list[str]]]:
    """Words of the mainland, each with what other regions call it; a word may come twice."""
    for mainland, traditional, taiwan, hong_kong, _ in read_rows(__file__, "regional_words"):
        yield mainland, [traditional, taiwan, hong_kong]
    for mainland, others in read_rows(__file__, "regional_synonyms"):
        yield mainland, others.split(" ")
