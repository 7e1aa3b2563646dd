"""Which pages were read before, and the stored ones."""

from __future__ import annotations

from reader.errors import ReaderError
from reader.model import Origin, clean
from reader.sources import Document
from reader.tui.state.annotation_store import InMemory
from reader.tui.state.known_pages import collect_read_pages, find_stored_page
from reader.tui.state.list_entry import ListEntry

PAGE = Document(clean("鐘聲"), Origin("1", url="https://a.example/1"))


class Store(InMemory):
    """Has one page, or cannot be opened."""

    is_broken = False

    def find_page(self, url: str) -> Document | None:
        if self.is_broken:
            raise ReaderError("the library", "it is damaged")
        return PAGE if url == "https://a.example/1" else None

    def list_read_urls(self) -> list[str]:
        if self.is_broken:
            raise ReaderError("the library", "it is damaged")
        return ["http://b.example/2/"]


def entries() -> list[ListEntry]:
    sources = ["https://a.example/1", "https://a.example/unread", "/news/a.txt", "-"]
    return [ListEntry(source, number, is_read=number != 1) for number, source in enumerate(sources)]


def test_pages_read_now_and_before_are_known() -> None:
    assert collect_read_pages(entries(), Store()) == {"a.example/1", "b.example/2", "/news/a.txt"}


def test_only_pages_of_the_web_are_stored_under_their_urls() -> None:
    found = [find_stored_page(entry, Store()) for entry in entries()]
    assert found == [PAGE, None, None, None]


def test_unusable_library_gives_no_read_pages() -> None:
    store = Store()
    store.is_broken = True
    assert collect_read_pages(entries()[1:2], store) == frozenset()
    assert find_stored_page(entries()[0], store) is None
