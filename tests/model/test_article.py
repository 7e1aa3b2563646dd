from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from reader.model import Block, Span, clean


def test_a_block_cannot_be_changed() -> None:
    block = Block("paragraph", clean("江華"))
    with pytest.raises(FrozenInstanceError):
        block.text = clean("别的")  # type: ignore[misc]


def test_find_span_gives_the_first_span_of_a_kind() -> None:
    block = Block(
        "paragraph",
        clean("先修碼頭。再招企業。"),
        spans=(Span("strong", 0, 2), Span("run_in", 0, 5), Span("strong", 5, 7)),
    )
    assert block.find_span("strong") == Span("strong", 0, 2)
    assert block.find_span("credit") is None
