"""The encodings that are read: labels of the WHATWG Encoding Standard, and what they mean on real pages."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

BROKEN = "\ufffd"
"""Stands for bytes that are no character of their encoding."""
MOST_FAULTS = 0.02
"""Share of a text that may be broken. Real pages have one in a thousand, where a program cut a title; noise a third."""
_CONTROL = re.compile("[\0-\x08\x0b\x0e-\x19\x1c-\x1f\x7f]")
_LEFT_OUT, _BROKEN_TOO = "dubao.left-out", "dubao.broken-too"


class Charset(NamedTuple):
    """An encoding."""

    name: str
    """As the standard has it; a label itself."""
    codec: str
    """Python's codec."""
    chinese: bool = False
    """Whether Chinese is what it is made for."""


UTF_8 = Charset("utf-8", "utf-8", chinese=True)
UTF_16LE = Charset("utf-16le", "utf-16-le", chinese=True)
UTF_16BE = Charset("utf-16be", "utf-16-be", chinese=True)
GB18030 = Charset("gb18030", "gb18030", chinese=True)
BIG5 = Charset("big5", "big5hkscs", chinese=True)
HZ = Charset("hz-gb-2312", "hz", chinese=True)
_KNOWN = {charset.name: charset for charset in (UTF_8, UTF_16LE, UTF_16BE, GB18030, BIG5, HZ)} | {"gbk": GB18030}
_REFUSED = frozenset({"x-user-defined", "replacement"})
"""The standard's own, which read nothing."""


def charset(label: str) -> Charset | None:
    """The encoding of a label; None where the standard has no such label, or reads nothing with it.

    Python's own list is not asked: it has codecs that are no charsets (rot13, punycode, unicode_escape). On real pages
    gb2312 and gbk bytes are GB 18030 (web pages write 镕 and NBSP, which gb2312 and Python's gbk lack), and big5 is
    Big5-HKSCS. HZ, which the standard left for safety's sake in browsers, is read: no script runs here.
    """
    import webencodings

    if not label.isascii():
        return None
    if label.strip("\t\n\f\r ").lower() in (HZ.name, HZ.codec):
        return HZ
    found = webencodings.lookup(label)
    if found is None or found.name in _REFUSED:
        return None
    return _KNOWN.get(found.name) or Charset(found.name, found.codec_info.name)


def strict(data: bytes, charset: Charset) -> str:
    """The text of the bytes.

    Raises:
        UnicodeDecodeError: Some are no character of the encoding, nor of what the standard adds to Python's codec.
    """
    return data.decode(charset.codec, _LEFT_OUT)


def forgiving(data: bytes, charset: Charset) -> str:
    """The text of the bytes, with U+FFFD for what is no character of the encoding."""
    return data.decode(charset.codec, _BROKEN_TOO)


def faults(text: str) -> int:
    """Characters that no text has: broken ones and controls; one that is cut in two at the very end does not count."""
    return broken(text) + len(_CONTROL.findall(text))


def broken(text: str) -> int:
    """Characters that could not be read; one that is cut in two at the very end does not count."""
    return text.count(BROKEN) - text.endswith(BROKEN)


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


def _broken_too(error: UnicodeError) -> tuple[str, int]:
    try:
        return _left_out(error)
    except UnicodeDecodeError as still:
        return BROKEN, still.end


codecs.register_error(_LEFT_OUT, _left_out)
codecs.register_error(_BROKEN_TOO, _broken_too)
