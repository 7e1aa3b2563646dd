"""Markdown files as articles: fields from front matter, blocks through the rules of pages, marks and notes kept."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model import Article, Origin, clean
from reader.structure import create_reader, is_markdown, read_article
from reader.structure.markdown import read_markdown, read_markdown_head
from reader.structure.markdown.article import (
    _DELIMITERS,
    _DELIMITERS_MAX,
    _LINES_MAX,
    _SIZE_MAX,
    _is_too_large,
    has_marks,
)

ORIGIN = Origin("test", path="/notes/bell.md")
ONE = "停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅在塔上守了整整三个月。"
TWO = "住在对岸的船工说，小时候就是听着钟声摆渡的，如今听见了反而不太习惯。"
FRONT = "---\ntitle: 渡口的钟又响了\ndate: 2024-05-10\nauthor: 记者罗素英\nurl: https://n.example.com/a/b\n---\n"


def article_of(text: str, origin: Origin = ORIGIN) -> Article:
    return read_article(clean(text), origin)


def lines_of(text: str) -> list[str]:
    return [f"{block.kind}|{block.text}" for block in article_of(text).blocks]


def test_fields_are_as_the_front_matter_has_them_and_it_is_not_shown() -> None:
    article = article_of(f"{FRONT}\n# 渡口的钟又响了\n\n{ONE}\n")
    assert (article.title, article.date, article.authors) == ("渡口的钟又响了", "2024-05-10", ("记者罗素英",))
    assert [block.kind for block in article.blocks] == ["headline", "paragraph"]


def test_a_headline_that_only_the_front_matter_has_is_shown() -> None:
    assert lines_of(f"{FRONT}\n{ONE}\n")[:1] == ["headline|渡口的钟又响了"]


def test_a_field_that_the_front_matter_leaves_empty_is_not_guessed() -> None:
    article = article_of(f"---\ntitle: 钟\ndate: ''\nauthor: ''\n---\n2024-05-10 记者罗素英\n\n{ONE}\n\n{TWO}\n")
    assert (article.date, article.authors) == (None, ())


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("## 塔上的人", "heading|塔上的人"),
        ("**塔上的人**", "heading|塔上的人"),
        ("** 塔上的人 **", "heading|塔上的人"),
        (
            "> 钟声传得很远，连对岸的人家都听得见，夜里尤其清楚。",
            "quote|钟声传得很远，连对岸的人家都听得见，夜里尤其清楚。",
        ),
        ("- 第一口钟", "list_item|第一口钟"),
        ("| 年 | 事 |\n|---|---|\n| 一九三二 | 铸钟 |", "table_row|一九三二\t铸钟"),
        ("![修好的大钟](a.jpg)", "caption|修好的大钟"),
        ("![](a.jpg)\n*修好的大钟*", "caption|修好的大钟"),
        ("![](a.jpg)\n\n*修好的大钟*", "caption|修好的大钟"),
        ("<figure><img src=a.jpg><figcaption>钟 &amp; 塔</figcaption></figure>", "caption|钟 & 塔"),
        (
            "他说“**钟声”**很好听，于是又敲了十二下，直到半夜才停。",
            "paragraph|他说“钟声”很好听，于是又敲了十二下，直到半夜才停。",
        ),
        (
            "他说**「钟声」**很好听，于是又敲了十二下，直到半夜才停。",
            "paragraph|他说「钟声」很好听，于是又敲了十二下，直到半夜才停。",
        ),
        (
            "钟楼** 很高，从江面上一眼就能看见，船工都认得它。",
            "paragraph|钟楼 很高，从江面上一眼就能看见，船工都认得它。",
        ),
        (
            "　　钟楼很高，从江面上一眼就能看见，船工们都认得它。",
            "paragraph|钟楼很高，从江面上一眼就能看见，船工们都认得它。",
        ),
        (
            "    钟楼很高，从江面上一眼就能看见，船工们都认得它。",
            "paragraph|钟楼很高，从江面上一眼就能看见，船工们都认得它。",
        ),
        ("钟停了——很久---没有人知道为什么，直到去年冬天。", "paragraph|钟停了——很久——没有人知道为什么，直到去年冬天。"),
        ("见[[塔楼|那座塔]]，也见[[钟]]，它们都在江边的老街上。", "paragraph|见那座塔，也见钟，它们都在江边的老街上。"),
        ("> [!note] 背景\n> 大钟铸于一九三二年。", "quote|背景"),
    ],
)
def test_markdown_becomes_the_block_that_it_stands_for(source: str, line: str) -> None:
    assert line in lines_of(f"# 渡口的钟又响了\n\n{ONE}\n\n{source}\n\n{TWO}\n")


def test_lines_that_end_as_paragraphs_do_are_paragraphs_and_wrapped_lines_are_joined() -> None:
    assert lines_of(f"# 钟\n\n{ONE}\n{TWO}\n")[1:] == [f"paragraph|{ONE}", f"paragraph|{TWO}"]
    assert lines_of(f"# 钟\n\n{ONE[:20]}\n{ONE[20:]}\n")[1:] == [f"paragraph|{ONE}"]


def test_links_are_relative_to_the_address_of_the_article() -> None:
    block = article_of(f"{FRONT}\n{ONE}见[旧文](../c)。\n").blocks[-1]
    assert [span.href for span in block.spans if span.kind == "link"] == ["https://n.example.com/c"]


def test_a_footnote_is_a_note_below_the_text() -> None:
    found = lines_of(f"# 钟\n\n{ONE}[^1]\n\n{TWO}\n\n[^1]: 师傅不愿具名。\n")
    assert found[1] == f"paragraph|{ONE}[1]"
    assert found[-1] == "note|[1] 师傅不愿具名。"


def test_marks_and_notes_of_the_reader_are_kept_as_such() -> None:
    marked = read_markdown(clean("# 钟\n\n停摆的大钟==重新敲响==^[核实]，修钟的师傅很累^[采访]。\n"), ORIGIN)
    assert marked is not None
    text = marked.article.blocks[1].text
    assert text == "停摆的大钟重新敲响，修钟的师傅很累。"
    assert [(text[mark.start : mark.end], mark.note) for mark in marked.marks] == [
        ("重新敲响", "核实"),
        ("修钟的师傅很累", "采访"),
    ]


def test_paragraphs_after_related_articles_belong_to_the_article() -> None:
    found = lines_of(f"# 钟\n\n{ONE}\n\n相关文章：\n\n{TWO}\n\n{ONE}\n")
    assert found[-2:] == [f"paragraph|{TWO}", f"paragraph|{ONE}"]


def test_a_file_that_is_a_page_is_read_as_one_whatever_its_name() -> None:
    page = f"<!doctype html><title>钟</title><h1>渡口的钟又响了</h1><p>{ONE}</p><p>{TWO}</p>"
    assert [block.kind for block in article_of(page).blocks] == ["headline", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("正文", "a.md", True),
        ("正文", "https://e.example/a.markdown?raw=1", True),
        ("正文", "a.txt", False),
        (FRONT + "正文", "a.txt", True),
        (FRONT + "正文", "", True),
        ("---\n正文\n---\n", "a.txt", False),
    ],
)
def test_markdown_is_detected_by_its_name_or_its_front_matter(text: str, source: str, expected: bool) -> None:
    assert is_markdown(text, source) is expected


def test_the_head_of_a_file_gives_what_a_list_shows() -> None:
    head = read_markdown_head(clean(f"{FRONT}\n{ONE}\n"))
    assert (head.title, head.date, head.authors, head.script) == (
        "渡口的钟又响了",
        "2024-05-10",
        ("记者罗素英",),
        "Hans",
    )
    assert read_markdown_head(clean(f"# 渡口的钟\n\n{ONE}\n")).title == "渡口的钟"


def test_text_without_a_limit_is_read_as_plain_text() -> None:
    article = article_of("[" * 30_000 + f"\n\n{ONE}\n")
    assert article.blocks[-1].text == ONE


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "钟声",
                "**",
                "*",
                "_",
                "[",
                "](",
                ")",
                "`",
                "==",
                "^[",
                "]",
                "<p>",
                "#",
                "> ",
                "- ",
                "\n",
                "\n\n",
                "|",
                "。",
            ]
        )
    )
)
def test_no_markdown_raises_and_han_is_never_lost(pieces: list[str]) -> None:
    text = "".join(pieces)
    reading = create_reader(clean("# 题\n\n" + text), ORIGIN)
    first = reading.clone()
    while not reading.is_done:
        reading.advance(3)
    assert first.build_article().title == reading.build_article().title
    blocks = reading.build_article().blocks
    assert all(a is not b for a, b in pairwise(blocks))
    if "](" not in text and "<p>" not in text and "`" not in text and "[" not in text:
        assert sum(block.text.count("钟声") for block in blocks) == text.count("钟声")


def test_emphasised_words_without_an_image_before_them_are_no_caption() -> None:
    assert "caption" not in [block.kind for block in article_of(f"# 钟\n\n{ONE}\n\n*修好的大钟*\n\n{TWO}\n").blocks]
    assert "caption" not in [
        block.kind for block in article_of(f"# 钟\n\n[{ONE}](/a)\n\n*修好的大钟*\n\n{TWO}\n").blocks
    ]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("铸==大钟==敲", [("大钟", "")]),
        ("铸==大钟==^[核实]敲", [("大钟", "核实")]),
        ("铸==大钟==^[核实]^[采访]敲", [("大钟", "核实"), ("铸大钟", "采访")]),
        ("铸==大钟==敲^[采访]", [("大钟", ""), ("铸大钟敲", "采访")]),
        ("他说，塔上冷^[采访]。", [("塔上冷", "采访")]),
        ("他说，^[采访]塔上冷。", [("他说，", "采访")]),
        ("^[采访]塔上冷。", []),
        ("塔上冷。", []),
    ],
)
def test_a_note_belongs_to_the_mark_or_else_the_clause_before_it(text: str, marks: list[tuple[str, str]]) -> None:
    found = read_markdown(clean(f"# 题\n\n{ONE}\n\n{text}\n\n{text}\n"), ORIGIN)
    assert found is not None
    blocks = found.article.blocks
    assert [(blocks[mark.block].text[mark.start : mark.end], mark.note) for mark in found.marks] == marks * 2
    assert has_marks(text) is bool(marks) or text.startswith("^[")


def test_a_file_within_the_limits_is_not_too_large() -> None:
    delimiters = _DELIMITERS[0] * (_DELIMITERS_MAX // len(_DELIMITERS[0]))
    for text in ("钟" * _SIZE_MAX, "\n" * _LINES_MAX, delimiters):
        assert not _is_too_large(text)
    for text in ("钟" * (_SIZE_MAX + 1), "\n" * (_LINES_MAX + 1), "*" * (_DELIMITERS_MAX + 1)):
        assert _is_too_large(text)


def test_the_fields_of_the_front_matter_outdo_those_of_the_text() -> None:
    text = f"# 渡口的钟\n\n来源：渡口日报 2024-05-10\n\n{ONE}\n\n{TWO}\n"
    plain = article_of(text)
    assert (plain.title, plain.outlet, plain.date) == ("渡口的钟", "渡口日报", "2024-05-10")
    front = "---\ntitle: 大钟\nsource: 江岸日报\ndate: 2024-05-12\ncategories: [本地]\n---\n"
    article = article_of(front + text)
    assert (article.title, article.outlet, article.date, article.breadcrumb) == (
        "大钟", "江岸日报", "2024-05-12", ("本地",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "script", "region"),
    [
        ("他在屋裡看著溫暖的書，說話的聲音很輕。", "Hant", "TW"),
        ("他在屋裏看着溫暖的書，說話的聲音很輕。", "Hant", "HK"),
        ("他在屋里看着温暖的书，说话的声音很轻。", "Hans", None),
    ],
)
def test_the_head_of_a_traditional_file_has_a_region(text: str, script: str, region: str | None) -> None:
    head = read_markdown_head(clean(f"# 題\n\n{text}\n"))
    assert (head.script, head.region) == (script, region)


def test_a_title_of_links_in_a_file_does_not_hide_what_follows() -> None:
    found = lines_of(f"# 钟\n\n{ONE}\n\n相关新闻\n\n塔上的人\n\n{TWO}\n\n责任编辑：罗素英\n\n塔下的人\n\n街市的人\n")
    assert [line.partition("|")[0] for line in found][-2:] != ["chrome", "chrome"]
    assert "chrome|塔上的人" not in found
