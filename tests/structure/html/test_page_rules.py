"""Rules of pages, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.errors import ReaderError
from reader.model import Article, Origin, clean
from reader.structure.html import create_html_reader, read_html_article

if TYPE_CHECKING:
    from collections.abc import Callable

    Page = Callable[..., Article]
    Lines = Callable[..., list[str]]

TITLE = "渡口的钟又响了"
H1 = f"<h1>{TITLE}</h1>"
ONE = "停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅在塔上守了整整三个月。"
TWO = "住在对岸的船工说，小时候就是听着钟声摆渡的，如今听见了反而不太习惯。"
STORY = f"<p>{ONE}</p><p>{TWO}</p>"
LINKS = "".join(f'<li><a href="/{n}">第{n}条别的新闻说的是别的事情</a></li>' for n in range(1, 9))


def test_a_headline_is_found_by_the_title_of_the_page_without_its_suffix(page: Page) -> None:
    article = page(f"<div>{LINKS}</div><p class=x>{TITLE}</p>{STORY}", f"{TITLE}_本地_江岸日报")
    assert article.title == TITLE
    assert article.outlet == "江岸日报"


def test_of_several_headings_the_one_the_page_is_called_by_is_the_headline(page: Page) -> None:
    article = page(f"<h1>江岸日报</h1><h2>{TITLE}</h2>{STORY}", f"{TITLE} - 江岸日报")
    assert article.title == TITLE


def test_without_a_matching_page_title_the_heading_above_the_story_is_the_headline(page: Page) -> None:
    article = page(f"<h1><a href=/>江岸日报</a></h1><div><h2>{TITLE}</h2>{STORY}</div>", "数字报")
    assert article.title == TITLE


def test_a_page_without_a_printed_headline_has_that_of_its_head(page: Page) -> None:
    assert page(STORY, f"{TITLE}_江岸日报").title == TITLE


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("2021-04-05 08:09", "2021-04-05T08:09"),
        ("2021年4月5日 上午8時09分", "2021-04-05T08:09"),
        ("發佈時間：民國110年4月5日", "2021-04-05"),
        ("2021-04-05 HKT 08:09", "2021-04-05T08:09"),
        ("08:09 2021/04/05", "2021-04-05T08:09"),
    ],
)
def test_the_printed_date_is_the_date(page: Page, printed: str, date: str) -> None:
    assert page(f"{H1}<div>{printed}</div>{STORY}", TITLE).date == date


def test_a_date_that_only_the_head_has_is_shown_in_chinese_time(page: Page) -> None:
    head = '<meta property="article:published_time" content="2021-04-04T23:30:00Z">'
    assert page(H1 + STORY, TITLE, head).date == "2021-04-05T07:30"


def test_today_at_the_top_of_the_page_is_not_the_date(page: Page) -> None:
    head = '<meta name="publishdate" content="2021-04-05">'
    assert page(f"<p>2024年11月24日 星期日</p>{H1}{STORY}", TITLE, head).date == "2021-04-05"


def test_of_two_printed_dates_that_of_the_head_counts(page: Page) -> None:
    head = '<meta name="publishdate" content="2021-04-05">'
    body = f"{H1}<div>更新时间：2021-04-09 10:00</div><div>发布时间：2021-04-05 08:09</div>{STORY}"
    assert page(body, TITLE, head).date == "2021-04-05T08:09"


def test_the_address_tells_the_date_of_a_page_that_has_none() -> None:
    origin = Origin("test", url="https://news.example.com/2021/0405/c12.html")
    assert read_html_article(f"<html>{H1}{STORY}", origin).date == "2021-04-05"


def test_an_author_of_the_head_must_be_a_person(page: Page) -> None:
    assert page(H1 + STORY, TITLE, '<meta name="author" content="技术部">').authors == ()
    assert page(H1 + STORY, TITLE, '<meta name="author" content="罗素英">').authors == ("罗素英",)


def test_elements_side_by_side_are_parted_in_furniture_and_not_in_a_story(page: Page) -> None:
    body = f"{H1}<div><span>来源：江岸日报</span><span>作者：罗素英</span></div><p><span>{ONE}</span><span>{TWO}</span></p>"
    article = page(body, TITLE)
    assert (article.outlet, article.authors) == ("江岸日报", ("罗素英",))
    assert article.blocks[-1].text == ONE + TWO


def test_a_line_end_between_han_is_nothing_and_one_between_words_a_space(lines: Lines) -> None:
    body = f"{H1}<p>停摆的大\n  钟昨天在 Old\n Town 重新敲响，修钟的师傅在塔上守了三个月。</p>{STORY}"
    assert "paragraph|停摆的大钟昨天在 Old Town 重新敲响，修钟的师傅在塔上守了三个月。" in lines(body, TITLE)


@pytest.mark.parametrize("tag", ["b", "strong", 'span style="font-weight: bold"', "h3"])
def test_a_bold_line_over_a_paragraph_is_a_heading(lines: Lines, tag: str) -> None:
    body = f"{H1}{STORY}<p><{tag}>修钟的三个月</{tag.split(' ')[0]}></p>{STORY}"
    assert "heading|修钟的三个月" in lines(body, TITLE)


@pytest.mark.parametrize("text", ["他放下了锤子。", "责任编辑：罗素英", "▲大钟的内部", "相关阅读"])
def test_not_every_bold_line_is_a_heading(lines: Lines, text: str) -> None:
    assert f"heading|{text}" not in lines(f"{H1}{STORY}<p><b>{text}</b></p>{STORY}", TITLE)


def test_a_bold_line_without_a_story_behind_it_is_no_heading(lines: Lines) -> None:
    assert not any(line.startswith("heading") for line in lines(f"{H1}{STORY}<p><b>下期再见</b></p>", TITLE))


def test_a_bold_opening_is_a_run_in(page: Page) -> None:
    article = page(f"{H1}<p>{ONE}</p><p><b>塔上的人。</b>{TWO}</p>", TITLE)
    span = article.blocks[-1].find_span("run_in")
    assert span is not None
    assert article.blocks[-1].text[: span.end] == "塔上的人"


@pytest.mark.parametrize(
    "caption",
    [
        "<figure><img src=a.jpg><figcaption>修好的大钟</figcaption></figure>",
        "<p><img src=a.jpg></p><p style='text-align:center'>修好的大钟</p>",
        "<div><img src=a.jpg><br>修好的大钟</div>",
        "<div class=photo><img src=x.gif data-src=a.jpg><span>修好的大钟</span></div>",
        "<div><img src=a.jpg></div><div class=imgDesc>修好的大钟</div>",
    ],
)
def test_a_caption_is_bound_to_its_image(page: Page, caption: str) -> None:
    block = next(b for b in page(f"{H1}<p>{ONE}</p>{caption}<p>{TWO}</p>", TITLE).blocks if b.kind == "caption")
    assert (block.text, block.image) == ("修好的大钟", "a.jpg")


def test_icons_and_logos_have_no_caption(page: Page) -> None:
    body = f"{H1}<p>{ONE}</p><p><img src=/logo.png></p><p>大钟敲了十二下</p><p>{TWO}</p>"
    assert not [b for b in page(body, TITLE).blocks if b.image]


def test_who_sent_a_picture_is_a_line_of_its_own(lines: Lines) -> None:
    caption = "大鐘重新敲響。（鐘樓提供） 中央社記者林以文宜蘭傳真 105年3月19日"
    found = lines(f"{H1}<div class=caption>{caption}</div><p>{ONE}</p>", TITLE)
    assert "caption|大鐘重新敲響。（鐘樓提供）" in found
    assert "byline|中央社記者林以文宜蘭傳真 105年3月19日" in found


def test_links_lists_and_tables(page: Page) -> None:
    body = (
        f"{H1}<p>{ONE}<a href='https://example.com/a?b=1&amp;c=2'>钟楼</a>。</p><ul><li>敲钟的人有三位。</li></ul>"
        f"<table><tr><td>年份</td><td>钟声</td></tr><tr><td>1999</td><td>停</td></tr></table><p>{TWO}</p>"
    )
    blocks = page(body, TITLE).blocks
    link = blocks[1].find_span("link")
    assert link is not None
    assert (blocks[1].text[link.start : link.end], link.href) == ("钟楼", "https://example.com/a?b=1&c=2")
    assert [block.kind for block in blocks[2:5]] == ["list_item", "table_row", "table_row"]
    assert blocks[4].text == "1999\t停"


def test_javascript_is_no_link(page: Page) -> None:
    article = page(f"{H1}<p>{ONE}<a href='javascript:alert(1)'>钟楼</a>{TWO}</p>", TITLE)
    assert article.blocks[-1].find_span("link") is None


def test_menus_related_stories_and_footers_are_cut(lines: Lines) -> None:
    body = (
        f"<nav>{LINKS}</nav>{H1}<div>{STORY}<div class='related-news'>{LINKS}</div></div>"
        "<div><h3>更多精彩</h3><p>点击下载客户端阅读更多内容，还有机会获得奖品，数量有限先到先得。</p></div>"
        "<footer>© 2021 江岸日报 版权所有</footer>"
    )
    assert lines(body, TITLE)[:3] == [f"headline|{TITLE}", f"paragraph|{ONE}", f"paragraph|{TWO}"]
    assert not any("别的新闻" in line or "©" in line for line in lines(body, TITLE))


def test_an_editor_outside_the_story_is_kept(page: Page) -> None:
    body = f"{H1}<div><div>{STORY}</div></div><div class=ad>{LINKS}</div><p>[责任编辑：罗素英 PX209]</p>"
    article = page(body, TITLE)
    assert article.editors == ("罗素英",)
    assert article.blocks[-1].kind == "editor"


def test_hidden_lines_are_removed_unless_the_whole_story_is_hidden(lines: Lines) -> None:
    hidden = "<p style='display:none'>这一段是给编辑看的内部说明，读者在页面上是看不到的。</p>"
    assert len(lines(f"{H1}{STORY}{hidden}", TITLE)) == 3
    assert len(lines(f"{H1}<div style='visibility:hidden;display:none'>{STORY}</div>", TITLE)) == 3


def test_teasers_under_linked_titles_do_not_outweigh_a_short_item(lines: Lines) -> None:
    teasers = f"<h3><a href=/x>另一条关于桥的新闻的标题</a></h3><p>{TWO}{TWO}</p>" * 6
    assert lines(f"<div>{H1}<div><p>{ONE}</p></div></div><div>{teasers}</div>", TITLE) == [
        f"headline|{TITLE}",
        f"paragraph|{ONE}",
    ]


def test_further_pages_and_the_rest_of_the_text_are_noted_with_their_links(page: Page) -> None:
    body = f"{H1}{STORY}<div>1 <a href=/b_2>2</a> <a href=/b_2>下一页</a></div><p><a href=/all>余下全文</a></p>"
    notes = [block for block in page(body, TITLE).blocks if block.kind == "note"]
    assert [note.text for note in notes] == ["1 2 下一页", "余下全文"]
    assert [span.href for span in notes[0].spans] == ["/b_2", "/b_2"]


def test_a_section_heading_like_the_headline_is_no_other_article(lines: Lines) -> None:
    found = lines(f"{H1}{STORY}<h1>修钟的三个月</h1>{STORY}", TITLE)
    assert found.count(f"paragraph|{ONE}") == 2
    assert "heading|修钟的三个月" in found or "paragraph|修钟的三个月" in found


def test_a_page_without_an_article_says_so(page: Page) -> None:
    with pytest.raises(ReaderError, match="no article"):
        page("<p>正在加载，请稍候</p><p>请打开脚本</p>", "首页")


def test_a_page_of_links_is_a_list_of_them(page: Page) -> None:
    article = page(f"<h2>本地</h2><ul>{LINKS}</ul>", "江岸日报 - 首页")
    assert [block.kind for block in article.blocks] == ["headline", "heading", *["list_item"] * 8]
    assert [span.href for span in article.blocks[2].spans] == ["/1"]


def test_all_text_of_a_page_without_an_article_can_be_had() -> None:
    whole = read_html_article(f"<html><body><ul>{LINKS}</ul>", Origin("test"), include_boilerplate=True)
    assert len(whole.blocks) == 8


def test_a_page_is_handed_out_in_slices() -> None:
    reading = create_html_reader(clean(f"<html><body>{H1}{STORY}"), Origin("test"))
    before, first, after = reading.is_done, reading.advance(1), reading.advance(5)
    assert (before, len(first), len(after), reading.is_done) == (False, 1, 2, True)
    assert reading.build_article().blocks == tuple(reading.blocks)
