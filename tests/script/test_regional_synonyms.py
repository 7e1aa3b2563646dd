"""What other regions call a thing."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.script.regional_synonyms import find_regional_variants
from reader.text.folding import fold_query


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        *permutations(("软件业", "軟體業"), 2),
        *permutations(("特朗普", "川普"), 2),
        *permutations(("悉尼", "雪梨"), 2),
        *permutations(("出租车站", "的士站", "計程車站"), 2),
        *permutations(("硬盘", "硬碟"), 2),
        *permutations(("质量", "品質", "質素"), 2),
    ],
)
def test_words_of_other_regions_are_found_both_ways(typed: str, other: str) -> None:
    assert fold_query(other) in find_regional_variants(fold_query(typed))


def test_a_text_that_all_regions_write_alike_has_no_variants() -> None:
    assert find_regional_variants("新闻") == {}
    assert find_regional_variants("") == {}
    assert find_regional_variants("消息") == {}, "Taiwan has 消息 beside 訊息"


def test_variants_are_written_as_their_regions_write_them() -> None:
    assert find_regional_variants("软件业") == {"软体业": "軟體"}
    assert list(find_regional_variants("计程车").values()) == ["出租车", "的士"]


def test_a_long_text_with_many_such_words_has_variants_at_once() -> None:
    assert len(find_regional_variants("软件和网络的信息" * 1000)) == 8


@given(st.lists(st.sampled_from(["软件", "网络", "信息", "新闻", "a", "1"]), max_size=12).map("".join))
def test_variants_are_few_and_differ_from_the_text(text: str) -> None:
    variants = find_regional_variants(text)
    assert len(variants) <= 8
    assert text not in variants
