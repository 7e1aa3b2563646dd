"""From bytes to text: UTF-8, or the encoding the user names by any label of the WHATWG Encoding Standard."""

from __future__ import annotations

import codecs

from reader.errors import ReaderError

# What the labels mean on real pages: gb2312 and gbk bytes are GB 18030 (web pages write 镕 and NBSP, which gb2312 and
# Python's gbk lack), and big5 is Big5-HKSCS, in which the few sequences that only cp950 has are read with that.
_WIDER = {"gbk": "gb18030", "big5": "big5hkscs"}
_MARKS = {codecs.BOM_UTF16_LE: "utf-16le", codecs.BOM_UTF16_BE: "utf-16be"}
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


def decode(data: bytes, name: str, label: str | None = None) -> tuple[str, str]:
    """The text of the bytes and the name of its encoding; a byte order mark is dropped.

    Args:
        data: The whole file.
        name: What to call it in an error.
        label: An encoding label of the WHATWG standard; None means UTF-8.

    Raises:
        ReaderError: The label is unknown, the bytes are no text, or a byte does not belong to the encoding.
    """
    encoding = _named(label) if label else "utf-8"
    if not label and (kind := next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)):
        raise ReaderError(name, f"this is {kind}, not text", "save the article as text and open that")
    try:
        text = data.decode(encoding, "cp950" if encoding == "big5hkscs" else "strict")
    except UnicodeDecodeError as error:
        raise _not_in(encoding, data, name, error) from None
    return text.removeprefix("\ufeff"), encoding


def _named(label: str) -> str:
    """The Python codec for a WHATWG label. Only these labels: Python's own list has codecs that are no charsets."""
    import webencodings

    found = webencodings.lookup(label)
    if found is None or found.name == "x-user-defined":
        raise ReaderError(label, "no encoding of this name", "name one such as utf-8, gb18030, big5 or utf-16le")
    if found.name == "big5":
        codecs.register_error("cp950", _with_cp950)
    return _WIDER.get(found.name, found.codec_info.name)


def _with_cp950(error: UnicodeError) -> tuple[str, int]:
    """Read the two bytes that Big5-HKSCS does not know with cp950 (A3E1 is € there and nothing in HKSCS)."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    pair = bytes(error.object[error.start : error.start + 2])
    try:
        return pair.decode("cp950"), error.start + 2
    except UnicodeDecodeError:
        raise UnicodeDecodeError("big5hkscs", error.object, error.start, error.end, error.reason) from None


def _not_in(encoding: str, data: bytes, name: str, error: UnicodeDecodeError) -> ReaderError:
    """Why the bytes are not text of that encoding, and what to try."""
    if b"\x00" in data[:65536] and encoding == "utf-8":
        mark = _MARKS.get(data[:2])
        if mark:
            return ReaderError(name, "this is UTF-16, not UTF-8", f"add --encoding {mark}")
        return ReaderError(name, "this is a binary file, not text", "save the article as text and open that")
    where = f"byte {error.start:,} (0x{data[error.start]:02X}) is not {encoding.upper()}"
    other = "utf-8" if encoding != "utf-8" else "gb18030 (mainland) or --encoding big5 (Taiwan, Hong Kong)"
    return ReaderError(name, where, f"name the encoding, for example --encoding {other}")
