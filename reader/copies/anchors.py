"""What finds the words of annotations again in a text that was changed, as the formats need it.

The rules for texts that changed a lot are the library's, which gives its own function; this one knows but two: the
words are where they were, or they stand once in the text. Everything else is listed, never placed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from reader.annotations.model import Annotation, Canonical, Moved, Target
from reader.annotations.w3c import moment

Reanchor: TypeAlias = Callable[[Canonical, Sequence[Annotation]], list[Annotation]]
"""Gives the annotations, in their order, with the places and states they have in a text."""
_LEAST = 4
"""Code points of a quote that tells its place by itself, where it stands once."""


def by_words(canonical: Canonical, annotations: Sequence[Annotation]) -> list[Annotation]:
    """The annotations where their very words are."""
    return [_found(canonical.text, each, each.target) if each.target else each for each in annotations]


def placed(annotation: Annotation, start: int, end: int, score: float = 1.0) -> Annotation:
    """The annotation at another place of its text, how surely it is that one; where it was is kept in its history."""
    target = annotation.target
    if target is None:
        return annotation
    if score == 1.0 and (target.start, target.end) == (start, end):
        return replace(annotation, state="exact", score=1.0)
    move = Moved(target.start, target.end, start, end, score, moment())
    return replace(
        annotation,
        target=replace(target, start=start, end=end),
        state="moved" if score == 1.0 else "fuzzy",
        score=score,
        history=(*annotation.history, move),
    )


def _found(text: str, annotation: Annotation, target: Target) -> Annotation:
    start, end = target.start, target.start + len(target.exact)
    around = text[max(0, start - len(target.prefix)) : start], text[end : end + len(target.suffix)]
    if text[start:end] == target.exact and around == (target.prefix, target.suffix):
        return replace(annotation, state="exact", score=1.0)
    at = text.find(target.exact) if len(target.exact) >= _LEAST else -1
    if at < 0:
        return replace(annotation, state="orphan")
    if text.find(target.exact, at + 1) >= 0:
        return replace(annotation, state="ambiguous")
    return placed(annotation, at, at + len(target.exact))
