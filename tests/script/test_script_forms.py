"""The script fold against OpenCC: whatever a conversion makes of a text, the text is found by either form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from reader.text.folding import fold_script
from tests.script.texts import HANS, HANT_HK, HANT_TW, chinese

if TYPE_CHECKING:
    from tests.script.conftest import Oracle


@pytest.mark.parametrize("configs", [("s2tw",), ("s2hk",), ("s2t",)])
def test_simplified_text_and_its_conversions_fold_to_the_same(oracle: Oracle, configs: tuple[str, ...]) -> None:
    for text in HANS:
        assert fold_script(oracle(text, *configs)) == fold_script(text)


@pytest.mark.parametrize("configs", [("t2s",), ("tw2s",), ("hk2s",), ("tw2t", "t2hk"), ("hk2t", "t2tw")])
def test_traditional_text_and_its_views_fold_to_the_same(oracle: Oracle, configs: tuple[str, ...]) -> None:
    for text in HANT_TW + HANT_HK:
        assert fold_script(oracle(text, *configs)) == fold_script(text)


@settings(deadline=None)
@given(chinese)
def test_the_fold_sees_no_difference_that_t2s_makes_by_character(text: str) -> None:
    import opencc

    converter = opencc.OpenCC("t2s", False)
    assert fold_script("".join(converter.convert(character) for character in text)) == fold_script(text)
