"""Texts as the search index has them: tokens with blanks between them, made so that a phrase of tokens is exact.

A run of ASCII digits is a token, and so is a run of letters of a script that writes words apart (Latin, Cyrillic …).
Every other character is a token of its own: Han characters, kana, punctuation, a blank, a newline. No character is left
out, so the tokens of a word follow each other in the tokens of a text exactly where the folded text has the folded
word, and no number or Latin word is cut at either end of it. Words of a Chinese dictionary play no part: where a
segmenter errs, a search would miss.

The tokens are for the tokenizer `ascii` of SQLite's FTS5, which separates at ASCII characters that are neither letters
nor digits. Those are therefore written as two letters behind a sign that begins no other token of several characters.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reader.text.folding import fold_for_search

if TYPE_CHECKING:
    from collections.abc import Iterator

_ASCII_SIGN = "¦"
_MAX_ENTRIES = 100_000
"""Code points that the table remembers, as in folding.FoldTable."""
_DIGITS = re.compile("([0-9]+)")
_UNSPACED_RANGES = ((0x0E00, 0x0EFF), (0x0F00, 0x109F), (0x1780, 0x17FF))
"""Thai, Lao, Tibetan, Burmese and Khmer, which write no blanks between words; first and last code point of each."""


class _TokenTable(dict[int, str]):
    """A table for str.translate: what each code point is in the tokens, blanks around it included."""

    def __missing__(self, code: int) -> str:
        folded = fold_for_search(chr(code))
        if is_word_letter(folded) or folded in "0123456789":
            token = folded
        elif folded < "\x80":
            token = f" {_ASCII_SIGN}{chr(97 + (ord(folded) >> 4))}{chr(97 + (ord(folded) & 15))} "
        else:
            token = f" {folded} "
        if len(self) < _MAX_ENTRIES:
            self[code] = token
        return token


@cache
def _load_token_table() -> _TokenTable:
    return _TokenTable()


@cache
def is_word_letter(character: str) -> bool:
    """Whether a character is a letter, or a mark on one, of a script that writes blanks between words."""
    import unicodedata  # a megabyte of tables that opening an article does not need

    if not (character.isalpha() or unicodedata.category(character).startswith("M")):
        return False
    is_unspaced = any(low <= ord(character) <= high for low, high in _UNSPACED_RANGES)
    return not is_unspaced and unicodedata.east_asian_width(character) not in ("W", "F", "H")


def tokenize_for_search(text: str | None) -> str:
    """The tokens of a text, folded, with blanks between them; "" for None.

    The text need not be folded.
    """
    if not text:
        return ""
    return " ".join(_DIGITS.split(text.translate(_load_token_table())))


def find_words(folded_text: str, folded_word: str, *, is_prefix: bool = False) -> Iterator[int]:
    """Where a text has a word, as a search of the index finds it: the offsets, in code points, in rising order.

    Args:
        folded_text: The text, folded for search.
        folded_word: The word or phrase, folded; not empty.
        is_prefix: Whether its last Latin word or number may go on.
    """
    first, last = _char_class(folded_word[0]), _char_class(folded_word[-1])
    at = folded_text.find(folded_word)
    while at >= 0:
        end = at + len(folded_word)
        is_cut_before = first and at > 0 and _char_class(folded_text[at - 1]) == first
        is_cut_behind = last and not is_prefix and end < len(folded_text) and _char_class(folded_text[end]) == last
        if not is_cut_before and not is_cut_behind:
            yield at
        at = folded_text.find(folded_word, at + 1)


def _char_class(character: str) -> str:
    """`0` for an ASCII digit, `a` for a letter of a word, "" for a character that is a token of its own."""
    if character in "0123456789":
        return "0"
    return "a" if is_word_letter(character) else ""
