from __future__ import annotations

from reader.script import tables
from reader.script.tsv import rows


def test_the_table_is_what_the_installed_opencc_gives() -> None:
    assert dict(rows("characters")) == tables.rows(), "run: python -m reader.script.tables"


def test_the_rows_are_one_to_one() -> None:
    table = dict(rows("characters"))
    assert len(table["fold_from"]) == len(table["fold_to"]) == len(set(table["fold_from"]))
    assert max(table["fold_to"]) <= "\uffff"
    assert not set(table["hans"]) & set(table["hant"])


def test_characters_that_both_scripts_have_are_no_evidence() -> None:
    table = dict(rows("characters"))
    assert set("里后台只干么").isdisjoint(table["hans"] + table["hant"])


def test_regional_rows_leave_out_what_hardly_ever_changes() -> None:
    table = dict(rows("characters"))
    assert "參" not in table["hk"], "參 alone would be 蔘, but no word with it is"
    assert "著名" in table["hk_keeps"].split()
    assert "台山" in table["tw_keeps"].split()


def test_a_regional_form_is_not_simplified_only() -> None:
    assert set("群峰床户税温").isdisjoint(dict(rows("characters"))["hans"])
