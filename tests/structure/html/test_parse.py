"""From text to a tree, within limits."""

from __future__ import annotations

import pytest

from reader.structure.html.parse import has_crowded_tag, is_too_large, parse_html, remove_data_urls, strip_tags


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
