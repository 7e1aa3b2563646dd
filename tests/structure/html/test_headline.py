"""Which line of a page is its headline, and what titles are without the name of the site."""

from __future__ import annotations

import pytest

from reader.model import CleanText
from reader.structure.html.headline import find_headline, find_next_article, make_title_key, strip_site_name
from reader.structure.html.linearize import Linearizer
from reader.structure.html.page_metadata import PageMetadata
from reader.structure.html.parse import parse_html

STORY = "停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅在塔上守了整整三个月。" * 3


def linearized(body: str) -> Linearizer:
    root = parse_html(f"<html><body>{body}</body></html>")
    assert root is not None
    return Linearizer(root)


def titled(*titles: str) -> PageMetadata:
    metadata = PageMetadata()
    metadata.titles += [CleanText(title) for title in titles]
    return metadata


@pytest.mark.parametrize(
    ("body", "title", "headline"),
    [
        ("<h1>江岸日报</h1><h2>渡口的钟又响了</h2>", "渡口的钟又响了_江岸日报", "渡口的钟又响了"),
        ("<p class=title>渡口的钟又响了</p>", "渡口的钟又响了", "渡口的钟又响了"),
        ("<h2><a href=/>渡口的钟又响了</a></h2><h1>渡口的钟又响了</h1>", "渡口的钟又响了", "渡口的钟又响了"),
        ("<p>别的事情</p>", "渡口的钟又响了", None),
    ],
)
def test_the_headline_is_what_the_page_is_called(body: str, title: str, headline: str | None) -> None:
    lines = linearized(body).lines
    found = find_headline(lines, titled(title))
    assert (None if found is None else lines[found].text) == headline


def test_the_next_article_on_a_page_begins_at_a_headline_built_alike() -> None:
    body = f"<article><h1>渡口的钟</h1><p>{STORY}</p></article><article><h1>夜市搬到河边</h1><p>{STORY}</p></article>"
    lines = linearized(body).lines
    assert lines[find_next_article(lines, 0)].text == "夜市搬到河边"
    alone = linearized(f"<h1>渡口的钟</h1><p>{STORY}</p>").lines
    assert find_next_article(alone, 0) == len(alone)


@pytest.mark.parametrize(
    ("first", "second", "is_next"),
    [
        ("<h2>渡口的钟</h2>", "<h2>夜市搬到河边</h2><p>2025-03-01 08:00</p>", True),
        ("<h2>渡口的钟</h2>", "<h2>夜市搬到河边</h2>", False),  # a heading of the same story
        ("<h2>渡口的钟</h2>", "<h2><a href=/2>夜市搬到河边</a></h2><p>2025-03-01 08:00</p>", False),  # a list of links
        ("<h2>渡口的钟</h2>", "<h3>夜市搬到河边</h3><p>2025-03-01 08:00</p>", False),
        ("<h2>渡口的钟</h2>", "<h2>渡口的钟</h2><p>2025-03-01 08:00</p>", False),  # the same again
        ("<h2>渡口的钟</h2>", "<h2>夜市</h2><p>2025-03-01 08:00</p>", False),
        ("<p class=title>渡口的钟</p>", "<p class=title>夜市搬到河边</p><p>2025-03-01 08:00</p>", True),
        ("<p>渡口的钟</p>", "<p>夜市搬到河边</p><p>2025-03-01 08:00</p>", False),
    ],
)
def test_the_next_article_has_a_date_and_a_story_before_it(first: str, second: str, is_next: bool) -> None:
    lines = linearized(f"{first}<p>{STORY}</p>{second}<p>{STORY}</p>").lines
    assert find_next_article(lines, 0) == (2 if is_next else len(lines))
    short = linearized(f"{first}<p>停摆了。</p>{second}<p>{STORY}</p>").lines
    assert find_next_article(short, 0) == len(short)


@pytest.mark.parametrize(
    ("title", "site", "stripped"),
    [
        ("渡口的钟又响了_本地_江岸日报", "江岸日报", "渡口的钟又响了"),
        ("渡口的钟又响了 - 江岸日报", "江岸日报", "渡口的钟又响了"),
        ("渡口-钟声长篇连载之二十七回", "", "渡口-钟声长篇连载之二十七回"),
        ("《渡口-钟》", "", "《渡口-钟》"),
    ],
)
def test_the_name_of_the_site_is_cut_off_a_title(title: str, site: str, stripped: str) -> None:
    assert strip_site_name([CleanText(title)], [CleanText(site)]) == stripped


def test_two_spellings_of_a_title_have_the_same_key() -> None:
    assert make_title_key("「渡口」的鐘，又響了！") == make_title_key("“渡口”的钟 又响了")
