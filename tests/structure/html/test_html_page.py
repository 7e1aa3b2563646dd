"""A page from its headline to its end: what is above the story, what is below it, and what is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

TITLE = "渡口的钟又响了"
H1 = f"<h1>{TITLE}</h1>"
ONE = "停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅在塔上守了整整三个月。"
STORY = f"<div class=text><p>{ONE}{ONE}</p><p>{ONE}</p></div>"
NEXT = "<article><h1>夜市搬到河边</h1><p>2024-05-11</p>"


@pytest.mark.parametrize(
    ("body", "above", "below"),
    [
        (H1 + STORY, [f"headline|{TITLE}"], []),
        (STORY, [], []),
        (
            H1 + "<p>2024-05-10 08:09 来源：江岸日报</p>" + STORY,
            [f"headline|{TITLE}", "date|2024-05-10 08:09 来源：江岸日报"],
            [],
        ),
        ("<p>2024-05-10</p>" + H1 + STORY, ["date|2024-05-10", f"headline|{TITLE}"], []),
        (
            "<div>首页 &gt; 本地 &gt; 正文</div>" + H1 + STORY,
            ["breadcrumb|首页 > 本地 > 正文", f"headline|{TITLE}"],
            [],
        ),
        ("<div class=crumb>首页/本地/正文</div>" + H1 + STORY, ["breadcrumb|首页/本地/正文", f"headline|{TITLE}"], []),
        ("<div>首页/本地/正文</div>" + H1 + STORY, [f"headline|{TITLE}"], []),
        (
            H1 + "<h2>师傅守了三个月</h2><p>2024-05-10</p>" + STORY,
            [f"headline|{TITLE}", "deck|师傅守了三个月", "date|2024-05-10"],
            [],
        ),
        (H1 + "<p>记者 林悦</p>" + STORY, [f"headline|{TITLE}", "byline|记者 林悦"], []),
        (H1 + "<p class=author>在人间</p>" + STORY, [f"headline|{TITLE}", "source|在人间"], []),
        (H1 + "<p class=source>在人间</p>" + STORY, [f"headline|{TITLE}", "source|在人间"], []),
        (H1 + "<p>罗素英 林悦</p>" + STORY, [f"headline|{TITLE}"], []),
        (H1 + "<p>分享到：</p><p>打印</p>" + STORY, [f"headline|{TITLE}"], []),
        (
            H1 + "<figure><img src=a.jpg><figcaption>修好的大钟</figcaption></figure>" + STORY,
            [f"headline|{TITLE}", "caption|修好的大钟"],
            [],
        ),
        (H1 + "<p>【摘要】停摆二十年的大钟重新敲响</p>" + STORY, [f"headline|{TITLE}"], []),
        (H1 + STORY + "<p>责任编辑：林悦</p>", [f"headline|{TITLE}"], ["editor|责任编辑：林悦"]),
        (
            H1 + STORY + "<div><p>责任编辑：林悦</p><p>来源：江岸日报</p></div>",
            [f"headline|{TITLE}"],
            ["editor|责任编辑：林悦", "source|来源：江岸日报"],
        ),
        (H1 + STORY + "<p>（完）</p>", [f"headline|{TITLE}"], []),
        (H1 + STORY + "<div class=related><p>夜市搬到河边</p></div>", [f"headline|{TITLE}"], []),
        (H1 + STORY + "<footer>版权所有</footer>", [f"headline|{TITLE}"], []),
        (H1 + STORY + "<p>2024-05-10</p>", [f"headline|{TITLE}"], []),
        (H1 + STORY + "<p>记者 林悦</p>", [f"headline|{TITLE}"], ["byline|记者 林悦"]),
        (H1 + STORY + "<figure><img src=a.jpg><figcaption>修好的大钟</figcaption></figure>", [f"headline|{TITLE}"], []),
        (H1 + STORY + "<p><a href=/2>下一页</a></p>", [f"headline|{TITLE}"], ["note|下一页"]),
        (H1 + STORY + "<p>本文为付费内容</p>", [f"headline|{TITLE}"], []),
        (f"<article>{H1}{STORY}</article>{NEXT}{STORY}</article>", [f"headline|{TITLE}"], []),
        (f"<p>{TITLE}</p>" + H1 + STORY, [f"headline|{TITLE}"], []),
        (H1 + f"<p>{TITLE}</p>" + STORY, [f"headline|{TITLE}"], []),
        ("<h1>江岸日报</h1>" + f"<h2>{TITLE}</h2>" + STORY, [f"headline|{TITLE}"], []),
        (
            H1 + "<p>作者：罗素英</p><p>摄影：林悦</p>" + STORY,
            [f"headline|{TITLE}", "byline|作者：罗素英", "byline|摄影：林悦"],
            [],
        ),
        (
            H1 + "<p>责任编辑：<span>林悦</span></p><p>2024-05-10</p>" + STORY,
            [f"headline|{TITLE}", "editor|责任编辑：林悦", "date|2024-05-10"],
            [],
        ),
        (H1 + "<div>2024-05-10</div><div>08:09</div>" + STORY, [f"headline|{TITLE}", "date|2024-05-10"], []),
        (
            H1 + f"<div class=text><p>来源：江岸日报</p><p>{ONE}{ONE}</p><p>{ONE}</p></div>",
            [f"headline|{TITLE}", "source|来源：江岸日报"],
            [],
        ),
        (
            H1 + f"<div class=text><p>原标题：渡口</p><p>{ONE}{ONE}</p><p>{ONE}</p></div>",
            [f"headline|{TITLE}", "note|原标题：渡口"],
            [],
        ),
        (
            H1 + f"<div class=text><p>{ONE}{ONE}</p><p>{ONE}</p><p>记者 林悦 江岸报道</p></div>",
            [f"headline|{TITLE}"],
            ["byline|记者 林悦 江岸报道"],
        ),
    ],
)
def test_the_lines_around_a_story_have_their_kinds(
    lines: Callable[..., list[str]], body: str, above: list[str], below: list[str]
) -> None:
    story = [f"paragraph|{ONE}{ONE}", f"paragraph|{ONE}"]
    assert lines(body, TITLE) == [*above, *story, *below]


@pytest.mark.parametrize(("name", "size", "kind"), [("summary", 400, "deck"), ("summary", 401, None), ("x", 400, None)])
def test_a_long_line_above_the_story_is_a_deck_by_the_name_of_its_element(
    lines: Callable[..., list[str]], name: str, size: int, kind: str | None
) -> None:
    text = "停" * (size - 1) + "。"
    found = lines(f"{H1}<div class={name}>{text}</div><div class=text>{f'<p>{ONE * 4}</p>' * 4}</div>", TITLE)
    assert (f"deck|{text}" in found) is (kind == "deck")
