"""The structure of a Chinese news article: what each line of a text, a Markdown file or a page is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import CleanText, remove_unprinted
from reader.structure.html_sniff import is_html, is_markdown, read_html_title
from reader.structure.incremental import (
    CompleteReader,
    IncrementalReader,
    check_line_count,
    read_plain_text,
    read_to_end,
)

if TYPE_CHECKING:
    from reader.model import Article, Origin

__all__ = [
    "CompleteReader",
    "IncrementalReader",
    "create_reader",
    "is_html",
    "is_markdown",
    "read_article",
    "read_html_title",
    "read_plain_text",
]


def read_article(
    text: CleanText, origin: Origin, *, include_boilerplate: bool = False, selector: str | None = None
) -> Article:
    """The article of a text: plain text, Markdown or an HTML page.

    Args:
        text: All of it.
        origin: Where it came from.
        include_boilerplate: Whether what is cut away from a page comes with it, as chrome.
        selector: The box of a page that holds the story, where a reader chose it; None to find it.

    Raises:
        ReaderError: It is a page without text.
        NoArticleError: It is a page without an article.
    """
    reader = create_reader(text, origin, include_boilerplate=include_boilerplate, selector=selector)
    return read_to_end(reader)


def create_reader(
    text: CleanText, origin: Origin, *, include_boilerplate: bool = False, selector: str | None = None
) -> IncrementalReader | CompleteReader:
    """A reader of the article of a text, which gives it a few blocks at a time.

    A page is taken apart here, which may take seconds; plain text is read as the blocks are asked for.

    Args:
        text: All of it.
        origin: Where it came from; the ending of its name helps to tell what it is.
        include_boilerplate: Whether what is cut away from a page comes with it, as chrome.
        selector: The box of a page that holds the story, where a reader chose it; None to find it.

    Raises:
        ReaderError: It is a page without text, or has too many lines.
        NoArticleError: It is a page without an article.
    """
    name = origin.path or origin.url or ""
    if is_html(text, name):
        from reader.structure.html import create_html_reader

        return create_html_reader(text, origin, include_boilerplate=include_boilerplate, selector=selector)
    plain = CleanText(remove_unprinted(text))
    check_line_count(plain, name or "the text")
    if is_markdown(plain, name):
        from reader.structure.markdown import read_markdown

        if (marked := read_markdown(plain, origin)) is not None:
            return CompleteReader(marked.article)
    return IncrementalReader(plain, origin)
