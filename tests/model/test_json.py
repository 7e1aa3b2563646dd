"""The JSON of an article: its documented keys, and no raw control character in any value."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from reader.model import Article, Block, BlockKind, Origin, Script, Span, SpanKind, clean
from reader.model.clean import UNSAFE_CHARACTER
from reader.model.json import article_json, dumps

UNDECODED = st.sampled_from("\udc80\udcff")  # what Python makes of the bytes of a path that are no text
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]) | UNDECODED, max_size=40)
CAPTION = Block(
    "caption",
    clean("新碼頭的吊機。周予安 攝"),
    38,
    39,
    "Hant",
    (Span("credit", 7, 12), Span("link", 0, 3, "https://news.invalid/")),
    clean("周予安"),
)


def article(script: Script = "Hant", *, origin: Origin | None = None) -> Article:
    return Article(
        origin or Origin("0123456789abcdef", "/a.txt", None, "gb18030", "f" * 64),
        (CAPTION,),
        title=clean("小漁港"),
        breadcrumb=(clean("財經"), clean("專題")),
        date="2025-11-18",
        outlet=clean("海角日報"),
        authors=(clean("林若溪"),),
        script=script,
    )


def test_the_json_has_the_documented_keys() -> None:
    value = article_json(article(), "source")
    assert list(value) == [
        "schema", "id", "title", "deck", "breadcrumb", "date", "outlet", "authors", "editors", "script", "origin",
        "blocks", "figures",
    ]  # fmt: skip
    assert value["schema"] == "dubao-article-1"
    assert list(value["origin"]) == ["path", "encoding", "sha256", "detected"]
    assert list(value["blocks"][0]) == ["kind", "text", "line", "line_end", "script", "credit", "spans", "image"]


def test_the_values_are_those_of_the_article() -> None:
    value = json.loads(dumps(article_json(article(), "hans")))
    assert value["script"] == "hans"
    assert value["title"] == "小漁港"
    assert value["deck"] is None
    assert value["breadcrumb"] == ["財經", "專題"]
    assert value["editors"] == []
    assert value["origin"]["detected"] == "zh-Hant"
    assert value["blocks"][0]["line_end"] == 39
    assert value["blocks"][0]["spans"] == [
        {"kind": "credit", "start": 7, "end": 12},
        {"kind": "link", "start": 0, "end": 3, "href": "https://news.invalid/"},
    ]


def test_an_article_of_the_web_has_a_url_in_the_place_of_a_path() -> None:
    origin = Origin("0123456789abcdef", url="https://news.invalid/1")
    assert set(article_json(article(origin=origin), "source")["origin"]) == {"url", "encoding", "sha256", "detected"}


def test_every_script_of_an_article_has_a_language() -> None:
    detected = {script: article_json(article(script), "source")["origin"]["detected"] for script in get_args(Script)}
    assert detected == {"Hans": "zh-Hans", "Hant": "zh-Hant", "Mixed": "zh", "Und": "und"}


def test_every_field_of_a_block_is_printed() -> None:
    assert {field.name for field in fields(Block)} == set(article_json(article(), "source")["blocks"][0])


def test_the_kinds_are_the_documented_ones() -> None:
    kinds = (
        "breadcrumb headline deck date source byline heading paragraph caption list_item quote table_row editor note"
    )
    assert " ".join(get_args(BlockKind)) == f"{kinds} chrome"
    assert " ".join(get_args(SpanKind)) == "run_in dateline credit link strong"


@given(st.dictionaries(ANYTHING, ANYTHING | st.lists(ANYTHING, max_size=3), max_size=4))
def test_json_escapes_control_characters_and_loses_none(value: dict[str, str | list[str]]) -> None:
    printed = dumps(value)
    assert UNSAFE_CHARACTER.search(printed) is None
    assert json.loads(printed) == value


def test_characters_beyond_the_basic_plane_are_escaped_as_surrogate_pairs() -> None:
    assert dumps("港\U000e0041") == '"港\\udb40\\udc41"'


def test_a_text_cell_is_never_a_number() -> None:
    odd = ["\ud80012", "\ud800-1.5", "12", "\ud800"]
    assert json.loads(dumps(odd)) == odd
