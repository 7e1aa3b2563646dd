"""From bytes to text: by the encoding the user names, else by what the bytes are, else by what is said of them.

The order: a byte order mark; strict UTF-8, which nothing else is by chance; then the charset that the server names,
those that the page names, and the look of the text, weighed in `detection`. UTF-8 comes before the labels because old
systems left gb2312 on pages that have long been UTF-8 (12 of 282 collected ones).
"""

from __future__ import annotations

import codecs
import re
from typing import Literal, NamedTuple

from reader.errors import ReaderError
from reader.sources.charsets import (
    BROKEN,
    GB18030,
    HZ,
    MOST_FAULTS,
    UTF_8,
    UTF_16BE,
    UTF_16LE,
    Charset,
    charset,
    faults,
    forgiving,
    strict,
)

Why = Literal["named", "mark", "valid", "header", "page", "looks"]
"""What settled the encoding: the user, a byte order mark, that the bytes are valid UTF-8, the server, the page's own
label, or the look of the text."""

_MARKS = {codecs.BOM_UTF16_LE: UTF_16LE, codecs.BOM_UTF16_BE: UTF_16BE}
_SAMPLE = 64 * 1024
_AT_HOME = re.compile(r"[\t\n\r -~\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
"""What a text in UTF-16 is made of. NULs alone do not tell the order of its bytes: 一 (4E00) is N in the other."""
_MOSTLY = 0.7
_MOST_NULS = 0.1
"""Of the bytes of a text. NUL is UTF-8 too, and a few of them are only a fault."""
_SHORT = 400
"""Bytes of a text that may be UTF-8 by chance: 一一, a date and a name in GBK can be."""
_MAGIC: dict[bytes, str] = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP file (docx and epub are such)",
    b"\x1f\x8b": "a gzip file",
    b"\x7fELF": "a program",
    b"SQLite format 3\x00": "an SQLite database",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"{\\rtf": "an RTF document",
}


class Decoded(NamedTuple):
    """A text, and how it was read."""

    text: str
    """Without its byte order mark."""
    encoding: str
    """A label of the WHATWG standard, or hz-gb-2312; given back as `label` it gives the same text."""
    why: Why
    broken: int = 0
    """Characters that could not be read and are U+FFFD."""


def decode(data: bytes, name: str, label: str | None = None, *, header: str | None = None) -> Decoded:
    """The text of the bytes.

    Args:
        data: All of them.
        name: What to call them in an error.
        label: An encoding label of the WHATWG standard that is obeyed to the byte; None means to find out.
        header: The charset that a server named, which may be anything.

    Raises:
        ReaderError: The label is unknown, the bytes are no text, or a byte does not belong to the named encoding.
    """
    if label:
        return _as_named(data, name, label)
    if kind := next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None):
        raise _no_text(name, kind)
    mark = _MARKS.get(data[:2])
    if wide := mark or _wide(data):
        text = forgiving(data, wide)
        if faults(text) > len(text) * MOST_FAULTS + 1:
            raise _no_text(name, "a binary file")
        return Decoded(text.removeprefix("\ufeff"), wide.name, "mark" if mark else "looks", text.count(BROKEN))
    if data.count(0) > len(data) * _MOST_NULS:
        raise _no_text(name, "a binary file")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _found(data, name, header, error)
    if text.startswith("\ufeff"):
        return Decoded(text[1:], UTF_8.name, "mark")
    return _other_reading(data, text, header) or Decoded(text, UTF_8.name, "valid")


def _no_text(name: str, kind: str) -> ReaderError:
    return ReaderError(name, f"this is {kind}, not text", "save the article as text and open that")


def _as_named(data: bytes, name: str, label: str) -> Decoded:
    """The text in the encoding that the user names."""
    kind = charset(label)
    if kind is None:
        raise ReaderError(label, "no encoding of this name", "name one such as utf-8, gb18030, big5 or utf-16le")
    try:
        return Decoded(strict(data, kind).removeprefix("\ufeff"), kind.name, "named")
    except UnicodeDecodeError as error:
        where = f"byte {error.start:,} (0x{data[error.start]:02X}) is not {kind.name.upper()}"
        other = "gb18030 (mainland) or --encoding big5 (Taiwan, Hong Kong)" if kind == UTF_8 else "utf-8"
        raise ReaderError(name, where, f"leave the encoding out, or name another, such as --encoding {other}") from None


def _found(data: bytes, name: str, header: str | None, error: UnicodeDecodeError) -> Decoded:
    """The text of bytes that are not strict UTF-8."""
    from reader.sources.detection import detect

    if found := detect(data, header):
        return Decoded(found.text.removeprefix("\ufeff"), found.charset.name, found.why, found.broken)
    where = f"byte {error.start:,} (0x{data[error.start]:02X}) is not UTF-8, and no Chinese encoding fits"
    raise ReaderError(name, where, "name its encoding, for example --encoding shift_jis")


def _other_reading(data: bytes, text: str, header: str | None) -> Decoded | None:
    """What valid UTF-8 may be besides: HZ, which is ASCII, or a few characters of GBK."""
    if text.isascii():
        return _hz(data) if "~{" in text else None
    if len(data) < _SHORT and max(text) < "\u0800":  # no Han: Greek, Russian, or a chance that a label tells from them
        from reader.sources.detection import detect

        found = detect(data, header)
        if found and found.charset == GB18030 and found.why != "looks" and not found.broken:
            return Decoded(found.text, found.charset.name, found.why)
    return None


def _hz(data: bytes) -> Decoded | None:
    """The text of HZ (RFC 1843), if all of it is that and reads like Chinese; a program's ~{xx} is rare characters."""
    from reader.sources.detection import LIKE, likeness

    try:
        text = strict(data, HZ)
    except UnicodeDecodeError:
        return None
    return Decoded(text, HZ.name, "looks") if likeness(text) >= LIKE else None


def _wide(data: bytes) -> Charset | None:
    """UTF-16 without its mark, where NULs show that some of it is ASCII; in the order of bytes that makes sense."""
    sample = data[: min(_SAMPLE, len(data) & ~1)]
    if sample.count(0) * 2 <= len(sample) * _MOST_NULS:
        return None
    best: Charset | None = None
    best_score = (_MOSTLY, 0)
    for kind, high in (UTF_16LE, sample[1::2]), (UTF_16BE, sample[::2]):
        text = forgiving(sample, kind)
        score = len(_AT_HOME.findall(text)) / len(text), high.count(0)
        if score > best_score and faults(text) <= len(text) * MOST_FAULTS:
            best, best_score = kind, score
    return best
