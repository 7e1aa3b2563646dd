"""Rows of a list as text for the clipboard."""

from __future__ import annotations

import pytest

from reader.tui.rows.clipboard_text import format_rows


@pytest.mark.parametrize("text", ["＝1+1", " =1+1", "　@SUM(1)", "=1+1", "+cmd", "@A1", "\t=1"])
def test_csv_rows_hold_no_formula(text: str) -> None:
    _, row = format_rows([(1, text)], "csv").split("\r\n")[:2]
    assert row.split(",", 1)[1].strip('"') == "'" + text


@pytest.mark.parametrize("text", ["-3", "+1,200", "-12.5%", "第一節"])
def test_numbers_and_words_in_csv_rows_stay_as_they_are(text: str) -> None:
    assert format_rows([(1, text)], "csv").split("\r\n")[1].split(",", 1)[1].strip('"') == text


def test_rows_are_indented_by_their_level() -> None:
    assert format_rows([(0, "一"), (1, "二")], "text") == "一\n  二"
    assert format_rows([(0, "一"), (1, "二")], "markdown") == "- 一\n  - 二"
