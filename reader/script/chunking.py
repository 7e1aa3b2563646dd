"""Where a text may be cut without changing how it is converted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

COLONS = ":：︰"
STOPS = "。！？；!?;\n\r"
SEPARATORS = COLONS + STOPS + "\t \u00a0\u3000，、「」『』（）《》〈〉【】〔〕“”‘’…—～｜,()[]<>\"'|/"
"""No key of any OpenCC dictionary has one of these, so no phrase reaches over them (a test asks the installed ones).
The middle dot and the hyphen are not here: keys have them."""

_SEPARATOR = re.compile(f"[{re.escape(SEPARATORS)}]")
_UP_TO_THE_LAST = re.compile(f".*{_SEPARATOR.pattern}", re.DOTALL)


def parts(text: str, most: int, *, whole: bool = False) -> Iterator[str]:
    """The text in parts of at most `most` code points, each cut behind a separator; joined they are the text again.

    Converting them one by one gives what converting the whole gives. Only where `most` code points have no separator at
    all is a part cut anywhere, and a phrase across that cut is lost on the dictionaries, but no character; `whole`
    makes such a part as long as it has to be.
    """
    start = 0
    while len(text) - start > most:
        found = _UP_TO_THE_LAST.match(text, start, start + most)
        if found is None and whole:
            found = _SEPARATOR.search(text, start + most)
            if found is None:
                break
        end = found.end() if found else start + most
        yield text[start:end]
        start = end
    yield text[start:]


def clause(text: str, start: int, end: int, least: int = 0) -> tuple[int, int]:
    """The stretch between separators around another one, not before `least`: what its conversion depends on."""
    while start > least and text[start - 1] not in SEPARATORS:
        start -= 1
    found = _SEPARATOR.search(text, end)
    return start, found.start() if found else len(text)


def cut_between(text: str, start: int, end: int) -> int:
    """Where to cut a stretch that belongs to either side: behind its last colon, else its last stop, else its last
    separator, else before it ends.

    A colon is where a label ends (來源: 编辑：), which is how most blocks come to be in two scripts.
    """
    for signs in (COLONS, STOPS, SEPARATORS):
        if (last := max(text.rfind(sign, start, end) for sign in signs)) >= 0:
            return last + 1
    return end
