"""Which line of an article is what: one classifier with the part rules of a Chinese newspaper page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.structure.html_sniff import is_page, title_of
from reader.structure.incremental import Reading, read, read_through

if TYPE_CHECKING:
    from reader.model import Article, CleanText, Origin
    from reader.structure.html import PageReading

__all__ = ["Reading", "article_of", "is_page", "read", "reading_of", "title_of"]


def article_of(text: CleanText, origin: Origin, *, whole: bool = False) -> Article:
    """The article of a text, which may be an HTML page.

    Args:
        text: All of it.
        origin: Where it came from.
        whole: With what is cut away from a page, as chrome.

    Raises:
        ReaderError: It is a page without text.
        NoArticleError: It is a page without an article.
    """
    return read_through(reading_of(text, origin, whole=whole))


def reading_of(text: CleanText, origin: Origin, *, whole: bool = False) -> Reading | PageReading:
    """The same a few blocks at a time; taking a page apart may take seconds.

    Raises:
        ReaderError: As article_of.
    """
    if not is_page(text, origin.path or origin.url or ""):
        return Reading(text, origin)
    from reader.structure.html import page_reading

    return page_reading(text, origin, whole=whole)
