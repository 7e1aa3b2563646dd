"""Phrases of Chinese text in either script: what the motions `w b e` step over and a double click selects.

Han is segmented by jieba's dictionary of simplified words (rjieba); traditional text is folded for that, which keeps
the length. This is done in another process; where that fails or rjieba is not installed, Han is divided at function
words and into pairs. Of other text a number with its unit, a word of letters, a URL, a run of one kind of kana and a
run of the same sign are one phrase each; spaces belong to no phrase. All offsets are code points.
"""

from __future__ import annotations

import atexit
import re
from bisect import bisect_right
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reader.text.folding import fold_script
from reader.tui.cursor.positions import find_grapheme_start
from reader.typeset.graphemes import iter_graphemes
from reader.typeset.unbreakable_quantities import find_quantity_end
from reader.word_process import WordProcess

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CHUNK_LENGTH = 2048
"""Code points of the chunks that a long text is divided into, so that an offset costs the same in any text."""

FUNCTION_WORDS = frozenset("的了着过在是和与及或而并但将把被对从为以于其这那也就都又不")
"""Words of one character for the division without rjieba; simplified, as folded text is."""

_HAN = "\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_KANA = "\u3041-\u309f\u30a1-\u30ff"
_LETTER = rf"[^\W_{_HAN}{_KANA}]"
_LETTER_JOINER = (
    r"(?:(?<=[0-9０-９])[.．:：/／-](?=[0-9０-９])"  # 6.02 19:30 2018-12-21
    r"|(?<=[0-9０-９])[,，](?=[0-9０-９]{3}(?![0-9０-９]))"  # 1,234, but not 6月25,江華
    rf"|(?<={_LETTER})[-'’.@_&+](?={_LETTER}))"  # COVID-19, U.S, AT&T, name@host
)
_NUMBER = re.compile(r"[$＄¥￥€£￡]?[0-9０-９][0-9０-９.．,，:：/／-]*")
_SPACE = re.compile(r"\s")
_SINGLE_GRAPHEMES = re.compile("[ -~\u4e00-\u9fff\u3001-\u3029\uff01-\uff60\u2010-\u2027\u00b0-\u02ff\u00a0]*")
"""Text in which every character is a grapheme by itself."""
_CHUNK_BREAK = re.compile(".*[。！？；、，：\\s](?=[!-/:-~\u4e00-\u9fff「『“])", re.DOTALL)
"""A text up to its last separator that is inside no phrase and no grapheme: not one before a digit, as in numbers."""


@cache
def _compile_token_pattern() -> re.Pattern[str]:
    """The pattern of a token; compiled when the first phrase is asked for, since that takes milliseconds."""
    return re.compile(
        r"(?P<space>\s+)"
        r"|(?P<address>(?<![A-Za-z])[A-Za-z]{1,10}://[!-~]*[A-Za-z0-9/])"
        rf"|(?P<word>[$＄¥￥€£￡]?{_LETTER}+(?:{_LETTER_JOINER}{_LETTER}+)*)"
        rf"|(?P<han>[{_HAN}]+)"
        r"|[\u3041-\u309f]+|[\u30a1-\u30ff]+"
        r"|(?P<sign>.)(?P=sign)*",
        re.DOTALL,
    )


def find_phrase(text: str, offset: int) -> tuple[int, int]:
    """The phrase that an offset is in, as (start, end).

    In a run of spaces it is the run, within a chunk of the text; at the end of the text it is empty.

    Args:
        text: The text of a block.
        offset: Offset in it.
    """
    if not 0 <= offset < len(text):
        end = max(0, min(offset, len(text)))
        return end, end
    first, last = _find_chunk(text, offset)
    found = _split_chunk(text[first:last])
    at = bisect_right(found, (offset - first, last)) - 1
    if at >= 0 and offset - first < found[at][1]:
        return first + found[at][0], first + found[at][1]
    before = found[at][1] if at >= 0 else 0
    behind = found[at + 1][0] if at + 1 < len(found) else last - first
    return first + before, first + behind


def iter_phrases_from(text: str, offset: int) -> Iterator[tuple[int, int]]:
    """The phrases that start at an offset or after it, as (start, end), in order.

    Args:
        text: The text of a block.
        offset: Offset in it.
    """
    at = offset
    while at < len(text):
        first, last = _find_chunk(text, at)
        found = _split_chunk(text[first:last])
        for start, end in found[bisect_right(found, (offset - first, -1)) :]:
            yield first + start, first + end
        at = last


