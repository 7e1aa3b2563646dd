"""From text to a tree, within limits."""

from __future__ import annotations

import pytest

from reader.structure.html.parse import (
    _FEW_LINES,
    TAGS_MAX,
    count_preformatted_lines,
    has_crowded_tag,
    is_too_large,
    parse_html,
    remove_data_urls,
    strip_tags,
)


def test_a_page_that_names_an_encoding_is_parsed() -> None:
    root = parse_html('<?xml version="1.0" encoding="gb2312"?><html><body>钟</body></html>')
    assert root is not None
    assert "".join(root.itertext()) == "钟"


@pytest.mark.parametrize("text", ["<p>" * 200_001, "<p " + "a=1 " * 3_000 + ">钟"])
def test_a_page_that_would_keep_the_parser_busy_is_not_parsed(text: str) -> None:
    assert parse_html(text) is None


def test_elements_are_nested_only_so_deep() -> None:
    root = parse_html("<div>" * 3_000 + "钟")
    assert root is not None
    assert max(sum(1 for _ in element.iterancestors()) for element in root.iter()) < 300


def test_a_picture_in_an_address_is_no_crowd_of_attributes() -> None:
    assert not has_crowded_tag('<img src="data:image/png;base64,' + "A/ " * 5_000 + '">')
    assert is_too_large("<" * 200_001)


def test_files_that_are_written_into_a_page_are_taken_out() -> None:
    picture = "data:image/png;base64," + "QUJD" * 60_000
    page = f'<p>钟</p><img src="{picture}"><p>楼</p>'
    assert remove_data_urls(page) == '<p>钟</p><img src="data:image/png;base64,"><p>楼</p>'
    assert remove_data_urls("<p>data: 钟</p>") == "<p>data: 钟</p>"


def test_text_without_tags_is_linear_and_keeps_lines() -> None:
    assert strip_tags("<p>钟 &amp; 楼</p><script>x</script><div>桥") == "\n钟 & 楼\n\n桥"


def test_comments_and_instructions_are_no_nodes_of_the_tree() -> None:
    root = parse_html("<p>钟<!-- 楼 --><?x 桥?>塔</b></p></div>河")
    assert root is not None
    assert "".join(root.itertext()) == "钟塔河"
    assert all(isinstance(element.tag, str) for element in root.iter())
    assert parse_html("") is None


@pytest.mark.parametrize("end", ["\n", "\r"])
def test_line_ends_count_in_a_page_with_many_of_them_and_preformatted_text(end: str) -> None:
    assert count_preformatted_lines("<PRE>" + end * (_FEW_LINES + 1)) == _FEW_LINES + 1
    assert count_preformatted_lines("<pre>" + end * _FEW_LINES) == 0
    assert count_preformatted_lines("<p>" + end * (_FEW_LINES + 1)) == 0
    assert is_too_large("<pre>" + end * TAGS_MAX)
    assert not is_too_large("<pre>" + end * (TAGS_MAX - 1))
    assert not is_too_large("<p>" * TAGS_MAX)
    assert is_too_large("<p>" * (TAGS_MAX + 1))


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("钟<!-- 楼 -->桥", "钟桥"),
        ("钟<!-- 楼", "钟"),
        ("钟<STYLE a=1>楼</style >桥", "钟桥"),
        ("钟<style>楼", "钟"),
        ("钟<style>楼</style", "钟"),
        ("İ<script>钟</script>", "İ钟"),
        ("<span>钟</span>楼<br/>桥", "钟楼\n桥"),
        ("钟 &lt; 楼", "钟 < 楼"),
        ("", ""),
    ],
)
def test_text_without_tags_has_no_comments_scripts_or_styles(page: str, text: str) -> None:
    assert strip_tags(page) == text


def test_a_long_page_without_tags_is_the_same_in_pieces() -> None:
    assert strip_tags("<p>钟" * 60_000) == "\n钟" * 60_000
