"""The kinds of source that a name stands for."""

from __future__ import annotations

import pytest

from reader.sources.kinds import classify_source, is_web_url


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("https://paper.example/a", "web"), ("HTTP://paper.example", "web"), ("-", "stdin"),
        ("", "file"), ("./-", "file"), ("http:/a", "file"), ("ftp://paper.example/a", "file"),
        ("a https://paper.example", "file"), ("0123456789abcdef", "file"), ("~/報.txt", "file"),
    ],
)  # fmt: skip
def test_a_name_has_the_kind_of_its_form(source: str, kind: str) -> None:
    assert classify_source(source) == kind
    assert is_web_url(source) == (kind == "web")
