"""From bytes to text: UTF-8, or the encoding the user names by any label of the WHATWG Encoding Standard."""

from __future__ import annotations

import codecs

from reader.errors import ReaderError

_MARKS = {codecs.BOM_UTF16_LE: "utf-16le", codecs.BOM_UTF16_BE: "utf-16be"}
_MOST_NULS = 0.1
"""Of the bytes of a text. NUL is UTF-8 too, and a few of them are only a fault."""
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
    """The text of the bytes and the name of its encoding, itself a label; a byte order mark is dropped.

    Args:
        data: The whole file.
        name: What to call it in an error.
        label: An encoding label of the WHATWG standard; None means UTF-8.

    Raises:
        ReaderError: The label is unknown, the bytes are no text, or a byte does not belong to the encoding.
    """
    encoding, codec = _named(label) if label else ("utf-8", "utf-8")
    if not label and (kind := _binary(data)):
        raise ReaderError(name, f"this is {kind}, not text", "save the article as text and open that")
    try:
        text = data.decode(codec, _LEFT_OUT if label else "strict")
    except UnicodeDecodeError as error:
        raise _not_in(encoding, data, name, error) from None
    return text.removeprefix("\ufeff"), encoding


def _binary(data: bytes) -> str | None:
    """What kind of file the bytes are, if they are no text whatever the encoding."""
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)
    if kind is None and data[:2] not in _MARKS and data.count(0) > len(data) * _MOST_NULS:
        return "a binary file"
    return kind


def _named(label: str) -> tuple[str, str]:
    """The encoding of a WHATWG label, and Python's codec for it. Python's own list has codecs that are no charsets.

    What the labels mean on real pages: gb2312 and gbk bytes are GB 18030 (web pages write 镕 and NBSP, which gb2312 and
    Python's gbk lack), and big5 is Big5-HKSCS.
    """
    import webencodings

    found = webencodings.lookup(label) if label.isascii() else None
    if found is None or found.name in ("x-user-defined", "replacement"):  # the standard's own, which read nothing
        raise ReaderError(label, "no encoding of this name", "name one such as utf-8, gb18030, big5 or utf-16le")
    codecs.register_error(_LEFT_OUT, _left_out)
    if found.name == "gbk":
        return "gb18030", "gb18030"
    return found.name, "big5hkscs" if found.name == "big5" else found.codec_info.name


_LEFT_OUT = "dubao.left-out"


def _left_out(error: UnicodeError) -> tuple[str, int]:
    """Read what the standard has and Python's codec has not: A3E1 and a few more in big5, 80 in gbk; both are €."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    at = error.start
    if error.encoding == "gb18030" and error.object[at] == 0x80:
        return "€", at + 1
    if error.encoding == "big5hkscs":
        try:
            return error.object[at : at + 2].decode("cp950"), at + 2
        except UnicodeDecodeError:
            pass
    raise error


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
