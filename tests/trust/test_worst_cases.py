"""Row 10: every parser takes time in proportion to its text, whatever the text repeats, and little memory."""

from __future__ import annotations

from contextlib import suppress
from statistics import median

import pytest

from reader.errors import ReaderError
from tests.bench.worst_cases import GROWTH_MAX, MEMORY_MAX, measure_cost
from tests.trust.hostile import IS_FULL
from tests.trust.worst_cases import PARSERS, make_cases

CASES = make_cases()
SAMPLE = [
    *("figures 1萬元、", "figures (1)", "show_json 1萬元、", "text 1\\n", "text 1. 字\\n", "text list that counts"),
    *("text random short lines", "page <p>字", "page elements of all kinds", "markdown - 字\\n", "copy - 甲\\n"),
    *("copy [^a1]: x\\n", "save JSON spans", "show JSON names", "feed &", "message a: b\\n", "settings a.b"),
    *("query (", "layout \u0301", "script random lines", "dates 2021-04-05 08:09\\n", "anchors 字", "bytes 字"),
]
"""Cases that once took more time than others, and one of each parser."""
SIZE, PAGE_SIZE = (500_000 if IS_FULL else 100_000), 500_000
"""Bytes of the shorter text; pages of both sizes are read in another process."""
LITTLE = 0.03
"""Seconds that are added to both times, so that what takes no time has no growth."""


@pytest.mark.parametrize("name", CASES if IS_FULL else SAMPLE)
def test_twice_the_text_takes_twice_the_time(name: str) -> None:
    case = CASES[name]
    size = PAGE_SIZE if case.parser == "page" else SIZE
    with suppress(ReaderError):
        PARSERS[case.parser](case.make(3_000))  # so that the forked processes have all that is imported and cached
    ratios: list[float] = []
    for _ in range(5):
        once, twice = measure_cost(case, size), measure_cost(case, 2 * size)
        assert "!!" not in twice.outcome, twice
        assert twice.memory <= MEMORY_MAX, twice
        ratios.append((twice.seconds + LITTLE) / (once.seconds + LITTLE) / 2)
        if median(ratios) <= GROWTH_MAX:
            return
    assert median(ratios) <= GROWTH_MAX, ratios


def test_each_parser_has_cases() -> None:
    assert {case.parser for case in CASES.values()} == set(PARSERS)
    assert set(SAMPLE) <= set(CASES)
    assert {CASES[name].parser for name in SAMPLE} >= set(PARSERS) - {"feed_list", "rules"}
