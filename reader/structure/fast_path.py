"""Quick questions that rule out furniture, notes, captions and boilerplate by the first and last characters of a line.

Nearly all lines of a newspaper are such, so these questions decide what reading costs. They only ever say in one step
what the rules would say one after the other: tests/structure/test_fast_path.py compares both.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reader.structure.boilerplate import BOILERPLATE_STARTS, LEADING_SIGNS, NOTE_STARTS
from reader.structure.captions import MAKER_SUFFIXES, PICTURE_WORDS
from reader.structure.furniture import get_labels
from reader.structure.lexicon import get_words

if TYPE_CHECKING:
    from reader.structure.lines import Line

MARKER_SIGNS = "#>|-*+•‣◦▪·●○0123456789(①②③④⑤⑥⑦⑧⑨⑩（０１２３４５６７８９"
"""What list items, quotations and tables begin with; numerals of paragraphs are for lead_ins."""


@cache
def _prose_cue_starts() -> frozenset[str]:
    """How captions, notes, tails and whatever has a sign begin: with these characters, or pairs of characters."""
    words = get_words("captions", "start") | get_words("furniture", "note") | get_words("furniture", "tail")
    return frozenset([word[:2] for word in words.union(NOTE_STARTS)]).union(MARKER_SIGNS, LEADING_SIGNS)


@cache
def _short_line_cue_starts() -> frozenset[str]:
    """How labels and lines of boilerplate begin, and whatever `_prose_cue_starts` has."""
    words = (get_words("furniture", "line") | get_words("furniture", "unfold")).union(BOILERPLATE_STARTS, get_labels())
    return _prose_cue_starts().union([word[:2] for word in words])


@cache
def _menu_words() -> frozenset[str]:
    return get_words("furniture", "button") | get_words("furniture", "channel")


_CREDIT_ENDS = frozenset([word[-1] for word in MAKER_SUFFIXES + PICTURE_WORDS])
"""Last characters of credits without a bracket."""
_CREDIT_CLOSING_SIGNS = _CREDIT_ENDS.union(")]】〕。. ")
"""What may stand before the last stop of a caption with a credit."""


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
    """Whether a short line in the story is no furniture, note, date, caption or boilerplate; it may be a heading."""
    if line.is_plain_short is None:
        line.is_plain_short = _is_plain_short(line.normalized)
    return line.is_plain_short


def _is_plain_short(normalized: str) -> bool:
    openings = _short_line_cue_starts()
    if (
        not normalized.isalpha()
        or normalized[0] in openings
        or normalized[:2] in openings
        or normalized[-1] in _CREDIT_ENDS
    ):
        return False
    if (
        "图" in normalized
        or "年" in normalized
        or "员" in normalized
        or "完" in normalized
        or "续" in normalized
        or "版" in normalized
    ):
        return False
    if len(normalized) >= 3:
        for word in ("记者", "化名", "有删", "下载", "提醒您", "END"):
            if word in normalized:
                return False
    return normalized not in _menu_words()
