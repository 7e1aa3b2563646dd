"""Quantities are not broken: every unit of figures, in both scripts, belongs to the digits before it."""

from __future__ import annotations

from pathlib import Path

import opencc
import pytest

from reader.figures.lexicon import fold, units
from reader.figures.lexicon import rows as figure_rows
from reader.text.folding import fold_script
from reader.text.tsv import read_rows
from reader.typeset import break_classes, unbreakable_quantities, wrap
from reader.typeset.unbreakable_quantities import find_quantity_end, load_quantity_words
from tests.typeset.make_tables import list_figure_units

TABLES = str(Path(unbreakable_quantities.__file__))


def breaks_inside(quantity: str) -> list[str]:
    """The rows that a quantity is parted between, at any width of a row that could hold all of it."""
    lead, tail = "一二三四五六七八九十", "農地"
    text = lead + quantity + tail
    start, end = len(lead), len(lead) + len(quantity)
    widest = 2 * end
    narrowest = 2 * len(lead)
    return [
        f"{text[first:last]}|"
        for measure in range(narrowest, widest)
        for first, last in wrap(text, measure)
        if start < last < end
    ]


def test_the_units_are_those_of_figures() -> None:
    assert [form for (form,) in read_rows(TABLES, "figure_units")] == list_figure_units()


def test_no_word_stands_in_both_tables() -> None:
    own = {word for kind, word in read_rows(TABLES, "unbreakable_quantities") if kind == "unit"}
    assert own & set(list_figure_units()) == set()


def test_words_are_in_simplified_script() -> None:
    words = load_quantity_words()
    for kind in (words.units, words.magnitudes, words.approximations, words.number_prefixes, words.letter_suffixes):
        assert {word for word in kind if fold_script(word) != word} == set()


@pytest.mark.parametrize("config", ["", "s2t", "s2hk", "s2tw"])
def test_digits_are_not_parted_from_any_unit_of_figures(config: str) -> None:
    convert = opencc.OpenCC(config).convert if config else str
    forms = list_figure_units()
    assert len(forms) > 900
    parted = [form for form in forms if find_quantity_end("300" + convert(form), 3) != 3 + len(form)]
    assert parted == []


@pytest.mark.parametrize(
    "quantity",
    [
        "300方呎",
        "300方尺",
        "12平方碼",
        "12平方码",
        "9市畝",
        "25个基本点",
        "3.5萬平方公分",
        "80公里/小時",
        "6萬元(人民幣)",
    ],
)
def test_a_quantity_stands_on_one_row(quantity: str) -> None:
    assert breaks_inside(quantity) == []


@pytest.mark.parametrize("form", [form for form in list_figure_units() if not form[0].isascii()][::40])
def test_a_row_ends_before_or_behind_a_quantity(form: str) -> None:
    assert breaks_inside("300" + form) == []


@pytest.mark.parametrize(
    ("text", "end"),
    [("100 m", 5), ("100 meters", 3), ("100 m長", 5), ("5G網絡", 1), ("3 GB", 4), ("3 GBs", 1), ("100萬餘人", 6)],
)
def test_a_latin_unit_ends_where_the_word_ends(text: str, end: int) -> None:
    digits = len(text) - len(text.lstrip("0123456789"))
    assert find_quantity_end(text, digits) == end


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("50多人", 4),
        ("50餘名學生", 4),
        ("50多 人", 5),
        ("50多", 3),
        ("50幾人", 4),
        ("100萬", 4),
        ("100萬餘", 5),
        ("100萬餘 人", 7),
        ("100萬 餘人", 4),
        ("100萬億 元", 7),
        ("100 萬元", 6),
        ("50山", 2),
        ("50", 2),
        ("50 ", 2),
    ],
)
def test_approximations_and_magnitudes_belong_to_the_digits_before_them(text: str, end: int) -> None:
    digits = len(text) - len(text.lstrip("0123456789"))
    assert find_quantity_end(text, digits) == end


def test_figures_and_rows_fold_the_forms_of_units_alike() -> None:
    assert {form for row in figure_rows("units") for form in [row[0]] if fold(form) != fold_script(form)} == set()
    assert units("TW")  # the tables are those that figures read


def test_a_character_of_a_unit_has_its_class_in_both_scripts() -> None:
    classes = break_classes.BREAK_CLASSES
    assert classes["畝"] == classes["亩"] == break_classes.QUANTITY_PART
