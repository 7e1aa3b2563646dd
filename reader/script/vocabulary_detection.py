"""Whose words a text uses: of the mainland, Hong Kong or Taiwan. That is not always the region of its characters.

A mainland article may come in Taiwan's characters (著 裡) and still say 互聯網 and 信息; whoever wants Taiwan's words
wants them there too. vocabulary_regions.tsv has words that the news of one region has and the others hardly ever.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Literal

from reader.text.folding import fold_script
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

VocabularyRegion = Literal["CN", "HK", "TW"]
"""Whose words a text uses."""

MAX_LENGTH = 50_000
"""Code points that are looked at."""


@cache
def _load_words() -> dict[VocabularyRegion, tuple[str, ...]]:
    return {
        region: tuple(words.split(" "))  # type: ignore[misc]
        for region, words in read_rows(__file__, "vocabulary_regions")
    }


def detect_vocabulary_region(texts: Iterable[str]) -> VocabularyRegion | None:
    """The region whose words a text uses, by the number of different words that tell; None where none lead.

    Args:
        texts: The blocks of an article, in either script.
    """
    text = fold_script("\n".join(texts)[:MAX_LENGTH])
    found: Counter[VocabularyRegion] = Counter()
    for region, words in _load_words().items():
        found[region] = sum(word in text for word in words)
    (first, most), (_, second), *_ = found.most_common()
    return first if most > second else None
