"""A label on one line and its value on the next (责任编辑： / 张三): one block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.structure.furniture import furniture
from reader.structure.tables import rows
from reader.structure.wrapping import join

if TYPE_CHECKING:
    from reader.model import Kind
    from reader.structure.lines import Line

_VALUE_MAX = 24


def with_value(line: Line, following: Line | None) -> tuple[Line, Kind] | None:
    """The joined line and its kind, when a line is nothing but a label and the next one is its value."""
    bare = line.shadow.strip(" []()【】")
    if following is None or len(bare) > 12 or bare[-1:] not in ":|" or len(following.text) > _VALUE_MAX or following.before > 2:
        return None
    label = bare.rstrip(" :|").replace(" ", "")
    if not any(label == row[0] and row[1] in ("editor", "author", "source", "date") for row in rows("roles")):
        return None
    both = join([line, following])
    kind = furniture(both.shadow, len(both.text), head=True)
    return None if kind is None else (both, kind)
