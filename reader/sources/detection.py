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
    FAULTS_SHARE_MAX,
    GB18030,
    REPLACEMENT_CHARACTER,
    UTF_8,
    UTF_16BE,
    UTF_16LE,
    Charset,
    count_faults,
    count_replacements,
    decode_lenient,
    find_charset,
)
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

DetectionReason = Literal["valid", "header", "page", "looks"]
"""The bytes are UTF-8 but for a few, the server says so, the page itself does, or the text looks like it."""

_LIKENESS_SURE = 0.5
"""Likeness that ends the search."""
LIKENESS_MIN = 0.3
"""The least likeness of a text that nobody claims."""
_LABEL_BONUS = 0.15
"""What a claim is worth in likeness."""
_UTF_8_CHARACTERS_MIN = 8
"""Characters that may be valid UTF-8 by chance."""
_RUNS_MAX = 2_000
"""Runs of characters beyond ASCII that likeness looks at."""
_LABEL_SEARCH_SIZE = 64 * 1024
"""Bytes within which a page must name its encoding; a long comment may stand before it."""
_NON_ASCII_BYTE = re.compile(rb"[\x80-\xff]")
_SAMPLE_SIZE = 64 * 1024
"""Bytes, from the first beyond ASCII, that are tried in one encoding after the other."""
_NON_ASCII_RUN = re.compile("[^\0-\x7f]+")
_CHARSET_LABEL = re.compile(
    rb"<meta\b[^<>]{0,2000}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{2,40})"
    rb"|<\?xml\b[^<>]{0,300}?\bencoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_HEAD_END = re.compile(rb"</head\s*>", re.IGNORECASE)


class DetectedText(NamedTuple):
    """What the bytes are taken for."""

    text: str
    charset: Charset
    reason: DetectionReason
    replacement_count: int
    """Characters that could not be read, and are U+FFFD; one that is cut in two at the very end does not count."""


def detect_encoding(data: bytes, http_charset: str | None = None) -> DetectedText | None:
    """The encoding that fits best, and the text in it; None when none does.

    Args:
        data: Bytes that are not strict UTF-8, or too few to tell.
        http_charset: The charset that the server named.
    """
    start = _NON_ASCII_BYTE.search(data)
    first = start.start() & ~1 if start else 0  # UTF-16 counts by twos, and no character before this one has two bytes
    sample = data[first : first + _SAMPLE_SIZE]
    if _is_nearly_utf_8(sample):
        return _decode_whole(data, UTF_8, "valid")
    best: tuple[Charset, DetectionReason] | None = None
    best_score = LIKENESS_MIN
    spare: tuple[Charset, DetectionReason] | None = None
    for kind, why in _iter_candidates(data, http_charset):
        text = decode_lenient(sample, kind)
        faulty = count_faults(text) / len(sample)
        if faulty > FAULTS_SHARE_MAX:
            continue
        if why != "looks":
            spare = spare or (kind, why)
            if not kind.is_chinese:
                continue  # a server's default, windows-1252, reads everything: Chinese is looked for all the same
        score = score_likeness(text) - faulty + (_LABEL_BONUS if why != "looks" else 0)
        if score > best_score:
            best, best_score = (kind, why), score
        if score > _LIKENESS_SURE and not faulty:
            break
    chosen = best or spare
    return _decode_whole(data, *chosen) if chosen else None


def _decode_whole(data: bytes, charset_used: Charset, reason: DetectionReason) -> DetectedText | None:
    """The whole text, unless it turns out to be broken behind the sample."""
    text = decode_lenient(data, charset_used)
    return (
        DetectedText(text, charset_used, reason, count_replacements(text))
        if count_faults(text) <= len(data) * FAULTS_SHARE_MAX
        else None
    )


def _is_nearly_utf_8(data: bytes) -> bool:
    """Whether nearly all characters beyond ASCII are valid UTF-8, which they are in no other encoding by chance."""
    text = decode_lenient(data, UTF_8)
    good = len(text) - len(text.encode("ascii", "ignore")) - text.count(REPLACEMENT_CHARACTER)
    return good > _UTF_8_CHARACTERS_MIN and count_replacements(text) <= good * FAULTS_SHARE_MAX


def score_likeness(text: str) -> float:
    """The share of common Chinese characters and marks among those beyond ASCII, 0 to 1; 0 where there are none.

    A few thousand are looked at.
    """
    beyond = "".join(run[0] for run in islice(_NON_ASCII_RUN.finditer(text), _RUNS_MAX))
    return sum(map(_load_common_characters().__contains__, beyond)) / len(beyond) if beyond else 0.0


def find_charset_labels(data: bytes) -> list[str]:
    """The labels that a page gives itself, in its meta elements or its XML declaration, in their order."""
    head = data[:_LABEL_SEARCH_SIZE]
    if end := _HEAD_END.search(head):
        head = head[: end.start()]
    return [(match[1] or match[2]).decode("ascii", "replace") for match in _CHARSET_LABEL.finditer(head)]


def _iter_candidates(data: bytes, http_charset: str | None) -> Iterator[tuple[Charset, DetectionReason]]:
    """The encodings to try, each once, those that are claimed first."""
    tried = set()
    said: list[tuple[str, DetectionReason]] = [(http_charset, "header")] if http_charset else []
    for label, why in [*said, *((label, "page") for label in find_charset_labels(data))]:
        kind = find_charset(label)
        if kind and kind not in tried:
            tried.add(kind)
            yield kind, why
    for kind in (GB18030, BIG5, UTF_8, UTF_16LE, UTF_16BE):
        if kind not in tried:
            yield kind, "looks"


@cache
def _load_common_characters() -> frozenset[str]:
    """The characters of common.tsv: the commonest of Chinese news, in both scripts, and its punctuation."""
    return frozenset("".join(characters for _, characters in read_rows(__file__, "common")))
