from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.model import CleanText, Phrase, View

VIEW = View(CleanText("全力最佳化專案了"), (Phrase(2, 4, 2, 5), Phrase(4, 6, 5, 7)))
"""全力优化项目了 with two phrases side by side, the first of which grows."""


@st.composite
def views(draw: st.DrawFn) -> tuple[View, int]:
    """A view, and the length of its source."""
    phrases = []
    at = shown = 0
    for gap, before, after in draw(st.lists(st.tuples(*[st.integers(0, 4)] * 3), max_size=6)):
        at, shown = at + gap, shown + gap
        if before or after:
            phrases.append(Phrase(at, at + max(before, 1), shown, shown + max(after, 1)))
            at, shown = phrases[-1].end, phrases[-1].view_end
    rest = draw(st.integers(0, 4))
    return View(CleanText("字" * (shown + rest)), tuple(phrases)), at + rest


def test_without_phrases_offsets_are_equal() -> None:
    view = View(CleanText("說話"))
    assert [view.to_view(at) for at in range(3)] == [view.to_source(at) for at in range(3)] == [0, 1, 2]
    assert view.span_to_view(0, 2) == view.span_to_source(0, 2) == (0, 2)
    assert view.source_length == 2


def test_a_span_that_touches_a_phrase_covers_it() -> None:
    assert VIEW.span_to_view(3, 4) == VIEW.span_to_view(2, 3) == VIEW.span_to_view(2, 4) == (2, 5)
    assert VIEW.span_to_view(1, 5) == (1, 7)
    assert VIEW.span_to_view(5, 7) == (5, 8)
    assert VIEW.span_to_source(4, 5) == VIEW.span_to_source(3, 4) == (2, 4)
    assert VIEW.span_to_source(3, 6) == (2, 6)
    assert VIEW.source_length == 7


def test_an_empty_span_maps_to_an_empty_span() -> None:
    assert VIEW.span_to_view(4, 4) == (5, 5)
    assert VIEW.span_to_view(3, 3) == VIEW.span_to_view(3, 1) == (2, 2)
    assert VIEW.span_to_source(7, 7) == (6, 6)


@given(views())
def test_an_offset_maps_to_the_view_and_back(pair: tuple[View, int]) -> None:
    view, length = pair
    assert view.source_length == length
    inside = {at for phrase in view.phrases for at in range(phrase.start + 1, phrase.end)}
    for at in range(length + 1):
        back = view.to_source(view.to_view(at))
        assert back == at or (at in inside and back < at)
    for at in range(len(view.text)):
        assert view.to_source(at) <= length
    assert [view.to_view(at) for at in range(length + 1)] == sorted(view.to_view(at) for at in range(length + 1))


@given(views(), st.data())
def test_a_span_grows_to_whole_phrases_and_no_further(pair: tuple[View, int], data: st.DataObject) -> None:
    view, length = pair
    start = data.draw(st.integers(0, length))
    end = data.draw(st.integers(start, length))
    first, last = view.span_to_view(start, end)
    one, other = view.span_to_source(first, last)
    if start < end:
        assert one <= start
        assert other >= end
        touched = [phrase for phrase in view.phrases if phrase.start < end and start < phrase.end]
        assert one == min([start, *(phrase.start for phrase in touched)])
        assert other == max([end, *(phrase.end for phrase in touched)])
    assert view.span_to_view(one, other) == (first, last)
