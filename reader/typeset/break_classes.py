"""The line-breaking class of a character, as a small number; looked up in a table that is filled as it is used."""

from __future__ import annotations

from reader.text.patterns import lazy_pattern
from reader.typeset.graphemes import EXTENDING_PROPERTIES, get_properties
from reader.typeset.unbreakable_quantities import is_quantity_character, load_quantity_words
from reader.typeset.widths import get_cell_widths

# Ordered: a plain Han may begin a row after any class up to CLOSE.
IDEOGRAPH = 0  # Han and kana: a break on either side, unless a neighbour objects
QUANTITY_PART = 1  # Han that may follow the digits of a quantity: 億 美 元 月
CLOSE = 2  # wide stops, closers and other wide punctuation
OPEN = 3  # openers of any width, wide signs of currency
DASH = 4  # — and …: a pair is not broken
SPACE = 5  # a break is allowed; the space is left out there
ALPHABETIC = 6  # narrow letters and marks; no break between them and the two classes below
DIGIT = 7
SYMBOL = 8  # + = & @ " …: belongs to either neighbour, so no break on either side
GLUE = 9  # no-break spaces and joiners
COMBINING_MARK = 10  # no width: belongs to the character before it
COMPLEX = 11  # wide, and part of longer graphemes, which have to be found: emoji, flags, Hangul
ZWSP = 12  # zero width space: a break is allowed

RUN_CLASSES = frozenset((ALPHABETIC, DIGIT, SYMBOL))

# CLREQ #prohibition_rules_for_line_start_end, with the half-width and ASCII forms that the press sets beside Han.
_STOP_MARKS = "、，；：。！？．､｡､,.;:!?‼⁇⁈⁉﹐﹑﹒﹔﹕﹖﹗︰"
_CLOSERS = "」』】〕〗〙〛》〉）］｝”’〞〟»｣)]}﹂﹄︶︾﹀︼︸︺⦆｠›"
_JOINERS = "～〜–·‧・･•／/"
_SUFFIXES = "%％‰℃℉°′″々〻ヽヾゝゞーｰ゛゜ﾞﾟぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
NON_STARTERS = frozenset(_STOP_MARKS + _CLOSERS + _JOINERS + _SUFFIXES)
OPENERS = "「『【〔〖〘〚《〈（［｛“‘〝«｢([{﹁﹃︵︽︿︻︷︹⦅｟‹"

_CLASS_RANGES: tuple[tuple[int, str], ...] = (
    # Class, and the first and last characters of its ranges; the first class that has a character counts.
    (SPACE, "  \t\t\u1680\u1680\u2000\u2006\u2008\u200a\u205f\u205f\u3000\u3000"),
    (DIGIT, "09０９"),
    (SYMBOL, "++==&&@@##**^`~~||\\\\<<>>\"\"''"),
    (ALPHABETIC, "!~ＡＺａｚ"),
    (ZWSP, "\u200b\u200b"),
    (GLUE, "\u00a0\u00a0\u2007\u2007\u2011\u2011\u202f\u202f\u2060\u2060\ufeff\ufeff"),
    (DASH, "\u2014\u2015\u2025\u2026\u22ef\u22ef\u2500\u2500\u2e3a\u2e3b"),
    (COMBINING_MARK, "\u302a\u302f\u3099\u309a\uff9e\uff9f"),
    (
        IDEOGRAPH,
        "\u3005\u3007\u3021\u3029\u3031\u3035\u3038\u303c\u3041\u3096\u309d\u309f\u30a1\u30ff\u3105\u312f\u31f0\u31ff",
    ),
    (IDEOGRAPH, "\u3400\u4dbf\u4e00\u9fff\uf900\ufaff\uff66\uff9d\U00020000\U0003fffd"),
    (
        CLOSE,
        "\u2018\u201f\u3001\u3030\u3036\u3037\u303d\u303f\u309b\u309c\u30a0\u30a0\ufe10\ufe19\ufe30\ufe6f\uff01\uff65\uffe0\uffe6",
    ),
)

_NARROW_SIGN = lazy_pattern(r"[\u0000-\u02ff\u2010-\u2bff]")
"""Of the characters of one cell, those that need no look into the table of graphemes."""


class _BreakClasses(dict[str, int]):
    """The classes of the characters that were looked up so far."""

    def __missing__(self, char: str) -> int:
        self[char] = break_class = _classify(char)
        return break_class


def _classify(char: str) -> int:
    """The class of a character; the order of the rules matters."""
    table = load_quantity_words()
    width = get_cell_widths()[char]
    if (char in OPENERS and not char.isascii()) or (char in table.currency_signs and width == 2) or char == "／":
        return OPEN
    if char in NON_STARTERS and width == 2:
        return CLOSE  # kana among them
    for break_class, ends in _CLASS_RANGES:
        if any(first <= char <= last for first, last in zip(ends[::2], ends[1::2], strict=True)):
            return QUANTITY_PART if break_class == IDEOGRAPH and is_quantity_character(char) else break_class
    if width == 0:
        return COMBINING_MARK
    if width == 1 and _NARROW_SIGN().match(char):
        return ALPHABETIC
    value = get_properties()[char]
    if value in EXTENDING_PROPERTIES:
        return COMBINING_MARK
    return COMPLEX if width == 2 or value in ("P", "R", "L", "V", "T") else ALPHABETIC


BREAK_CLASSES: dict[str, int] = _BreakClasses()
"""The class of any character, by indexing."""
