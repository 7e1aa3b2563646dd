"""A page of links is a list of them; an article with links beside it is an article."""

from __future__ import annotations

import pytest

from reader.errors import ReaderError
from reader.model import Article, Origin
from reader.structure.html import read_html_article
from reader.structure.html.front_page import (
    _GROUP_DISTANCE,
    _HEADING_MAX,
    _LINKS_MIN,
    _TEASER_DISTANCE,
    _TEASER_SIZE_MIN,
    _TITLE_LETTERS_MIN,
    _TITLE_MAX,
    _TITLE_MIN,
    _is_group_heading,
    find_article_links,
    find_teasers,
)
from tests.structure.html.bodies import linearize_body

STORY = "停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅在塔上守了整整三个月。" * 3
TITLES = [
    "渡轮新航线下月开航",
    "城东今天停水",
    "图书馆新馆年内开放",
    "夜市搬到河边",
    "旧船厂改成博物馆",
    "海堤步道通车",
]


def links(titles: list[str], start: int = 0) -> str:
    return "".join(f'<li><a href="/a/{start + i}.html">{title}</a></li>' for i, title in enumerate(titles))


def article_of(body: str, url: str | None = "https://paper.example.com/") -> Article:
    page = f"<html><head><title>东港日报 - 首页</title></head><body>{body}</body></html>"
    return read_html_article(page, Origin("test", url=url))


def test_links_are_list_items_in_order_under_their_headings_with_absolute_addresses() -> None:
    article = article_of(
        f"<h1>东港日报</h1><h2>本地</h2><ul>{links(TITLES[:3])}</ul><h2>文化</h2><ul>{links(TITLES[3:], 3)}</ul>"
    )
    assert [block.text for block in article.blocks] == ["东港日报", "本地", *TITLES[:3], "文化", *TITLES[3:]]
    assert [block.kind for block in article.blocks].count("list_item") == 6
    assert article.blocks[2].spans[0].href == "https://paper.example.com/a/0.html"


def test_menus_footers_doubles_and_programs_are_left_out() -> None:
    body = (
        f"<nav><ul>{links(['东港新闻频道首页'], 90)}</ul></nav><ul>{links(TITLES)}{links(TITLES)}</ul>"
        "<a href='javascript:void(0)'>打开全部新闻列表</a><footer><a href='/about'>关于东港日报网站</a></footer>"
    )
    assert [block.text for block in article_of(body).blocks if block.kind == "list_item"] == TITLES


def test_an_article_with_many_links_is_no_front_page() -> None:
    body = f"<h1>渡口的钟又响了</h1><p>2024-05-10 来源：东港日报</p><p>{STORY}</p><p>{STORY}</p><ul>{links(TITLES * 5)}</ul>"
    assert "paragraph" in {block.kind for block in article_of(body, "https://paper.example.com/a/1.html").blocks}


def test_a_front_page_with_a_teaser_is_still_a_list() -> None:
    many = [f"第{n}条新闻说的是另一件不同的事情" for n in range(30)]
    article = article_of(f"<ul>{links(many)}</ul><div><p>{STORY[:34]}</p></div>")
    assert sum(block.kind == "list_item" for block in article.blocks) == 30


def test_a_page_of_ten_thousand_links_is_read() -> None:
    many = [f"第{n}条新闻说的是另一件事" for n in range(10_000)]
    assert sum(block.kind == "list_item" for block in article_of(f"<ul>{links(many)}</ul>").blocks) == 2_000


def teaser(number: int) -> str:
    return f"<h4><a href=/a/{number}>第{number}条新闻说的是另一件事</a></h4><span>2024-05-10</span><p>{STORY[:34]}</p>"


def test_titles_with_teasers_are_a_list_of_both() -> None:
    body = "".join(map(teaser, range(6)))
    article = article_of(f"<div class=news-list>{body}</div><p>07 August 2020</p>", "https://paper.example.com/local/")
    assert article.is_front_page
    kinds = [block.kind for block in article.blocks]
    assert kinds.count("list_item") == kinds.count("paragraph") == 6
    assert article.blocks[1].text == "第0条新闻说的是另一件事"
    assert article.blocks[2].text == STORY[:34]


def test_teasers_under_an_article_do_not_make_it_a_list() -> None:
    more = f"<div class=more>{''.join(map(teaser, range(9)))}</div>"
    article = article_of(
        f"<h1>渡口的钟又响了</h1><div><p>{STORY}</p></div>{more}", "https://paper.example.com/a/1.html"
    )
    assert not article.is_front_page
    assert STORY in [block.text for block in article.blocks if block.kind == "paragraph"]


def test_an_article_of_linked_items_stays_one() -> None:
    body = "".join(map(teaser, range(6)))
    article = article_of(f"<h1>今日六件大事</h1><p>2024-05-10</p>{body}", "https://paper.example.com/a/1.html")
    assert not article.is_front_page


def test_a_page_in_one_wrapper_with_a_name_of_advertisements_is_read() -> None:
    body = "".join(map(teaser, range(12)))
    article = article_of(f"<div class='main ads-right'>{body}</div>", "https://paper.example.com/local/")
    assert sum(block.kind == "list_item" for block in article.blocks) == 12


def test_prices_and_dates_are_no_titles() -> None:
    other = "<li><a href=/w>31°C 74% 多云</a></li><li><a href=/d>07 August 2020</a></li>"
    texts = [block.text for block in article_of(f"<ul>{other}{links(TITLES)}</ul>").blocks if block.kind == "list_item"]
    assert texts == TITLES


