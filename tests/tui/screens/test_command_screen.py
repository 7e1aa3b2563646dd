"""What all screens have in common: they are laid out for the size that the window has now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Size

from reader.tui.screens.reading_events import ReadingEventsScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    import pytest

    from tests.tui.conftest import Reader


async def test_two_sizes_under_way_are_not_laid_out_in_turn_for_ever(
    open_reader: Callable[..., AbstractAsyncContextManager[Reader]], monkeypatch: pytest.MonkeyPatch
) -> None:
    handle, sizes = ReadingEventsScreen.on_resize, []

    def note_size(self: ReadingEventsScreen) -> None:
        sizes.append(self.size)
        assert len(sizes) < 30, "the loop does not come to an end by itself"
        handle(self)

    async with open_reader("02-feature", size=(80, 24)) as reader:
        monkeypatch.setattr(ReadingEventsScreen, "on_resize", note_size)
        reader.app._size = Size(120, 40)
        for width, height in ((100, 30), (120, 40), (100, 30)):
            reader.app.screen.post_message(events.Resize(Size(width, height), Size(width, height)))
            reader.app.screen.call_later(lambda: None)  # what the screen has to do besides comes between two sizes
        await reader.settle()
        assert reader.app.screen.size == (120, 40)
        assert sizes
