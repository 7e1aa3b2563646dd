"""Decks, datelines, dates and people around the story of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.structure.html.linearize import Linearizer
from reader.structure.html.lines_around_story import is_button
from reader.structure.html.parse import parse_html

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.model import Article

    Page = Callable[..., Article]
    Lines = Callable[..., list[str]]

TITLE = "渡口的钟又响了"
ONE = "停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅在塔上守了整整三个月。"
STORY = f"<div class=t><p>{ONE}{ONE}</p><p>{ONE}</p></div>"


@pytest.mark.parametrize(
    "head",
    [
        f"<hgroup><h1>{TITLE}</h1><h2>师傅在塔上守了三个月</h2></hgroup>",
        f"<div class=d><h2>{TITLE}</h2><h3>师傅在塔上守了三个月</h3><ul><li>时间：2019-09-18 06:23 来源：江岸日报</li></ul></div>",
        f"<h1>{TITLE}</h1><h2>师傅在塔上守了三个月</h2><div>2019-09-18 06:23</div>",
    ],
)
def test_a_second_line_under_the_headline_is_the_deck(page: Page, head: str) -> None:
    assert page(head + STORY, TITLE).deck == "师傅在塔上守了三个月"


def test_a_first_section_heading_is_no_deck(page: Page, lines: Lines) -> None:
    body = f"<h1>{TITLE}</h1><div><h2>塔上的三个月</h2><p>{ONE}</p><h2>河边的船工们</h2><p>{ONE}</p></div>"
    assert page(body, TITLE).deck is None
    assert "heading|塔上的三个月" in lines(body, TITLE)


def test_a_stack_of_centred_bold_lines_above_the_dateline_are_decks(lines: Lines) -> None:
    stack = "".join(f"<p style='text-align:center'><b>{text}</b></p>" for text in ("师傅守塔三个月强调", "敲响大钟"))
    body = f"<h1>{TITLE}</h1><div>{stack}<p>新华社江岸5月9日电 {ONE}</p><p>{ONE}</p></div>"
    assert [line for line in lines(body, TITLE) if line.startswith("deck")] == [
        "deck|师傅守塔三个月强调",
        "deck|敲响大钟",
    ]


@pytest.mark.parametrize(
    ("furniture", "date"),
    [
        ("<p>发表时间： 30/11/2025 - 10:13</p>", "2025-11-30T10:13"),
        ("<ul><li>发布 : 01 Dec 2025 10:56</li></ul>", "2025-12-01T10:56"),
        ("<p>更新时间 2012年12月10日, 格林尼治标准时间10:41</p>", "2012-12-10T10:41"),
        ("<div><span class=d>2005.08.26</span>05:39</div>", "2005-08-26T05:39"),
        ("<div>發佈時間：民國114年11月30日 10時13分</div>", "2025-11-30T10:13"),
        ('<script>var ct = "1581517074";</script>', "2020-02-12T22:17"),
        ("<p>2024-05-13 06:16 发布于北京 江岸日报官方账号</p>", "2024-05-13T06:16"),
    ],
)
def test_a_date_is_read_as_it_is_printed(page: Page, furniture: str, date: str) -> None:
    assert page(f"<h1>{TITLE}</h1>{furniture}{STORY}", TITLE).date == date


def test_date_and_editor_may_stand_below_the_story(page: Page) -> None:
    article = page(f"<h1>{TITLE}</h1>{STORY}<div class=foot>发布日期：2019-03-06 责任编辑：罗素英</div>", TITLE)
    assert (article.date, article.editors) == ("2019-03-06", ("罗素英",))


@pytest.mark.parametrize(
    ("furniture", "authors"),
    [
        ('<div><span>2019-03-18 23:59</span>聯合報 記者<a href="/r">羅素英</a>／江岸碼頭報導</div>', ("羅素英",)),
        ('<p><a href="/author/12">罗素英</a></p>', ("罗素英",)),
        ('<p><span class="author"><a href="/x">罗素英</a></span> 专栏</p>', ("罗素英",)),
        ("<section><ul><li>Author, 罗素英</li><li>Role, 本台记者</li></ul></section>", ("罗素英",)),
        ("<p>编辑部</p>", ()),
    ],
)
def test_the_author_is_found_beside_the_headline(page: Page, furniture: str, authors: tuple[str, ...]) -> None:
    assert page(f"<h1>{TITLE}</h1>{furniture}{STORY}", TITLE).authors == authors


def test_an_editor_that_the_head_calls_the_author_is_none(page: Page) -> None:
    article = page(
        f"<h1>{TITLE}</h1><div><p>{ONE}</p><p>{ONE}</p><p>[ 责编：罗素英 ]</p></div>",
        TITLE,
        "<meta name=author content=罗素英>",
    )
    assert (article.authors, article.editors) == ((), ("罗素英",))


def test_the_logo_above_the_headline_is_no_source_and_an_account_is_one(page: Page) -> None:
    logo = "<header><h2><a href=/>新浪财经</a></h2></header>"
    account = "<p class=author-name>江岸博物馆</p>"
    assert page(f"{logo}<h1>{TITLE}</h1>{account}{STORY}", TITLE).outlet == "江岸博物馆"


@pytest.mark.parametrize(
    ("html", "is_one"),
    [
        ("<p>分享到朋友圈</p>", True),
        ("<p>分享到朋友圈里</p>", False),
        ("<p>停摆了。</p>", False),
        ("<p><b>渡口的钟</b></p>", False),
        ("<p>责任编辑：张三</p>", False),
    ],
)
def test_a_short_line_without_an_end_is_a_button(html: str, is_one: bool) -> None:
    root = parse_html(f"<html><body>{html}</body></html>")
    assert root is not None
    assert is_button(Linearizer(root).lines[0]) is is_one
