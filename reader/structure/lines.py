"""The lines of a text as the rules see them: trimmed, with a shadow, an indent and the blanks before them.

Nothing here knows what a headline is. A line costs what its first and last characters cost, however long it is.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Literal, cast

from reader.script.detect import folds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import CleanText, Kind
    from reader.structure.boilerplate import Sort
    from reader.structure.captions import Credit

SHORT = 160
"""A line of more characters is a paragraph: no furniture, caption or heading is that long."""
OPENING, ENDING = 80, 60
"""Of a longer line so many characters have a shadow: no rule looks farther into it."""
CHUNK = 8_192
"""Code points that are split into lines and shaded at once."""
_HANDFUL = 64
"""Lines that are read at once; forgotten they are by four times as many: removing one costs as much as all."""

BLANK = (
    "\t\v\f\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\u200b\ufeff"
)
"""White space, NBSP, U+3000, ZWSP, BOM: trimmed at both ends of a line; a line of nothing else is blank."""
_EMPTY = BLANK + "\n"

CLOSERS = '”’")]】〕〉》』」'

# One form for what outlets print in several: quotes, colons, bars, dashes, dots between the parts of a name.
_FORMS = dict(zip("「」『』﹕︰﹐﹔丨│┃―─﹣•・‧｡", "“”‘’::,;|||——-···。", strict=True))


class _Shades(dict[int, int]):
    """The shadow by code point. Characters that stay are remembered, for in str.translate a miss is dear."""

    limit = 100_000
    """A hostile text with every code point must not fill the memory."""

    def __missing__(self, code: int) -> int:
        if not self:
            self.update(folds())
            self.update((wide, wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F))
            self.update(dict.fromkeys(map(ord, BLANK), 0x20))
            self.update((ord(char), ord(form)) for char, form in _FORMS.items())
            return self[code]
        if len(self) < self.limit:
            self[code] = code
        return code


_SHADES = _Shades()


def shade(text: str) -> str:
    """The shadow of a text, of the same length: widths, quotes and scripts folded, so one form of a word is enough."""
    return text.translate(_SHADES)


def columns(text: str) -> int:
    """Columns on a character grid, as a tool that wraps text counts them (no combining marks, no emoji sequences)."""
    return len(text) + len([char for char in text if char >= "\u2e80" or "\u1100" <= char < "\u2000"])


class Line:
    """A line that is not blank, or the several lines of a paragraph that was wrapped.

    A plain class, and its evidence worked out once: there is one for every line, and neighbours look at it again.
    """

    __slots__ = (
        "before",
        "caption",
        "cells",
        "credit",
        "end",
        "ending",
        "furniture",
        "hint",
        "indent",
        "mark",
        "mute",
        "number",
        "shadow",
        "short",
        "size",
        "sort",
        "stopped",
        "story",
        "text",
        "worth",
    )

    def __init__(self, text: CleanText, number: int, end: int, indent: int, before: int, shadow: str = "") -> None:
        self.text = text
        """Trimmed at both ends."""
        self.number = number
        """The first line of the file, from 0."""
        self.end = end
        """The line behind the last one."""
        self.indent = indent
        """Columns before the text."""
        self.before = before
        """Blank lines before it."""
        self.size = size = len(text)
        """Code points of the text."""
        self.short = short = size <= SHORT
        """Short enough to be anything but a paragraph."""
        if short:
            shadow = ending = shadow or shade(text)
        else:
            shadow, ending = (shadow or shade(text[:OPENING]))[:OPENING], shade(text[-ENDING:])
        self.shadow = shadow
        """The shadow; of a long line its opening."""
        self.ending = ending
        """The shadow; of a long line its end."""
        self.stopped = stopped = ending[-1] in "。!?…—" or _stopped(ending)  # a dash breaks off, the next line goes on
        """It ends as a sentence ends, also inside a quotation or a bracket."""
        if size >= 90:
            story = True
        else:
            story = stopped and size >= 18 and size >= (18 if "。" in ending[-3:] else 30)
            if not story and size >= 45:
                story = shadow.count(",") + shadow.count("。") + shadow.count(";") >= 2
        self.story = story
        """It reads as running text: long, or a sentence of some length."""
        self.hint: object = None
        """What the markup of a page says of it (html/boxes.py); None in plain text."""
        # Remembered for their rules, which ask a line again as the neighbour of others.
        self.mark: str | None = None
        self.worth: int | None = None
        self.cells: int | None = None
        self.mute: bool | None = None
        self.caption: bool | None = None
        self.credit: Credit | Literal[False] | None = False
        self.sort: Sort | Literal[False] | None = False
        self.furniture: Kind | Literal[False] | None = False

    def __repr__(self) -> str:
        return f"Line({self.number}: {self.text[:40]!r})"


def _stopped(ending: str) -> bool:
    """It ends as a sentence ends, though its last character is no stop."""
    last = ending[-1]
    if last == ")":  # 。（完）, 。（记者 …）
        outside = ending[: max(ending.rfind("("), 0)].rstrip()
        if outside[-1:] and outside[-1] in "。!?”":
            return True
    elif last != "." and last not in CLOSERS:
        return False
    tail = ending.rstrip(CLOSERS)
    if tail[-1:] == ".":  # a Latin full stop; behind a Han character it is the dot of a list
        return len(tail) > 1 and tail[-2].isascii()
    return tail[-1:] != "" and tail[-1] in "。!?…"


def raw_lines(text: str) -> Iterator[Line]:
    """The lines that are not blank, one after the other. LF, CR and CRLF end a line, nothing else does.

    A chunk at a time: splitting and shading many lines at once takes half the time of one after the other.
    """
    number = before = 0
    for chunk in _chunks(text):
        if "\r" in chunk:
            chunk = chunk.replace("\r\n", "\n").replace("\r", "\n")
        if chunk.isspace() or not chunk.strip(_EMPTY):  # blank lines are passed over by the million
            blank = chunk.count("\n")
            number, before = number + blank, before + blank
            continue
        rows = chunk.removesuffix("\n").split("\n")
        bares = cast("list[CleanText]", [row.strip(BLANK) for row in rows])
        shadows = shade("\n".join([bare if len(bare) <= SHORT else bare[:OPENING] for bare in bares])).split("\n")
        for row, bare, shadow in zip(rows, bares, shadows, strict=True):
            if bare:
                indent = 0 if row[0] == bare[0] else _indent(row[: min(row.index(bare[0]), SHORT)])
                yield Line(bare, number, number + 1, indent, before, shadow)
                before = 0
            else:
                before += 1
            number += 1


def _chunks(text: str) -> Iterator[str]:
    """The text cut behind line ends, in pieces of about CHUNK; a longer line is a piece of its own."""
    size = len(text)
    at = feed = back = 0
    while at < size:
        end = at + CHUNK
        cut = max(text.rfind("\n", at, end), text.rfind("\r", at, end)) + 1
        if end >= size:
            cut = size
        elif not cut:
            # Where the next ones are is remembered, or a text without CR would be searched to its end again and again.
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
def _indent(space: str) -> int:
    """Columns of white space: U+3000 has two, a tab counts as four, ZWSP and BOM have none."""
    return len(space) + space.count("\u3000") + 3 * space.count("\t") - space.count("\u200b") - space.count("\ufeff")


def last_lines(text: str, count: int, size: int) -> list[Line]:
    """The last lines that are not blank, at most `count` of them and of the last `size` characters.

    Their numbers count from the end, where -1 is the last line of the file.
    """
    found: list[Line] = []
    end, number, floor = len(text), -1, max(0, len(text) - size)
    while end > floor and len(found) < count:
        start = max(text.rfind("\n", floor, end), text.rfind("\r", floor, end)) + 1
        if start == 0 and floor:
            break  # a line that is longer than all we look at
        line = text[start:end]
        if bare := cast("CleanText", line.strip(BLANK)):
            found.append(Line(bare, number, number + 1, _indent(line[: min(line.index(bare[0]), SHORT)]), 0))
        end, number = start - 1, number - 1
        if end > 0 and text[end] == "\n" and text[end - 1] == "\r":
            end -= 1
    return found[::-1]


class Window:
    """A moving window on the lines of a text, read when looked at, forgotten when done with.

    They go by their position among the lines that are not blank; None stands before the first and behind the last.
    """

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._kept: list[Line] = []
        self._first = 0

    def __getitem__(self, index: int) -> Line | None:
        offset = index - self._first
        if offset < 0:
            return None
        kept = self._kept
        while offset >= (size := len(kept)):
            kept += islice(self._lines, _HANDFUL)
            if size == len(kept):
                return None
        return kept[offset]

    def replace(self, index: int, line: Line) -> None:
        """Puts a line that was joined of two in the place of both."""
        offset = index - self._first
        self._kept[offset : offset + 2] = [line]

    def ahead(self, index: int, count: int) -> list[Line]:
        """The lines behind a position, at most `count`."""
        first = index + 1 - self._first
        if first + count > len(self._kept):
            self[index + count]
        return self._kept[first : first + count]

    def forget(self, index: int) -> None:
        """Nobody will look before this position again."""
        done = index - self._first
        if done >= 4 * _HANDFUL:
            done = min(done, len(self._kept))
            del self._kept[:done]
            self._first += done


class Draft:
    """What a line is taken for. The head may change its mind about a kind; the body does not."""

    __slots__ = ("kind", "line")

    def __init__(self, line: Line, kind: Kind) -> None:
        self.line = line
        self.kind = kind
