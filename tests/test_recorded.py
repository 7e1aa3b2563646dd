"""Results of texts are compared with recorded ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.recorded import _escape, _unescape, check_recorded

if TYPE_CHECKING:
    from pathlib import Path


def test_a_result_that_is_not_the_recorded_one_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "rows.tsv"
    with pytest.raises(AssertionError):
        check_recorded(path, str.upper)
    monkeypatch.setenv("UPDATE_RECORDED", "1")
    check_recorded(path, str.upper, ["a\n\tb", "c\\n"])
    monkeypatch.delenv("UPDATE_RECORDED")
    check_recorded(path, str.upper)
    with pytest.raises(AssertionError, match="c"):
        check_recorded(path, lambda text: text.upper() if "a" in text else text)


@given(st.text())
def test_escaped_text_is_one_line_and_read_back(text: str) -> None:
    assert all(char.isprintable() or char in "\u3000\xa0" for char in _escape(text))
    assert _unescape(_escape(text)) == text
