"""Articles of our own, read by a person first: every figure where it stands, what it says, and nothing else."""

from __future__ import annotations

from decimal import Decimal

import opencc
import pytest

from reader.figures.scan import find_figures
from tests.figures.gold import Piece, pieces

PIECES = pieces()


def said(piece: Piece, text: str) -> list[tuple[object, ...]]:
    """What the engine finds, without offsets."""
    return [
        (f.kind, (f.low, f.high) if f.is_range and f.value is None else f.value, f.canonical_unit)
        for f in find_figures(text, piece.context)
    ]


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.name)
def test_spans_kinds_and_units_are_those_of_the_labels(piece: Piece) -> None:
    found = [(f.start, f.end, f.kind, f.canonical_unit) for f in find_figures(piece.text, piece.context)]
    assert found == [(x.start, x.end, x.kind, x.unit) for x in piece.figures]


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.name)
def test_values_are_those_of_the_labels(piece: Piece) -> None:
    for figure, expected in zip(find_figures(piece.text, piece.context), piece.figures, strict=True):
        value = (figure.low, figure.high) if expected.ranged and figure.value is None else figure.value
        if expected.ranged and not isinstance(value, tuple):
            assert expected.value == (value, None)
        elif isinstance(value, Decimal | int) and isinstance(expected.value, Decimal):
            assert abs(Decimal(value) - expected.value) < Decimal("1e-9"), figure.text
        else:
            assert value == expected.value, figure.text


@pytest.mark.parametrize("config", ["t2s", "s2t", "t2tw", "t2hk", "s2hk", "s2tw"])
@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.name)
def test_the_script_of_an_article_changes_no_figure(piece: Piece, config: str) -> None:
    converted = opencc.OpenCC(config).convert(piece.text)
    assert len(converted) == len(piece.text)
    assert said(piece, converted) == said(piece, piece.text)
