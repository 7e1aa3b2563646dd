"""Annotations of one article from two places, such as the library and a copy that somebody has edited, as one list."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.annotations.model import Annotation


def merge_annotations(mine: Iterable[Annotation], theirs: Iterable[Annotation]) -> list[Annotation]:
    """All of both; of those with one id the one that was changed later, mine where that is the same.

    Both must be anchored in the same text. What was deleted in one place and is in the other comes back: a deletion
    cannot be told from what never was there, and nothing is lost by it.
    """
    found = {annotation.id: annotation for annotation in theirs}
    for annotation in mine:
        other = found.get(annotation.id)
        if other is None or annotation.modified >= other.modified:
            found[annotation.id] = annotation
    return list(found.values())
