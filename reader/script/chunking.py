"""Cuts text at places where that does not change its conversion."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

COLONS = ":：︰"
SENTENCE_STOPS = "。！？；!?;\n\r"
SEPARATORS = COLONS + SENTENCE_STOPS + "\t \u00a0\u3000，、「」『』（）《》〈〉【】〔〕“”‘’…—～｜,()[]<>\"'|/"
"""Characters that no key of an OpenCC dictionary contains, so that no phrase extends over one (a test checks the
installed ones). The middle dot and the hyphen are not among them, because keys have them."""

_SEPARATOR = re.compile(f"[{re.escape(SEPARATORS)}]")
_THROUGH_LAST_SEPARATOR = re.compile(f".*{_SEPARATOR.pattern}", re.DOTALL)


def split_into_chunks(text: str, max_length: int, *, separators_only: bool = False) -> Iterator[str]:
    """Yield the parts of a text, each cut after a separator; joined they are the text.

    Converting them one by one gives the same as converting the whole. Only a stretch of `max_length` code points
    without a separator is cut anywhere, where a phrase may be split; with `separators_only` the part is longer instead.

    Args:
        text: Any text.
        max_length: Code points of a part at most.
        separators_only: Whether a part without a separator is not cut.
    """
    start = 0
    while len(text) - start > max_length:
        found = _THROUGH_LAST_SEPARATOR.match(text, start, start + max_length)
        if found is None and separators_only:
            found = _SEPARATOR.search(text, start + max_length)
            if found is None:
                break
        end = found.end() if found else start + max_length
        yield text[start:end]
        start = end
    yield text[start:]


def find_clause(text: str, start: int, end: int, lower_bound: int = 0) -> tuple[int, int]:
    """Return the stretch between separators around another one, on which its conversion depends.

    Args:
        text: The text.
        start: The start of the stretch, in code points.
        end: Its end.
        lower_bound: An offset that is not searched beyond.
    """
    while start > lower_bound and text[start - 1] not in SEPARATORS:
        start -= 1
    found = _SEPARATOR.search(text, end)
    return start, found.start() if found else len(text)


def find_cut(text: str, start: int, end: int) -> int:
    """Return where to cut a stretch between two scripts: after its last colon, else stop, else separator, else its end.

    Most blocks in two scripts have a label with a colon (來源: 编辑：).

    Args:
        text: The text.
        start: The start of the stretch, in code points.
        end: Its end.
    """
    for signs in (COLONS, SENTENCE_STOPS, SEPARATORS):
        if (last := max(text.rfind(sign, start, end) for sign in signs)) >= 0:
            return last + 1
    return end
