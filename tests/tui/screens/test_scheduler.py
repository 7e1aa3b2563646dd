"""Work beside the screen."""

from __future__ import annotations

from contextvars import Context

from textual.screen import Screen

from reader.tui.screens.scheduler import ScreenScheduler


def test_a_thread_that_outlives_the_program_calls_nothing() -> None:
    calls: list[str] = []
    Context().run(ScreenScheduler(Screen()).call_from_thread, calls.append, "too late")
    assert calls == []
