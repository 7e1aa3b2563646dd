"""Blocks of a page: the spans that its markup makes, and the images that its captions are bound to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.model import Block, CleanText, Span
from reader.structure.html.elements import hint_of
from reader.structure.lexicon import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.structure.lines import Draft, Line


_ELSEWHERE = lazy(r"(?i)\s*(?:#|\Z|(?!https?:)[a-z][a-z0-9+.-]*:)")
"""What is no address of a page: a place on this one, javascript:, mailto:."""


def dressed(draft: Draft, block: Block) -> Block:
    """The block with the spans of the markup, and without line numbers, which a page does not have."""
    hint = hint_of(draft.line)
    spans = [span for span in block.spans if span.kind not in ("link", "strong")]
    if hint is not None:
        spans += [Span("link", a, b, href) for a, b, href in hint.links if not _ELSEWHERE().match(href)]
        whole_bold = hint.bold >= len(block.text)
        if not whole_bold and block.kind in ("paragraph", "list_item", "quote"):
            spans += [Span("strong", a, b) for a, b in hint.strong]
            if block.kind == "paragraph" and block.span("run_in") is None and (end := _bold_opening(draft.line)):
                spans.insert(0, Span("run_in", 0, end))
    return replace(block, line=None, line_end=None, spans=tuple(spans))


def _bold_opening(line: Line) -> int:
    """The end of a bold phrase that opens a paragraph as a minor heading does; 0 without one."""
    hint = hint_of(line)
    if hint is None or len(hint.strong) != 1 or hint.strong[0][0] != 0:
        return 0
    end = hint.strong[0][1]
    phrase = line.shadow[:end].rstrip("。:. ")
    stop = line.shadow[len(phrase) : len(phrase) + 1]
    if 2 <= len(phrase) <= 24 and stop in ("。", ":", " ") and line.size - end >= 30 and "," not in phrase:
        return len(phrase)
    return 0


def with_images(made: Sequence[Block], drafts: Sequence[Draft]) -> Iterator[Block]:
    """Every caption with the image before it."""
    waiting: list[str] = []
    for block, draft in zip(made, drafts, strict=True):
        hint = hint_of(draft.line)
        if hint is not None and hint.images:
            waiting = [image.src for image in hint.images]
        if block.kind == "caption":
            yield from _parted(replace(block, image=waiting.pop(0)) if waiting else block)
        else:
            waiting = []
            yield block


def _parted(block: Block) -> Iterator[Block]:
    """A caption, and as a line of its own who sent the picture, and when."""
    span = block.span("credit")
    bracket = block.text.rfind(")", 0, span.end) if span else -1
    bracket = max(bracket, block.text.rfind("）", 0, span.end) if span else -1)
    if span is None or not span.start < bracket < span.end - 1:
        yield block
        return
    cut = bracket + 1
    spans = tuple(replace(own, end=min(own.end, cut)) for own in block.spans if own.start < cut)
    yield replace(block, text=CleanText(block.text[:cut]), spans=spans)
    yield Block("byline", CleanText(block.text[cut:].strip()), script=block.script)
