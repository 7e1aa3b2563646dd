"""Markdown copies: CommonMark shows every text unchanged, YAML parses the front matter, and the reader the rest."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.annotations.model import Annotation, CanonicalText, Target
from reader.copies.annotated_view import make_annotated_view
from reader.copies.markdown_inline import parse_inline, parse_note
from reader.copies.markdown_reader import parse_markdown, strip_front_matter
from reader.copies.markdown_writer import (
    FRONT_MATTER_FENCE,
    NOTES_MARKER,
    escape_markdown,
    has_footnote,
    render_attributes,
    render_footnote,
    render_markdown,
)
from reader.copies.open import open_copy
from reader.copies.text import render_text
from reader.model import Article, Block, Origin, Span, clean, clean_lines
from tests.copies.articles import COUNT, WORDS, annotated
from tests.copies.articles import NOTES as SAID

if TYPE_CHECKING:
    from reader.annotations.model import Colour
    from reader.model import ViewName

HOSTILE = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=12).map("".join).map(clean)
PUNCTUATION = st.text("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \t1a漢", max_size=20).map(clean)
WHEN = "2026-01-01T00:00:00.000000Z"


class Words(HTMLParser):
    """The text of what CommonMark makes, and the names of its tags."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.text, self.tags, self.links = "", list[str](), list[str]()
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(markdown: str) -> Words:
    parser = MarkdownIt("commonmark")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return Words(parser.render(markdown).removesuffix("\n"))


@given(st.one_of(HOSTILE, PUNCTUATION))
def test_commonmark_shows_a_text_as_it_is(text: str) -> None:
    if not text.strip():
        return
    page = shown(escape_markdown(text))
    assert page.text.replace("\r", "") == text.replace("\r", "").replace("\0", "")
    assert page.tags == ["p"]


@given(HOSTILE)
def test_a_text_is_the_same_in_a_heading_a_list_a_quote_and_a_table(text: str) -> None:
    if not text.strip():
        return
    for prefix, tags in (("# ", ["h1"]), ("- ", ["ul", "li"]), ("> ", ["blockquote", "p"])):
        page = shown(prefix + escape_markdown(text))
        assert page.tags == tags
        assert page.text.strip("\n").replace("\r", "") == text.strip("\n").replace("\r", "") or "\n" in text
    assert "|" not in escape_markdown(text, at_start=False).replace("\\|", "")
    assert "\n" not in escape_markdown(text)


@given(st.one_of(HOSTILE, PUNCTUATION))
def test_escaped_text_is_parsed_back(text: str) -> None:
    assert parse_inline(escape_markdown(text)) == (text, (), ())


@given(st.lists(st.sampled_from(SAID), max_size=12).map("".join), st.lists(st.sampled_from(SAID), max_size=2))
def test_a_note_is_read_back_from_its_footnote(note: str, tags: list[str]) -> None:
    annotation = Annotation("urn:1", WHEN, WHEN, None, "green", note, tuple(map(clean, tags)))
    parsed = parse_markdown(f"文\n\n{render_footnote(1, annotation)}\n\n再一段\n")
    assert parsed.sources == ["文", "再一段"]
    assert [each.label for each in parsed.footnotes] == ["a1"]
    said = [each for each in parsed.footnotes[0].paragraphs if each != render_attributes(annotation)]
    assert parse_note(said) == clean_lines(note)


@pytest.mark.parametrize("seed", range(min(COUNT, 200)))
def test_the_blocks_of_a_copy_are_parsed_back(seed: int) -> None:
    article, annotations = annotated(seed)
    page = make_annotated_view(article, annotations)
    text = render_markdown(page)
    chunks = parse_markdown(strip_front_matter(text).partition(f"\n{NOTES_MARKER}")[0]).blocks
    blocks = [block for index, block in enumerate(article.blocks) if index not in page.omitted_blocks]
    assert [chunk.text for chunk in chunks] == [block.text for block in blocks]
    marked = {at for mark in page.highlights for at in mark}
    assert any(chunk.highlights for chunk in chunks) == any(mark.start < mark.end for mark in marked)


@pytest.mark.parametrize("seed", range(0, min(COUNT, 200), 5))
def test_yaml_reads_the_front_matter(seed: int) -> None:
    article, annotations = annotated(seed)
    text = render_markdown(make_annotated_view(article, annotations))
    front = yaml.safe_load(text.split(FRONT_MATTER_FENCE)[1])
    assert front.get("title") == (article.title or None)
    assert front.get("byline", []) == list(article.authors)
    assert front.get("url") == article.origin.url
    assert (front["sha256"], front["script"]) == (article.origin.sha256, "source")


def page(text: str, *quotes: str, kind: str = "paragraph", span: Span | None = None, **more: str) -> str:
    """The line of one block with marks on quotes."""
    block = Block(kind, clean(text), spans=(span,) if span else ())  # type: ignore[arg-type]
    canonical = CanonicalText([block])
    marks = [
        Annotation(f"urn:{n}", WHEN, WHEN, canonical.make_target(at, at + len(quote)), **more)  # type: ignore[arg-type]
        for n, quote in enumerate(quotes)
        for at in [text.index(quote)]
    ]
    return (
        render_markdown(make_annotated_view(Article(Origin("x"), (block,)), marks))
        .split(FRONT_MATTER_FENCE)[2]
        .split("\n")[1]
    )


