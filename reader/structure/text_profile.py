"""What a bounded look at a text tells about all of it: are its paragraphs indented, what do its headings look like."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reader.structure.boilerplate import chrome
from reader.structure.captions import marked, pictures
from reader.structure.furniture import furniture
from reader.structure.headings import LIKELY, forms, likes, number, worth
from reader.structure.lists_and_tables import itemised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.structure.lines import Line

SAMPLE = 80
"""Lines that are looked at."""


class Survey:
    """Facts about a whole text, from its first lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        story = [line for line in lines if line.story]
        indented = sum(line.size for line in story if line.indent)
        self.indented = indented * 10 > sum(line.size for line in story) * 6
        """Paragraphs are indented, so a short line that is not is no part of the story: a caption, as a rule."""
        first = next(
            (i for i, line in enumerate(lines) if line.story or (line.size > 25 and line.ending[-1] == ":")), len(lines)
        )
        headings = [lines[i] for i in range(max(0, first - 1), len(lines)) if _is_candidate(lines, i)]
        flush = [line for line in headings if not line.indent]
        fit = sum(bool(number(line)) or not (pictures(line) or line.size > 18) for line in flush)
        self.flush_headings = self.indented and len(flush) == len(headings) and fit * 2 > len(flush)
        """Yet the headings are not indented: no line that is could be one, and these do not look like captions."""
        self._headings = {line.number: forms(line) for line in headings}
        self._forms = Counter(form for line in headings for form in forms(line))

    def has_sibling(self, line: Line) -> bool:
        """Another line of the sample that could be a heading is built like this one."""
        if not self._forms:
            return False
        own = self._headings.get(line.number, ())
        return any(self._forms[form] > (form in own) for form in likes(line))


def _is_candidate(lines: Sequence[Line], i: int) -> bool:
    """Could be a heading, is nothing else, and a paragraph follows, at once or behind one more line."""
    line = lines[i]
    if (
        "\t" in line.text
        or not any(other.story or itemised(other) or "\t" in other.text for other in lines[i + 1 : i + 3])
        or worth(line) < LIKELY - (line.size < 4 or line.shadow[-1] == "?")
        or marked(line)
    ):
        return False
    return furniture(line.shadow, head=False) is None and chrome(line.shadow, line.size) not in ("line", "tail")
