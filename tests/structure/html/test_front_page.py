"""A page of links is a list of them; an article with links beside it is an article."""

from __future__ import annotations

from reader.model import Article, Origin
from reader.structure.html import read_html_article

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
