"""When memory is freed: garbage once no key has come for a moment, because a collection takes as long as a key."""

from __future__ import annotations

import asyncio
import gc

from textual.css.scalar import Scalar
from textual.geometry import Region

IDLE_SECONDS = 0.25
"""Seconds without input after which garbage is collected."""
BUSY_SECONDS = 10.0
"""Seconds after which it is collected even if input comes all the time."""
CALM_SECONDS = 3.0
"""Seconds without input after which what was frozen is looked at, too: that takes about 75 ms."""
BUSY_CALM_SECONDS = 60.0
"""Seconds after which that is done even if input comes all the time."""
_ALLOCATIONS = 50_000
"""Objects that are made and not freed before Python collects by itself; it would do so at 700, several times a key."""
_FREEZE_GROWTH = 1_000
"""Objects more than after the last look at what is frozen, by which something was frozen since."""


def enable_collection() -> None:
    """Let Python collect by itself what much work without a pause leaves; freeze what exists.

    See `freeze_objects`; what was made while the program started is hardly garbage, and a collection would take long.
    """
    gc.set_threshold(_ALLOCATIONS, 10, 10)
    gc.enable()
    gc.freeze()


def freeze_objects() -> None:
    """Leave all objects that exist out of the collection of garbage: one that looks at the tables of the engines, or at
    the blocks of a very long article, takes longer than three frames. An article is freed nevertheless when it is
    closed, as long as no cycle of references leads to it. What is garbage already is collected first.
    """
    gc.collect()
    gc.freeze()


def clear_geometry_caches() -> None:
    """Forget the regions and lengths that Textual has worked out; called when the window has got another size.

    Those of the old size are hardly asked for again, and Textual keeps up to 30,000 of them.
    """
    for method in (*vars(Region).values(), Scalar.resolve):
        if hasattr(method, "cache_clear"):
            method.cache_clear()


class IdleCollector:
    """Collects garbage while no input comes."""

    def __init__(self) -> None:
        """Begin to wait for input."""
        self._timer: asyncio.TimerHandle | None = None
        self._pause = IDLE_SECONDS
        """Seconds without input that the timer waits for."""
        self._last_input = self._last_collection = self._last_whole_collection = 0.0
        """By the clock of the loop; a whole collection is one with what was frozen."""
        self._frozen = gc.get_freeze_count()
        """Objects that were frozen after the last whole collection."""

    def note_input(self) -> None:
        """Collect once no further input has come for a moment; called for each input, in the loop of the program."""
        self._last_input = asyncio.get_running_loop().time()
        if not self._last_collection:
            self._last_collection = self._last_whole_collection = self._last_input
        if self._timer is None or self._pause > IDLE_SECONDS:
            self._wait(IDLE_SECONDS)

    def _wait(self, pause: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._pause = pause
        self._timer = asyncio.get_running_loop().call_at(self._last_input + pause, self._collect_if_idle)

    def _collect_if_idle(self) -> None:
        now = asyncio.get_running_loop().time()
        self._timer = None
        if now < self._last_input + self._pause and now - self._last_collection < BUSY_SECONDS:
            self._wait(self._pause)
            return
        is_frozen_anew = gc.get_freeze_count() > self._frozen + _FREEZE_GROWTH
        if is_frozen_anew and (self._pause == CALM_SECONDS or now - self._last_whole_collection >= BUSY_CALM_SECONDS):
            gc.unfreeze()
            freeze_objects()
            self._frozen = gc.get_freeze_count()
            self._last_whole_collection = now
        else:
            gc.collect()
            if is_frozen_anew:
                self._wait(CALM_SECONDS)
        self._last_collection = now
