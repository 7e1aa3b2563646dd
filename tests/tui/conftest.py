"""The reader on a screen of any size, without a terminal."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from reader.config.settings import Settings
from reader.input.keymap import Keymap
from reader.sources import read_file
from reader.tui.app import DubaoApp
from reader.tui.screens.reading import ReadingScreen
from reader.tui.state import count_prefix
from reader.tui.state.reading_list import ReadingList
from tests.tui.idle import press_key, wait_for_idle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

ARTICLES = Path(__file__).parents[2] / "articles"


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copies of the bundled articles: what is pressed in tests may save something beside them."""
    folder = tmp_path_factory.mktemp("bundled") / "articles"
    shutil.copytree(ARTICLES, folder)
    return folder


@pytest.fixture(autouse=True)
def digits_begin_no_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a digit with a command never be the beginning of a count, which depends on how fast the machine is."""
    monkeypatch.setattr(count_prefix, "CHORD_SECONDS", 0.0)


class Reader:
    """What a test does with the program: press keys, look at the screen."""

    def __init__(self, app: DubaoApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def screen(self) -> ReadingScreen:
        screen = self.app.screen
        assert isinstance(screen, ReadingScreen)
        return screen

    async def press(self, *keys: str) -> None:
        for key in keys:
            await press_key(self.app, key)

    async def settle(self) -> None:
        """Wait until the program has nothing left to do."""
        await wait_for_idle(self.app)

    async def wait_until(self, is_true: Callable[[], object]) -> None:
        """Wait until a condition holds and the program has nothing left to do, however busy the machine is.

        Raises:
            AssertionError: It does not hold within 20 seconds.
        """
        until = monotonic() + 20
        await self.settle()
        while not is_true():
            assert monotonic() < until, self.text
            await asyncio.sleep(0.01)
            await self.settle()

    def rows(self) -> list[str]:
        """The rows of the screen as they are drawn."""
        width, height = self.app.size
        strips = self.app.screen._compositor.render_strips()
        assert len(strips) == height
        assert all(strip.cell_length == width for strip in strips)
        return [strip.text.rstrip() for strip in strips]

    @property
    def top(self) -> str:
        """The row above the page."""
        return self.rows()[0]

    @property
    def bottom(self) -> str:
        """The row below the page."""
        return self.rows()[-1]

    @property
    def text(self) -> str:
        return "\n".join(self.rows())


Open = "Callable[..., AbstractAsyncContextManager[Reader]]"


@pytest.fixture
def open_reader(bundled: Path) -> Callable[..., AbstractAsyncContextManager[Reader]]:
    """`async with open_reader("02-feature") as reader:`"""

    @asynccontextmanager
    async def opened(
        *names: str,
        size: tuple[int, int] = (120, 40),
        locale: str = "",
        in_list: bool = False,
        config: str | None = None,
        **settings: object,
    ) -> AsyncIterator[Reader]:
        chosen = Settings(**({"language": "en"} | settings))  # type: ignore[arg-type]
        sources = [name if "/" in name else str(bundled / f"{name}.txt") for name in names]
        shelf = ReadingList(sources, read_file, chosen, locale)
        app = DubaoApp(
            chosen, Keymap(dict(chosen.keys)), shelf, shelf.open_first(), config_path=config, in_list=in_list
        )
        async with app.run_test(size=size) as pilot:
            reader = Reader(app, pilot)
            await reader.settle()
            yield reader

    return opened
