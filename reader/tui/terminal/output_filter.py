"""The second belt: nothing that a terminal obeys leaves through a widget, wherever it came from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

from reader.model.clean import UNSAFE_CHARACTER

if TYPE_CHECKING:
    from textual.color import Color

_UNSAFE = re.compile(rf"[\t\n\r]|{UNSAFE_CHARACTER.pattern}")
"""What clean text does not have, and what it has but no row."""


class OutputFilter(LineFilter):
    """Deletes control and bidi characters, and what no terminal can be sent, from all drawn text.

    It deletes where the first belt (CleanText) shows a sign, because here every row has its width already.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without such characters; sequences of Textual's own (control segments) pass."""
        if all(text.isprintable() for text, _, control in segments if not control):
            return segments
        return [
            segment if segment.control else Segment(_UNSAFE.sub("", segment.text), segment.style)
            for segment in segments
        ]
