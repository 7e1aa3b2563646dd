"""Collapses white space as a browser does, and maps offsets to the collapsed text."""

from __future__ import annotations

import re
from bisect import bisect_left

from reader.structure.lines import WHITESPACE

INLINE_BOUNDARY = "\0"
"""In the raw line, the border of two inline elements without white space between them, where pages set a margin. It
is not in any text."""
_REMOVED_LINE_END = "\1"
"""In the place of a line end between two Han characters, which is removed."""
_WHITESPACE_RUN = re.compile(r"[ \t\r\n\f\0\1]+")
_CHANGED_WHITESPACE = re.compile(r"[\t\r\n\f\0\1]|  ")
_HAN = "\u2e80-\uffee“”‘’…—"
_LINE_END_IN_HAN = re.compile(rf"(?<=[{_HAN}])[ \t\r]*\n[ \t\r\n]*(?=[{_HAN}])")
_HAN_CHARACTER = re.compile(f"[{_HAN}]")


class OffsetMap:
    """Maps offsets of the raw line to the collapsed one.

    Args:
        cuts: Where characters are removed from the raw line, and how many there, in order.
    """

    __slots__ = ("_cut_starts", "_removed_before")

    def __init__(self, cuts: list[tuple[int, int]]) -> None:
        self._cut_starts = [at for at, _ in cuts]
        """Where characters of the raw line were removed, how many there, and how many before that."""
        self._removed_before: list[tuple[int, int]] = []
        total = 0
        for _, width in cuts:
            self._removed_before.append((width, total))
            total += width

    def __call__(self, offset: int, start: int, size: int) -> int:
        """Return the offset in the trimmed text.

        Args:
            offset: An offset in the raw line, in code points.
            start: Code points that were trimmed at the beginning of the collapsed line.
            size: Code points of the trimmed text.
        """
        gone = 0
        if at := bisect_left(self._cut_starts, offset):
            width, before = self._removed_before[at - 1]
            gone = before + min(width, offset - self._cut_starts[at - 1])
        return max(0, min(offset - gone - start, size))


_UNCHANGED = OffsetMap([])


def collapse_whitespace(raw: str, *, keep_boundaries: bool) -> tuple[str, int, OffsetMap]:
    """Return a line trimmed at both ends, with runs of white space as one space.

    A line end between two Han characters is removed; between two elements of a metadata line it becomes a space.

    Args:
        raw: The line with its inline boundaries.
        keep_boundaries: Whether an inline boundary becomes a space: in metadata lines, whose parts are such elements.

    Returns:
        The text, how many code points of the collapsed line were trimmed before it, and the map of offsets.
    """
    cuts: list[tuple[int, int]] = []
    if _CHANGED_WHITESPACE.search(raw) is not None:
        pieces: list[str] = []
        at = 0
        for match in _WHITESPACE_RUN.finditer(raw):
            first, last = match.span()
            space = " "
            if not match[0].strip(INLINE_BOUNDARY + _REMOVED_LINE_END):
                space = " " if keep_boundaries and INLINE_BOUNDARY in match[0] else ""
            elif not keep_boundaries and "\n" in match[0] and _is_between_han(raw, first, last):
                space = ""
            if last - first > len(space):
                cuts.append((first + len(space), last - first - len(space)))
            pieces += (raw[at:first], space)
            at = last
        raw = "".join([*pieces, raw[at:]])
    text = raw.strip(WHITESPACE)
    return text, (raw.index(text[0]) if text else 0), OffsetMap(cuts) if cuts else _UNCHANGED


def _is_between_han(raw: str, first: int, last: int) -> bool:
    before, behind = raw[first - 1 : first] if first else "", raw[last : last + 1]
    return bool(_HAN_CHARACTER.match(before) and _HAN_CHARACTER.match(behind))


def mark_line_ends(text: str) -> str:
    """Return a text of the same length, with a mark in place of line ends between two Han characters."""
    return _LINE_END_IN_HAN.sub(_mark, text)


def _mark(match: re.Match[str]) -> str:
    return _REMOVED_LINE_END * len(match[0])
