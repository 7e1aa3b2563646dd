"""Lines that belong together: paragraphs that were broken at a fixed width (mail, some agencies), and a label on one
line with its value on the next (责任编辑： / 张三).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, cast

from reader.structure.boilerplate import chrome_of
from reader.structure.captions import captioned
from reader.structure.furniture import furniture
from reader.structure.headings import number
from reader.structure.lexicon import column
from reader.structure.lines import Line, columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.model import CleanText, Kind

NARROW, WIDE = 30, 104
"""The widths at which text is wrapped, in columns: 40 to 80 mostly, 100 at most."""
SLACK = 4
"""Columns that a full line may lack: punctuation that must not begin a line, quotes of ambiguous width."""
_OPENS = "-*+>#|▲△▼■●◆【"
LABEL_MAX, _VALUE_MAX = 14, 24
"""Characters of a line that is a label alone, and of the line that is its value."""
LABEL_ENDS = ":|)]】"
"""How such a line ends."""
_FIELDS = ("editor", "author", "source", "date")


class Wrap:
    """How a text was wrapped."""

    __slots__ = ("hanging", "separated", "width")

    def __init__(self, width: int, *, separated: bool, hanging: bool) -> None:
        self.width = width
        """Columns of a full line."""
        self.separated = separated
        """Blank lines stand between the paragraphs, so a line without one before it goes on with the last."""
        self.hanging = hanging
        """Paragraphs begin with an indent and go on without one, so an indented line begins one."""


def measure(lines: Sequence[Line]) -> Wrap | None:
    """How a sample of lines was wrapped; None for text whose lines are paragraphs.

    Wrapped text has many lines of nearly the same, greatest width, that do not end where sentences end and have commas
    inside; titles of one length have none.
    """
    widths = [_width(line) for line in lines]
    follows = [i for i in range(len(lines) - 1) if lines[i + 1].before == 0]
    spaced = len(follows) * 2 < len(lines)
    lone = len(lines) > 1 and len(follows) == len(lines) - 1 and lines[-1].stopped  # one paragraph and nothing else?
    for width in sorted({w for w in widths if NARROW <= w <= WIDE}, reverse=True):
        full = [i for i in follows if width - SLACK <= widths[i] <= width]
        if len(full) >= (1 if spaced else max(2, len(widths) // 8)) or (lone and len(full) == len(follows)):
            break
    else:
        return None
    running = sum(lines[i].shadow[-1] not in "。!?”" for i in full)
    prose = sum(any(sign in lines[i].shadow[:-1] for sign in ",。、") for i in full)
    wider = sum(w > width and "," in lines[i].shadow for i, w in enumerate(widths))
    ends = [i for i, line in enumerate(lines[:-1]) if line.stopped and widths[i] < width - 3 * SLACK]
    if (
        running * 10 < len(full) * 6
        or prose * 4 < len(full)
        or wider * 12 > len(widths)
        or not (ends or spaced or lone)
    ):
        return None
    return Wrap(
        width,
        separated=sum(lines[i + 1].before > 0 for i in ends) * 10 >= len(ends) * 8,
        hanging=any(lines[i].indent > 0 == lines[i + 1].indent for i in full),
    )


def joined(lines: Iterable[Line], wrap: Wrap) -> Iterator[Line]:
    """The lines with wrapped paragraphs joined."""
    run: list[Line] = []
    for line in lines:
        if run and not _continues(run[-1], line, wrap):
            yield join(run)
            run = []
        run.append(line)
    if run:
        yield join(run)


def _width(line: Line) -> int:
    if line.size > WIDE + 2 * SLACK:  # wider than any width, whatever it is
        return line.indent + line.size
    return line.indent + columns(line.text)


def _continues(last: Line, line: Line, wrap: Wrap) -> bool:
    """Whether a line goes on with the paragraph: the line before has no room for its first character, or word."""
    if line.before or line.indent > last.indent or line.text[0] in _OPENS:
        return False
    if (line.indent and wrap.hanging) or (last.stopped and (captioned(line) or number(line))):
        return False
    width = _width(last)
    if width > wrap.width + 2 * SLACK or _is_furniture(line):
        return False
    if wrap.separated and width * 2 > wrap.width and not last.stopped:
        return True
    word = line.text.split(" ", 1)[0] if line.text[0].isascii() else line.text[:1]
    first = word if word.isascii() else word[:1]
    room = wrap.width - SLACK - width - _ambiguous(last.text)
    return columns(first[:WIDE]) + (last.text[-1].isascii() and first.isascii()) > room


def _ambiguous(text: str) -> int:
    """Quotes and dashes, which a tool may have counted as two columns."""
    return sum(map(text[: 2 * WIDE].count, "“”‘’…—·"))


def _is_furniture(line: Line) -> bool:
    return furniture(line.shadow, head=True) is not None or chrome_of(line) == "tail"


def join(run: Sequence[Line]) -> Line:
    """One line of several: Latin words joined with a space, all else without one (a number may be broken, too)."""
    if len(run) == 1:
        return run[0]
    pieces: list[str] = [run[0].text]
    for last, line in pairwise(run):
        a, b = last.text[-1], line.text[0]
        space = a.isascii() and b.isascii() and a != "-" and not (a.isdigit() and b.isdigit())
        pieces.append(" " + line.text if space else line.text)
    return Line(cast("CleanText", "".join(pieces)), run[0].number, run[-1].end, run[0].indent, run[0].before)


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
