"""The structure of a Chinese news article: what each line of a text, a Markdown file or a page is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import CleanText, remove_unprinted
from reader.structure.incremental import (
    CompleteReader,
    IncrementalReader,
    check_line_count,
    read_plain_text,
    read_to_end,
)
from reader.structure.text_format import detect_text_format, is_html, is_markdown, read_html_title

if TYPE_CHECKING:
    from reader.model import Article, Origin

__all__ = [
    "CompleteReader",
    "IncrementalReader",
    "create_reader",
    "detect_text_format",
    "is_html",
    "is_markdown",
    "read_article",
    "read_html_title",
    "read_plain_text",
]


def read_article(
    text: CleanText, origin: Origin, *, include_boilerplate: bool = False, selector: str | None = None
) -> Article:
    """Return the whole article of a text: plain text, Markdown or an HTML page.

    Args:
        text: All of it.
        origin: Where it came from.
        include_boilerplate: Whether the boilerplate of a page is included, as blocks of kind "chrome".
        selector: Selector of the element that holds the story of a page, where the user chose it; None to find it.

    Raises:
        ReaderError: It is a page without text.
        NoArticleError: It is a page without an article.
    """
    reader = create_reader(text, origin, include_boilerplate=include_boilerplate, selector=selector)
    return read_to_end(reader)


def create_reader(
    text: CleanText, origin: Origin, *, include_boilerplate: bool = False, selector: str | None = None
) -> IncrementalReader | CompleteReader:
    """Create a reader that gives the article of a text a few blocks at a time.

    An HTML page is parsed here, which may take seconds; plain text is read as its blocks are asked for.

    Args:
        text: All of it.
        origin: Where it came from; the ending of its name helps to tell what it is.
        include_boilerplate: Whether the boilerplate of a page is included, as blocks of kind "chrome".
        selector: Selector of the element that holds the story of a page, where the user chose it; None to find it.

    Raises:
        ReaderError: It is a page without text, or has too many lines.
        NoArticleError: It is a page without an article.
    """
    text_format = detect_text_format(text, origin.path or origin.url or "")
    if text_format == "html":
        from reader.structure.html import create_html_reader

        return create_html_reader(text, origin, include_boilerplate=include_boilerplate, selector=selector)
    plain = CleanText(remove_unprinted(text))
    check_line_count(plain, origin.path or origin.url or "the text")
    if text_format == "markdown":
        from reader.structure.markdown import read_markdown

        if (marked := read_markdown(plain, origin)) is not None:
            return CompleteReader(marked.article)
    return IncrementalReader(plain, origin)
