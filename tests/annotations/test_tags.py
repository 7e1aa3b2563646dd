"""Tags as they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.tags import find_last_tag_start, split_tags

TAG = st.text("港聞財經abc", min_size=1, max_size=4)
SEPARATOR = st.sampled_from([" ", "　", ",", "，", "、", ";", "；", "\t", " , "])


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("甲，乙、丙 ＃丁,,　甲；戊", ("甲", "乙", "丙", "丁", "戊")),
        ("#財經 #港聞", ("財經", "港聞")),
        ("", ()),
        (" ,、# ", ()),
    ],
)
def test_tags_are_parted_at_commas_and_blanks_of_any_width(text: str, tags: tuple[str, ...]) -> None:
    assert split_tags(text) == tags


@given(st.lists(TAG, unique=True, max_size=5), st.data())
def test_tags_with_any_separators_between_them_are_found_again(tags: list[str], data: st.DataObject) -> None:
    text = "".join(f"{data.draw(st.sampled_from(['', '#', '＃']))}{tag}{data.draw(SEPARATOR)}" for tag in tags)
    assert split_tags(text) == tuple(tags)


@given(st.lists(TAG, max_size=3), SEPARATOR, st.one_of(st.just(""), TAG))
def test_the_last_tag_begins_behind_the_last_separator(tags: list[str], separator: str, last: str) -> None:
    text = "".join(tag + separator for tag in tags) + last
    assert text[find_last_tag_start(text) :] == last
