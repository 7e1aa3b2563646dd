"""Sentences of a block: where one ends and the next begins, found around a place only. All offsets are code points.

The stops are those of CLREQ (#categories_and_usage_of_punctuation_marks: 。 ！ ？ ； and the ellipsis) with their ASCII
and half-width forms. Quotes and brackets that close behind a stop belong to its sentence; the spaces behind them to
none. A block without a stop (a headline, a caption) is one sentence, and no sentence goes beyond its block.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.tui.cursor.positions import find_grapheme_end_at_or_after, find_grapheme_start

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK_LENGTH = 16384
"""Code points. A long text is searched by cells of so many."""

SENTENCE_STOPS = "。．｡！？；…⋯‥.!?;"
CLOSING_MARKS = "」』”’）)］]】〕〗〙｝}»﹂﹄"
_OPENERS = '「『“‘（([［【〔〖《〈"'
_CONTINUATION_MARKS = "，、：,:》〉"
"""Behind a stop these say that the sentence goes on: 「好！」，他說 and 《誰？》獲獎."""

_STOP = re.compile(f"[{re.escape(SENTENCE_STOPS)}]")
_STOP_RUN = re.compile(f"[{re.escape(SENTENCE_STOPS + CLOSING_MARKS)}]*")
_SPACES = re.compile(r"\s*")
_ADDRESS = re.compile(r"[A-Za-z0-9/=&%#_~-]")
_ABBREVIATION = re.compile(
    r"(?:^|[^A-Za-z.])(?:[A-Za-z]|(?:[A-Za-z]\.)+[A-Za-z]"  # initials, U.S, a.m
    r"|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Sen|Rep|Gov|St|Mt|vs|etc|No|Vol|Fig|Jr|Sr|Inc|Ltd|Co|Corp|Bros|Jan|Feb|Mar|Apr|Jun"
    r"|Jul|Aug|Sept?|Oct|Nov|Dec)$"
)
_ITEM_NUMBER = re.compile(r"(?:^|[。！？；!?;.\n]\s?)[(（]?[0-9]{1,3}$")
"""The number of an item, at the beginning of a block or a sentence."""
_MAX_ABBREVIATION_LENGTH = 16
"""Code points before a full stop in which an abbreviation is looked for."""
_LOOK_BEHIND = 1024
"""Code points before a stop in which straight quotes are counted, and the beginning of its run is looked for."""


def find_sentence(text: str, offset: int) -> tuple[int, int]:
    """The sentence an offset is in, as (start, end); spaces behind a sentence are in it, but its end is before them."""
    return _find_start(text, offset), _find_end(text, offset)[0]


def find_next_sentence(text: str, offset: int) -> int | None:
    """Where the sentence behind the one at an offset begins; None where that is the last of the block."""
    following = _find_end(text, offset)[1]
    return following if following < len(text) else None


def _find_start(text: str, offset: int) -> int:
    """Where the sentence at an offset begins."""
    for number in range(offset // CHUNK_LENGTH, -1, -1):
        begun = [following for _, following in _iter_ends(text, number) if following <= offset]
        if begun:
            return begun[-1]
        if number and next(_iter_ends(text, number - 1), None) is None:
            return find_grapheme_start(text, number * CHUNK_LENGTH)
    return 0


def _find_end(text: str, offset: int) -> tuple[int, int]:
    """Where the sentence at an offset ends, and where the next one begins; both the length of the text for the last."""
    for number in range(max(0, offset // CHUNK_LENGTH - 1), len(text) // CHUNK_LENGTH + 1):
        empty = True
        for end, following in _iter_ends(text, number):
            if following > offset:
                return end, following
            empty = False
        if empty and offset < (cut := find_grapheme_start(text, (number + 1) * CHUNK_LENGTH)):
            return cut, cut
    return len(text), len(text)


def _iter_ends(text: str, number: int) -> Iterator[tuple[int, int]]:
    """The ends of sentences whose stops are in the cell of a number, each with where the next sentence begins.

    They depend on what is around them, never on the cells. A sentence longer than a whole cell, which nobody writes,
    is cut where a cell without any end is over: so no place costs more than three cells.
    """
    at, limit = number * CHUNK_LENGTH, (number + 1) * CHUNK_LENGTH
    while (found := _STOP.search(text, at, limit)) is not None:
        stop, end = found.start(), _find_match_end(_STOP_RUN, text, found.start())
        amid = stop == number * CHUNK_LENGTH and _is_in_run(text, stop)
        at = end
        if text[end : end + 1] == '"' and text.count('"', max(0, stop - _LOOK_BEHIND), stop) % 2:
            end += 1
        if not amid and _is_sentence_end(text, stop, end):
            end = find_grapheme_end_at_or_after(text, end)
            yield end, find_grapheme_start(text, _find_match_end(_SPACES, text, end))


def _find_match_end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _is_in_run(text: str, at: int) -> bool:
    """Whether the search began amid a run of stops and closers, so that its first stop is not the run's first."""
    before = text[max(0, at - _LOOK_BEHIND) : at]
    run = before[len(before.rstrip(SENTENCE_STOPS + CLOSING_MARKS)) :]
    return not set(SENTENCE_STOPS).isdisjoint(run)


def _is_sentence_end(text: str, stop: int, end: int) -> bool:
    """Whether a run of stops and closers from `stop` to `end` ends a sentence."""
    sign, behind = text[stop], text[end : end + 1]
    if not behind:
        return True
    if behind in _CONTINUATION_MARKS:
        return False
    if sign in "…⋯‥":  # a quotation may begin with them
        return stop > 0 and text[stop - 1] not in _OPENERS and not text[stop - 1].isspace()
    if sign == ".":
        first = max(0, stop - _MAX_ABBREVIATION_LENGTH)
        return (
            behind.isspace()
            and not _ABBREVIATION.search(text, first, stop)
            and not _ITEM_NUMBER.search(text, first, stop)
        )
    if sign == "．":
        return not (text[stop - 1 : stop].isdigit() and behind.isdigit())
    if sign == "!" and text.endswith("Yahoo", max(0, stop - 5), stop):  # a name of the news from Taiwan
        return False
    return not sign.isascii() or _ADDRESS.match(behind) is None
