from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import pytest

from reader.config.settings import Settings
from reader.library.library import Library
from reader.library.search import search_library
from reader.model import Origin, clean
from reader.sources import Document
from reader.tui.state.article import FIRST_BLOCKS, OpenArticle
from tests.tui.open_articles import STORY, find_block, open_text

if TYPE_CHECKING:
    from reader.model import ViewName
    from reader.tui.state.navigation import NavigationTarget

LONG = "長文\n\n" + "\n\n".join(f"    第{n}段，縣裏的漁民說了很多話，也做了很多事。" for n in range(500))


def texts(article: OpenArticle, targets: list[NavigationTarget]) -> list[str]:
    return [article.blocks[target.block].text[target.start : target.end] for target in targets]


def test_sections_and_captions_are_navigation_targets() -> None:
    article = open_text()
    assert texts(article, article.get_navigation_targets("sections")) == ["一、先修碼頭", "二、再招工廠"]
    (caption,) = article.get_navigation_targets("captions")
    assert "碼頭的船" in article.blocks[caption.block].text


def test_run_in_heads_are_listed_but_skipped_where_there_are_headings() -> None:
    feature = Path(__file__).parents[3] / "articles" / "02-feature.txt"
    article = open_text(feature.read_text("utf-8"))
    assert {target.level for target in article.all_targets["sections"]} == {0, 1}
    assert {target.level for target in article.get_navigation_targets("sections")} == {0}
    article.heading_indexes.clear()
    assert article.get_navigation_targets("sections") == article.all_targets["sections"]


def test_only_the_first_blocks_are_read_at_first() -> None:
    article = OpenArticle(Document(clean(LONG), Origin("1")), Settings(), "")
    assert FIRST_BLOCKS <= len(article.blocks) < 500
    before = len(article.blocks)
    fresh = article.read_blocks(10)
    assert list(article.blocks[before:]) == fresh
    while not article.reading.is_done:
        article.read_blocks(1000)
    assert article.converted.is_complete
    assert article.length == sum(len(block.text) for block in article.blocks)


def test_article_offsets_count_the_blocks_before() -> None:
    article = open_text()
    assert article.to_article_offset(0, 3) == 3
    assert article.to_article_offset(2, 1) == len(article.blocks[0].text) + len(article.blocks[1].text) + 1


def test_links_lead_to_absolute_urls() -> None:
    page = "<html><body><article><h1>港口的變化</h1>" + "".join(
        f"<p>縣裏沒有先建廠房，而是先把舊碼頭挖深，<a href='{href}'>見這裏</a>，再把路修到碼頭，一共花了三年。</p>"
        for href in ("/next.html", "javascript:alert(1)", "https://other.test/a")
    )
    document = Document(clean(page), Origin("1", url="https://news.test/a/b.html"))
    article = OpenArticle(document, Settings(), "")
    article.read_blocks(100)
    urls = [article.resolve_link(target) for target in article.get_navigation_targets("links")]
    assert "https://news.test/next.html" in urls
    assert "https://other.test/a" in urls
    assert not any(url.startswith("javascript") for url in urls)


# -- search


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("碼頭", 5),
        ("码头", 5),
        ("理髮", 1),
        ("理發", 1),
        ("理发", 1),
        ("１２米", 1),
        ("12米", 1),
        ("", 0),
        ("沒有的字", 0),
    ],
)
def test_search_finds_words_in_either_script_and_width(query: str, count: int) -> None:
    article = open_text()
    assert len(article.search(query)) == count
    assert article.all_targets["hits"] == article.search(query)


def test_search_finds_words_of_the_view_too() -> None:
    article = open_text("新聞\n\n    縣裏的软件公司說，软件都是自己寫的，寫了三年才寫完。\n")
    article.converted.view_name = "twp"
    hits = article.search("軟體")
    assert texts(article, hits) == ["软件", "软件"]


def test_words_of_the_headline_that_the_deck_repeats_unseen_are_no_hits() -> None:
    article = open_text(
        "小漁港變風電小鎮\n\n2025-11-18\n\n小漁港變風電小鎮——東岸縣紀事\n\n" + STORY.split("\n\n", 1)[1]
    )
    deck = next(index for index, block in enumerate(article.blocks) if block.kind == "deck")
    assert deck not in {hit.block for hit in article.search("小鎮")}
    assert [hit.block for hit in article.search("紀事")] == [deck]


