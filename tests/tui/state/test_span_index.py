"""The spans of a block that overlap a range."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.model import Span
from reader.tui.state.span_index import SpanIndex

SPANS = st.tuples(st.integers(0, 200), st.integers(1, 60)).map(lambda pair: Span("link", pair[0], sum(pair)))


@given(st.lists(SPANS, max_size=150), st.integers(0, 260), st.integers(0, 40))
def test_those_that_overlap_are_found_in_the_order_of_the_block(spans: list[Span], start: int, size: int) -> None:
    end = start + size
    assert SpanIndex(spans).find(start, end) == [span for span in spans if span.start < end and span.end > start]


def test_a_row_of_a_block_with_many_links_looks_at_few() -> None:
    spans = [Span("link", at, at + 1) for at in range(100_000)]
    index = SpanIndex(spans)
    assert index.find(50_000, 50_003) == spans[50_000:50_003]
