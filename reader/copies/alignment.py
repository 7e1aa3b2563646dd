"""Aligns an edited copy with its original: which block a paragraph is, and its text in the script as written."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, deque
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from reader.model import Block, CleanText, Phrase, View
from reader.script.detect import detect_script

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.copies.markdown_reader import ParsedBlock
    from reader.copies.payload import Payload
    from reader.model import Span

_MIN_SIMILARITY = 0.5
"""The least share of equal text from which one paragraph is the edited other."""
_CERTAIN_SIMILARITY = 0.8
"""The share at which the search ends."""
_MAX_CANDIDATES = 12
"""The most blocks that a paragraph is compared with: where a thousand were edited, all with all would take minutes."""


_MAX_PAIRS = 4_000_000
"""The most pairs of equal characters of two texts that are compared: those of two of 10,000 characters, in 1 s."""


class AlignedBlock(NamedTuple):
    """A block of the edited article."""

    block: Block
    view: View
    """Its text as the copy shows it."""
    original_index: int | None
    """The index of the same block, perhaps edited or moved, in the original; None for a new one."""
    parsed_block: ParsedBlock | None
    """The block in the file; None for one that copies leave out."""


def align_blocks(
    payload: Payload, parsed_blocks: Sequence[ParsedBlock], omitted_blocks: frozenset[int]
) -> list[AlignedBlock]:
    """Return the blocks of the edited article in the order of the file.

    A block that copies leave out stays in front of the next block of the original that the file has.

    Args:
        payload: The original, and the view of it in the copy.
        parsed_blocks: The blocks in the file.
        omitted_blocks: The indexes of the blocks that the copy left out.
    """
    olds = _match_originals(payload, parsed_blocks, omitted_blocks)
    result: list[AlignedBlock] = []
    hidden = sorted(omitted_blocks)
    for parsed_block, old in zip(parsed_blocks, olds, strict=True):
        while hidden and old is not None and hidden[0] < old:
            result.append(_align_unchanged(payload, hidden.pop(0), None))
        if old is None:
            block = Block(parsed_block.kind, parsed_block.text, script=detect_script(parsed_block.text))
            result.append(AlignedBlock(block, View(parsed_block.text), None, parsed_block))
        elif payload.views[old].text == parsed_block.text:
            result.append(_align_unchanged(payload, old, parsed_block))
        else:
            result.append(_align_edited(payload, old, parsed_block))
    return result + [_align_unchanged(payload, index, None) for index in hidden]


def _align_unchanged(payload: Payload, index: int, parsed_block: ParsedBlock | None) -> AlignedBlock:
    return AlignedBlock(payload.article.blocks[index], payload.views[index], index, parsed_block)


def _match_originals(
    payload: Payload, parsed_blocks: Sequence[ParsedBlock], omitted_blocks: frozenset[int]
) -> list[int | None]:
    """The index of the original of each block in the file, or None.

    That is a block with the same text, wherever it is now; else the most similar one between the originals of the
    blocks before and behind it.
    """
    olds: list[int | None] = [None] * len(parsed_blocks)
    texts: dict[str, deque[int]] = {}
    for index, view in enumerate(payload.views):
        if index not in omitted_blocks:
            texts.setdefault(view.text, deque()).append(index)
    for number, parsed_block in enumerate(parsed_blocks):
        if texts.get(parsed_block.text):
            olds[number] = texts[parsed_block.text].popleft()
    nexts: list[int | None] = [None] * (len(olds) + 1)
    for number in reversed(range(len(olds))):
        nexts[number] = nexts[number + 1] if olds[number] is None else olds[number]
    free = sorted(index for indexes in texts.values() for index in indexes)
    taken: set[int] = set()
    first = 0  # of the free ones that are behind the block before
    for number, parsed_block in enumerate(parsed_blocks):
        if olds[number] is None:
            after = nexts[number + 1]
            end = len(free) if after is None else bisect_left(free, after)
            near = (index for index in islice(free, first, min(end, first + _MAX_CANDIDATES)) if index not in taken)
            olds[number] = _find_most_similar(payload, near, parsed_block.text)
        if (old := olds[number]) is not None:
            taken.add(old)
            first = bisect_right(free, old)
    return olds


def _find_most_similar(payload: Payload, indexes: Iterable[int], text: str) -> int | None:
    """The index of the block that a text is an edited state of; None where it is similar to none of them."""
    best, found = _MIN_SIMILARITY, None
    for index in indexes:
        similarity = _measure_similarity(payload.views[index].text, text)
        if similarity >= best:
            best, found = similarity, index
        if best >= _CERTAIN_SIMILARITY:
            break
    return found


def _measure_similarity(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < _MIN_SIMILARITY or (quick := matcher.quick_ratio()) < _MIN_SIMILARITY:
        return 0.0
    return matcher.ratio() if is_comparable(one, other) else quick


def is_comparable(one: str, other: str) -> bool:
    """Whether difflib compares two texts in time: it looks at every pair of equal characters.

    Args:
        one: A text.
        other: Another one.
    """
    counts = Counter(other)
    return sum(counts[character] * count for character, count in Counter(one).items()) <= _MAX_PAIRS


def find_edits(one: str, other: str) -> Sequence[tuple[str, int, int, int, int]]:
    """What turns a text into another one, as difflib's opcodes; what is too long for it is one replacement.

    Args:
        one: A text.
        other: Another one.
    """
    if is_comparable(one, other):
        return SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    start = _count_common(one, other)
    end = _count_common(one[start:][::-1], other[start:][::-1])
    edits = [
        ("equal", 0, start, 0, start),
        ("replace", start, len(one) - end, start, len(other) - end),
        ("equal", len(one) - end, len(one), len(other) - end, len(other)),
    ]
    return [edit for edit in edits if edit[1] < edit[2] or edit[3] < edit[4]]


def _count_common(one: str, other: str) -> int:
    """The length of the common start of two texts."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _align_edited(payload: Payload, index: int, parsed_block: ParsedBlock) -> AlignedBlock:
    block = payload.article.blocks[index]
    text, view = merge_edit(block.text, payload.views[index], parsed_block.text)
    spans = tuple(_relocate_spans(block, text))
    credit = block.credit if block.credit and block.credit in text else None
    return AlignedBlock(replace(block, text=text, spans=spans, credit=credit), view, index, parsed_block)


