"""The lines of a story on a page: what markup tells, and what it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

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
