"""Work that ends early in good order when somebody wants it to."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine

T = TypeVar("T")


async def run_until_stopped(work: Coroutine[Any, Any, T], stopped: asyncio.Event) -> T | None:
    """What some work returns; None where it was cancelled since an event was set.

    Args:
        work: What to do; what it raises is raised.
        stopped: Ends the work when it is set.
    """
    task, waiter = asyncio.create_task(work), asyncio.create_task(stopped.wait())
    try:
        await asyncio.wait({task, waiter}, return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else None
    finally:
        task.cancel()
        waiter.cancel()
        await asyncio.wait({task, waiter})
