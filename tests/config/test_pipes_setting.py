"""The commands that are offered for a text."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.config.settings import parse_settings
from reader.errors import ReaderError


def test_commands_are_read_as_a_list_or_as_one() -> None:
    path = Path("config.toml")
    assert parse_settings('pipes = ["wc -m", "trans -b :en"]', path).pipes == ("wc -m", "trans -b :en")
    assert parse_settings('pipes = "wc -m"', path).pipes == ("wc -m",)
    assert parse_settings("", path).pipes == ()


def test_an_empty_command_is_refused() -> None:
    with pytest.raises(ReaderError, match="pipes"):
        parse_settings('pipes = [" "]', Path("config.toml"))
