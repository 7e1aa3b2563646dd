"""What has changed between two texts of an article: sentence by sentence, and the figures in those that changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.figures.scan import find_block_figures
from reader.model import Block, CleanText
from reader.text.folding import fold_script

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.figures.context import FigureContext
    from reader.model import Figure

ChangeKind = Literal["changed", "added", "removed", "moved"]

_SENTENCE = re.compile("[^。！？；!?;]*[。！？；!?;]+[」』”’）)］】〉》]*|[^。！？；!?;]+")
_MIN_LIKENESS = 0.4
"""Share of the characters that two sentences have in common, from which one is taken for the other, changed."""
_MAX_PAIRS = 4_000
"""Pairs of sentences of one changed place that are compared; of more, sentences are paired in their order."""
_MIN_ALIGNED_SENTENCES = 3_000
"""Sentences from which on difflib leaves out those that are very frequent, which it else compares with each other."""


class Sentence(NamedTuple):
    """A sentence of an article."""

    block: int
    """The index of its block."""
    start: int
    """In the text of the block, in code points."""
    text: CleanText
    figures: tuple[Figure, ...] = ()
    """Those in it, with offsets in the text of the block; only of sentences that changed."""

    @property
    def end(self) -> int:
        """Its end in the text of the block, in code points."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """A sentence that was changed, added, removed or moved."""

    kind: ChangeKind
    old: Sentence | None
    """None for one that was added."""
    new: Sentence | None
    """None for one that was removed."""
    old_spans: tuple[tuple[int, int], ...] = ()
    """What is no longer there: start and end in the text of the old sentence, in code points."""
    new_spans: tuple[tuple[int, int], ...] = ()
    """What was not there before: start and end in the text of the new sentence."""


class FigureChange(NamedTuple):
    """A figure that a sentence has in place of another one."""

    old: Figure | None
    """None for one that was not there before."""
    new: Figure | None
    """None for one that is no longer there."""
    change: SentenceChange
    """Where it was found."""

    @property
    def subject(self) -> str:
        """What is measured; "" where that is not known."""
        return next((figure.subject for figure in (self.new, self.old) if figure and figure.subject), "")


class TextChanges(NamedTuple):
    """What has changed between two texts."""

    figures: tuple[FigureChange, ...]
    sentences: tuple[SentenceChange, ...]
    """In the order of the new text; what was removed stands where it was."""


def compare_texts(old: Sequence[CleanText], new: Sequence[CleanText], context: FigureContext) -> TextChanges:
    """The changes that lead from one text to another. Blanks, and the script of the characters, do not count.

    Args:
        old: The blocks of the earlier text.
        new: The blocks of the later text.
        context: What figures are read with.
    """
    before, after = list(_split_sentences(old)), list(_split_sentences(new))
    matcher = SequenceMatcher(
        None, list(map(_fold, before)), list(map(_fold, after)), len(after) > _MIN_ALIGNED_SENTENCES
    )
    changes: list[SentenceChange] = []
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            changes += _pair_sentences(before[old_start:old_end], after[new_start:new_end])
    changes = [_mark_words(_find_figures(change, old, new, context)) for change in _join_moved(changes)]
    return TextChanges(tuple(found for change in changes for found in _compare_figures(change)), tuple(changes))


def _split_sentences(blocks: Sequence[CleanText]) -> Iterator[Sentence]:
    for index, block in enumerate(blocks):
        for found in _SENTENCE.finditer(block):
            text = found[0].strip()
            if text:
                yield Sentence(index, found.start() + found[0].index(text), CleanText(text))


def _fold(sentence: Sentence) -> str:
    """What is compared of a sentence."""
    return "".join(fold_script(sentence.text).split())


# -- which sentence was which


def _pair_sentences(before: list[Sentence], after: list[Sentence]) -> Iterator[SentenceChange]:
    """The changes of one place, in order: sentences that are alike are one that was changed."""
    pairs = _find_pairs(before, after)
    old_at = 0
    for new_at, new in enumerate(after):
        if new_at in pairs:
            yield from (SentenceChange("removed", old, None) for old in before[old_at : pairs[new_at]])
            yield SentenceChange("changed", before[pairs[new_at]], new)
            old_at = pairs[new_at] + 1
        else:
            yield SentenceChange("added", None, new)
    yield from (SentenceChange("removed", old, None) for old in before[old_at:])


def _find_pairs(before: list[Sentence], after: list[Sentence]) -> dict[int, int]:
    """Which new sentence is which old one: the indices of old ones by those of new ones, both rising."""
    if len(before) * len(after) > _MAX_PAIRS:
        return {at: at for at in range(min(len(before), len(after)))}
    old_keys, new_keys = list(map(_fold, before)), list(map(_fold, after))
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    likeness = [[_compare(old_key, new_key) for new_key in new_keys] for old_key in old_keys]
    for old_at in range(len(before) - 1, -1, -1):
        for new_at in range(len(after) - 1, -1, -1):
            paired = likeness[old_at][new_at] + best[old_at + 1][new_at + 1] if likeness[old_at][new_at] else 0.0
            best[old_at][new_at] = max(paired, best[old_at + 1][new_at], best[old_at][new_at + 1])
    pairs: dict[int, int] = {}
    old_at = new_at = 0
    while old_at < len(before) and new_at < len(after):
        if best[old_at][new_at] == best[old_at + 1][new_at]:
            old_at += 1
        elif best[old_at][new_at] == best[old_at][new_at + 1]:
            new_at += 1
        else:
            pairs[new_at] = old_at
            old_at, new_at = old_at + 1, new_at + 1
    return pairs


def _compare(old: str, new: str) -> float:
    """How much two sentences are alike, 0 to 1; 0 where that is too little to take one for the other."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.real_quick_ratio() < _MIN_LIKENESS or matcher.quick_ratio() < _MIN_LIKENESS:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= _MIN_LIKENESS else 0.0


