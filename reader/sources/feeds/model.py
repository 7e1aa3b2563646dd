"""What a feed says about itself and its items, as it says it: nothing is decided about it here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.sources.feeds.dates import FeedDate


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An item of a feed. Texts are decoded but not cleaned; empty where the feed has none."""

    guid: str = ""
    """The id that the feed gives it, in blanks or not."""
    link: str = ""
    """The absolute address of its page."""
    title: str = ""
    """Plain text in one line."""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    """Sections and subjects."""
    date_text: str = ""
    """The date of publication, as it is written."""
    date: FeedDate | None = None
    content: str = ""
    """HTML; the whole article, where the feed has that."""
    summary: str = ""
    """HTML; a summary, or the article where `content` is empty."""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed with its items."""

    title: str = ""
    """Plain text in one line."""
    link: str = ""
    """The absolute address of the site."""
    language: str = ""
    """As written, such as zh-Hant."""
    items: tuple[FeedItem, ...] = ()
    """In the order of the feed."""
    ttl: int | None = None
    """Minutes for which the publisher says that it need not be fetched again."""
    skip_hours: frozenset[int] = frozenset()
    """Hours of the day, UTC, in which it does not change."""
    is_fallback: bool = False
    """Whether only the lenient parser could read it."""
