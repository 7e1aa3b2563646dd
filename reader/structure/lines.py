"""The lines of a text as the rules see them: trimmed, with a shadow, an indent and the blanks before them.

Nothing here knows what a headline is. A line costs what its first and last characters cost, however long it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from reader.model import CleanText
from reader.script.detect import fold
from reader.structure.tables import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.structure.captions import Credit

SHORT = 160
"""A line of more characters is a paragraph: no furniture, caption or heading is that long."""
OPENING, ENDING = 80, 60
"""Of a longer line so many characters have a shadow: no rule looks farther into it."""

BLANK = "".join(map(chr, (c for c in range(0x3001) if chr(c).isspace() and chr(c) not in "\r\n"))) + "\u200b\ufeff"
"""White space, NBSP, U+3000, ZWSP, BOM: trimmed at both ends of a line; a line of nothing else is blank."""

CLOSERS = '”’")]】〕〉》』」'
_INK = lazy(f"[^{re.escape(BLANK)}\\r\\n]")

# One form for what outlets print in several: quotes, colons, bars, dashes, dots between the parts of a name.
_FORMS = dict(zip("「」『』﹕︰﹐﹔丨│┃―─﹣•・‧｡", "“”‘’::,;|||——-···。", strict=True))


class _Shades(dict[int, int]):
    """The shadow by code point, made as characters come: in str.translate a miss costs more than all else."""

    limit = 100_000
    """A hostile text with every code point must not fill the memory."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        shade = ord(_FORMS.get(char) or fold(char))
        if 0xFF01 <= code <= 0xFF5E:
            shade = code - 0xFEE0
        elif char in BLANK:
            shade = 0x20
        if len(self) < self.limit:
            self[code] = shade
        return shade


_SHADES = _Shades()


def shade(text: str) -> str:
    """The shadow of a text, of the same length: widths, quotes and scripts folded, so one form of a word is enough."""
    return text.translate(_SHADES)


def columns(text: str) -> int:
    """Columns on a character grid, as a tool that wraps text counts them (no combining marks, no emoji sequences)."""
    return len(text) + sum(1 for char in text if char >= "\u1100" and not "\u2000" <= char < "\u2e80")


class Line:
    """A line that is not blank, or the several lines of a paragraph that was wrapped.

    A plain class, and its evidence worked out once: there is one for every line, and neighbours look at it again.
    """

    __slots__ = (
        "before",
        "credit",
        "end",
        "ending",
        "indent",
        "mark",
        "number",
        "shadow",
        "size",
        "stopped",
        "story",
        "text",
        "worth",
    )

    def __init__(self, text: str, number: int, end: int, indent: int, before: int) -> None:
        self.text = CleanText(text)
        """Trimmed at both ends."""
        self.number = number
        """The first line of the file, from 0."""
        self.end = end
        """The line behind the last one."""
        self.indent = indent
        """Columns before the text."""
        self.before = before
        """Blank lines before it."""
        self.size = len(text)
        """Code points of the text."""
        long = self.size > SHORT
        self.shadow = shade(text[:OPENING] if long else text)
        """The shadow; of a long line its opening."""
        self.ending = shade(text[-ENDING:]) if long else self.shadow
        """The shadow; of a long line its end."""
        self.stopped = _stopped(self.ending)
        """It ends as a sentence ends, also inside a quotation or a bracket."""
        self.story = long or self.size >= (90 if not self.stopped else 18 if "。" in self.ending[-3:] else 30)
        if not self.story and self.size >= 45:
            self.story = self.shadow.count(",") + self.shadow.count("。") + self.shadow.count(";") >= 2
        # Remembered for their rules, which ask a line again as the neighbour of others: headings.py, captions.py.
        self.mark: str | None = None
        self.worth: int | None = None
        self.credit: Credit | Literal[False] | None = False
        """It reads as running text: long, or a sentence of some length."""

    @property
    def short(self) -> bool:
        """Short enough to be anything but a paragraph."""
        return self.size <= SHORT

    def __repr__(self) -> str:
        return f"Line({self.number}: {self.text[:40]!r})"


def _stopped(ending: str) -> bool:
    if ending[-1] in "。!?…—":  # a dash breaks off, and goes on in the next paragraph
        return True
    if ending[-1] == ")":  # 。（完）, 。（记者 …）
        outside = ending[: max(ending.rfind("("), 0)].rstrip()
        if outside[-1:] and outside[-1] in "。!?”":
            return True
    tail = ending.rstrip(CLOSERS)
    if tail[-1:] == ".":  # a Latin full stop; behind a Han character it is the dot of a list
        return len(tail) > 1 and tail[-2].isascii()
    return tail[-1:] != "" and tail[-1] in "。!?…"


def raw_lines(text: str) -> Iterator[Line]:
    """The lines that are not blank, one after the other. LF, CR and CRLF end a line, nothing else does.

    Blank lines are passed over by the million; two finds are ten times faster than a pattern on a line of megabytes.
    """
    size = len(text)
    number = at = 0
    feed = back = -1
    while (ink := _INK().search(text, at)) is not None:
        start = ink.start()
        gap = text[at:start]
        before = gap.count("\n") + gap.count("\r") - gap.count("\r\n")
        space = gap[max(gap.rfind("\n"), gap.rfind("\r")) + 1 :]
        if feed < start:
            feed = text.find("\n", start) % (size + 1)  # -1 becomes the end of the text
        if back < start:
            back = text.find("\r", start) % (size + 1)
        end = min(feed, back)
        number += before
        yield Line(text[start:end].rstrip(BLANK), number, number + 1, _indent(space), before)
        number += 1
        at = end + (2 if text.startswith("\r\n", end) else 1)


def _indent(space: str) -> int:
    """Columns of white space: U+3000 has two, a tab counts as four, ZWSP and BOM have none."""
    if not space:
        return 0
    space = space[:SHORT]
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
        if bare := line.strip(BLANK):
            found.append(Line(bare, number, number + 1, _indent(line[: line.index(bare[0])]), 0))
        end, number = start - 1, number - 1
        if end > 0 and text[end] == "\n" and text[end - 1] == "\r":
            end -= 1
    return found[::-1]
