"""Writes the generated tables of reader/typeset: `python -m tests.typeset.make_tables`.

widths.tsv has what rich counts, because textual places text by it; graphemes.tsv has Unicode's properties, as wcwidth
ships them; figure_units.tsv has the units that reader/figures reads, so that no figure is broken before its unit. The
two libraries are needed only here, never when the program runs.
"""

from __future__ import annotations

import sys
import unicodedata
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import wcwidth
from rich.cells import cell_len, get_character_cell_size
from wcwidth import table_grapheme as unicode_tables

from reader.text.folding import fold_script
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FOLDER = Path(__file__).parents[2] / "reader" / "typeset"
VS16 = "\ufe0f"
SURROGATES = range(0xD800, 0xE000)


def write(name: str, head: str, value_of: Callable[[int], str]) -> None:
    """One line for each run of code points of the same value; the empty value is left out."""
    lines = [head]
    for value, run in groupby(range(sys.maxunicode + 1), value_of):
        codes = list(run)
        if value:
            lines.append(f"{codes[0]:04X}\t{codes[-1]:04X}\t{value}")
    (FOLDER / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def width(code: int) -> str:
    """What rich counts: 0 or 2 cells; V for 1 cell, or 2 before VS16; nothing for 1."""
    if code in SURROGATES:
        return ""
    char = chr(code)
    cells = get_character_cell_size(char)
    if cells != 1:
        return str(cells)
    return "V" if cell_len(char + VS16) == 2 else ""


def grapheme_properties() -> dict[int, str]:
    """The letter of each code point that has a property of UAX #29 (see graphemes.py for the letters)."""
    letters: dict[int, str] = {}

    def put(letter: str, ranges: Iterable[tuple[int, int]]) -> None:
        for first, last in ranges:
            letters.update(dict.fromkeys(range(first, last + 1), letter))

    put("X", unicode_tables.EXTENDED_PICTOGRAPHIC)
    put("K", unicode_tables.INCB_CONSONANT)
    put("C", unicode_tables.GRAPHEME_CONTROL)
    put("C", [(0x0A, 0x0A), (0x0D, 0x0D)])  # the layout meets neither
    put("e", unicode_tables.GRAPHEME_EXTEND)
    in_conjunct = {code for first, last in unicode_tables.INCB_EXTEND for code in range(first, last + 1)}
    linkers = {code for first, last in unicode_tables.INCB_LINKER for code in range(first, last + 1)}
    for code in [code for code, letter in letters.items() if letter == "e"]:
        letters[code] = "N" if code in linkers else "E" if code in in_conjunct else "e"
    put("Z", unicode_tables.GRAPHEME_ZWJ)
    put("R", unicode_tables.GRAPHEME_REGIONAL_INDICATOR)
    put("P", unicode_tables.GRAPHEME_PREPEND)
    put("S", unicode_tables.GRAPHEME_SPACINGMARK)
    put("L", unicode_tables.GRAPHEME_L)
    put("V", unicode_tables.GRAPHEME_V)
    put("T", unicode_tables.GRAPHEME_T)
    put("H", [(0xAC00, 0xD7A3)])  # LV and LVT follow from the code point
    return letters


def list_figure_units() -> list[str]:
    """Every form of a unit that figures know, in simplified script; signs of currencies stand before numbers."""
    module_file = str(FOLDER.parent / "figures" / "lexicon.py")
    forms = {
        fold_script(row[0])
        for table in ("units", "currencies", "classifiers", "unit_senses")
        for row in read_rows(module_file, table)
    }
    return sorted(form for form in forms if not any(unicodedata.category(char) == "Sc" for char in form))


def main() -> None:
    units = ["form of a unit in simplified script; generated from the tables of reader/figures", *list_figure_units()]
    (FOLDER / "figure_units.tsv").write_text("\n".join(units) + "\n", encoding="utf-8")
    write("widths.tsv", "first\tlast\tcells, as rich counts (V: 1, or 2 before VS16); all others 1", width)
    letters = grapheme_properties()
    version = wcwidth.list_versions()[-1]
    write(
        "graphemes.tsv",
        f"first\tlast\tletter of its property in UAX #29 (see graphemes.py); Unicode {version}, https://www.unicode.org/license.txt",
        lambda code: letters.get(code, ""),
    )


if __name__ == "__main__":
    main()
