"""Computes properties of a whole text from its first lines: indented paragraphs, the look of headings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reader.structure.boilerplate import classify_boilerplate
from reader.structure.captions import has_caption_ending, has_caption_mark
from reader.structure.headings import HEADING_SCORE_MIN, get_forms, get_numbering, get_similar_forms, score_heading
from reader.structure.lists_and_tables import has_item_mark
from reader.structure.metadata_lines import classify_metadata_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.structure.lines import Line

SAMPLE_LINES = 80
"""Lines that are looked at."""


class TextProfile:
    """Properties of a text that its first lines show.

    Args:
        lines: The first SAMPLE_LINES lines.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        story = [line for line in lines if line.is_prose]
        indented = sum(line.size for line in story if line.indent)
        self.has_indented_paragraphs = indented * 10 > sum(line.size for line in story) * 6
        """Whether paragraphs are indented, so that a short line without indent is not one: as a rule a caption."""
        first = next(
            (i for i, line in enumerate(lines) if line.is_prose or (line.size > 25 and line.normalized_end[-1] == ":")),
            len(lines),
        )
        headings = [lines[i] for i in range(max(0, first - 1), len(lines)) if _is_heading_candidate(lines, i)]
        flush = [line for line in headings if not line.indent]
        fit = sum(bool(get_numbering(line)) or not (has_caption_ending(line) or line.size > 18) for line in flush)
        self.has_flush_headings = self.has_indented_paragraphs and len(flush) == len(headings) and fit * 2 > len(flush)
        """Whether headings are not indented while paragraphs are: no indented line can be one."""
        self._candidate_forms = {line.number: get_forms(line) for line in headings}
        self._form_counts = Counter(form for line in headings for form in get_forms(line))

    def has_similar_heading(self, line: Line) -> bool:
        """Whether another line of the sample that may be a heading is of the same kind as this one."""
        own = self._candidate_forms.get(line.number, ())
        return any(self._form_counts[form] > (form in own) for form in get_similar_forms(line))


def _is_heading_candidate(lines: Sequence[Line], i: int) -> bool:
    """Whether a line can only be a heading: a paragraph follows, directly or after one line."""
    line = lines[i]
    if (
        "\t" in line.text
        or not any(other.is_prose or has_item_mark(other) or "\t" in other.text for other in lines[i + 1 : i + 3])
        or score_heading(line) < HEADING_SCORE_MIN - (line.size < 4 or line.normalized[-1] == "?")
        or has_caption_mark(line)
    ):
        return False
    return classify_metadata_line(line.normalized, in_head=False) is None and classify_boilerplate(
        line.normalized, line.size
    ) not in ("line", "tail")
