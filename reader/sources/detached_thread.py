"""Runs a blocking call beside the event loop, in a thread that is never joined."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

_Result = TypeVar("_Result")


async def run_in_thread(call: Callable[[], _Result]) -> _Result:
    """Return the result of a call that may block, made in a thread of its own.

    The thread is never joined: a call that hangs delays neither the cancellation of this coroutine nor the end of the
    program, as one in a thread of an executor would.

    Raises:
        Exception: Whatever the call raises.
    """
    import asyncio

    loop = asyncio.get_running_loop()
    answer: asyncio.Future[_Result] = loop.create_future()

    def settle(found: _Result) -> None:
        if not answer.done():  # else cancelled
            answer.set_result(found)

    def fail(error: Exception) -> None:
        if not answer.done():
            answer.set_exception(error)

    def run() -> None:
        with suppress(RuntimeError):  # the loop has ended
            try:
                found = call()
            except Exception as error:
                loop.call_soon_threadsafe(fail, error)
            else:
                loop.call_soon_threadsafe(settle, found)

    threading.Thread(target=run, daemon=True, name="aside").start()
    return await answer
