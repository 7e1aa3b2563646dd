"""The story of a plain text: what each of its lines is, by itself and by what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.structure.boilerplate import get_boilerplate_kind, is_note
from reader.structure.captions import CAPTION_MAX, count_inner_stops, has_caption_ending, is_caption
from reader.structure.dates import is_date
from reader.structure.fast_path import MARKER_SIGNS, is_plain_sentence, is_plain_short_line
from reader.structure.furniture import classify_furniture, get_furniture_kind
from reader.structure.headings import HEADING_SCORE_MIN, get_numbering, is_sibling, score_heading
from reader.structure.lines import ClassifiedLine
from reader.structure.lists_and_tables import (
    has_item_mark,
    is_list_item,
    is_possible_list_item,
    is_possible_table_row,
    is_quote,
    is_table_row,
)
from reader.structure.unwrap import BARE_LABEL_ENDS, BARE_LABEL_MAX, join_label_with_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import BlockKind
    from reader.structure.lines import Line, LineWindow
    from reader.structure.text_profile import TextProfile

LOOKAHEAD_LINES = 60
"""Lines that are looked at to tell the tail of a page from a box in mid-story."""
TITLE_BOX_PHRASE_MAX = 16
"""Characters of a phrase that opens a box of titles in mid-story; a longer line names one title itself."""
_HEAD_LINES_MAX = 80
"""Lines from the top in which furniture needs no label while no story was seen."""
DATE_LINE_MAX = 24
"""Characters of a date alone, with weekday and time."""


class StoryClassifier:
    """Classifies the lines from a position on, one after the other."""

    def __init__(self, lines: LineWindow, start: int, profile: TextProfile) -> None:
        self._lines = lines
        self._position = start
        self._profile = profile
        self._in_tail = False
        self._story_seen = False  # some story was seen
        self._in_title_box = False  # inside a box of titles in mid-story
        self._previous: ClassifiedLine | None = None
        self._last_heading: Line | None = None

    def classify(self) -> Iterator[ClassifiedLine]:
        """The classified lines in reading order."""
        lines = self._lines
        while (line := lines[self._position]) is not None:
            if line.size <= BARE_LABEL_MAX and line.normalized_end[-1] in BARE_LABEL_ENDS:
                pair = join_label_with_value(line, lines[self._position + 1])
                if pair is not None:
                    line = pair[0]
                    lines.replace_pair(self._position, line)
            kind = self._classify_next(line)
            if kind == "heading":
                self._last_heading = line
            self._previous = draft = ClassifiedLine(line, kind)
            self._position += 1
            if self._position % 64 == 0:
                lines.discard_before(self._position - 4)
            yield draft

    def _classify_next(self, line: Line) -> BlockKind:
        """The kind of the next line."""
        if self._in_tail:
            return _classify_tail(line)
        if (line.ends_sentence and line.is_prose) or not line.is_short:
            return self._classify_prose(line)
        return self._classify_short(line)

    def _classify_prose(self, line: Line) -> BlockKind:
        """Running text: a paragraph, unless it is marked as something else or stands where captions stand."""
        if not is_plain_sentence(line):
            if line.text[0] in MARKER_SIGNS and (kind := self._classify_by_sign(line)) is not None:
                return kind
            if line.size <= 3 * CAPTION_MAX and is_caption(line):
                return "caption"
            if is_note(line.normalized, line.size):
                return "note"
            if get_boilerplate_kind(line) and self._is_story_over():
                self._in_tail = self._story_seen
                return "chrome"
        if line.size <= CAPTION_MAX and self._is_unmarked_caption(line):
            return "caption"
        self._story_seen, self._in_title_box = True, False
        return "paragraph"

    def _classify_short(self, line: Line) -> BlockKind:
        """The kind of a short line, which may be anything."""
        normalized, size = line.normalized, line.size
        if (kind := self._classify_by_sign(line)) in ("quote", "heading"):
            return kind
        in_story = self._story_seen or self._position >= _HEAD_LINES_MAX
        if in_story and is_plain_short_line(line):
            return "chrome" if self._in_title_box else kind or self._classify_unmarked(line)
        furnished = get_furniture_kind(line) if in_story else classify_furniture(normalized, in_head=True)
        if furnished is not None and furnished != "chrome":
            self._in_tail = self._story_seen and furnished == "editor" and self._is_story_over()
            return furnished
        if is_note(normalized, size):
            return "note"
        if size <= DATE_LINE_MAX and is_date(normalized) and not self._has_paragraph_after(line):
            return "date"  # under a notice or a letter
        if is_caption(line):
            return "caption"
        sort = get_boilerplate_kind(line)
        if sort == "tail":
            self._in_tail = self._story_seen and self._is_story_over()
            self._in_title_box = not self._in_tail and size < TITLE_BOX_PHRASE_MAX
        if sort in ("line", "tail") or furnished == "chrome" or self._in_title_box:
            return "chrome"
        return kind or self._classify_unmarked(line)

    def _classify_unmarked(self, line: Line) -> BlockKind:
        """The kind of a short line without any sign of one: by its length and its neighbours."""
        if self._score_heading(line) >= HEADING_SCORE_MIN:
            return "heading"
        if self._is_unmarked_caption(line):
            return "caption"
        return "chrome" if self._is_other_storys_title(line) else "paragraph"

    def _classify_by_sign(self, line: Line) -> BlockKind | None:
        """Quotations, Markdown headings, tables and lists, by their first sign and their neighbours."""
        if is_quote(line):
            return "quote"
        if line.text[0] == "#" and line.text.lstrip("#")[:1] == " ":
            return "heading"
        row, item = is_possible_table_row(line), is_possible_list_item(line)
        if not row and not item:
            return None
        before, behind = self._lines[self._position - 1], self._lines[self._position + 1]
        if row and is_table_row(line, before, behind):
            return "table_row"
        return "list_item" if item and is_list_item(line, before, behind) else None

    # Evidence around a line

    def _score_heading(self, line: Line) -> int:
        """The worth of a line as a heading where it stands; 0 without a paragraph behind it."""
        score = score_heading(line)
        if score <= 0:
            return 0
        if get_numbering(line):
            return score if self._has_paragraph_after(line) else 0
        facts = self._profile
        if facts.has_indented_paragraphs and not line.indent and not facts.has_flush_headings:
            return 0
        alike = facts.has_similar_heading(line) or (
            self._last_heading is not None and is_sibling(line, self._last_heading)
        )
        if score + alike < HEADING_SCORE_MIN or not self._has_paragraph_after(line):
            return 0
        following, last = self._lines[self._position + 1], self._previous
        if following is not None and self._is_competing_heading(following):
            score -= 3
        if last is not None and last.kind == "paragraph" and not last.line.is_prose and not _is_complete(last.line):
            score -= 1
        if has_caption_ending(line) and not alike:
            score -= 2
        return score + alike

    def _is_competing_heading(self, following: Line) -> bool:
        """The next line could be the heading, too: of two such lines the first is a caption or a line of a verse."""
        if score_heading(following) < HEADING_SCORE_MIN or has_item_mark(following) or is_caption(following):
            return False
        return not (is_possible_table_row(following) and is_table_row(following, None, self._lines[self._position + 2]))

    def _has_paragraph_after(self, line: Line) -> bool:
        """A paragraph comes next, or behind captions and further headings."""
        for following in self._lines.peek(self._position, 4):
            if not following.is_short:
                return True
            mute = is_plain_short_line(following)
            if not mute and is_caption(following):
                continue
            if following.is_prose:
                return get_furniture_kind(following) is None
            if has_item_mark(following):
                return True
            if is_possible_table_row(following) and is_table_row(following, None, self._lines[self._position + 2]):
                return True
            if score_heading(following) >= HEADING_SCORE_MIN and (get_numbering(following) or not get_numbering(line)):
                if not mute and (get_furniture_kind(following) or get_boilerplate_kind(following) == "tail"):
                    return False
                continue
            if following.ends_sentence and following.size >= 6:
                return True
            return following.normalized[-1] == ":" and get_furniture_kind(following) is None
        return False

    def _is_unmarked_caption(self, line: Line) -> bool:
        """A caption without mark or credit: not indented among lines that are, or a phrase without a stop."""
        size = line.size
        if (
            size > CAPTION_MAX
            or not self._story_seen
            or line.normalized_end[-1] in ":,;、"
            or (line.ends_sentence and line.indent)
        ):
            return False
        if count_inner_stops(line) > 1:
            return False
        if self._profile.has_indented_paragraphs and not line.indent:
            return not line.normalized.startswith("“") and (self._has_prose_after() or not line.ends_sentence)
        if self._previous is not None and self._previous.kind == "caption" and self._has_caption_after():
            return True
        if line.ends_sentence:
            return False
        return self._has_prose_after() and (
            has_caption_ending(line) or size > 26 or (self._has_heading_after() and size >= 8)
        )

    def _has_prose_after(self) -> bool:
        return any(line.is_prose for line in self._lines.peek(self._position, 3))

    def _has_caption_after(self) -> bool:
        following = self._lines[self._position + 1]
        return following is not None and following.is_short and is_caption(following)

    def _has_heading_after(self) -> bool:
        following = self._lines[self._position + 1]
        return following is not None and score_heading(following) >= 2

    def _is_other_storys_title(self, line: Line) -> bool:
        """Titles of other stories behind the last paragraph: short lines without a stop to the end of the file."""
        if not self._story_seen or line.ends_sentence or line.size > 50 or line.normalized.count(",") > 2:
            return False
        if self._lines[self._position + LOOKAHEAD_LINES] is not None:
            return False
        rest = self._lines.peek(self._position, LOOKAHEAD_LINES)
        if line.normalized_end[-1] in ":,;" and (self._previous is None or self._previous.kind != "chrome"):
            return False
        again = self._previous is not None and self._previous.kind == "chrome"
        return (len(rest) >= 2 or again) and not any(
            other.ends_sentence or other.size > 60 for other in rest[:LOOKAHEAD_LINES]
        )

    def _is_story_over(self) -> bool:
        """Hardly any running text follows: what comes is the tail, not the rest of the story behind a box."""
        rest = self._lines.peek(self._position, LOOKAHEAD_LINES)
        story = sum(line.ends_sentence and line.size >= 35 and not get_boilerplate_kind(line) for line in rest)
        return not story or story * (4 if story == 1 else 3) < len(rest)


def _is_complete(line: Line) -> bool:
    """Whether a line is a whole sentence, or introduces what comes."""
    return line.ends_sentence or line.normalized_end[-1] == ":"


def _classify_tail(line: Line) -> BlockKind:
    """Behind the story all is chrome, but for the editors and notes on the text."""
    if line.is_short and get_boilerplate_kind(line) is None:
        kind = get_furniture_kind(line)
        if kind in ("editor", "byline", "source", "date"):
            return kind
        if is_note(line.normalized, line.size):
            return "note"
    return "chrome"
