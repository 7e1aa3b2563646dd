"""Quantities that must not be broken: the words of unbreakable_quantities.tsv, and the end of a quantity (R3)."""

from __future__ import annotations

from functools import cache

from reader.text.tsv import read_rows

SPACES = " \u00a0\u202f\u3000\t"
"""Spaces that may stand inside a quantity."""
_MAX_UNIT_LENGTH = 6
"""Code points of the longest unit of the table."""


class QuantityWords:
    """The words of the table, by kind."""

    def __init__(self) -> None:
        kinds: dict[str, set[str]] = {}
        for kind, word in read_rows(__file__, "unbreakable_quantities"):
            kinds.setdefault(kind, set()).add(word)
        self.units = frozenset(kinds["unit"])
        self.magnitudes = frozenset(kinds["magnitude"])
        self.approximations = frozenset(kinds["approximation"])
        self.indefinite_numbers = frozenset(kinds["hesitation"])
        self.number_prefixes = frozenset(kinds["prefix"])
        self.currency_signs = frozenset(kinds["sign"])
        self.currency_codes = frozenset(kinds["code"])
        self.letter_suffixes = frozenset(kinds["label"])
        self.quantity_characters = (
            frozenset("".join(self.units)) | self.magnitudes | self.approximations | self.indefinite_numbers
        )
        """All characters that may follow the digits of a quantity."""


@cache
def load_quantity_words() -> QuantityWords:
    """The table; read when it is first needed."""
    return QuantityWords()


def _find_unit_end(text: str, offset: int) -> int:
    """The end of the longest unit at an offset; 0 where there is none."""
    units = load_quantity_words().units
    for length in range(_MAX_UNIT_LENGTH, 0, -1):
        if text[offset : offset + length] in units:
            return offset + length
    return 0


def _skip_spaces(text: str, offset: int) -> int:
    for _ in range(3):  # a wider gap is between the columns of a table
        if text[offset : offset + 1] not in SPACES or offset == len(text):
            break
        offset += 1
    return offset


def find_quantity_end(text: str, offset: int) -> int:
    """The end of what belongs to the digits that end at an offset; the offset itself where nothing does.

    That is an approximation, magnitudes and a unit, with or without spaces: 50|多公里, 6.02|億美元, 120|萬平方米,
    3| 個, 100|萬餘人.

    Args:
        text: The paragraph.
        offset: Offset behind the last digit.
    """
    table = load_quantity_words()
    after = _skip_spaces(text, offset)
    here = text[after : after + 1]
    if here not in table.quantity_characters and not here.isalpha():  # "" is neither
        return _find_unit_end(text, after) or offset
    end = offset
    if here in table.approximations or here in table.indefinite_numbers:
        if here in table.approximations:
            end = after + 1
        after = _skip_spaces(text, after + 1)
    end = max(end, _find_unit_end(text, after))
    while text[after : after + 1] in table.magnitudes:
        after += 1
        end = max(end, after, _find_unit_end(text, _skip_spaces(text, after)))
    if end == after and text[after : after + 1] in table.approximations:  # 100萬餘人
        end = max(after + 1, _find_unit_end(text, _skip_spaces(text, after + 1)))
    return end
