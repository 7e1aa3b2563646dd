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

from reader.annotations.model import CONTEXT_LENGTH, Reanchoring
from reader.annotations.w3c import make_timestamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.annotations.model import AnchorState, Annotation, CanonicalText, Target

MIN_SCORE = 0.75
"""The least score of a place that is taken."""
MIN_SCORE_GAP = 0.08
"""By how much it must be better than the next."""
MIN_CONTEXT_SIMILARITY = 0.8
"""The least similarity of contexts that agree."""
_MIN_EDGE_SIMILARITY = 0.5
"""The least similarity of a context that proves the end of a quote beside it."""
_FULL_EVIDENCE_LENGTH = 8
"""Code points of a context that are as good as a whole one."""
_CONTEXT_WINDOW = 64
_UNIQUE_QUOTE_LENGTH = 16
"""Words that were there once and are there once, so many of them, are the same whatever stands around them."""
_EDGE_LENGTH = 2
_SHORT_QUOTE_LENGTH = 4
"""Quotes shorter than this are taken only where both contexts agree: of 2 characters every other one occurs again."""
_MAX_ERRORS = 64
_NGRAM_LENGTH = 3
_BUCKET_WIDTH = 16
"""Code points by which insertions and deletions may shift what still counts as one place."""
_MAX_BUCKETS = 8
_MAX_MATCHES = 64
"""Places of a quote that are scored: those with most of its surroundings."""
_MAX_DUPLICATES = 256
"""Of a quote and its surroundings that are there more often nobody knows which is meant."""
_MAX_NGRAM_POSITIONS = 32
_END_LENGTH = 256
"""Of a longer quote only its two ends are aligned."""


class QuoteMatch(NamedTuple):
    """Where a quote may be."""

    start: int
    end: int
    score: float
    """0 to 1."""
    quote_similarity: float
    """Similarity of the words there, 0 to 1: 1 - edit distance / length of the longer."""
    prefix_similarity: float
    suffix_similarity: float