def _join_moved(changes: list[SentenceChange]) -> Iterator[SentenceChange]:
    """The changes, in which a sentence that was removed and added again elsewhere is one that was moved."""
    removed: dict[str, list[SentenceChange]] = {}
    for change in changes:
        if change.old and not change.new:
            removed.setdefault(_fold(change.old), []).append(change)
    moved: dict[int, Sentence] = {}
    gone: set[int] = set()
    for change in changes:
        if change.new and not change.old and (same := removed.get(_fold(change.new))):
            other = same.pop(0)
            gone.add(id(other))
            if other.old:
                moved[id(change)] = other.old
    for change in changes:
        if id(change) in moved:
            yield SentenceChange("moved", moved[id(change)], change.new)
        elif id(change) not in gone:
            yield change


# -- what is different in them


def _mark_words(change: SentenceChange) -> SentenceChange:
    """A change with what differs in a changed sentence. Whole figures differ, not single digits of them."""
    if change.kind != "changed" or change.old is None or change.new is None:
        return change
    old, new = _split_words(change.old), _split_words(change.new)
    matcher = SequenceMatcher(
        None, [fold_script(word) for _, word in old], [fold_script(word) for _, word in new], autojunk=False
    )
    old_spans, new_spans = [], []
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            old_spans += _join_words(old[old_start:old_end])
            new_spans += _join_words(new[new_start:new_end])
    return SentenceChange("changed", change.old, change.new, tuple(old_spans), tuple(new_spans))


def _split_words(sentence: Sentence) -> list[tuple[int, str]]:
    """The figures, Latin words and numbers, and single characters of a sentence, each with its offset."""
    words: list[tuple[int, str]] = []
    ends = {figure.start - sentence.start: figure.end - sentence.start for figure in sentence.figures}
    at, text = 0, str(sentence.text)
    while at < len(text):
        end = ends.get(at) or at + 1
        while at not in ends and text[at].isascii() and text[at].isalnum() and text[end : end + 1].isalnum():
            if not text[end].isascii() or end in ends:
                break
            end += 1
        words.append((at, text[at:end]))
        at = end
    return words


def _join_words(words: Sequence[tuple[int, str]]) -> list[tuple[int, int]]:
    return [(words[0][0], words[-1][0] + len(words[-1][1]))] if words else []


def _find_figures(
    change: SentenceChange, old: Sequence[CleanText], new: Sequence[CleanText], context: FigureContext
) -> SentenceChange:
    """A change with the figures of its sentences."""

    def add_figures(sentence: Sentence | None, blocks: Sequence[CleanText]) -> Sentence | None:
        if sentence is None or change.kind != "changed":
            return sentence
        found = find_block_figures(Block("paragraph", blocks[sentence.block]), context)
        inside = tuple(each for each in found if sentence.start <= each.start and each.end <= sentence.end)
        return sentence._replace(figures=inside)

    return SentenceChange(change.kind, add_figures(change.old, old), add_figures(change.new, new))


def _compare_figures(change: SentenceChange) -> Iterator[FigureChange]:
    """The figures of a changed sentence that are not the same, each with the one it took the place of."""
    if change.old is None or change.new is None:
        return
    old, new = list(change.old.figures), list(change.new.figures)
    for figure in tuple(new):
        same = next((each for each in old if _is_same(each, figure)), None)
        if same is not None:
            old.remove(same)
            new.remove(figure)
    for figure in new:
        # The same measure of the same thing; else of the same kind, in order.
        like = [each for each in old if (each.kind, each.canonical_unit) == (figure.kind, figure.canonical_unit)]
        found = next((each for each in like if each.subject == figure.subject), like[0] if like else None)
        if found is not None:
            old.remove(found)
        yield FigureChange(found, figure, change)
    for figure in old:
        yield FigureChange(figure, None, change)


def _is_same(old: Figure, new: Figure) -> bool:
    return fold_script(old.text) == fold_script(new.text) and (old.bound, old.is_approximate) == (
        new.bound,
        new.is_approximate,
    )
