"""Pictures in the terminal: which protocol, and what is decoded. The terminal is never asked anything."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, Any, cast

import pytest

from reader.errors import ReaderError
from reader.sources.pictures import Picture, check_picture
from reader.tui.terminal import picture_display
from reader.tui.terminal.picture_display import (
    decode_picture,
    detect_protocol,
    is_display_installed,
    make_picture_widget,
    measure_cell,
)
from tests.sources.test_pictures import make_png

if TYPE_CHECKING:
    from reader.tui.terminal.picture_display import PictureProtocol

pytestmark = pytest.mark.skipif(not is_display_installed(), reason="textual-image is not installed")


@pytest.mark.parametrize(
    ("environment", "protocol"),
    [
        ({}, None),
        ({"TERM": "xterm-256color"}, None),
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"KITTY_WINDOW_ID": "1", "TERM": "xterm-256color"}, "kitty"),
        ({"TERM_PROGRAM": "ghostty"}, "kitty"),
        ({"TERM_PROGRAM": "iTerm.app"}, "sixel"),
        ({"TERM_PROGRAM": "iTermXapp"}, None),
        ({"LC_TERMINAL": "iTerm2"}, "sixel"),
        ({"TERM_PROGRAM": "WezTerm"}, "sixel"),
        ({"TERM": "foot-extra"}, "sixel"),
        ({"TERM": "footer"}, None),
        ({"KONSOLE_VERSION": "230804"}, "sixel"),
        ({"KONSOLE_VERSION": "210400"}, None),
        ({"TERM": "xterm-kitty", "TMUX": "/tmp/x,1,0"}, None),
        ({"TERM": "foot", "STY": "1.x"}, None),
    ],
)
def test_the_protocol_is_known_by_the_environment(
    environment: dict[str, str], protocol: PictureProtocol | None
) -> None:
    assert detect_protocol(environment) == protocol


def encode(form: str, size: tuple[int, int] = (30, 20), **options: Any) -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(buffer, form, **options)
    return buffer.getvalue()


@pytest.mark.parametrize("form", ["png", "jpeg", "gif", "webp"])
def test_a_picture_of_every_format_is_decoded(form: str) -> None:
    picture = check_picture(encode(form), "x")
    assert (picture.format, picture.width, picture.height) == (form, 30, 20)
    image = decode_picture(picture, "x")
    red, green, blue = cast("tuple[int, int, int]", image.convert("RGB").getpixel((5, 5)))
    assert image.size == (30, 20)
    assert red > 190
    assert max(green, blue) < 40


def test_a_large_picture_is_scaled_down() -> None:
    assert decode_picture(check_picture(encode("jpeg", (5_000, 2_500)), "x"), "x").size == (2_048, 1_024)


def test_transparency_is_kept() -> None:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGBA", (4, 4), (1, 2, 3, 0)).save(buffer, "png")
    assert decode_picture(check_picture(buffer.getvalue(), "x"), "x").mode == "RGBA"


@pytest.mark.parametrize("form", ["png", "jpeg", "gif", "webp"])
def test_damaged_pictures_end_in_a_sentence(form: str) -> None:
    data = encode(form, (200, 200))
    picture = check_picture(data, "x")
    for cut in (40, len(data) // 2):
        with pytest.raises(ReaderError, match="damaged or cut short"):
            decode_picture(picture._replace(data=data[: max(cut, 31)]), "x")


def test_a_picture_with_fewer_rows_than_its_header_says_is_refused_or_filled() -> None:
    with pytest.raises(ReaderError, match="damaged"):
        decode_picture(check_picture(make_png(claimed=(3_000, 3_000)), "x"), "x")


def test_a_picture_that_is_larger_than_it_said_is_refused_before_it_is_decoded() -> None:
    lying = Picture(make_png(claimed=(30_000, 30_000)), "png", 3, 2)
    with pytest.raises(ReaderError, match="larger than its first bytes say"):
        decode_picture(lying, "x")


def test_only_the_format_that_was_checked_is_tried() -> None:
    with pytest.raises(ReaderError, match="damaged"):
        decode_picture(Picture(encode("gif"), "png", 30, 20), "x")


class AskedTerminal(io.StringIO):
    """Standard output as a terminal, which writes down what it is sent."""

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        raise OSError("it has no descriptor")


@pytest.mark.parametrize("protocol", ["kitty", "sixel", "blocks"])
def test_a_widget_is_made_without_asking_the_terminal(
    protocol: PictureProtocol, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("textual_image")]:
        monkeypatch.delitem(sys.modules, name)
    terminal = AskedTerminal()
    monkeypatch.setattr(sys, "__stdout__", terminal)
    monkeypatch.setattr(picture_display, "measure_cell", lambda: (9, 19))
    environment = dict(os.environ)
    widget = make_picture_widget(decode_picture(check_picture(make_png(), "x"), "x"), protocol)
    assert terminal.getvalue() == ""
    assert id(sys.__stdout__) == id(terminal)
    assert dict(os.environ) == environment
    assert widget.is_attached is False
    from textual_image._terminal import get_cell_size

    assert tuple(get_cell_size()) == (9, 19)


def test_the_size_of_a_cell_is_unknown_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("__stdin__", "__stdout__", "__stderr__"):
        monkeypatch.setattr(sys, name, AskedTerminal() if name != "__stdin__" else None)
    assert measure_cell() == (0, 0)
