"""Items of a document into the library, with what was learned of the feed, in one transaction."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from reader.library.feed_store import (
    PAGE_FETCHED,
    PAGE_NOT_NEEDED,
    PAGE_WANTED,
    FeedState,
    ItemRecord,
)
from reader.library.removal import find_hidden, mute_articles
from reader.library.retention import drop_old_articles
from reader.services.feeds.item_identity import KnownItems
from reader.services.feeds.rules import find_matching, make_subject
from reader.services.feeds.schedule import format_moment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from reader.config.feed_list import FeedRule, FeedSettings
    from reader.library.library import Library
    from reader.services.feeds.item_documents import ItemArticle
    from reader.services.feeds.preparation import PreparedFeed, PreparedItem

FIRST_PAGES_MAX = 40
"""Pages that are fetched of a feed that is new: nobody waits for those of last year."""
_BROAD_RULE_ITEMS, _BROAD_RULE_SHARE = 10, 0.9
"""New articles, and the share of them from which a rule that mutes is told of."""


class IngestionResult(NamedTuple):
    """What a document has brought."""

    new_count: int = 0
    """Articles that are new and shown."""
    changed_count: int = 0
    muted_count: int = 0
    notified_titles: tuple[str, ...] = ()
    """Titles of articles that a rule wants to be told of."""
    has_broad_rule: bool = False
    """Whether a rule has muted nearly everything."""


def make_article_id(feed_id: str, item: PreparedItem) -> str:
    """The id of the article of a new item: that of its page, where no other item has the same.

    Args:
        feed_id: The feed.
        item: The item.
    """
    name = f"url:{item.link}" if item.has_own_link else f"item:{feed_id}:{item.keys.guid or '|'.join(item.keys[1:])}"
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def store_feed(
    library: Library,
    state: FeedState,
    prepared: PreparedFeed,
    settings: FeedSettings,
    rules: Sequence[FeedRule],
    now: datetime,
) -> IngestionResult:
    """Store the items of a document that are new or changed, and the state of the feed.

    All is stored together or not at all. Items that another program has stored meanwhile are not stored twice.

    Args:
        library: Open for writing.
        state: What is known of the feed now, this document included.
        prepared: The document.
        settings: What the user decided about the feed.
        rules: Those of the feed and of all feeds.
        now: When it was fetched.
    """
    with library.transaction():
        library.feeds.store_state(state)
        result = _Ingestion(library, state, settings, rules, now).store(prepared)
        if settings.keep_days:
            drop_old_articles(library.connection, state.id, format_moment(now - timedelta(days=settings.keep_days)))
        return result


class _Ingestion:
    """One document on its way into the library, inside a transaction."""

    def __init__(
        self, library: Library, state: FeedState, settings: FeedSettings, rules: Sequence[FeedRule], now: datetime
    ) -> None:
        self._library = library
        self._feed_id = state.id
        self._settings = settings
        self._rules = rules
        self._now = format_moment(now)
        self._new: list[str] = []
        self._muted: list[str] = []
        self._changed = 0
        self._notified: list[str] = []
        self._page_count = 0
        self._is_first = False

    def store(self, prepared: PreparedFeed) -> IngestionResult:
        """Store all items; the last one of the document first, so that the newest is the one added last."""
        records = self._library.feeds.load_items(self._feed_id)
        self._is_first = not records
        known = KnownItems(records, [item.keys for item in prepared.items])
        newest = {id(item) for item in prepared.items[:FIRST_PAGES_MAX]}
        for item in reversed(prepared.items):
            record = known.find(item.keys)
            if record is None:
                if item.read is not None:  # else another program has removed it meanwhile
                    known.add(self._store_new(item, item.read, is_page_wanted=not self._is_first or id(item) in newest))
            else:
                updated = self._update(item, record)
                if updated != record:
                    self._library.feeds.store_item(updated)
                    known.replace(updated)
        mute_articles(self._library.connection, self._muted)
        share = len(self._muted) / max(1, len(self._new))
        return IngestionResult(
            len(self._new) - len(self._muted),
            self._changed,
            len(self._muted),
            tuple(self._notified),
            len(self._new) >= _BROAD_RULE_ITEMS and share >= _BROAD_RULE_SHARE,
        )

    def _store_new(self, item: PreparedItem, read: ItemArticle, *, is_page_wanted: bool) -> ItemRecord:
        article_id = make_article_id(self._feed_id, item)
        existing = self._library.find_entry(article_id)
        page = self._choose_page(item) if is_page_wanted else PAGE_NOT_NEEDED
        if existing is None:
            self._store_article(article_id, read)
            self._library.stories.add_article(article_id, item.fingerprint)
            self._new.append(article_id)
            self._apply_rules(article_id, item, read)
        else:  # it came with another feed, or the user added its page
            page = PAGE_NOT_NEEDED
        published = min(item.keys.published or self._now, self._now)
        record = ItemRecord(
            self._feed_id,
            article_id,
            item.keys.guid,
            item.keys.link,
            item.keys.title,
            published,
            self._now,
            item.hash,
            item.sections,
            page,
        )
        return record._replace(number=self._library.feeds.store_item(record))

    def _update(self, item: PreparedItem, record: ItemRecord) -> ItemRecord:
        """The record of a known item as it is now; its article is stored anew where the item has changed."""
        keys = item.keys
        updated = record._replace(
            guid=keys.guid or record.guid, link=keys.link or record.link, title=keys.title or record.title
        )
        if record.hash == item.hash or item.read is None:
            return updated
        updated = updated._replace(hash=item.hash, sections=item.sections)
        if find_hidden(self._library.connection, [record.article]):
            return updated
        if record.page == PAGE_FETCHED:  # its page has more than the item, and may have changed, too
            return updated._replace(page=PAGE_WANTED, attempts=0)
        is_first_source = self._library.feeds.find_first_feed(record.article) == self._feed_id
        if is_first_source and self._library.find_entry(record.article) is not None:
            self._store_article(record.article, item.read)
            self._changed += 1
        return updated

    def _store_article(self, article_id: str, read: ItemArticle) -> None:
        article = read.article
        if article.origin.id != article_id:
            article = replace(article, origin=replace(article.origin, id=article_id))
        self._library.store_article(article, read.text)

    def _choose_page(self, item: PreparedItem) -> int:
        """Whether the page of a new item is to be fetched."""
        choice = self._settings.full_text
        is_wanted = choice == "always" or (choice == "auto" and item.is_summary)
        return PAGE_WANTED if is_wanted and item.has_own_link else PAGE_NOT_NEEDED

    def _apply_rules(self, article_id: str, item: PreparedItem, read: ItemArticle) -> None:
        library = self._library
        library.update_entry(article_id, add_tags=self._settings.tags)
        if not self._rules:
            return
        text = "\n".join(block.text for block in read.article.blocks)
        subject = make_subject(item.title, text, (*item.authors, *read.article.authors), item.sections)
        for rule in find_matching(self._rules, subject):
            if rule.action == "notify":
                self._notified.append(item.title)
                continue
            if rule.action == "star":
                library.update_entry(article_id, starred=True)
            elif rule.action == "tag":
                library.update_entry(article_id, add_tags=[rule.tag])
            elif article_id not in self._muted:
                self._muted.append(article_id)
            library.feeds.store_effect(article_id, rule.action, rule.tag, self._feed_id)
