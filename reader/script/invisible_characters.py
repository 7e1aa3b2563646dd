"""Characters that are not printed, such as U+200B, taken out of a text before its conversion and put back after it.

Inside a word they would split it: no dictionary and no context has them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from reader.model import CleanText, Phrase, View

if TYPE_CHECKING:
    from collections.abc import Iterable

INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")
"""Soft hyphen, zero width space, joiners and direction marks, word joiner, variation selectors, byte order mark."""


class VisibleText(NamedTuple):
    """A text without its invisible characters."""

    text: CleanText
    offsets: list[int]
    """Where each of its characters is in the whole text, in code points."""

    def to_visible(self, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Spans of the whole text as spans of this one."""
        return [(bisect_left(self.offsets, start), bisect_left(self.offsets, end)) for start, end in spans]

    def to_whole(self, start: int, end: int) -> tuple[int, int]:
        """A span of this text that is not empty as one of the whole text.

        Args:
            start: In code points of this text.
            end: Likewise.
        """
        return self.offsets[start], self.offsets[end - 1] + 1


def strip_invisible(text: str) -> VisibleText | None:
    """The text without its invisible characters; None where it has none."""
    if not INVISIBLE.search(text):
        return None
    offsets = [at for at, character in enumerate(text) if not INVISIBLE.match(character)]
    return VisibleText(CleanText("".join(text[at] for at in offsets)), offsets)


def restore_invisible(text: str, visible: VisibleText, view: View) -> View:
    """The view of a whole text from that of its visible characters.

    What is invisible inside a phrase is part of the phrase, and not shown.

    Args:
        text: The whole text.
        visible: Its visible characters.
        view: A view of these.
    """
    pieces: list[str] = []
    phrases: list[Phrase] = []
    length = at = 0
    for start, end, view_start, view_end in view.phrases:
        first, last = visible.to_whole(start, end)
        pieces += _merge(text, visible, view, at, first)
        length += first - at
        pieces.append(view.text[view_start:view_end])
        phrases.append(Phrase(first, last, length, length + view_end - view_start))
        length += view_end - view_start
        at = last
    pieces += _merge(text, visible, view, at, len(text))
    return View(CleanText("".join(pieces)), tuple(phrases))


def _merge(text: str, visible: VisibleText, view: View, start: int, end: int) -> list[str]:
    """A stretch of the whole text outside phrases, with the characters that the view has for the visible ones."""
    number = bisect_left(visible.offsets, start)
    shift = view.to_view(number) - number
    characters = list(text[start:end])
    while number < len(visible.offsets) and visible.offsets[number] < end:
        characters[visible.offsets[number] - start] = view.text[number + shift]
        number += 1
    return characters
