"""Tables of values for ranges of code points, read from TSV files of this folder."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator


class RangeTable:
    """The value of a code point, by indexing; "" for one that is in no range.

    Args:
        name: The name of the TSV file without its ending. Its rows are `first<TAB>last<TAB>value` in ascending order,
            with code points in hexadecimal.
    """

    def __init__(self, name: str) -> None:
        self._firsts: list[int] = []
        self._lasts: list[tuple[int, str]] = []
        for first, last, value in read_rows(__file__, name):
            self._firsts.append(int(first, 16))
            self._lasts.append((int(last, 16), value))

    def iter_ranges(self, value: str) -> Iterator[tuple[int, int]]:
        """Yield the first and the last code point of each range with a value."""
        for first, (last, own) in zip(self._firsts, self._lasts, strict=True):
            if own == value:
                yield first, last

    def __getitem__(self, code: int) -> str:
        index = bisect_right(self._firsts, code) - 1
        if index < 0:
            return ""
        last, value = self._lasts[index]
        return value if code <= last else ""
