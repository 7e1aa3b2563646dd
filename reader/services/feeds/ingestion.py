"""Stores the items of feed documents in the library, with the new states of the feeds, in one transaction."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from reader.annotations.w3c import make_timestamp
from reader.library.feed_store import (
    PAGE_FETCHED,
    PAGE_NOT_NEEDED,
    PAGE_WANTED,
    PAGE_WANTED_AGAIN,
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
    from reader.library.records import ArticleRows
    from reader.services.feeds.preparation import PreparedFeed, PreparedItem

FIRST_PAGES_MAX = 40
"""Pages that are fetched of a feed that is new: nobody waits for those of last year."""
_BROAD_RULE_ITEMS, _BROAD_RULE_SHARE = 10, 0.9
"""New articles, and the share of them from which a rule that mutes is told of."""


class IngestionResult(NamedTuple):
    """The result of storing a document: how many articles are new, changed and muted."""

    new_count: int = 0
    """Articles that are new and shown."""
    changed_count: int = 0
    muted_count: int = 0
    notified_titles: tuple[str, ...] = ()
    """Titles of articles that a rule notifies of."""
    has_broad_rule: bool = False
    """Whether a rule has muted nearly everything."""


class FeedDocument(NamedTuple):
    """A document of a feed, to be stored."""

    state: FeedState
    """What is known of the feed now, this document included."""
    prepared: PreparedFeed
    settings: FeedSettings
    """What the user decided about the feed."""
    rules: Sequence[FeedRule] = ()
    """Those of the feed and of all feeds."""


def store_feeds(library: Library, documents: Sequence[FeedDocument], now: datetime) -> list[IngestionResult]:
    """Store the items of documents that are new or changed, and the states of their feeds.

    All is stored together or not at all. Items that another program has stored meanwhile are not stored twice.

    Args:
        library: Open for writing.
        documents: At most one of each feed.
        now: When they were fetched.
    """
    with library.transaction():
        items = [item for document in documents for item in document.prepared.items]
        existing = library.find_known(item.article_id for item in items if item.rows)
        ingestions = [_Ingestion(library, document, now) for document in documents]
        for ingestion in ingestions:
            ingestion.store_items(existing)
        # At once for all feeds: the search index writes less so.
        library.insert_articles([rows for ingestion in ingestions for rows in ingestion.list_new_rows()])
        return [ingestion.finish() for ingestion in ingestions]


class _Ingestion:
    """One document on its way into the library, inside a transaction."""

    def __init__(self, library: Library, document: FeedDocument, now: datetime) -> None:
        self._library = library
        self._document = document
        self._feed_id = document.state.id
        self._settings = document.settings
        self._moment = now
        self._now = format_moment(now)
        self._added = make_timestamp(now)
        self._new: list[PreparedItem] = []
        self._records: list[ItemRecord] = []
        self._muted: list[str] = []
        self._changed = 0
        self._notified: list[str] = []

    def store_items(self, existing: set[str]) -> None:
        """Store what is known of the feed and of known items, and note what is new.

        The last item of the document comes first, so that the newest is the one added last.

        Args:
            existing: The ids of articles that the library has; those of new ones are added.
        """
        self._library.feeds.store_state(self._document.state)
        items = self._document.prepared.items
        records = self._library.feeds.load_items(self._feed_id)
        known = KnownItems(records, [item.keys for item in items])
        # Of a feed that is new nobody waits for the pages of last year.
        newest = {id(item) for item in items[: None if records else FIRST_PAGES_MAX]}
        for item in reversed(items):
            record = known.find(item.keys)
            if record is None:
                if item.rows is not None:  # else another program has removed it meanwhile
                    known.add(self._add_new(item, existing, is_page_wanted=id(item) in newest))
            elif record.number:  # else the document has it twice
                updated = self._update(item, record)
                if updated != record:
                    self._library.feeds.store_item(updated)
                    known.replace(updated)

    def list_new_rows(self) -> list[ArticleRows]:
        """The rows of the articles that are to be stored."""
        rows = [item.rows for item in self._new if item.rows]
        for each in rows:
            each.article["added"] = self._added  # the moment they were made at depends on how busy the machine was
        return rows

    def finish(self) -> IngestionResult:
        """Store the rows that refer to the new articles, which are stored now; apply rules and settings of the feed."""
        library, settings = self._library, self._settings
        library.feeds.add_items(self._records)
        library.stories.add_articles({item.article_id: item.fingerprint for item in self._new})
        rules = self._document.rules
        if rules or settings.tags:
            for item in self._new:
                self._apply_rules(item, rules)
        if self._muted:
            mute_articles(library.connection, self._muted)
        if settings.keep_days:
            oldest = format_moment(self._moment - timedelta(days=settings.keep_days))
            drop_old_articles(library.connection, self._feed_id, oldest)
        share = len(self._muted) / max(1, len(self._new))
        return IngestionResult(
            len(self._new) - len(self._muted),
            self._changed,
            len(self._muted),
            tuple(self._notified),
            len(self._new) >= _BROAD_RULE_ITEMS and share >= _BROAD_RULE_SHARE,
        )

    def _add_new(self, item: PreparedItem, existing: set[str], *, is_page_wanted: bool) -> ItemRecord:
        """Note a new item, and its article unless that came with another feed or was added by the reader."""
        page = PAGE_NOT_NEEDED
        if item.article_id not in existing:
            existing.add(item.article_id)
            page = self._choose_page(item) if is_page_wanted else page
            self._new.append(item)
        published = min(item.keys.published or self._now, self._now)
        record = ItemRecord(
            self._feed_id,
            item.article_id,
            item.keys.guid,
            item.keys.link,
            item.keys.title,
            published,
            self._now,
            item.hash,
            item.sections,
            page,
        )
        self._records.append(record)
        return record

    def _update(self, item: PreparedItem, record: ItemRecord) -> ItemRecord:
        """The record of a known item as it is now; its article is stored anew where the item has changed."""
        keys = item.keys
        updated = record._replace(
            guid=keys.guid or record.guid, link=keys.link or record.link, title=keys.title or record.title
        )
        if record.hash == item.hash:
            return updated
        updated = updated._replace(hash=item.hash, sections=item.sections)
        if find_hidden(self._library.connection, [record.article]):
            return updated
        if record.page == PAGE_FETCHED:  # its page has more than the item, and may have changed, too
            return updated._replace(page=PAGE_WANTED_AGAIN, attempts=0)
        is_first_source = self._library.feeds.find_first_feed(record.article) == self._feed_id
        if item.changed and is_first_source and self._library.find_known([record.article]):
            self._library.store_article(item.changed.article, item.changed.text)
            self._changed += 1
        return updated

    def _choose_page(self, item: PreparedItem) -> int:
        """Whether the page of a new item is to be fetched."""
        choice = self._settings.full_text
        is_wanted = choice == "always" or (choice == "auto" and item.is_summary)
        return PAGE_WANTED if is_wanted and item.has_own_link else PAGE_NOT_NEEDED

    def _apply_rules(self, item: PreparedItem, rules: Sequence[FeedRule]) -> None:
        """Apply the user's rules to a new article."""
        library, article_id, rows = self._library, item.article_id, item.rows
        assert rows
        library.update_entry(article_id, add_tags=self._settings.tags)
        authors = (*item.authors, *rows.article["authors"].splitlines())
        subject = make_subject(item.title, rows.text["canonical"], authors, item.sections)
        for rule in find_matching(rules, subject):
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
