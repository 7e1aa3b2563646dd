"""Labels over a row, in terminals that draw characters of ambiguous width in one cell and in two."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.tui.widgets.painted import drop_cells, fit_segments
from reader.tui.widgets.row_overlay import overlay_labels
from reader.typeset import AmbiguousWidth, cell_len

if TYPE_CHECKING:
    from collections.abc import Iterable

TEXTS = st.lists(st.text("甲“”…—ab ", max_size=6), max_size=5)
WIDTHS = st.sampled_from(get_args(AmbiguousWidth))


def count_cells(segments: Iterable[Segment], ambiguous: AmbiguousWidth) -> int:
    return sum(cell_len(segment.text, ambiguous) for segment in segments)


@given(TEXTS, st.integers(0, 30), WIDTHS)
def test_a_row_is_cut_into_two_parts_of_its_width(texts: list[str], cells: int, ambiguous: AmbiguousWidth) -> None:
    segments = [Segment(text) for text in texts]
    width = count_cells(segments, ambiguous)
    assert count_cells(fit_segments(segments, cells, ambiguous, Style()), ambiguous) == cells
    assert count_cells(drop_cells(segments, cells, ambiguous), ambiguous) == max(0, width - cells)


@pytest.mark.parametrize("ambiguous", get_args(AmbiguousWidth))
@pytest.mark.parametrize("label", ["a", "ab"])
def test_labels_stand_in_the_cells_they_are_for(ambiguous: AmbiguousWidth, label: str) -> None:
    text = "“甲”乙乙"
    row = Strip([Segment(text + " " * (12 - cell_len(text, ambiguous)))], 12)
    found = list(overlay_labels(row, [(4, label)], Style(bold=True), ambiguous))
    at = next(n for n, segment in enumerate(found) if segment.style and segment.style.bold)
    assert found[at].text == label
    assert count_cells(found[:at], ambiguous) == 4
    assert count_cells(found, ambiguous) == 12
