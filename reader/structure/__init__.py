"""Which line of an article is what: one classifier with the part rules of a Chinese newspaper page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import CleanText, remove_unprinted
from reader.structure.html_sniff import is_html, is_markdown, read_html_title
from reader.structure.incremental import CompleteReader, IncrementalReader, read_plain_text, read_to_end

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


def read_article(text: CleanText, origin: Origin, *, include_boilerplate: bool = False) -> Article:
    """The article of a text, which may be an HTML page.

    Args:
        text: All of it.
        origin: Where it came from.
        include_boilerplate: With what is cut away from a page, as chrome.

    Raises:
        ReaderError: It is a page without text.
        NoArticleError: It is a page without an article.
    """
    return read_to_end(create_reader(text, origin, include_boilerplate=include_boilerplate))


def create_reader(
    text: CleanText, origin: Origin, *, include_boilerplate: bool = False
) -> IncrementalReader | CompleteReader:
    """The same a few blocks at a time; taking a page apart may take seconds.

    Raises:
        ReaderError: As article_of.
    """
    if not is_html(text, origin.path or origin.url or ""):
        plain = CleanText(remove_unprinted(text))
        if is_markdown(plain, origin.path or origin.url or ""):
            from reader.structure.markdown import read_markdown

            if (marked := read_markdown(plain, origin)) is not None:
                return CompleteReader(marked.article)
        return IncrementalReader(plain, origin)
    from reader.structure.html import create_html_reader

    return create_html_reader(text, origin, include_boilerplate=include_boilerplate)
