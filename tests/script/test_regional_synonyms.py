"""What other regions call a thing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.script.regional_synonyms import find_regional_variants
from reader.text.folding import fold_query


@pytest.mark.parametrize(
    ("typed", "other"),
    [("软件业", "軟體業"), ("軟體業", "软件业"), ("特朗普", "川普"), ("雪梨", "悉尼"), ("計程車站", "出租车站")],
)
def test_words_of_other_regions_are_found_both_ways(typed: str, other: str) -> None:
    assert fold_query(other) in find_regional_variants(fold_query(typed))


def test_a_text_that_all_regions_write_alike_has_no_variants() -> None:
    assert find_regional_variants("新闻") == []
    assert find_regional_variants("") == []


@given(st.lists(st.sampled_from(["软件", "网络", "信息", "新闻", "a", "1"]), max_size=12).map("".join))
def test_variants_are_few_and_differ_from_the_text(text: str) -> None:
    variants = find_regional_variants(text)
    assert len(variants) <= 8
    assert text not in variants
    assert len(set(variants)) == len(variants)
