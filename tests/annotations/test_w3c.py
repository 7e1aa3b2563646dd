"""Annotations as JSON of the W3C: parsed back without loss, and what other programs write."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.model import COLOURS, AnchorState, Annotation, Reanchoring, Target
from reader.annotations.w3c import annotation_json, collection_json, make_article_iri, make_timestamp, parse_annotations
from reader.errors import ReaderError
from reader.model import Origin, clean
from reader.model.json import dumps

ORIGIN = Origin("0123456789abcdef", "/home/讀者/a b.txt")
MOMENTS = st.datetimes(datetime(1970, 1, 2), datetime(9999, 1, 1), timezones=st.just(UTC)).map(make_timestamp)
WORDS = st.text("江華縣，\n\t𨋢𠮷 a]==-->", max_size=20).map(clean)
NUMBERS = st.integers(0, 10**6)
SCORES = st.floats(0, 1)


@st.composite
def some_annotations(draw: st.DrawFn) -> Annotation:
    target = None
    if draw(st.booleans()):
        start, end = sorted((draw(NUMBERS), draw(NUMBERS)))
        target = Target(start, end, draw(WORDS), draw(WORDS), draw(WORDS))
    history = st.builds(Reanchoring, NUMBERS, NUMBERS, NUMBERS, NUMBERS, SCORES, MOMENTS)
    return Annotation(
        f"urn:uuid:{draw(st.uuids())}",
        draw(MOMENTS),
        draw(MOMENTS),
        target,
        draw(st.sampled_from(COLOURS)),
        draw(st.text(st.characters(codec="utf-8"), max_size=40)),
        tuple(draw(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=5), max_size=3))),
        draw(st.sampled_from(get_args(AnchorState))),
        draw(SCORES),
        draw(st.sampled_from(["", "602000000 USD"])),
        tuple(draw(st.lists(history, max_size=3))),
    )


def written(*items: Annotation) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(dumps(collection_json([annotation_json(item, ORIGIN) for item in items])))
    return value


@given(st.lists(some_annotations(), max_size=4))
def test_annotations_are_parsed_back_from_json_without_loss(items: list[Annotation]) -> None:
    read = parse_annotations(written(*items), "notes.json")
    assert [each.annotation for each in read] == items
    assert {(each.source_iri, each.article_id) for each in read} <= {(make_article_iri(ORIGIN), ORIGIN.id)}


@given(some_annotations())
def test_the_shape_is_that_of_the_w3c(item: Annotation) -> None:
    value = written(item)
    assert value["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (value["type"], value["total"]) == ("AnnotationCollection", 1)
    (one,) = value["items"]
    assert one["type"] == "Annotation"
    assert one["created"].endswith("Z")
    assert one["motivation"] in {"commenting", "highlighting"}
    assert all(body["type"] == "TextualBody" for body in one.get("body", ()))
    kinds = [selector["type"] for selector in one["target"].get("selector", ())]
    assert kinds == (["TextPositionSelector", "TextQuoteSelector"] if item.target else [])


def test_the_iri_is_the_url_the_file_or_a_urn() -> None:
    assert make_article_iri(Origin("1", url="https://news.example/1?a=b")) == "https://news.example/1?a=b"
    assert make_article_iri(ORIGIN) == "file:///home/%E8%AE%80%E8%80%85/a%20b.txt"
    assert make_article_iri(Origin("1", "/a\udcff")) == "file:///a%FF"
    assert make_article_iri(Origin("1", "-")) == "urn:dubao:article:1"


# -- what others write


def test_other_shapes_of_the_w3c_are_read() -> None:
    one = {
        "id": "http://a.example/1",
        "created": "2026-01-02T03:04:05+08:00",
        "bodyValue": "好",
        "body": ["http://a.example/body", {"value": "要聞", "purpose": ["tagging"]}],
        "target": ["http://a.example/page", {"source": "http://a.example/other", "selector": {}}],
    }
    quote = {"type": "TextQuoteSelector", "exact": "東岸\x1b縣"}
    two = {"id": "x", "target": {"source": "s", "selector": quote}, "dubao:colour": "red", "dubao:state": "lost"}
    for value in ([one, two], {"items": [one, two]}, {"first": {"items": [one, two]}}):
        first, second = parse_annotations(value, "a.json")
        assert (first.annotation.created, first.annotation.modified) == ("2026-01-01T19:04:05.000000Z",) * 2
        assert (first.annotation.note, first.annotation.tags, first.annotation.target) == ("好", ("要聞",), None)
        assert first.source_iri == "http://a.example/page"
        assert second.annotation.target == Target(0, 4, "東岸␛縣")
        assert (second.annotation.colour, second.annotation.state) == ("yellow", "exact")
    assert len(parse_annotations(one, "a.json")) == 1
    assert parse_annotations({"type": "AnnotationCollection", "total": 0}, "a.json") == []


def hypothesis_row(start: int, end: int, exact: str) -> dict[str, Any]:
    selectors = [
        {"type": "RangeSelector", "startContainer": "/p[1]"},
        {"type": "TextPositionSelector", "start": start, "end": end},
        {"type": "TextQuoteSelector", "exact": exact, "prefix": "", "suffix": ""},
    ]
    return {
        "id": "Abc-1",
        "created": "2026-01-02T03:04:05.678901+00:00",
        "updated": "2026-01-03T03:04:05.678901+00:00",
        "uri": "https://news.example/1",
        "text": "記下",
        "tags": ["要聞"],
        "target": [{"source": "https://news.example/1", "selector": selectors}],
    }


@given(st.text("東𨋢𠮷a", max_size=12), st.data())
def test_hypothesis_counts_in_utf_16(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    units = [len(text[:at].encode("utf-16-le")) // 2 for at in (start, end)]
    for key in ("rows", "annotations"):
        (read,) = parse_annotations({key: [hypothesis_row(units[0], units[1], text[start:end])]}, "h.json", text)
        assert read.annotation.target == Target(start, end, text[start:end])
        assert (read.annotation.note, read.annotation.tags, read.source_iri) == (
            "記下",
            ("要聞",),
            "https://news.example/1",
        )


def test_an_annotation_of_hypothesis_always_gets_the_same_id() -> None:
    one, other = (parse_annotations({"rows": [hypothesis_row(0, 1, "東")]}, "h.json")[0] for _ in "12")
    assert one.annotation.id == other.annotation.id
    assert parse_annotations({"rows": [hypothesis_row(5, 7, "東岸")]}, "h.json", "x")[0].annotation.target == Target(
        5, 7, "東岸"
    )


@pytest.mark.parametrize(
    "value",
    [
        None,
        7,
        "x",
        {},
        {"items": 3},
        {"items": [3]},
        [{}],
        [{"id": "a"}],
        {"rows": [{}]},
        [{"id": "a", "target": {"selector": [{"type": "TextPositionSelector", "start": 5, "end": 3}]}}],
        [{"id": "a", "target": {"selector": [{"type": "TextPositionSelector"}]}}],
        [{"id": "a", "target": "s", "created": "yesterday"}],
        [{"id": "a", "target": "s", "dubao:history": [{}]}],
    ],
)
def test_json_of_another_shape_is_an_error(value: object) -> None:
    with pytest.raises(ReaderError, match=r"^a\.json: it has no annotations in a shape of the W3C"):
        parse_annotations(value, "a.json")
