"""The data of this room: TSV files beside this one, read when the first character asks for them."""

from __future__ import annotations

import os
from bisect import bisect_right


def read_rows(name: str) -> list[list[str]]:
    """The cells of a TSV file of this folder, without its header line."""
    path = os.path.join(os.path.dirname(__file__), name)  # importing pathlib takes longer than reading the file
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file][1:]


class RangeTable:
    """The value of a code point; "" where the file has none.

    The file has a header line and then `first<TAB>last<TAB>value` in ascending order, code points in hexadecimal.
    """

    def __init__(self, name: str) -> None:
        self._firsts: list[int] = []
        self._ends: list[tuple[int, str]] = []
        for first, last, value in read_rows(name):
            self._firsts.append(int(first, 16))
            self._ends.append((int(last, 16), value))

    def __getitem__(self, code: int) -> str:
        index = bisect_right(self._firsts, code) - 1
        if index < 0:
            return ""
        last, value = self._ends[index]
        return value if code <= last else ""
