"""The picture of a caption: from a real server or a file, in the terminal or a viewer; what is wrong is a message."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from reader.sources import Document, read_file
from reader.tui.controllers.pictures import PictureController
from reader.tui.state.navigation import NavigationTarget
from reader.tui.terminal.picture_display import is_display_installed
from tests.sources.test_pictures import SVG, make_png, make_table
from tests.tui.controllers.fakes import Program
from tests.web_server import Server, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

needs_display = pytest.mark.skipif(not is_display_installed(), reason="textual-image is not installed")
TEXT = "東岸縣的舊碼頭重新開放，水深足夠，大船也能靠岸。漁民說，這是二十年來第一次有這麼大的船。"


def make_page(*images: str) -> str:
    figures = "".join(
        f'<figure><img src="{image}" width="600" height="400"><figcaption>碼頭{number}在清晨。</figcaption></figure>'
        f"<p>{TEXT}</p>"
        for number, image in enumerate(images)
    )
    story = f"<h1>小漁港變成風電小鎮</h1><p>{TEXT}</p>{figures}<p>{TEXT}</p>"
    return f"<!doctype html><html><head><title>小漁港</title></head><body><article>{story}</article>"


class Pictures:
    """A page with captions, and the controller.

    Args:
        folder: Of the page.
        images: The addresses of the pictures.
        environment: What the terminal says of itself.
        settings: Of the program.
    """

    def __init__(self, folder: Path, *images: str, environment: dict[str, str] | None = None, **settings: Any) -> None:
        path = folder / "page.html"
        path.write_text(make_page(*images), "utf-8")
        self.program = program = Program(str(path), load_document=self.load, **settings)
        self.controller = PictureController(
            program.shell,
            program.session,
            program.scheduler,
            program.article,
            program.selection,
            {"TERM": "xterm-kitty"} if environment is None else environment,
        )
        program.read_all()
        program.pane.show_category("captions")
        self.targets = program.open_article.all_targets["captions"]
        assert len(self.targets) == len(images)

    def load(self, source: str) -> Document:
        return read_file(source)

    async def open(self, number: int = 0) -> str:
        """Open the picture of a caption; the last message."""
        self.program.article.show_target(self.targets[number])
        assert self.controller.open_current()
        await asyncio.gather(*self.program.scheduler.workers)
        return self.program.message


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as running:
        running.table |= dict(make_table())
        yield running


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with pictures, a cache, and a viewer that writes down what it was given."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "viewer").write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {tmp_path}/called\n')
    (tmp_path / "bin" / "viewer").chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    for name in ("BROWSER", "WSL_DISTRO_NAME", "WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DUBAO_CACHE", str(tmp_path / "cache"))
    site = tmp_path / "site"
    (site / "images").mkdir(parents=True)
    (site / "images" / "a.png").write_bytes(make_png())
    (site / "drawing.png").write_bytes(SVG)
    (tmp_path / "secret.png").write_bytes(make_png())
    return site


@needs_display
async def test_the_picture_beside_a_file_is_shown_in_the_terminal(folder: Path) -> None:
    pictures = Pictures(folder, "images/a.png")
    assert await pictures.open() == ""
    assert pictures.program.shell.shown_pictures == [((3, 2), "kitty", "碼頭0在清晨。")]


@needs_display
@pytest.mark.parametrize("name", ["kitty", "sixel", "blocks"])
async def test_the_setting_chooses_the_protocol(folder: Path, name: str) -> None:
    pictures = Pictures(folder, "images/a.png", environment={}, pictures=name)
    await pictures.open()
    assert [protocol for _, protocol, _ in pictures.program.shell.shown_pictures] == [name]


@needs_display
async def test_half_blocks_are_shown_where_there_is_no_protocol_and_no_viewer(folder: Path) -> None:
    pictures = Pictures(folder, "images/a.png", environment={})
    await pictures.open()
    assert [protocol for _, protocol, _ in pictures.program.shell.shown_pictures] == ["blocks"]


async def test_a_viewer_gets_the_checked_picture_as_a_file(folder: Path) -> None:
    pictures = Pictures(folder, "images/a.png", environment={}, viewer="viewer -F", pictures="viewer")
    assert await pictures.open() == "the picture is shown in a viewer"
    called = folder.parent / "called"
    for _ in range(500):
        if called.exists() and called.read_text().count("\n") == 2:
            break
        await asyncio.sleep(0.01)
    option, path = called.read_text().splitlines()
    assert option == "-F"
    assert path.startswith(str(folder.parent / "cache"))
    assert pictures.program.shell.shown_pictures == []


async def test_without_the_package_and_a_viewer_the_message_says_what_to_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.terminal.picture_display.find_spec", lambda name: None)
    assert "dubao[pictures]" in await Pictures(folder, "images/a.png").open()
    assert "no such program" in await Pictures(folder, "images/a.png", viewer="missing").open()


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("drawing.png", "a drawing"),
        ("images/missing.png", "there is no file "),
        ("images/missing%20one.png", "images/missing one.png"),
        ("../secret.png", "leads to no picture"),
        ("/etc/passwd", "leads to no picture"),
        ("file:///etc/passwd", "leads to no picture"),
        ("javascript:alert(1)", "leads to no picture"),
        ("https://127.0.0.1:9/a.png", "not a machine of the public web"),
        ("http://169.254.169.254/a.png", "not a machine of the public web"),
    ],
)
async def test_pictures_that_may_not_be_opened_end_in_a_sentence(folder: Path, address: str, why: str) -> None:
    pictures = Pictures(folder, address)
    assert why in await pictures.open()
    assert address != "drawing.png" or address in pictures.program.message
    assert pictures.program.shell.shown_pictures == []


@pytest.mark.parametrize(
    ("path", "why"), [("/svg", "a drawing"), ("/huge", "pixels"), ("/bomb", "unpacked"), ("/endless", "larger than")]
)
async def test_hostile_pictures_of_a_server_end_in_a_sentence(
    folder: Path, server: Server, path: str, why: str
) -> None:
    host = server.url.removeprefix("http://")
    pictures = Pictures(folder, server.url + path, hosts=(host,))
    assert why in await pictures.open()


@needs_display
async def test_a_picture_of_the_web_is_fetched_when_it_is_asked_for_and_not_before(
    folder: Path, server: Server
) -> None:
    pictures = Pictures(folder, server.url + "/png", hosts=(server.url.removeprefix("http://"),))
    before = len(server.asked)
    assert await pictures.open() == ""
    assert [asked.path for asked in server.asked[before:]] == ["/png"]
    assert "image/png" in server.asked[-1].headers["Accept"]
    assert len(pictures.program.shell.shown_pictures) == 1


async def test_fetching_can_be_stopped(folder: Path, server: Server) -> None:
    pictures = Pictures(folder, server.url + "/slow", hosts=(server.url.removeprefix("http://"),))
    assert not pictures.controller.stop()
    pictures.program.article.show_target(pictures.targets[0])
    pictures.controller.action_picture()
    assert "Esc" in pictures.program.message
    await asyncio.sleep(0.05)
    assert pictures.controller.stop()
    await asyncio.gather(*pictures.program.scheduler.workers, return_exceptions=True)
    assert pictures.program.shell.shown_pictures == []
    assert not pictures.controller.stop()


@needs_display
async def test_without_a_current_caption_the_first_one_in_sight_counts(folder: Path) -> None:
    pictures = Pictures(folder, "images/a.png", "drawing.png")
    pictures.controller.action_picture()
    await asyncio.gather(*pictures.program.scheduler.workers)
    assert [text for _, _, text in pictures.program.shell.shown_pictures] == ["碼頭0在清晨。"]


def test_an_article_without_pictures_says_so() -> None:
    program = Program("02-feature")
    controller = PictureController(
        program.shell, program.session, program.scheduler, program.article, program.selection, {}
    )
    controller.action_picture()
    assert program.message == program.session.messages("picture.none")
    assert not controller.open_current()
    assert not controller.is_current


@needs_display
async def test_a_picture_does_not_open_over_another_article(folder: Path) -> None:
    pictures = Pictures(folder, "images/a.png")
    program = pictures.program
    program.article.show_target(pictures.targets[0])
    pictures.controller.action_picture()
    program.session.open_article = Program("02-feature").open_article
    await asyncio.gather(*program.scheduler.workers)
    assert program.shell.shown_pictures == []


@needs_display
async def test_no_picture_opens_over_a_prompt(folder: Path) -> None:
    pictures = Pictures(folder, "images/a.png")
    pictures.program.shell.is_busy = True
    assert await pictures.open() == ""
    assert pictures.program.shell.shown_pictures == []


@needs_display
async def test_a_current_item_without_a_picture_gives_way_to_the_first_caption_in_sight(folder: Path) -> None:
    pictures = Pictures(folder, "images/a.png")
    program = pictures.program
    program.article.show_target(NavigationTarget(0, 0, 1))
    program.pane.show_category("sections")
    assert not pictures.controller.is_current
    assert not pictures.controller.open_current()
    program.article.show_target(pictures.targets[0])
    assert not pictures.controller.is_current, "sections are gone through, not captions"
    pictures.controller.action_picture()
    await asyncio.gather(*program.scheduler.workers)
    assert len(program.shell.shown_pictures) == 1
    assert not pictures.controller.stop()


async def test_an_address_without_a_picture_says_where_it_leads(folder: Path) -> None:
    pictures = Pictures(folder, "images/missing.png", "javascript:alert(1)")
    words = pictures.program.session.messages
    assert words("picture.missing", path="").strip("“”. ")[:8] in await pictures.open(0)
    assert words("picture.nowhere") in await pictures.open(1)


@pytest.mark.parametrize(("block", "expected"), [(0, True), (1, False), (2, True), (-1, False)])
def test_a_picture_belongs_to_its_own_block_alone(block: int, expected: bool) -> None:
    program = Program("02-feature")
    blocks = program.open_article.blocks
    assert isinstance(blocks, list)
    for number in (0, 2, len(blocks) - 1):
        blocks[number] = replace(blocks[number], kind="caption", image="images/a.png")
    controller = PictureController(
        program.shell, program.session, program.scheduler, program.article, program.selection, {}
    )
    assert controller._has_picture(NavigationTarget(block, 0, 1)) is expected
