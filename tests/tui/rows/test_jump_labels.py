from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.tui.rows.jump_labels import make_labels


@given(st.integers(0, 700))
def test_no_label_begins_another(count: int) -> None:
    labels = make_labels(count)
    assert len(labels) == min(count, 676)
    assert len(set(labels)) == len(labels)
    assert len({len(label) for label in labels}) <= 1
    assert all(len(label) == (1 if count <= 26 else 2) for label in labels)
