"""The story: what each of its lines is, told by the line and by what stands around it (rules 6 to 14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.structure.boilerplate import chrome_of, note
from reader.structure.captions import CAPTION_MAX, captioned, pictures, sentences
from reader.structure.dates import is_date
from reader.structure.fast_path import SIGNS, is_mute, is_plain
from reader.structure.furniture import furniture, furniture_of
from reader.structure.headings import LIKELY, number, siblings, worth
from reader.structure.lines import Draft
from reader.structure.lists_and_tables import itemised, list_item, may_be_item, may_be_row, quoted, table_row
from reader.structure.unwrap import LABEL_ENDS, LABEL_MAX, with_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Kind
    from reader.structure.lines import Line, Window
    from reader.structure.text_profile import Survey

AHEAD = 60
"""Lines that are looked at to tell the tail of a page from a box in mid-story."""
TAIL_PHRASE = 16
"""Characters of a phrase that opens a box of titles in mid-story; a longer line names one title itself."""
_HEAD = 80
"""Lines from the top in which furniture needs no label while no story was seen."""
DATE_MAX = 24
"""Characters of a date alone, with weekday and time."""


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
        lines = self._lines
        while (line := lines[self._at]) is not None:
            if line.size <= LABEL_MAX and line.ending[-1] in LABEL_ENDS:
                pair = with_value(line, lines[self._at + 1])
                if pair is not None:
                    line = pair[0]
                    lines.replace(self._at, line)
            kind = self._decided(line)
            if kind == "heading":
                self._heading = line
            self._last = draft = Draft(line, kind)
            self._at += 1
            if self._at % 64 == 0:
                lines.forget(self._at - 4)
            yield draft

    def _decided(self, line: Line) -> Kind:
        """The kind of the next line."""
        if self._tail:
            return _tail_kind(line)
        if (line.stopped and line.story) or not line.short:
            return self._story_kind(line)
        return self._kind(line)

    def _story_kind(self, line: Line) -> Kind:
        """Running text: a paragraph, unless it is marked as something else or stands where captions stand."""
        if not is_plain(line):
            if line.text[0] in SIGNS and (kind := self._signed(line)) is not None:
                return kind
            if line.size <= 3 * CAPTION_MAX and captioned(line):
                return "caption"
            if note(line.shadow, line.size):
                return "note"
            if chrome_of(line) and self._is_over():
                self._tail = self._told
                return "chrome"
        if line.size <= CAPTION_MAX and self._is_bare_caption(line):
            return "caption"
        self._told, self._box = True, False
        return "paragraph"

    def _kind(self, line: Line) -> Kind:
        """Of a short line, which may be anything."""
        shadow, size = line.shadow, line.size
        if (kind := self._signed(line)) in ("quote", "heading"):
            return kind
        in_story = self._told or self._at >= _HEAD
        if in_story and is_mute(line):
            return "chrome" if self._box else kind or self._bare_kind(line)
        furnished = furniture_of(line) if in_story else furniture(shadow, head=True)
        if furnished is not None and furnished != "chrome":
            self._tail = self._told and furnished == "editor" and self._is_over()
            return furnished
        if note(shadow, size):
            return "note"
        if size <= DATE_MAX and is_date(shadow) and not self._paragraph_follows(line):
            return "date"  # under a notice or a letter
        if captioned(line):
            return "caption"
        sort = chrome_of(line)
        if sort == "tail":
            self._tail = self._told and self._is_over()
            self._box = not self._tail and size < TAIL_PHRASE
        if sort in ("line", "tail") or furnished == "chrome" or self._box:
            return "chrome"
        return kind or self._bare_kind(line)

    def _bare_kind(self, line: Line) -> Kind:
        """Of a short line without anything that tells: by its length and its neighbours."""
        if self._heading_worth(line) >= LIKELY:
            return "heading"
        if self._is_bare_caption(line):
            return "caption"
        return "chrome" if self._is_leftover(line) else "paragraph"

    def _signed(self, line: Line) -> Kind | None:
        """Quotations, Markdown headings, tables and lists, by their first sign and their neighbours."""
        if quoted(line):
            return "quote"
        if line.text[0] == "#" and line.text.lstrip("#")[:1] == " ":
            return "heading"
        row, item = may_be_row(line), may_be_item(line)
        if not row and not item:
            return None
        before, behind = self._lines[self._at - 1], self._lines[self._at + 1]
        if row and table_row(line, before, behind):
            return "table_row"
        return "list_item" if item and list_item(line, before, behind) else None

    # Evidence around a line

    def _heading_worth(self, line: Line) -> int:
        """The worth of a line as a heading where it stands; 0 without a paragraph behind it."""
        score = worth(line)
        if score <= 0:
            return 0
        if number(line):
            return score if self._paragraph_follows(line) else 0
        facts = self._facts
        if facts.indented and not line.indent and not facts.flush_headings:
            return 0
        alike = facts.has_sibling(line) or (self._heading is not None and siblings(line, self._heading))
        if score + alike < LIKELY or not self._paragraph_follows(line):
            return 0
        following, last = self._lines[self._at + 1], self._last
        if following is not None and self._is_rival(following):
            score -= 3
        if last is not None and last.kind == "paragraph" and not last.line.story and not _closes(last.line):
            score -= 1
        if pictures(line) and not alike:
            score -= 2
        return score + alike

    def _is_rival(self, following: Line) -> bool:
        """The next line could be the heading, too: of two such lines the first is a caption or a line of a verse."""
        if worth(following) < LIKELY or itemised(following) or captioned(following):
            return False
        return not (may_be_row(following) and table_row(following, None, self._lines[self._at + 2]))

    def _paragraph_follows(self, line: Line) -> bool:
        """A paragraph comes next, or behind captions and further headings."""
        for following in self._lines.ahead(self._at, 4):
            if not following.short:
                return True
            mute = is_mute(following)
            if not mute and captioned(following):
                continue
            if following.story:
                return furniture_of(following) is None
            if itemised(following):
                return True
            if may_be_row(following) and table_row(following, None, self._lines[self._at + 2]):
                return True
            if worth(following) >= LIKELY and (number(following) or not number(line)):
                if not mute and (furniture_of(following) or chrome_of(following) == "tail"):
                    return False
                continue
            if following.stopped and following.size >= 6:
                return True
            return following.shadow[-1] == ":" and furniture_of(following) is None
        return False

    def _is_bare_caption(self, line: Line) -> bool:
        """A caption without mark or credit: not indented among lines that are, or a phrase without a stop."""
        size = line.size
        if size > CAPTION_MAX or not self._told or line.ending[-1] in ":,;、" or (line.stopped and line.indent):
            return False
        if sentences(line) > 1:
            return False
        if self._facts.indented and not line.indent:
            return not line.shadow.startswith("“") and (self._story_follows() or not line.stopped)
        if self._last is not None and self._last.kind == "caption" and self._caption_follows():
            return True
        if line.stopped:
            return False
        return self._story_follows() and (pictures(line) or size > 26 or (self._heading_follows() and size >= 8))

    def _story_follows(self) -> bool:
        return any(line.story for line in self._lines.ahead(self._at, 3))

    def _caption_follows(self) -> bool:
        following = self._lines[self._at + 1]
        return following is not None and following.short and captioned(following)

    def _heading_follows(self) -> bool:
        following = self._lines[self._at + 1]
        return following is not None and worth(following) >= 2

    def _is_leftover(self, line: Line) -> bool:
        """Titles of other stories behind the last paragraph: short lines without a stop to the end of the file."""
        if not self._told or line.stopped or line.size > 50 or line.shadow.count(",") > 2:
            return False
        if self._lines[self._at + AHEAD] is not None:
            return False
        rest = self._lines.ahead(self._at, AHEAD)
        if line.ending[-1] in ":,;" and (self._last is None or self._last.kind != "chrome"):
            return False
        again = self._last is not None and self._last.kind == "chrome"
        return (len(rest) >= 2 or again) and not any(other.stopped or other.size > 60 for other in rest[:AHEAD])

    def _is_over(self) -> bool:
        """Hardly any running text follows: what comes is the tail, not the rest of the story behind a box."""
        rest = self._lines.ahead(self._at, AHEAD)
        story = sum(line.stopped and line.size >= 35 and not chrome_of(line) for line in rest)
        return not story or story * (4 if story == 1 else 3) < len(rest)


def _closes(line: Line) -> bool:
    """It is a whole sentence, or introduces what comes."""
    return line.stopped or line.ending[-1] == ":"


def _tail_kind(line: Line) -> Kind:
    """Behind the story all is chrome, but for the editors and notes on the text."""
    if line.short and chrome_of(line) is None:
        kind = furniture_of(line)
        if kind in ("editor", "byline", "source", "date"):
            return kind
        if note(line.shadow, line.size):
            return "note"
    return "chrome"
