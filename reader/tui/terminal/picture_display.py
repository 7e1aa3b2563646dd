"""Pictures in the terminal, by the package textual-image where it is installed: which protocol, and the widget.

The protocol is known by the environment. The package asks the terminal when it is imported; here it is imported late,
while Textual reads the terminal, so that the answers would be taken for keys: it is kept from asking, and told the size
of a cell.
"""

from __future__ import annotations

import io
import os
import re
import sys
import warnings
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal, cast

from reader.errors import ReaderError
from reader.sources.pictures import PIXELS_MAX
from reader.text.tsv import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from PIL.Image import Image
    from textual.widget import Widget

    from reader.sources.pictures import Picture

PictureProtocol = Literal["kitty", "sixel", "blocks"]
"""The graphics protocol of kitty, sixels, or coloured half blocks, which every terminal shows."""
_MULTIPLEXERS = ("TMUX", "STY", "ZELLIJ")
"""Variables of programs between this one and the terminal, which keep the protocols from it."""
_SIDE_MAX = 2_048
"""Pixels of a decoded picture's longer side: no window shows more, and each resize scales it."""
_DECODE_ERRORS = (OSError, ValueError, SyntaxError, EOFError, OverflowError, LookupError, TypeError, MemoryError)
"""What Pillow raises for damaged pictures."""


def detect_protocol(environment: Mapping[str, str]) -> PictureProtocol | None:
    """Return the protocol of a terminal for pictures; None for a terminal that is not known to have one.

    Args:
        environment: The environment variables.
    """
    if any(environment.get(name) for name in _MULTIPLEXERS):
        return None
    for variable, pattern, protocol in _load_protocols():
        if re.fullmatch(pattern, environment.get(variable, "")):
            return protocol
    return None


@cache
def _load_protocols() -> list[tuple[str, str, PictureProtocol]]:
    _, rows = read_table(__file__, "picture_protocols")
    return [(variable, pattern, cast("PictureProtocol", protocol)) for variable, pattern, protocol in rows]


def is_display_installed() -> bool:
    """Whether the package that shows pictures is installed; it is not imported."""
    try:
        return find_spec("textual_image") is not None and find_spec("PIL") is not None
    except (ImportError, ValueError):
        return False


def decode_picture(picture: Picture, name: str) -> Image:
    """Return the pixels of a picture, scaled down to what a window can show; of an animation those of its first frame.

    Args:
        picture: It has passed the checks.
        name: The name of the source in an error.

    Raises:
        ReaderError: It is damaged, or larger than its first bytes say.
    """
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            opened = Image.open(io.BytesIO(picture.data), formats=[picture.format.upper()])
            if opened.width * opened.height > PIXELS_MAX:
                raise ReaderError(name, "this picture is larger than its first bytes say", "open it in the browser")
            opened.draft("RGB", (_SIDE_MAX, _SIDE_MAX))  # a JPEG picture is decoded at a fraction of its size
            opened.load()
            image = ImageOps.exif_transpose(opened).convert("RGBA" if opened.has_transparency_data else "RGB")
            image.thumbnail((_SIDE_MAX, _SIDE_MAX))
    except Image.DecompressionBombError:
        raise ReaderError(name, "this picture is larger than its first bytes say", "open it in the browser") from None
    except _DECODE_ERRORS:
        why = "this picture is damaged or cut short"
        raise ReaderError(name, why, "try again, or open it in the browser") from None
    return image


def make_picture_widget(image: Image, protocol: PictureProtocol) -> Widget:
    """Return a widget that shows a picture as large as there is room.

    Args:
        image: The picture.
        protocol: Of the terminal.
    """
    with _silent_terminal():
        from textual_image.widget import HalfcellImage, SixelImage, TGPImage

    if protocol == "kitty":
        return TGPImage(image)
    if protocol == "blocks":
        return HalfcellImage(image)
    return _make_sixel_widget(SixelImage, image)


def _make_sixel_widget(sixel_class: Any, image: Image) -> Widget:
    """A widget whose sixels are control segments, with the cursor's moves before and behind them.

    The package marks the sixels alone so, and the filter of all that is drawn (OutputFilter) would take the moves for
    text with control characters.
    """
    from rich.segment import ControlType, Segment
    from textual.strip import Strip

    control = ((ControlType.CURSOR_FORWARD, 0),)

    def mark_controls(strip: Strip) -> Strip:
        segments = [Segment(text, style, held or (control if "\x1b" in text else None)) for text, style, held in strip]
        return Strip(segments, strip.cell_length)

    widget = sixel_class(image)
    compose = widget.compose

    def compose_marked() -> Iterator[Widget]:
        for child in compose():
            render_lines = child.render_lines
            child.render_lines = lambda crop, render=render_lines: [*map(mark_controls, render(crop))]
            yield child

    widget.compose = compose_marked  # the package allows no subclass of its own
    return cast("Widget", widget)


def release_picture(widget: Widget) -> None:
    """Let the terminal forget the picture of a widget that is not shown any more: kitty keeps it otherwise."""
    cast("Any", widget).image = None


@contextmanager
def _silent_terminal() -> Iterator[None]:
    """Let what is imported inside believe that there is no terminal, and know the size of a cell."""
    width, height = measure_cell()
    sizes = {"TEXTUAL_CELL_WIDTH": str(width), "TEXTUAL_CELL_HEIGHT": str(height)} if width and height else {}
    kept_environment = {name: os.environ.get(name) for name in sizes}
    kept_stdout = sys.__stdout__
    os.environ.update(sizes)
    setattr(sys, "__stdout__", io.StringIO())  # noqa: B010, it is declared final
    try:
        yield
    finally:
        setattr(sys, "__stdout__", kept_stdout)  # noqa: B010
        for name, value in kept_environment.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def measure_cell() -> tuple[int, int]:
    """Return the width and the height of a cell in pixels, as the system knows them; zeros where it does not."""
    import fcntl
    import struct
    import termios

    for stream in (sys.__stdout__, sys.__stderr__, sys.__stdin__):
        try:
            answer = fcntl.ioctl(stream.fileno(), termios.TIOCGWINSZ, bytes(8)) if stream else b""
            rows, columns, width, height = struct.unpack("HHHH", answer)
        except (OSError, ValueError, struct.error):
            continue
        if rows and columns and width >= columns and height >= rows:
            return width // columns, height // rows
    return 0, 0
