"""What a bounded look at a text tells about all of it: is it wrapped, are its paragraphs indented, what do headings look like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.structure.captions import marked, pictures
from reader.structure.furniture import chrome, furniture
from reader.structure.headings import number, worth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.structure.lines import Line

SAMPLE = 100
"""Lines that are looked at."""


@dataclass(frozen=True, slots=True)
class Survey:
    """Facts about a whole text, from its first lines."""

    indented: bool
    """Paragraphs are indented, so a short line that is not is no part of the story: a caption, as a rule."""
    flush_headings: bool
    """Yet the headings are not."""
    headings: tuple[Line, ...]
    """Lines that could be headings, for comparing."""


def survey(lines: Sequence[Line]) -> Survey:
    """Looks at the first lines of a text."""
    story = [line for line in lines if line.story]
    indented = sum(line.indent > 0 for line in story) * 10 > len(story) * 6
    first = next((i for i, line in enumerate(lines) if line.story), len(lines))
    candidates = tuple(
        line
        for i, line in enumerate(lines)
        if i > first - 2 and worth(line) >= 2 and not marked(line) and line.short and not _is_furniture(line) and _leads(lines, i)
    )
    flush = [line for line in candidates if not line.indent]
    flush_headings = (
        indented
        and len(flush) == len(candidates)
        and (sum(bool(number(line)) or not (pictures(line) or len(line.text) > 18) for line in flush) * 2 > len(flush))
    )
    return Survey(indented, flush_headings, candidates)


def _is_furniture(line: Line) -> bool:
    size = len(line.text)
    return furniture(line.shadow, size, head=False) is not None or chrome(line.shadow, size) in ("line", "tail")


def _leads(lines: Sequence[Line], i: int) -> bool:
    """A story line follows, at once or behind one more line."""
    return any(line.story for line in lines[i + 1 : i + 3])
