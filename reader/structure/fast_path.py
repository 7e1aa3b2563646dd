"""Lines that no rule of furniture, notes, captions or chrome can be about: told by their first and last characters.

Nearly all lines of a newspaper are such, so these questions decide what reading costs. They only ever say in one step
what the rules would say one after the other: tests/structure/test_plain.py asks both.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reader.structure.boilerplate import BULLETS, CHROME_OPENS, NOTE_OPENS
from reader.structure.captions import MADE, PICTURES
from reader.structure.furniture import role_words
from reader.structure.lexicon import column

if TYPE_CHECKING:
    from reader.structure.lines import Line

SIGNS = "#>|-*+•‣◦▪·●○0123456789(①②③④⑤⑥⑦⑧⑨⑩（０１２３４５６７８９"
"""What list items, quotations and tables begin with; numerals of paragraphs are for openings.py."""


@cache
def _story_openings() -> frozenset[str]:
    """How captions, notes, tails and whatever has a sign begin: with these characters, or pairs of characters."""
    words = column("captions", "start") | column("furniture", "note") | column("furniture", "tail")
    return frozenset([word[:2] for word in words.union(NOTE_OPENS)]).union(SIGNS, BULLETS)


@cache
def _short_openings() -> frozenset[str]:
    """The same for labels and lines of chrome, and for all the former."""
    words = column("furniture", "line").union(CHROME_OPENS, role_words())
    return _story_openings().union([word[:2] for word in words])


@cache
def _buttons() -> frozenset[str]:
    return column("furniture", "button") | column("furniture", "channel")


_CREDIT_ENDS = frozenset([word[-1] for word in MADE + PICTURES])
"""Last characters of credits without a bracket."""
_CLOSING = _CREDIT_ENDS.union(")]】〕。. ")
"""What may stand before the last stop of a caption with a credit."""


def is_plain(line: Line) -> bool:
    """Of running text that ends in a full stop: it is no list item, quotation, marked caption, note or chrome."""
    shadow, ending = line.shadow, line.ending
    if ending[-1] != "。" or ending[-2] in _CLOSING:
        return False
    openings = _story_openings()
    if shadow[0] in openings or shadow[:2] in openings:
        return False
    tail = ending[-40:]
    return not (":" in tail or "/" in tail or "|" in tail or "图" in shadow[:4] or "化名" in shadow)


def is_mute(line: Line) -> bool:
    """Of a short line in the story: it is no furniture, note, date, caption or chrome; a heading it may be."""
    if line.mute is None:
        line.mute = _is_mute(line.shadow)
    return line.mute


def _is_mute(shadow: str) -> bool:
    openings = _short_openings()
    if not shadow.isalpha() or shadow[0] in openings or shadow[:2] in openings or shadow[-1] in _CREDIT_ENDS:
        return False
    if "图" in shadow or "年" in shadow or "员" in shadow or "完" in shadow or "续" in shadow or "版" in shadow:
        return False
    if len(shadow) >= 3:
        for word in ("记者", "化名", "有删", "下载", "提醒您", "END"):
            if word in shadow:
                return False
    return shadow not in _buttons()
