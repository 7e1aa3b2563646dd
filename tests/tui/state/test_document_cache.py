from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.model import Origin, clean
from reader.sources import Document, read_file
from reader.sources.previews import Preview
from reader.structure import create_reader
from reader.tui.state.document_cache import DocumentCache

PAGE = (
    "<html><body><article><h1>港口</h1>"
    + "<p>縣裏沒有先建廠房，而是先把舊碼頭挖深，一共花了三年。</p>" * 5
    + "</article>"
)
TEXTS = {"a.txt": "標題\n\n　　文章。\n", "a.html": PAGE, "https://news.test/a": PAGE, "-": "標題\n\n　　文章。\n"}


class Disk:
    """Sources, and which of them were loaded."""

    def __init__(self) -> None:
        self.loaded: list[str] = []

    def load(self, source: str) -> Document:
        self.loaded.append(source)
        if source not in TEXTS:
            raise ReaderError(source, "there is no such file")
        return Document(clean(TEXTS[source]), Origin(source, source))

    def peek(self, source: str) -> Preview | None:
        if source not in TEXTS:
            raise ReaderError(source, "there is no such file")
        return None if source == "-" else Preview(clean(TEXTS[source][:100]), 10, is_complete=False)


def make() -> tuple[DocumentCache, Disk]:
    disk = Disk()
    return DocumentCache(disk.load, disk.peek), disk


@pytest.mark.parametrize(
    ("source", "is_slow"),
    [("a.txt", False), ("a.html", True), ("https://news.test/a", True), ("-", False), ("gone.txt", False)],
)
def test_pages_and_the_web_are_slow_to_open(source: str, *, is_slow: bool) -> None:
    cache, disk = make()
    assert cache.is_slow_to_open(source) == is_slow
    assert disk.loaded == []


@pytest.mark.parametrize("source", ["-", "https://news.test/a"])
def test_documents_that_cannot_be_read_again_stay_cached(source: str) -> None:
    cache, disk = make()
    assert cache.load_and_keep(source, 0) is cache.load_and_keep(source, 0)
    assert disk.loaded == [source]
    assert 0 in cache


def test_documents_of_files_are_not_cached(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("標題", "utf-8")
    cache = DocumentCache(lambda source: read_file(Path(source)), lambda source: None)
    cache.load_and_keep(str(path), 0)
    assert 0 not in cache


def test_a_parsed_page_is_opened_again_from_its_beginning() -> None:
    cache, disk = make()
    document = disk.load("https://news.test/a")
    cache.store("https://news.test/a", 3, document, create_reader(document.text, document.origin))
    assert not cache.is_slow_to_open("https://news.test/a", 3)
    first = cache.get_reading(3)
    assert first is not None
    blocks = first.advance(100)
    second = cache.get_reading(3)
    assert second is not None
    assert second.advance(100) == blocks
    assert cache.get_reading(4) is None


def test_a_pasted_text_is_not_loaded() -> None:
    cache, disk = make()
    document = Document(clean("貼上的文章"), Origin("pasted"))
    cache.add_document(7, document)
    assert cache.load_document("pasted", 7) is document
    assert disk.loaded == []
    with pytest.raises(ReaderError):
        cache.load_document("pasted")
