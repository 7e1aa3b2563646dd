"""The row of a bar: it is as wide as the bar, and a message has a place of its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.rows.bar_row import BarContent, BarPart, KeyHint, lay_out_bar
from reader.typeset import cell_len

HINTS = (KeyHint("n", "next", "walk.next"), KeyHint("t", "traditional", "script.other"), KeyHint("?", "help", "help"))
TEXTS = st.text("ab漢字 …", max_size=30)


def text(content: BarContent, width: int) -> str:
    return "".join(part.text for part in lay_out_bar(content, width, 1))


@given(
    st.builds(
        BarContent,
        st.tuples(st.builds(BarPart, TEXTS)),
        TEXTS,
        TEXTS,
        st.sampled_from(["note", "done", "warning", "error"]),
        st.tuples(st.builds(BarPart, TEXTS), st.builds(BarPart, TEXTS)),
        st.sampled_from([(), HINTS]),
    ),
    st.integers(2, 200),
    st.sampled_from([1, 2]),
)
def test_a_row_is_never_wider_than_its_bar(content: BarContent, width: int, ambiguous: int) -> None:
    parts = lay_out_bar(content, width, ambiguous)  # type: ignore[arg-type]
    assert sum(cell_len(part.text, ambiguous) for part in parts) <= width  # type: ignore[arg-type, misc]


def test_hints_that_do_not_fit_are_left_out_and_the_last_stays() -> None:
    assert text(BarContent(hints=HINTS), 60).endswith("n next  t traditional  ? help ")
    assert text(BarContent(hints=HINTS), 24).endswith("n next  ? help ")
    assert text(BarContent(hints=HINTS), 10).endswith("? help ")
    assert "help" not in text(BarContent(hints=HINTS), 5)


@pytest.mark.parametrize("kind", ["note", "done", "warning", "error"])
def test_a_message_has_the_style_of_its_weight_and_stands_behind_the_left(kind: str) -> None:
    content = BarContent((BarPart("here"),), "detail", "something was done", kind, hints=HINTS)  # type: ignore[arg-type]
    parts = lay_out_bar(content, 80, 1)
    message = next(part for part in parts if "something" in part.text)
    assert message.style_name == f"message-{kind}"
    assert "".join(part.text for part in parts).startswith(" here   something was done ")
    assert "detail" not in "".join(part.text for part in parts)


def test_a_long_message_takes_the_place_of_the_left() -> None:
    content = BarContent((BarPart("here"),), message="words " * 7, hints=HINTS)
    assert text(content, 46).strip().startswith("words")


def test_parts_of_hints_name_their_commands() -> None:
    parts = lay_out_bar(BarContent(hints=HINTS), 80, 1)
    assert [part.command_id for part in parts if part.text == "n"] == ["walk.next"]
    assert [part.command_id for part in parts if part.text == " help"] == ["help"]
