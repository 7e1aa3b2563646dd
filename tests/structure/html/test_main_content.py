"""Which box of a page holds its story: evidence counts, not length alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.structure.html.headline import make_title_key
from reader.structure.html.main_content import (
    _SENTENCE_MIN,
    _THIN_LINES_MIN,
    _UNSTOPPED_LINE_MIN,
    _is_teaser,
    _score_line,
    find_main_content,
)
from reader.structure.html.page_metadata import PageMetadata
from tests.structure.html.bodies import linearize_body

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


@pytest.mark.parametrize(
    ("body", "score"),
    [
        (f"<p>{ONE}</p>", 34),
        (f"<p>{ONE * 20}</p>", 400),
        (f"<p><a href=/1>停摆了</a>{ONE}</p>", 34),
        (f"<p><a href=/1>{ONE}</a>{ONE}</p>", 34.0),
        (f"<p><a href=/1>{ONE}停</a>{ONE}</p>", -18.0),
        ("<p><a href=/1>停摆</a></p>", -9.0),
        (f"<p>相关新闻：{ONE}</p>", -20.0),
        (f"<p>© 2024 {ONE}</p>", -20.0),
        ("<p>相关新闻</p>", -20.0),
        ("<p>塔上的人</p>", -3.0),
        ("<p>" + "停" * _UNSTOPPED_LINE_MIN + "</p>", 5.0),
        ("<p>" + "停" * (_UNSTOPPED_LINE_MIN - 1) + "</p>", -3.0),
        ("<p>" + "停" * (_SENTENCE_MIN - 1) + "。</p>", 10),
        ("<p>" + "停" * (_SENTENCE_MIN - 2) + "。</p>", -3.0),
        ("<p>" + "bell " * 16 + "。</p>", 25.0),
    ],
)
def test_running_text_scores_its_length_and_links_and_notices_cost(body: str, score: float) -> None:
    (line,) = linearize_body(body).lines
    assert round(_score_line(line, [], [], is_chinese=True), 1) == score


def test_a_line_that_the_page_describes_scores_more() -> None:
    (line,) = linearize_body(f"<p>{ONE}</p>").lines
    key = make_title_key(ONE)
    assert _score_line(line, [key[:10]], [], is_chinese=True) == len(ONE) + 100
    assert _score_line(line, ["别的话"], [key], is_chinese=True) == 2 * len(ONE)
    assert _score_line(line, ["别的话"], ["别的话"], is_chinese=True) == len(ONE)
    assert _score_line(line, [key[:10]], [key], is_chinese=True) == 2 * (len(ONE) + 100)
    (latin,) = linearize_body("<p>" + "bell " * 16 + "。</p>").lines
    assert _score_line(latin, [], [], is_chinese=False) == latin.size


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<p><a href=/1>货轮港外搁浅船员</a></p><p>{ONE}</p>", [False, True]),
        (f"<p><a href=/1>货轮港外搁浅船</a></p><p>{ONE}</p>", [False, False]),
        (f"<p><a href=/1>货轮港外搁浅船员。</a></p><p>{ONE}</p>", [False, False]),
        (f"<p>货轮港外搁浅船员</p><p>{ONE}</p>", [False, False]),
        (f"<p><a href=/1>货轮港外搁浅船员</a></p><p>{'停' * 200}</p>", [False, True]),
        (f"<p><a href=/1>货轮港外搁浅船员</a></p><p>{'停' * 201}</p><p>渡口</p>", [False, False, False]),
        (f"<div><p><a href=/1>货轮港外搁浅船员</a></p><p>{'停' * 201}</p></div><p>渡口</p>", [False, True, False]),
        (f"<form><p><a href=/1>货轮港外搁浅船员</a></p><p>{'停' * 201}</p></form><p>渡口</p>", [False, False, False]),
        (f"<p>{ONE}</p>", [False]),
        ("<li><a href=/1>货轮港外搁浅船员</a>一艘货轮清晨搁浅</li>" * 2, [True, True]),
        ("<li><a href=/1>货轮港外搁浅船员</a>一艘货轮清晨搁浅</li>", [False]),
    ],
)
def test_a_summary_below_the_linked_title_of_another_story_is_a_teaser(body: str, expected: list[bool]) -> None:
    lines = linearize_body(body).lines
    assert [_is_teaser(lines, i) for i in range(len(lines))] == expected


@pytest.mark.parametrize(
    ("body", "box"),
    [
        (f"<div><p>{ONE}</p><p>{TWO}</p></div>", ("div", 0, 2)),
        (f"<p>{ONE}</p>", ("p", 0, 1)),
        (f"<div><p>{ONE}</p></div>", ("div", 0, 1)),
        (f"<div><section><p>{ONE}</p></section><p>{TWO}</p></div>", ("div", 0, 2)),
        (f"<div><section>{f'<p>{ONE}</p>' * 3}</section><p>钟</p></div>", ("section", 0, 3)),
        (f"<section><div>{ONE}</div><div>{TWO}</div></section>", ("section", 0, 2)),
        (f"<div><p>{ONE}{TWO}</p></div><aside><p>{ONE * 4}</p></aside>", ("div", 0, 1)),
        ("<p>钟</p>", None),
        ("<a href=/1>钟声</a>", None),
        (f"<form class=nav><div>{f'<p>{ONE}</p>' * 4}</div></form>", ("div", 0, 4)),
        (f"<nav><p>{ONE}</p></nav><div>{'<p>钟</p>' * 9}</div>", ("nav", 0, 1)),
        (f"<p>展开全文</p><div style='display:none'><p>{ONE}</p></div>", ("div", 1, 2)),
        (
            f"<p>钟</p><div style='display:none'><p>{ONE * 2}</p></div><section><p>{TWO}</p></section>",
            ("section", 2, 3),
        ),
        (f"<section><p>{TWO}</p></section><div><h3>相关新闻</h3><p>{ONE * 2}</p></div>", ("section", 0, 1)),
        (f"<table><tr><td>{ONE}</td><td>{TWO}</td></tr></table>", ("tr", 0, 2)),
        (f"<table><tr><td>{ONE}</td></tr></table>", ("td", 0, 1)),
        (f"<ul><li>{ONE}</li><li>{TWO}</li></ul>", ("ul", 0, 2)),
        (f"<section><div><p>{ONE}{TWO}</p><p>{TWO}</p></div>{'<p>钟</p>' * _THIN_LINES_MIN}</section>", ("div", 0, 2)),
        (
            f"<section><div><p>{ONE}{TWO}</p><p>{TWO}</p></div>{'<p>钟</p>' * (_THIN_LINES_MIN - 1)}<p>{ONE * 4}</p></section>",
            ("div", 0, 2),
        ),
    ],
)
def test_the_smallest_box_with_all_of_a_story_holds_it(body: str, box: tuple[str, int, int] | None) -> None:
    page = linearize_body(body)
    found = find_main_content(page.lines, page.elements, PageMetadata(), (0, len(page.lines)))
    assert (found and (found.element.tag, found.element.first_line, found.element.end_line)) == box
