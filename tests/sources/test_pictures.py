"""Pictures from a real server and from files: only what is a picture of a permitted size comes through."""

from __future__ import annotations

import gzip
import struct
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.model.clean import UNSAFE_CHARACTER
from reader.sources.pictures import PICTURE_SIZE_MAX, Picture, check_picture, fetch_picture, read_picture
from reader.sources.web import WebFetcher
from tests.web_server import MIB, Exchange, Server, serving, zeros

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def make_png(width: int = 3, height: int = 2, *, claimed: tuple[int, int] | None = None) -> bytes:
    """A red PNG picture, perhaps with another size in its header."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    header = struct.pack(">IIBBBBB", *(claimed or (width, height)), 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff\0\0" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


GIF = b"GIF89a" + struct.pack("<HH", 7, 5) + bytes(20)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\0" + bytes(9) + b"\xff\xff\xc2\x00\x11\x08" + struct.pack(">HH", 5, 7) + bytes(9)
WEBP_LOSSY = b"RIFF\0\0\0\0WEBPVP8 " + bytes(10) + struct.pack("<HH", 7, 5)
WEBP_LOSSLESS = b"RIFF\0\0\0\0WEBPVP8L" + bytes(4) + b"\x2f" + struct.pack("<I", 6 | 4 << 14) + bytes(9)
WEBP_EXTENDED = b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + b"\x06\0\0\x04\0\0"
PICTURES = {
    "png": make_png(7, 5),
    "gif": GIF,
    "jpeg": JPEG,
    "webp": WEBP_LOSSY,
    "webp lossless": WEBP_LOSSLESS,
    "webp extended": WEBP_EXTENDED,
}
SVG = b'<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as running:
        running.table |= dict(make_table())
        yield running


def make_table() -> Iterator[tuple[str, Callable[[Exchange], object]]]:
    png = make_png()
    yield "/png", lambda each: each.answer(png, Content_Type="image/png")
    yield "/png/lie", lambda each: each.answer(png, Content_Type="text/html")
    yield "/png/gzip", lambda each: each.answer(gzip.compress(png), Content_Type="image/png", Content_Encoding="gzip")
    yield "/png/moved", lambda each: each.answer(status=302, Location="/png")
    yield "/png/metadata", lambda each: each.answer(status=302, Location="http://169.254.169.254/x.png")
    yield "/svg", lambda each: each.answer(SVG, Content_Type="image/png")
    yield "/html", lambda each: each.answer(b"<!doctype html><p>x", Content_Type="image/jpeg")
    yield "/huge", lambda each: each.answer(make_png(claimed=(100_000, 100_000)), Content_Type="image/png")
    yield "/bomb", lambda each: each.answer(zeros(48), Content_Type="image/png", Content_Encoding="gzip")
    yield "/cut", lambda each: each.answer(png[:20], Content_Type="image/png", Content_Length=str(len(png)))
    yield "/endless", lambda each: each.answer(png, Content_Type="image/png", Content_Length="").flood(bytes(MIB))
    yield "/slow", lambda each: each.answer(png[:9], Content_Type="image/png", Content_Length="999").drip(b"x")
    yield "/nothing", lambda each: each.answer(Content_Type="image/png")


async def fetch(url: str, deadline: float = 8.0, **options: Any) -> Picture:
    return await fetch_picture(WebFetcher(deadline=deadline), url, **{"allow_private_host": True, **options})


@pytest.mark.parametrize("path", ["/png", "/png/lie", "/png/gzip", "/png/moved"])
async def test_a_picture_is_fetched_whatever_type_the_server_names(server: Server, path: str) -> None:
    assert await fetch(server.url + path) == Picture(make_png(), "png", 3, 2)


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/svg", "a drawing"),
        ("/html", "it is a page"),
        ("/huge", "100,000 x 100,000 pixels"),
        ("/bomb", "larger than 10 MiB when unpacked"),
        ("/cut", "broke off"),
        ("/endless", "larger than 5 MiB"),
        ("/slow", "did not arrive"),
        ("/nothing", "nothing in it"),
        ("/missing", "no such page"),
        ("/png/metadata", "not a machine of the public web"),
    ],
)
async def test_anything_else_ends_in_a_sentence(server: Server, path: str, why: str) -> None:
    with pytest.raises(ReaderError, match=why) as caught:
        await fetch(server.url + path, 0.6 if path == "/slow" else 8.0)
    assert caught.value.hint
    assert UNSAFE_CHARACTER.search(str(caught.value)) is None


async def test_a_private_address_is_refused_where_the_user_did_not_name_it(server: Server) -> None:
    before = len(server.asked)
    with pytest.raises(ReaderError, match="not a machine of the public web"):
        await fetch(server.url + "/png", allow_private_host=False)
    assert len(server.asked) == before


# -- of bytes


@pytest.mark.parametrize("name", PICTURES)
def test_the_size_is_read_from_the_first_bytes(name: str) -> None:
    picture = check_picture(PICTURES[name], "x")
    assert (picture.format, picture.width, picture.height) == (name.partition(" ")[0], 7, 5)


@pytest.mark.parametrize("name", PICTURES)
def test_a_truncated_header_is_refused(name: str) -> None:
    for cut in range(24 if name == "png" else 10 if name == "gif" else 30):
        with pytest.raises(ReaderError):
            check_picture(PICTURES[name][:cut], "x")


@given(st.sampled_from(sorted(PICTURES)), st.binary(max_size=60))
def test_any_bytes_are_a_picture_of_a_permitted_size_or_an_error(name: str, tail: bytes) -> None:
    for data in (tail, PICTURES[name][:12] + tail, PICTURES[name][: len(tail)] + tail):
        try:
            picture = check_picture(data, "x")
        except ReaderError:
            continue
        assert 0 < picture.width * picture.height <= 40_000_000


@pytest.mark.parametrize("size", [(0, 5), (20_001, 1), (1, 20_001), (10_000, 5_000), (1 << 31, 1 << 31)])
def test_sizes_out_of_bounds_are_refused(size: tuple[int, int]) -> None:
    with pytest.raises(ReaderError, match="pixels"):
        check_picture(make_png(claimed=size), "x")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<svg/>", "a drawing"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "x">\n<svg>', "a drawing"),
        (b"\0\0\0\x1cftypavif", "of another kind"),
        (b"%PDF-1.7", "a PDF file"),
        (b"BM" + bytes(60), "a BMP picture"),
        (b"x" * 99, "something else"),
    ],
)
def test_other_files_are_named(data: bytes, kind: str) -> None:
    with pytest.raises(ReaderError, match=f"it is .*{kind}"):
        check_picture(data, "x")


def test_a_jpeg_picture_without_end_of_segments_is_searched_once() -> None:
    with pytest.raises(ReaderError, match="damaged"):
        check_picture(b"\xff\xd8\xff" + b"\xff\xe1\0\0" * (1 << 18), "x")


# -- of files


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(make_png())
    assert read_picture(path) == Picture(make_png(), "png", 3, 2)


def test_what_is_no_file_or_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="no such file"):
        read_picture(tmp_path / "a.png")
    with pytest.raises(ReaderError, match="folder"):
        read_picture(tmp_path)
    (tmp_path / "a.png").write_bytes(make_png() + bytes(PICTURE_SIZE_MAX))
    with pytest.raises(ReaderError, match="larger than 10 MiB"):
        read_picture(tmp_path / "a.png")
