"""Spans that the markup of a page makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.model import Article

ONE = "停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅在塔上守了整整三个月。"


def spans_of(article: Article, kind: str) -> list[str]:
    return [b.text[s.start : s.end] for b in article.blocks for s in b.spans if s.kind == kind]


@pytest.mark.parametrize(
    ("opening", "run_in"),
    [
        ("<b>塔上的人。</b>", ["塔上的人"]),
        ("<b>塔上的人</b>。", ["塔上的人"]),
        ("<b>——塔上的人。</b>", ["塔上的人"]),
        ("——<b>塔上的人。</b>", ["塔上的人"]),
        ("<b>守塔三月，敲响大钟。</b>", ["守塔三月，敲响大钟"]),
        ("<b>塔上的人</b>说，", []),
        ("<b>记者：</b>", []),
        ("<b>罗素英：</b>", []),
        ("<b>新华社江岸5月9日电（记者林志 整合）</b> ", []),
        ("后来<b>塔上的人。</b>", []),
    ],
)
def test_a_bold_opening_with_a_stop_is_a_run_in(page: Callable[..., Article], opening: str, run_in: list[str]) -> None:
    article = page(f"<h1>渡口的钟</h1><div><p>{ONE}</p><p>{opening}{ONE}</p></div>", "渡口的钟")
    assert spans_of(article, "run_in") == run_in


def test_links_of_the_web_are_spans_and_programs_are_not(page: Callable[..., Article]) -> None:
    body = f"<h1>渡口的钟</h1><div><p>{ONE}<a href='https://e.example/a'>旧文</a>和<a href='javascript:0'>按钮</a>。</p></div>"
    assert spans_of(page(body, "渡口的钟"), "link") == ["旧文"]
