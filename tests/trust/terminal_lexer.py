"""Parts the bytes that a program writes to a terminal into text and sequences, and says what kinds there are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    rb"\x1b\[[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e]"
    rb"|\x1b[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)"
    rb"|\x1b[\x20-\x2f]*[\x30-\x5a\x5c\x60-\x7e]"
    rb"|[\x00-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xaf]|\xf3\xa0[\x80\x81][\x80-\xbf]"
    rb"|[^\x00-\x1f\x7f\xc2\xe2\xf3]+|[\s\S]"
)
_STRING_NUMBER = re.compile(rb"[^\x07\x1b;]{0,6}")
_NUMBERS = re.compile(rb"[\d;:]+")


def list_kinds(output: bytes) -> Iterator[tuple[str, int]]:
    """The kind of each control character and sequence of an output, and where it stands.

    Sequences that differ only in numbers are of one kind, except modes; strings are of one kind by their number.

    Args:
        output: What was written.
    """
    for match in _TOKEN.finditer(output):
        token = match[0]
        if token.startswith(b"\x1b["):
            is_mode = token[-1:] in b"hl"
            yield (token if is_mode else _NUMBERS.sub(b"N", token)).decode("latin-1"), match.start()
        elif token[:2] in (b"\x1b]", b"\x1bP", b"\x1b_", b"\x1b^", b"\x1bX"):
            number = _STRING_NUMBER.match(token[2:])
            yield (token[:2] + (number[0] if number else b"")).decode("latin-1"), match.start()
        elif token[:1] < b" " or token == b"\x7f" or (len(token) > 1 and token[:1] in b"\xc2\xe2\xf3"):
            yield token.decode("latin-1"), match.start()
