"""A blocking call in a thread of its own holds up neither a cancellation nor the end of the program."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading

import pytest

from reader.sources.detached_thread import run_in_thread


async def test_a_call_that_hangs_can_be_cancelled() -> None:
    ended = threading.Event()
    task = asyncio.create_task(run_in_thread(ended.wait))
    await asyncio.sleep(0.02)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    ended.set()


async def test_the_result_or_the_exception_of_the_call_is_handed_over() -> None:
    with pytest.raises(ZeroDivisionError):
        await run_in_thread(lambda: 1 // 0)
    assert await run_in_thread(lambda: 1) == 1


def test_a_call_that_hangs_does_not_keep_the_program_running() -> None:
    code = """
import asyncio, time
from reader.sources.detached_thread import run_in_thread
async def main():
    try:
        await asyncio.wait_for(run_in_thread(lambda: time.sleep(60)), 0.05)
    except TimeoutError:
        print("ended")
asyncio.run(main())
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=True)
    assert (run.stdout, run.stderr) == ("ended\n", "")
