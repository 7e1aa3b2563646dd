"""Re-anchoring: finds the words of an annotation in a text that has changed, if their place is certain.

The quote is searched unchanged and with errors. Each match is scored by the quote, its prefix, its suffix and its
distance from the old position, with the weights of Hypothesis (50, 20, 20 and 2). A match is accepted only if its score
is high and clearly higher than that of the next one; else the annotation has no place until the user attaches it.
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
"""The least score of a match that is accepted."""
MIN_SCORE_GAP = 0.08
"""The least difference between its score and that of the next match."""
MIN_CONTEXT_SIMILARITY = 0.8
"""The similarity at which a context counts as the same."""
_MIN_EDGE_SIMILARITY = 0.5
"""The similarity at which a context confirms the end of a changed quote beside it."""
_FULL_EVIDENCE_LENGTH = 8
"""Code points of a context, cut short by an end of the text, that count as much as a whole one."""
_CONTEXT_WINDOW = 64
"""Code points on either side of a match that its contexts are compared with."""
_UNIQUE_QUOTE_LENGTH = 16
"""Code points of a quote that is accepted without context if it occurs exactly once in the old and in the new text."""
_EDGE_LENGTH = 2
"""Code points at an end of a changed quote that confirm that end if they are the same."""
_SHORT_QUOTE_LENGTH = 4
"""Shorter quotes are accepted only where both contexts are the same: half of those of 2 characters occur again."""
_MAX_ERRORS = 64
"""The most errors of a quote: insertions, deletions and replacements of code points."""
_NGRAM_LENGTH = 3
_BUCKET_WIDTH = 16
"""Code points by which starts may differ and still count as votes for one match. Each n-gram of a quote that occurs in
the text votes for the start that the quote would have there; insertions and deletions shift it."""
_MAX_BUCKETS = 8
"""The most matches with errors that are scored."""
_MAX_MATCHES = 64
"""The most occurrences of a quote that are scored."""
_MAX_DUPLICATES = 256
"""The most occurrences of a quote with its context among which one is identified by its ordinal."""
_MAX_NGRAM_POSITIONS = 32
"""The most occurrences of one n-gram that vote."""
_END_LENGTH = 256
"""Code points of each end of a long quote that are aligned; its middle is not."""


class QuoteMatch(NamedTuple):
    """A span of the text that may be a quote; similarities are 1 - edit distance / length of the longer, 0 to 1."""

    start: int
    end: int
    score: float
    """0 to 1."""
    quote_similarity: float
    """Of the quote and the words of the span."""
    prefix_similarity: float
    """Of the prefix and the text in front of the span."""
    suffix_similarity: float
    """Of the suffix and the text behind the span."""


class TextIndex:
    """A text with an index of its n-grams, which is made once for all quotes that are looked for.

    Args:
        text: A canonical text.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _ngram_positions(self) -> dict[str, list[int]]:
        """The offsets of each n-gram, in order."""
        grams: defaultdict[str, list[int]] = defaultdict(list)
        for at in range(len(self.text) - _NGRAM_LENGTH + 1):
            grams[self.text[at : at + _NGRAM_LENGTH]].append(at)
        return grams

    def find_occurrences(self, quote: str, start: int = 0, end: int = sys.maxsize) -> Iterator[int]:
        """The offsets of all occurrences of a quote, which may overlap; none of an empty one.

        Args:
            quote: The words.
            start: Where to begin; a negative offset is 0.
            end: The offset that no occurrence goes beyond.
        """
        at = self.text.find(quote, max(0, start), end) if quote else -1
        while at >= 0:
            yield at
            at = self.text.find(quote, at + 1, end)

    def count_start_votes(self, pattern: str, expected_start: int) -> Counter[int]:
        """The number of n-grams of a pattern that have the same distance from an offset as from the pattern's start.

        Args:
            pattern: A quote with its context.
            expected_start: Its offset in the old text. Of an n-gram that is frequent, the occurrences near it vote.
        """
        starts: list[int] = []
        for at in range(len(pattern) - _NGRAM_LENGTH + 1):
            found = self._ngram_positions.get(pattern[at : at + _NGRAM_LENGTH], [])
            if len(found) > _MAX_NGRAM_POSITIONS:
                middle = bisect_left(found, expected_start + at)
                found = found[max(0, middle - _MAX_NGRAM_POSITIONS // 2) : middle + _MAX_NGRAM_POSITIONS // 2]
            starts += [each - at for each in found]
        return Counter(starts)


def reanchor(canonical: CanonicalText, annotations: Sequence[Annotation], old_text: str = "") -> list[Annotation]:
    """Return annotations from an earlier version of a text, re-anchored in this one, in the same order.

    Each is placed, or is ambiguous or an orphan. Its quote does not change; a new position is added to its history.

    Args:
        canonical: The text as it is now.
        annotations: With positions in the earlier version.
        old_text: The canonical text of that version, where it is known: it shows which other words look like a quote.
    """
    index, old_index, timestamp = TextIndex(canonical.text), TextIndex(old_text), make_timestamp()
    return [_reanchor_one(annotation, index, old_index, timestamp) for annotation in annotations]


def relocate_annotation(annotation: Annotation, start: int, end: int, score: float = 1.0) -> Annotation:
    """Return an annotation at a new position, with the old one in its history; one without a target is unchanged.

    Args:
        annotation: Placed or not.
        start: The new start in the canonical text.
        end: The new end.
        score: How certain it is, 0 to 1. Below 1 its state is fuzzy.
    """
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
    """Return an annotation attached to other words, which the user chose.

    They become its quote, which is searched when the text changes again. The place before is
    added to the history, and the annotation counts as modified now.

    Args:
        annotation: With a place, without one, or on the whole article.
        target: The words, as CanonicalText.make_target returns them.
    """
    now = make_timestamp()
    history = annotation.history
    if annotation.target is not None:
        history = (*history, _make_reanchoring(annotation.target, target.start, target.end, 1.0, now))
    return replace(annotation, modified=now, target=target, state="exact", score=1.0, history=history)


def _make_reanchoring(before: Target, start: int, end: int, score: float, timestamp: str) -> Reanchoring:
    return Reanchoring(before.start, before.end, start, end, score, timestamp)


def find_matches(index: TextIndex, target: Target) -> list[QuoteMatch]:
    """The matches of a target's quote, the best first; those that overlap a better one are left out.

    Args:
        index: Of the text to look in.
        target: With the position it had in another state of the text.
    """
    pattern = target.prefix + target.exact + target.suffix
    votes = index.count_start_votes(pattern, target.start - len(target.prefix))
    found = [_score_match(index.text, target, start, end) for start, end in _generate_spans(index, target, votes)]
    found.sort(key=lambda match: (-match.score, abs(match.start - target.start)))
    distinct: list[QuoteMatch] = []
    for match in found:
        if not any(_is_same_match(match, better) for better in distinct):
            distinct.append(match)
    return distinct


def _reanchor_one(annotation: Annotation, index: TextIndex, old_index: TextIndex, timestamp: str) -> Annotation:
    target = annotation.target
    if target is None:
        return annotation
    state, match = _choose_match(target, index, old_index)
    if match is None:
        return replace(annotation, state=state, score=0.0)
    score = match.score if state == "fuzzy" else 1.0
    if (match.start, match.end) == (target.start, target.end):
        return replace(annotation, state=state, score=score)
    move = _make_reanchoring(target, match.start, match.end, round(match.score, 4), timestamp)
    moved_target = replace(target, start=match.start, end=match.end)
    return replace(annotation, target=moved_target, state=state, score=score, history=(*annotation.history, move))


def _choose_match(target: Target, index: TextIndex, old_index: TextIndex) -> tuple[AnchorState, QuoteMatch | None]:
    """The state of a target, and its match if it is placed."""
    pattern = target.prefix + target.exact + target.suffix
    pattern_start = target.start - len(target.prefix)
    ordinal = _find_ordinal(old_index, pattern, pattern_start)
    if ordinal is not None:
        return _match_by_ordinal(target, index, pattern, ordinal)
    if pattern_start >= 0 and target.exact and index.text.startswith(pattern, pattern_start):
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
    """The state and the match of an unchanged quote at a certain offset."""
    match = QuoteMatch(start, start + len(target.exact), 1.0, 1.0, 1.0, 1.0)
    return ("exact" if start == target.start else "moved"), match


def _has_few_errors(target: Target, text: str, match: QuoteMatch) -> bool:
    """Whether a changed quote has few enough errors to be accepted.

    Matches with more errors are scored, too, so that a similar text elsewhere does not win against them.
    """
    from rapidfuzz.distance import Levenshtein

    errors = min(_MAX_ERRORS, len(target.exact) // 5)
    return Levenshtein.distance(target.exact, text[match.start : match.end], score_cutoff=errors) <= errors


def _has_certain_ends(target: Target, text: str, match: QuoteMatch) -> bool:
    """Whether both ends of a changed quote are certain, each by its outermost characters or by the context beside it.

    If a long insertion splits a quote, the match is the larger part, and its other end is uncertain.
    """
    found, exact = text[match.start : match.end], target.exact
    is_start_certain = match.prefix_similarity >= _MIN_EDGE_SIMILARITY or found[:_EDGE_LENGTH] == exact[:_EDGE_LENGTH]
    return is_start_certain and (
        match.suffix_similarity >= _MIN_EDGE_SIMILARITY or found[-_EDGE_LENGTH:] == exact[-_EDGE_LENGTH:]
    )


def _find_unique_occurrence(target: Target, index: TextIndex, old_index: TextIndex) -> int | None:
    """The offset of a long quote that occurs exactly once in the old and in this text; None for any other."""
    if len(target.exact) < _UNIQUE_QUOTE_LENGTH or list(islice(old_index.find_occurrences(target.exact), 2)) != [
        target.start
    ]:
        return None
    starts = list(islice(index.find_occurrences(target.exact), 2))
    return starts[0] if len(starts) == 1 else None


def _find_look_alikes(target: Target, old_index: TextIndex) -> list[QuoteMatch]:
    """The best match in the old text that is not the quote itself; a match in this text must be clearly better."""
    if not old_index.text.startswith(target.exact, target.start):
        return []
    return [match for match in find_matches(old_index, target) if match.start != target.start][:1]


def _find_ordinal(old_index: TextIndex, pattern: str, pattern_start: int) -> tuple[int, int] | None:
    """The ordinal, from 0, of a quote with its context among its occurrences in the old text, and their number.

    None where there are fewer than two.
    """
    if pattern_start < 0 or not old_index.text.startswith(pattern, pattern_start):
        return None
    starts = list(islice(old_index.find_occurrences(pattern), _MAX_DUPLICATES))
    return (bisect_left(starts, pattern_start), len(starts)) if len(starts) > 1 else None


def _match_by_ordinal(
    target: Target, index: TextIndex, pattern: str, ordinal: tuple[int, int]
) -> tuple[AnchorState, QuoteMatch | None]:
    """The state and the match of a quote by its ordinal, if it occurs as often as before."""
    number, count = ordinal
    starts = list(islice(index.find_occurrences(pattern), _MAX_DUPLICATES))
    if len(starts) != count or count == _MAX_DUPLICATES:
        return "ambiguous", None
    return _make_verbatim_match(target, starts[number] + len(target.prefix))


# -- matches


def _generate_spans(index: TextIndex, target: Target, votes: Counter[int]) -> Iterator[tuple[int, int]]:
    """Spans that may be the quote: its occurrences, and alignments where most n-grams vote for a start."""
    buckets: Counter[int] = Counter()
    for start, count in votes.items():
        buckets[start // _BUCKET_WIDTH] += count

    occurrences = list(islice(index.find_occurrences(target.exact), _MAX_MATCHES))
    if len(occurrences) == _MAX_MATCHES:  # too frequent: only those with some of the context are considered
        occurrences = list(islice(_find_supported_starts(index, target, buckets), _MAX_MATCHES))
    yield from ((start, start + len(target.exact)) for start in occurrences)
    errors = min(_MAX_ERRORS, len(target.exact) // 2)
    for bucket, _ in buckets.most_common(_MAX_BUCKETS):
        start = max(range(bucket * _BUCKET_WIDTH, (bucket + 1) * _BUCKET_WIDTH), key=lambda each: votes[each])
        span = _align_quote(index.text, target, start + len(target.prefix), errors)
        if span is not None:
            yield span


def _find_supported_starts(index: TextIndex, target: Target, buckets: Counter[int]) -> Iterator[int]:
    """The offsets of the occurrences of a quote near the starts its n-grams vote for, those with most votes first."""
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
    """The span near an offset that is most similar to the quote; None where that has too many errors."""
    from rapidfuzz.distance import Levenshtein

    exact, prefix_length = target.exact, len(target.prefix)
    if len(exact) <= 2 * _END_LENGTH:
        pattern = target.prefix + exact + target.suffix
        ends = _map_span(pattern, text, start - prefix_length, prefix_length, prefix_length + len(exact), max_errors)
    else:
        head, tail = target.prefix + exact[:_END_LENGTH], exact[-_END_LENGTH:] + target.suffix
        first, _ = _map_span(head, text, start - prefix_length, prefix_length, len(head), max_errors)
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
    """The span of a text that is aligned with a span of a pattern.

    Args:
        pattern: A quote with its context.
        text: The text, in which the pattern is with errors.
        at: The offset near which the pattern begins in the text.
        start: The start of the span in the pattern.
        end: Its end.
        slack: Code points by which the pattern may be shifted.
    """
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
    """A span of the text as a match of the target, with its score."""
    from rapidfuzz.distance import Levenshtein

    quote = Levenshtein.normalized_similarity(target.exact, text[start:end])
    near = 1 - min(1.0, abs(start - target.start) / max(1, len(text)))
    if not target.prefix and not target.suffix:  # another program made the annotation, without a context
        return QuoteMatch(start, end, (50 * quote + 2 * near) / 52, quote, 0.0, 0.0)
    prefix = _compare_context(target.prefix[::-1], text[max(0, start - _CONTEXT_WINDOW) : start][::-1])
    suffix = _compare_context(target.suffix, text[end : end + _CONTEXT_WINDOW])
    score = (50 * quote + 20 * prefix + 20 * suffix + 2 * near) / 92
    return QuoteMatch(start, end, score, quote, prefix, suffix)


def _compare_context(context: str, found: str) -> float:
    """The similarity, 0 to 1, of a context and the text beside a match, both read away from the quote.

    A context that an end of the text cut short agrees where that end is as near again; else as much of the text as it
    has counts, and the less the shorter it is: the first words of an article have no prefix, which every place has.
    """
    from rapidfuzz.distance import Levenshtein

    full = max(CONTEXT_LENGTH, len(context))
    similarity = Levenshtein.normalized_similarity(context, found[:full])
    if len(context) >= full:
        return similarity
    partial = Levenshtein.normalized_similarity(context, found[: len(context)]) if context else 0.0
    return max(similarity, partial * min(1.0, len(context) / _FULL_EVIDENCE_LENGTH))


def _is_same_match(match: QuoteMatch, better_match: QuoteMatch) -> bool:
    """Whether a match is another result for the place of a better one: it shares more than half of the shorter.

    Two unchanged occurrences of a quote are two places, even where they overlap.
    """
    shared = min(match.end, better_match.end) - max(match.start, better_match.start)
    if match.quote_similarity == better_match.quote_similarity == 1:
        return match[:2] == better_match[:2]
    return 2 * shared > min(match.end - match.start, better_match.end - better_match.start)
