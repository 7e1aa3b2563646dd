"""The payload of a copy: written and parsed back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from reader.copies.annotated_view import make_annotated_view
from reader.copies.payload import parse_payload, payload_json
from reader.errors import ReaderError
from reader.figures.export import list_article_figures
from reader.model import Article, Block, Origin, Span, clean
from reader.model.json import dumps
from tests.copies.articles import WHEN, annotated, make_article, make_note


@pytest.mark.parametrize("view_name", ["source", "hans", "twp"])
def test_a_payload_is_parsed_back(view_name: str) -> None:
    article, annotations = annotated(11)
    view = make_annotated_view(article, annotations, view_name)  # type: ignore[arg-type]
    payload = parse_payload(json.loads(dumps(payload_json(view))), "x")
    assert (payload.article, payload.annotations) == (article, view.annotations)
    assert (payload.view_name, payload.views, payload.saved_at) == (view_name, view.views, view.saved_at)


def test_figures_are_in_it_only_on_request() -> None:
    article = make_article("投資六億元")
    view = make_annotated_view(article, [])
    assert "figures" not in payload_json(view)["dubao:article"]
    (figure,) = payload_json(view, list_article_figures(article))["dubao:article"]["figures"]
    assert figure["value"] == 600_000_000


def test_the_text_shown_is_in_it_only_where_it_was_converted() -> None:
    article = Article(Origin("x"), (Block("paragraph", clean("软件"), script="Hans"),), script="Hans")
    assert "dubao:shown" not in payload_json(make_annotated_view(article, []))
    shown = payload_json(make_annotated_view(article, [], "twp"))["dubao:shown"]
    assert shown == [{"text": "軟體", "phrases": [[0, 2, 0, 2]]}]


def test_a_path_that_no_file_can_have_is_replaced() -> None:
    value = payload_json(make_annotated_view(make_article("甲乙"), []))
    value["dubao:article"]["origin"]["path"] = "/甲\ud800\0.txt"
    assert parse_payload(value, "x").article.origin.path == "/甲\ufffd\ufffd.txt"


def test_an_article_without_text_is_refused() -> None:
    value = payload_json(make_annotated_view(Article(Origin("x"), (Block("paragraph", clean("")),)), []))
    with pytest.raises(ReaderError, match=r"there is no text in it.*save the copy again"):
        parse_payload(value, "x")


def test_a_text_shown_of_another_length_is_refused() -> None:
    value = payload_json(make_annotated_view(make_article("甲乙"), [], "hans"))
    value["dubao:shown"][0]["text"] = "甲"
    with pytest.raises(ReaderError, match="the text shown is not that of the article"):
        parse_payload(value, "x")


def test_a_missing_key_is_named() -> None:
    value = payload_json(make_annotated_view(make_article("甲"), []))
    del value["dubao:article"]["blocks"]
    with pytest.raises(ReaderError, match="'blocks' is missing"):
        parse_payload(value, "x")


def test_the_annotations_are_those_of_the_view() -> None:
    article = make_article("甲乙丙")
    note = make_note(article, 1, 2, "好")
    assert parse_payload(payload_json(make_annotated_view(article, [note])), "x").annotations == (note,)
    assert note.created == WHEN


def converted(phrases: list[list[int]], text: str = "甲乙丙丁") -> dict[str, Any]:
    """The payload of a copy of a text of four characters, which shows a text of as many."""
    value = payload_json(make_annotated_view(make_article("一二三四"), [], "hans"))
    value["dubao:shown"] = [{"text": text, "phrases": phrases}]
    return value


@pytest.mark.parametrize(
    ("phrases", "text"),
    [
        ([], "甲乙丙丁"),
        ([[0, 4, 0, 4]], "甲乙丙丁"),
        ([[0, 1, 0, 1], [1, 2, 1, 2]], "甲乙丙丁"),
        ([[2, 3, 2, 4]], "甲乙丙丁戊"),
        ([[1, 1, 1, 2]], "甲乙丙丁戊"),
        ([[1, 2, 1, 1]], "甲乙丙"),
        ([[2, 4, 2, 3]], "甲乙丙"),
    ],
)
def test_phrases_in_order_are_read(phrases: list[list[int]], text: str) -> None:
    (view,) = parse_payload(converted(phrases, text), "x").views
    assert [list(each) for each in view.phrases] == phrases


@pytest.mark.parametrize(
    ("phrases", "why"),
    [
        ([[1, 2, 1, 2], [1, 2, 2, 3]], "out of order"),
        ([[1, 2, 2, 3]], "out of order"),
        ([[2, 1, 2, 3]], "out of order"),
        ([[2, 3, 2, 1]], "out of order"),
        ([[2, 4, 2, 5]], "beyond the text"),
    ],
)
def test_phrases_out_of_order_or_beyond_the_text_are_refused(phrases: list[list[int]], why: str) -> None:
    with pytest.raises(ReaderError, match=why):
        parse_payload(converted(phrases), "x")


@pytest.mark.parametrize(
    ("start", "end", "is_read"),
    [(0, 0, True), (0, 4, True), (4, 4, True), (-1, 1, False), (2, 1, False), (0, 5, False)],
)
def test_a_span_is_inside_its_text(start: int, end: int, is_read: bool) -> None:
    value = payload_json(make_annotated_view(make_article("一二三四"), []))
    value["dubao:article"]["blocks"][0]["spans"] = [{"kind": "strong", "start": start, "end": end}]
    if is_read:
        assert parse_payload(value, "x").article.blocks[0].spans == (Span("strong", start, end),)
    else:
        with pytest.raises(ReaderError, match=f"a span from {start} to {end}"):
            parse_payload(value, "x")


@pytest.mark.parametrize(
    ("key", "given", "read"),
    [
        ("dubao:region", "TW", "TW"),
        ("dubao:region", "HK", "HK"),
        ("dubao:region", "US", None),
        ("dubao:region", None, None),
    ],
)
def test_a_region_is_one_that_is_known(key: str, given: str | None, read: str | None) -> None:
    value = payload_json(make_annotated_view(make_article("甲"), []))
    value[key] = given
    assert parse_payload(value, "x").article.region == read


def test_what_a_payload_may_leave_out() -> None:
    value = payload_json(make_annotated_view(make_article("甲"), []))
    for key in ("dubao:region", "dubao:view", "dubao:saved"):
        del value[key]
    for key in ("path", "url"):
        value["dubao:article"]["origin"].pop(key, None)
    payload = parse_payload(value, "x")
    assert (payload.view_name, payload.article.origin.path, payload.article.origin.url) == ("source", None, None)