def test_a_highlight_has_a_reference_where_it_has_a_footnote() -> None:
    assert page("東岸縣的碼頭", "碼頭", note="好") == "東岸縣的==碼頭==[^a1]"
    assert page("東岸縣的碼頭", "碼頭") == "東岸縣的==碼頭=="
    assert page("東岸縣的碼頭", "碼頭", colour="green") == "東岸縣的==碼頭==[^a1]"


def test_overlapping_highlights_become_adjacent_pieces() -> None:
    assert page("甲乙丙丁", "甲乙丙", "乙丙丁", note="好") == "==甲====乙丙==[^a1]==丁==[^a2]"
    assert page("甲乙丙丁", "甲乙丙丁", "乙", note="好") == "==甲====乙==[^a2]==丙丁==[^a1]"


def test_a_highlight_is_one_where_only_a_span_ends_in_it() -> None:
    text = clean("本报讯（记者林晓）东港昨日通航。")
    spans = (Span("dateline", 0, 9), Span("credit", 4, 8))
    block = Block("paragraph", text, spans=spans)
    mark = Annotation("urn:1", WHEN, WHEN, CanonicalText((block,)).make_target(0, len(text)), colour="yellow")
    part = Annotation("urn:2", WHEN, WHEN, CanonicalText((block,)).make_target(0, 4), colour="yellow")
    view = make_annotated_view(Article(Origin("x"), (block,)), [mark])
    assert f"\n=={text}==\n" in render_markdown(view)
    assert f"【{text}】" in render_text(view)
    both = render_markdown(make_annotated_view(Article(Origin("x"), (block,)), [mark, part]))
    assert "\n==本报讯（====记者林晓）东港昨日通航。==\n" in both


def test_a_highlight_over_two_paragraphs_has_one_footnote_reference() -> None:
    blocks = Block("paragraph", clean("甲乙")), Block("paragraph", clean("丙丁"))
    note = Annotation("urn:1", WHEN, WHEN, CanonicalText(blocks).make_target(1, 4), note="好")
    text = render_markdown(make_annotated_view(Article(Origin("x"), blocks), [note]))
    assert "\n甲==乙==\n\n==丙==[^a1]丁\n" in text
    whole = replace(note, target=CanonicalText(blocks).make_target(0, 5))
    assert render_markdown(make_annotated_view(Article(Origin("x"), blocks), [whole])).count("[^a1]") == 2


@pytest.mark.parametrize("note", ["javascript:alert(1)", "data:text/html,x\n第二行", "https://a.example/"])
def test_a_note_that_is_an_address_is_no_link(note: str) -> None:
    block = Block("paragraph", clean("甲乙"))
    mark = Annotation("urn:1", WHEN, WHEN, CanonicalText([block]).make_target(0, 1), note=note)
    assert not shown(render_markdown(make_annotated_view(Article(Origin("x"), (block,)), [mark]))).links


@pytest.mark.parametrize(
    ("quote", "script", "line"),
    [
        ("软件", "hk", "東岸縣用==軟件==和互聯網的信息"),
        ("软件", "twp", "東岸縣用==軟體==和網際網路的資訊"),
        ("件", "twp", "東岸縣用==軟體==和網際網路的資訊"),
        ("和互联", "twp", "東岸縣用軟體==和網際網路==的資訊"),
        ("的信息", "twp", "東岸縣用軟體和網際網路==的資訊=="),
    ],
)
def test_highlights_are_on_their_words_in_any_script(quote: str, script: ViewName, line: str) -> None:
    block = Block("paragraph", clean("东岸县用软件和互联网的信息"), script="Hans")
    at = block.text.index(quote)
    mark = Annotation("urn:1", WHEN, WHEN, CanonicalText([block]).make_target(at, at + len(quote)))
    text = render_markdown(make_annotated_view(Article(Origin("x"), (block,), script="Hans"), [mark], script))
    assert text.split(FRONT_MATTER_FENCE)[2].split("\n")[1] == line
    copy = open_copy(text, "x")
    assert copy
    assert copy.annotations == (mark,)


def test_each_kind_of_block_has_its_markdown() -> None:
    assert page("渡口的鐘", kind="headline") == "# 渡口的鐘"
    assert page("渡口", kind="heading") == "## 渡口"
    assert page("渡口 攝", kind="caption") == "*渡口 攝*"
    assert page("渡口", kind="quote") == "> 渡口"
    assert page("渡口", kind="list_item") == "- 渡口"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- 渡口", "\\- 渡口"),
        ("1. 渡口", "1\\. 渡口"),
        ("（一）渡口", "（一）渡口"),
        ("③渡口", "③渡口"),
        ("十二、渡口", "十二、渡口"),
    ],
)
def test_a_list_item_with_its_own_marker_gets_no_other(text: str, line: str) -> None:
    assert page(text, kind="list_item") == line
    assert page("三月的渡口", kind="list_item") == "- 三月的渡口"


