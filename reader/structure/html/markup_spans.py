"""Adds the spans of a page's markup to blocks, and the images to captions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.model import Block, CleanText, Span
from reader.structure.datelines_and_run_ins import find_dateline, is_speaker
from reader.structure.html.elements import get_markup
from reader.structure.lexicon import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.structure.lines import ClassifiedLine, Line


_NON_WEB_HREF = lazy_pattern(r"(?i)\s*(?:#|\Z|(?!https?:)[a-z][a-z0-9+.-]*:)")
"""A href that is no address of a page: an anchor on this one, javascript:, mailto:."""
_HOST_RELATIVE = lazy_pattern(r"\s*//[\w-][\w.-]*\.[a-z]")
"""An address without a scheme, which is that of the page; a file has none."""
_SAVED_FOLDER = lazy_pattern(r"\s*(?:\./)?[^/:?#]+_files/")
"""The folder beside a page that a browser saved completely: its files are on the disk, not on the web."""

_LEADING_DASHES, _DASH_MAX = "—-–", 4
"""Dashes before the items of a list of paragraphs, and how many."""
_PHRASE_MAX, _TEXT_BEHIND_MIN = 30, 15
"""Code points of a bold phrase that opens a paragraph at most, and of the text after it at least."""


def add_markup_spans(classified: ClassifiedLine, block: Block, base_url: str | None = None) -> Block:
    """Return the block with the spans of the markup, and without line numbers, which a page does not have.

    Args:
        classified: The line it was made of.
        block: The block without markup.
        base_url: The base URL for relative links; None leaves them as they are.
    """
    markup = get_markup(classified.line)
    spans = [span for span in block.spans if span.kind not in ("link", "strong")]
    if markup is not None:
        spans += [
            Span("link", a, b, resolve_address(href, base_url))
            for a, b, href in markup.link_ranges
            if not _NON_WEB_HREF().match(href)
        ]
        whole_bold = markup.bold_size >= len(block.text)
        if not whole_bold and block.kind in ("paragraph", "list_item", "quote"):
            spans += [Span("strong", a, b) for a, b in markup.bold_ranges]
            if (
                block.kind == "paragraph"
                and block.find_span("run_in") is None
                and (place := _find_bold_lead_in(classified.line)) is not None
            ):
                spans.insert(0, Span("run_in", *place))
    return replace(block, line=None, line_end=None, spans=tuple(spans))


def _find_bold_lead_in(line: Line) -> tuple[int, int] | None:
    """The range of a bold phrase that opens a paragraph like a minor heading, without its dash and stop; or None."""
    markup = get_markup(line)
    if markup is None or not markup.bold_ranges:
        return None
    dash = len(line.normalized) - len(line.normalized.lstrip(_LEADING_DASHES))
    first, end = markup.bold_ranges[0]
    if first not in (0, dash) or dash > _DASH_MAX or line.size - end < _TEXT_BEHIND_MIN:
        return None
    if (dateline := find_dateline(line)) is not None and dateline.end * 2 > end:
        return None
    phrase = line.normalized[dash:end].rstrip("。:. ")
    last = dash + len(phrase)
    stop = line.normalized[last : last + 1]
    if not 2 <= len(phrase) <= _PHRASE_MAX or stop not in ("。", ":", " ") or phrase.count(",") > 1:
        return None
    if stop == ":" and is_speaker(phrase):
        return None
    return dash, last


def resolve_address(href: str, base_url: str | None) -> str:
    """Return the absolute address of a link; the link itself where it cannot be resolved.

    Args:
        href: The link as written in the page.
        base_url: The base URL; None where it is unknown.
    """
    if base_url is None and _HOST_RELATIVE().match(href):
        return "https:" + href.strip()
    if base_url is None or _SAVED_FOLDER().match(href) or href.startswith(("http://", "https://")):
        return href
    from urllib.parse import urljoin

    try:
        return urljoin(base_url, href.strip())
    except ValueError:  # brackets that are no IPv6 address
        return href


def attach_images(
    blocks: Sequence[Block], lines: Sequence[ClassifiedLine], base_url: str | None = None
) -> Iterator[Block]:
    """Yield the blocks, each caption with the images before it.

    Args:
        blocks: The blocks of an article.
        lines: The lines they were made of.
        base_url: The base URL for relative addresses of images; None leaves them as they are.
    """
    waiting: list[str] = []
    for block, classified in zip(blocks, lines, strict=True):
        markup = get_markup(classified.line)
        if markup is not None and markup.images:
            waiting = [resolve_address(image.src, base_url) for image in markup.images]
        if block.kind == "caption":
            yield from _split_sender(replace(block, image=waiting.pop(0) or None) if waiting else block)
        else:
            waiting = []
            yield block


def _split_sender(block: Block) -> Iterator[Block]:
    """Yield a caption, and as a block of its own the sender of the picture and the date."""
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