def _relocate_spans(block: Block, text: str) -> Iterator[Span]:
    """The spans of a block whose words its edited text has."""
    for span in block.spans:
        words = block.text[span.start : span.end]
        at = span.start if text.startswith(words, span.start) else text.find(words)
        if at >= 0:
            yield replace(span, start=at, end=at + len(words))


def merge_edit(source: CleanText, view: View, edited: CleanText) -> tuple[CleanText, View]:
    """Return a text with the edits that were made in its view, and the view of the result.

    Unedited characters stay in the script as written; what was typed stays as it was typed.

    Args:
        source: The text as written.
        view: As the copy showed it.
        edited: As the copy shows it now.
    """
    parts: list[str] = []
    phrases: list[Phrase] = []
    size = 0
    for start, end, words, view_end in _split_edit(source, view, edited):
        if len(words) != end - start:
            phrases.append(Phrase(size, size + len(words), start, view_end))
        parts.append(words)
        size += len(words)
    return CleanText("".join(parts)), View(edited, tuple(phrases))


def _split_edit(source: str, view: View, edited: str) -> Iterator[tuple[int, int, str, int]]:
    """The edited text in pieces: the start and end of each, its words as written, and the end of its phrase."""
    tiles = list(_split_view(source, view))
    for same, first, _, start, end in find_edits(view.text, edited):
        if same != "equal":
            yield start, end, edited[start:end], end
            continue
        shift, last = start - first, first + end - start
        for tile_start, tile_end, at, words in tiles:
            low, high = max(first, tile_start), min(last, tile_end)
            if low >= high:
                continue
            if at is not None:  # character for character
                piece = source[at + low - tile_start : at + high - tile_start]
            else:
                piece = words if (low, high) == (tile_start, tile_end) else edited[low + shift : high + shift]
            yield low + shift, high + shift, piece, high + shift


def _split_view(source: str, view: View) -> Iterator[tuple[int, int, int | None, str]]:
    """The view in pieces: the start and end of each, its start in the source, and "".

    A phrase has None for the start and its words as written for the last.
    """
    at = view_at = 0
    for phrase in view.phrases:
        yield view_at, phrase.view_start, at, ""
        yield phrase.view_start, phrase.view_end, None, source[phrase.start : phrase.end]
        at, view_at = phrase.end, phrase.view_end
    yield view_at, len(view.text), at, ""
