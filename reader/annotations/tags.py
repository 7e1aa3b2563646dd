"""Tags as they are typed: words with blanks, commas or 、 between them."""

from __future__ import annotations

import re

_SEPARATORS = re.compile(r"[\s,，､、;；]+")


def split_tags(text: str) -> tuple[str, ...]:
    """Return the tags that a text names, each once, without their number signs.

    Blanks, commas, semicolons and 、 of any width stand between them.
    """
    words = (word.lstrip("#＃") for word in _SEPARATORS.split(text))
    return tuple(dict.fromkeys(word for word in words if word))


def find_last_tag_start(text: str) -> int:
    """Return the offset, in code points, of the tag at the end of a text; its length where none is begun there."""
    return max((found.end() for found in _SEPARATORS.finditer(text)), default=0)
