"""Articles that are in a page only as data of its scripts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from reader.errors import ReaderError
from reader.model import CleanText
from reader.structure.html.embedded_json import (
    _BODY_HAN_MIN,
    EmbeddedArticle,
    find_embedded_article,
    merge_embedded_metadata,
)
from reader.structure.html.page_metadata import PageMetadata
from reader.structure.html.parse import parse_html

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.model import Article

    Page = Callable[..., Article]

TITLE = "渡口的钟又响了"
ONE = "停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅在塔上守了整整三个月。"
TWO = "住在对岸的船工说，小时候就是听着钟声摆渡的，如今听见了反而不太习惯，要多听几天。"
HTML = f"<p>{ONE}</p><p>{TWO}</p>"
DATA = {
    "page": {
        "list": [{"title": "别的新闻"}],
        "article": {"title": TITLE, "content": HTML, "pubTime": "2021-04-05 08:09"},
    }
}


@pytest.mark.parametrize(
    "script",
    [
        f'<script type="application/json">{json.dumps(DATA, ensure_ascii=False)}</script>',
        f"<script>window.__STATE__ = {json.dumps(DATA)};</script>",
        f"<script>window.a=1;start({json.dumps(DATA)})</script>",
        f"<script>var s = JSON.parse({json.dumps(json.dumps(DATA))});</script>",
        f'<script type="application/json">{quote(json.dumps(DATA))}</script>',
    ],
    ids=["json", "assigned", "called", "parsed", "percent-encoded"],
)
def test_a_body_in_a_script_is_read_as_if_it_were_printed(page: Page, script: str) -> None:
    article = page(f"<div id=app></div>{script}", f"{TITLE} - 江岸日报")
    assert (article.title, article.date, article.outlet) == (TITLE, "2021-04-05T08:09", "江岸日报")
    assert [block.text for block in article.blocks] == [TITLE, ONE, TWO]


def test_embedded_object_with_unquoted_keys_is_read(page: Page) -> None:
    article = page(
        f'<script>app({{title: t, content: "{HTML}".trim(), n: 1}})</script>'.replace("</p>", "<\\/p>"), TITLE
    )
    assert [block.text for block in article.blocks] == [TITLE, ONE, TWO]


@pytest.mark.parametrize(
    "literal",
    [
        "'" + HTML.replace("<p>", '<p class="a">') + "'",
        '"' + HTML.replace("<p>", '<p class=\\"a\\">') + '"',
        "`" + HTML.replace("<p>", '<p class="a">') + "`",
        "'" + HTML.replace("<", "\\x3c").replace(">", "\\x3E") + "'",
    ],
    ids=["single quotes", "escaped quotes", "template", "escaped signs"],
)
def test_a_body_that_is_assigned_as_a_string_is_read(page: Page, literal: str) -> None:
    article = page(f"<script>var body = {literal};</script>", TITLE)
    assert [block.text for block in article.blocks] == [TITLE, ONE, TWO]


def test_line_ends_part_a_body_without_markup(page: Page) -> None:
    data = json.dumps({"title": TITLE, "body": f"{ONE}\r\n\r\n{TWO}"})
    article = page(f'<script type="application/json">{data}</script>', TITLE)
    assert [block.text for block in article.blocks] == [TITLE, ONE, TWO]


def test_blocks_with_images_and_captions(page: Page) -> None:
    blocks = [
        {"type": "text", "text": ONE},
        {"type": "image", "url": "a.jpg"},
        {"type": "caption", "text": "大钟内部。罗素英 摄"},
        {"type": "text", "text": TWO},
    ]
    data = json.dumps({"headline": TITLE, "paragraphs": blocks})
    article = page(f"<script>d={data}</script>", TITLE)
    assert [(b.kind, b.image, b.credit) for b in article.blocks][2] == ("caption", "a.jpg", "罗素英")


def test_printed_story_is_preferred_to_embedded_data(page: Page) -> None:
    other = json.dumps({"content": "<p>一段不相干的文字，说的是别的事情，长度倒是差不多的。</p>" * 2})
    article = page(f"<h1>{TITLE}</h1>{HTML}<script>x={other}</script>", TITLE)
    assert [block.text for block in article.blocks] == [TITLE, ONE, TWO]


def test_the_date_and_author_beside_a_body_count_seconds_or_have_names(page: Page) -> None:
    data = {
        "title": TITLE,
        "content": HTML,
        "publishTime": 1617581340000,
        "author": [{"name": "罗素英"}],
        "source": "江岸日报",
    }
    article = page(f"<script>x={json.dumps(data)}</script>", TITLE)
    assert (article.date, article.authors, article.outlet) == ("2021-04-05T08:09", ("罗素英",), "江岸日报")


@pytest.mark.parametrize("script", ["x=" + "[" * 50_000, 'JSON.parse("' * 20_000, "x={" * 50_000, '{"a":' * 50_000])
def test_broken_data_is_passed_over(page: Page, script: str) -> None:
    with pytest.raises(ReaderError):
        page(f"<script>{script}{ONE}{TWO}</script>")


def merged(**fields: object) -> PageMetadata:
    metadata = PageMetadata()
    merge_embedded_metadata(EmbeddedArticle("", 0, fields, has_page_title=True), metadata)
    return metadata


@pytest.mark.parametrize(
    ("names", "outlets", "authors"),
    [
        ("江", [], []),
        ("江岸", ["江岸"], ["江岸"]),
        ("江" * 12, ["江" * 12], ["江" * 12]),
        ("江" * 13, ["江" * 13], []),
        ("江" * 20, ["江" * 20], []),
        ("江" * 21, [], []),
        (
            ["江岸", {"name": "渡口"}, {"title": "老桥"}, {"id": 7}, 7, ""],
            ["江岸", "渡口", "老桥"],
            ["江岸", "渡口", "老桥"],
        ),
        ([f"江{n}" for n in range(12)], [f"江{n}" for n in range(10)], [f"江{n}" for n in range(10)]),
        (None, [], []),
    ],
)
def test_names_beside_a_body_are_of_some_length(names: object, outlets: list[str], authors: list[str]) -> None:
    assert merged(Source=names).outlets == outlets
    assert merged(author=names).authors == authors


def test_the_title_beside_a_body_comes_first_and_a_date_last() -> None:
    metadata = PageMetadata()
    metadata.titles, metadata.dates = [CleanText("别的")], ["2020-01-01"]
    fields = {"title": TITLE, "pubTime": "2021-04-05", "date": 7}
    merge_embedded_metadata(EmbeddedArticle("", 0, fields, has_page_title=True), metadata)
    assert (metadata.titles, metadata.dates) == ([TITLE, "别的"], ["2020-01-01", "2021-04-05"])


@pytest.mark.parametrize(("size", "is_found"), [(_BODY_HAN_MIN, True), (_BODY_HAN_MIN - 1, False)])
def test_a_body_has_some_length(size: int, *, is_found: bool) -> None:
    text = "钟" * size
    inner = json.dumps({"content": text + "." * _BODY_HAN_MIN}, ensure_ascii=False)
    scripts = [inner, json.dumps({"data": inner}, ensure_ascii=False)]
    pages = [f"<script type='application/json'>{script}</script>" for script in scripts]
    pages += [f"<noscript><p>{text}</p></noscript>"]
    pages += [f"<div data-a='&lt;p&gt;{text}{'.' * _BODY_HAN_MIN}&lt;/p&gt;'></div>"]
    for page in pages:
        root = parse_html(f"<html><body><p>x{page}")
        assert root is not None
        assert (find_embedded_article(root, PageMetadata()) is not None) is is_found, page[:40]


def test_a_body_beside_the_title_of_the_page_is_preferred_to_one_up_to_four_times_as_long() -> None:
    for times, chosen in ((3, "钟"), (5, "楼")):
        data = [{"title": TITLE, "text": "钟" * 100}, {"title": "别的新闻来了", "content": "楼" * 100 * times}]
        root = parse_html(f"<script type='application/json'>{json.dumps(data, ensure_ascii=False)}</script>")
        assert root is not None
        metadata = PageMetadata()
        metadata.titles = [CleanText(TITLE)]
        found = find_embedded_article(root, metadata)
        assert found is not None
        assert chosen in found.body_html, times
        assert found.json_object in data
