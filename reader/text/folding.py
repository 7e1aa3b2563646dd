"""Folding of text for comparison: script, width and case are made one, and every offset stays.

There are two folds. `fold_script` makes both scripts one and nothing else; it is for dictionaries and word lists, where
full-width forms and case may mean something. `fold_for_search` also makes widths and case one, and is what everything
uses that a user searches or filters with: the article on the screen, the lists, the commands, the library. A newspaper
prints ＡＩ and ２０２５ where a user types AI and 2025, and an ideographic space (U+3000) or a no-break space (U+00A0)
where a user types a space; so the same words are found wherever they are looked for.

Both fold character by character, one code point for one: an offset in the folded text is an offset in the text, and
`fold(part) in fold(text)` is true for every part of a text.

The script forms come from script_forms.tsv, which is generated from OpenCC's dictionaries; it is read when the first
text is folded.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

FULL_WIDTH_FORMS = {code + 0xFEE0: code for code in range(0x21, 0x7F)}
"""The full-width forms of the printable ASCII characters (U+FF01 to U+FF5E), by code point."""
_SPACES = {0x3000: 0x20, 0xA0: 0x20}
_MAX_ENTRIES = 100_000
"""Code points that a table remembers: more than any text has; a text with every code point must not fill the memory."""


class FoldTable(dict[int, int]):
    """A table for str.translate that gives other code points back as they are, in lower case where it ignores case.

    Code points that are not in it are added when they are first met: in str.translate a miss costs more than all else.

    Args:
        mappings: Code points and what they fold to; the first mapping that has a code point decides.
        ignore_case: Whether letters fold to their lower case. A letter whose lower case is longer (İ) stays.
    """

    def __init__(self, *mappings: Mapping[int, int], ignore_case: bool = False) -> None:
        super().__init__()
        self._ignore_case = ignore_case
        for mapping in reversed(mappings):
            self.update(mapping)
        if ignore_case:
            self.update({code: self._to_lower_case(folded) for code, folded in self.items()})

    def __missing__(self, code: int) -> int:
        folded = self._to_lower_case(code) if self._ignore_case else code
        if len(self) < _MAX_ENTRIES:
            self[code] = folded
        return folded

    @staticmethod
    def _to_lower_case(code: int) -> int:
        lower = chr(code).lower()
        return ord(lower) if len(lower) == 1 else code


@cache
def load_script_forms() -> dict[int, int]:
    """The code points that another form stands for in the fold, with that form: traditional characters and variants.

    The caller may not change it.
    """
    forms = dict(read_rows(__file__, "script_forms"))
    return str.maketrans(forms["from"], forms["to"])


@cache
def _load_script_table() -> FoldTable:
    return FoldTable(load_script_forms())


@cache
def _load_search_table() -> FoldTable:
    return FoldTable(load_script_forms(), FULL_WIDTH_FORMS, _SPACES, ignore_case=True)


def fold_script(text: str) -> str:
    """The text with every character in its simplified form, whatever the script; of the same length.

    Character by character as OpenCC's t2s does it, without its phrases; regional forms too (衞 敍 著 → 卫 叙 着).
    Folding twice changes nothing. Not a conversion: 乾隆 folds to 干隆.
    """
    return text.translate(_load_script_table())


def fold_for_search(text: str) -> str:
    """The text as searching and filtering compare it: simplified, half-width, lower case; of the same length.

    Letters whose lower case is longer (İ) stay as they are.
    """
    return text.translate(_load_search_table())


def fold_query(query: str) -> str:
    """What a user typed, folded for search: composed first (NFC), since some systems type letters in parts.

    The length may differ from that of the query.
    """
    import unicodedata  # a megabyte of tables that opening an article does not need

    return fold_for_search(unicodedata.normalize("NFC", query))
