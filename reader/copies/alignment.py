"""Which block of an article a paragraph of an edited copy is, and what its text is in the script as written."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from reader.model import Block, CleanText, Phrase, View
from reader.script.detect import script_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.copies.markdown_reader import Chunk
    from reader.copies.payload import Kept
    from reader.model import Span

_ALIKE = 0.5
"""How much of two paragraphs must agree that one is taken for the other, edited."""
_SURE = 0.8
"""How much of them leaves no need to look for a better one."""
_NEAR = 12
"""Blocks that are looked at for one paragraph: with a thousand of them edited, all with all would take minutes."""


class Aligned(NamedTuple):
    """A block of the edited article."""

    block: Block
    view: View
    """As the copy shows it."""
    old: int | None
    """The block of the original that it is, edited or moved."""
    chunk: Chunk | None
    """What stands in the file; None for a block that copies do not show."""


def aligned(kept: Kept, chunks: Sequence[Chunk], left_out: frozenset[int]) -> list[Aligned]:
    """The blocks of the article as edited, in the order of the file; what copies do not show stays behind its block.

    Args:
        kept: What the copy was made of.
        chunks: What stands in the file now.
        left_out: Blocks it never showed.
    """
    olds = _olds(kept, chunks, left_out)
    result: list[Aligned] = []
    hidden = sorted(left_out)
    for chunk, old in zip(chunks, olds, strict=True):
        while hidden and old is not None and hidden[0] < old:
            result.append(_same(kept, hidden.pop(0), None))
        if old is None:
            block = Block(chunk.kind, chunk.text, script=script_of(chunk.text))
            result.append(Aligned(block, View(chunk.text), None, chunk))
        elif kept.views[old].text == chunk.text:
            result.append(_same(kept, old, chunk))
        else:
            result.append(_edited(kept, old, chunk))
    return result + [_same(kept, index, None) for index in hidden]


def _same(kept: Kept, index: int, chunk: Chunk | None) -> Aligned:
    return Aligned(kept.article.blocks[index], kept.views[index], index, chunk)


def _olds(kept: Kept, chunks: Sequence[Chunk], left_out: frozenset[int]) -> list[int | None]:
    """For each paragraph the block it is: the same text wherever it stands now, else the likest between neighbours."""
    olds: list[int | None] = [None] * len(chunks)
    texts: dict[str, list[int]] = {}
    for index, view in enumerate(kept.views):
        if index not in left_out:
            texts.setdefault(view.text, []).append(index)
    for number, chunk in enumerate(chunks):
        if texts.get(chunk.text):
            olds[number] = texts[chunk.text].pop(0)
    free = {index for indexes in texts.values() for index in indexes}
    before = -1
    for number, chunk in enumerate(chunks):
        if olds[number] is None:
            after = next((old for old in olds[number + 1 :] if old is not None), len(kept.views))
            near = islice((index for index in range(before + 1, after) if index in free), _NEAR)
            olds[number] = _likest(kept, near, chunk.text)
        if (old := olds[number]) is not None:
            free.discard(old)
            before = old
    return olds


def _likest(kept: Kept, indexes: Iterable[int], text: str) -> int | None:
    """The block that a text is, edited; None where it is like none of them."""
    best, found = _ALIKE, None
    for index in indexes:
        likeness = _likeness(kept.views[index].text, text)
        if likeness >= best:
            best, found = likeness, index
        if best >= _SURE:
            break
    return found


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE else 0.0


def _edited(kept: Kept, index: int, chunk: Chunk) -> Aligned:
    block = kept.article.blocks[index]
    text, view = merged(block.text, kept.views[index], chunk.text)
    spans = tuple(_kept_spans(block, text))
    credit = block.credit if block.credit and block.credit in text else None
    return Aligned(replace(block, text=text, spans=spans, credit=credit), view, index, chunk)


def _kept_spans(block: Block, text: str) -> Iterator[Span]:
    """The spans whose words are still there."""
    for span in block.spans:
        words = block.text[span.start : span.end]
        at = span.start if text.startswith(words, span.start) else text.find(words)
        if at >= 0:
            yield replace(span, start=at, end=at + len(words))


def merged(source: CleanText, view: View, edited: CleanText) -> tuple[CleanText, View]:
    """A text as written with what somebody changed in its view, and its view then.

    What was left alone is in the script as written, what was typed is as it was typed.
    """
    out: list[str] = []
    phrases: list[Phrase] = []
    size = 0
    for start, end, words, view_end in _stretches(source, view, edited):
        if len(words) != end - start:
            phrases.append(Phrase(size, size + len(words), start, view_end))
        out.append(words)
        size += len(words)
    return CleanText("".join(out)), View(edited, tuple(phrases))


def _stretches(source: str, view: View, edited: str) -> Iterator[tuple[int, int, str, int]]:
    """The edited text stretch by stretch: start, end, the words as written, end again."""
    tiles = list(_tiles(source, view))
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


def _tiles(source: str, view: View) -> Iterator[tuple[int, int, int | None, str]]:
    """The view in stretches: start, end, where it begins in the source; None for a phrase, with its words."""
    at = view_at = 0
    for phrase in view.phrases:
        yield view_at, phrase.view_start, at, ""
        yield phrase.view_start, phrase.view_end, None, source[phrase.start : phrase.end]
        at, view_at = phrase.end, phrase.view_end
    yield view_at, len(view.text), at, ""
