"""The part of a refresh that takes time: a document becomes items, and those that are new or changed articles.

It touches neither network nor library, so that it can be done in processes of their own, one for each processor.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.library.records import ArticleRows, make_article_rows
from reader.model import count_non_blank
from reader.services.feeds.item_documents import ItemArticle, hash_item, read_item
from reader.services.feeds.item_identity import ItemKeys, KnownItems, make_keys
from reader.text.fingerprints import make_fingerprint
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.feed_store import ItemRecord
    from reader.sources.feeds.model import FeedItem, ParsedFeed

SUMMARY_SIZE_MAX = 240
"""Characters of a text that may be but a summary."""
_CUT_SIZE_MAX = 2_000
"""Characters of a text that is a summary where it ends as one that was cut."""

_CUT_LINES_MAX, _CUT_ENDING_SIZE_MAX = 3, 200
"""Lines and code points of the end of a text that may say that it was cut."""


class FeedRequest(NamedTuple):
    """A feed document that was received, with the stored state of its feed."""

    body: bytes
    url: str
    """Where it was found."""
    charset: str | None
    """Which the server named."""
    outlet: str
    """The name that the user gave the feed; empty where that is the feed's own."""
    feed_id: str
    records: Sequence[ItemRecord]
    """The items that are known."""


class PreparedItem(NamedTuple):
    """An item of a document."""

    keys: ItemKeys
    hash: str
    """A checksum of all that it says."""
    link: str
    """As the feed has it, absolute."""
    sections: tuple[str, ...]
    title: str = ""
    authors: tuple[str, ...] = ()
    is_summary: bool = False
    """Whether it has only the beginning of its article, or a summary of it, and its page has the rest."""
    has_own_link: bool = False
    """Whether no other item has its link."""
    article_id: str = ""
    """The id that its article gets where it is new."""
    rows: ArticleRows | None = None
    """The article of an item that is new."""
    changed: ItemArticle | None = None
    """The article of an item that is known and has changed."""
    fingerprint: tuple[int, ...] = ()


class PreparedFeed(NamedTuple):
    """A parsed feed document with its prepared items."""

    feed: ParsedFeed
    """Without its items."""
    items: list[PreparedItem]
    """In the order of the document; those that it has twice once."""


def prepare_feed(request: FeedRequest) -> PreparedFeed:
    """The items of a document, with the articles of those that are new or changed.

    Raises:
        ReaderError: It is no feed.
    """
    from reader.sources.feeds.parse import parse_feed

    return prepare_items(
        parse_feed(request.body, request.url, request.charset), request.outlet, request.feed_id, request.records
    )


def prepare_items(feed: ParsedFeed, outlet: str, feed_id: str, records: Sequence[ItemRecord]) -> PreparedFeed:
    """The items of a feed, with the articles of those that are new or changed.

    Args:
        feed: As it was parsed.
        outlet: The name that the reader gave it; empty where that is the feed's own.
        feed_id: The id of the feed.
        records: The items that are known.
    """
    all_keys = [make_keys(item) for item in feed.items]
    known = KnownItems(records, all_keys)
    outlet = outlet or feed.title
    prepared: list[PreparedItem] = []
    seen: set[tuple[ItemKeys, str]] = set()
    for item, keys in zip(feed.items, all_keys, strict=True):
        checksum = hash_item(item)
        if (keys, checksum) in seen or not (keys.title or keys.link or item.content or item.summary):
            continue
        seen.add((keys, checksum))
        record = known.find(keys)
        if record is not None and record.hash == checksum:
            prepared.append(PreparedItem(keys, checksum, item.link, item.categories, article_id=record.article))
            continue
        has_own_link = known.has_own_link(keys)
        article_id = record.article if record else make_article_id(feed_id, item, keys, has_own_link=has_own_link)
        read = read_item(item, article_id, checksum, outlet, feed.language)
        prepared.append(_make_prepared(item, keys, checksum, read, is_new=record is None, has_own_link=has_own_link))
    return PreparedFeed(replace(feed, items=()), prepared)


def make_article_id(feed_id: str, item: FeedItem, keys: ItemKeys, *, has_own_link: bool) -> str:
    """The id of the article of a new item: that of its page, where no other item has the same.

    Args:
        feed_id: The feed.
        item: The item.
        keys: What it is known by.
        has_own_link: Whether no other item of the document has its link.
    """
    name = f"url:{item.link}" if has_own_link else f"item:{feed_id}:{'|'.join(keys)}"
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _make_prepared(
    item: FeedItem, keys: ItemKeys, checksum: str, read: ItemArticle, *, is_new: bool, has_own_link: bool
) -> PreparedItem:
    article = read.article
    lines = [block.text for block in article.blocks if block.kind == "paragraph"]
    return PreparedItem(
        keys,
        checksum,
        item.link,
        item.categories,
        item.title or article.title or "",
        item.authors,
        has_own_link and is_summary(lines),
        has_own_link,
        article.origin.id,
        make_article_rows(article, read.text) if is_new else None,
        None if is_new else read,
        make_fingerprint("".join(lines)),
    )


def is_summary(lines: Sequence[str]) -> bool:
    """Whether the text of an item is but a summary, or the beginning of an article.

    Args:
        lines: Of `to_plain_lines`.
    """
    size = sum(map(count_non_blank, lines))
    if size <= SUMMARY_SIZE_MAX:
        return True
    end = "\n".join(lines[-_CUT_LINES_MAX:])[-_CUT_ENDING_SIZE_MAX:]
    return size <= _CUT_SIZE_MAX and _load_cut_pattern().search(end) is not None


@cache
def _load_cut_pattern() -> re.Pattern[str]:
    """What stands at the end of a text that was cut: an ellipsis, or an invitation to read on."""
    words = "|".join(re.escape(words) for (words,) in read_rows(__file__, "cut_endings"))
    return re.compile(rf"(?:{words})[\s»›>。\])】→]*\Z", re.IGNORECASE)
