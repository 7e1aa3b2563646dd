from __future__ import annotations

import reader.script
from reader.text.tsv import read_rows
from tests.script import make_tables


def test_the_table_is_what_the_installed_opencc_gives() -> None:
    assert dict(read_rows(reader.script.__file__, "characters")) == make_tables.build_rows(), (
        "run: python -m tests.script.make_tables"
    )


def test_the_rows_are_one_to_one() -> None:
    table = dict(read_rows(reader.script.__file__, "characters"))
    assert len(table["fold_from"]) == len(table["fold_to"]) == len(set(table["fold_from"]))
    assert max(table["fold_to"]) <= "\uffff"
    assert not set(table["hans"]) & set(table["hant"])


def test_characters_that_both_scripts_have_are_no_evidence() -> None:
    table = dict(read_rows(reader.script.__file__, "characters"))
    assert set("里后台只干么").isdisjoint(table["hans"] + table["hant"])


def test_regional_rows_leave_out_what_hardly_ever_changes() -> None:
    table = dict(read_rows(reader.script.__file__, "characters"))
    assert "參" not in table["hk"], "參 alone would be 蔘, but no word with it is"
    assert "著名" in table["hk_keeps"].split()
    assert "台山" in table["tw_keeps"].split()


def test_a_regional_form_is_not_simplified_only() -> None:
    assert set("群峰床户税温").isdisjoint(dict(read_rows(reader.script.__file__, "characters"))["hans"])
