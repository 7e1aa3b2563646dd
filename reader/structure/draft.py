"""A line with the kind it was given, before it becomes a block."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model import Kind
    from reader.structure.lines import Line


class Draft:
    """What a line is taken for. The head may change its mind about a kind; the body does not."""

    __slots__ = ("kind", "line")

    def __init__(self, line: Line, kind: Kind) -> None:
        self.line = line
        self.kind = kind
