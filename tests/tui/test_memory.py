"""Objects that are left out of garbage collection, and caches that are emptied."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from textual.css.scalar import Scalar
from textual.geometry import Region

from reader.tui.memory import freeze_objects

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from tests.tui.conftest import Reader


def test_objects_that_exist_are_left_out_of_collections() -> None:
    own = [[number] for number in range(1_000)]
    before = gc.get_freeze_count()
    freeze_objects()
    assert gc.get_freeze_count() >= before + len(own)


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
