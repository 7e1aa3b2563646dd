"""Which line of a page is its headline, and what titles are without the name of the site."""

from __future__ import annotations

import pytest

from reader.model import CleanText
from reader.structure.html.headline import (
    _HEADLINE_LINES_ABOVE,
    _HEADLINE_MAX,
    find_headline,
    find_headline_above,
    find_next_article,
    make_title_key,
    strip_site_name,
)
from reader.structure.html.page_metadata import PageMetadata
from tests.structure.html.bodies import linearize_body

STORY = "停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅在塔上守了整整三个月。" * 3


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
    lines = linearize_body(body).lines
    found = find_headline(lines, titled(title))
    assert (None if found is None else lines[found].text) == headline


def test_the_next_article_on_a_page_begins_at_a_headline_built_alike() -> None:
    body = f"<article><h1>渡口的钟</h1><p>{STORY}</p></article><article><h1>夜市搬到河边</h1><p>{STORY}</p></article>"
    lines = linearize_body(body).lines
    assert lines[find_next_article(lines, 0)].text == "夜市搬到河边"
    alone = linearize_body(f"<h1>渡口的钟</h1><p>{STORY}</p>").lines
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
    lines = linearize_body(f"{first}<p>{STORY}</p>{second}<p>{STORY}</p>").lines
    assert find_next_article(lines, 0) == (2 if is_next else len(lines))
    short = linearize_body(f"{first}<p>停摆了。</p>{second}<p>{STORY}</p>").lines
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


H = "渡口的钟又响了"


@pytest.mark.parametrize(
    ("body", "titles", "position"),
    [
        (f"<h1>{H}</h1>", (), 0),
        (f"<h2>{H}</h2>", (), None),
        ("<h1>江岸</h1>", (), 0),
        ("<h1>江岸</h1><h1>渡轮</h1>", (), None),
        (f"<p>{H}</p>", (H,), 0),
        (f"<p>{H}</p>", (H + "_江岸日报",), 0),
        (f"<p>{H}</p>", ("别的", H), 0),
        (f"<p>{H}</p>", (H + "江岸",), None),
        (f"<h2>{H}</h2>", (H + "江岸",), 0),
        (f"<h3>{H}</h3>", (H + "江岸",), 0),
        (f"<h4>{H}</h4>", (H + "江岸",), 0),
        (f"<h2>{H[:6]}</h2>", (H + "江岸日报的人",), 0),
        (f"<h2>{H[:5]}</h2>", (H + "江岸日报的人",), None),
        (f"<h2>{H[:5]}</h2>", (H,), 0),
        (f"<p>{H}吧</p>", (H,), 0),
        (f"<p>{H}{H[:6]}</p>", (H,), 0),
        (f"<p>{H}{H}</p>", (H,), None),
        (f"<p>{H[:5]}的人</p>", (H[:5],), None),
        (f"<p>{H[:6]}的人</p>", (H[:6],), 0),
        (f"<h2>{H}{H[:5]}</h2>", (f"他说{H}{H[:5]}了",), 0),
        (f"<h2>{H}{H[:4]}</h2>", (f"他说{H}{H[:4]}了",), None),
        (f"<p>{H}</p><p><b>{H}</b></p>", (H,), 1),
        (f"<p><b>{H}</b></p><p>{H}</p>", (H,), 0),
        (f"<p>{H}</p><p><b>渡口的</b>钟又响了</p>", (H,), 0),
        (f"<p>{H}</p><p><b>渡口的钟</b>又响了</p>", (H,), 1),
        (f"<p>{H}</p><p align=center>{H}</p>", (H,), 1),
        (f"<p>{H}</p><h2>{H}</h2>", (H,), 1),
        (f"<h2>{H}</h2><h1>{H}</h1>", (H,), 1),
        (f"<h1>{H}</h1><h2>{H}</h2>", (H,), 0),
        (f"<p>{H}</p><p class=title>{H}</p>", (H,), 1),
        (f"<h2>{H}</h2><h4>{H}</h4>", (H,), 0),
        (f"<h4>{H}</h4><h2>{H}</h2>", (H,), 1),
        (f"<h1><a href=/>{H}</a></h1><p class=title>{H}</p>", (H,), 0),
        (f"<h1><a href=/>{H}</a></h1><p class=title><b>{H}</b></p>", (H,), 0),
        (f"<nav><h1>{H}</h1></nav><p class=title>{H}</p>", (H,), 0),
        (f"<nav><h1>{H}</h1></nav><h3>{H}</h3>", (H,), 1),
        (f"<h1>江岸日报</h1><h2>{H}</h2>", (H,), 1),
        (f"<h1>江岸日报</h1><p>{H}</p>", (H,), 1),
        (f"<h1>江岸日报</h1><p>{H}</p>", ("别的", H), 0),
        (f"<h1>江岸日报</h1><h1>渡轮</h1><p>{H}</p>", (H,), 2),
        (f"<p>{H}</p><p>{H}</p>", ("别的", H), 0),
        (f"<p>{H}</p><p>{H}_</p>", (H,), 0),
        (f"<h2>{H[:3]}</h2>", (H[:3],), None),
        (f"<h2>{H[:4]}</h2>", (H[:4],), 0),
        ("<h1>钟</h1>", ("钟",), 0),
        ("<h1>钟</h1>", (), 0),
        ("<h1>" + "钟" * _HEADLINE_MAX + "</h1>", (), 0),
        ("<h1>" + "钟" * (_HEADLINE_MAX + 1) + "</h1>", (), None),
    ],
)
def test_the_line_that_matches_the_title_and_stands_out_is_the_headline(
    body: str, titles: tuple[str, ...], position: int | None
) -> None:
    assert find_headline(linearize_body(body).lines, titled(*titles)) == position


