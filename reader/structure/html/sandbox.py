"""Reads large pages in a process of their own, which is killed when it takes too long.

A thread would not help, because the C code of the parser holds the interpreter lock. Starting a process takes 0.1 s,
so pages of the usual size, by their length and number of tags, are read in this one.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from reader.bounded_process import limit_resources, run_bounded
from reader.errors import NoArticleError, ReaderError
from reader.model import Article, Block, Origin, Span
from reader.structure.html.extract import (
    describe_origin,
    extract_article,
    extract_unstructured_text,
    find_story_candidates,
)
from reader.structure.html.parse import count_preformatted_lines, has_crowded_tag, is_too_large, remove_data_urls
from reader.structure.incremental import CompleteReader, IncrementalReader, check_line_count, read_to_end

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.structure.html.story_candidates import StoryCandidate

IN_PROCESS_SIZE_MAX, IN_PROCESS_TAGS_MAX = 1_000_000, 20_000
"""Code points and tags of a page that is read in this process: few articles have a third of them, and any such page is
read in half a second."""
_BLOCKS_PER_LINE = 1_000
"""Blocks in each line of the answer of the other process."""


def extract_article_bounded(
    text: str, origin: Origin, *, include_boilerplate: bool = False, selector: str | None = None
) -> Article | None:
    """Return the article of an HTML page; None for a page that cannot be parsed, or not in time.

    Args:
        text: The page, decoded.
        origin: Where it came from.
        include_boilerplate: Whether all other lines are included, as chrome.
        selector: The selector of the element of the story that the user chose; None to find it.

    Raises:
        ReaderError: There is no text on the page, or no article.
    """
    return (extract_article if is_safe_in_process(text) else _extract_in_subprocess)(
        text, origin, include_boilerplate=include_boilerplate, selector=selector
    )


def create_html_reader(
    text: str, origin: Origin, *, include_boilerplate: bool = False, selector: str | None = None
) -> IncrementalReader | CompleteReader:
    """Create a reader of the article of an HTML page; for a page that cannot be parsed, of its text without tags.

    Args:
        text: The page, decoded.
        origin: Where it came from.
        include_boilerplate: Whether all other lines are included, as chrome.
        selector: The selector of the element of the story that the user chose; None to find it.

    Raises:
        ReaderError: There is no text on the page, or no article.
    """
    text = remove_data_urls(text)
    article = extract_article_bounded(text, origin, include_boilerplate=include_boilerplate, selector=selector)
    return CompleteReader(article) if article else create_unstructured_reader(text, origin)


def list_story_candidates(text: str, origin: Origin) -> list[StoryCandidate]:
    """Return the elements of a page that may be its story, the chosen one first; none for a page that is too large.

    Args:
        text: The page, decoded.
        origin: Where it came from.
    """
    text = remove_data_urls(text)
    return find_story_candidates(text, origin) if is_safe_in_process(text) else []


def create_unstructured_reader(text: str, origin: Origin) -> IncrementalReader:
    """Create a reader of the text of a page without its tags, as plain text.

    Args:
        text: The page, decoded.
        origin: Where it came from.

    Raises:
        ReaderError: There is none, or it has too many lines.
    """
    plain = extract_unstructured_text(text, origin)
    check_line_count(plain, describe_origin(origin))
    return IncrementalReader(plain, origin, is_unstructured=True)


def read_html_article(text: str, origin: Origin, *, include_boilerplate: bool = False) -> Article:
    """Return the article of an HTML page, or its text without tags where it cannot be parsed.

    Args:
        text: The page, decoded.
        origin: Where it came from.
        include_boilerplate: Whether all other lines are included, as chrome.

    Raises:
        ReaderError: There is no text on the page, or no article.
    """
    return read_to_end(create_html_reader(text, origin, include_boilerplate=include_boilerplate))


def is_safe_in_process(text: str) -> bool:
    """Whether a page is small enough to be read in this process; takes 2 ms for 1 MB."""
    if len(text) > IN_PROCESS_SIZE_MAX or text.count("<") + count_preformatted_lines(text) > IN_PROCESS_TAGS_MAX:
        return False
    return not has_crowded_tag(text)


def _extract_in_subprocess(
    text: str, origin: Origin, *, include_boilerplate: bool, selector: str | None
) -> Article | None:
    if is_too_large(text):
        return None
    request = {"text": text, "url": origin.url, "whole": include_boilerplate, "selector": selector}
    answer = run_bounded(__name__, json.dumps(request).encode("ascii"))
    try:
        # One value for all would hold up the other threads, among them the screen, until it is read.
        values, *lists = [json.loads(line) for line in (answer or b"").split(b"\n")]
    except ValueError:
        return None
    if "error" in values:
        why, hint, is_empty = values["error"]
        raise (NoArticleError if is_empty else ReaderError)(describe_origin(origin), why, hint)
    return _article_from_json(values["article"], lists, origin) if values["article"] else None


def _article_from_json(values: dict[str, Any], lists_of_blocks: list[list[Any]], origin: Origin) -> Article:
    """The article in the answer of the other process.

    Args:
        values: Its fields.
        lists_of_blocks: Its blocks.
        origin: Where it came from.
    """
    blocks = tuple(
        Block(kind, text, line, line_end, script, tuple([Span(*span) for span in spans]), credit, image)
        for blocks in lists_of_blocks
        for kind, text, line, line_end, script, spans, credit, image in blocks
    )
    lists = {name: tuple(values[name]) for name in ("breadcrumb", "authors", "editors")}
    return Article(**{**values, **lists, "origin": origin, "blocks": blocks})


def _answer_request(request: dict[str, Any]) -> Iterator[dict[str, Any] | list[Any]]:
    """The answer of the other process to a request: the fields of the article, then its blocks, some at a time."""
    try:
        article = extract_article(
            request["text"],
            Origin("", url=request["url"]),
            include_boilerplate=request["whole"],
            selector=request["selector"],
        )
    except ReaderError as error:
        yield {"error": (error.why, error.hint, isinstance(error, NoArticleError))}
        return
    yield {"article": asdict(replace(article, origin=Origin(""), blocks=())) if article else None}
    blocks = article.blocks if article else ()
    for first in range(0, len(blocks), _BLOCKS_PER_LINE):
        yield [
            (
                *(block.kind, block.text, block.line, block.line_end, block.script),
                [(span.kind, span.start, span.end, span.href) for span in block.spans],
                *(block.credit, block.image),
            )
            for block in blocks[first : first + _BLOCKS_PER_LINE]
        ]


if __name__ == "__main__":
    limit_resources()
    lines = map(json.dumps, _answer_request(json.load(sys.stdin.buffer)))
    sys.stdout.buffer.write("\n".join(lines).encode("ascii"))
