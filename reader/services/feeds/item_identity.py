"""Which items of a feed are the same: by guid, else by link and title, else by title and date.

Feeds change what they name their items by: the scheme when a site moves to https, the host when it moves, the guid when
its software is changed. An item that is known under any of these names is no new one.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from reader.text.folding import fold_for_search

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.library.feed_store import ItemRecord
    from reader.sources.feeds.model import FeedItem

_TRACKING_PARAMETER = re.compile(
    r"utm_\w+|spm|from|fbclid|gclid|igshid|mc_[ce]id|ref|source|share\w*|ns_\w+|at_\w+|cmpid|ocid|xtor|isappinstalled",
    re.IGNORECASE,
)
_WEB_PREFIX = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)
_BLANKS_OR_SIGNS = re.compile(r"[\W_]+")


class ItemKeys(NamedTuple):
    """The keys that identify an item: guid, link, title and date; each is empty where it has none."""

    guid: str
    link: str
    """Without scheme, www. and what tracks the user."""
    title: str
    """Folded, without signs."""
    published: str
    """ISO 8601, UTC."""


def make_keys(item: FeedItem) -> ItemKeys:
    """The keys that identify an item."""
    published = item.date.moment.strftime("%Y-%m-%dT%H:%M:%SZ") if item.date else ""
    return ItemKeys(item.guid, normalize_link(item.link), normalize_title(item.title), published)


def normalize_title(title: str) -> str:
    """A title as titles are compared: folded to one script, without blanks and signs; one of signs alone stays."""
    folded = fold_for_search(title)
    return _BLANKS_OR_SIGNS.sub("", folded) or folded.strip()


def normalize_link(url: str) -> str:
    """An address as addresses are compared: without scheme, www., fragment, default page and tracking parameters."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    query = parts.query
    if query and _TRACKING_PARAMETER.search(query):
        pairs = parse_qsl(query, keep_blank_values=True)
        query = urlencode([pair for pair in pairs if not _TRACKING_PARAMETER.fullmatch(pair[0])])
    # Pages that are named behind # alone are pages of their own: #!/news/1, #/news/1.
    fragment = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    host = parts.netloc.rpartition("@")[2].lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}{f'?{query}' if query else ''}{fragment}"


class KnownItems:
    """Finds among the stored items of a feed those of its new document.

    Args:
        records: Those that are stored, in any order.
        items: Those of the document; a name that several of them have tells nothing.
    """

    def __init__(self, records: Iterable[ItemRecord], items: Sequence[ItemKeys]) -> None:
        self._by_key: dict[tuple[str, ...], ItemRecord] = {}
        counts = [Counter(getattr(each, name) for each in items) for name in ("guid", "link")]
        self._shared_guids, self._shared_links = ({key for key, count in each.items() if count > 1} for each in counts)
        for record in records:
            self.add(record)

    def add(self, record: ItemRecord) -> None:
        """Add an item that is stored now, or is stored otherwise than before."""
        keys = ItemKeys(record.guid, record.link, record.title, record.published)
        for key in self._iter_keys(keys):
            self._by_key.setdefault(key, record)

    def replace(self, record: ItemRecord) -> None:
        """Put an item in place of the one with its number, under all names that it has now."""
        for key, other in list(self._by_key.items()):
            if other.number == record.number:
                self._by_key[key] = record
        self.add(record)

    def find(self, keys: ItemKeys) -> ItemRecord | None:
        """The item that is known by one of these names, the most certain first; None for a new one."""
        for key in self._iter_keys(keys):
            found = self._by_key.get(key)
            if found is not None and (key[0] != "link" or not _is_next_edition(keys, found)):
                return found
        return None

    def has_own_link(self, keys: ItemKeys) -> bool:
        """Whether an item has a link, and no other item of the document has it."""
        return bool(keys.link) and keys.link not in self._shared_links

    def _iter_keys(self, keys: ItemKeys) -> Iterable[tuple[str, ...]]:
        guid, link, title, published = keys
        has_guid = bool(guid) and guid not in self._shared_guids
        if has_guid:
            yield "guid", guid
            if _WEB_PREFIX.match(guid):
                address = normalize_link(guid)
                yield "guid link", address
                yield "guid path", address.partition("/")[2], title
        if link and title:
            yield "link", link, title
            yield "path", link.partition("/")[2], title, published
        if link and not has_guid and link not in self._shared_links:
            yield "link alone", link, published
        if title and not link and not has_guid:
            yield "title", title, published


def _is_next_edition(keys: ItemKeys, record: ItemRecord) -> bool:
    """Whether an item has link and title of an earlier one, and is another: the column of the next day."""
    has_other_guid = bool(keys.guid) and bool(record.guid) and keys.guid != record.guid
    return has_other_guid and bool(keys.published) and bool(record.published) and keys.published != record.published
