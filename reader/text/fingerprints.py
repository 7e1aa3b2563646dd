"""Fingerprints of texts: samples of hashes of their parts, by which nearly equal texts are found in either script."""

from __future__ import annotations

import re
import zlib

from reader.text.folding import fold_for_search

_SHINGLE_SIZE = 8
"""Code points of a part: long enough that two stories on one subject share few of them."""
_SAMPLING = 8
"""One hash of so many is kept."""
_HASHES_MIN = 8
"""Hashes below which a text is too short to be compared."""
_HASHES_MAX = 400
_OTHER_THAN_WORDS = re.compile(r"[\W\d_]+")


def make_fingerprint(text: str) -> tuple[int, ...]:
    """The sampled hashes of a text, sorted, each once; none of a text that is too short.

    Blanks, signs and digits do not count: papers write them differently, and correct figures.
    """
    folded = _OTHER_THAN_WORDS.sub("", fold_for_search(text))
    # Two bytes a code point, so that a part is a slice; characters beyond them are rare.
    data = folded.encode("utf-16-le", "replace")
    size = 2 * _SHINGLE_SIZE
    parts = [data[start : start + size] for start in range(0, len(data) - size + 1, 2)]
    kept = sorted({each for each in map(zlib.crc32, parts) if each % _SAMPLING == 0})[:_HASHES_MAX]
    return tuple(kept) if len(kept) >= _HASHES_MIN else ()
