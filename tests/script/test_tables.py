from __future__ import annotations

import reader.script
import reader.text
from reader.text.tsv import read_rows
from tests.script import make_tables

HOW_TO_MEND = "run: python -m tests.script.make_tables"


def test_the_tables_are_what_the_installed_opencc_gives() -> None:
    assert dict(read_rows(reader.script.__file__, "characters")) == make_tables.build_character_rows(), HOW_TO_MEND
    assert dict(read_rows(reader.text.__file__, "script_forms")) == make_tables.build_script_form_rows(), HOW_TO_MEND
    assert dict(read_rows(reader.script.__file__, "regional_synonyms")) == make_tables.build_synonym_rows(), HOW_TO_MEND


def test_script_forms_are_one_to_one() -> None:
    table = dict(read_rows(reader.text.__file__, "script_forms"))
    assert len(table["from"]) == len(table["to"]) == len(set(table["from"]))
    assert max(table["to"]) <= "\uffff"


def test_no_character_is_of_one_script_and_of_the_other() -> None:
    table = dict(read_rows(reader.script.__file__, "characters"))
    assert not set(table["hans"]) & set(table["hant"])


def test_characters_that_both_scripts_have_are_no_evidence() -> None:
    table = dict(read_rows(reader.script.__file__, "characters"))
    assert set("里后台只干么").isdisjoint(table["hans"] + table["hant"])


def test_regional_rows_leave_out_what_hardly_ever_changes() -> None:
    table = dict(read_rows(reader.script.__file__, "characters"))
    assert "參" not in table["hk"], "參 alone would be 蔘, but no word with it is"
    assert "著名" in table["hk_keeps"].split()


def test_a_regional_form_is_not_simplified_only() -> None:
    assert set("群峰床户税温").isdisjoint(dict(read_rows(reader.script.__file__, "characters"))["hans"])
