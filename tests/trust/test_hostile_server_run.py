"""Rows 5 to 10: every answer of a server that answers badly is a text or an error in time, within little memory."""

from __future__ import annotations

import mmap
import time

import pytest

from tests.trust.hostile import IS_FULL
from tests.trust.hostile_server_run import DEADLINE, GROWTH_MAX, LATE_MAX, SERVER, MemoryPeak, run


@pytest.mark.skipif(not SERVER.is_file() or not IS_FULL, reason="the server is not beside this repository, or not full")
def test_every_answer_comes_to_what_it_has_to_in_time_and_within_little_memory() -> None:
    outcomes = run(SERVER)
    assert len(outcomes) >= 160
    assert [each for each in outcomes if not each.is_right] == []
    assert max(each.seconds for each in outcomes) <= DEADLINE + LATE_MAX
    assert max(each.growth for each in outcomes) <= GROWTH_MAX


def test_memory_that_is_held_for_a_moment_is_seen() -> None:
    with MemoryPeak() as memory:
        held = mmap.mmap(-1, 60 << 20)  # what Python has freed would be used first for its own objects
        for page in range(0, len(held), mmap.PAGESIZE):
            held[page] = 1
        time.sleep(0.1)
        held.close()
    assert memory.highest - memory.first > 40
