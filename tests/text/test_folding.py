from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.folding import FULL_WIDTH_FORMS, FoldTable, fold_for_search, fold_query, fold_script, load_script_forms

text = st.text(
    st.sampled_from("漢汉衞卫裡里台臺ＡＢａ１，！　\u00a0 abİΣςσẞ\n\U0001f600") | st.characters(), max_size=40
)


@settings(deadline=None)
@given(text)
def test_folds_keep_the_length_and_change_nothing_when_repeated(original: str) -> None:
    for fold in (fold_script, fold_for_search):
        folded = fold(original)
        assert len(folded) == len(original)
        assert fold(folded) == folded


@settings(deadline=None)
@given(text, text)
def test_folds_are_made_character_by_character(first: str, second: str) -> None:
    """So the fold of any part of a text is part of the fold of the text."""
    for fold in (fold_script, fold_for_search):
        assert fold(first) + fold(second) == fold(first + second)


@settings(deadline=None)
@given(text)
def test_folding_for_search_sees_no_difference_that_the_script_fold_does_not_see(original: str) -> None:
    assert fold_for_search(fold_script(original)) == fold_for_search(original)


def test_fold_script_knows_regional_forms_and_leaves_simplified_ones() -> None:
    assert fold_script("衞生 敍述 看著 裏裡") == "卫生 叙述 看着 里里"
    assert fold_script("什么 才 后台") == "什么 才 后台"


def test_fold_script_leaves_width_case_and_spaces() -> None:
    assert fold_script("ＡＩ　Ai\u00a0a") == "ＡＩ　Ai\u00a0a"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GDP 發展", "gdp 发展"),
        ("ＡＩ", "ai"),
        ("２０２５年", "2025年"),
        ("（一）", "(一)"),
        ("甲　乙", "甲 乙"),
        ("甲\u00a0乙", "甲 乙"),
    ],
)
def test_fold_for_search_makes_script_width_case_and_spaces_one(one: str, other: str) -> None:
    assert fold_for_search(one) == fold_for_search(other)


def test_fold_for_search_folds_every_full_width_form_to_its_ascii_character() -> None:
    assert fold_for_search("".join(map(chr, FULL_WIDTH_FORMS))) == "".join(map(chr, range(0x21, 0x7F))).lower()


def test_a_letter_whose_lower_case_is_longer_stays() -> None:
    assert fold_for_search("İ") == "İ"


def test_fold_query_composes_letters_that_were_typed_in_parts() -> None:
    assert fold_query("Cafe\u0301") == fold_for_search("café")


def test_the_first_mapping_of_a_fold_table_decides() -> None:
    table = FoldTable({ord("a"): ord("x")}, {ord("a"): ord("y"), ord("b"): ord("z")})
    assert "abc".translate(table) == "xzc"


def test_a_fold_table_does_not_grow_without_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.text.folding._MAX_ENTRIES", 3)
    table = FoldTable(ignore_case=True)
    assert "ABCDEF".translate(table) == "abcdef"
    assert len(table) == 3


def test_script_forms_are_not_folded_further() -> None:
    forms = load_script_forms()
    assert not forms.keys() & set(forms.values())


def test_importing_the_module_reads_no_table() -> None:
    code = "import sys; import reader.text.folding as f; sys.exit(f.load_script_forms.cache_info().currsize)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
