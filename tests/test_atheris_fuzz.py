"""What is fuzzed can be run without the fuzzer."""

from __future__ import annotations

from contextlib import suppress

import pytest

from reader.errors import ReaderError
from tests.atheris_fuzz import make_seeds, make_targets


@pytest.mark.parametrize("data", [b"", b"\xff\x00", "標題\n\n一段。".encode(), b"{}", b"<rss", b"[[feed]]", b'("'])
def test_every_target_takes_any_bytes(data: bytes) -> None:
    for parse in make_targets().values():
        with suppress(ReaderError):
            parse(data)


@pytest.mark.parametrize("name", sorted(make_targets()))
def test_every_target_reads_what_the_fuzzer_begins_with(name: str) -> None:
    for seed in make_seeds(name):
        make_targets()[name](seed)
