"""The sentences of a block; only the surroundings of an offset are searched. All offsets are code points.

The stops are those of CLREQ (#categories_and_usage_of_punctuation_marks: 。 ！ ？ ； and the ellipsis) with their ASCII
and half-width forms. Closing quotes and brackets after a stop belong to its sentence; the spaces after them belong to
none. A block without a stop (a headline, a caption) is one sentence, and no sentence goes beyond its block.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reader.text.tsv import read_rows
from reader.tui.cursor.positions import find_grapheme_end_at_or_after, find_grapheme_start

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK_LENGTH = 16384
"""Code points of the chunks that a long text is searched in."""

SENTENCE_STOPS = "。．｡！？…⋯‥.!?"
"""A semicolon parts the clauses of a sentence, and does not end it."""
CLOSING_MARKS = "」』”’）)］]】〕〗〙｝}»﹂﹄"
_OPENERS = '「『“‘（([［【〔〖《〈"'
_CONTINUATION_MARKS = "，、：,:》〉"
"""Marks after a stop that say that the sentence goes on: 「好！」，他說 and 《誰？》獲獎."""

_STOP = re.compile(f"[{re.escape(SENTENCE_STOPS)}]")
_STOP_RUN = re.compile(f"[{re.escape(SENTENCE_STOPS + CLOSING_MARKS)}]*")
_SPACES = re.compile(r"\s*")
_ADDRESS = re.compile(r"[A-Za-z0-9/=&%#_~-]")
_ITEM_NUMBER = re.compile(r"(?:^|[。！？；!?;.\n]\s?)[(（]?[0-9]{1,3}$")
"""The number of a list item, at the start of a block or a sentence."""
_MAX_ABBREVIATION_LENGTH = 16
"""Code points before a stop in which an abbreviation or a name is looked for."""
_LOOK_BEHIND = 1024
"""Code points before a stop in which straight quotes are counted, and the start of its run is looked for."""


@cache
def _compile_abbreviation() -> re.Pattern[str]:
    """The end of a text that a full stop makes an abbreviation: initials, U.S, a.m, and those of the table."""
    words = "|".join(re.escape(text) for kind, text in read_rows(__file__, "stop_exceptions") if kind == "abbreviation")
    return re.compile(rf"(?:^|[^A-Za-z.])(?:[A-Za-z]|(?:[A-Za-z]\.)+[A-Za-z]|{words})$")


@cache
def _load_names_with_stops() -> tuple[str, ...]:
    """Names that end in a stop: Yahoo!"""
    return tuple(text for kind, text in read_rows(__file__, "stop_exceptions") if kind == "name")


def find_sentence(text: str, offset: int) -> tuple[int, int]:
    """The sentence that an offset is in, as (start, end).

    An offset in the spaces after a sentence is in that sentence, though its end is before them.

    Args:
        text: The text of a block.
        offset: Offset in it.
    """
    return _find_start(text, offset), _find_end(text, offset)[0]


def find_next_sentence(text: str, offset: int) -> int | None:
    """The start of the sentence after the one that an offset is in; None where that is the last of the block.

    Args:
        text: The text of a block.
        offset: Offset in it.
    """
    following = _find_end(text, offset)[1]
    return following if following < len(text) else None


def _find_start(text: str, offset: int) -> int:
    """The start of the sentence that an offset is in."""
    for number in range(offset // CHUNK_LENGTH, -1, -1):
        starts = [following for _, following in _iter_ends(text, number) if following <= offset]
        if starts:
            return starts[-1]
        if number and next(_iter_ends(text, number - 1), None) is None:
            return find_grapheme_start(text, number * CHUNK_LENGTH)
    return 0


def _find_end(text: str, offset: int) -> tuple[int, int]:
    """The end of the sentence that an offset is in, and the start of the next; the end of the text for the last."""
    for number in range(max(0, offset // CHUNK_LENGTH - 1), len(text) // CHUNK_LENGTH + 1):
        is_empty = True
        for end, following in _iter_ends(text, number):
            if following > offset:
                return end, following
            is_empty = False
        if is_empty and offset < (cut := find_grapheme_start(text, (number + 1) * CHUNK_LENGTH)):
            return cut, cut
    return len(text), len(text)


def _iter_ends(text: str, number: int) -> Iterator[tuple[int, int]]:
    """The ends of the sentences whose stops are in a chunk, each with the start of the next sentence.

    They depend on the text around them, never on the chunks. A sentence that is longer than a chunk, which nobody
    writes, is cut at the end of a chunk without stops: so no call searches more than three chunks.
    """
    first, limit = number * CHUNK_LENGTH, (number + 1) * CHUNK_LENGTH
    at = first
    while (found := _STOP.search(text, at, limit)) is not None:
        stop, end = found.start(), _find_match_end(_STOP_RUN, text, found.start())
        is_amid_run = at == first and _is_in_run(text, stop)  # of one that began in the chunk before
        at = end
        if text[end : end + 1] == '"' and text.count('"', max(0, stop - _LOOK_BEHIND), stop) % 2:
            end += 1
        if not is_amid_run and _is_sentence_end(text, stop, end):
            end = find_grapheme_end_at_or_after(text, end)
            yield end, find_grapheme_start(text, _find_match_end(_SPACES, text, end))


def _find_match_end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _is_in_run(text: str, at: int) -> bool:
    """Whether an offset is within a run of stops and closing marks, so that the stop there is not its first."""
    before = text[max(0, at - _LOOK_BEHIND) : at]
    run = before[len(before.rstrip(SENTENCE_STOPS + CLOSING_MARKS)) :]
    return not set(SENTENCE_STOPS).isdisjoint(run)


def _is_sentence_end(text: str, stop: int, end: int) -> bool:
    """Whether the run of stops and closing marks from `stop` to `end` ends a sentence."""
    sign, after = text[stop], text[end : end + 1]
    if not after:
        return True
    if after in _CONTINUATION_MARKS:
        return False
    if sign in "…⋯‥":  # a quotation may begin with them
        return stop > 0 and text[stop - 1] not in _OPENERS and not text[stop - 1].isspace()
    if sign == ".":
        first = max(0, stop - _MAX_ABBREVIATION_LENGTH)
        return (
            after.isspace()
            and not _compile_abbreviation().search(text, first, stop)
            and not _ITEM_NUMBER.search(text, first, stop)
        )
    if sign == "．":
        return not (text[stop - 1 : stop].isdigit() and after.isdigit())
    if sign in "!?" and text.endswith(_load_names_with_stops(), max(0, stop - _MAX_ABBREVIATION_LENGTH), stop + 1):
        return False
    return not sign.isascii() or _ADDRESS.match(after) is None
