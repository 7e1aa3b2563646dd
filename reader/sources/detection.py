"""Detects the encoding of bytes that are not valid UTF-8, by labels and by the likeness of the text to Chinese.

A label is accepted when the decoded text is like Chinese: of real news three characters in four are among the 700
commonest of common.tsv, of GBK bytes decoded as Big5, or the other way round, not one in five.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from reader.sources.charsets import (
    BIG5,
    FAULTS_SHARE_MAX,
    GB18030,
    REPLACEMENT_CHARACTER,
    SAMPLE_SIZE,
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

    from reader.sources.charsets import EncodingReason

_LIKENESS_SURE = 0.5
"""Likeness from which no further encoding is tried."""
LIKENESS_MIN = 0.3
"""The least likeness to Chinese of a text without a label."""
_LABEL_BONUS = 0.15
"""Added to the likeness of a text for an encoding that a label names."""
_UTF_8_CHARACTERS_MIN = 8
"""Characters beyond ASCII that may be valid UTF-8 by chance."""
_RUNS_MAX = 2_000
"""Runs of characters beyond ASCII that are used to score likeness."""
_LABEL_SEARCH_SIZE = 64 * 1024
"""Bytes at the beginning of a page in which its label is searched; there may be a long comment before it."""
_NON_ASCII_BYTE = re.compile(rb"[\x80-\xff]")
_NON_ASCII_RUN = re.compile("[^\0-\x7f]+")
_CHARSET_LABEL = re.compile(
    rb"<meta\b[^<>]{0,2000}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{2,40})"
    rb"|<\?xml\b[^<>]{0,300}?\bencoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_HEAD_END = re.compile(rb"</head\s*>", re.IGNORECASE)


class DetectedText(NamedTuple):
    """A text in the encoding that was detected."""

    text: str
    charset: Charset
    reason: EncodingReason
    replacement_count: int
    """Characters that could not be decoded and became U+FFFD, without one that is cut at the very end."""


def detect_encoding(data: bytes, http_charset: str | None = None) -> DetectedText | None:
    """Return the text in the encoding that fits best; None where none does.

    Args:
        data: Bytes that are not valid UTF-8, or that may be so by chance.
        http_charset: The charset that the server named.
    """
    start = _NON_ASCII_BYTE.search(data)
    first = start.start() & ~1 if start else 0  # UTF-16 counts by twos, and no character before this one has two bytes
    sample = data[first : first + SAMPLE_SIZE]
    if _is_nearly_utf_8(sample):
        return _decode_whole(data, UTF_8, "valid")
    best: tuple[Charset, EncodingReason] | None = None
    best_score = LIKENESS_MIN
    fallback: tuple[Charset, EncodingReason] | None = None
    for charset, reason in _iter_candidates(data, http_charset):
        text = decode_lenient(sample, charset)
        faults_share = count_faults(text) / len(sample)
        if faults_share > FAULTS_SHARE_MAX:
            continue
        if reason != "looks":
            fallback = fallback or (charset, reason)
            if not charset.is_chinese:
                continue  # the default of servers, windows-1252, decodes any bytes: Chinese is tried all the same
        score = score_likeness(text) - faults_share + (_LABEL_BONUS if reason != "looks" else 0)
        if score > best_score:
            best, best_score = (charset, reason), score
        if score > _LIKENESS_SURE and not faults_share:
            break
    chosen = best or fallback
    return _decode_whole(data, *chosen) if chosen else None


def _decode_whole(data: bytes, charset: Charset, reason: EncodingReason) -> DetectedText | None:
    """Decode all bytes in an encoding that fits their sample; None where too many behind it are no characters."""
    text = decode_lenient(data, charset)
    return (
        DetectedText(text, charset, reason, count_replacements(text))
        if count_faults(text) <= len(data) * FAULTS_SHARE_MAX
        else None
    )


def _is_nearly_utf_8(data: bytes) -> bool:
    """Whether nearly all characters beyond ASCII are valid UTF-8, which does not happen by chance."""
    text = decode_lenient(data, UTF_8)
    good = len(text) - len(text.encode("ascii", "ignore")) - text.count(REPLACEMENT_CHARACTER)
    return good > _UTF_8_CHARACTERS_MIN and count_replacements(text) <= good * FAULTS_SHARE_MAX


def score_likeness(text: str) -> float:
    """Return the share of common Chinese characters among those beyond ASCII, 0 to 1; 0 where there are none.

    Only the first _RUNS_MAX runs of them are counted.
    """
    non_ascii = "".join(run[0] for run in islice(_NON_ASCII_RUN.finditer(text), _RUNS_MAX))
    return sum(map(_load_common_characters().__contains__, non_ascii)) / len(non_ascii) if non_ascii else 0.0


def find_charset_labels(data: bytes) -> list[str]:
    """Return the labels in the meta elements and the XML declaration of a page, in order; they may be unknown."""
    head = data[:_LABEL_SEARCH_SIZE]
    if end := _HEAD_END.search(head):
        head = head[: end.start()]
    return [(match[1] or match[2]).decode("ascii", "replace") for match in _CHARSET_LABEL.finditer(head)]


def _iter_candidates(data: bytes, http_charset: str | None) -> Iterator[tuple[Charset, EncodingReason]]:
    """The encodings to try, each once, with the reasons for them; those of labels come first."""
    tried = set()
    labels: list[tuple[str, EncodingReason]] = [(http_charset, "header")] if http_charset else []
    for label, reason in [*labels, *((label, "page") for label in find_charset_labels(data))]:
        charset = find_charset(label)
        if charset and charset not in tried:
            tried.add(charset)
            yield charset, reason
    for charset in (GB18030, BIG5, UTF_8, UTF_16LE, UTF_16BE):
        if charset not in tried:
            yield charset, "looks"


@cache
def _load_common_characters() -> frozenset[str]:
    """The characters of common.tsv: the commonest of Chinese news in both scripts, and punctuation."""
    return frozenset("".join(characters for _, characters in read_rows(__file__, "common")))
