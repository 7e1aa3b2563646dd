"""When garbage is collected: not between two keys that follow one another, but as soon as there is a pause."""

from __future__ import annotations

import asyncio
import gc
import selectors
import threading
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import ref

import pytest
from textual.css.scalar import Scalar
from textual.geometry import Region

from reader.tui import memory
from reader.tui.memory import (
    BUSY_CALM_SECONDS,
    BUSY_SECONDS,
    CALM_SECONDS,
    IDLE_SECONDS,
    IdleCollector,
    enable_collection,
    freeze_objects,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator
    from contextlib import AbstractAsyncContextManager

    from tests.tui.conftest import Reader


Result = TypeVar("Result")


class Clock(selectors.SelectSelector):
    """A clock that goes on when a loop waits, as far as it waits for."""

    now = 1.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self.now += max(0.0, timeout or 0.0)
        return super().select(0)


def run(work: Coroutine[Any, Any, Result]) -> Result:
    clock = Clock()
    loop = asyncio.SelectorEventLoop(clock)
    loop.time = lambda: clock.now  # type: ignore[method-assign]
    try:
        return loop.run_until_complete(work)
    finally:
        loop.close()


class Cycle:
    """An object that only a collection frees."""

    def __init__(self) -> None:
        self.own = self


def freeze_garbage() -> ref[Cycle]:
    """Freeze what exists, with an object that is garbage afterwards."""
    cycle = Cycle()
    freeze_objects()
    return ref(cycle)


@pytest.fixture(autouse=True)
def no_other_collection() -> Iterator[None]:
    """No collection but that of the collector; all as before in the end."""
    thresholds = gc.get_threshold()
    gc.collect()
    gc.disable()
    yield
    gc.set_threshold(*thresholds)
    gc.enable()


def test_garbage_is_collected_in_the_first_pause_and_not_before() -> None:
    async def type_and_wait() -> tuple[bool, bool]:
        collector = IdleCollector()
        cycle = ref(Cycle())
        for _ in range(20):
            collector.note_input()
            await asyncio.sleep(IDLE_SECONDS * 0.9)
        is_there = cycle() is not None
        await asyncio.sleep(IDLE_SECONDS * 0.2)
        return is_there, cycle() is not None

    assert run(type_and_wait()) == (True, False)


def test_garbage_is_collected_after_some_time_though_input_never_pauses() -> None:
    async def type_until_collected() -> float:
        collector = IdleCollector()
        cycle = ref(Cycle())
        start = asyncio.get_running_loop().time()
        while cycle() is not None:
            collector.note_input()
            await asyncio.sleep(IDLE_SECONDS / 5)
        return asyncio.get_running_loop().time() - start

    assert BUSY_SECONDS <= run(type_until_collected()) <= BUSY_SECONDS + 2 * IDLE_SECONDS


def test_what_was_frozen_and_is_garbage_by_now_is_collected_in_a_long_pause_only() -> None:
    async def freeze_and_wait() -> tuple[bool, bool, int]:
        collector = IdleCollector()
        others = [[number] for number in range(5000)]
        cycle = freeze_garbage()
        collector.note_input()
        await asyncio.sleep(CALM_SECONDS * 0.9)
        is_there = cycle() is not None
        await asyncio.sleep(CALM_SECONDS * 0.2)
        return is_there, cycle() is not None, len(others)

    assert run(freeze_and_wait())[:2] == (True, False)
    assert gc.get_freeze_count() > 5000, "all is frozen again"


def test_what_was_frozen_is_collected_after_a_minute_though_input_never_pauses() -> None:
    others = [[number] for number in range(5000)]

    async def type_until_collected() -> float:
        collector = IdleCollector()
        cycle = freeze_garbage()
        start = asyncio.get_running_loop().time()
        while cycle() is not None:
            collector.note_input()
            await asyncio.sleep(IDLE_SECONDS / 5)
        return asyncio.get_running_loop().time() - start

    assert BUSY_CALM_SECONDS <= run(type_until_collected()) <= BUSY_CALM_SECONDS + BUSY_SECONDS + 1
    assert others


def test_what_is_garbage_already_is_not_frozen() -> None:
    cycle = ref(Cycle())
    freeze_objects()
    assert cycle() is None


def test_input_after_a_short_pause_does_not_wait_for_the_long_one() -> None:
    async def pause_and_type() -> bool:
        collector = IdleCollector()
        others = [[number] for number in range(5000)]
        freeze_objects()
        collector.note_input()
        await asyncio.sleep(IDLE_SECONDS * 2)
        cycle = ref(Cycle())
        collector.note_input()
        await asyncio.sleep(IDLE_SECONDS * 1.1)
        return cycle() is None and bool(others)

    assert run(pause_and_type())


def test_nothing_is_looked_at_when_nothing_was_frozen_or_typed_since() -> None:
    async def pause_twice() -> tuple[bool, bool]:
        collector = IdleCollector()
        freeze_objects()
        collector.note_input()
        await asyncio.sleep(CALM_SECONDS * 1.1)
        cycle = ref(Cycle())
        await asyncio.sleep(BUSY_SECONDS * 2)
        is_there = cycle() is not None
        gc.freeze()
        collector.note_input()
        await asyncio.sleep(CALM_SECONDS * 2)
        return is_there, cycle() is not None

    assert run(pause_twice()) == (True, True)


def test_python_collects_by_itself_only_after_many_allocations() -> None:
    enable_collection()
    assert gc.isenabled()
    assert gc.get_threshold()[0] >= 10_000
    assert gc.get_freeze_count() > 0
    cycles = [ref(Cycle()) for _ in range(memory._ALLOCATIONS * 2)]
    assert any(cycle() is None for cycle in cycles)


async def test_a_key_of_the_program_is_input(open_reader: Callable[..., AbstractAsyncContextManager[Reader]]) -> None:
    async with open_reader("02-feature") as reader:
        while any(thread.name == "preload" for thread in threading.enumerate()):
            await asyncio.sleep(0.02)  # garbage is collected, too, when what it loads is frozen
        await reader.settle()
        gc.disable()
        cycle = ref(Cycle())
        await asyncio.sleep(IDLE_SECONDS * 1.5)
        assert cycle() is not None, "no input, no collection"
        await reader.pilot.press("j")
        while cycle() is not None:
            await asyncio.sleep(IDLE_SECONDS / 5)


async def test_what_is_known_of_old_sizes_of_the_window_is_forgotten(
    open_reader: Callable[..., AbstractAsyncContextManager[Reader]],
) -> None:
    def count_regions() -> int:
        return sum(method.cache_info().currsize for method in vars(Region).values() if hasattr(method, "cache_info"))

    async with open_reader("02-feature", size=(100, 30)) as reader:
        await reader.pilot.resize_terminal(101, 31)
        once = count_regions()
        for columns in range(102, 122):
            await reader.pilot.resize_terminal(columns, columns // 3)
        assert 0 < count_regions() < once * 5
        assert Scalar.resolve.cache_info().currsize < 200
