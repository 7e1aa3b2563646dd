"""The parts of a page: what was cut away from its article, and the boxes that may hold its story."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.typeset.page_items import CutPart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Article, Block
    from reader.sources import Document
    from reader.structure.html.story_candidates import StoryCandidate

_LOOKAHEAD = 4
"""Blocks of an article among which a block of its page that is no part of the article may be found again."""


def is_page(document: Document) -> bool:
    """Whether a document is an HTML page, and no annotated copy."""
    from reader.copies import detect_format
    from reader.structure import is_html

    name = document.origin.path or document.origin.url or ""
    return is_html(document.text, name) and detect_format(document.text) is None


def list_candidates(document: Document) -> list[StoryCandidate]:
    """The parts of a page that may be its story, the likeliest first; none of what is no page."""
    if not is_page(document):
        return []
    from reader.structure.html import list_story_candidates

    return list_story_candidates(document.text, document.origin)


def get_candidate(document: Document, number: int) -> StoryCandidate:
    """A part of a page that may be its story.

    Args:
        document: The page.
        number: That of the part in the report of `dubao doctor`, from 1.

    Raises:
        ReaderError: There is no part of that number.
    """
    candidates = list_candidates(document)
    if 0 < number <= len(candidates):
        return candidates[number - 1]
    name = document.origin.url or document.origin.path or "-"
    if not candidates:
        raise ReaderError(name, "it has no parts to choose the story from", "leave out --story")
    raise ReaderError(name, f"it has no part {number} that may be the story", "dubao doctor SOURCE lists the parts")


def find_cut_parts(document: Document, article: Article, selector: str | None = None) -> list[CutPart]:
    """What was cut away from a page, in the order of the page; nothing for what is no page.

    Args:
        document: The page. It is taken apart again, which may take seconds.
        article: The article that was found in it.
        selector: The box of the story, where a reader chose it.
    """
    if article.is_unstructured or not is_page(document):
        return []
    from reader.structure import read_article

    try:
        whole = read_article(document.text, document.origin, include_boilerplate=True, selector=selector)
    except ReaderError:
        return []
    return [] if whole.is_unstructured else align_cut_parts(article.blocks, whole.blocks)


def align_cut_parts(blocks: Sequence[Block], whole: Sequence[Block]) -> list[CutPart]:
    """The blocks of a page that are not in its article, each with its place in the article.

    Args:
        blocks: Those of the article.
        whole: Those of the page, with the article among them. What of the article they do not have, because it came
            from a script of the page, does not matter.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        places[block.text].append(index)
    parts, behind = [], 0
    for block in whole:
        found = places.get(block.text)
        if found is None:
            if block.kind == "chrome":
                parts.append(CutPart(behind, block.text))
            continue
        at = bisect_left(found, behind)
        # What was cut may say the same as a block far behind: only the next few can be that block.
        if at < len(found) and (block.kind != "chrome" or found[at] - behind < _LOOKAHEAD):
            behind = found[at] + 1
    return parts
