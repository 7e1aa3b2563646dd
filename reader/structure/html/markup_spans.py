"""Blocks of a page: the spans that its markup makes, and the images that its captions are bound to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.model import Block, CleanText, Span
from reader.structure.html.elements import get_markup
from reader.structure.lead_ins import find_dateline
from reader.structure.lexicon import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.structure.lines import ClassifiedLine, Line


_NON_WEB_HREF = lazy_pattern(r"(?i)\s*(?:#|\Z|(?!https?:)[a-z][a-z0-9+.-]*:)")
"""What is no address of a page: a place on this one, javascript:, mailto:."""


def add_markup_spans(classified: ClassifiedLine, block: Block, base_url: str | None = None) -> Block:
    """The block with the spans of the markup, and without line numbers, which a page does not have.

    Args:
        classified: The line it was made of.
        block: The block without markup.
        base_url: What relative links are relative to; None leaves them as they are.
    """
    hint = get_markup(classified.line)
    spans = [span for span in block.spans if span.kind not in ("link", "strong")]
    if hint is not None:
        spans += [
            Span("link", a, b, resolve_address(href, base_url))
            for a, b, href in hint.link_ranges
            if not _NON_WEB_HREF().match(href)
        ]
        whole_bold = hint.bold_size >= len(block.text)
        if not whole_bold and block.kind in ("paragraph", "list_item", "quote"):
            spans += [Span("strong", a, b) for a, b in hint.bold_ranges]
            if (
                block.kind == "paragraph"
                and block.find_span("run_in") is None
                and (end := _find_bold_lead_in(classified.line))
            ):
                spans.insert(0, Span("run_in", 0, end))
    return replace(block, line=None, line_end=None, spans=tuple(spans))


def _find_bold_lead_in(line: Line) -> int:
    """The end of a bold phrase that opens a paragraph as a minor heading does; 0 without one."""
    hint = get_markup(line)
    if hint is None or len(hint.bold_ranges) != 1 or hint.bold_ranges[0][0] != 0:
        return 0
    end = hint.bold_ranges[0][1]
    if (dateline := find_dateline(line)) is not None and dateline.end * 2 > end:
        return 0
    phrase = line.normalized[:end].rstrip("。:. ")
    stop = line.normalized[len(phrase) : len(phrase) + 1]
    if 2 <= len(phrase) <= 24 and stop in ("。", ":", " ") and line.size - end >= 30 and "," not in phrase:
        return len(phrase)
    return 0


def resolve_address(href: str, base_url: str | None) -> str:
    """An address made absolute; as it is where that cannot be done.

    Args:
        href: As written in the page.
        base_url: What it is relative to.
    """
    if base_url is None or href.startswith(("http://", "https://")):
        return href
    from urllib.parse import urljoin

    try:
        return urljoin(base_url, href.strip())
    except ValueError:  # brackets that are no IPv6 address
        return href


def attach_images(
    blocks: Sequence[Block], lines: Sequence[ClassifiedLine], base_url: str | None = None
) -> Iterator[Block]:
    """Every caption with the image before it.

    Args:
        blocks: The blocks of an article.
        lines: The lines they were made of.
        base_url: What relative addresses of images are relative to.
    """
    waiting: list[str] = []
    for block, draft in zip(blocks, lines, strict=True):
        hint = get_markup(draft.line)
        if hint is not None and hint.images:
            waiting = [resolve_address(image.src, base_url) for image in hint.images]
        if block.kind == "caption":
            yield from _split_sender(replace(block, image=waiting.pop(0)) if waiting else block)
        else:
            waiting = []
            yield block


def _split_sender(block: Block) -> Iterator[Block]:
    """A caption, and as a line of its own who sent the picture, and when."""
    span = block.find_span("credit")
    bracket = block.text.rfind(")", 0, span.end) if span else -1
    bracket = max(bracket, block.text.rfind("）", 0, span.end) if span else -1)
    if span is None or not span.start < bracket < span.end - 1:
        yield block
        return
    cut = bracket + 1
    spans = tuple(replace(own, end=min(own.end, cut)) for own in block.spans if own.start < cut)
    yield replace(block, text=CleanText(block.text[:cut]), spans=spans)
    yield Block("byline", CleanText(block.text[cut:].strip()), script=block.script)
