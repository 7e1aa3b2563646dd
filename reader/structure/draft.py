"""A line with the kind it was given, before it becomes a block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model import Kind
    from reader.structure.captions import Credit
    from reader.structure.lines import Line


@dataclass(slots=True)
class Draft:
    """What a line is taken for."""

    line: Line
    kind: Kind
    credit: Credit | None = None
