"""A label on one line and its value on the next (责任编辑： / 张三): one block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.structure.parts import furniture
from reader.structure.tables import column
from reader.structure.wrapping import join

if TYPE_CHECKING:
    from reader.model import Kind
    from reader.structure.lines import Line

LABEL_MAX, _VALUE_MAX = 14, 24
"""Characters of a line that is a label alone, and of the line that is its value."""
LABEL_ENDS = ":|)]】"
"""How such a line ends."""
_FIELDS = ("editor", "author", "source", "date")


def with_value(line: Line, following: Line | None) -> tuple[Line, Kind] | None:
    """The joined line and its kind, when a line is nothing but a label and the next one is its value."""
    if line.ending[-1] not in LABEL_ENDS or line.size > LABEL_MAX or following is None or following.size > _VALUE_MAX:
        return None
    bare = line.shadow.strip(" []()【】")
    label = bare.rstrip(" :|").replace(" ", "")
    if bare[-1:] not in ":|" or following.before > 2 or not any(label in column("roles", field) for field in _FIELDS):
        return None
    both = join([line, following])
    kind = furniture(both.shadow, head=True)
    return None if kind is None else (both, kind)
