"""Copies as plain text: highlights in brackets, notes below."""

from __future__ import annotations

import pytest

from reader.annotations.model import Annotation, Target
from reader.copies.annotated_view import make_annotated_view
from reader.copies.checksum import read_checksum
from reader.copies.formats import detect_format
from reader.copies.text import render_text
from reader.model import clean
from tests.copies.articles import COUNT, WHEN, annotated, make_article, make_note


def test_highlights_are_in_brackets_and_notes_below_with_numbers() -> None:
    article = make_article("東岸縣的舊碼頭", "水深足夠")
    lost = Annotation("urn:l", WHEN, WHEN, Target(0, 2, "不見"), note="在哪？", state="orphan")
    whole = Annotation("urn:w", WHEN, WHEN, note="好文\n兩行", tags=("港",))
    text = render_text(
        make_annotated_view(article, [make_note(article, 0, 3), make_note(article, 5, 7, "多舊？"), lost, whole])
    )
    assert text.split("\n\n")[:-1] == [
        "【東岸縣】的舊【碼頭】[2]",
        "水深足夠",
        "— 筆記 —",
        "[1] 好文\n兩行\n#港",
        "[2] 多舊？",
        "[3] 未定位的筆記：不見\n在哪？",
    ]
    assert text.split("\n\n")[-1].startswith("https://a.example/b\n")


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("文", "【文】"),
        ("文【", "〖文〗【"),
        ("文】〖", "⟦文⟧】〖"),
        ("文【〖⟦〔", "【【文】】【〖⟦〔"),
        ("文【【〗⟧〕", "〖〖文〗〗【【〗⟧〕"),
    ],
)
def test_highlights_get_brackets_that_the_text_does_not_have(text: str, opening: str) -> None:
    article = make_article(text)
    assert render_text(make_annotated_view(article, [make_note(article, 0, 1)])).startswith(opening + "\n")


@pytest.mark.parametrize("seed", range(0, min(COUNT, 200), 4))
def test_text_without_brackets_and_numbers_is_that_of_the_article(seed: int) -> None:
    page = make_annotated_view(*annotated(seed))
    text = render_text(page)
    assert clean(text) == text
    seal = read_checksum(text)
    assert seal is not None
    assert seal.is_unchanged
    assert detect_format(text) is None
    plain = make_annotated_view(page.article, [])
    blocks = [view.text for i, view in enumerate(plain.views) if i not in plain.omitted_blocks]
    assert render_text(plain).startswith("\n\n".join(blocks))


def test_notes_are_numbered_in_the_order_of_their_references() -> None:
    article = make_article("甲乙丙丁")
    text = render_text(make_annotated_view(article, [make_note(article, 0, 4, "外"), make_note(article, 1, 2, "內")]))
    assert text.startswith("【甲】【乙】[1]【丙丁】[2]\n")
    assert "[1] 內\n\n[2] 外\n" in text
