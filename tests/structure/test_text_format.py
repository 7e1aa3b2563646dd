from __future__ import annotations

import pytest

from reader.model import Origin, clean
from reader.structure import (
    CompleteReader,
    IncrementalReader,
    create_reader,
    detect_text_format,
    is_html,
    read_article,
    read_html_title,
)


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><p>x",
        "\ufeff\n<html lang=zh>",
        "<!-- saved from a browser -->\n<HTML>",
        '<?xml version="1.0" encoding="gb2312"?>\n<!DOCTYPE html PUBLIC "x">',
        "<head><title>x</title>",
    ],
)
def test_a_page_is_detected_by_its_first_tag(text: str) -> None:
    assert is_html(text)


@pytest.mark.parametrize("text", ["", "渡口的钟", "<渡口>的钟", "a < b", "<p>一段", "[x](y) <br>", "<" * 5000])
def test_a_text_is_no_page(text: str) -> None:
    assert not is_html(text)
    assert not is_html(text, "a.txt")


def test_a_file_that_is_named_as_a_page_must_have_tags() -> None:
    assert is_html("<p>一段", "/a/b.HTM")
    assert is_html("渡口<br>的钟", "https://example.com/b.shtml")
    assert not is_html("渡口的钟", "b.html")


def test_an_article_of_either_kind() -> None:
    page = clean("<html><h1>渡口的钟又响了</h1><p>停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅守了三个月。")
    assert [block.kind for block in read_article(page, Origin("x")).blocks] == ["headline", "paragraph"]
    assert isinstance(create_reader(page, Origin("x")), CompleteReader)
    assert read_article(clean("渡口的钟"), Origin("x")).blocks[0].line == 0
    assert isinstance(create_reader(clean("渡口的钟"), Origin("x")), IncrementalReader)


@pytest.mark.parametrize("text", ["<p>一段", "<!-- x --><p>x", "<meta charset=gbk><title>x", "\n <DIV>x", "<h1>渡口"])
def test_text_with_tags_from_the_web_is_html(text: str) -> None:
    assert is_html(text, "https://news.example/1")
    assert not is_html(text, "/home/1")


@pytest.mark.parametrize(
    "text",
    ["渡口", "<渡口>的钟", "<<<", "<rss version=2>", "<feed xmlns=x>", '<?xml version="1.0"?><rss>', "<rdf:RDF>"],
)
def test_a_text_or_a_feed_of_the_web_is_no_page(text: str) -> None:
    assert not is_html(text, "https://news.example/1")


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>渡口的鐘又響了</title>", "渡口的鐘又響了"),
        ("<TITLE lang=zh>\n渡口的鐘 &amp; 人_港聞_日報\n</TITLE>", "渡口的鐘 & 人"),
        ("<title>渡口的鐘 | 日報</title>", "渡口的鐘"),
        ("<title>渡口的鐘 - 日報</title>", "渡口的鐘"),
        ("<title>1-2月的渡口</title>", "1-2月的渡口"),
        ("<title>_日報</title>", "_日報"),
        ("<title></title>", ""),
        ("<p>渡口", ""),
    ],
)
def test_a_page_has_a_title_before_it_is_taken_apart(head: str, title: str) -> None:
    assert read_html_title(f"<html><head>{head}<body>") == title


@pytest.mark.parametrize(
    ("text", "source", "text_format"),
    [
        ("<html><p>渡口的钟", "a.md", "html"),
        ("# 渡口的钟", "https://example.com/a.md?raw=1", "markdown"),
        ("\ufeff---\ntitle: 渡口的钟\n---\n停摆了二十年。", "a.txt", "markdown"),
        ("渡口的钟", "a.html", "plain"),
    ],
)
def test_a_text_has_one_of_three_formats(text: str, source: str, text_format: str) -> None:
    assert detect_text_format(text, source) == text_format
