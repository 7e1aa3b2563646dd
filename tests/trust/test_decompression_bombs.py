"""Row 5: what is unpacked is bounded before it is made, and never loses a part of an honest stream."""

from __future__ import annotations

import base64
import gzip
import tracemalloc
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli.main import main
from reader.copies.formats import detect_format
from reader.copies.open import open_copy
from reader.decompression import BoundedDecompressor, DecompressionError
from reader.errors import ReaderError
from reader.library.records import decompress_source
from reader.model.json import JSON_VALUES_MAX, OversizedJSONError, loads_bounded
from reader.sources.web import WebFetcher
from tests.web_server import serving

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web_server import Exchange

PARTS = st.lists(
    st.sampled_from([b"", b"a", "風".encode() * 30_000, b"x" * 65_536, b"x" * 300_000]), min_size=1, max_size=4
)


@given(PARTS, st.integers(1, 5_000), st.integers(0, 600))
def test_all_members_of_a_gzip_body_are_unpacked_whatever_pieces_arrive(
    parts: list[bytes], size: int, padding: int
) -> None:
    body = bytes(padding).join(gzip.compress(part) for part in parts) + bytes(padding)
    decompressor = BoundedDecompressor("gzip", 1 << 30)
    for at in range(0, len(body), size):
        decompressor.feed(body[at : at + size])
    assert decompressor.finish() == b"".join(parts)


async def test_the_second_member_of_a_body_is_read() -> None:
    def answer(exchange: Exchange) -> None:
        body = gzip.compress("<p>甲</p>".encode()) + bytes(512) + gzip.compress("<p>乙</p>".encode())
        exchange.answer(body, 200, **{"Content-Encoding": "gzip"})

    with serving() as server:
        server.table["/members"] = answer
        page = await WebFetcher().fetch(server.url + "/members")
    assert page.body.decode() == "<p>甲</p><p>乙</p>"


def test_a_text_in_the_library_that_unpacks_without_end_is_damaged() -> None:
    packed = zlib.compress(bytes(300 << 20), 9)
    tracemalloc.start()
    assert decompress_source(packed) is None
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 300 << 20
    assert decompress_source(zlib.compress("風".encode() * 100_000)) == "風" * 100_000
    assert decompress_source(zlib.compress("風".encode() * 100_000)[:-9]) is None


@pytest.mark.parametrize("tail", [b"\0" * 9, b"\x1f", b"\x1f\x8b", b"junk"])
def test_bytes_after_the_last_gzip_member_do_no_harm(tail: bytes) -> None:
    decompressor = BoundedDecompressor("gzip", 1 << 20)
    with suppress(DecompressionError):
        decompressor.feed(gzip.compress(b"abc") + tail)
        assert decompressor.finish() == b"abc"


# -- annotated copies

BOMBS = {
    "lists": (b"[", b"[],", 3 << 20, b"[]]"),
    "objects": (b"[", b"{},", 3 << 20, b"{}]"),
    "numbers": (b"[", b"1,", 3 << 20, b"1]"),
    "strings": (b"[", b'"",', 3 << 20, b'""]'),
    "depth": (b"", b"[", 3 << 20, b""),
    "depth closed": (b"[" * 100_000, b"]", 100_000, b""),
    "one number": (b"[", b"9", 20 << 20, b"]"),
    "blanks": (b"", b" ", 40 << 20, b"{}"),
    "not packed": (b"", b"", 0, b""),
}
"""By name: a start, a part that is repeated, how often, and an end."""


def unfold_bomb(name: str) -> bytes:
    start, part, count, end = BOMBS[name]
    return start + part * count + end


def make_bomb(name: str, kind: str) -> str:
    """A copy that claims to hold an article, and holds a bomb."""
    seal = f"dubao-copy-1:0123456789abcdef:{'0' * 64}"
    if kind == "md":
        packed = base64.b64encode(gzip.compress(unfold_bomb(name))).decode()
        return f"---\ndubao: {seal}\n---\n\n甲\n\n<!-- dubao-copy-1 {packed} -->\n"
    raw = unfold_bomb(name).decode()
    if kind == "json":
        return f'{{"@context": "http://www.w3.org/ns/anno.jsonld", "dubao:seal": "{seal}", "items": {raw}}}'
    data = f'<script type="application/ld+json" id="dubao">{raw}</script>'
    return f'<!doctype html>\n<html lang="zh-Hant" data-dubao="{seal}">\n{data}'


@pytest.mark.parametrize("kind", ["md", "json", "html"])
@pytest.mark.parametrize("name", BOMBS)
def test_a_copy_that_is_a_bomb_is_refused_before_it_is_parsed(name: str, kind: str) -> None:
    text = make_bomb(name, kind)
    assert detect_format(text) == kind
    tracemalloc.start()
    try:
        with pytest.raises(ReaderError) as caught:
            open_copy(text, "x")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert caught.value.hint
    assert peak < 300 << 20


def test_json_of_as_many_values_as_an_article_may_have_is_parsed() -> None:
    text = "[" + "[]," * 600_000 + "[]]"
    assert len(loads_bounded(text)) == 600_001
    with pytest.raises(OversizedJSONError):
        loads_bounded("[" + "1," * JSON_VALUES_MAX + "1]")


@pytest.mark.parametrize("name", BOMBS)
@pytest.mark.usefixtures("library")
def test_annotations_and_front_matter_that_are_bombs_are_a_sentence_or_a_text(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.json"
    bomb = unfold_bomb(name)
    path.write_bytes(bomb)
    assert main(["import", str(path)]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    if len(bomb) < 1 << 20:
        path = tmp_path / "a.md"
        path.write_bytes(b'{"a": ' + bomb + b"}\n\n# \xe7\x94\xb2\n\n\xe4\xb9\x99\n")
        assert main(["show", str(path)]) in (0, 1)
        assert "internal error" not in capsys.readouterr().err