def test_hits_are_found_in_blocks_that_are_read_later() -> None:
    article = OpenArticle(Document(clean(LONG), Origin("1")), Settings(), "")
    found = len(article.search("第"))
    article.read_blocks(50)
    assert len(article.all_targets["hits"]) >= found + 50


def test_hits_of_a_range_are_all_that_overlap_it_and_none_behind_it() -> None:
    article = open_text()
    hits = article.search("碼頭")
    for hit in hits:
        found = article.find_hits(hit.block, hit.start + 1, hit.start + 2)
        assert hit in found
        assert all(other.block == hit.block and other.start < hit.start + 2 for other in found)


@pytest.mark.parametrize("view_name", ["source", "hans", "tw"])
@pytest.mark.parametrize("query", ["软件", "軟件", "軟體"])
def test_words_of_all_regions_are_hits_in_every_view(query: str, view_name: ViewName) -> None:
    article = open_text("標題\n\n    軟體公司賣的軟體，內地叫軟件。\n")
    article.converted.view_name = view_name
    assert texts(article, article.search(query)) == ["軟體", "軟體", "軟件"]
    assert article.search("") == []


def test_hits_of_words_that_have_each_other_do_not_overlap() -> None:
    article = open_text("標題\n\n    出租車與的士和計程車的士兵。\n")
    assert texts(article, article.search("计程车")) == ["出租車", "的士", "計程車", "的士"]
    hits = article.search("计程车的士")
    assert all(first.end <= second.start for first, second in pairwise(hits))


@pytest.mark.parametrize("query", ["碼頭", "码头", "１２米", "12米", "ＡＩ", "ai", "縣", "海灣"])
def test_the_place_that_the_library_finds_is_a_hit_on_the_screen(query: str, tmp_path: Path) -> None:
    article = open_text(STORY + "\n    ＡＩ和AI都來了，在園區裏開了新的公司，請了很多人。\n")
    on_screen = {tuple(target[:3]) for target in article.search(query)}
    with Library.open(tmp_path / "library.db") as library:
        library.store_article(article.article, clean(STORY))
        found = search_library(library, query).hits
    places = {(hit.block, hit.start, hit.end) for hit in found if hit.block is not None}
    assert on_screen
    assert places
    assert places <= on_screen


# -- changes of the conversion


def test_changes_that_deserve_a_look_are_found_block_by_block() -> None:
    article = open_text(
        "海边的小城\n\n    理发店和面馆很多，看见鸟2只。\n\n    里面的人都走了，只有老人还在，他们在等船。\n"
    )
    article.converted.view_name = "hant"
    calls = 0
    while article.find_changes(perf_counter()):
        calls += 1
    assert calls == len(article.blocks) - 1
    found = article.all_targets["changes"]
    kinds = {(c.start, c.kind) for target in found for c in article.converted.get_changes(target.block)}
    assert found
    assert all((target.start, "converted") not in kinds for target in found)
    article.clear_changes()
    assert article.all_targets["changes"] == []


def test_the_converter_of_a_long_article_is_not_loaded_before_it_is_asked_for() -> None:
    short = open_text("标题\n\n    简体的文章，写的是海边的小城，那里的人都走了。\n")
    assert short.converted.other_view_name != "hans"
    assert short.should_preload
    long = open_text("标题\n\n" + "    简体的文章，写的是海边的小城，那里的人都走了。\n\n" * 5000)
    assert not long.should_preload


def test_find_block_helper_finds_the_words() -> None:
    assert "理發" in open_text().blocks[find_block(open_text(), "理發")].text


def test_only_links_of_a_front_page_to_pages_that_were_read_are_read() -> None:
    from reader.structure import create_reader

    items = "".join(f'<li><a href="/a/{n}#top">第{n}條新聞說的是另一件事</a></li>' for n in range(8))
    text = clean(f"<html><head><title>海灣日報</title></head><body><h2>要聞</h2><ul>{items}</ul></body></html>")
    document = Document(text, Origin("1", url="http://a.example/"))
    opened = OpenArticle(document, Settings(), "", reading=create_reader(document.text, document.origin))
    assert opened.article.is_front_page
    index = find_block(opened, "第3條")
    assert not opened.is_link_read(index)
    opened.read_url_keys = frozenset({"a.example/a/3"})
    assert opened.is_link_read(index)
    assert not opened.is_link_read(index + 1)
    assert not opened.is_link_read(find_block(opened, "要聞"))
