"""Paragraphs that were broken at a fixed width (mail, some agencies): finding the width, joining the lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import CleanText
from reader.structure.furniture import chrome, furniture
from reader.structure.lines import LOOK, Line, columns, make

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

NARROW, WIDE = 30, 104
"""The widths at which text is wrapped, in columns: 40 to 80 mostly, 100 at most."""
SLACK = 4
"""Columns that a full line may lack: punctuation that must not begin a line, quotes of ambiguous width."""
_OPENS = "-*+>#|▲△▼■●◆【"


def measure(lines: Sequence[Line]) -> int | None:
    """The width in columns at which a sample of lines was wrapped; None for text whose lines are paragraphs.

    Wrapped text has many lines of nearly the same, greatest width, that do not end where sentences end and have commas
    inside; titles of one length have none.
    """
    widths = [_width(line) for line in lines]
    spaced = sum(line.before > 0 for line in lines) * 2 > len(lines)  # then a line without a blank goes on with the last
    for edge in sorted({w for w in widths if NARROW <= w <= WIDE}, reverse=True):
        full = [i for i, w in enumerate(widths[:-1]) if edge - SLACK <= w <= edge and lines[i + 1].before == 0]
        if len(full) >= (1 if spaced else max(2, len(widths) // 8)):
            break
    else:
        return None
    running = [i for i in full if lines[i].shadow[-1] not in "。!?”"]
    prose = [i for i in full if any(sign in lines[i].shadow[:-1] for sign in ",。、")]
    wider = sum(w > edge for w in widths)
    if len(running) * 10 < len(full) * 6 or len(prose) * 10 < len(full) * 5 or wider * 6 > len(widths):
        return None
    return edge


def joined(lines: Iterable[Line], width: int) -> Iterator[Line]:
    """The lines with wrapped paragraphs joined."""
    run: list[Line] = []
    for line in lines:
        if run and not _continues(run, line, width):
            yield join(run)
            run = []
        run.append(line)
    if run:
        yield join(run)


def _width(line: Line) -> int:
    return line.indent + columns(line.text[: LOOK * 2])


def _continues(run: Sequence[Line], line: Line, width: int) -> bool:
    """Whether a line goes on with the paragraph: the line before has no room for its first character, or word."""
    last = run[-1]
    if line.before or line.indent > last.indent or line.text[0] in _OPENS:
        return False
    own = _width(last)
    if not width - 3 * SLACK <= own <= width + SLACK or _is_furniture(line):
        return False
    word = line.text.split(" ", 1)[0] if line.text[0].isascii() else line.text[:1]
    first = word if word.isascii() else word[:1]
    return own + columns(first[:WIDE]) + (last.text[-1].isascii() and first.isascii()) > width - SLACK


def _is_furniture(line: Line) -> bool:
    size = len(line.text)
    return furniture(line.shadow, size, head=True) is not None or chrome(line.shadow, size) == "tail"


def join(run: Sequence[Line]) -> Line:
    """One line of several: Latin words joined with a space, all else without one (a number may be broken, too)."""
    if len(run) == 1:
        return run[0]
    pieces = [run[0].text]
    for last, line in zip(run, run[1:], strict=False):
        a, b = last.text[-1], line.text[0]
        space = a.isascii() and b.isascii() and a != "-" and not (a.isdigit() and b.isdigit())
        pieces.append(CleanText(" " + line.text if space else line.text))
    return make("".join(pieces), run[0].number, run[-1].end, run[0].indent, run[0].before)