@pytest.mark.parametrize(
    ("above", "position"),
    [
        (f"<h2>{H}</h2>", 0),
        (f"<h3>{H[:5]}</h3>", 0),
        (f"<h3>{H}</h3>", 0),
        (f"<h4>{H}</h4>", None),
        (f"<p>{H}</p>", None),
        (f"<p><b>{H}</b></p>", None),
        (f"<p align=center><b>{H[:5]}</b></p>", None),
        (f"<p align=center><b>{H}</b></p>", 0),
        (f"<p class=title><b>{H[:5]}</b></p>", 0),
        (f"<p class=title>{H}</p>", 0),
        (f"<h2>渡轮回来了</h2><h2>{H}</h2>", 1),
        (f"<h2>{H}</h2><p align=center><b>{H}</b></p>", 0),
        (f"<h2>{H}</h2><h3>渡轮回来了吧</h3>", 0),
        (f"<h2><a href=/>{H}</a></h2>", None),
        (f"<nav><h2>{H}</h2></nav>", None),
        ("<h2>来源：江岸日报社</h2>", None),
        ("<h2>相关新闻相关新闻</h2>", None),
        (f"<h2>{H[:3]}</h2>", None),
        (f"<h1>{H[:4]}</h1>", 0),
        ("<h1>" + "钟" * _HEADLINE_MAX + "</h1>", 0),
        ("<h1>" + "钟" * (_HEADLINE_MAX + 1) + "</h1>", None),
        (f"<h2>{H}</h2>" + "<p>渡</p>" * (_HEADLINE_LINES_ABOVE - 1), 0),
        (f"<h2>{H}</h2>" + "<p>渡</p>" * _HEADLINE_LINES_ABOVE, None),
    ],
)
def test_without_a_title_the_most_prominent_line_above_the_story_is_the_headline(
    above: str, position: int | None
) -> None:
    page = linearize_body(f"{above}<div class=s><p>{STORY}</p></div>")
    story = next(box for box in page.elements if box.class_and_id == "s")
    assert find_headline_above(page.lines, story) == position


@pytest.mark.parametrize(
    ("title", "site", "stripped"),
    [
        ("渡口的钟-本地", "", "渡口的钟"),
        ("渡口的钟_江岸", "", "渡口的钟"),
        ("渡口_江岸", "", "渡口_江岸"),
        ("渡口的钟 - 江岸网", "江岸网", "渡口的钟"),
        ("渡口的钟 - 江岸", "江岸网", "渡口的钟"),
        ("渡口的钟 - 江岸新闻网站", "江岸新闻", "渡口的钟"),
        ("渡口的钟 - 江岸日报", "", "渡口的钟"),
        ("渡口的钟 - 声声入耳", "", "渡口的钟"),
        ("渡口的钟 - 声声都入耳", "", "渡口的钟 - 声声都入耳"),
        ("渡口的钟|江江江江江江江江江江江江江江江江", "", "渡口的钟"),
        ("渡口的钟|江江江江江江江江江江江江江江江江江", "", "渡口的钟|江江江江江江江江江江江江江江江江江"),
        ("渡口的钟_a_b_c_d_e_f", "", "渡口的钟_a_b"),
        ("_江岸日报", "江岸日报", "_江岸日报"),
        ("渡口《钟_声》", "", "渡口《钟_声》"),
        ("《渡口的钟》_江岸", "", "《渡口的钟》"),
        ("渡口的钟——江岸日报", "江岸日报", "渡口的钟"),
    ],
)
def test_what_is_cut_off_a_title_is_short_or_an_outlet(title: str, site: str, stripped: str) -> None:
    assert strip_site_name([CleanText(title)], [CleanText(site)]) == stripped


def test_a_title_of_one_character_is_none() -> None:
    assert strip_site_name([], []) is None
    assert strip_site_name([CleanText("钟"), CleanText("钟楼")], []) == "钟楼"
