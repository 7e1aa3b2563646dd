"""Detects the script of a text, and the region whose orthography a traditional text follows.

It uses characters.tsv, which is generated from OpenCC's dictionaries, and never imports opencc.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.model import Script

OrthographyRegion = Literal["TW", "HK"]
"""Whose traditional orthography a text follows; never a place of origin (a Hong Kong paper may write 臺 and 著)."""

MIXED_RATIO = 0.2
"""A block is Mixed when the rarer script has more than this share of the evidence of the commoner one."""

SAMPLE_LENGTH, SAMPLE_COUNT = 1024, 32
"""A text of more than SAMPLE_LENGTH * SAMPLE_COUNT code points is judged by so many samples, evenly spaced. A sample is
longer than any sentence, so that a text with a regular pattern is sampled correctly."""

_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_HAN = re.compile("[\u3400-\u9fff]")

HANS_MARK, HANT_MARK = "\x01", "\x02"
"""Replace the characters that only one script has in the result of `mark_scripts`."""

_FIRST, _SECOND, _BOTH = "\x01", "\x02", "\x03"
"""The class of a character that is in the first of two rows, in the second, or in both; all others are U+0000."""


def detect_script(text: str) -> Script:
    """Return the script of a block: Hans, Hant, Mixed, or Und where no character is specific to a script.

    Characters that only one script has are counted; those of both (里 后 台 只 干 …) are no evidence. On balanced text
    99 in 100 are right with 12 characters and 999 in 1,000 with 24 (tests/bench/script.py).
    """
    if text.isascii():
        return "Und"
    sample = text if len(text) <= SAMPLE_LENGTH * SAMPLE_COUNT else _sample(text)
    hans, hant = _count_characters(sample, "hans", "hant")
    if not hans and not hant and sample is not text:
        hans, hant = _count_characters(text, "hans", "hant")
    return _decide_script(hans, hant)


def detect_scripts(texts: Sequence[str]) -> list[Script]:
    """Return the script of each text, as `detect_script` does, in one pass: for many short texts."""
    whole = "\n".join(texts)
    if len(whole) > SAMPLE_LENGTH * SAMPLE_COUNT:
        return list(map(detect_script, texts))
    # no character is in both of these rows
    count = whole.translate(_build_classes("hans", "hant")).count
    scripts: list[Script] = []
    start = 0
    for text in texts:
        end = start + len(text)
        scripts.append(_decide_script(count(_FIRST, start, end), count(_SECOND, start, end)))
        start = end + 1
    return scripts


def _decide_script(hans: int, hant: int) -> Script:
    """The script of a text by the numbers of its characters that only one script has."""
    if not hans and not hant:
        return "Und"
    if min(hans, hant) > MIXED_RATIO * max(hans, hant):
        return "Mixed"
    return "Hans" if hans > hant else "Hant"


def is_japanese(text: str) -> bool:
    """Whether a text is Japanese, whose characters are not converted: kana are three quarters of its Han characters."""
    kana = len(_KANA.findall(text))
    return kana > 2 and kana * 4 >= 3 * len(_HAN.findall(text))


def detect_region(texts: Iterable[str]) -> OrthographyRegion | None:
    """Return the region whose forms a traditional text has, by vote over all its blocks; None where it is unknown.

    The few forms that only one region's newspapers print count first (裡 著 against 裏 着 衞). Without them the nearer
    region wins, by distance. Distance is right for text that OpenCC has converted, and wrong for many real pages: all
    of Taiwan prints 台 too, which therefore does not count, and all of Hong Kong prints 說 戶 溫.
    """
    text = "\n".join(texts)
    text = text if len(text) <= SAMPLE_LENGTH * SAMPLE_COUNT else _sample(text)
    of_tw, of_hk = _count_regional_forms(text)
    lead = of_tw - of_hk
    if not lead:
        to_hk, to_tw = count_regional_differences(text)
        lead = to_hk - to_tw
    return "TW" if lead > 0 else "HK" if lead < 0 else None


@cache
def _load_regional_forms() -> dict[str, str]:
    return dict(read_rows(__file__, "regions"))


def _count_regional_forms(text: str) -> tuple[int, int]:
    """The number of forms that only Taiwan's press prints, and of those that only Hong Kong's prints (regions.tsv)."""
    table = _load_regional_forms()
    of_tw, of_hk = (sum(map(text.count, table[region])) for region in ("TW", "HK"))
    # Words such as 著名 are written the same everywhere.
    of_tw -= sum(
        text.count(word)
        for word in _load_character_table()["hk_keeps"].split()
        if not set(table["TW"]).isdisjoint(word)
    )
    return max(of_tw, 0), of_hk


def count_regional_differences(text: str) -> tuple[int, int]:
    """Return the number of characters of a traditional text that differ from Hong Kong's forms, and from Taiwan's.

    The first are those that OpenCC's tw2t and then t2hk would change, the second those that hk2t and then t2tw would;
    words that keep theirs (著名) and 台, which the papers of both regions print, are subtracted.
    """
    to_hk, to_tw = _count_characters(text, "hk", "tw")
    table = _load_character_table()
    to_hk -= sum(map(text.count, table["hk_keeps"].split()))
    to_tw -= sum(map(text.count, _load_regional_forms()["both"]))
    return max(to_hk, 0), max(to_tw, 0)  # 名著作 has two of the words, but one 著


def _sample(text: str) -> str:
    step = len(text) // SAMPLE_COUNT
    return "".join(text[start : start + SAMPLE_LENGTH] for start in range(0, step * SAMPLE_COUNT, step))


def mark_scripts(text: str) -> str:
    """Return a text of the same length with HANS_MARK or HANT_MARK for each character that only one script has."""
    return text.translate(_build_classes("hans", "hant"))


def _count_characters(text: str, first: str, second: str) -> tuple[int, int]:
    """The numbers of characters of a text that are in each of two rows of the table."""
    # Translating into classes and counting those takes 35 to 50 ns a character; two deletions take 200, a loop 700.
    classes = text.translate(_build_classes(first, second))
    both = classes.count(_BOTH)
    return classes.count(_FIRST) + both, classes.count(_SECOND) + both


@cache
def _load_character_table() -> dict[str, str]:
    return dict(read_rows(__file__, "characters"))


@cache
def _build_classes(first: str, second: str) -> bytearray:
    """The class of every character, by its code point: faster in str.translate than a dict, which is slow to miss."""
    table = _load_character_table()
    classes = bytearray(1 + ord(max(table[first] + table[second])))
    for code in map(ord, table[first]):
        classes[code] = 1
    for code in map(ord, table[second]):
        classes[code] |= 2
    return classes
