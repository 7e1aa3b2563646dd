"""Loading of many sources in worker processes."""

from __future__ import annotations

import os

import pytest

from reader.errors import ReaderError
from reader.services import parallel_loading
from reader.services.parallel_loading import MIN_SOURCES, load_in_parallel


def load(source: str) -> tuple[str, int]:
    if source.endswith("3"):
        raise ReaderError(source, "it has a three", "take another")
    return source.upper(), os.getpid()


@pytest.mark.parametrize("count", [0, 3, MIN_SOURCES + 30])
def test_sources_are_loaded_in_their_order_and_errors_stay_with_them(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel_loading, "_count_processors", lambda: 2)
    sources = [f"a{number}" for number in range(count)]
    results = list(load_in_parallel(sources, load))
    assert [result.source for result in results] == sources
    for result in results:
        assert (result.error is not None) == result.source.endswith("3")
        assert result.error is not None or result.value[0] == result.source.upper()
        if result.error:
            assert str(result.error) == f"{result.source}: it has a three; take another"
    processes = {result.value[1] for result in results if result.value}
    assert (os.getpid() in processes) == (0 < count < MIN_SOURCES)


def test_one_processor_needs_no_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel_loading, "_count_processors", lambda: 1)
    results = list(load_in_parallel(["a"] * (MIN_SOURCES + 1), load))
    assert {result.value[1] for result in results} == {os.getpid()}
