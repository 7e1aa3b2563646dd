"""Pages of our own writing, one for each kind, against what a person reads in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reader.model import Article, Origin, clean
from reader.structure.html import read_html_article

PAGES = Path(__file__).parents[1] / "pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))


def article_of(name: str, *, whole: bool = False) -> Article:
    text = clean((PAGES / f"{name}.html").read_text("utf-8"))
    return read_html_article(text, Origin("test", path=f"{name}.html"), include_boilerplate=whole)


def plain(article: Article) -> dict[str, Any]:
    """What a page is compared by: fields, and blocks with their credits, images and spans."""
    blocks = []
    for block in article.blocks:
        entry: dict[str, Any] = {"kind": block.kind, "text": block.text}
        if block.credit:
            entry["credit"] = block.credit
        if block.image:
            entry["image"] = block.image
        spans = [[span.kind, block.text[span.start : span.end]] for span in block.spans if span.kind != "strong"]
        if spans:
            entry["spans"] = spans
        blocks.append(entry)
    return {
        "title": article.title,
        "deck": article.deck,
        "breadcrumb": list(article.breadcrumb),
        "date": article.date,
        "outlet": article.outlet,
        "authors": list(article.authors),
        "editors": list(article.editors),
        "script": article.script,
        "blocks": blocks,
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_read_as_a_person_reads_it(name: str) -> None:
    expected = json.loads((PAGES / f"{name}.expected.json").read_text("utf-8"))
    assert plain(article_of(name)) == expected


@pytest.mark.parametrize("name", NAMES)
def test_blocks_of_a_page_have_no_line_numbers_and_clean_text(name: str) -> None:
    for block in article_of(name).blocks:
        assert block.line is None
        assert block.line_end is None
        assert clean(block.text) == block.text == block.text.strip()
        assert all(0 <= span.start < span.end <= len(block.text) for span in block.spans)


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"next-data", "state-blocks", "json-ld", "textarea"}))
def test_whole_gives_what_was_cut_away_as_chrome_and_the_article_unchanged(name: str) -> None:
    article, whole = article_of(name), article_of(name, whole=True)
    assert [block for block in whole.blocks if block.kind != "chrome"] == list(article.blocks)
    assert (whole.title, whole.date, whole.authors) == (article.title, article.date, article.authors)


def test_whole_has_the_menu_the_other_article_and_the_footer() -> None:
    cut = [block.text for block in article_of("endless", whole=True).blocks if block.kind == "chrome"]
    assert cut[0] == "首頁"
    assert "河濱步道路燈全換新 夜跑族叫好" in cut
    assert cut[-1] == "城市日報 版權所有 轉載必究"
