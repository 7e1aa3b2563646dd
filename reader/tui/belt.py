"""The second belt: nothing that a terminal obeys leaves through a widget, wherever it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color

_WILD = dict.fromkeys(
    (*range(0x20), *range(0x7F, 0xA0), 0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A))
)


class Belt(LineFilter):
    """Deletes control and bidi characters from all drawn text.

    It deletes where the first belt (CleanText) shows a sign, because here every row has its width already.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without such characters; sequences of Textual's own (control segments) pass."""
        if all(text.isprintable() for text, _, control in segments if not control):
            return segments
        return [
            segment if segment.control else Segment(segment.text.translate(_WILD), segment.style)
            for segment in segments
        ]
