"""The story: what each of its lines is, told by the line and by what stands around it (rules 6 to 14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.structure.captions import CAPTION_MAX, captioned, credit, marked, pictures, sentences
from reader.structure.draft import Draft
from reader.structure.furniture import chrome, furniture, menu, note
from reader.structure.headings import number, siblings, worth
from reader.structure.labels import with_value
from reader.structure.shapes import list_item, quoted, table_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Kind
    from reader.structure.lines import Line
    from reader.structure.survey import Survey
    from reader.structure.window import Window

AHEAD = 60
"""Lines that are looked at to tell the tail of a page from a box in mid-story."""
_HEADING = 2
"""What a line must be worth to be a heading."""


class Body:
    """Classifies the lines from a position on, one after the other."""

    def __init__(self, lines: Window, start: int, facts: Survey) -> None:
        self._lines = lines
        self._at = start
        self._facts = facts
        self._tail = False
        self._told = False  # some story was seen
        self._box = False  # inside a box of titles in mid-story
        self._last: Draft | None = None
        self._heading: Line | None = None

    def drafts(self) -> Iterator[Draft]:
        """The drafts in reading order."""
        while (line := self._lines[self._at]) is not None:
            if (pair := with_value(line, self._lines[self._at + 1])) is not None:
                line = pair[0]
                self._lines.replace(self._at, line)
            draft = self._tail_draft(line) if self._tail else self._draft(line)
            if draft.kind == "paragraph" and draft.line.story:
                self._told = True
            if draft.kind == "heading":
                self._heading = line
            self._last = draft
            self._at += 1
            self._lines.forget(self._at - 4)
            yield draft

    def _tail_draft(self, line: Line) -> Draft:
        """Behind the story all is chrome, but for the editors and notes on the text."""
        if line.short and chrome(line.shadow, len(line.text)) is None:
            kind = furniture(line.shadow, len(line.text), head=False)
            if kind in ("editor", "byline", "source", "date"):
                return Draft(line, kind)
            if note(line.shadow, len(line.text)):
                return Draft(line, "note")
        return Draft(line, "chrome")

    def _draft(self, line: Line) -> Draft:
        if not line.short:
            return self._long(line)
        shadow, size = line.shadow, len(line.text)
        if quoted(line):
            return Draft(line, "quote")
        if line.text.startswith("#") and line.text.lstrip("#")[:1] == " ":
            return Draft(line, "heading")
        kind = furniture(shadow, size, head=not self._told)
        if kind is not None and kind != "chrome":
            self._tail = self._told and kind == "editor" and self._is_over()
            return Draft(line, kind)
        if note(shadow, size):
            return Draft(line, "note")
        found = credit(line)
        if captioned(line, found):
            return Draft(line, "caption", found)
        if (sort := chrome(shadow, size)) in ("line", "tail") or kind == "chrome":
            if sort == "tail":
                self._tail = self._told and self._is_over()
                self._box = not self._tail and size < 16
            return Draft(line, "chrome")
        if self._box:
            if not line.story:
                return Draft(line, "chrome")
            self._box = False
        before, behind = self._lines[self._at - 1], self._lines[self._at + 1]
        if table_row(line, before, behind):
            return Draft(line, "table_row")
        if list_item(line, before, behind):
            return Draft(line, "list_item")
        if self._heading_worth(line) >= _HEADING:
            return Draft(line, "heading")
        if self._is_bare_caption(line):
            return Draft(line, "caption")
        if self._is_leftover(line):
            return Draft(line, "chrome")
        return Draft(line, "paragraph")

    def _long(self, line: Line) -> Draft:
        """A line that is too long for all but a marked caption, a note or a notice."""
        size = len(line.text)
        if quoted(line):
            return Draft(line, "quote")
        if size <= 3 * CAPTION_MAX and marked(line) and captioned(line, found := credit(line)):
            return Draft(line, "caption", found)
        if note(line.shadow, size):
            return Draft(line, "note")
        if line.text[0] == "|" and table_row(line, None, None):
            return Draft(line, "table_row")
        if chrome(line.shadow, size) == "tail" and self._is_over():
            self._tail = self._told
            return Draft(line, "chrome")
        if list_item(line, self._lines[self._at - 1], self._lines[self._at + 1]):
            return Draft(line, "list_item")
        return Draft(line, "paragraph")

    # Evidence around a line

    def _heading_worth(self, line: Line) -> int:
        """The worth of a line as a heading where it stands; 0 without a paragraph behind it."""
        score = worth(line)
        if score <= 0 or not self._paragraph_follows(line):
            return 0
        numbered = bool(number(line))
        facts = self._facts
        if facts.indented and not line.indent and not facts.flush_headings and not numbered:
            return 0
        alike = any(other.number != line.number and siblings(line, other) for other in facts.headings)
        alike = alike or (self._heading is not None and siblings(line, self._heading))
        score += alike
        if not numbered:
            following = self._lines[self._at + 1]
            if following is not None and worth(following) >= 2 and not captioned(following, credit(following)):
                score -= 3
            if self._last is not None and self._last.kind == "paragraph" and not self._last.line.stopped and len(self._last.line.text) < 40:
                score -= 1
            if pictures(line) and not alike:
                score -= 2
        return score

    def _paragraph_follows(self, line: Line) -> bool:
        """A paragraph comes next, or behind captions and further headings."""
        for following in self._lines.ahead(self._at, 4):
            if following.story:
                return furniture(following.shadow, len(following.text), head=False) is None
            if not following.short:
                return True
            found = credit(following)
            if captioned(following, found):
                continue
            if list_item(following, None, None):
                return True
            if worth(following) >= 2 and (number(following) or not number(line)):
                if furniture(following.shadow, len(following.text), head=False) or chrome(following.shadow, len(following.text)) == "tail":
                    return False
                continue
            if following.stopped and len(following.text) >= 6:
                return True
            return following.shadow[-1] == ":" and furniture(following.shadow, len(following.text), head=False) is None
        return False

    def _is_bare_caption(self, line: Line) -> bool:
        """A caption without mark or credit: a line that is not indented among lines that are, or a phrase without a stop."""
        size = len(line.text)
        if size > CAPTION_MAX or sentences(line) > 1 or line.shadow[-1] in ":,;、" or not self._told:
            return False
        if self._facts.indented and not line.indent:
            return not line.shadow.startswith("“") and (self._story_follows() or not line.stopped)
        if line.stopped:
            return False
        return self._story_follows() and (pictures(line) or 26 < size or (self._heading_follows() and size >= 8))

    def _story_follows(self) -> bool:
        return any(line.story for line in self._lines.ahead(self._at, 3))

    def _heading_follows(self) -> bool:
        following = self._lines[self._at + 1]
        return following is not None and worth(following) >= 2

    def _is_leftover(self, line: Line) -> bool:
        """Titles of other stories behind the last paragraph: several short lines without a stop to the end of the file."""
        if not self._told or line.stopped or len(line.text) > 50 or line.shadow[-1] in ":,;":
            return False
        rest = list(self._lines.ahead(self._at, AHEAD))
        again = self._last is not None and self._last.kind == "chrome"
        return (len(rest) >= 2 or again) and not any(other.stopped or len(other.text) > 60 for other in rest[:AHEAD])

    def _is_over(self) -> bool:
        """Hardly any running text follows: what comes is the tail, not the rest of the story behind a box."""
        rest = list(self._lines.ahead(self._at, AHEAD))
        story = sum(line.stopped and len(line.text) >= 35 for line in rest)
        return story <= 1 or story * 3 < len(rest)
