"""Which box of a page holds its story: evidence counts, not length alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

TITLE = "渡口的钟又响了"
H1 = f"<h1>{TITLE}</h1>"
ONE = "停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅在塔上守了整整三个月。"
TWO = "住在对岸的船工说，小时候就是听着钟声摆渡的，如今听见了反而不太习惯。"
STORY = f"<div class=a><p>{ONE}</p><p>{TWO}</p></div>"
OTHER = "一艘货轮清晨在港外搁浅，船员全部安全，海事处派出两艘拖轮协助，港口运作没有受到影响。" * 8
NOTICE = "本公司对资料的准确性不作任何保证，投资者应自行判断风险，公司对任何损失概不负责，资料仅供参考。" * 6


@pytest.mark.parametrize(
    "junk",
    [
        f"<div class=disclaimer><p>{NOTICE}</p></div>",
        f"<div><p>{NOTICE}</p></div>",
        f"<div class='card'><div class='comment-rules'><div class='card-body'><p>{OTHER}</p></div></div></div>",
        f"<div class=feed><h2>其他人也在看</h2><ul><li><div><a href=/2>货轮港外搁浅船员平安</a></div><p>{OTHER}</p></li></ul></div>",
        f"<div><h3>网友留言</h3><div><b>小船</b><p>{OTHER}</p></div></div>",
        f"<aside><p>{OTHER}</p></aside>",
        f"<div style='display:none'><p>{OTHER}</p></div>",
        "<ul>"
        + "".join(f"<li><a href=/{n}>货轮港外搁浅之{n}船员平安</a>{OTHER[:60]}</li>" for n in range(9))
        + "</ul>",
        "<p>"
        + "We use cookies to run this site and to measure how pages are used. By continuing you agree. " * 8
        + "</p>",
    ],
    ids=["named notice", "notice", "rules", "feed", "comments", "aside", "hidden", "teasers", "cookies"],
)
@pytest.mark.parametrize("before", [False, True])
def test_a_short_story_wins_over_a_longer_box_that_is_none(
    lines: Callable[..., list[str]], junk: str, before: bool
) -> None:
    body = f"{junk}<div>{H1}{STORY}</div>" if before else f"<div>{H1}{STORY}</div>{junk}"
    found = [line for line in lines(body, f"{TITLE} - 江岸日报") if not line.startswith("headline")]
    assert found == [f"paragraph|{ONE}", f"paragraph|{TWO}"]


def test_a_wrapper_of_the_page_is_no_junk_whatever_its_name(lines: Callable[..., list[str]]) -> None:
    body = f"<div class='page-nav footer-box'><form>{H1}{STORY}</form></div>"
    assert f"paragraph|{ONE}" in lines(body, TITLE)


def test_unfolded_part_is_story_and_its_button_is_not(lines: Callable[..., list[str]]) -> None:
    body = f"<div>{H1}<p>{ONE}</p><p>- 閱讀更多 -</p><div style='display:none'><p>{TWO}</p></div></div>"
    assert lines(body, TITLE)[1:] == [f"paragraph|{ONE}", f"paragraph|{TWO}"]


def test_the_cell_with_the_story_does_not_take_its_neighbour(lines: Callable[..., list[str]]) -> None:
    side = "<td>您可能有兴趣：<table><tr><td>1</td><td><a href=/a>货轮港外搁浅船员平安</a></td></tr></table></td>"
    body = f"{H1}<table><tr><td><p>{ONE}</p><p>{TWO}</p></td>{side}</tr></table>"
    assert lines(body, TITLE)[1:] == [f"paragraph|{ONE}", f"paragraph|{TWO}"]


def test_words_of_the_page_and_its_data_speak_for_a_box(lines: Callable[..., list[str]]) -> None:
    data = f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{TITLE}","articleBody":"{ONE}{TWO}"}}</script>'
    body = f"{H1}<div><p>{OTHER}</p></div><div><p>{ONE}</p><p>{TWO}</p></div>"
    assert f"paragraph|{TWO}" in lines(body, TITLE, data)
