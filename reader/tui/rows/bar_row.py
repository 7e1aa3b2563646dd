"""The row of a bar: what is at its left, a message in its own place, and hints or labels at its right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.tui.rows.columns import truncate
from reader.typeset import cell_len, to_display_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.typeset import AmbiguousWidth

MessageKind = Literal["note", "done", "warning", "error"]
"""The weight of a message: something to know, something that was done, something that cannot be done, a failure."""

_GAP_CELLS = 2
_DETAIL_CELLS = 26
"""Cells that hints leave to a detail."""
_MIN_MESSAGE_CELLS = 4
"""Cells of a message with the blanks around it, at least."""
_MIN_DETAIL_CELLS = 8
"""Cells below which a detail says nothing."""


class BarPart(NamedTuple):
    """A part of a bar in a style of its own."""

    text: str
    style_name: str = ""
    """Name of a component style of the bar; "" is the plain style."""
    command_id: str = ""
    """The command that a click runs; "" for none."""


class KeyHint(NamedTuple):
    """A key worth showing, with what it does."""

    keys: str
    """As they are shown: `n`, `h l`."""
    label: str
    command_id: str
    """The command that a click runs."""

    @property
    def text(self) -> str:
        """The keys and what they do, as one text."""
        return f"{self.keys} {self.label}"


class BarContent(NamedTuple):
    """What a bar shows."""

    left: tuple[BarPart, ...] = ()
    """Where or what."""
    detail: str = ""
    """Behind the left, as much of it as there is room for."""
    message: str = ""
    """Behind the left; read whole before anything else is."""
    message_kind: MessageKind = "note"
    right: tuple[BarPart, ...] = ()
    """At the right edge; never shortened, but the first parts are left out where there is no room for all."""
    hints: tuple[KeyHint, ...] = ()
    """At the right edge; as many as fit, the last one longest."""


def lay_out_bar(content: BarContent, width: int, ambiguous: AmbiguousWidth) -> list[BarPart]:
    """The parts of the row of a bar from left to right, together as wide as the bar.

    One cell stays free at both ends.

    Args:
        content: What the bar shows.
        width: Cells of the bar.
        ambiguous: Cells of a character of ambiguous width.
    """
    layout = _BarLayout(max(0, width - 2), ambiguous)
    right = layout.fit_right(content.right)
    left = layout.fit_left(content)
    message = layout.fit_message(content)
    hints = layout.fit_hints(content)
    detail = layout.fit_detail(content)
    front = [BarPart(" "), *left, *detail, *message]
    back = [*hints, *([BarPart(" " * _GAP_CELLS)] if hints and right else []), *right, BarPart(" ")]
    used = sum(cell_len(part.text, ambiguous) for part in (*front, *back))
    return [*front, BarPart(" " * max(0, width - used)), *back]


class _BarLayout:
    """Hands out the cells of a bar, part after part.

    Args:
        room: Cells of the bar without its ends.
        ambiguous: Cells of a character of ambiguous width.
    """

    def __init__(self, room: int, ambiguous: AmbiguousWidth) -> None:
        self._room = room
        self._ambiguous = ambiguous

    def _count(self, *texts: str) -> int:
        return sum(cell_len(text, self._ambiguous) for text in texts)

    def _cut(self, text: str, cells: int) -> str:
        return truncate(text, max(0, cells), self._ambiguous)

    def fit_right(self, parts: Sequence[BarPart]) -> list[BarPart]:
        """The last of some parts for which there is room, and their cells with a gap before them."""
        kept = list(parts)
        while kept and self._count(*(part.text for part in kept)) > self._room:
            kept.pop(0)
        if kept:
            kept[0] = kept[0]._replace(text=kept[0].text.lstrip())
            self._room -= self._count(*(part.text for part in kept)) + _GAP_CELLS
        return kept

    def fit_left(self, content: BarContent) -> list[BarPart]:
        """The parts at the left, the last of them cut; none where a message needs their room."""
        parts = content.left
        cells = self._count(*(part.text for part in parts))
        if content.message and cells + _GAP_CELLS + self._count(content.message) + 2 > self._room:
            return []
        kept = []
        for part in parts:
            text = self._cut(to_display_text(part.text), self._room)
            if text:
                kept.append(part._replace(text=text))
                self._room -= self._count(text)
        return kept

    def fit_message(self, content: BarContent) -> list[BarPart]:
        """The message on a ground of its own, with a gap before it where something stands at the left."""
        if not content.message or self._room < _MIN_MESSAGE_CELLS:
            return []
        gap = _GAP_CELLS if content.left and self._room > _GAP_CELLS + _MIN_MESSAGE_CELLS else 0
        style = f"message-{content.message_kind}"
        text = self._cut(to_display_text(content.message), self._room - gap - 2)
        self._room -= gap + 2 + self._count(text)
        return [BarPart(" " * gap), BarPart(f" {text} ", style)]

    def fit_hints(self, content: BarContent) -> list[BarPart]:
        """As many hints as there is room for; the last one, the help, is kept longest."""
        hints = list(content.hints)
        reserved = 0
        if content.detail:
            detail = min(self._count(content.detail), _DETAIL_CELLS, self._room // 3) + _GAP_CELLS
            reserved = detail if detail > _MIN_DETAIL_CELLS else 0
        room = self._room - reserved - _GAP_CELLS
        while hints and self._count(*(hint.text for hint in hints)) + _GAP_CELLS * (len(hints) - 1) > room:
            hints.pop(-2 if len(hints) > 1 else -1)
        parts: list[BarPart] = []
        for hint in hints:
            parts += [
                BarPart(" " * _GAP_CELLS if parts else ""),
                BarPart(hint.keys, "key", hint.command_id),
                BarPart(f" {to_display_text(hint.label)}", "label", hint.command_id),
            ]
        self._room -= self._count(*(part.text for part in parts)) + (_GAP_CELLS if parts else 0)
        return parts[1:]

    def fit_detail(self, content: BarContent) -> list[BarPart]:
        """The detail with a gap before it, as much of it as there is room for; none beside a message."""
        room = self._room - _GAP_CELLS
        if not content.detail or content.message or room < _MIN_DETAIL_CELLS:
            return []
        return [BarPart(" " * _GAP_CELLS + self._cut(content.detail, room), "label")]
