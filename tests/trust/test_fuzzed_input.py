"""Any input of any parser is read, or refused with a sentence: `make fuzz` tries thousands of each."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.w3c import parse_annotations
from reader.copies.annotated_view import make_annotated_view
from reader.copies.open import open_copy
from reader.copies.save import render_copy
from reader.errors import ReaderError
from reader.library.records import ENTRY_COLUMNS, parse_annotation_row, parse_canonical_text, parse_entry_row
from reader.model import Origin, clean
from reader.model.clean import UNSAFE_CHARACTER
from reader.script.overrides import read_override_file
from reader.sources.feeds.newsboat import parse_newsboat_urls
from reader.sources.feeds.opml import parse_opml
from reader.sources.feeds.parse import parse_feed
from reader.sources.files import create_document
from reader.structure import read_article
from tests.trust.hostile import ARTICLE, HOSTILE_TEXTS, NOTE, make_copy_payload

if TYPE_CHECKING:
    from collections.abc import Callable

PIECES = [
    *HOSTILE_TEXTS[::6], "\n", "\n\n", "　　", "- ", "1. ", "# ", "> ", "==", "[^a1]", "[^a1]: ", "](", "---\n",
    "+++\n", "{", "}", "<p>", "</p>", "<pre>", "<h1>", "<script>", "<!--", "-->", "&#27;", "&lt;", "title: ", '"', "'",
    "[", "]", "= ", "\t", "|", "風電小鎮", "2025-03-01", "來源：海角日報", "責任編輯：張三", "4.5億元", "measure",
    "keys", "xmlUrl=", "<outline ", "<rss>", "<item>", "<title>", "http://a.example/", "From: a@b\n",
    "MIME-Version: 1.0\n", "Content-Type: multipart/mixed; boundary=x\n",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=30).map("".join)
VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=6), st.sampled_from(HOSTILE_TEXTS)
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)),
    max_leaves=6,
)
COPIES = {name: render_copy(make_annotated_view(ARTICLE, [NOTE]), name) for name in ("md", "html", "json")}


def read_or_refuse(parse: Callable[[], Any]) -> Any:
    """What a parser gives; None where it refuses with a sentence."""
    with suppress(ReaderError):
        return parse()
    return None


@given(TEXTS, st.sampled_from(["a.txt", "a.md", "a.html", "a.eml"]))
def test_any_document_is_an_article_or_a_sentence(text: str, name: str) -> None:
    def parse() -> Any:
        document = create_document(text.encode("utf-8", "replace"), name, name, name)
        return read_article(document.text, document.origin)

    article = read_or_refuse(parse)
    if article is not None:
        assert article.blocks
        assert not any(UNSAFE_CHARACTER.search(block.text) for block in article.blocks)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_text_or_a_sentence(data: bytes) -> None:
    read_or_refuse(lambda: create_document(data, "a", "a", "a"))


@given(st.sampled_from(sorted(COPIES)), st.integers(0, 10**6), st.integers(0, 60), TEXTS)
def test_any_change_of_a_copy_is_opened_or_a_sentence(kind: str, at: int, length: int, text: str) -> None:
    copy = COPIES[kind]
    at %= len(copy)
    opened = read_or_refuse(lambda: open_copy(copy[:at] + text + copy[at + length :], "x"))
    for annotation in opened.annotations if opened else ():
        assert not UNSAFE_CHARACTER.search("".join((annotation.id, annotation.note, *annotation.tags)))


@given(st.data(), VALUES)
def test_any_value_in_a_payload_is_opened_or_a_sentence(data: st.DataObject, value: Any) -> None:
    payload = make_copy_payload()
    part: Any = payload
    while isinstance(part, dict | list) and part:
        key = data.draw(st.sampled_from(sorted(part) if isinstance(part, dict) else range(len(part))))
        if not isinstance(part[key], dict | list) or not part[key] or data.draw(st.booleans()):
            part[key] = value
            break
        part = part[key]
    text = json.dumps(payload)
    read_or_refuse(lambda: open_copy(text, "x"))
    read_or_refuse(lambda: parse_annotations(json.loads(text), "x"))


@given(VALUES)
def test_any_json_is_annotations_or_a_sentence(value: Any) -> None:
    read_or_refuse(lambda: parse_annotations(value, "x"))
    read_or_refuse(lambda: parse_annotations({"items": [value]}, "x"))
    read_or_refuse(lambda: parse_annotations({"rows": [value]}, "x"))


@given(TEXTS)
def test_any_text_is_settings_rules_or_feeds_or_a_sentence(text: str) -> None:
    from reader.config.settings import parse_settings
    from reader.input.keymap import find_problems

    read_or_refuse(lambda: parse_settings(text, Path("config.toml"), find_problems))
    read_or_refuse(lambda: parse_newsboat_urls(clean(text)))
    read_or_refuse(lambda: parse_opml(clean(text), "x"))
    read_or_refuse(lambda: parse_opml(f"<opml><body>{clean(text)}", "x"))


@given(TEXTS)
def test_any_text_is_a_feed_or_a_sentence(text: str) -> None:
    for whole in (
        text,
        f"<rss version='2.0'><channel>{text}",
        f'{{"version": "https://jsonfeed.org/version/1", {text}',
    ):
        read_or_refuse(lambda whole=whole: parse_feed(whole.encode("utf-8", "replace"), "https://a.example/"))  # type: ignore[misc]


def test_any_rules_are_read_line_by_line(tmp_path: Path) -> None:
    @given(TEXTS)
    def check(text: str) -> None:
        path = tmp_path / "overrides.tsv"
        path.write_bytes(text.encode("utf-8", "replace"))
        read_or_refuse(lambda: read_override_file(path))

    check()


@given(st.text(max_size=20), st.one_of(st.text(max_size=20), VALUES.map(lambda value: json.dumps(value))))
def test_any_columns_of_the_library_are_read(text: str, column: str) -> None:
    assert parse_canonical_text(text, column).text == clean(text)
    numbers = len(column) % 7 - 3
    kinds: dict[str, Any] = {"id": "i", "path": b"/a", "url": None, "read": 0, "starred": 0}
    kinds |= dict.fromkeys(("length", "block", "at"), numbers)
    row = tuple(kinds.get(name, text) for name in ENTRY_COLUMNS.split(", "))
    entry = parse_entry_row(row, [text])
    assert not UNSAFE_CHARACTER.search(entry.display_name)
    annotation = (
        text,
        "i",
        text,
        text,
        numbers,
        numbers,
        text,
        text,
        text,
        text,
        text,
        column,
        text,
        1e300,
        text,
        column,
    )
    assert not UNSAFE_CHARACTER.search(parse_annotation_row(annotation)[1].id)


@pytest.mark.parametrize("text", HOSTILE_TEXTS, ids=repr)
def test_hostile_texts_are_clean_wherever_they_stand(text: str) -> None:
    for document in (text + "。" * 9, f"標題\n\n{text}一段。", f"<html><h1>{text}</h1><p>{text}一段長一點的話。"):
        article = read_or_refuse(lambda document=document: read_article(clean(document), Origin("x", path="a.html")))  # type: ignore[misc]
        for block in article.blocks if article else ():
            assert not UNSAFE_CHARACTER.search(block.text)
