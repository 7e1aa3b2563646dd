"""Which format of copy a text has."""

from __future__ import annotations

import pytest

from reader.copies.annotated_view import make_annotated_view
from reader.copies.formats import READABLE_FORMATS, TEXT_FORMATS, CopyFormat, detect_format, read_title
from reader.copies.save import render_copy
from reader.model import clean
from tests.copies.articles import annotated, make_article, make_note

TITLE = clean('題「目」 <&> "引" \\ 二')


@pytest.mark.parametrize("copy_format", TEXT_FORMATS)
def test_a_readable_copy_is_recognised(copy_format: CopyFormat) -> None:
    text = render_copy(make_annotated_view(*annotated(7)), copy_format)
    expected = copy_format if copy_format in READABLE_FORMATS else None
    assert detect_format(text) == expected
    assert detect_format("\ufeff\r\n " + text) == expected


def test_markdown_without_its_front_matter_is_recognised_by_its_payload() -> None:
    text = render_copy(make_annotated_view(*annotated(7)), "md")
    assert detect_format(text.split("---\n", 2)[2]) == "md"
    assert detect_format(text.replace("\n", "\r\n")) == "md"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "文",
        "{}",
        '{"a": "dubao-copy-1"}',
        "<!DOCTYPE html><html><p>文",
        "---\ntitle: x\n---\n文",
        "{<!-- dubao-copy-1 H4sI",
    ],
)
def test_other_texts_have_no_format_and_no_title(text: str) -> None:
    assert detect_format(text) is None
    assert read_title(text) is None


@pytest.mark.parametrize("copy_format", READABLE_FORMATS)
def test_the_title_is_read_from_the_start_of_a_copy(copy_format: CopyFormat) -> None:
    article = make_article("文")
    with_title = type(article)(article.origin, article.blocks, TITLE)
    text = render_copy(make_annotated_view(with_title, [make_note(article, 0, 1)]), copy_format)
    assert read_title(text[:3000]) == TITLE


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ('{\n "a": "dubao-copy-1:",\n "label": "題"\n}', "題"),
        ('{\n "a": "dubao-copy-1:"\n}', None),
        ('{\n "a": "dubao-copy-1:",\n "label": "\\x"\n}', None),
        ('{\n "a": "dubao-copy-1:"' + " " * 4096 + ',\n "label": "題"\n}', None),
        ('{"a": 1, ' + " " * 4096 + '"dubao:article": {}}', None),
    ],
)
def test_a_title_is_read_where_the_start_of_a_copy_has_one(text: str, title: str | None) -> None:
    assert detect_format(text) == "json"
    assert read_title(text) == title
