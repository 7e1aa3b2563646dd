"""The lines of a story on a page: what markup tells, and what it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.model import Article

    Lines = Callable[..., list[str]]

TITLE = "渡口的钟又响了"
ONE = "停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅在塔上守了整整三个月。"
TWO = "住在对岸的船工说，小时候就是听着钟声摆渡的，如今听见了反而不太习惯。"
P1, P2 = f"<p>{ONE}{ONE}</p>", f"<p>{TWO}{TWO}</p>"


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("<p><strong>英国《晨报》：</strong></p><p><strong>渡轮回来了</strong></p>", "heading|英国《晨报》："),
        ("<p><b>嗯，“不是船慢，而是浪大！”</b></p>", "heading|嗯，“不是船慢，而是浪大！”"),
        ("<p>3</p>", "heading|3"),
        ("<p>#保护港区水质及沿岸生态</p>", "heading|#保护港区水质及沿岸生态"),
        ("<h2>02 它是谁</h2><p>小舟</p><p>开源</p>", "heading|02 它是谁"),
        ("<p>成人票原价：80元</p>", "paragraph|成人票原价：80元"),
        ("<p>备注：仅限成人票</p>", "paragraph|备注：仅限成人票"),
        ("<ul><li><section>可以保存网页和文档</section></li></ul>", "list_item|可以保存网页和文档"),
        (
            "<p><img src=a.jpg></p><p>据了解，新航线主要应用双体船，已经大规模使用。</p>",
            "paragraph|据了解，新航线主要应用双体船，已经大规模使用。",
        ),
        (
            "<p><img src=a.jpg></p><p>网站题为《渡轮回来了》的报道截图。</p>",
            "caption|网站题为《渡轮回来了》的报道截图。",
        ),
        ("<div><img src=a.jpg></div><div>码头上的渡轮。视觉中国 资料</div>", "caption|码头上的渡轮。视觉中国 资料"),
        ("<div>本文為會員專屬，登入後閱讀全文</div>", "note|本文為會員專屬，登入後閱讀全文"),
    ],
)
def test_a_line_of_a_page_has_its_kind(lines: Lines, markup: str, line: str) -> None:
    assert line in lines(f"<h1>{TITLE}</h1><div>{P1}{markup}{P2}{P1}</div>", TITLE)


@pytest.mark.parametrize(
    "markup",
    [
        "<div class=zan>+1</div>",
        "<div class=rt>7 分钟 浏览时间</div>",
        "<div><a href=#e>跳过 Instagram 帖子</a><p>结尾 Instagram 帖子</p></div>",
        "<div>点开阅读剩余部分（）</div>",
        "<p>推荐进入江岸数据库，可随时查阅本地公司的资料。</p>",
        "<figure><img src=a.jpg><figcaption>+6</figcaption></figure>",
        "<p>Video Player is loading.</p>",
        "<div><b>证券要闻</b></div><p><a href=/1>沪指三周重挫近三成</a></p><p><a href=/2>证监会又出招救市</a></p>",
    ],
)
def test_boilerplate_inside_the_container_is_removed(lines: Lines, markup: str) -> None:
    found = lines(f"<h1>{TITLE}</h1><div>{P1}{P2}{markup}</div>", TITLE)
    assert [line.partition("|")[0] for line in found] == ["headline", "paragraph", "paragraph"]


def test_a_plain_line_is_no_heading_where_the_page_marks_its_headings(lines: Lines) -> None:
    marked = f"<p><b>塔上的人</b></p>{P1}<p><b>河边的人</b></p>{P2}"
    assert "heading|船工们的话" not in lines(f"<h1>{TITLE}</h1><div>{P1}{marked}<p>船工们的话</p>{P1}</div>", TITLE)
    assert "heading|船工们的话" in lines(f"<h1>{TITLE}</h1><div>{P1}<p>船工们的话</p>{P1}{P2}</div>", TITLE)


def test_the_slides_of_a_carousel_are_shown_once(lines: Lines) -> None:
    slide = "<figure><img src=a.jpg><figcaption>修好的大钟</figcaption></figure>"
    assert lines(f"<h1>{TITLE}</h1><div>{P1}{slide}{slide}{P2}</div>", TITLE).count("caption|修好的大钟") == 1


def test_a_credit_that_stands_alone_belongs_to_its_caption(page: Callable[..., object], lines: Lines) -> None:
    figure = "<figure><img src=a.jpg><span><p>圖像來源， Getty Images</p></span><figcaption>修好的大鐘。</figcaption></figure>"
    assert "caption|修好的大鐘。 圖像來源， Getty Images" in lines(
        f"<h1>{TITLE}</h1><div>{P1}{figure}{P2}</div>", TITLE
    )


IMG = "<p><img src=a.jpg></p>"
CAPTIONED = "<p><img src=1.jpg></p><p>码头上的渡轮。林悦 摄</p>"


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        (f"{CAPTIONED * 2}<p><img src=3.jpg></p><p>修好的大钟。</p>", "caption|修好的大钟。"),
        (f"<p><img src=3.jpg></p><p>修好的大钟。</p>{P1}", "paragraph|修好的大钟。"),
        (f"{CAPTIONED * 2}<p><img src=3.jpg></p><p><b>灯光下的大钟</b></p>", "caption|灯光下的大钟"),
        (f"{CAPTIONED * 2}<p><img src=3.jpg></p><h2>灯光下的大钟</h2>", "heading|灯光下的大钟"),
        ("<p><img src=3.jpg></p><p><b>灯光下的大钟</b></p>", "heading|灯光下的大钟"),
    ],
)
def test_line_after_an_image_is_classified_by_the_other_images(lines: Lines, markup: str, line: str) -> None:
    assert line in lines(f"<h1>{TITLE}</h1><div>{P1}{markup}{P2}{P1}</div>", TITLE)


def test_pictures_of_the_same_maker_keep_their_credits(lines: Lines) -> None:
    picture = "<p><img class=lazy src=placeholder.gif></p><p>东港博物馆供图</p>"
    found = lines(f"<h1>{TITLE}</h1><div>{P1}{picture}{P2}{picture}{P1}</div>", TITLE)
    assert found.count("caption|东港博物馆供图") == 2


@pytest.mark.parametrize(
    "image",
    [
        "<img src=a.jpg>",
        "<img data-lazyload='//i.example.com/a' src='data:image/gif;base64,R0lGODlh'>",
        "<img srcset='/b/a.webp 1x, /b/c.webp 2x'>",
        "<img zoomfile=https://i.example.com/a.jpg?x=1>",
        f"<img src='data:image/jpeg;base64,{'A' * 3000}'>",
    ],
)
def test_an_image_is_found_however_it_is_loaded(lines: Lines, image: str) -> None:
    found = lines(f"<h1>{TITLE}</h1><div>{P1}<p>{image}</p><p align=center>灯光下的大钟</p>{P2}</div>", TITLE)
    assert "caption|灯光下的大钟" in found


@pytest.mark.parametrize("image", ["<img src='data:image/gif;base64,R0lGODlh'>", "<img alt=a.jpg>", "<img src=''>"])
def test_a_placeholder_is_no_image(lines: Lines, image: str) -> None:
    found = lines(f"<h1>{TITLE}</h1><div>{P1}<p>{image}</p><p>灯光下的大钟敲响了</p>{P2}</div>", TITLE)
    assert "caption|灯光下的大钟敲响了" not in found


@pytest.mark.parametrize(
    ("markup", "kinds"),
    [
        ("<p>编辑</p>", []),
        ("<p>……</p>", []),
        ("<p>© 2024 江岸日报</p>", []),
        ("<figcaption>" + "钟" * 160 + "</figcaption>", ["caption"]),
        ("<figcaption>" + "钟" * 161 + "</figcaption>", ["paragraph"]),
        ("<div class=caption><p>修好的大钟在塔上</p></div>", ["caption"]),
        ("<table><tr><td>年<td>事</tr></table>", ["table_row"]),
        ("<p>责任编辑：林悦</p>", ["editor"]),
        ("<p><a href=/1>夜市搬到河边去了</a></p>", []),
        ("<p><a href=/1>夜市搬到河边去了，街坊们都说好。</a></p>", []),
        ("<p><a href=/1>" + "夜" * 28 + "。</a></p>", []),
        ("<p><a href=/1>" + "夜" * 29 + "。</a></p>", ["paragraph"]),
        ("<p><a href=/1>原标题：渡口的钟</a></p>", ["note"]),
        (IMG + "<p><a href=/1>修好的大钟。林悦 摄</a></p>", ["caption"]),
        ("<p><a href=/1>修好的大钟。林悦 摄</a></p>", []),
        ("<blockquote>钟声传得很远。</blockquote>", ["quote"]),
        ("<blockquote><p>钟声传得很远。</p></blockquote>", ["quote"]),
        ("<blockquote>钟声传得很远</blockquote>", ["heading"]),
        ("<blockquote>" + P1 * 3 + "</blockquote>", ["quote", "quote", "quote"]),
        ("<ul><li>第一口钟</li></ul>", ["list_item"]),
        ("<ul><li>钟声</li></ul>", ["paragraph"]),
        ("<ul><li>钟。</li></ul>", ["list_item"]),
        ("<ul><li>" + "钟" * 300 + "</li></ul>", ["list_item"]),
        ("<ul><li>" + "钟" * 301 + "</li></ul>", ["paragraph"]),
        ("<ul><li><a href=/1>第一</a>口钟</li></ul>", ["heading"]),
        ("<ul><li><a href=/1>一</a>口钟。</li></ul>", ["list_item"]),
        ("<ul><li>修好的大钟。林悦 摄</li></ul>", ["caption"]),
        (IMG + "<p>灯光下的大钟</p>", ["caption"]),
        (IMG + "<p>灯光下的大钟。</p>", ["paragraph"]),
        (IMG + "<p align=center>灯光下的大钟。</p>", ["caption"]),
        (IMG + "<p>灯光下的大钟：</p>", ["paragraph"]),
        (IMG + "<p>2024-05-10</p>", ["heading"]),
        (IMG + "<p>一、灯光下的大钟</p>", ["heading"]),
        (IMG + "<p>" + "钟" * 80 + "</p>", ["caption"]),
        (IMG + "<p>" + "钟" * 81 + "</p>", ["paragraph"]),
        (IMG + "<p>钟声很好听。灯光下的大钟</p>", ["heading"]),
        (IMG + "<p>灯光下</p><p>大钟的一角</p>", ["caption", "heading"]),
        (IMG + P1 + "<p>灯光下的大钟</p>", ["paragraph", "heading"]),
        (IMG + "<div>灯光下的大钟。</div>", ["caption"]),
        (CAPTIONED * 2 + IMG + "<p>" + "钟" * 19 + "。</p>", ["caption", "caption"]),
        (CAPTIONED * 2 + IMG + "<p>" + "钟" * 20 + "。</p>", ["caption", "paragraph"]),
        (CAPTIONED * 2 + IMG + "<p>钟声，很好听。</p>", ["caption", "paragraph"]),
        (CAPTIONED + IMG + "<p>钟声很好听。</p>", ["caption", "paragraph"]),
        (CAPTIONED * 2 + IMG * 3 + "<p><b>灯光下的大钟</b></p>", ["caption", "caption"]),
        (CAPTIONED * 2 + IMG * 2 + "<p><b>灯光下的大钟</b></p>", ["caption", "caption"]),
        (CAPTIONED * 2 + IMG + "<p><b>一、灯光下的大钟</b></p>", ["caption", "heading"]),
        ("<h2>塔上的人</h2>", ["heading"]),
        ("<h2>" + "钟" * 40 + "</h2>", ["heading"]),
        ("<h2>" + "钟" * 41 + "</h2>", ["paragraph"]),
        ("<h2>塔上的人。</h2>", ["paragraph"]),
        ("<h2>塔上，</h2>", ["paragraph"]),
        ("<h2>「塔上的人。」</h2>", ["paragraph"]),
        ("<h2>塔上。的人！</h2>", ["paragraph"]),
        ("<h2>塔上的人！</h2>", ["heading"]),
        ("<h2>票价：80元</h2>", ["paragraph"]),
        ("<h2>▲修好的大钟</h2>", ["caption"]),
        ("<h2>修好的大钟。林悦 摄</h2>", ["caption"]),
        ("<h2>塔上的人</h2><p>小舟</p><p>开源</p>", ["heading", "paragraph", "paragraph"]),
        ("<p><b>塔上的人</b></p><p>小舟</p>", ["heading", "paragraph"]),
        ("<p><b>" + "钟" * 32 + "</b></p>", ["heading"]),
        ("<p><b>" + "钟" * 33 + "</b></p>", ["paragraph"]),
        ("<p><b>一、" + "钟" * 38 + "</b></p>", ["heading"]),
        ("<p><b>一、" + "钟" * 39 + "</b></p>", ["paragraph"]),
        (IMG + "<p><b>修好的大钟的一角</b></p>", ["caption"]),
        ("<p><a href=/2>1 2 3 下一页</a></p>", ["note"]),
        ("<p><a href=/2>下一页</a>是空白的</p>", ["heading"]),
        ("<p><a href=/2>余下全文</a></p>", ["note"]),
        ("<p><a href=/2>" + "钟" * 20 + "余下全文</a></p>", ["note"]),
        ("<p><a href=/2>" + "钟" * 21 + "余下全文</a></p>", []),
        ("<div class=nav><p>首页 本地</p></div>", []),
        ("<div class=nav><p>责任编辑：林悦</p></div>", ["editor"]),
        ("<div class=nav><p>责任编辑：<a href=/1>林悦的主页在这里</a></p></div>", []),
        ("<p>夜市的新闻</p><p><a href=/1>夜市搬到河边去了</a></p><p><a href=/2>渡轮票价要涨了吗</a></p>", []),
        ("<p>夜市的新闻</p><p><a href=/1>夜市搬到河边</a></p><p><a href=/2>渡轮票价要涨了吗</a></p>", ["paragraph"]),
        (
            "<p>夜市的新闻。</p><p><a href=/1>夜市搬到河边去了</a></p><p><a href=/2>渡轮票价要涨了吗</a></p>",
            ["paragraph"],
        ),
        ("<p>夜市的新闻</p><p><a href=/1>夜市搬到河边去了</a></p>", ["paragraph"]),
        ("<p>3</p>", ["heading"]),
        ("<p>二</p>", ["paragraph"]),
    ],
)
def test_lines_between_paragraphs_have_the_kinds_that_their_markup_and_text_tell(
    page: Callable[..., Article], markup: str, kinds: list[str]
) -> None:
    blocks = page(f"<h1>{TITLE}</h1><div>{P1}{markup}{P2}{P1}</div>", TITLE).blocks
    assert [block.kind for block in blocks] == ["headline", "paragraph", *kinds, "paragraph", "paragraph"]
