"""Quantities that must not be broken: their words, and where a quantity ends.

The units are those of figures: figure_units.tsv is generated from the tables of reader/figures by
tests/typeset/make_tables.py, and a test holds both equal. unbreakable_quantities.tsv has what else belongs to a
quantity on a page. Both tables are in simplified script; text is folded before it is looked up.
"""

from __future__ import annotations

from functools import cache

from reader.text.folding import fold_script
from reader.text.tsv import read_rows

SPACES = " \u00a0\u202f\u3000\t"
"""Spaces that may stand inside a quantity."""
_MAX_GAP = 3
"""Spaces between the parts of a quantity; a wider gap is between the columns of a table."""
_MAX_QUANTITY_HEAD = 16
"""Code points that are looked at between the digits and the unit: approximation, magnitudes and spaces."""


class QuantityWords:
    """The words of both tables, by kind, in simplified script but for the signs and codes of currencies."""

    def __init__(self) -> None:
        kinds: dict[str, set[str]] = {}
        for kind, word in read_rows(__file__, "unbreakable_quantities"):
            kinds.setdefault(kind, set()).add(word)
        self.units = frozenset(kinds["unit"].union([form for (form,) in read_rows(__file__, "figure_units")]))
        self.magnitudes = frozenset(kinds["magnitude"])
        self.approximations = frozenset(kinds["approximation"])
        self.indefinite_numbers = frozenset(kinds["hesitation"])
        self.number_prefixes = frozenset(kinds["prefix"])
        self.currency_signs = frozenset(kinds["sign"])
        self.currency_codes = frozenset(kinds["code"])
        self.letter_suffixes = frozenset(kinds["suffix"])
        self.quantity_characters = (
            frozenset("".join(self.units)) | self.magnitudes | self.approximations | self.indefinite_numbers
        )
        """All characters that may follow the digits of a quantity."""
        self.inner_signs = frozenset(
            [sign for sign in frozenset("".join([unit[:-1] for unit in self.units])) if not sign.isalnum()]
        )
        """Signs inside a unit: 公里/小時."""
        self.max_unit_length = max(map(len, self.units))
        """Code points of the longest unit."""


@cache
def load_quantity_words() -> QuantityWords:
    """The words; read when they are first needed."""
    return QuantityWords()


def is_quantity_character(char: str) -> bool:
    """Whether a character, in either script, may follow the digits of a quantity."""
    return fold_script(char) in load_quantity_words().quantity_characters


def _find_unit_end(folded: str, offset: int) -> int:
    """The end of the longest unit at an offset; 0 where there is none."""
    table = load_quantity_words()
    for length in range(min(table.max_unit_length, len(folded) - offset), 0, -1):
        end = offset + length
        if folded[offset:end] in table.units and not _is_inside_latin_word(folded, end):
            return end
    return 0


def _is_inside_latin_word(text: str, offset: int) -> bool:
    """Whether Latin letters or digits stand on both sides of an offset: m is no unit in `100 meters`."""
    around = text[offset - 1 : offset + 1]
    return len(around) > 1 and around.isascii() and around.isalnum()


def _skip_spaces(text: str, offset: int) -> int:
    for _ in range(_MAX_GAP):
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
        offset: Code points from its start to behind the last digit.
    """
    reach = load_quantity_words().max_unit_length + _MAX_QUANTITY_HEAD
    return offset + _find_end(fold_script(text[offset : offset + reach]))


def _find_end(folded: str) -> int:
    """The code points at the beginning of a folded text that belong to the digits before it."""
    table = load_quantity_words()
    after = _skip_spaces(folded, 0)
    here = folded[after : after + 1]
    if here not in table.quantity_characters and not here.isalpha():  # "" is neither
        return _find_unit_end(folded, after)
    end = 0
    if here in table.approximations or here in table.indefinite_numbers:
        if here in table.approximations:
            end = after + 1
        after = _skip_spaces(folded, after + 1)
    end = max(end, _find_unit_end(folded, after))
    while folded[after : after + 1] in table.magnitudes:
        after += 1
        end = max(end, after, _find_unit_end(folded, _skip_spaces(folded, after)))
    if end == after and folded[after : after + 1] in table.approximations:  # 100萬餘人
        end = max(after + 1, _find_unit_end(folded, _skip_spaces(folded, after + 1)))
    return end