@pytest.mark.parametrize(
    ("body", "positions"),
    [
        ("<p><a href=/1>夜市搬到河边</a></p>", [0]),
        ("<p><a href=/1>夜市搬到河边</a></p>" * 2, [0]),
        ("<p><a href=/1>夜市搬到河边</a></p><p><a href=/1#top>夜市真的搬到河边</a></p>", [0]),
        ("<p><a href=#top>夜市搬到河边</a></p>", []),
        ("<p><a href=javascript:0>夜市搬到河边</a></p>", []),
        ("<p><a href=MAILTO:a>夜市搬到河边</a></p>", []),
        ("<p><a href=tel:1>夜市搬到河边</a></p>", []),
        ("<p>夜市搬到河边</p>", []),
        ("<p><a href=/1>夜市搬到河边</a>了吧</p>", [0]),
        ("<p><a href=/1>夜市搬到河边</a>了吧呢</p>", []),
        ("<p><a href=/1>" + "夜" * _TITLE_MIN + "</a></p>", [0]),
        ("<p><a href=/1>" + "夜" * (_TITLE_MIN - 1) + "</a></p>", []),
        ("<p><a href=/1>" + "夜" * _TITLE_MAX + "</a></p>", [0]),
        ("<p><a href=/1>" + "夜" * (_TITLE_MAX + 1) + "</a></p>", []),
        ("<p><a href=/1>" + "夜" * _TITLE_LETTERS_MIN + "12345678</a></p>", [0]),
        ("<p><a href=/1>" + "夜" * (_TITLE_LETTERS_MIN - 1) + "12345678</a></p>", []),
        ("<p><a href=/1>7 August 2020</a></p>", []),
        ("<p><a href=/1>The old bell rings</a></p>", [0]),
        ("<p><a href=/1>夜市搬</a><a href=/2>到河边</a></p>", [0]),
        ("<p><a href=/1>夜市</a><a href=/2>搬到</a><a href=/3>河边</a></p>", []),
        ("<p><a href=/1>相关新闻</a></p>", []),
        ("<p><a href=/1>© 2024 江岸日报社</a></p>", []),
        ("<nav><p><a href=/1>夜市搬到河边</a></p></nav>", []),
    ],
)
def test_a_line_that_is_a_link_with_a_title_is_a_link_to_an_article(body: str, positions: list[int]) -> None:
    assert find_article_links(linearize_body(body).lines) == positions


@pytest.mark.parametrize(
    ("body", "positions"),
    [
        ("<p><a href=/1>夜市搬到河边</a></p><p>街坊们都说夜市搬到河边真好，天天都来看。</p>", [1]),
        (
            "<p><a href=/1>夜市搬到河边</a></p>"
            + "<p>甲</p>" * (_TEASER_DISTANCE - 1)
            + "<p>街坊们都说夜市搬到河边真好，天天都来看。</p>",
            [3],
        ),
        (
            "<p><a href=/1>夜市搬到河边</a></p>"
            + "<p>甲</p>" * _TEASER_DISTANCE
            + "<p>街坊们都说夜市搬到河边真好，天天都来看。</p>",
            [],
        ),
        ("<p><a href=/1>夜市搬到河边</a></p><p>" + "夜" * (_TEASER_SIZE_MIN - 1) + "！</p>", [1]),
        ("<p><a href=/1>夜市搬到河边</a></p><p>" + "夜" * (_TEASER_SIZE_MIN - 2) + "！</p>", []),
        ("<p><a href=/1>夜市搬到河边</a></p><p>街坊们都说夜市搬到河边真好，天天都来看</p>", []),
        ("<p>街坊们都说夜市搬到河边真好，天天都来看。</p>", []),
    ],
)
def test_running_text_near_below_a_linked_title_is_a_teaser(body: str, positions: list[int]) -> None:
    lines = linearize_body(body).lines
    assert find_teasers(lines, find_article_links(lines)) == positions


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h2>本地</h2>", True),
        ("<h2>本</h2>", False),
        ("<h2>" + "本" * _HEADING_MAX + "</h2>", True),
        ("<h2>" + "本" * (_HEADING_MAX + 1) + "</h2>", False),
        ("<p><b>本地</b></p>", True),
        ("<p class=title>本地</p>", True),
        ("<p>本地</p>", False),
        ("<h2>本地好。</h2>", False),
        ("<nav><h2>本地</h2></nav>", False),
    ],
)
def test_a_short_bold_line_heads_a_group_of_links(body: str, *, expected: bool) -> None:
    assert _is_group_heading(linearize_body(body).lines[0], 1) is expected


@pytest.mark.parametrize(
    ("between", "has_heading"), [("<p>甲</p>" * (_GROUP_DISTANCE - 1), True), ("<p>甲</p>" * _GROUP_DISTANCE, False)]
)
def test_a_heading_is_near_its_first_link(between: str, *, has_heading: bool) -> None:
    body = f"<h2>本地</h2>{between}<ul>{links(TITLES)}</ul><h2>文化</h2><ul>{links(TITLES, 9)}</ul>"
    assert ("本地" in [block.text for block in article_of(body).blocks if block.kind == "heading"]) is has_heading


@pytest.mark.parametrize(("count", "is_front_page"), [(_LINKS_MIN, True), (_LINKS_MIN - 1, False)])
def test_a_page_without_a_story_is_a_front_page_if_it_has_some_links(count: int, *, is_front_page: bool) -> None:
    body = f"<ul>{links([f'第{number}条新闻说的是另一件事' for number in range(count)])}</ul>"
    if is_front_page:
        assert article_of(body).is_front_page
    else:
        with pytest.raises(ReaderError):
            article_of(body)
