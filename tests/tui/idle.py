"""Waits until an app has nothing left to do, by its message queues and not by the clock."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import App
    from textual.message_pump import MessagePump

_QUIET_ROUNDS = 3
"""Rounds of the event loop without work after which nothing follows: a message may be on its way between two queues."""
_MAX_SECONDS = 60.0
_AWAITED_WORKERS = frozenset({"preload"})
"""Groups of workers that end by themselves. Loading a page is none of them: tests look at the screen meanwhile."""


async def wait_for_idle(app: App[Any]) -> None:
    """Return when all messages are handled, all frames drawn and the work of the background is done.

    Textual's pilot waits until the processor is idle instead, which takes 40 ms or more for every key.

    Raises:
        TimeoutError: The app is still busy after a minute; the message names with what.
    """
    until, quiet = monotonic() + _MAX_SECONDS, 0
    while quiet < _QUIET_ROUNDS:
        if monotonic() > until:
            raise TimeoutError(f"the app is still busy with {_describe_work(app)}")
        await asyncio.sleep(0)
        if any(_is_busy(pump) for pump in _pumps(app)):
            quiet = 0
            continue
        if app._running and app._screen_stack and _has_frame_pending(app):
            app.screen._on_timer_update()
            quiet = 0
            continue
        if _has_background_work(app):
            await asyncio.sleep(0.001)
            quiet = 0
            continue
        quiet += 1


def _describe_work(app: App[Any]) -> str:
    busy = [repr(pump) for pump in _pumps(app) if _is_busy(pump)]
    busy += ["a frame"] if app._running and app._screen_stack and _has_frame_pending(app) else []
    busy += ["work of the background"] if _has_background_work(app) else []
    return ", ".join([*busy, *(repr(worker) for worker in app.workers if not worker.is_finished)])


def _pumps(app: App[Any]) -> Iterator[MessagePump]:
    yield app
    yield from list(app._registry)


def _is_busy(pump: MessagePump) -> bool:
    """Whether a pump has messages left or is handling one: else it waits for its queue."""
    if not pump._running or pump._closing or pump._closed:
        return False
    queue: Any = pump._message_queue
    waits = queue.empty() and pump._pending_message is None and bool(queue.ready_event._waiters)
    return not waits or bool(pump._next_callbacks)


def _has_frame_pending(app: App[Any]) -> bool:
    screen = app.screen
    return bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._dirty_widgets
        or screen._callbacks
    )


def _has_background_work(app: App[Any]) -> bool:
    workers = [worker for worker in app.workers if worker.group in _AWAITED_WORKERS and not worker.is_finished]
    reading = getattr(app, "_reading_screen", None)
    return bool(workers) or (reading is not None and reading.controllers.background_work._is_scheduled)


async def press_key(app: App[Any], key: str) -> None:
    """Press a key as Textual's pilot does, and wait until what it does is done."""
    import unicodedata

    from textual import events

    if len(key) == 1 and not key.isalnum():
        key = _character_to_key(key)
    original = REPLACED_KEYS.get(key, key)
    try:
        character: str | None = unicodedata.lookup(_get_unicode_name_from_key(original))
    except KeyError:
        character = key if len(key) == 1 else None
    event = events.Key(key, character)
    event.set_sender(app)
    assert app._driver is not None
    app._driver.send_message(event)
    await wait_for_idle(app)
