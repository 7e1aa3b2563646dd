"""Pages of the web that were read or stored before."""

from __future__ import annotations

import os.path
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.sources.urls import make_url_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.sources import Document
    from reader.tui.state.annotation_store import AnnotationStore
    from reader.tui.state.list_entry import ListEntry


def collect_read_pages(entries: Iterable[ListEntry], annotation_store: AnnotationStore) -> frozenset[str]:
    """The keys of the URLs of all pages that were read, in this session or before, and the paths of files.

    Args:
        entries: The articles of the session.
        annotation_store: Knows those of before.
    """
    read = [entry for entry in entries if entry.is_read]
    urls = [entry.source for entry in read if entry.kind == "web"]
    with suppress(ReaderError):  # a library that cannot be opened says so when something is to be stored
        urls += annotation_store.list_read_urls()
    return frozenset(
        [*map(make_url_key, urls), *(os.path.abspath(entry.source) for entry in read if entry.kind == "file")]
    )


def find_stored_page(entry: ListEntry, annotation_store: AnnotationStore) -> Document | None:
    """The document of a page of the web as it was when it was opened last; None where it is not stored.

    Args:
        entry: Its entry.
        annotation_store: Where it may be stored.
    """
    if entry.kind != "web":
        return None
    with suppress(ReaderError):
        return annotation_store.find_page(entry.source)
    return None
