"""HTML copies: no text becomes markup, no script runs, no request is sent, and browsers show them as intended."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.model import Annotation, CanonicalText
from reader.copies import html
from reader.copies.annotated_view import make_annotated_view
from reader.copies.html import render_html
from reader.copies.open import open_copy
from reader.errors import ReaderError
from reader.model import Article, Block, Origin, Span, clean
from tests.copies.articles import COUNT, NOTES, annotated
from tests.copies.chromium import NAME, BrowserError, Chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

WHEN = "2026-01-01T00:00:00.000000Z"
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "main", "article", "section", "div", "footer", "script"),
    *("h1", "h2", "p", "blockquote", "figure", "figcaption", "mark", "sup", "a", "b", "strong", "span", "aside", "q"),
    *("table", "tr", "th", "td"),
}
ATTRIBUTES = {
    *("lang", "data-dubao", "charset", "http-equiv", "content", "name", "class", "id", "href", "rel", "data-a", "type"),
}


def checked(text: str) -> lxml.html.HtmlElement:
    """The page, which has nothing but what copies have."""
    root = lxml.html.document_fromstring(text)
    for element in root.iter():
        assert element.tag in TAGS, element.tag
        assert set(element.attrib) <= ATTRIBUTES, element.attrib
        href = element.get("href", "#")
        assert re.match(r"#[nr]\d+$|#$|https?://[^/]", href), href
    scripts = root.findall(".//script")
    assert [script.get("type") for script in scripts] == ["application/ld+json"]
    assert not re.search("[<>&]", scripts[0].text or "")
    assert len(root.findall(".//style")) == 1
    return root


@pytest.mark.parametrize("seed", range(min(COUNT, 200)))
def test_html_has_only_the_known_tags_and_the_text_of_all_blocks(seed: int) -> None:
    article, annotations = annotated(seed)
    page = make_annotated_view(article, annotations)
    root = checked(render_html(page))
    blocks = root.xpath(".//article//*[self::p or self::h1 or self::h2 or self::blockquote or self::figcaption]")
    shown = ["".join(block.xpath(".//text()[not(ancestor::sup)]")) for block in blocks]
    wanted = [block.text for index, block in enumerate(article.blocks) if index not in page.omitted_blocks]
    assert [text.replace("\r", "\n") for text in shown] == [text.replace("\r", "\n") for text in wanted]


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(NOTES), max_size=8).map("".join)))
def test_no_string_anywhere_becomes_markup(text: str) -> None:
    said = clean(text) or clean("空")
    spans = (Span("link", 0, len(said), text), Span("credit", 0, 1))
    origin = Origin(text, None, text, text, text)
    article = Article(
        origin, (Block("caption", said, spans=spans, image=text),), said, said, (said,), text, said, (said,)
    )
    note = Annotation(
        text, WHEN, WHEN, CanonicalText(article.blocks).make_target(0, 1), note=text, tags=(text,), figure=text
    )
    out = render_html(make_annotated_view(article, [note, replace(note, target=None), replace(note, state="orphan")]))
    checked(out)
    assert clean(out) == out


def test_overlapping_highlights_become_adjacent_mark_elements() -> None:
    article = Article(Origin("x"), (Block("paragraph", clean("甲乙丙丁")),))
    canonical = CanonicalText(article.blocks)
    one = Annotation("urn:1", WHEN, WHEN, canonical.make_target(0, 3), note="一")
    two = Annotation("urn:2", WHEN, WHEN, canonical.make_target(1, 4), "green")
    root = checked(render_html(make_annotated_view(article, [one, two])))
    marks = [(mark.get("data-a"), mark.get("class"), mark.text) for mark in root.iter("mark")]
    assert marks == [("a1", "yellow", "甲"), ("a1 a2", "green many", "乙丙"), ("a2", "green", "丁")]


def test_the_language_is_that_of_the_text_shown() -> None:
    article = Article(Origin("x"), (Block("paragraph", clean("東岸縣"), script="Hant"),), script="Hant")
    assert 'lang="zh-Hant"' in render_html(make_annotated_view(article, []))
    assert 'lang="zh-Hans"' in render_html(make_annotated_view(article, [], "hans"))
    mixed = replace(article, blocks=(*article.blocks, Block("paragraph", clean("东岸县"), script="Hans")))
    assert '<p class="paragraph" lang="zh-Hans">东岸县' in render_html(make_annotated_view(mixed, []))


# -- in a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    if NAME is None:
        pytest.skip("Chromium is not installed; Debian has it as the package chromium")
    try:
        chromium = Chromium().__enter__()
    except BrowserError as error:
        pytest.skip(f"{NAME}: {error}")
    yield chromium
    chromium.__exit__()


@pytest.mark.parametrize("seed", [3, 7, 11])
def test_a_browser_runs_no_script_sends_no_request_and_reports_no_error(
    seed: int, browser: Chromium, tmp_path: Path
) -> None:
    path = tmp_path / "copy.html"
    article, annotations = annotated(seed)
    page = make_annotated_view(article, annotations, "twp" if seed == 7 else "source")
    path.write_text(render_html(page), encoding="utf-8")
    browser.window(1200)
    browser.open(path)
    asked = [
        event["params"]["request"]["url"] for event in browser.events if event["method"] == "Network.requestWillBeSent"
    ]
    assert asked == [path.as_uri()]
    bad = {"Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded", "Page.javascriptDialogOpening"}
    assert [event for event in browser.events if event["method"] in bad] == []
    words = browser.value("[...document.querySelectorAll('article mark')].map(m => [m.dataset.a, m.textContent])")
    expected = [
        [" ".join(f"a{i + 1}" for i in piece.annotation_indexes), page.views[index].text[piece.start : piece.end]]
        for index in range(len(page.views))
        if index not in page.omitted_blocks
        for piece in page.split_block(index)
        if piece.annotation_indexes and piece.start < piece.end
    ]
    assert [[ids, text.replace("\r", "\n")] for ids, text in words] == [
        [ids, text.replace("\r", "\n")] for ids, text in expected
    ]


def test_notes_are_beside_or_below_the_text_and_not_cut_off(browser: Chromium, tmp_path: Path) -> None:
    path = tmp_path / "copy.html"
    text = clean("東岸縣的舊碼頭重新開放，水深足夠，大船也能靠岸。" * 6 + "a" * 300)
    article = Article(Origin("x"), (Block("headline", clean("小漁港")), Block("paragraph", text)), clean("小漁港"))
    target = CanonicalText(article.blocks).make_target(10, 14)
    path.write_text(
        render_html(make_annotated_view(article, [Annotation("urn:1", WHEN, WHEN, target, note="多深？\n十二米" * 9)])),
        "utf-8",
    )
    boxes = "['p', 'aside'].map(name => { const r = document.querySelector(name).getBoundingClientRect();"
    boxes += " return [r.left, r.right, r.top, r.bottom]; })"
    for width, dark in ((1200, False), (1200, True), (700, False), (400, False)):
        browser.window(width, dark=dark)
        browser.open(path)
        (left, right, top, bottom), (note_left, note_right, note_top, _) = browser.value(boxes)
        assert 0 <= left < right <= width
        assert 0 <= note_left < note_right <= width
        if width == 1200:
            assert note_left >= right
            assert abs(note_top - top) < 20
        else:
            assert note_top >= bottom
        assert browser.value("document.documentElement.scrollWidth <= innerWidth")
        colour = browser.value("getComputedStyle(document.body).backgroundColor")
        assert (sum(map(int, re.findall(r"\d+", colour))) < 200) == dark


def test_a_copy_is_printed(browser: Chromium, tmp_path: Path) -> None:
    path = tmp_path / "copy.html"
    path.write_text(render_html(make_annotated_view(*annotated(5))), encoding="utf-8")
    browser.open(path)
    browser.paper(tmp_path / "copy.pdf")
    assert (tmp_path / "copy.pdf").read_bytes().startswith(b"%PDF")


def test_a_copy_opens_again_when_a_browser_has_saved_it(browser: Chromium, tmp_path: Path) -> None:
    """As a browser writes a page, with its own quotes and entities."""
    path = tmp_path / "copy.html"
    article, annotations = annotated(9)
    path.write_text(render_html(make_annotated_view(article, annotations)), encoding="utf-8")
    browser.open(path)
    text = "<!DOCTYPE html>\n" + browser.value("document.documentElement.outerHTML")
    copy = open_copy(text, "x")
    assert copy is not None
    assert copy.article == article
    assert len(copy.annotations) == len(annotations)


def test_a_note_without_a_place_has_no_colour_and_no_link() -> None:
    article = Article(Origin("x", "/a/b.txt"), (Block("paragraph", clean("水深足夠，大船也能靠岸。")),), script="Hant")
    target = CanonicalText(article.blocks).make_target(0, 4)
    notes = [
        Annotation(f"urn:{number}", WHEN, WHEN, on, note="好文", colour="green")
        for number, on in enumerate((None, target))
    ]
    page = render_html(make_annotated_view(article, notes, "source"))
    assert re.findall(r'<aside class="(\w+)" id="n\d"><span class="number">(<a|\d)', page) == [
        ("green", "<a"),
        ("plain", "1"),
    ]


def test_the_notes_on_the_article_stand_behind_its_headline_else_behind_its_text() -> None:
    blocks = (Block("headline", clean("題")), Block("paragraph", clean("首段")), Block("paragraph", clean("次段")))
    note = Annotation("urn:1", WHEN, WHEN, note="好文")
    for shown, order in (
        (blocks, ["題</h1>", "好文", "首段", "次段"]),
        (blocks[1:], ["首段", "次段", "好文", "</article>"]),
        ((blocks[1], blocks[0], blocks[0]), ["首段", "題</h1>", "好文", "</article>"]),
    ):
        body = render_html(make_annotated_view(Article(Origin("x"), shown), [note])).partition("<body>")[2]
        assert sorted(order, key=body.find) == order
        assert body.partition("</article>")[0].count("好文") == 1


def test_only_a_block_with_notes_has_them_in_front_of_it() -> None:
    article = Article(Origin("x"), (Block("paragraph", clean("甲乙")), Block("paragraph", clean("丙"))))
    target = CanonicalText(article.blocks).make_target(0, 1)
    page = render_html(make_annotated_view(article, [Annotation("urn:1", WHEN, WHEN, target, note="註")]))
    body = page.partition("<article>")[2].partition("</article>")[0].split("\n")
    assert [line.partition(">")[0] for line in body if line] == [
        '<div class="noted"',
        '<aside class="yellow" id="n1"',
        '<p class="paragraph"',
        "</div",
        '<p class="paragraph"',
    ]


def test_the_style_is_in_the_file() -> None:
    style = Path(html.__file__).with_suffix(".css").read_text("utf-8")
    page = render_html(make_annotated_view(Article(Origin("x"), (Block("paragraph", clean("文")),)), []))
    assert lxml.html.document_fromstring(page).findtext(".//style") == f"\n{style}"


def test_the_day_of_saving_is_in_the_footer() -> None:
    view = make_annotated_view(Article(Origin("x"), (Block("paragraph", clean("文")),)), [])
    assert open_copy(render_html(view), "x") is not None
    footer = render_html(replace(view, saved_at="2026-11-30T12:00:00Z")).partition("<footer>")[2]
    assert "> 2026-11-30 · dubao" in footer


@pytest.mark.parametrize("payload", ["", "{", "[" * 100_000])
def test_a_payload_that_is_missing_or_damaged_is_an_error(payload: str) -> None:
    text = render_html(make_annotated_view(Article(Origin("x"), (Block("paragraph", clean("文")),)), []))
    start, end = text.index('id="dubao">') + len('id="dubao">'), text.rindex("</script>")
    with pytest.raises(ReaderError, match="is damaged"):
        open_copy(text[:start] + payload + text[end:], "x")
    with pytest.raises(ReaderError, match="the end, which keeps the article, is missing"):
        open_copy(text[:end], "x")
