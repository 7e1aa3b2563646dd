"""Parsing of queries."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.library.search_query import (
    MAX_DEPTH,
    MAX_QUERY_LENGTH,
    MAX_WORDS,
    And,
    DayRange,
    Field,
    Node,
    Not,
    Or,
    StateCondition,
    Word,
    add_variants,
    find_unclosed_sign,
    iter_words,
    parse_query,
)

TODAY = date(2026, 2, 28)


def word(text: str, field: Field = "", folded: str = "", *, is_prefix: bool = False) -> Word:
    return Word(folded or text, field, is_prefix, text)


WIND = word("風電", folded="风电")
LIGHT = word("光伏")


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("", None),
        (" \u3000\n", None),
        ("風電", WIND),
        ("風", word("風", folded="风")),
        ("ＡＩ", word("ＡＩ", folded="ai")),
        ("風電 光伏", And((WIND, LIGHT))),
        ("風電\u3000光伏", And((WIND, LIGHT))),
        ("風電 AND 光伏", And((WIND, LIGHT))),
        ("風電 OR 光伏", Or((WIND, LIGHT))),
        ("a 風電 OR 光伏 b", Or((And((word("a"), WIND)), And((LIGHT, word("b")))))),
        ("風電 -光伏", And((WIND, Not(LIGHT)))),
        ("風電 NOT 光伏", And((WIND, Not(LIGHT)))),
        ("-光伏", Not(LIGHT)),
        ("(風電 OR 光伏) a", And((Or((WIND, LIGHT)), word("a")))),
        ("-(風電 光伏)", Not(And((WIND, LIGHT)))),
        ('"第 12 屆"', word("第 12 屆", folded="第 12 届")),
        ("“第 12 屆”", word("第 12 屆", folded="第 12 届")),
        ('"第 12', word("第 12")),
        ('title:"a b"', word("a b", "title")),
        ("title:風電", word("風電", "title", "风电")),
        ("Title：風電", word("風電", "title", "风电")),
        ("tag:a author:b", And((word("a", "tag"), word("b", "author")))),
        ("note:c feed:d", And((word("c", "note"), word("d", "feed")))),
        ("is:unread", StateCondition("unread")),
        ("IS:Starred", StateCondition("starred")),
        ("-is:changed", Not(StateCondition("changed"))),
        ("econom*", word("econom", is_prefix=True)),
        ("風*", word("風*", folded="风*")),
        ("or", word("or")),
        ("OR", word("OR", folded="or")),
        ("風電 OR", WIND),
        ("OR 風電", WIND),
        ("-", word("-")),
        ("- a", And((word("-"), word("a")))),
        ("--a", word("--a")),
        ("a -", And((word("a"), word("-")))),
        ("NOT", word("NOT", folded="not")),
        ("a NOT OR b", Or((word("a"), word("b")))),
        ("OR NOT a", Not(word("a"))),
        ("NOT -a", Not(Not(word("a")))),
        ("( a b ) c", And((And((word("a"), word("b"))), word("c")))),
        ("((a b) c) d", And((And((And((word("a"), word("b"))), word("c"))), word("d")))),
        ("(a b", And((word("(a"), word("b")))),
        ("( )", word("()")),
        ("(a b) )", And((And((word("a"), word("b"))), word(")")))),
        ('(a "b c")', And((word("a"), word("b c")))),
        ("(a f(x))", And((word("a"), word("f(x)")))),
        ("a)", word("a)")),
        ('""', word('""')),
        ('"', word('"')),
        ('" "', word('" "')),
        ('"a', word("a")),
        ('"a"b', word('"a"b')),
        ('"a" b', And((word("a"), word("b")))),
        ('a "b', And((word("a"), word("b")))),
        ("“a", word("“a")),
        ("“a b", And((word("“a"), word("b")))),
        ('"a")', And((word("a"), word(")")))),
        ("*", word("*")),
        ("a*", word("a", is_prefix=True)),
        ("風a*", word("風a", folded="风a", is_prefix=True)),
        ("2*", word("2", is_prefix=True)),
        ("**", word("**")),
        ("tag:a*", word("a", "tag", is_prefix=True)),
        ("5-3", word("5-3")),
        ("http://a", word("http://a")),
        ("(中)", word("(中)")),
        ("title:", word("title:")),
        ("12:30", word("12:30")),
        ("date:2024", DayRange(date(2024, 1, 1), date(2024, 12, 31))),
        ("date:2024-02", DayRange(date(2024, 2, 1), date(2024, 2, 29))),
        ("date:2024年12月", DayRange(date(2024, 12, 1), date(2024, 12, 31))),
        ("date:2024-05-01", DayRange(date(2024, 5, 1), date(2024, 5, 1))),
        ("date:2024-05..2024-07", DayRange(date(2024, 5, 1), date(2024, 7, 31))),
        ("date:2024..", DayRange(date(2024, 1, 1), None)),
        ("date:..2024-07-09", DayRange(None, date(2024, 7, 9))),
        ("date:today", DayRange(TODAY, TODAY)),
        ("date:昨天", DayRange(date(2026, 2, 27), date(2026, 2, 27))),
        ("date:9999-12", DayRange(date(9999, 12, 1), date(9999, 12, 31))),
        ("date:2024-04", DayRange(date(2024, 4, 1), date(2024, 4, 30))),
        ("date:2024-12", DayRange(date(2024, 12, 1), date(2024, 12, 31))),
        ("date:2024-1-9", DayRange(date(2024, 1, 9), date(2024, 1, 9))),
        ("date:2024..2024", DayRange(date(2024, 1, 1), date(2024, 12, 31))),
        ("date:TODAY", DayRange(TODAY, TODAY)),
        ("date:..today", DayRange(None, TODAY)),
        ("date:yesterday..today", DayRange(date(2026, 2, 27), TODAY)),
    ],
)  # fmt: skip
def test_a_query_is_parsed(query: str, tree: Node | None) -> None:
    assert parse_query(query, TODAY) == tree


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (
            "is:old",
            "is:old: there is no such state; write one of unread read starred annotated changed gone behind is:",
        ),
        ("date:soon", "date:soon: it is no date; write it as 2024, 2024-05, 2024-05-01 or 2024-05..2024-07"),
        ("date:2024-13", "it is no date"),
        ("date:2024-02-30", "it is no date"),
        ("date:..", "it is no date"),
        ("date:2024-00", "it is no date"),
        ("date:2024-01-00", "it is no date"),
        ("date:0000", "it is no date"),
        ("date:soon..2024", "it is no date"),
        ("date:2024..soon", "it is no date"),
        ("date:soon..", "it is no date"),
        ("is:x", "there is no such state"),
        ("風" * (MAX_QUERY_LENGTH + 1), f"it is longer than {MAX_QUERY_LENGTH} characters"),
        ("風 " * (MAX_WORDS + 1), f"it has more than {MAX_WORDS} words"),
        ("( " * (MAX_DEPTH + 1) + "a" + " )" * (MAX_DEPTH + 1), "it has too many brackets"),
    ],
)
def test_a_query_that_cannot_be_understood_is_refused_with_what_to_do(query: str, message: str) -> None:
    with pytest.raises(ReaderError) as raised:
        parse_query(query, TODAY)
    assert message in str(raised.value)


@given(st.text(st.sampled_from('風電a1 ()"-:*ANDORT.is:date:title:\u3000“”'), max_size=40))
def test_any_text_is_a_query_or_refused_with_a_sentence(query: str) -> None:
    with suppress(ReaderError):
        node = parse_query(query, TODAY)
        assert node is not None or not query.strip()
        assert all(each.folded for each in iter_words(node, is_wanted=False))


@pytest.mark.parametrize(
    ("query", "sign"),
    [
        ("title:(", "("),
        ('"圖書', '"'),
        ('title:"圖書', '"'),
        ('-"圖書', '"'),
        ("＂圖書", "＂"),
        ("“圖書", "“"),
        ("(風電 OR (光伏) 上海", "("),
        ('(風電 "光伏', "("),
        ('"圖書" "館', '"'),
        ('"a (b" c', ""),
        ("(風電 OR 光伏) 上海", ""),
        ("風電) 上海", ""),
        ('6" 管', ""),
        ("“第 12 屆”", ""),
        ('""', ""),
        ('"a" "', '"'),
        ("((a)", "("),
        ("(a) (b", "("),
        (":(", "("),
        ("", ""),
    ],
)
def test_an_unclosed_sign_is_found(query: str, sign: str) -> None:
    assert find_unclosed_sign(query) == sign


def test_the_words_that_articles_have_to_have_leave_out_what_is_excluded() -> None:
    node = parse_query("風電 -a (光伏 OR b) -(c -d)")
    assert [each.folded for each in iter_words(node)] == ["风电", "光伏", "b"]
    assert [each.folded for each in iter_words(node, is_wanted=False)] == ["风电", "a", "光伏", "b", "c", "d"]
    assert list(iter_words(None)) == []


@pytest.mark.parametrize(
    "query", ["風" * MAX_QUERY_LENGTH, "風 " * MAX_WORDS, "( " * MAX_DEPTH + "a" + " )" * MAX_DEPTH]
)
def test_a_query_may_reach_each_limit(query: str) -> None:
    assert parse_query(query, TODAY) is not None


def test_words_get_variants_but_not_the_names_of_authors_tags_and_feeds() -> None:
    def find_variants(folded: str) -> dict[str, str]:
        return {"b": "B"} if folded == "a" else {}

    other = Word("b", "", False, "B", "a")
    for query, tree in (
        ("a", Or((word("a"), other))),
        ("-(a OR c)", Not(Or((Or((word("a"), other)), word("c"))))),
        ("c a", And((word("c"), Or((word("a"), other))))),
        ("title:a", Or((word("a", "title"), replace(other, field="title")))),
        ("tag:a", word("a", "tag")),
        ("is:read", StateCondition("read")),
    ):
        node = parse_query(query)
        assert node is not None
        assert add_variants(node, find_variants) == tree
