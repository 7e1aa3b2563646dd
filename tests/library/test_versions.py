"""Earlier texts of articles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.annotations.model import CanonicalText
from reader.library.search import search_library
from reader.library.versions import MAX_VERSIONS
from reader.model import clean
from tests.library.texts import STORY, opened

if TYPE_CHECKING:
    from reader.library.library import Library


def test_an_article_keeps_its_earlier_texts_in_order(library: Library) -> None:
    texts = [STORY.replace("三年前", f"{year}年前") for year in ("十", "九", "八")]
    for text in texts:
        one = opened(text)
        library.store_article(one.article, one.source)
    versions = library.load_versions(one.id)
    assert [version.canonical.text for version in versions] == [opened(text).canonical.text for text in texts[:2]]
    assert [version.number for version in versions] == [1, 2]
    assert {version.date for version in versions} == {"2025-03-01"}
    entry = library.find_entry(one.id)
    assert entry
    assert entry.changed == versions[-1].replaced
    assert search_library(library, "is:changed").total == 1
    assert search_library(library, "十年前").total == 0


def test_the_same_text_again_is_no_version(library: Library) -> None:
    one = opened()
    for _ in range(3):
        library.store_article(one.article, one.source)
    assert library.load_versions(one.id) == []
    assert search_library(library, "is:changed").total == 0


def test_another_reading_of_the_same_source_is_no_version(library: Library) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    shorter = replace(one.article, blocks=one.article.blocks[:-1])
    library.store_article(shorter, one.source)
    assert library.load_versions(one.id) == []
    assert library.load_canonical_text(one.id).text == CanonicalText(shorter.blocks).text


def test_only_the_newest_versions_remain_and_numbering_continues(library: Library) -> None:
    for number in range(MAX_VERSIONS + 4):
        one = opened(STORY + f"　　第{number}次修訂，全文如下。\n")
        library.store_article(one.article, one.source)
    versions = library.load_versions(one.id)
    assert [version.number for version in versions] == list(range(4, MAX_VERSIONS + 4))
    assert all(f"第{version.number - 1}次修訂" in version.canonical.text for version in versions)


def test_a_damaged_version_is_left_out(library: Library) -> None:
    for text in (STORY, STORY + "　　更正。\n", STORY + "　　再更正。\n"):
        one = opened(text)
        library.store_article(one.article, one.source)
    library.connection.execute("UPDATE versions SET canonical = x'00' WHERE number = 1")
    assert [version.number for version in library.load_versions(one.id)] == [2]


def test_an_article_whose_source_is_gone_stays_and_says_so(library: Library) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    library.mark_gone(one.id)
    first = library.find_entry(one.id)
    assert first
    assert first.gone
    library.mark_gone(one.id)
    assert library.find_entry(one.id) == first
    assert search_library(library, "is:gone 葉片").total == 1
    library.mark_gone(one.id, is_gone=False)
    assert search_library(library, "is:gone").total == 0


def test_authors_of_an_article_stored_without_them_are_added(library: Library) -> None:
    one = opened()
    article = replace(one.article, authors=(clean("林若溪"),))
    library.store_article(article, one.source)
    library.connection.execute("UPDATE articles SET authors = NULL")
    assert search_library(library, "author:林若溪").total == 0
    library.store_article(article, one.source)
    assert search_library(library, "author:林若溪").total == 1