@pytest.mark.parametrize("href", ["javascript:alert(1)", "http://a b", "http://a>b", "data:text/html,x", "//a"])
def test_only_a_web_address_is_a_link(href: str) -> None:
    assert page("看這裡", span=Span("link", 1, 3, href)) == "看這裡"


def test_a_highlighted_link_is_written_as_text() -> None:
    span = Span("link", 1, 3, "https://a.example/(b)")
    assert page("看這裡", span=span) == "看[這裡](<https://a.example/(b)>)"
    assert page("看這裡", "裡", span=span) == "看這==裡=="


def test_a_title_with_yaml_syntax_is_a_string() -> None:
    article, _ = annotated(1)
    odd = replace(article, title=clean("---\n- &a !!python/object: {x: [*a]}\ufeff\uffff"), breadcrumb=())
    front = yaml.safe_load(render_markdown(make_annotated_view(odd, [])).split(FRONT_MATTER_FENCE)[1])
    assert front["title"] == odd.title


def test_the_references_of_notes_on_the_article_are_behind_its_first_block() -> None:
    note = Annotation("urn:1", WHEN, WHEN, note="好文")
    for texts, expected in ((("題", "首段", "次段"), "題\n\n[^a1]\n\n首段\n\n次段\n"), ((), "[^a1]\n")):
        article = Article(Origin("x"), tuple(Block("paragraph", clean(text)) for text in texts))
        text = render_markdown(make_annotated_view(article, [note]))
        assert text.split(FRONT_MATTER_FENCE)[2].partition(NOTES_MARKER)[0] == f"\n{expected}\n"


def test_characters_that_yaml_cannot_have_are_escaped_in_the_front_matter() -> None:
    url = "https://a.example/\u202e\uffff\U000e0001"
    text = render_markdown(make_annotated_view(Article(Origin("x", url=url), (Block("paragraph", clean("文")),)), []))
    front = text.split(FRONT_MATTER_FENCE)[1]
    assert '"https://a.example/\\u202e\\uffff\\U000e0001"' in front
    assert yaml.safe_load(front)["url"] == url


@pytest.mark.parametrize(
    ("text", "at_start", "at_end", "expected"),
    [
        ("1. 甲", True, True, "1\\. 甲"),
        ("1. 甲", False, True, "1. 甲"),
        ("- 甲", False, True, "- 甲"),
        (" 甲 ", True, True, "&#32;甲&#32;"),
        (" 甲 ", False, True, " 甲&#32;"),
        (" 甲 ", True, False, "&#32;甲 "),
        ("甲\n乙\r丙", False, False, "甲&#10;乙&#13;丙"),
    ],
)
def test_a_part_of_a_text_is_escaped_as_its_place_needs_it(
    text: str, at_start: bool, at_end: bool, expected: str
) -> None:
    assert escape_markdown(text, at_start=at_start, at_end=at_end) == expected


@pytest.mark.parametrize(
    ("note", "colour", "tags", "expected"),
    [
        ("甲", "yellow", (), "[^a3]: 甲"),
        ("甲\n\n", "yellow", (), "[^a3]: 甲&#10;&#10;"),
        ("甲\n乙", "green", ("港",), "[^a3]: 甲\\\n    乙\n\n    *green · #港*"),
        ("", "yellow", ("港", "a b"), "[^a3]: *#港 · \\#a b*"),
    ],
)
def test_a_footnote_has_the_note_and_a_line_with_colour_and_tags(
    note: str, colour: Colour, tags: tuple[str, ...], expected: str
) -> None:
    target = CanonicalText([Block("paragraph", clean("甲乙"))]).make_target(0, 1)
    assert render_footnote(3, Annotation("urn:1", WHEN, WHEN, target, colour, note, tags)) == expected


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (Annotation("urn:1", "", "", Target(0, 1, "甲")), False),
        (Annotation("urn:1", "", "", Target(0, 1, "甲"), "green"), True),
        (Annotation("urn:1", "", "", Target(0, 1, "甲"), "green", state="orphan"), False),
        (Annotation("urn:1", "", "", None, "green"), False),
        (Annotation("urn:1", "", "", Target(0, 1, "甲"), note="好"), True),
        (Annotation("urn:1", "", "", Target(0, 1, "甲"), tags=("港",)), True),
    ],
)
def test_an_annotation_needs_a_footnote_for_a_note_tags_or_another_colour(
    annotation: Annotation, expected: bool
) -> None:
    assert has_footnote(annotation) is expected


@pytest.mark.parametrize(("quote", "expected"), [("看", True), ("這", False), ("裡", True)])
def test_a_link_beside_a_highlight_stays_a_link(quote: str, expected: bool) -> None:
    line = page("看這裡", quote, span=Span("link", 1, 2, "https://a.example/"))
    assert ("](<https://a.example/>)" in line) is expected


def test_blanks_are_references_only_at_the_ends_of_a_text_and_of_a_highlight() -> None:
    assert page(" 甲 乙 ", "乙") == "&#32;甲 ==乙==&#32;"
    assert page("甲 乙 丙", " 乙 ") == "甲==&#32;乙&#32;==丙"