def iter_phrases_before(text: str, offset: int) -> Iterator[tuple[int, int]]:
    """The phrases that start before an offset, as (start, end), the nearest first.

    Args:
        text: The text of a block.
        offset: Offset in it.
    """
    at = min(offset, len(text))
    while at > 0:
        first, last = _find_chunk(text, at - 1)
        found = _split_chunk(text[first:last])
        for start, end in reversed(found[: bisect_right(found, (offset - first, -1))]):
            yield first + start, first + end
        at = first


def load_dictionary() -> None:
    """Begin to load the dictionary, which takes 0.1 to 0.2 s in another process."""
    _get_word_process().start()


@cache
def _get_word_process() -> WordProcess:
    """The process that divides simplified Han into words."""
    process = WordProcess()
    atexit.register(process.close)
    return process


def split_into_pairs(han: str) -> list[str]:
    """Divide Han without a dictionary: function words, and pairs between them, since most words have two characters."""
    words: list[str] = []
    at = 0
    while at < len(han):
        is_single = han[at] in FUNCTION_WORDS or han[at + 1 : at + 2] in FUNCTION_WORDS
        words.append(han[at : at + (1 if is_single else 2)])
        at += len(words[-1])
    return words


def _find_chunk(text: str, offset: int) -> tuple[int, int]:
    """The (start, end) of the chunk that an offset is in."""
    number = offset // CHUNK_LENGTH
    end = _find_chunk_start(text, number + 1)
    if offset >= end:
        return end, _find_chunk_start(text, number + 2)
    return _find_chunk_start(text, number), end


def _find_chunk_start(text: str, number: int) -> int:
    """The start of the chunk of a number: behind the last separator before that multiple of CHUNK_LENGTH."""
    limit = number * CHUNK_LENGTH
    if limit >= len(text) or number == 0:
        return min(limit, len(text))
    found = _CHUNK_BREAK.match(text, limit - CHUNK_LENGTH // 2, limit)
    return found.end() if found else find_grapheme_start(text, limit)


@lru_cache(maxsize=256)
def _split_chunk(text: str) -> tuple[tuple[int, int], ...]:
    """The phrases of a chunk."""
    found = tuple(_iter_tokens(text, fold_script(text)))
    return found if _SINGLE_GRAPHEMES.fullmatch(text) else tuple(_snap_to_graphemes(text, found))


def _iter_tokens(text: str, folded: str) -> Iterator[tuple[int, int]]:
    """The phrases of a chunk before they are extended to whole graphemes."""
    tokens = list(_iter_coarse_tokens(text))
    runs = [folded[start:end] for start, end, is_han in tokens if is_han]
    words_of_runs = iter((_get_word_process().divide(runs) if runs else None) or map(split_into_pairs, runs))
    for start, end, is_han in tokens:
        if not is_han:
            yield start, end
            continue
        at = start
        for word in next(words_of_runs):
            yield at, at + len(word)
            at += len(word)


def _iter_coarse_tokens(text: str) -> Iterator[tuple[int, int, bool]]:
    """The tokens of a chunk as (start, end, whether it is a run of Han that is yet to be divided); spaces are none."""
    at = 0
    while (match := _compile_token_pattern().match(text, at)) is not None:
        start, at = match.span()
        kind = match.lastgroup
        if kind == "word" and _NUMBER.fullmatch(text, start, at):
            at = _find_unit_end(text, at)
        if kind != "space":
            yield start, at, kind == "han"


def _find_unit_end(text: str, end: int) -> int:
    """The end of the unit after a number; the end of the number where there is none, or a space before it."""
    behind = min(find_quantity_end(text, end), len(text))
    space = _SPACE.search(text, end, behind)
    return space.start() if space else behind


def _snap_to_graphemes(text: str, phrase_spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The phrases extended to whole graphemes; those that share a grapheme are joined."""
    starts = [start for start, _ in iter_graphemes(text)]
    starts.append(len(text))
    last: tuple[int, int] | None = None
    for start, end in phrase_spans:
        first = starts[bisect_right(starts, start) - 1]
        behind = starts[bisect_right(starts, end - 1)]
        if last and first < last[1]:
            last = last[0], max(last[1], behind)
            continue
        if last:
            yield last
        last = first, behind
    if last:
        yield last
