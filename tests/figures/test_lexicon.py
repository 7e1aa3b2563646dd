"""The tables are in one script, and every printed form of their signs is known."""

from __future__ import annotations

import pytest

from reader.figures.lexicon import cues, fold, rows, units
from tests.figures.make_forms import ROOM, forms

TABLES = sorted(path.stem for path in ROOM.glob("*.tsv") if path.stem not in ("forms", "shown"))  # those have both


def test_every_printed_form_that_opencc_knows_is_folded() -> None:
    """Else run tests/figures/make_forms.py."""
    assert {printed: fold(printed) for printed in forms()} == forms()


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_written_in_the_forms_that_texts_are_folded_to(name: str) -> None:
    for row in rows(name):
        assert fold("".join(row)) == "".join(row)


@pytest.mark.parametrize("name", TABLES)
def test_no_row_is_there_twice(name: str) -> None:
    found = rows(name)
    assert len(found) == len({tuple(row) for row in found})
    assert len({len(row) for row in found}) == 1


def test_the_longest_unit_wins() -> None:
    found = units("CN").at("元人民币。", 0)
    assert found is not None
    assert found[0] == "元人民币"


@pytest.mark.parametrize(("region", "factor"), [("CN", "1/2"), ("TW", "3/5")])
def test_a_region_has_its_own_units(region: str, factor: str) -> None:
    found = units(region).at("斤", 0)
    assert found is not None
    assert str(found[1][0].factor) == factor


def test_a_cue_is_a_list_of_words() -> None:
    assert "平方米" in cues("per")


def test_words_that_begin_at_an_offset_are_given_once_and_the_longest_first() -> None:
    for text, found in (
        ("元", ["元"]),
        ("公里", ["公里"]),
        ("元旦", ["元"]),
        ("平方米", ["平方米", "平方", "平"]),
        ("甬", []),
    ):
        assert [each for each, _ in units("CN").all_at(text, 0)] == found
