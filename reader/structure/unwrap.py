"""Joins lines that belong together: paragraphs that were wrapped at a fixed width (mail, some agencies), and a label on
one line with its value on the next (责任编辑： / 张三).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from reader.structure.boilerplate import get_boilerplate_kind
from reader.structure.captions import is_caption
from reader.structure.headings import get_numbering
from reader.structure.lexicon import get_words
from reader.structure.lines import Line, count_columns
from reader.structure.metadata_lines import classify_metadata_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.model import BlockKind, CleanText

WRAP_WIDTH_MIN, WRAP_WIDTH_MAX = 30, 104
"""The widths at which text may be wrapped, in columns."""
WIDTH_TOLERANCE = 4
"""Columns by which a full line may be shorter: punctuation that may not begin a line, quotes of ambiguous width."""
_PARAGRAPH_STARTS = "-*+>#|▲△▼■●◆【"
LABEL_ONLY_LINE_MAX, _LABEL_VALUE_MAX = 14, 24
"""Characters at most of a line that is a label alone, and of the line that is its value."""
LABEL_ONLY_LINE_ENDS = ":|)]】"
"""Last characters of a label alone."""
_LABEL_FIELDS = ("editor", "author", "source", "date")


class WrapStyle:
    """How a text was wrapped.

    Args:
        width: Columns of a full line.
        has_blank_lines: Whether blank lines separate the paragraphs.
        has_first_line_indent: Whether only the first line of a paragraph is indented.
    """

    __slots__ = ("has_blank_lines", "has_first_line_indent", "width")

    def __init__(self, width: int, *, has_blank_lines: bool, has_first_line_indent: bool) -> None:
        self.width = width
        """Columns of a full line."""
        self.has_blank_lines = has_blank_lines
        """Whether blank lines separate the paragraphs, so that a line without one before it continues a paragraph."""
        self.has_first_line_indent = has_first_line_indent
        """Whether only the first line of a paragraph is indented, so that an indented line begins one."""


def detect_wrapping(lines: Sequence[Line]) -> WrapStyle | None:
    """Return how a sample of lines was wrapped; None for text that has one paragraph in each line.

    Wrapped text has many lines of nearly the same, greatest width, which do not end at the end of a sentence and have
    commas inside; titles of equal length have none.
    """
    widths = [_count_line_columns(line) for line in lines]
    adjacent = [i for i in range(len(lines) - 1) if lines[i + 1].blank_lines_before == 0]
    has_blank_lines = len(adjacent) * 2 < len(lines)
    is_single_paragraph = len(lines) > 1 and len(adjacent) == len(lines) - 1 and lines[-1].ends_sentence
    for width in sorted({w for w in widths if WRAP_WIDTH_MIN <= w <= WRAP_WIDTH_MAX}, reverse=True):
        full = [i for i in adjacent if width - WIDTH_TOLERANCE <= widths[i] <= width]
        if len(full) >= (1 if has_blank_lines else max(2, len(widths) // 8)) or (
            is_single_paragraph and len(full) == len(adjacent)
        ):
            break
    else:
        return None
    running = sum(lines[i].normalized[-1] not in "。!?”" for i in full)
    prose = sum(any(sign in lines[i].normalized[:-1] for sign in ",。、") for i in full)
    wider = sum(w > width and "," in lines[i].normalized for i, w in enumerate(widths))
    ends = [i for i, line in enumerate(lines[:-1]) if line.ends_sentence and widths[i] < width - 3 * WIDTH_TOLERANCE]
    if (
        running * 10 < len(full) * 6
        or prose * 4 < len(full)
        or wider * 12 > len(widths)
        or not (ends or has_blank_lines or is_single_paragraph)
    ):
        return None
    return WrapStyle(
        width,
        has_blank_lines=sum(lines[i + 1].blank_lines_before > 0 for i in ends) * 10 >= len(ends) * 8,
        has_first_line_indent=any(lines[i].indent > 0 == lines[i + 1].indent for i in full),
    )


def unwrap_lines(lines: Iterable[Line], style: WrapStyle) -> Iterator[Line]:
    """Yield the lines with wrapped paragraphs joined.

    Args:
        lines: The lines of the text.
        style: How it was wrapped.
    """
    run: list[Line] = []
    for line in lines:
        if run and not _is_continuation(run[-1], line, style):
            yield merge_lines(run)
            run = []
        run.append(line)
    if run:
        yield merge_lines(run)


def _count_line_columns(line: Line) -> int:
    if line.size > WRAP_WIDTH_MAX + 2 * WIDTH_TOLERANCE:  # wider than any width at which text is wrapped
        return line.indent + line.size
    return line.indent + count_columns(line.text)


def _is_continuation(previous: Line, line: Line, style: WrapStyle) -> bool:
    """Whether a line continues the paragraph: its first character or word has no room in the line before."""
    if line.blank_lines_before or line.indent > previous.indent or line.text[0] in _PARAGRAPH_STARTS:
        return False
    if (line.indent and style.has_first_line_indent) or (
        previous.ends_sentence and (is_caption(line) or get_numbering(line))
    ):
        return False
    width = _count_line_columns(previous)
    if width > style.width + 2 * WIDTH_TOLERANCE or _is_metadata_line(line):
        return False
    if style.has_blank_lines and width * 2 > style.width and not previous.ends_sentence:
        return True
    word = line.text.split(" ", 1)[0] if line.text[0].isascii() else line.text[:1]
    first = word if word.isascii() else word[:1]
    room = style.width - WIDTH_TOLERANCE - width - _count_ambiguous_signs(previous.text)
    return count_columns(first[:WRAP_WIDTH_MAX]) + (previous.text[-1].isascii() and first.isascii()) > room


def _count_ambiguous_signs(text: str) -> int:
    """The number of quotes and dashes, which a tool may have counted as two columns."""
    return sum(map(text[: 2 * WRAP_WIDTH_MAX].count, "“”‘’…—·"))


def _is_metadata_line(line: Line) -> bool:
    return classify_metadata_line(line.normalized, in_head=True) is not None or get_boilerplate_kind(line) == "tail"


def merge_lines(lines: Sequence[Line]) -> Line:
    """Return one line joined of several, with a space only between Latin words (not within a number)."""
    if len(lines) == 1:
        return lines[0]
    first = lines[0]
    text = _join_texts([line.text for line in lines])
    return Line(text, first.number, lines[-1].end_number, first.indent, first.blank_lines_before)


def _join_texts(texts: Sequence[str]) -> CleanText:
    pieces = list(texts[:1])
    for last, text in pairwise(texts):
        a, b = last[-1], text[0]
        space = a.isascii() and b.isascii() and a != "-" and not (a.isdigit() and b.isdigit())
        pieces.append(" " + text if space else text)
    return cast("CleanText", "".join(pieces))


def join_label_with_value(line: Line, next_line: Line | None) -> tuple[Line, BlockKind] | None:
    """Return the joined line and its kind if a line is only a label and the next one its value; else None.

    Args:
        line: The line.
        next_line: The line after it; None at the end.
    """
    if (
        line.normalized_end[-1] not in LABEL_ONLY_LINE_ENDS
        or line.size > LABEL_ONLY_LINE_MAX
        or next_line is None
        or next_line.size > _LABEL_VALUE_MAX
    ):
        return None
    bare = line.normalized.strip(" []()【】")
    label = bare.rstrip(" :|").replace(" ", "")
    if (
        bare[-1:] not in ":|"
        or next_line.blank_lines_before > 2
        or not any(label in get_words("roles", field) for field in _LABEL_FIELDS)
    ):
        return None
    both, kind = _classify_joined(line.text, next_line.text)
    if kind is None:
        return None
    return both.repeat(line.number, next_line.end_number, line.indent, line.blank_lines_before), kind


@lru_cache(256)
def _classify_joined(label: str, value: str) -> tuple[Line, BlockKind | None]:
    """The line of a label and its value, and its kind above a story; stored, because both are short and repeated."""
    line = Line(_join_texts([label, value]), 0, 1, 0, 0)
    return line, classify_metadata_line(line.normalized, in_head=True)
