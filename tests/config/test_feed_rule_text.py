"""Rules of feeds as a line of text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.config.feed_list import FeedRule
from reader.config.feed_rule_text import format_rule, parse_rule
from reader.errors import ReaderError

NAMES = {"隱藏": "mute", "標籤": "tag"}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("mute 星座 運程", FeedRule("mute", ("星座", "運程"))),
        ("隱藏　星座、運程，「生肖 運程」", FeedRule("mute", ("星座", "運程", "生肖 運程"))),
        ("tag:小明 author:王小明", FeedRule("tag", authors=("王小明",), tag="小明")),
        ("標籤 要聞 水利", FeedRule("tag", ("水利",), tag="要聞")),
        ('Star title:"Hong Kong" section：港聞', FeedRule("star", ("Hong Kong",), (), ("港聞",), title_only=True)),
    ],
)
def test_a_line_is_read_as_a_rule(text: str, rule: FeedRule) -> None:
    assert parse_rule(text, NAMES) == rule  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("  ", "empty"),
        ("星座", "does not begin"),
        ("mute", "no words"),
        ("tag author:王小明", "tag is missing"),
        ("mute colour:red", "there is no colour:"),
        ("mute title:星座 運程", "some words only"),
    ],
)
def test_a_line_that_is_no_rule_is_refused_with_a_sentence(text: str, problem: str) -> None:
    with pytest.raises(ReaderError, match=problem):
        parse_rule(text, NAMES)  # type: ignore[arg-type]


WORDS = st.text(st.characters(exclude_characters='"「」『』', exclude_categories=("C", "Z")), min_size=1, max_size=6)
TEXTS = st.one_of(WORDS, st.lists(WORDS, min_size=2, max_size=3).map(" ".join))
SEVERAL = st.lists(TEXTS, min_size=1, max_size=3, unique=True).map(tuple)


@given(st.sampled_from(["star", "mute", "notify"]), SEVERAL, SEVERAL, SEVERAL, st.booleans())
def test_a_rule_comes_back_from_its_line(
    action: str, words: tuple[str, ...], authors: tuple[str, ...], sections: tuple[str, ...], title_only: bool
) -> None:
    rule = FeedRule(action, words, authors, sections, title_only=title_only)  # type: ignore[arg-type]
    assert parse_rule(format_rule(rule), {}) == rule
