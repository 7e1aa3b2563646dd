"""The text of a paragraph of Markdown, with the offsets of highlights and footnote references in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.copies.markdown_inline import InlineText, parse_inline, parse_note
from reader.model import clean


@pytest.mark.parametrize(
    ("source", "text", "highlights", "references"),
    [
        ("甲==乙==丙", "甲乙丙", ((1, 2),), ()),
        ("==甲====乙==[^a1][^b]丙", "甲乙丙", ((0, 1), (1, 2)), (("a1", 2), ("b", 2))),
        ("甲==乙", "甲==乙", (), ()),
        ("甲\\==乙==", "甲==乙==", (), ()),
        ("甲\\=\\=乙==丙==", "甲==乙丙", ((4, 5),), ()),
        ("&#12288;甲&#0;&#1114112;", "\u3000甲\u2400&#1114112;", (), ()),
        ("看[這\\]裡](<https://a.example/>)和[那裡](b)", "看這]裡和那裡", (), ()),
        ("==看[這裡](b)==[^a]", "看這裡", ((0, 3),), (("a", 3),)),
        ("甲\\\n    乙\n丙", "甲\n乙\n丙", (), ()),
        ("[^a b]", "[^a b]", (), ()),
        ("&#1114111;&#65;", "\U0010ffffA", (), ()),
        ("==甲====", "甲==", ((0, 1),), ()),
        ("==甲==乙==丙==丁", "甲乙丙丁", ((0, 1), (2, 3)), ()),
        ("[](b)甲[==乙==](b)", "甲乙", (), ()),
        ("甲 \n 乙", "甲 \n乙", (), ()),
        ("\\甲\\", "\\甲\\", (), ()),
    ],
)
def test_markup_becomes_offsets(
    source: str, text: str, highlights: tuple[tuple[int, int], ...], references: tuple[tuple[str, int], ...]
) -> None:
    assert parse_inline(source) == InlineText(clean(text), highlights, references)


@given(st.text("甲乙=\\[]()^a&#1;\n <>", max_size=40))
def test_offsets_are_inside_the_text(source: str) -> None:
    found = parse_inline(source)
    assert all(0 <= start <= end <= len(found.text) for start, end in found.highlights)
    assert all(0 <= offset <= len(found.text) for _, offset in found.footnote_references)


def test_a_note_keeps_highlights_and_links_that_were_typed() -> None:
    assert parse_note(["==甲== [乙](c)\\\n\\*丙", "<!-- -->https://a.example/"]) == (
        "==甲== [乙](c)\n*丙\n\nhttps://a.example/"
    )


def test_what_is_escaped_in_a_note_is_as_it_was_typed() -> None:
    assert parse_note(["甲\\\n乙&#10;&#1114111;&#1114112;\\[丙"]) == "甲\n乙\n\U0010ffff&#1114112;[丙"
    assert parse_note([]) == ""
