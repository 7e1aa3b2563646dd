"""Where a text may be cut without changing how it is converted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

COLONS = ":：︰"
SENTENCE_STOPS = "。！？；!?;\n\r"
SEPARATORS = COLONS + SENTENCE_STOPS + "\t \u00a0\u3000，、「」『』（）《》〈〉【】〔〕“”‘’…—～｜,()[]<>\"'|/"
"""No key of any OpenCC dictionary has one of these, so no phrase reaches over them (a test asks the installed ones).
The middle dot and the hyphen are not here: keys have them."""

_SEPARATOR = re.compile(f"[{re.escape(SEPARATORS)}]")
_THROUGH_LAST_SEPARATOR = re.compile(f".*{_SEPARATOR.pattern}", re.DOTALL)


def split_into_chunks(text: str, max_length: int, *, separators_only: bool = False) -> Iterator[str]:
    """The text in parts of at most `max_length` code points, each cut behind a separator; joined they are the text
    again.

    Converting them one by one gives what converting the whole gives. Only where `max_length` code points have no
    separator is a part cut anywhere, and a phrase across that cut is lost on the dictionaries, but no character;
    `separators_only` makes such a part as long as it has to be.

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
    """The stretch between separators around another one, not before `lower_bound`: what its conversion depends on.

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
    """Where to cut a stretch that belongs to either side: behind its last colon, else its last stop, else its last
    separator, else before it ends.

    A colon is where a label ends (來源: 编辑：), which is how most blocks come to be in two scripts.

    Args:
        text: The text.
        start: The start of the stretch, in code points.
        end: Its end.
    """
    for signs in (COLONS, SENTENCE_STOPS, SEPARATORS):
        if (last := max(text.rfind(sign, start, end) for sign in signs)) >= 0:
            return last + 1
    return end
