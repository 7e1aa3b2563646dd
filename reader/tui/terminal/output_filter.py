"""A filter over everything that Textual draws, so that no control or bidi character reaches the terminal.

Article text is clean already (`reader.model.clean`); this also covers text that comes from elsewhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

from reader.model.clean import UNSAFE_CHARACTER

if TYPE_CHECKING:
    from textual.color import Color

_UNSAFE = re.compile(rf"[\t\n\r]|{UNSAFE_CHARACTER.pattern}")
"""A character that clean text does not have, or that has no place in a row."""


class OutputFilter(LineFilter):
    """Removes control and bidi characters, and characters that cannot be encoded, from all drawn text.

    They are removed and not replaced, because the cells of a row are counted already.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without such characters; Textual's own escape sequences (control segments) stay.

        Args:
            segments: One row.
            background: Not used.
        """
        if all(text.isprintable() for text, _, control in segments if not control):
            return segments
        return [
            segment if segment.control else Segment(_UNSAFE.sub("", segment.text), segment.style)
            for segment in segments
        ]
