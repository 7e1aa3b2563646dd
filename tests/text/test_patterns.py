"""Patterns are compiled once, at their first use."""

from __future__ import annotations

import re

import pytest

from reader.text.patterns import lazy_pattern


def test_a_pattern_is_compiled_at_its_first_use_and_only_once() -> None:
    pattern = lazy_pattern("[0-9]+")
    assert pattern() is pattern()
    assert pattern().match("12")


def test_a_pattern_that_is_wrong_fails_where_it_is_used() -> None:
    pattern = lazy_pattern("(")
    with pytest.raises(re.error):
        pattern()
