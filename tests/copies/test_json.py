"""Annotated copies as JSON-LD say where they are damaged."""

from __future__ import annotations

import json

import pytest

from reader.copies.annotated_view import make_annotated_view
from reader.copies.json import extract_payload, render_json
from reader.errors import ReaderError
from reader.model import Article, Block, Origin, clean


def test_a_json_copy_that_is_cut_short_names_the_line() -> None:
    text = json.dumps({"a": 1, "b": [2]}, indent=1)
    assert extract_payload("\ufeff" + text, "a.json") == {"a": 1, "b": [2]}
    with pytest.raises(ReaderError, match="damaged or cut short in line 4") as refused:
        extract_payload(text[: text.index("2")], "a.json")
    assert "Error" not in str(refused.value)


@pytest.mark.parametrize("text", ["[" * 100_000, "1" * 5_000])
def test_a_json_copy_without_a_line_of_its_fault_is_refused_too(text: str) -> None:
    with pytest.raises(ReaderError) as refused:
        extract_payload(text, "a.json")
    assert " in line" not in str(refused.value)


def test_only_a_copy_of_another_view_has_the_article_in_that_view_too() -> None:
    article = Article(Origin("x"), (Block("paragraph", clean("软件"), script="Hans"),), script="Hans")
    assert "dubao:converted" not in json.loads(render_json(make_annotated_view(article, [])))
    converted = json.loads(render_json(make_annotated_view(article, [], "twp")))["dubao:converted"]
    assert [block["text"] for block in converted["blocks"]] == ["軟體"]
