"""Which encoding bytes are in that are not strict UTF-8: what is said of them, weighed against how they read.

A label is a claim. It is believed when the text it gives reads like Chinese: of real news three characters in four are
among the 700 commonest of common.tsv, of GBK bytes read as Big5, or the other way round, not one in five.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.sources.charsets import (
    BIG5,
    BROKEN,
    GB18030,
    MOST_FAULTS,
    UTF_8,
    UTF_16BE,
    UTF_16LE,
    Charset,
    broken,
    charset,
    faults,
    forgiving,
)
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

Why = Literal["valid", "header", "page", "looks"]
"""The bytes are UTF-8 but for a few, the server says so, the page itself does, or the text looks like it."""

_SURE = 0.5
"""Likeness that ends the search."""
LIKE = 0.3
"""The least likeness of a text that nobody claims."""
_CLAIMED = 0.15
"""What a claim is worth in likeness."""
_FEW = 8
"""Characters that may be valid UTF-8 by chance."""
_LOOKED_AT = 2_000
"""Runs of characters beyond ASCII that likeness looks at."""
_HEAD = 64 * 1024
"""Bytes within which a page must name its encoding; a long comment may stand before it."""
_HIGH = re.compile(rb"[\x80-\xff]")
_SAMPLE = 64 * 1024
"""Bytes, from the first beyond ASCII, that are tried in one encoding after the other."""
_BEYOND = re.compile("[^\0-\x7f]+")
_NAMES = re.compile(
    rb"<meta\b[^<>]{0,2000}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{2,40})"
    rb"|<\?xml\b[^<>]{0,300}?\bencoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_HEAD_END = re.compile(rb"</head\s*>", re.IGNORECASE)


class Found(NamedTuple):
    """What the bytes are taken for."""

    text: str
    charset: Charset
    why: Why
    broken: int
    """Characters that could not be read, and are U+FFFD; one that is cut in two at the very end does not count."""


def detect(data: bytes, header: str | None = None) -> Found | None:
    """The encoding that fits best, and the text in it; None when none does.

    Args:
        data: Bytes that are not strict UTF-8, or too few to tell.
        header: The charset that the server named.
    """
    start = _HIGH.search(data)
    first = start.start() & ~1 if start else 0  # UTF-16 counts by twos, and no character before this one has two bytes
    sample = data[first : first + _SAMPLE]
    if _nearly_utf_8(sample):
        return _read(data, UTF_8, "valid")
    best: tuple[Charset, Why] | None = None
    best_score = LIKE
    spare: tuple[Charset, Why] | None = None
    for kind, why in _candidates(data, header):
        text = forgiving(sample, kind)
        faulty = faults(text) / len(sample)
        if faulty > MOST_FAULTS:
            continue
        if why != "looks":
            spare = spare or (kind, why)
            if not kind.chinese:
                continue  # a server's default, windows-1252, reads everything: Chinese is looked for all the same
        score = likeness(text) - faulty + (_CLAIMED if why != "looks" else 0)
        if score > best_score:
            best, best_score = (kind, why), score
        if score > _SURE and not faulty:
            break
    chosen = best or spare
    return _read(data, *chosen) if chosen else None


def _read(data: bytes, kind: Charset, why: Why) -> Found | None:
    """The whole text, unless it turns out to be broken behind the sample."""
    text = forgiving(data, kind)
    return Found(text, kind, why, broken(text)) if faults(text) <= len(data) * MOST_FAULTS else None


def _nearly_utf_8(data: bytes) -> bool:
    """Whether nearly all characters beyond ASCII are valid UTF-8, which they are in no other encoding by chance."""
    text = forgiving(data, UTF_8)
    good = len(text) - len(text.encode("ascii", "ignore")) - text.count(BROKEN)
    return good > _FEW and broken(text) <= good * MOST_FAULTS


def likeness(text: str) -> float:
    """The share of common Chinese characters and marks among those beyond ASCII, 0 to 1; 0 where there are none.

    A few thousand are looked at.
    """
    beyond = "".join(run[0] for run in islice(_BEYOND.finditer(text), _LOOKED_AT))
    return sum(map(_common().__contains__, beyond)) / len(beyond) if beyond else 0.0


def claims(data: bytes) -> list[str]:
    """The labels that a page gives itself, in its meta elements or its XML declaration, in their order."""
    head = data[:_HEAD]
    if end := _HEAD_END.search(head):
        head = head[: end.start()]
    return [(match[1] or match[2]).decode("ascii", "replace") for match in _NAMES.finditer(head)]


def _candidates(data: bytes, header: str | None) -> Iterator[tuple[Charset, Why]]:
    """The encodings to try, each once, those that are claimed first."""
    tried = set()
    said: list[tuple[str, Why]] = [(header, "header")] if header else []
    for label, why in [*said, *((label, "page") for label in claims(data))]:
        kind = charset(label)
        if kind and kind not in tried:
            tried.add(kind)
            yield kind, why
    for kind in (GB18030, BIG5, UTF_8, UTF_16LE, UTF_16BE):
        if kind not in tried:
            yield kind, "looks"


@cache
def _common() -> frozenset[str]:
    """The characters of common.tsv: the commonest of Chinese news, in both scripts, and its punctuation."""
    return frozenset("".join(characters for _, characters in read_rows(__file__, "common")))
