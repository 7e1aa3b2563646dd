"""Work beside the screen."""

from __future__ import annotations

import gc
import warnings
from contextvars import Context
from functools import partial

from textual.app import App
from textual.screen import Screen

from reader.tui.screens.scheduler import ScreenScheduler


def test_a_thread_that_outlives_the_program_calls_nothing() -> None:
    calls: list[str] = []
    Context().run(ScreenScheduler(Screen()).call_from_thread, calls.append, "too late")
    assert calls == []


async def test_work_whose_place_is_taken_before_it_begins_is_never_made() -> None:
    done: list[int] = []

    async def work(number: int) -> None:
        done.append(number)

    app = App[None]()
    async with app.run_test() as pilot:
        scheduler = ScreenScheduler(app.screen)
        with warnings.catch_warnings(record=True) as found:
            warnings.simplefilter("always")
            for number in range(3):
                scheduler.start_worker(partial(work, number), "work")
            await pilot.pause(0.05)
            gc.collect()
    assert done == [2]
    assert not found
