"""Messages are of a length that can be read, and safe to draw."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.model.clean import UNSAFE_CHARACTER
from reader.tui.rows.columns import shorten_message


@given(st.text(alphabet=st.characters(), max_size=1000))
def test_shorten_message_gives_one_short_clean_line(message: str) -> None:
    told = shorten_message(message)
    assert len(told) <= 240
    assert UNSAFE_CHARACTER.search(told) is None
    assert not set("\r\n\t") & set(told)


@pytest.mark.parametrize("length", [0, 1, 239, 240])
def test_shorten_message_leaves_short_messages(length: int) -> None:
    assert shorten_message("讀" * length) == "讀" * length


def test_shorten_message_cuts_the_value_and_keeps_the_reason() -> None:
    told = shorten_message(str(ReaderError("/" + "長" * 1_000_000, "the name is too long", "check the path")))
    assert told.startswith("/長")
    assert " … " in told
    assert told.endswith("長: the name is too long; check the path")
