"""Markdown files with highlights of their reader open as annotated articles."""

from __future__ import annotations

import pytest

from reader.model import Origin, clean
from reader.services.marked_markdown import open_marked_markdown
from reader.sources import Document

TEXT = "# 渡口的鐘又響了\n\n停擺了二十年的==渡口大鐘==^[哪一年？]昨天重新敲響。\n\n孩子們==也都跑出來==看。\n"


def document(text: str, name: str = "a.md") -> Document:
    return Document(clean(text), Origin("a", path=name))


def test_highlights_and_their_notes_become_annotations() -> None:
    copy = open_marked_markdown(document(TEXT))
    assert copy is not None
    assert [block.text for block in copy.article.blocks][1:] == [
        "停擺了二十年的渡口大鐘昨天重新敲響。",
        "孩子們也都跑出來看。",
    ]
    assert [(each.target and each.target.exact, each.note) for each in copy.annotations] == [
        ("渡口大鐘", "哪一年？"),
        ("也都跑出來", ""),
    ]


def test_a_highlight_has_the_same_id_whenever_the_file_is_read() -> None:
    first, again = (open_marked_markdown(document(TEXT)) for _ in range(2))
    assert first is not None
    assert again is not None
    assert [each.id for each in first.annotations] == [each.id for each in again.annotations]
    assert len({each.id for each in first.annotations}) == 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (TEXT.replace("==", "").replace("^[哪一年？]", ""), "a.md"),
        ("標題\n\n一段==沒有標記==的文字。\n", "a.txt"),
        ("", "a.md"),
    ],
)
def test_other_texts_are_no_annotated_articles(text: str, name: str) -> None:
    assert open_marked_markdown(document(text, name)) is None
