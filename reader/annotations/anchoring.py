"""Where the words of an annotation are in a text that has changed: found for certain, or not placed at all.

The quote is looked for as it is and nearly as it is; every place is scored by the quote, by what stands around it and
by how near it is to the old place, with the weights of Hypothesis (50, 20, 20 and 2). One is taken only when it is good
and clearly better than the next one; else the annotation waits, with its quote, for its reader to say where it belongs.
All offsets are code points of the canonical text.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from reader.annotations.model import CONTEXT, UNPLACED, Moved
from reader.annotations.w3c import moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.annotations.model import Annotation, Canonical, State, Target

GOOD = 0.75
"""The least score of a place that is taken."""
CLEAR = 0.08
"""By how much it must be better than the next."""
AGREES = 0.8
"""The least similarity of contexts that agree."""
_NEAR = 0.5
"""The least similarity of a context that proves the end of a quote beside it."""
_EVIDENCE = 8
"""Code points of a context that are as good as a whole one."""
_WIDEST = 64
_UNIQUE = 16
"""Words that were there once and are there once, so many of them, are the same whatever stands around them."""
_EDGE = 2
_ALONE = 4
"""Quotes shorter than this are taken only where both contexts agree: of 2 characters every other one occurs again."""
_MOST_ERRORS = 64
_GRAM = 3
_BUCKET = 16
"""Code points by which insertions and deletions may shift what still counts as one place."""
_MOST_BUCKETS = 8
_MOST_PLACES = 64
"""Places of a quote that are scored: those with most of its surroundings."""
_MOST_TWINS = 256
"""Of a quote and its surroundings that are there more often nobody knows which is meant."""
_MOST_OF_A_GRAM = 32
_ENDS = 256
"""Of a longer quote only its two ends are aligned."""


class Place(NamedTuple):
    """Where a quote may be."""

    start: int
    end: int
    score: float
    """0 to 1."""
    quote: float
    """Similarity of the words there, 0 to 1: 1 - edit distance / length of the longer."""
    prefix: float
    suffix: float


class Words:
    """A text to look for quotes in; what is known about it is found out once for all of them."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _grams(self) -> dict[str, list[int]]:
        """Where every three characters stand, in order."""
        grams: defaultdict[str, list[int]] = defaultdict(list)
        for at in range(len(self.text) - _GRAM + 1):
            grams[self.text[at : at + _GRAM]].append(at)
        return grams

    def occurrences(self, quote: str, start: int = 0, end: int = sys.maxsize) -> Iterator[int]:
        """Where a quote stands as it is, in a text or a stretch of it."""
        at = self.text.find(quote, max(0, start), end) if quote else -1
        while at >= 0:
            yield at
            at = self.text.find(quote, at + 1, end)

    def votes(self, pattern: str, near: int) -> Counter[int]:
        """How many threes of characters of a pattern say that it begins at an offset; of very common ones, those near.

        Args:
            pattern: The quote with what is around it.
            near: Where it began before.
        """
        begins: list[int] = []
        for at in range(len(pattern) - _GRAM + 1):
            found = self._grams.get(pattern[at : at + _GRAM], [])
            if len(found) > _MOST_OF_A_GRAM:
                middle = bisect_left(found, near + at)
                found = found[max(0, middle - _MOST_OF_A_GRAM // 2) : middle + _MOST_OF_A_GRAM // 2]
            begins += [each - at for each in found]
        return Counter(begins)


def anchored(canonical: Canonical, annotations: Sequence[Annotation], before: str = "") -> list[Annotation]:
    """Annotations of another state of a text, placed in this one or marked as ambiguous or orphans, in their order.

    The quote stays as it was first taken; a new place is added to the history. What was placed by hand counts as a
    place like any other.

    Args:
        canonical: The text as it is now.
        annotations: With the places they had.
        before: The canonical text they had them in, where it is known: it shows what looks like the quote and is not.
    """
    words, old, when = Words(canonical.text), Words(before), moment()
    return [_anchored(annotation, words, old, when) for annotation in annotations]


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


def places(words: Words, target: Target) -> list[Place]:
    """Where the words of a target may be, the best place first; those that overlap a better one are left out."""
    pattern = target.prefix + target.exact + target.suffix
    votes = words.votes(pattern, target.start - len(target.prefix))
    found = [_scored(words.text, target, start, end) for start, end in _spans(words, target, votes)]
    found.sort(key=lambda place: (-place.score, abs(place.start - target.start)))
    apart: list[Place] = []
    for place in found:
        if not any(_same(place, better) for better in apart):
            apart.append(place)
    return apart


def _anchored(annotation: Annotation, words: Words, before: Words, when: str) -> Annotation:
    target = annotation.target
    if target is None:
        return annotation
    state, place = _decided(target, words, before)
    if place is None:
        return replace(annotation, state=state, score=0.0)
    score = place.score if state == "fuzzy" else 1.0
    if (place.start, place.end) == (target.start, target.end):
        return replace(annotation, state=state, score=score)
    moved = Moved(target.start, target.end, place.start, place.end, round(place.score, 4), when)
    there = replace(target, start=place.start, end=place.end)
    return replace(annotation, target=there, state=state, score=score, history=(*annotation.history, moved))


def _decided(target: Target, words: Words, before: Words) -> tuple[State, Place | None]:
    """The state of a target, and its place if it has one."""
    whole = target.prefix + target.exact + target.suffix
    first = target.start - len(target.prefix)
    several = _ordinal(before, whole, first)
    if several is not None:
        return _one_of_several(target, words, whole, several)
    if first >= 0 and target.exact and words.text.startswith(whole, first):
        return _verbatim(target, target.start)
    if (start := _only_one(target, words, before)) is not None:
        return _verbatim(target, start)
    found = places(words, target)
    if not found or found[0].score < GOOD:
        return "orphan", None
    best = found[0]
    if not (len(target.exact) >= _ALONE or min(best.prefix, best.suffix) >= AGREES):
        return "ambiguous", None
    if not (_is_clear(best, found[1:2]) and _is_clear(best, _look_alikes(target, before))):
        return "ambiguous", None
    if best.quote < 1:
        certain = _is_near(target, words.text, best) and _ends_hold(target, words.text, best)
        return ("fuzzy", best) if certain else ("ambiguous", None)
    return ("exact" if best.start == target.start else "moved"), best


def _is_clear(best: Place, others: Iterable[Place]) -> bool:
    return all(best.score - other.score >= CLEAR for other in others)


def _verbatim(target: Target, start: int) -> tuple[State, Place]:
    """The quote as it is, at a place that is certain."""
    place = Place(start, start + len(target.exact), 1.0, 1.0, 1.0, 1.0)
    return ("exact" if start == target.start else "moved"), place


def _is_near(target: Target, text: str, place: Place) -> bool:
    """Whether a changed quote has few enough errors. One with more is no place, but it keeps a look-alike from winning:
    where the surroundings are the right ones, the quote may have changed beyond that.
    """
    from rapidfuzz.distance import Levenshtein

    errors = min(_MOST_ERRORS, len(target.exact) // 5)
    return Levenshtein.distance(target.exact, text[place.start : place.end], score_cutoff=errors) <= errors


def _ends_hold(target: Target, text: str, place: Place) -> bool:
    """Whether both ends of a changed quote are certain: each by its last characters or by the context beside it.

    A quote that was torn apart, with much put in between, is found in its larger part; where it ended is then a guess.
    """
    found, exact = text[place.start : place.end], target.exact
    begins = place.prefix >= _NEAR or found[:_EDGE] == exact[:_EDGE]
    return begins and (place.suffix >= _NEAR or found[-_EDGE:] == exact[-_EDGE:])


def _only_one(target: Target, words: Words, before: Words) -> int | None:
    """Where a long quote is now that was once in the text before and is once in this one."""
    if len(target.exact) < _UNIQUE or list(islice(before.occurrences(target.exact), 2)) != [target.start]:
        return None
    starts = list(islice(words.occurrences(target.exact), 2))
    return starts[0] if len(starts) == 1 else None


def _look_alikes(target: Target, before: Words) -> list[Place]:
    """The best place in the text before that was not the quote's: what is no better now may be that one again."""
    if not before.text.startswith(target.exact, target.start):
        return []
    return [place for place in places(before, target) if place.start != target.start][:1]


def _ordinal(before: Words, whole: str, first: int) -> tuple[int, int] | None:
    """Which of how many times a quote, with its surroundings, stood in the text before; None for once or never."""
    if first < 0 or not before.text.startswith(whole, first):
        return None
    starts = list(islice(before.occurrences(whole), _MOST_TWINS))
    return (bisect_left(starts, first), len(starts)) if len(starts) > 1 else None


def _one_of_several(target: Target, words: Words, whole: str, several: tuple[int, int]) -> tuple[State, Place | None]:
    """The same one of several that cannot be told apart, if there are as many of them as before."""
    number, count = several
    starts = list(islice(words.occurrences(whole), _MOST_TWINS))
    if len(starts) != count or count == _MOST_TWINS:
        return "ambiguous", None
    return _verbatim(target, starts[number] + len(target.prefix))


# -- places


def _spans(words: Words, target: Target, votes: Counter[int]) -> Iterator[tuple[int, int]]:
    """Stretches that may be the quote: where it stands as it is, and what its surroundings and parts point to."""
    buckets: Counter[int] = Counter()
    for begin, count in votes.items():
        buckets[begin // _BUCKET] += count

    as_it_is = list(islice(words.occurrences(target.exact), _MOST_PLACES))
    if len(as_it_is) == _MOST_PLACES:  # so common that only those with some of the surroundings can be meant
        as_it_is = list(islice(_supported(words, target, buckets), _MOST_PLACES))
    yield from ((start, start + len(target.exact)) for start in as_it_is)
    errors = min(_MOST_ERRORS, len(target.exact) // 2)
    for bucket, _ in buckets.most_common(_MOST_BUCKETS):
        begins = {begin: votes[begin] for begin in range(bucket * _BUCKET, (bucket + 1) * _BUCKET) if votes[begin]}
        begin = max(begins, key=begins.__getitem__)
        span = _aligned(words.text, target, begin + len(target.prefix), errors)
        if span is not None:
            yield span


def _supported(words: Words, target: Target, buckets: Counter[int]) -> Iterator[int]:
    """Where a quote stands as it is and its surroundings are not far, the best supported first."""
    seen: set[int] = set()
    for bucket, _ in buckets.most_common(_MOST_PLACES):
        first = bucket * _BUCKET + len(target.prefix)
        for start in words.occurrences(target.exact, first - _BUCKET, first + 2 * _BUCKET + len(target.exact)):
            if start not in seen:
                seen.add(start)
                yield start


def _aligned(text: str, target: Target, start: int, errors: int) -> tuple[int, int] | None:
    """The stretch around `start` that is the quote with not too many errors."""
    from rapidfuzz.distance import Levenshtein

    exact, ahead = target.exact, len(target.prefix)
    if len(exact) <= 2 * _ENDS:
        pattern = target.prefix + exact + target.suffix
        ends = _through(pattern, text, start - ahead, ahead, ahead + len(exact), errors)
    else:
        head, tail = target.prefix + exact[:_ENDS], exact[-_ENDS:] + target.suffix
        first, _ = _through(head, text, start - ahead, ahead, len(head), errors)
        _, last = _through(tail, text, first + len(exact) - _ENDS, 0, _ENDS, errors)
        ends = first, last
    candidates = {ends, (ends[0], ends[0] + len(exact)), (ends[1] - len(exact), ends[1])}
    sound = [(one, other) for one, other in candidates if 0 <= one < other <= len(text)]
    if not sound:
        return None

    def distance(span: tuple[int, int]) -> tuple[int, bool]:
        return Levenshtein.distance(exact, text[slice(*span)], score_cutoff=errors), span != ends

    best = min(sound, key=distance)
    return best if distance(best)[0] <= errors else None


def _through(pattern: str, text: str, at: int, start: int, end: int, slack: int) -> tuple[int, int]:
    """Where a stretch of a pattern is in a text in which the pattern, with errors, begins near `at`."""
    from rapidfuzz.distance import Levenshtein

    around = slack + _BUCKET
    first = max(0, at - around)
    window = text[first : max(0, at + len(pattern) + around)]
    low, high = 0, len(window)
    for step in Levenshtein.opcodes(pattern, window):
        if step.src_start <= start < step.src_end:
            low = min(step.dest_start + start - step.src_start, step.dest_end)
        if step.src_start < end <= step.src_end:
            high = min(step.dest_start + end - step.src_start, step.dest_end)
    return first + low, first + high


def _scored(text: str, target: Target, start: int, end: int) -> Place:
    """How good a place is."""
    from rapidfuzz.distance import Levenshtein

    quote = Levenshtein.normalized_similarity(target.exact, text[start:end])
    near = 1 - min(1.0, abs(start - target.start) / max(1, len(text)))
    if not target.prefix and not target.suffix:  # whoever took the quote kept no context
        return Place(start, end, (50 * quote + 2 * near) / 52, quote, 0.0, 0.0)
    prefix = _alike(target.prefix[::-1], text[max(0, start - _WIDEST) : start][::-1])
    suffix = _alike(target.suffix, text[end : end + _WIDEST])
    score = (50 * quote + 20 * prefix + 20 * suffix + 2 * near) / 92
    return Place(start, end, score, quote, prefix, suffix)


def _alike(context: str, there: str) -> float:
    """How much a context is like what stands there, both read away from the quote.

    One that was cut short by an end of the text is compared with as much, as far as it is evidence, or has to meet an
    end of the text again: the first word of an article has no neighbour, and must not be at home with any.
    """
    from rapidfuzz.distance import Levenshtein

    full = max(CONTEXT, len(context))
    alike = Levenshtein.normalized_similarity(context, there[:full])
    if len(context) >= full:
        return alike
    beside = Levenshtein.normalized_similarity(context, there[: len(context)]) if context else 0.0
    return max(alike, beside * min(1.0, len(context) / _EVIDENCE))


def _same(place: Place, better: Place) -> bool:
    """Whether two places are one that was found twice; words that stand there as they are twice are two."""
    shared = min(place.end, better.end) - max(place.start, better.start)
    if place.quote == better.quote == 1:
        return place[:2] == better[:2]
    return 2 * shared > min(place.end - place.start, better.end - better.start)


def unplaced(annotations: Iterable[Annotation]) -> list[Annotation]:
    """Those whose words are nowhere for certain."""
    return [each for each in annotations if each.state in UNPLACED]
