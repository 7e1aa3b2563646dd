"""Decodes bytes: in the encoding that the user names, else in the one detected from the bytes and their labels.

The order: a byte order mark; strict UTF-8, which nothing else is by chance; then the charset that the server names,
those that the page names, and the likeness to Chinese, weighed in `detection`. UTF-8 comes before the labels because
old systems left gb2312 on pages that have long been UTF-8 (12 of 282 collected ones).
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import ReaderError
from reader.sources.charsets import (
    FAULTS_SHARE_MAX,
    GB18030,
    HZ,
    REPLACEMENT_CHARACTER,
    SAMPLE_SIZE,
    UTF_8,
    UTF_16BE,
    UTF_16LE,
    Charset,
    count_faults,
    decode_lenient,
    decode_strict,
    find_charset,
)

if TYPE_CHECKING:
    from reader.sources.charsets import EncodingReason

_BYTE_ORDER_MARKS = {codecs.BOM_UTF16_LE: UTF_16LE, codecs.BOM_UTF16_BE: UTF_16BE}
_USUAL_CHARACTER = re.compile(r"[\t\n\r -~\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
"""A usual character of UTF-16 text. NULs alone do not show the byte order: 一 (4E00) is N (004E) in the other."""
_USUAL_SHARE_MIN = 0.7
"""Share of usual characters from which a text is UTF-16."""
_NUL_SHARE_MAX = 0.1
"""Share of NUL bytes that a text may have: NUL is valid UTF-8, and a few of them are only faults."""
_CONTROL_BYTE = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
"""A control character in every encoding of text, without the escape and the shifts of ISO 2022."""
_CONTROL_SHARE_MAX = 0.03
"""Share of control characters from which bytes that fit no encoding are no text; of random bytes it is a tenth."""
_SHORT_DATA_SIZE = 400
"""Bytes below which a text in GBK may be valid UTF-8 by chance, such as a date and a name."""
_FIRST_ASIAN_CHARACTER = "\u0800"
"""Characters below it are Latin, Greek or Russian, or two bytes of GBK; only a label can distinguish them."""
_FILE_TYPES: dict[bytes, str] = {
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
"""Types of files that are no text, by their first bytes."""


class DecodedText(NamedTuple):
    """A text, and how it was decoded."""

    text: str
    """Without its byte order mark."""
    encoding: str
    """A label of the WHATWG standard, or hz-gb-2312; as the `label` of `decode_text` it gives the same text."""
    reason: EncodingReason
    replacement_count: int = 0
    """Characters that could not be decoded and are U+FFFD."""


def decode_text(
    data: bytes, source_name: str, label: str | None = None, *, http_charset: str | None = None
) -> DecodedText:
    """Decode all bytes of a source, in the encoding that is named or detected.

    Args:
        data: All bytes.
        source_name: The name of the source in an error.
        label: An encoding label of the WHATWG standard, under which every byte must be valid; None means to detect the
            encoding.
        http_charset: The charset that a server named, which may be any text.

    Raises:
        ReaderError: The label is unknown, the bytes are no text, or one of them is not valid in the named encoding.
    """
    if label:
        return _decode_as_named(data, source_name, label)
    if kind := next((kind for magic, kind in _FILE_TYPES.items() if data.startswith(magic)), None):
        raise _make_not_text_error(source_name, kind)
    mark = _BYTE_ORDER_MARKS.get(data[:2])
    if wide := mark or _detect_utf_16(data):
        text = decode_lenient(data, wide)
        if count_faults(text) > len(text) * FAULTS_SHARE_MAX + 1:
            raise _make_not_text_error(source_name, "a binary file")
        return DecodedText(
            text.removeprefix("\ufeff"), wide.name, "mark" if mark else "looks", text.count(REPLACEMENT_CHARACTER)
        )
    if data.count(0) > len(data) * _NUL_SHARE_MAX:
        raise _make_not_text_error(source_name, "a binary file")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_detected(data, source_name, http_charset, error)
    if text.startswith("\ufeff"):
        return DecodedText(text[1:], UTF_8.name, "mark")
    return _try_other_encodings(data, text, http_charset) or DecodedText(text, UTF_8.name, "valid")


def _make_not_text_error(source_name: str, kind: str) -> ReaderError:
    return ReaderError(source_name, f"this is {kind}, not text", "save the article as text and open that")


def _decode_as_named(data: bytes, source_name: str, label: str) -> DecodedText:
    """Decode bytes in the encoding that the user names.

    Raises:
        ReaderError: There is no such encoding, or a byte is not valid in it.
    """
    kind = find_charset(label)
    if kind is None:
        raise ReaderError(label, "no encoding of this name", "name one such as utf-8, gb18030, big5 or utf-16le")
    try:
        return DecodedText(decode_strict(data, kind).removeprefix("\ufeff"), kind.name, "named")
    except UnicodeDecodeError as error:
        where = f"byte {error.start:,} (0x{data[error.start]:02X}) is not {kind.name.upper()}"
        other = "gb18030 (mainland) or --encoding big5 (Taiwan, Hong Kong)" if kind == UTF_8 else "utf-8"
        raise ReaderError(
            source_name, where, f"leave the encoding out, or name another, such as --encoding {other}"
        ) from None


def _decode_detected(data: bytes, source_name: str, http_charset: str | None, error: UnicodeDecodeError) -> DecodedText:
    """Decode bytes that are not valid UTF-8.

    Args:
        data: All bytes.
        source_name: The name of the source in an error.
        http_charset: The charset that a server named.
        error: The error of decoding them as UTF-8.

    Raises:
        ReaderError: No encoding fits.
    """
    from reader.sources.detection import detect_encoding

    if found := detect_encoding(data, http_charset):
        return DecodedText(found.text.removeprefix("\ufeff"), found.charset.name, found.reason, found.replacement_count)
    sample = data[:SAMPLE_SIZE]
    if len(_CONTROL_BYTE.findall(sample)) > len(sample) * _CONTROL_SHARE_MAX:
        raise _make_not_text_error(source_name, "a binary file")
    where = f"byte {error.start:,} (0x{data[error.start]:02X}) is not UTF-8, and no Chinese encoding fits"
    raise ReaderError(source_name, where, "start dubao with its encoding, for example --encoding shift_jis")


def _try_other_encodings(data: bytes, text: str, http_charset: str | None) -> DecodedText | None:
    """Decode valid UTF-8 that is HZ, which is ASCII, or short GBK; None where it is neither."""
    if text.isascii():
        return _decode_hz(data) if "~{" in text else None
    if len(data) < _SHORT_DATA_SIZE and max(text) < _FIRST_ASIAN_CHARACTER:
        from reader.sources.detection import detect_encoding

        found = detect_encoding(data, http_charset)
        if found and found.charset == GB18030 and found.reason != "looks" and not found.replacement_count:
            return DecodedText(found.text, found.charset.name, found.reason)
    return None


def _decode_hz(data: bytes) -> DecodedText | None:
    """Decode HZ (RFC 1843); None where not all of it is HZ, or it is not like Chinese, such as ~{xx} in a program."""
    from reader.sources.detection import LIKENESS_MIN, score_likeness

    try:
        text = decode_strict(data, HZ)
    except UnicodeDecodeError:
        return None
    return DecodedText(text, HZ.name, "looks") if score_likeness(text) >= LIKENESS_MIN else None


def _detect_utf_16(data: bytes) -> Charset | None:
    """The byte order of UTF-16 without a mark, some of which is ASCII, so that it has NULs; None for other texts."""
    sample = data[: min(SAMPLE_SIZE, len(data) & ~1)]
    if sample.count(0) * 2 <= len(sample) * _NUL_SHARE_MAX:
        return None
    best: Charset | None = None
    best_score = (_USUAL_SHARE_MIN, 0)
    for kind, high in (UTF_16LE, sample[1::2]), (UTF_16BE, sample[::2]):
        text = decode_lenient(sample, kind)
        score = len(_USUAL_CHARACTER.findall(text)) / len(text), high.count(0)
        if score > best_score and count_faults(text) <= len(text) * FAULTS_SHARE_MAX:
            best, best_score = kind, score
    return best
