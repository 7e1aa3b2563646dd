"""The article of a page, also where it is only in data; and why there is none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reader.errors import NoArticleError
from reader.model import Origin
from reader.structure.html.extract import extract_article

if TYPE_CHECKING:
    from reader.model import Article

TITLE = "渡口的钟又响了"
BODY = "<p>停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅在塔上守了整整三个月。</p>" * 3


def article_of(body: str, text_head: str = "") -> Article:
    page = f"{text_head}<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{body}</body></html>"
    article = extract_article(page, Origin("test"))
    assert article is not None
    return article


@pytest.mark.parametrize(
    "hidden",
    [
        f"<script>var contentTxt = {json.dumps(BODY).replace('/', chr(92) + '/')}; var i = 0;</script>",
        "<script>x.body = '" + BODY.replace("<", "\\x3c") + "';</script>",
        f"<script>window.__S__ = {json.dumps({'a': [{'b': {'title': TITLE, 'content': BODY}}]})}</script>",
        f"<script type=application/json>{json.dumps({'page': json.dumps({'title': TITLE, 'content': BODY})})}</script>",
        f"<noscript><div>{BODY}</div></noscript>",
        f"<template><div>{BODY}</div></template>",
        f'<div data-content="{BODY.replace("<", "&lt;")}"></div>',
    ],
    ids=["string", "escaped", "deep", "nested", "noscript", "template", "attribute"],
)
def test_a_body_that_only_data_has_is_found(hidden: str) -> None:
    texts = [block.text for block in article_of(hidden).blocks if block.kind == "paragraph"]
    assert texts == ["停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅在塔上守了整整三个月。"] * 3


def test_data_that_lies_does_not_replace_what_is_printed() -> None:
    lie = json.dumps(
        {"@type": "NewsArticle", "headline": "别的", "articleBody": "别的事情。" * 40, "datePublished": "1999-01-01"}
    )
    article = article_of(f'{BODY * 8}<p>2024-05-10</p><script type="application/ld+json">{lie}</script>')
    assert article.title == TITLE
    assert "别的事情" not in "".join(block.text for block in article.blocks)


def test_a_saved_page_has_the_address_that_its_browser_wrote() -> None:
    saved = "<!-- saved from url=(0030)https://n.example.com/2024/0510/ -->"
    article = article_of(BODY + "<p>见<a href='x.html'>旧文</a>，船工们都说钟声好听，孩子们也来了。</p>", saved)
    assert article.date == "2024-05-10"
    assert article.blocks[-1].spans[0].href == "https://n.example.com/2024/0510/x.html"


def test_a_page_that_asks_for_a_password_says_so() -> None:
    with pytest.raises(NoArticleError, match="name and a password"):
        extract_article("<html><body><p>登录</p><form><input type=password></form></body></html>", Origin("test"))