class TextIndex:
    """A text to look for quotes in; what is known about it is found out once for all of them."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _ngram_positions(self) -> dict[str, list[int]]:
        """Where every three characters stand, in order."""
        grams: defaultdict[str, list[int]] = defaultdict(list)
        for at in range(len(self.text) - _NGRAM_LENGTH + 1):
            grams[self.text[at : at + _NGRAM_LENGTH]].append(at)
        return grams

    def find_occurrences(self, quote: str, start: int = 0, end: int = sys.maxsize) -> Iterator[int]:
        """Where a quote stands as it is, in a text or a stretch of it."""
        at = self.text.find(quote, max(0, start), end) if quote else -1
        while at >= 0:
            yield at
            at = self.text.find(quote, at + 1, end)

    def count_start_votes(self, pattern: str, expected_start: int) -> Counter[int]:
        """How many threes of characters of a pattern say that it begins at an offset; of very common ones, those near.

        Args:
            pattern: The quote with what is around it.
            expected_start: Where it began before.
        """
        begins: list[int] = []
        for at in range(len(pattern) - _NGRAM_LENGTH + 1):
            found = self._ngram_positions.get(pattern[at : at + _NGRAM_LENGTH], [])
            if len(found) > _MAX_NGRAM_POSITIONS:
                middle = bisect_left(found, expected_start + at)
                found = found[max(0, middle - _MAX_NGRAM_POSITIONS // 2) : middle + _MAX_NGRAM_POSITIONS // 2]
            begins += [each - at for each in found]
        return Counter(begins)


def reanchor(canonical: CanonicalText, annotations: Sequence[Annotation], old_text: str = "") -> list[Annotation]:
    """Annotations of another state of a text, placed in this one or marked as ambiguous or orphans, in their order.

    The quote stays as it was first taken; a new place is added to the history. What was placed by hand counts as a
    place like any other.

    Args:
        canonical: The text as it is now.
        annotations: With the places they had.
        old_text: The canonical text they had them in, where it is known: it shows what looks like the quote and is not.
    """
    words, old, when = TextIndex(canonical.text), TextIndex(old_text), make_timestamp()
    return [_reanchor_one(annotation, words, old, when) for annotation in annotations]


def relocate_annotation(annotation: Annotation, start: int, end: int, score: float = 1.0) -> Annotation:
    """The annotation at another place of its text, how surely it is that one; where it was is kept in its history."""
    target = annotation.target
    if target is None:
        return annotation
    if score == 1.0 and (target.start, target.end) == (start, end):
        return replace(annotation, state="exact", score=1.0)
    move = _make_reanchoring(target, start, end, score, make_timestamp())
    return replace(
        annotation,
        target=replace(target, start=start, end=end),
        state="moved" if score == 1.0 else "fuzzy",
        score=score,
        history=(*annotation.history, move),
    )


def attach_annotation(annotation: Annotation, target: Target) -> Annotation:
    """The annotation tied to words that its reader chose, in place of those it was tied to.

    The words chosen become its quote: they are what is looked for when the text changes again. The place before is
    added to the history, and the annotation counts as modified now.

    Args:
        annotation: With a place, without one, or on the whole article.
        target: The words, as CanonicalText.make_target gives them.
    """
    now = make_timestamp()
    history = annotation.history
    if annotation.target is not None:
        history = (*history, _make_reanchoring(annotation.target, target.start, target.end, 1.0, now))
    return replace(annotation, modified=now, target=target, state="exact", score=1.0, history=history)


def _make_reanchoring(before: Target, start: int, end: int, score: float, timestamp: str) -> Reanchoring:
    return Reanchoring(before.start, before.end, start, end, score, timestamp)


def find_matches(index: TextIndex, target: Target) -> list[QuoteMatch]:
    """Where the words of a target may be, the best place first; those that overlap a better one are left out."""
    pattern = target.prefix + target.exact + target.suffix
    votes = index.count_start_votes(pattern, target.start - len(target.prefix))
    found = [_score_match(index.text, target, start, end) for start, end in _generate_spans(index, target, votes)]
    found.sort(key=lambda place: (-place.score, abs(place.start - target.start)))
    apart: list[QuoteMatch] = []
    for place in found:
        if not any(_is_same_match(place, better) for better in apart):
            apart.append(place)
    return apart


def _reanchor_one(annotation: Annotation, index: TextIndex, old_index: TextIndex, timestamp: str) -> Annotation:
    target = annotation.target
    if target is None:
        return annotation
    state, place = _choose_match(target, index, old_index)
    if place is None:
        return replace(annotation, state=state, score=0.0)
    score = place.score if state == "fuzzy" else 1.0
    if (place.start, place.end) == (target.start, target.end):
        return replace(annotation, state=state, score=score)
    moved = _make_reanchoring(target, place.start, place.end, round(place.score, 4), timestamp)
    there = replace(target, start=place.start, end=place.end)
    return replace(annotation, target=there, state=state, score=score, history=(*annotation.history, moved))


def _choose_match(target: Target, index: TextIndex, old_index: TextIndex) -> tuple[AnchorState, QuoteMatch | None]:
    """The state of a target, and its place if it has one."""
    whole = target.prefix + target.exact + target.suffix
    first = target.start - len(target.prefix)
    several = _find_ordinal(old_index, whole, first)
    if several is not None:
        return _match_by_ordinal(target, index, whole, several)
    if first >= 0 and target.exact and index.text.startswith(whole, first):
        return _make_verbatim_match(target, target.start)
    if (start := _find_unique_occurrence(target, index, old_index)) is not None:
        return _make_verbatim_match(target, start)
    found = find_matches(index, target)
    if not found or found[0].score < MIN_SCORE:
        return "orphan", None
    best = found[0]
    if not (
        len(target.exact) >= _SHORT_QUOTE_LENGTH
        or min(best.prefix_similarity, best.suffix_similarity) >= MIN_CONTEXT_SIMILARITY
    ):
        return "ambiguous", None
    if not (_is_clear_winner(best, found[1:2]) and _is_clear_winner(best, _find_look_alikes(target, old_index))):
        return "ambiguous", None
    if best.quote_similarity < 1:
        certain = _has_few_errors(target, index.text, best) and _has_certain_ends(target, index.text, best)
        return ("fuzzy", best) if certain else ("ambiguous", None)
    return ("exact" if best.start == target.start else "moved"), best


def _is_clear_winner(best: QuoteMatch, others: Iterable[QuoteMatch]) -> bool:
    return all(best.score - other.score >= MIN_SCORE_GAP for other in others)


def _make_verbatim_match(target: Target, start: int) -> tuple[AnchorState, QuoteMatch]:
    """The quote as it is, at a place that is certain."""
    place = QuoteMatch(start, start + len(target.exact), 1.0, 1.0, 1.0, 1.0)
    return ("exact" if start == target.start else "moved"), place


def _has_few_errors(target: Target, text: str, match: QuoteMatch) -> bool:
    """Whether a changed quote has few enough errors. One with more is no place, but it keeps a look-alike from winning:
    where the surroundings are the right ones, the quote may have changed beyond that.
    """
    from rapidfuzz.distance import Levenshtein

    errors = min(_MAX_ERRORS, len(target.exact) // 5)
    return Levenshtein.distance(target.exact, text[match.start : match.end], score_cutoff=errors) <= errors


def _has_certain_ends(target: Target, text: str, match: QuoteMatch) -> bool:
    """Whether both ends of a changed quote are certain: each by its last characters or by the context beside it.

    A quote that was torn apart, with much put in between, is found in its larger part; where it ended is then a guess.
    """
    found, exact = text[match.start : match.end], target.exact
    begins = match.prefix_similarity >= _MIN_EDGE_SIMILARITY or found[:_EDGE_LENGTH] == exact[:_EDGE_LENGTH]
    return begins and (
        match.suffix_similarity >= _MIN_EDGE_SIMILARITY or found[-_EDGE_LENGTH:] == exact[-_EDGE_LENGTH:]
    )


def _find_unique_occurrence(target: Target, index: TextIndex, old_index: TextIndex) -> int | None:
    """Where a long quote is now that was once in the text before and is once in this one."""
    if len(target.exact) < _UNIQUE_QUOTE_LENGTH or list(islice(old_index.find_occurrences(target.exact), 2)) != [
        target.start
    ]:
        return None
    starts = list(islice(index.find_occurrences(target.exact), 2))
    return starts[0] if len(starts) == 1 else None


def _find_look_alikes(target: Target, old_index: TextIndex) -> list[QuoteMatch]:
    """The best place in the text before that was not the quote's: what is no better now may be that one again."""
    if not old_index.text.startswith(target.exact, target.start):
        return []
    return [place for place in find_matches(old_index, target) if place.start != target.start][:1]


