"""The page of a picture: the key of a caption opens it, Esc closes it, and it follows the window."""

from __future__ import annotations

import asyncio
import io
import sys
from typing import TYPE_CHECKING, Any

import pytest

from reader.tui.screens.picture import PictureScreen
from reader.tui.terminal.picture_display import is_display_installed
from tests.sources.test_pictures import make_png
from tests.tui.controllers.test_pictures import make_page

if TYPE_CHECKING:
    from pathlib import Path

Open = Any
pytestmark = [
    pytest.mark.skipif(not is_display_installed(), reason="textual-image is not installed"),
    pytest.mark.filterwarnings("ignore:Image.Image.getdata:DeprecationWarning"),  # in the package, by Pillow 13
]


@pytest.fixture
def page(tmp_path: Path) -> str:
    (tmp_path / "a.png").write_bytes(make_png(60, 40))
    (tmp_path / "page.html").write_text(make_page("a.png"), "utf-8")
    return str(tmp_path / "page.html")


async def wait_for_picture(reader: Any) -> Any:
    """The widget of the picture, once it is there."""
    for _ in range(2_000):
        screen = reader.app.screen
        if isinstance(screen, PictureScreen) and (found := screen.query("Container > Image")) and found[0].size:
            return found[0]
        await asyncio.sleep(0.01)
    raise AssertionError("no picture was shown")


@pytest.mark.parametrize("protocol", ["kitty", "sixel", "blocks"])
@pytest.mark.parametrize("key", ["escape", "q", "I", "enter"])
async def test_the_picture_of_a_caption_opens_and_closes(open_reader: Open, page: str, protocol: str, key: str) -> None:
    async with open_reader(page, size=(80, 24), pictures=protocol) as reader:
        await reader.press("2")
        if key != "I":
            await reader.press("escape")  # from the list to the page
        await reader.press("I")
        picture = await wait_for_picture(reader)
        screen = reader.app.screen
        assert screen.page_title == "碼頭0在清晨。"
        assert 0 < picture.size.width <= 80
        assert 0 < picture.size.height <= 22
        await reader.press(key)
        await reader.wait_until(lambda: reader.app.screen is not screen)
        assert reader.screen.open_article.article.title


@pytest.mark.parametrize("protocol", ["sixel", "blocks"])
async def test_the_picture_follows_the_window(open_reader: Open, page: str, protocol: str) -> None:
    async with open_reader(page, size=(80, 24), pictures=protocol) as reader:
        await reader.press("I")
        picture = await wait_for_picture(reader)
        before = picture.size
        await reader.pilot.resize_terminal(40, 12)
        await reader.wait_until(lambda: picture.size.height <= 10)
        assert picture.size.width < before.width
        for width, height in ((1, 1), (3, 2), (200, 50)):
            await reader.pilot.resize_terminal(width, height)
            await reader.settle()
        await reader.press("q")
        await reader.wait_until(lambda: not isinstance(reader.app.screen, PictureScreen))


async def test_sixels_reach_the_terminal_with_the_moves_of_the_cursor(open_reader: Open, page: str) -> None:
    async with open_reader(page, size=(80, 24), pictures="sixel") as reader:
        await reader.press("I")
        await wait_for_picture(reader)
        strips = reader.app.screen._compositor.render_strips()
        controls = [text for strip in strips for text, _, control in strip if control]
        texts = [text for strip in strips for text, _, control in strip if not control]
        assert any("\x1bP" in text for text in controls)
        assert not any("\x1b" in text for text in texts)


async def test_kitty_forgets_the_picture_when_it_is_closed(
    open_reader: Open, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    async with open_reader(page, size=(80, 24), pictures="kitty") as reader:
        await reader.press("I")
        await wait_for_picture(reader)
        monkeypatch.setattr(sys, "__stdout__", Written(sent))
        await reader.press("escape")
        await reader.wait_until(lambda: any("a=d" in text for text in sent))


class Written(io.StringIO):
    """Standard output that keeps what is written to it."""

    def __init__(self, sent: list[str]) -> None:
        super().__init__()
        self._sent = sent

    def write(self, text: str) -> int:
        self._sent.append(text)
        return len(text)


async def test_a_key_that_does_nothing_here_says_so(open_reader: Open, page: str) -> None:
    async with open_reader(page, size=(80, 24), pictures="blocks") as reader:
        await reader.press("I")
        await wait_for_picture(reader)
        await reader.press("m", "j", "question_mark")
        await reader.settle()
        await reader.press("escape", "escape")
        await reader.wait_until(lambda: not isinstance(reader.app.screen, PictureScreen))


async def test_the_footer_names_the_key_where_a_caption_with_a_picture_is_current(open_reader: Open, page: str) -> None:
    async with open_reader(page, size=(120, 24), pictures="blocks") as reader:
        assert "I picture" not in reader.text
        await reader.press("2")
        assert "I picture" in reader.text
        await reader.press("escape", "n")
        assert "I picture" in reader.text
