"""Work that is ended before its time."""

from __future__ import annotations

import asyncio

import pytest

from reader.services.feeds.stopping import run_until_stopped


async def test_work_that_is_not_stopped_returns_what_it_finds() -> None:
    async def work() -> int:
        await asyncio.sleep(0)
        return 7

    assert await run_until_stopped(work(), asyncio.Event()) == 7


async def test_work_that_is_stopped_is_cancelled_before_the_caller_goes_on() -> None:
    stopped = asyncio.Event()
    steps: list[str] = []

    async def work() -> int:
        stopped.set()
        try:
            await asyncio.sleep(60)
        finally:
            await asyncio.sleep(0)
            steps.append("cleaned up")
        return 7

    assert await run_until_stopped(work(), stopped) is None
    assert steps == ["cleaned up"]


async def test_errors_of_the_work_are_raised() -> None:
    async def work() -> None:
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        await run_until_stopped(work(), asyncio.Event())
