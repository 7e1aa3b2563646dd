"""Cheap tests, by the first and last characters of a line, that let most lines skip the slow rules.

Nearly all lines of a newspaper pass them, so they decide how long reading takes. A line that passes would be refused by
each of the rules it skips (metadata line, note, caption, boilerplate): tests/structure/test_fast_path.py compares both.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reader.structure.boilerplate import BOILERPLATE_STARTS, LEADING_SIGNS, NOTE_STARTS
from reader.structure.captions import MAKER_SUFFIXES, PICTURE_WORDS
from reader.structure.lexicon import get_words, lazy_pattern
from reader.structure.metadata_lines import get_labels

if TYPE_CHECKING:
    from reader.structure.lines import Line

MARKER_SIGNS = "#>|-*+•‣◦▪·●○0123456789(①②③④⑤⑥⑦⑧⑨⑩（０１２３４５６７８９"
"""First characters of list items, quotations and table rows; Chinese numerals are left to headings and run-ins."""


@cache
def _prose_cue_starts() -> frozenset[str]:
    """First characters, or pairs of characters, of captions, notes, tails and lines with a list or table marker."""
    words = get_words("captions", "start") | get_words("boilerplate", "note") | get_words("boilerplate", "tail")
    return frozenset([word[:2] for word in words.union(NOTE_STARTS)]).union(MARKER_SIGNS, LEADING_SIGNS)


@cache
def _short_line_cue_starts() -> frozenset[str]:
    """Those of `_prose_cue_starts`, and those of labels and lines of boilerplate."""
    words = (get_words("boilerplate", "line") | get_words("boilerplate", "unfold")).union(
        BOILERPLATE_STARTS, get_labels()
    )
    return _prose_cue_starts().union([word[:2] for word in words])


@cache
def _menu_words() -> frozenset[str]:
    return get_words("boilerplate", "button") | get_words("boilerplate", "channel")


_CREDIT_ENDS = frozenset([word[-1] for word in MAKER_SUFFIXES + PICTURE_WORDS])
"""Last characters of credits that have no bracket."""
_CREDIT_CLOSING_SIGNS = _CREDIT_ENDS.union(")]】〕。. ")
"""Characters before the final stop of a caption that ends with a credit."""

_SHORT_LINE_CUES = lazy_pattern("[图年员完续版]|记者|化名|有删|下载|提醒您|END")
"""Of which one is in every short line of letters that is more than a heading, beside those with known openings."""


def is_plain_sentence(line: Line) -> bool:
    """Whether running text ends in a full stop and is no list item, quotation, marked caption, note or boilerplate."""
    normalized, ending = line.normalized, line.normalized_end
    if ending[-1] != "。" or ending[-2] in _CREDIT_CLOSING_SIGNS:
        return False
    openings = _prose_cue_starts()
    if normalized[0] in openings or normalized[:2] in openings:
        return False
    tail = ending[-40:]
    return not (":" in tail or "/" in tail or "|" in tail or "图" in normalized[:4] or "化名" in normalized)


def is_plain_short_line(line: Line) -> bool:
    """Whether a short line in the story is no metadata line, note, date, caption or boilerplate.

    It may be a heading or a paragraph.
    """
    if line.facts.is_plain_short is None:
        line.facts.is_plain_short = _is_plain_short(line.normalized)
    return line.facts.is_plain_short


def _is_plain_short(normalized: str) -> bool:
    openings = _short_line_cue_starts()
    if (
        not normalized.isalpha()
        or normalized[0] in openings
        or normalized[:2] in openings
        or normalized[-1] in _CREDIT_ENDS
    ):
        return False
    return not _SHORT_LINE_CUES().search(normalized) and normalized not in _menu_words()