def _find_ordinal(old_index: TextIndex, pattern: str, first: int) -> tuple[int, int] | None:
    """Which of how many times a quote, with its surroundings, stood in the text before; None for once or never."""
    if first < 0 or not old_index.text.startswith(pattern, first):
        return None
    starts = list(islice(old_index.find_occurrences(pattern), _MAX_DUPLICATES))
    return (bisect_left(starts, first), len(starts)) if len(starts) > 1 else None


def _match_by_ordinal(
    target: Target, index: TextIndex, pattern: str, ordinal: tuple[int, int]
) -> tuple[AnchorState, QuoteMatch | None]:
    """The same one of several that cannot be told apart, if there are as many of them as before."""
    number, count = ordinal
    starts = list(islice(index.find_occurrences(pattern), _MAX_DUPLICATES))
    if len(starts) != count or count == _MAX_DUPLICATES:
        return "ambiguous", None
    return _make_verbatim_match(target, starts[number] + len(target.prefix))


# -- places


def _generate_spans(index: TextIndex, target: Target, votes: Counter[int]) -> Iterator[tuple[int, int]]:
    """Stretches that may be the quote: where it stands as it is, and what its surroundings and parts point to."""
    buckets: Counter[int] = Counter()
    for begin, count in votes.items():
        buckets[begin // _BUCKET_WIDTH] += count

    as_it_is = list(islice(index.find_occurrences(target.exact), _MAX_MATCHES))
    if len(as_it_is) == _MAX_MATCHES:  # so common that only those with some of the surroundings can be meant
        as_it_is = list(islice(_find_supported_starts(index, target, buckets), _MAX_MATCHES))
    yield from ((start, start + len(target.exact)) for start in as_it_is)
    errors = min(_MAX_ERRORS, len(target.exact) // 2)
    for bucket, _ in buckets.most_common(_MAX_BUCKETS):
        begins = {
            begin: votes[begin] for begin in range(bucket * _BUCKET_WIDTH, (bucket + 1) * _BUCKET_WIDTH) if votes[begin]
        }
        begin = max(begins, key=begins.__getitem__)
        span = _align_quote(index.text, target, begin + len(target.prefix), errors)
        if span is not None:
            yield span


def _find_supported_starts(index: TextIndex, target: Target, buckets: Counter[int]) -> Iterator[int]:
    """Where a quote stands as it is and its surroundings are not far, the best supported first."""
    seen: set[int] = set()
    for bucket, _ in buckets.most_common(_MAX_MATCHES):
        first = bucket * _BUCKET_WIDTH + len(target.prefix)
        for start in index.find_occurrences(
            target.exact, first - _BUCKET_WIDTH, first + 2 * _BUCKET_WIDTH + len(target.exact)
        ):
            if start not in seen:
                seen.add(start)
                yield start


def _align_quote(text: str, target: Target, start: int, max_errors: int) -> tuple[int, int] | None:
    """The stretch around `start` that is the quote with not too many errors."""
    from rapidfuzz.distance import Levenshtein

    exact, ahead = target.exact, len(target.prefix)
    if len(exact) <= 2 * _END_LENGTH:
        pattern = target.prefix + exact + target.suffix
        ends = _map_span(pattern, text, start - ahead, ahead, ahead + len(exact), max_errors)
    else:
        head, tail = target.prefix + exact[:_END_LENGTH], exact[-_END_LENGTH:] + target.suffix
        first, _ = _map_span(head, text, start - ahead, ahead, len(head), max_errors)
        _, last = _map_span(tail, text, first + len(exact) - _END_LENGTH, 0, _END_LENGTH, max_errors)
        ends = first, last
    candidates = {ends, (ends[0], ends[0] + len(exact)), (ends[1] - len(exact), ends[1])}
    sound = [(one, other) for one, other in candidates if 0 <= one < other <= len(text)]
    if not sound:
        return None

    def distance(span: tuple[int, int]) -> tuple[int, bool]:
        return Levenshtein.distance(exact, text[slice(*span)], score_cutoff=max_errors), span != ends

    best = min(sound, key=distance)
    return best if distance(best)[0] <= max_errors else None


def _map_span(pattern: str, text: str, at: int, start: int, end: int, slack: int) -> tuple[int, int]:
    """Where a stretch of a pattern is in a text in which the pattern, with errors, begins near `at`."""
    from rapidfuzz.distance import Levenshtein

    around = slack + _BUCKET_WIDTH
    first = max(0, at - around)
    window = text[first : max(0, at + len(pattern) + around)]
    low, high = 0, len(window)
    for step in Levenshtein.opcodes(pattern, window):
        if step.src_start <= start < step.src_end:
            low = min(step.dest_start + start - step.src_start, step.dest_end)
        if step.src_start < end <= step.src_end:
            high = min(step.dest_start + end - step.src_start, step.dest_end)
    return first + low, first + high


def _score_match(text: str, target: Target, start: int, end: int) -> QuoteMatch:
    """How good a place is."""
    from rapidfuzz.distance import Levenshtein

    quote = Levenshtein.normalized_similarity(target.exact, text[start:end])
    near = 1 - min(1.0, abs(start - target.start) / max(1, len(text)))
    if not target.prefix and not target.suffix:  # whoever took the quote kept no context
        return QuoteMatch(start, end, (50 * quote + 2 * near) / 52, quote, 0.0, 0.0)
    prefix = _compare_context(target.prefix[::-1], text[max(0, start - _CONTEXT_WINDOW) : start][::-1])
    suffix = _compare_context(target.suffix, text[end : end + _CONTEXT_WINDOW])
    score = (50 * quote + 20 * prefix + 20 * suffix + 2 * near) / 92
    return QuoteMatch(start, end, score, quote, prefix, suffix)


def _compare_context(context: str, found: str) -> float:
    """How much a context is like what stands there, both read away from the quote.

    One that was cut short by an end of the text is compared with as much, as far as it is evidence, or has to meet an
    end of the text again: the first word of an article has no neighbour, and must not be at home with any.
    """
    from rapidfuzz.distance import Levenshtein

    full = max(CONTEXT_LENGTH, len(context))
    alike = Levenshtein.normalized_similarity(context, found[:full])
    if len(context) >= full:
        return alike
    beside = Levenshtein.normalized_similarity(context, found[: len(context)]) if context else 0.0
    return max(alike, beside * min(1.0, len(context) / _FULL_EVIDENCE_LENGTH))


def _is_same_match(match: QuoteMatch, better_match: QuoteMatch) -> bool:
    """Whether two places are one that was found twice; words that stand there as they are twice are two."""
    shared = min(match.end, better_match.end) - max(match.start, better_match.start)
    if match.quote_similarity == better_match.quote_similarity == 1:
        return match[:2] == better_match[:2]
    return 2 * shared > min(match.end - match.start, better_match.end - better_match.start)
