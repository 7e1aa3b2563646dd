"""The lines of a text as the rules see them: trimmed, with a shadow, an indent and the blanks before them.

Nothing here knows what a headline is. A line costs what its first and last characters cost, however long it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model import CleanText
from reader.script.detect import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOK = 200
"""A shadow is made of so many characters at most: no rule looks farther into a line."""
ENDING = 80
"""And of so many of the end of a line that is longer."""
SHORT = 160
"""A line of more characters is a paragraph: no furniture, caption or heading is that long."""

BLANK = "".join(map(chr, (c for c in range(0x3001) if chr(c).isspace() and chr(c) not in "\r\n"))) + "\u200b\ufeff"
"""White space, NBSP, U+3000, ZWSP, BOM: trimmed at both ends of a line; a line of nothing else is blank."""

STOPS = "。!?…."
CLOSERS = "”’\")]】〕〉》』」"
_COLUMNS = {"\t": 4, "\u3000": 2, "\u200b": 0, "\ufeff": 0}
_LINE_END = re.compile(r"\r\n?|\n")

class _Shades(dict[int, int]):
    """Remembers the characters that stay, up to a bound: in str.translate a miss costs more than all else."""

    def __missing__(self, code: int) -> int:
        if len(self) < 50_000:
            self[code] = code
        return code


_WIDTH = _Shades({
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys((ord(c) for c in BLANK), 0x20),
    # One form for what outlets print in several: quotes, colons, bars, dashes, dots between the parts of a name.
    **{ord(a): ord(b) for a, b in zip("「」『』﹕︰﹐﹔丨│┃―─﹣•・‧｡", "“”‘’::,;|||——-···。", strict=True)},
})


def shade(text: str) -> str:
    """The shadow of a text, of the same length: widths, quotes and scripts folded, so that one form of a word is enough."""
    return fold(text).translate(_WIDTH)


def columns(text: str) -> int:
    """Columns on a character grid, as a tool that wraps text counts them (no combining marks, no emoji sequences)."""
    return len(text) + sum(1 for char in text if char >= "\u1100" and not "\u2000" <= char < "\u2e80")


@dataclass(slots=True, eq=False)
class Line:
    """A line that is not blank, or the several lines of a paragraph that was wrapped."""

    text: CleanText
    """Trimmed at both ends."""
    number: int
    """The first line of the file, from 0."""
    end: int
    """The line behind the last one."""
    indent: int
    """Columns before the text."""
    before: int
    """Blank lines before it."""
    shadow: str
    """Of its first LOOK characters."""
    ending: str
    """The shadow of its last characters; the whole shadow when the line is not longer than LOOK."""

    @property
    def short(self) -> bool:
        """Short enough to be anything but a paragraph."""
        return len(self.text) <= SHORT

    @property
    def stopped(self) -> bool:
        """It ends as a sentence ends, also inside a quotation or a bracket."""
        if self.ending[-1:] == "—":  # breaks off, and goes on in the next paragraph
            return True
        tail = self.ending.rstrip(CLOSERS)
        if tail[-1:] == ".":  # a Latin full stop; after a Han character it is a list's dot or an ellipsis
            return len(tail) > 1 and (tail[-2].isascii() or tail[-2] == "。")
        return tail[-1:] in STOPS if tail else False

    @property
    def story(self) -> bool:
        """It reads as running text: long, or a sentence of some length."""
        size = len(self.text)
        return size >= 90 or (size >= 18 and self.stopped) or (size >= 45 and sum(map(self.shadow.count, ",。;")) >= 2)


def make(text: str, number: int, end: int, indent: int, before: int) -> Line:
    """A line of a text that is already trimmed."""
    shadow = shade(text[:LOOK])
    ending = shadow if len(text) <= LOOK else shade(text[-ENDING:])
    return Line(CleanText(text), number, end, indent, before, shadow, ending)


def raw_lines(text: str) -> Iterator[Line]:
    """The lines that are not blank, one after the other. LF, CR and CRLF end a line, nothing else does."""
    number = before = start = 0
    for match in _line_ends(text):
        line = text[start:match]
        start = match + (2 if text.startswith("\r\n", match) else 1)
        bare = line.strip(BLANK)
        if bare:
            yield make(bare, number, number + 1, _indent(line), before)
            before = 0
        else:
            before += 1
        number += 1


def _line_ends(text: str) -> Iterator[int]:
    for match in _LINE_END.finditer(text):
        yield match.start()
    yield len(text)


def _indent(line: str) -> int:
    if line[0] not in BLANK:
        return 0
    space = line[: len(line) - len(line.lstrip(BLANK))][:LOOK]
    return sum(_COLUMNS.get(char, 1) for char in space)


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
        bare = line.strip(BLANK)
        if bare:
            found.append(make(bare, number, number + 1, _indent(line), 0))
        end, number = start - 1, number - 1
        if end > 0 and text[end] == "\n" and text[end - 1] == "\r":
            end -= 1
    return found[::-1]
