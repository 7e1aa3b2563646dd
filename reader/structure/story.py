"""Classifies the lines of a story, by their own text and by the lines around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.structure.boilerplate import get_boilerplate_kind, is_note
from reader.structure.captions import CAPTION_MAX, count_inner_stops, has_caption_ending, is_caption
from reader.structure.dates import is_date
from reader.structure.fast_path import MARKER_SIGNS, is_plain_sentence, is_plain_short_line
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
from reader.structure.metadata_lines import classify_metadata_line, get_metadata_kind
from reader.structure.unwrap import LABEL_ONLY_LINE_ENDS, LABEL_ONLY_LINE_MAX, join_label_with_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import BlockKind
    from reader.structure.lines import Line, LineWindow
    from reader.structure.text_profile import TextProfile

LOOKAHEAD_LINES = 60
"""Lines that are read ahead to tell the tail of a page from a list of titles in the middle of a story."""
TITLE_LIST_PHRASE_MAX = 16
"""Characters of a phrase (相关报道) that opens a list of titles in the middle of a story; a longer line is a title."""
_HEAD_LINES_MAX = 80
"""Lines from the top in which metadata lines need no label, before the first paragraph."""
DATE_LINE_MAX = 24
"""Characters of a line with a date alone at most, with weekday and time."""


class OpeningSign(NamedTuple):
    """What the first sign of a line tells about it."""

    kind: BlockKind | None
    """Quotation or heading; None for other lines."""
    may_be_row: bool = False
    """Whether it is a table row where a line beside it is one."""
    may_be_item: bool = False
    """Whether it may be a list item."""


class FollowingRole(NamedTuple):
    """What a line tells about a heading before it, by its own text."""

    is_paragraph: bool | None = None
    """Whether it is the paragraph that a heading needs; None where the other fields decide."""
    is_caption: bool = False
    """Whether it is a caption, which may stand between a heading and its paragraph."""
    may_be_row: bool = False
    """Whether it is a table row where the line after it is one."""
    is_heading: bool = False
    """Whether it may be a further heading."""
    is_metadata: bool = False
    """Whether such a heading is rather a metadata line or opens the tail."""
    is_sentence: bool = False
    """Whether it is a short paragraph: a sentence, or a line with a colon at its end."""


class StoryClassifier:
    """Classifies the lines from a position on, one after the other.

    Args:
        lines: All lines of the text.
        start: The position of the first line of the story.
        profile: What the lines have in common.
    """

    def __init__(self, lines: LineWindow, start: int, profile: TextProfile) -> None:
        self._lines = lines
        self._position = start
        self._profile = profile
        self._in_tail = False
        self._story_seen = False  # whether a paragraph was read
        self._in_title_list = False  # in a list of titles of other stories, in the middle of this one
        self._previous: ClassifiedLine | None = None
        self._last_heading: Line | None = None

    def classify(self) -> Iterator[ClassifiedLine]:
        """Yield the classified lines in reading order; a label alone is joined with its value on the next line."""
        lines = self._lines
        while (line := lines[self._position]) is not None:
            if line.size <= LABEL_ONLY_LINE_MAX and line.normalized_end[-1] in LABEL_ONLY_LINE_ENDS:
                pair = join_label_with_value(line, lines[self._position + 1])
                if pair is not None:
                    line = pair[0]
                    lines.replace_pair(self._position, line)
            kind = self._classify_next(line)
            if kind == "heading":
                self._last_heading = line
            self._previous = classified = ClassifiedLine(line, kind)
            self._position += 1
            if self._position % 64 == 0:
                lines.discard_before(self._position - 4)
            yield classified

    def _classify_next(self, line: Line) -> BlockKind:
        """The kind of the next line."""
        if self._in_tail:
            return _classify_tail(line)
        if (line.ends_sentence and line.is_prose) or not line.is_short:
            return self._classify_prose(line)
        return self._classify_short(line)

    def _classify_prose(self, line: Line) -> BlockKind:
        """The kind of running text: a paragraph, unless a sign or its place makes it something else."""
        if not is_plain_sentence(line):
            if line.text[0] in MARKER_SIGNS and (kind := self._classify_by_sign(line)) is not None:
                return kind
            if line.size <= 3 * CAPTION_MAX and is_caption(line):
                return "caption"
            if _is_note_line(line):
                return "note"
            if get_boilerplate_kind(line) and self._is_story_over():
                self._in_tail = self._story_seen
                return "chrome"
        if self._is_unmarked_caption(line):
            return "caption"
        self._story_seen, self._in_title_list = True, False
        return "paragraph"

    def _classify_short(self, line: Line) -> BlockKind:
        """The kind of a short line, which may be of any kind."""
        normalized, size = line.normalized, line.size
        if (kind := self._classify_by_sign(line)) in ("quote", "heading"):
            return kind
        in_story = self._story_seen or self._position >= _HEAD_LINES_MAX
        if in_story and is_plain_short_line(line):
            return "chrome" if self._in_title_list else kind or self._classify_unmarked(line)
        metadata_kind = get_metadata_kind(line) if in_story else classify_metadata_line(normalized, in_head=True)
        if metadata_kind is not None and metadata_kind != "chrome":
            self._in_tail = self._story_seen and metadata_kind == "editor" and self._is_story_over()
            return metadata_kind
        if _is_note_line(line):
            return "note"
        if size <= DATE_LINE_MAX and _is_date_line(line) and not self._has_paragraph_after(line):
            return "date"  # under a notice or a letter
        if is_caption(line):
            return "caption"
        sort = get_boilerplate_kind(line)
        if sort == "tail":
            self._in_tail = self._story_seen and self._is_story_over()
            self._in_title_list = not self._in_tail and size < TITLE_LIST_PHRASE_MAX
        if sort in ("line", "tail") or metadata_kind == "chrome" or self._in_title_list:
            return "chrome"
        return kind or self._classify_unmarked(line)

    def _classify_unmarked(self, line: Line) -> BlockKind:
        """The kind of a short line without a telling sign, by its length and its neighbours."""
        if self._score_heading(line) >= HEADING_SCORE_MIN:
            return "heading"
        if self._is_unmarked_caption(line):
            return "caption"
        return "chrome" if self._is_other_storys_title(line) else "paragraph"

    def _classify_by_sign(self, line: Line) -> BlockKind | None:
        """Quotation, Markdown heading, table row or list item, by its first sign and its neighbours; else None."""
        sign = line.facts.opening_sign
        if sign is None:
            sign = line.facts.opening_sign = _find_opening_sign(line)
        kind, row, item = sign
        if kind is not None or not (row or item):
            return kind
        before, behind = self._lines[self._position - 1], self._lines[self._position + 1]
        if row and is_table_row(line, before, behind):
            return "table_row"
        return "list_item" if item and is_list_item(line, before, behind) else None

    # Evidence around a line

    def _score_heading(self, line: Line) -> int:
        """The score of a line as a heading among its neighbours; 0 without a paragraph after it."""
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
        """Whether the next line may be a heading, too: then the first is rather a caption or a line of verse."""
        if score_heading(following) < HEADING_SCORE_MIN or has_item_mark(following) or is_caption(following):
            return False
        return not (is_possible_table_row(following) and is_table_row(following, None, self._lines[self._position + 2]))

    def _has_paragraph_after(self, line: Line) -> bool:
        """Whether a paragraph follows, directly or after captions and further headings."""
        for following in self._lines.peek(self._position, 4):
            role = _get_following_role(following)
            if role.is_caption:
                continue
            if role.is_paragraph is not None:
                return role.is_paragraph
            if role.may_be_row and is_table_row(following, None, self._lines[self._position + 2]):
                return True
            if role.is_heading and (get_numbering(following) or not get_numbering(line)):
                if role.is_metadata:
                    return False
                continue
            return role.is_sentence
        return False

    def _is_unmarked_caption(self, line: Line) -> bool:
        """Whether a line is a caption without mark or credit: not indented among indented ones, or without a stop."""
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
        """Whether a line is a title of another story after the last paragraph: only short lines follow to the end."""
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
        """Whether hardly any running text follows, so that the tail begins, not a list in the middle of the story."""
        rest = self._lines.peek(self._position, LOOKAHEAD_LINES)
        story = sum(line.ends_sentence and line.size >= 35 and not get_boilerplate_kind(line) for line in rest)
        return not story or story * (4 if story == 1 else 3) < len(rest)


def _find_opening_sign(line: Line) -> OpeningSign:
    if is_quote(line):
        return OpeningSign("quote")
    if line.text[0] == "#" and line.text.lstrip("#")[:1] == " ":
        return OpeningSign("heading")
    return OpeningSign(None, is_possible_table_row(line), is_possible_list_item(line))


def _get_following_role(line: Line) -> FollowingRole:
    """Return what a line tells about a heading before it; computed once for each text."""
    if line.facts.following_role is None:
        line.facts.following_role = _find_following_role(line)
    return line.facts.following_role


def _find_following_role(line: Line) -> FollowingRole:
    if not line.is_short:
        return FollowingRole(is_paragraph=True)
    is_plain = is_plain_short_line(line)
    if not is_plain and is_caption(line):
        return FollowingRole(is_caption=True)
    if line.is_prose:
        return FollowingRole(is_paragraph=get_metadata_kind(line) is None)
    if has_item_mark(line):
        return FollowingRole(is_paragraph=True)
    is_heading = score_heading(line) >= HEADING_SCORE_MIN
    ends_with_colon = line.normalized[-1] == ":" and get_metadata_kind(line) is None
    return FollowingRole(
        may_be_row=is_possible_table_row(line),
        is_heading=is_heading,
        is_metadata=is_heading
        and not is_plain
        and (get_metadata_kind(line) is not None or get_boilerplate_kind(line) == "tail"),
        is_sentence=(line.ends_sentence and line.size >= 6) or ends_with_colon,
    )


def _is_complete(line: Line) -> bool:
    """Whether a line is a whole sentence, or ends with a colon."""
    return line.ends_sentence or line.normalized_end[-1] == ":"


def _classify_tail(line: Line) -> BlockKind:
    """The kind of a line after the story: chrome, except for editors, bylines and notes."""
    if line.is_short and get_boilerplate_kind(line) is None:
        kind = get_metadata_kind(line)
        if kind in ("editor", "byline", "source", "date"):
            return kind
        if _is_note_line(line):
            return "note"
    return "chrome"


def _is_note_line(line: Line) -> bool:
    if line.facts.is_note is None:
        line.facts.is_note = is_note(line.normalized, line.size)
    return line.facts.is_note


def _is_date_line(line: Line) -> bool:
    if line.facts.is_date is None:
        line.facts.is_date = is_date(line.normalized)
    return line.facts.is_date
