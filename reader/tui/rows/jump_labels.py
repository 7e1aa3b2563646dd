"""Letters beside what is in sight, so that one or two keys go there."""

from __future__ import annotations

from itertools import islice, product

_LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""The home row first."""


def make_labels(count: int) -> list[str]:
    """Labels for so many places: single letters where they suffice, else pairs of letters; no label begins another.

    Args:
        count: How many places there are; of more than 676 only the first get labels.
    """
    if count <= len(_LETTERS):
        return list(_LETTERS[:count])
    return ["".join(pair) for pair in islice(product(_LETTERS, repeat=2), count)]
