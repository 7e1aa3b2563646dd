"""Splits a text into lines, each trimmed, with its normalized form, its indent and the blank lines before it.

Of a long line only the beginning and the end are normalized, so that its length costs nothing.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Literal, cast

from reader.text.folding import FULL_WIDTH_FORMS, FoldTable, load_script_forms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import BlockKind, CleanText
    from reader.structure.boilerplate import BoilerplateKind
    from reader.structure.captions import Credit
    from reader.structure.story import FollowingRole, OpeningSign

SHORT_LINE_MAX = 160
"""A line of more characters is a paragraph: no metadata line, caption or heading is that long."""
OPENING_SIZE, ENDING_SIZE = 80, 60
"""Characters of a longer line that are normalized, at its beginning and its end; the rules need no more."""
CHUNK_SIZE = 8_192
"""Code points that are split into lines and normalized at once."""
REPEATED_LINE_MAX, _REPEATED_LINES_MAX = 40, 4_096
"""Code points of a line whose facts are stored for others with the same text, and how many are stored."""
_READ_BATCH_LINES = 64
"""Lines are read 64 at a time and dropped 256 at a time, because dropping one costs as much as dropping many."""

WHITESPACE = (
    "\t\v\f\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\u200b\ufeff"
)
"""White space, NBSP, U+3000, ZWSP, BOM: trimmed at both ends of a line; a line of nothing else is blank."""
_WHITESPACE_AND_LF = WHITESPACE + "\n"

CLOSING_SIGNS = '”’")]】〕〉》』」'

# One form for what outlets print in several: quotes, colons, bars, dashes, dots between the parts of a name.
_SIGN_VARIANTS = dict(zip("「」『』﹕︰﹐﹔丨│┃―─﹣•・‧｡╱∕⁄", "“”‘’::,;|||——-···。///", strict=True))


@cache
def _load_normalization() -> FoldTable:
    """The table that normalizes script, width, white space and the variants of signs."""
    signs = {ord(char): ord(form) for char, form in _SIGN_VARIANTS.items()}
    return FoldTable(signs, dict.fromkeys(map(ord, WHITESPACE), 0x20), FULL_WIDTH_FORMS, load_script_forms())


def normalize_chars(text: str) -> str:
    """Return a text of the same length with widths, quotes and scripts folded: rules then need one form of a word."""
    return text.translate(_load_normalization())


def count_columns(text: str) -> int:
    """Return the columns of a text on a character grid, as a tool that wraps text counts them.

    Combining marks and emoji sequences are counted by their code points.
    """
    return len(text) + len([char for char in text if char >= "\u2e80" or "\u1100" <= char < "\u2000"])


class LineFacts:
    """What the rules found out about the text of a line; stored, because rules for its neighbours ask again.

    Lines with the same text share it. A value is computed when it is asked for first.
    """

    __slots__ = (
        "boilerplate",
        "cell_count",
        "credit",
        "following_role",
        "heading_score",
        "is_caption",
        "is_date",
        "is_note",
        "is_plain_short",
        "item_mark",
        "metadata_kind",
        "numbering",
        "opening_sign",
    )

    def __init__(self) -> None:
        # False, or None where the rule never answers None: not computed.
        self.numbering: str | None = None
        self.heading_score: int | None = None
        self.cell_count: int | None = None
        self.is_plain_short: bool | None = None
        self.is_caption: bool | None = None
        self.credit: Credit | Literal[False] | None = False
        self.boilerplate: BoilerplateKind | Literal[False] | None = False
        self.metadata_kind: BlockKind | Literal[False] | None = False
        self.item_mark: tuple[str, int] | Literal[False] | None = False
        self.following_role: FollowingRole | None = None
        self.opening_sign: OpeningSign | None = None
        self.is_note: bool | None = None
        self.is_date: bool | None = None


class Line:
    """A line that is not blank, or the several lines of a paragraph that was wrapped.

    Args:
        text: The text, trimmed at both ends.
        number: Its first line in the file, from 0.
        end_number: The number after that of its last line.
        indent: Columns before the text.
        blank_lines_before: Blank lines before it.
        normalized: The normalized text if it is known; else it is computed.
    """

    __slots__ = (
        "blank_lines_before",
        "end_number",
        "ends_sentence",
        "facts",
        "indent",
        "is_prose",
        "is_short",
        "markup",
        "normalized",
        "normalized_end",
        "number",
        "size",
        "text",
    )

    def __init__(
        self, text: CleanText, number: int, end_number: int, indent: int, blank_lines_before: int, normalized: str = ""
    ) -> None:
        self.text = text
        """Trimmed at both ends."""
        self.number = number
        """The first line of the file, from 0."""
        self.end_number = end_number
        """The number after that of its last line in the file."""
        self.indent = indent
        """Columns before the text."""
        self.blank_lines_before = blank_lines_before
        """Blank lines before it."""
        self.size = size = len(text)
        """Code points of the text."""
        self.is_short = short = size <= SHORT_LINE_MAX
        """Short enough to be anything but a paragraph."""
        if short:
            normalized = ending = normalized or normalize_chars(text)
        else:
            normalized, ending = (
                (normalized or normalize_chars(text[:OPENING_SIZE]))[:OPENING_SIZE],
                normalize_chars(text[-ENDING_SIZE:]),
            )
        self.normalized = normalized
        """The normalized text; of a long line its beginning."""
        self.normalized_end = ending
        """The normalized text; of a long line its end."""
        self.ends_sentence = stopped = ending[-1] in "。!?…—" or _ends_sentence(
            ending
        )  # a dash: the sentence breaks off
        """Whether it ends like a sentence, also within a quotation or a bracket."""
        if size >= 90:
            story = True
        else:
            story = stopped and size >= (18 if "。" in ending[-3:] else 30)
            if not story and size >= 45:
                story = normalized.count(",") + normalized.count("。") + normalized.count(";") >= 2
        self.is_prose = story
        """Whether it is running text: long, or a sentence of some length."""
        self.markup: object = None
        """A LineMarkup (html/elements.py) for a line of a page; None in plain text."""
        self.facts = LineFacts()
        """What the rules found out about the text."""

    def repeat(self, number: int, end_number: int, indent: int, blank_lines_before: int) -> Line:
        """Return a line with the same text at another place, which takes a third of the time of a new one.

        Args:
            number: Its first line in the file, from 0.
            end_number: The number after that of its last line.
            indent: Columns before the text.
            blank_lines_before: Blank lines before it.
        """
        other = Line.__new__(Line)
        other.text, other.size, other.is_short = self.text, self.size, self.is_short
        other.normalized, other.normalized_end = self.normalized, self.normalized_end
        other.ends_sentence, other.is_prose, other.facts = self.ends_sentence, self.is_prose, self.facts
        other.number, other.end_number = number, end_number
        other.indent, other.blank_lines_before, other.markup = indent, blank_lines_before, None
        return other

    def __repr__(self) -> str:
        return f"Line({self.number}: {self.text[:40]!r})"


def _ends_sentence(ending: str) -> bool:
    """Whether a line ends like a sentence, though its last character is no stop."""
    last = ending[-1]
    if last == ")":  # 。（完）, 。（记者 …）
        outside = ending[: max(ending.rfind("("), 0)].rstrip()
        if outside[-1:] and outside[-1] in "。!?”":
            return True
    elif last != "." and last not in CLOSING_SIGNS:
        return False
    tail = ending.rstrip(CLOSING_SIGNS)
    if tail[-1:] == ".":  # a Latin full stop; behind a Han character it is the dot of a list
        return len(tail) > 1 and tail[-2].isascii()
    return tail[-1:] != "" and tail[-1] in "。!?…"


def iter_lines(text: str) -> Iterator[Line]:
    """Yield the lines that are not blank. Only LF, CR and CRLF end a line.

    The text is read in chunks: splitting and normalizing many lines at once takes half the time.
    """
    number = before = 0
    lines_by_text: dict[str, Line] = {}
    for chunk in _iter_chunks(text):
        if "\r" in chunk:
            chunk = chunk.replace("\r\n", "\n").replace("\r", "\n")
        if chunk.isspace() or not chunk.strip(_WHITESPACE_AND_LF):  # a text may have millions of blank lines
            blank = chunk.count("\n")
            number, before = number + blank, before + blank
            continue
        rows = chunk.removesuffix("\n").split("\n")
        bares = cast("list[CleanText]", [row.strip(WHITESPACE) for row in rows])
        normalized_texts = normalize_chars(
            "\n".join([bare if len(bare) <= SHORT_LINE_MAX else bare[:OPENING_SIZE] for bare in bares])
        ).split("\n")
        for row, bare, normalized in zip(rows, bares, normalized_texts, strict=True):
            if bare:
                indent = 0 if row[0] == bare[0] else _count_indent(row[: min(row.index(bare[0]), SHORT_LINE_MAX)])
                if (same := lines_by_text.get(bare)) is not None:
                    yield same.repeat(number, number + 1, indent, before)
                else:
                    line = Line(bare, number, number + 1, indent, before, normalized)
                    if line.size <= REPEATED_LINE_MAX:
                        if len(lines_by_text) >= _REPEATED_LINES_MAX:
                            lines_by_text.clear()
                        lines_by_text[bare] = line
                    yield line
                before = 0
            else:
                before += 1
            number += 1


def _iter_chunks(text: str) -> Iterator[str]:
    """Yield the text in pieces of about CHUNK_SIZE that end at line ends; a longer line is a piece of its own."""
    size = len(text)
    at = feed = back = 0
    while at < size:
        end = at + CHUNK_SIZE
        cut = max(text.rfind("\n", at, end), text.rfind("\r", at, end)) + 1
        if end >= size:
            cut = size
        elif not cut:
            # Stored, because a text without CR would otherwise be searched to its end for each chunk.
            if feed < end:
                feed = text.find("\n", end) % (size + 1)  # -1 becomes the end of the text
            if back < end:
                back = text.find("\r", end) % (size + 1)
            cut = min(feed, back) + 1
        if text.startswith("\n", cut) and text[cut - 1] == "\r":
            cut += 1
        yield text[at:cut]
        at = cut


@lru_cache(64)
def _count_indent(space: str) -> int:
    """The columns of white space: U+3000 has two, a tab four, ZWSP and BOM none."""
    return len(space) + space.count("\u3000") + 3 * space.count("\t") - space.count("\u200b") - space.count("\ufeff")


def read_last_lines(text: str, count: int, size: int) -> list[Line]:
    """Return the last lines that are not blank; their numbers count from the end, -1 is the last line of the file.

    Args:
        text: The whole text.
        count: Lines at most.
        size: Only lines within the last `size` code points are returned.
    """
    found: list[Line] = []
    end, number, floor = len(text), -1, max(0, len(text) - size)
    while end > floor and len(found) < count:
        start = max(text.rfind("\n", floor, end), text.rfind("\r", floor, end)) + 1
        if start == 0 and floor:
            break  # a line that is longer than the part that is looked at
        line = text[start:end]
        if bare := cast("CleanText", line.strip(WHITESPACE)):
            found.append(
                Line(bare, number, number + 1, _count_indent(line[: min(line.index(bare[0]), SHORT_LINE_MAX)]), 0)
            )
        end, number = start - 1, number - 1
        if end > 0 and text[end] == "\n" and text[end - 1] == "\r":
            end -= 1
    return found[::-1]


class LineWindow:
    """A moving window on the lines of a text, which are read when they are asked for and dropped when told to.

    The index is the position among the lines that are not blank; before the first and after the last it gives None.
    """

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._buffer: list[Line] = []
        self._buffer_start = 0

    def __getitem__(self, index: int) -> Line | None:
        offset = index - self._buffer_start
        if offset < 0:
            return None
        kept = self._buffer
        while offset >= (size := len(kept)):
            kept += islice(self._lines, _READ_BATCH_LINES)
            if size == len(kept):
                return None
        return kept[offset]

    def replace_pair(self, index: int, line: Line) -> None:
        """Replace the lines at a position and after it by one line that was joined of both.

        Args:
            index: The position of the first.
            line: The joined line.
        """
        offset = index - self._buffer_start
        self._buffer[offset : offset + 2] = [line]

    def peek(self, index: int, count: int) -> list[Line]:
        """Return the lines after a position, at most `count`.

        Args:
            index: The position; -1 for all lines.
            count: Lines at most.
        """
        first = index + 1 - self._buffer_start
        if first + count > len(self._buffer):
            self[index + count]
        return self._buffer[first : first + count]

    def discard_before(self, index: int) -> None:
        """Drop the lines before a position."""
        done = index - self._buffer_start
        if done >= 4 * _READ_BATCH_LINES:
            done = min(done, len(self._buffer))
            del self._buffer[:done]
            self._buffer_start += done


class ClassifiedLine:
    """A line with its kind, which is reassigned only while the head is classified.

    Args:
        line: The line.
        kind: Its kind.
    """

    __slots__ = ("kind", "line")

    def __init__(self, line: Line, kind: BlockKind) -> None:
        self.line = line
        self.kind = kind
