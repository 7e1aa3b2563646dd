"""Pictures of captions, from the web or beside a file: fetched within bounds, and checked before anything decodes them.

What a picture is, and how many pixels it has, is read from its first bytes: a server's Content-Type and the ending of a
name may say anything. Only PNG, JPEG, GIF and WebP are taken. An SVG drawing is a program.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.sources.web import FetchProgress, WebFetcher

PictureFormat = Literal["png", "jpeg", "gif", "webp"]
PICTURE_SIZE_MAX = 10 << 20
"""Bytes of a picture."""
PIXELS_MAX = 40_000_000
"""Pixels of a picture: a camera's largest, and 160 MB when it is decoded."""
_SIDE_MAX = 20_000
"""Pixels of a picture's width and of its height."""
_ACCEPT = "image/webp, image/png, image/jpeg, image/gif;q=0.9, */*;q=0.1"
_BROWSER_HINT = "open it in the browser"
_OTHER_TYPES: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"(?is)\s*(?:<svg\b|<!doctype svg\b|<\?xml.{0,2000}<svg\b)"), "a drawing"),
    (re.compile(rb"(?is)\s*(?:<!doctype html|<html|<head|<body)"), "a page"),
    (re.compile(rb"(?s)....ftyp"), "a picture or film of another kind"),
    (re.compile(rb"%PDF-"), "a PDF file"),
    (re.compile(rb"II\*\0|MM\0\*"), "a TIFF picture"),
    (re.compile(rb"BM"), "a BMP picture"),
)
"""What else bytes may be, by their start."""


class Picture(NamedTuple):
    """A picture that was fetched or read, and passed the checks; its pixels are not decoded."""

    data: bytes
    format: PictureFormat
    width: int
    """Pixels, as its first bytes say."""
    height: int


async def fetch_picture(
    fetcher: WebFetcher,
    url: str,
    *,
    allow_private_host: bool = False,
    on_progress: Callable[[FetchProgress], None] = lambda _: None,
) -> Picture:
    """Return the picture at a URL.

    Args:
        fetcher: The client.
        url: The URL.
        allow_private_host: As for `WebFetcher.fetch`.
        on_progress: As for `WebFetcher.fetch`.

    Raises:
        ReaderError: It cannot be fetched, is no such picture, or has too many pixels.
    """
    fetched = await fetcher.fetch(
        url,
        allow_private_host=allow_private_host,
        on_progress=on_progress,
        headers={"Accept": _ACCEPT},
        takes_any_type=True,
    )
    return check_picture(fetched.body, fetched.url)


def read_picture(path: Path) -> Picture:
    """Return the picture in a file.

    Raises:
        ReaderError: It cannot be read, is too large, is no such picture, or has too many pixels.
    """
    from reader.atomic_files import read_limited

    try:
        data = read_limited(path, PICTURE_SIZE_MAX)
    except FileNotFoundError:
        raise ReaderError(str(path), "there is no such file", "check the path") from None
    if len(data) > PICTURE_SIZE_MAX:
        raise ReaderError(str(path), f"it is larger than {PICTURE_SIZE_MAX >> 20} MiB", "open it in a viewer")
    return check_picture(data, str(path))


def check_picture(data: bytes, name: str) -> Picture:
    """Return the picture that bytes are, by their start.

    Args:
        data: All bytes.
        name: The name of the source in an error.

    Raises:
        ReaderError: They are none of the formats, end before the size of the picture, or it has too many pixels.
    """
    for picture_format, start, read_size in _READERS:
        if start.match(data):
            size = read_size(data)
            if size is None:
                raise ReaderError(name, "this picture is damaged or cut short", "try again, or open it in the browser")
            _check_size(*size, name)
            return Picture(data, picture_format, *size)
    if not data:
        raise ReaderError(name, "there is nothing in it", _BROWSER_HINT)
    kind = next((kind for pattern, kind in _OTHER_TYPES if pattern.match(data)), "something else")
    raise ReaderError(name, f"it is {kind}, not a PNG, JPEG, GIF or WebP picture", _BROWSER_HINT)


def _check_size(width: int, height: int, name: str) -> None:
    if not width or not height:
        raise ReaderError(name, "this picture has no pixels", _BROWSER_HINT)
    if width > _SIDE_MAX or height > _SIDE_MAX or width * height > PIXELS_MAX:
        why = f"this picture has {width:,} x {height:,} pixels, and {PIXELS_MAX // 1_000_000} million are the most"
        raise ReaderError(name, why, _BROWSER_HINT)


# -- the size, by format; None where the bytes end before it


def _read_png_size(data: bytes) -> tuple[int, int] | None:
    """Of the chunk IHDR, which comes first (PNG, third edition, section 11.2.1)."""
    if len(data) < 24 or data[12:16] != b"IHDR":
        return None
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _read_gif_size(data: bytes) -> tuple[int, int] | None:
    """Of the logical screen descriptor (GIF89a, section 18)."""
    if len(data) < 10:
        return None
    return int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")


_START_OF_FRAME = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_STANDALONE_MARKERS = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers of JPEG that no segment follows."""
_START_OF_SCAN = 0xDA


def _read_jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Of the first frame header (ITU-T T.81, annex B); the segments before it are passed over."""
    at = 2
    while at + 9 <= len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF or marker in _STANDALONE_MARKERS:
            at += 1 if marker == 0xFF else 2
            continue
        if marker == _START_OF_SCAN:
            return None
        if marker in _START_OF_FRAME:
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        at += 2 + max(2, int.from_bytes(data[at + 2 : at + 4], "big"))
    return None


def _read_webp_size(data: bytes) -> tuple[int, int] | None:
    """Of the first chunk (RFC 9649): VP8X, VP8L or VP8."""
    if len(data) < 30:
        return None
    chunk = data[12:16]
    if chunk == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if chunk == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if chunk == b"VP8 ":
        return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF
    return None


_READERS: tuple[tuple[PictureFormat, re.Pattern[bytes], Callable[[bytes], tuple[int, int] | None]], ...] = (
    ("png", re.compile(rb"\x89PNG\r\n\x1a\n"), _read_png_size),
    ("jpeg", re.compile(rb"\xff\xd8\xff"), _read_jpeg_size),
    ("gif", re.compile(rb"GIF8[79]a"), _read_gif_size),
    ("webp", re.compile(rb"(?s)RIFF....WEBP"), _read_webp_size),
)
"""The formats: how each begins, and what reads its size."""
