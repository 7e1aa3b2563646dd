"""Decks, datelines, dates and people around the story of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.structure.html.elements import get_markup
from reader.structure.html.lines_around_story import (
    _MARKED_HEADING_MAX,
    _STACK_MAX,
    count_deck_stack,
    find_head_end,
    find_usual_element,
    has_marked_headings,
    is_account_line,
    is_button,
    is_gallery_caption,
    is_outlet_line,
    merge_credits,
)
from reader.structure.lines import ClassifiedLine
from tests.structure.html.bodies import linearize_body

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
    assert is_button(linearize_body(html).lines[0]) is is_one


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (f"<p align=center><b>守塔</b></p><p align=center><b>敲钟</b></p><p>{ONE}</p>", 2),
        (f"<p align=center><b>守塔</b></p><p>{ONE}</p>", 0),
        (f"<p align=center><b>守塔</b></p><p>新华社江岸5月9日电 {ONE}</p>", 1),
        (f"<p align=center>守塔</p><p align=center><b>敲钟</b></p><p>{ONE}</p>", 0),
        (f"<p><b>守塔</b></p><p align=center><b>敲钟</b></p><p>{ONE}</p>", 0),
        (f"<p align=center><b>守塔。</b></p><p align=center><b>敲钟</b></p><p>{ONE}</p>", 0),
        ("<p align=center><b>守塔</b></p><p align=center><b>敲钟</b></p>", 0),
        ("<p align=center><b>守塔</b></p><p align=center><b>敲钟</b></p><p>塔</p>", 0),
        (f"<p align=center><b>守塔</b></p><p align=center><b>敲钟。林悦 摄</b></p><p>{ONE}</p>", 0),
        (f"<p align=center><b>守塔</b></p><p align=center><img src=a.jpg><b>敲钟</b></p><p>{ONE}</p>", 0),
        (
            "<p align=center><b>"
            + "塔" * 2 * _MARKED_HEADING_MAX
            + f"</b></p><p align=center><b>敲钟</b></p><p>{ONE}</p>",
            2,
        ),
        (
            "<p align=center><b>"
            + "塔" * (2 * _MARKED_HEADING_MAX + 1)
            + f"</b></p><p align=center><b>敲钟</b></p><p>{ONE}</p>",
            0,
        ),
        ("<p align=center><b>守塔</b></p>" * _STACK_MAX + f"<p>{ONE}</p>", 6),
        ("<p align=center><b>守塔</b></p>" * (_STACK_MAX + 1) + f"<p>{ONE}</p>", 0),
    ],
)
def test_centred_bold_lines_above_a_dateline_or_two_of_them_are_decks(body: str, count: int) -> None:
    assert count_deck_stack(linearize_body(body).lines) == count


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>分享到：</p>", True),
        ("<p>钟声敲响了</p>", True),
        ("<p>钟声敲响了吧</p>", True),
        ("<p>钟声敲响了吧呢</p>", False),
        ("<p>钟声响。</p>", False),
        ("<p><b>钟声</b></p>", False),
        ("<p><img src=a.jpg>钟声</p>", False),
    ],
)
def test_a_line_with_the_words_of_a_button_is_one(body: str, *, expected: bool) -> None:
    assert is_button(linearize_body(body).lines[-1]) is expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p class=source>在人间</p>", (True, False)),
        ("<p class=source>在</p>", (False, False)),
        ("<p class=source>" + "在" * 16 + "</p>", (True, False)),
        ("<p class=source>" + "在" * 17 + "</p>", (False, False)),
        ("<p class=source>在 人间</p>", (False, False)),
        ("<p class=source>2024</p>", (False, False)),
        ("<div class=source><p>在人间</p></div>", (True, False)),
        ("<div class=source><div><p>在人间</p></div></div>", (False, False)),
        ("<p>在人间</p>", (False, False)),
        ("<p class=author>在人间</p>", (False, True)),
        ("<p class=author>在</p>", (False, False)),
        ("<p class=author>" + "在" * 16 + "</p>", (False, True)),
        ("<p class=author>" + "在" * 17 + "</p>", (False, False)),
        ("<div class=author><p>在人间</p></div>", (False, False)),
        ("<p class=author>罗素英</p>", (False, False)),
        ("<p class=author>分享</p>", (False, False)),
        ("<p class=author>2024</p>", (False, False)),
        ("<p class=author>在，人间</p>", (False, False)),
    ],
)
def test_a_short_word_in_an_element_for_sources_or_authors_names_who_published(
    body: str, expected: tuple[bool, bool]
) -> None:
    (line,) = linearize_body(body).lines
    assert (is_outlet_line(line), is_account_line(line)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<figcaption>大钟</figcaption>", True),
        ("<figcaption>" + "钟" * 160 + "</figcaption>", True),
        ("<figcaption>" + "钟" * 161 + "</figcaption>", False),
        ("<figcaption><a href=/x>大钟</a></figcaption>", False),
        ("<figcaption><a href=/x>大钟。林悦 摄</a></figcaption>", True),
        ("<p class=caption>大钟</p>", False),
        ("<p class=caption>修好的大钟在塔上。</p>", True),
        ("<p class=caption>修好的大钟。</p>", False),
        ("<p class=caption>修好的大的钟。</p>", False),
        ("<p class=caption>大钟。林悦 摄</p>", True),
        ("<p>大钟。林悦 摄</p>", False),
        ("<div class=caption><p>大钟。林悦 摄</p></div>", True),
        ("<div class=caption><div><p>大钟。林悦 摄</p></div></div>", False),
    ],
)
def test_the_caption_of_a_picture_outside_the_story_is_in_its_element(body: str, *, expected: bool) -> None:
    assert is_gallery_caption(linearize_body(body).lines[0]) is expected


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (f"<p>渡口</p><p>2024-05-10</p><p>{ONE}</p>", 2),
        (f"<p>2024-05-10</p><p>记者 林悦</p><p>{ONE}</p><p>来源：江岸日报</p>", 2),
        (f"<p>{ONE}</p><p>2024-05-10</p>", 0),
        (f"<p><a href=/1>{ONE}</a></p><p>2024-05-10</p>", 2),
        ("<p>渡口</p>", 0),
        ("", 0),
    ],
)
def test_the_head_ends_behind_the_last_date_or_byline_before_running_text(body: str, count: int) -> None:
    assert find_head_end(linearize_body(body).lines) == count


@pytest.mark.parametrize(
    ("body", "usual"),
    [
        (f"<p>{ONE}</p><div class=x>{ONE}{ONE}</div>", ("div", "x")),
        (f"<p>{ONE}</p><p>{ONE}</p><p>{ONE}</p><div class=x>{ONE}{ONE}</div>", ("p", "")),
        (f"<p>{ONE}</p><div class=x><a href=/1>停摆了二十年的渡口</a>{ONE}{ONE}</div>", ("div", "x")),
        (f"<p>{ONE}</p><div class=x><a href=/1>停摆了二十年的渡口大钟昨天敲响</a>{ONE}</div>", ("p", "")),
        ("<p>钟</p>", ("", "")),
    ],
)
def test_the_usual_element_has_most_of_the_running_text(body: str, usual: tuple[str, str]) -> None:
    assert find_usual_element(linearize_body(body).lines) == usual


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<h2>塔上</h2><p>{ONE}</p>" * 2, True),
        (f"<h2>塔上</h2><p>{ONE}</p>", False),
        (f"<h1>塔上</h1><p>{ONE}</p>" * 2, True),
        (f"<p><b>塔上</b></p><p>{ONE}</p>" * 2, True),
        (f"<p>塔上</p><p>{ONE}</p>" * 2, False),
        (f"<h2>塔上。</h2><p>{ONE}</p>" * 2, False),
        (f"<h2>塔上，</h2><p>{ONE}</p>" * 2, False),
        (f"<h2>塔上！</h2><p>{ONE}</p>" * 2, False),
        (f"<h2>塔上。林悦 摄</h2><p>{ONE}</p>" * 2, False),
        (f"<h2><img src=a.jpg>塔上</h2><p>{ONE}</p>" * 2, False),
        (f"<h2>塔上</h2><p>渡口</p><p>{ONE}</p>" * 2, True),
        (f"<h2>塔上</h2><p>渡口</p><p>街市</p><p>{ONE}</p>" * 2, False),
        (f"<h2>{'塔' * _MARKED_HEADING_MAX}</h2><p>{ONE}</p>" * 2, True),
        (f"<h2>{'塔' * (_MARKED_HEADING_MAX + 1)}</h2><p>{ONE}</p>" * 2, False),
        (f"<h2>塔上</h2><p>{ONE}</p><h2>塔下</h2>", False),
    ],
)
def test_a_page_marks_its_headings_if_two_short_lines_above_paragraphs_are_headings(
    body: str, *, expected: bool
) -> None:
    page = linearize_body(body)
    assert has_marked_headings(page.lines, page.elements[0]) is expected


@pytest.mark.parametrize(
    ("body", "captions"),
    [
        ("<figure><img src=a.jpg><p>大钟</p><p>林悦 摄</p></figure>", [("大钟 林悦 摄", 1)]),
        ("<figure><img src=a.jpg><p>林悦 摄</p><p>大钟</p></figure>", [("大钟 林悦 摄", 1)]),
        ("<figure><img src=a.jpg><p>大钟</p><img src=b.jpg><p>林悦 摄</p></figure>", [("大钟", 1), ("林悦 摄", 1)]),
        ("<figure><img src=a.jpg><p>大钟。方敏 摄</p><p>林悦 摄</p></figure>", [("大钟。方敏 摄", 1), ("林悦 摄", 0)]),
        ("<figure><p>大钟</p><p>老桥</p></figure>", [("大钟", 0), ("老桥", 0)]),
        (
            f"<figure><p>大钟</p><p>{ONE}</p><p>林悦 摄</p></figure>",
            [("大钟", 0), ("停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅在塔上守了整整三个月。", 0), ("林悦 摄", 0)],
        ),
        ("<div><figure><p>大钟</p></figure><p>林悦 摄</p></div>", [("大钟 林悦 摄", 0)]),
        (
            "<div>" + "<p>大钟</p>" * 9 + "<p>林悦 摄</p></div>",
            [
                ("大钟", 0),
                ("大钟", 0),
                ("大钟", 0),
                ("大钟", 0),
                ("大钟", 0),
                ("大钟", 0),
                ("大钟", 0),
                ("大钟", 0),
                ("大钟", 0),
                ("林悦 摄", 0),
            ],
        ),
        (
            f"<p>{ONE}</p><p>林悦 摄</p>",
            [("停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅在塔上守了整整三个月。", 0), ("林悦 摄", 0)],
        ),
        ("<p>大钟</p>", [("大钟", 0)]),
    ],
)
def test_a_credit_alone_is_joined_to_the_caption_of_its_picture(body: str, captions: list[tuple[str, int]]) -> None:
    found = merge_credits(
        [ClassifiedLine(line, "paragraph" if line.is_prose else "caption") for line in linearize_body(body).lines]
    )
    assert [(each.line.text, len(markup.images)) for each in found if (markup := get_markup(each.line))] == captions
