"""Which block of an article a paragraph of an edited copy is, and what its text is in the script as written."""

from __future__ import annotations

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
"""How much of two paragraphs must agree that one is taken for the other, edited."""
_CERTAIN_SIMILARITY = 0.8
"""How much of them leaves no need to look for a better one."""
_MAX_CANDIDATES = 12
"""Blocks that are looked at for one paragraph: with a thousand of them edited, all with all would take minutes."""


class AlignedBlock(NamedTuple):
    """A block of the edited article."""

    block: Block
    view: View
    """As the copy shows it."""
    original_index: int | None
    """The block of the original that it is, edited or moved."""
    parsed_block: ParsedBlock | None
    """What stands in the file; None for a block that copies do not show."""


def align_blocks(
    payload: Payload, parsed_blocks: Sequence[ParsedBlock], omitted_blocks: frozenset[int]
) -> list[AlignedBlock]:
    """The blocks of the article as edited, in the order of the file; what copies do not show stays behind its block.

    Args:
        payload: What the copy was made of.
        parsed_blocks: What stands in the file now.
        omitted_blocks: Blocks it never showed.
    """
    olds = _match_originals(payload, parsed_blocks, omitted_blocks)
    result: list[AlignedBlock] = []
    hidden = sorted(omitted_blocks)
    for chunk, old in zip(parsed_blocks, olds, strict=True):
        while hidden and old is not None and hidden[0] < old:
            result.append(_align_unchanged(payload, hidden.pop(0), None))
        if old is None:
            block = Block(chunk.kind, chunk.text, script=detect_script(chunk.text))
            result.append(AlignedBlock(block, View(chunk.text), None, chunk))
        elif payload.views[old].text == chunk.text:
            result.append(_align_unchanged(payload, old, chunk))
        else:
            result.append(_align_edited(payload, old, chunk))
    return result + [_align_unchanged(payload, index, None) for index in hidden]


def _align_unchanged(payload: Payload, index: int, parsed_block: ParsedBlock | None) -> AlignedBlock:
    return AlignedBlock(payload.article.blocks[index], payload.views[index], index, parsed_block)


def _match_originals(
    payload: Payload, parsed_blocks: Sequence[ParsedBlock], omitted_blocks: frozenset[int]
) -> list[int | None]:
    """For each paragraph the block it is: the same text wherever it stands now, else the likest between neighbours."""
    olds: list[int | None] = [None] * len(parsed_blocks)
    texts: dict[str, list[int]] = {}
    for index, view in enumerate(payload.views):
        if index not in omitted_blocks:
            texts.setdefault(view.text, []).append(index)
    for number, chunk in enumerate(parsed_blocks):
        if texts.get(chunk.text):
            olds[number] = texts[chunk.text].pop(0)
    free = {index for indexes in texts.values() for index in indexes}
    before = -1
    for number, chunk in enumerate(parsed_blocks):
        if olds[number] is None:
            after = next((old for old in olds[number + 1 :] if old is not None), len(payload.views))
            near = islice((index for index in range(before + 1, after) if index in free), _MAX_CANDIDATES)
            olds[number] = _find_most_similar(payload, near, chunk.text)
        if (old := olds[number]) is not None:
            free.discard(old)
            before = old
    return olds


def _find_most_similar(payload: Payload, indexes: Iterable[int], text: str) -> int | None:
    """The block that a text is, edited; None where it is like none of them."""
    best, found = _MIN_SIMILARITY, None
    for index in indexes:
        likeness = _measure_similarity(payload.views[index].text, text)
        if likeness >= best:
            best, found = likeness, index
        if best >= _CERTAIN_SIMILARITY:
            break
    return found


def _measure_similarity(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return (
        matcher.ratio()
        if matcher.real_quick_ratio() >= _MIN_SIMILARITY and matcher.quick_ratio() >= _MIN_SIMILARITY
        else 0.0
    )


def _align_edited(payload: Payload, index: int, parsed_block: ParsedBlock) -> AlignedBlock:
    block = payload.article.blocks[index]
    text, view = merge_edit(block.text, payload.views[index], parsed_block.text)
    spans = tuple(_relocate_spans(block, text))
    credit = block.credit if block.credit and block.credit in text else None
    return AlignedBlock(replace(block, text=text, spans=spans, credit=credit), view, index, parsed_block)


def _relocate_spans(block: Block, text: str) -> Iterator[Span]:
    """The spans whose words are still there."""
    for span in block.spans:
        words = block.text[span.start : span.end]
        at = span.start if text.startswith(words, span.start) else text.find(words)
        if at >= 0:
            yield replace(span, start=at, end=at + len(words))


def merge_edit(source: CleanText, view: View, edited: CleanText) -> tuple[CleanText, View]:
    """A text as written with what somebody changed in its view, and its view then.

    What was left alone is in the script as written, what was typed is as it was typed.
    """
    out: list[str] = []
    phrases: list[Phrase] = []
    size = 0
    for start, end, words, view_end in _split_edit(source, view, edited):
        if len(words) != end - start:
            phrases.append(Phrase(size, size + len(words), start, view_end))
        out.append(words)
        size += len(words)
    return CleanText("".join(out)), View(edited, tuple(phrases))


def _split_edit(source: str, view: View, edited: str) -> Iterator[tuple[int, int, str, int]]:
    """The edited text stretch by stretch: start, end, the words as written, end again."""
    tiles = list(_split_view(source, view))
    for same, first, _, start, end in SequenceMatcher(None, view.text, edited, autojunk=False).get_opcodes():
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
    """The view in stretches: start, end, where it begins in the source; None for a phrase, with its words."""
    at = view_at = 0
    for phrase in view.phrases:
        yield view_at, phrase.view_start, at, ""
        yield phrase.view_start, phrase.view_end, None, source[phrase.start : phrase.end]
        at, view_at = phrase.end, phrase.view_end
    yield view_at, len(view.text), at, ""
