"""The supported encodings: labels of the WHATWG Encoding Standard, and the codecs that decode them."""

from __future__ import annotations

import codecs
import re
from typing import Literal, NamedTuple

EncodingReason = Literal["named", "mark", "valid", "header", "page", "looks"]
"""What an encoding was chosen by: the user, a byte order mark, (nearly) all bytes being valid UTF-8, the label of the
server, the label of the page, or the likeness of the decoded text to Chinese."""
REPLACEMENT_CHARACTER = "\ufffd"
"""Replaces bytes that are no character of their encoding."""
SAMPLE_SIZE = 64 * 1024
"""Bytes of a text that are used to detect its encoding."""
FAULTS_SHARE_MAX = 0.02
"""The highest share of faults in a text: real pages have one in a thousand, a cut title; noise has a third."""
_CONTROL_CHARACTER = re.compile("[\0-\x08\x0b\x0e-\x19\x1c-\x1f\x7f]")
_WHATWG_ERRORS, _REPLACE_ERRORS = "dubao.whatwg", "dubao.whatwg-replace"
"""The names of error handlers for codecs."""


class Charset(NamedTuple):
    """An encoding."""

    name: str
    """Its name in the standard, which is also a label."""
    codec: str
    """The name of Python's codec."""
    is_chinese: bool = False
    """Whether it is made for Chinese."""


UTF_8 = Charset("utf-8", "utf-8", is_chinese=True)
UTF_16LE = Charset("utf-16le", "utf-16-le", is_chinese=True)
UTF_16BE = Charset("utf-16be", "utf-16-be", is_chinese=True)
GB18030 = Charset("gb18030", "gb18030", is_chinese=True)
BIG5 = Charset("big5", "big5hkscs", is_chinese=True)
HZ = Charset("hz-gb-2312", "hz", is_chinese=True)
_CHARSETS_BY_LABEL = {charset.name: charset for charset in (UTF_8, UTF_16LE, UTF_16BE, GB18030, BIG5, HZ)} | {
    "gbk": GB18030
}
_REFUSED_LABELS = frozenset({"x-user-defined", "replacement"})
"""Labels of the standard that decode nothing."""


def find_charset(label: str) -> Charset | None:
    """Return the encoding for a label; None where the standard has no such label, or decodes nothing with it.

    Python's own list is not used: it has codecs that are no charsets (rot13, punycode, unicode_escape). On real pages
    gb2312 and gbk bytes are GB 18030 (web pages write 镕 and NBSP, which gb2312 and Python's gbk lack), and big5 is
    Big5-HKSCS. HZ is supported, although the standard dropped it for the safety of browsers: no script runs here.
    """
    import webencodings

    if not label.isascii():
        return None
    if label.strip("\t\n\f\r ").lower() in (HZ.name, HZ.codec):
        return HZ
    found = webencodings.lookup(label)
    if found is None or found.name in _REFUSED_LABELS:
        return None
    return _CHARSETS_BY_LABEL.get(found.name) or Charset(found.name, found.codec_info.name)


def decode_strict(data: bytes, charset: Charset) -> str:
    """Decode bytes that must all be valid.

    Args:
        data: All bytes.
        charset: Their encoding.

    Raises:
        UnicodeDecodeError: Some are no character of the encoding, nor of what the standard adds to Python's codec.
    """
    return data.decode(charset.codec, _WHATWG_ERRORS)


def decode_lenient(data: bytes, charset: Charset) -> str:
    """Decode bytes, with U+FFFD for those that are no character of the encoding.

    Args:
        data: All bytes.
        charset: Their encoding.
    """
    return data.decode(charset.codec, _REPLACE_ERRORS)


def count_faults(text: str) -> int:
    """Return the number of U+FFFD and control characters of a text, without a U+FFFD at its end, a cut character."""
    return count_replacements(text) + len(_CONTROL_CHARACTER.findall(text))


def count_replacements(text: str) -> int:
    """Return the number of U+FFFD of a text; one at its end, where a character was cut, is not counted."""
    return text.count(REPLACEMENT_CHARACTER) - text.endswith(REPLACEMENT_CHARACTER)


def _decode_whatwg_extra(error: UnicodeError) -> tuple[str, int]:
    """Decode what the standard has and Python's codec lacks: A3E1 and a few more in big5, 80 in gbk; both are €."""
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


def _decode_or_replace(error: UnicodeError) -> tuple[str, int]:
    try:
        return _decode_whatwg_extra(error)
    except UnicodeDecodeError as still:
        return REPLACEMENT_CHARACTER, still.end


codecs.register_error(_WHATWG_ERRORS, _decode_whatwg_extra)
codecs.register_error(_REPLACE_ERRORS, _decode_or_replace)
