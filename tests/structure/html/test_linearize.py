"""From markup to lines: what a browser would set, and where the markup's marks end up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import clean
from reader.structure.html.elements import LineMarkup
from reader.structure.html.linearize import Linearizer
from reader.structure.html.parse import parse_html, strip_tags

if TYPE_CHECKING:
    from reader.structure.lines import Line


def walk(body: str) -> list[Line]:
    root = parse_html(f"<html><body>{body}</body></html>")
    assert root is not None
    return Linearizer(root).lines


def hint(line: Line) -> LineMarkup:
    assert isinstance(line.markup, LineMarkup)
    return line.markup


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("<p> 钟  楼\t与 \n 桥 </p>", ["钟 楼 与桥"]),
        ("<p>钟<br>楼</p>", ["钟", "楼"]),
        ("<h1>钟<br>楼</h1>", ["钟 楼"]),
        ("钟<div>楼</div>桥", ["钟", "楼", "桥"]),
        ("<p>钟<script>x</script><style>y</style><!-- z -->楼</p>", ["钟楼"]),
        ("<pre>钟\n  楼</pre>", ["钟", "楼"]),
        ("<p>&#x3000;&nbsp;钟&#x3000;楼&nbsp;</p>", ["钟\u3000楼"]),
        ("<div><span>钟</span><span>楼</span></div>", ["钟 楼"]),
        ("<div>钟<em>楼</em>。<span>桥</span></div>", ["钟楼。桥"]),
        ("<p>&#27;[31m钟&#x202e;</p>", ["␛[31m钟\ufffd"]),
        ("<select><option>钟</option></select><textarea>楼</textarea><button>桥</button>", []),
    ],
)
def test_lines_are_what_a_browser_shows(body: str, texts: list[str]) -> None:
    assert [line.text for line in walk(body)] == texts


def test_the_indent_of_a_line_is_of_what_is_printed() -> None:
    assert [line.indent for line in walk("<p>　　钟</p><p>  楼</p><p>&nbsp;&nbsp;桥</p>")] == [4, 0, 2]


def test_a_line_knows_its_heading_its_weight_and_its_images() -> None:
    heading, bold, light = walk("<h2><a href=/x>钟</a></h2><p><b>楼</b></p><div><img src=a.jpg><img src=b.jpg>桥</div>")
    assert (hint(heading).heading_level, hint(heading).link_size, hint(heading).link_ranges) == (2, 1, [(0, 1, "/x")])
    assert (hint(bold).bold_size, hint(bold).bold_ranges) == (1, [(0, 1)])
    assert [image.src for image in hint(light).images] == ["a.jpg", "b.jpg"]


def test_a_row_of_short_cells_is_one_line_and_a_grid_of_texts_is_not() -> None:
    assert [line.text for line in walk("<table><tr><th>钟<th>楼<tr><td>1<td>2</table>")] == ["钟\t楼", "1\t2"]
    long = "停摆了二十年的渡口大钟昨天重新敲响。"
    assert len(walk(f"<table><tr><td>{long}<td>{long}</table>")) == 2


def test_a_tree_that_is_too_deep_is_reported_as_lossy() -> None:
    root = parse_html("<html>" + "<div>" * 400 + "钟")
    assert root is None or Linearizer(root).is_lossy


def test_a_page_without_its_tags() -> None:
    text = "<p>钟&amp;<b>楼</b><script>if (a < b) {}</script></p><P>桥<style>p{}</style>"
    assert strip_tags(text).split() == ["钟&楼", "桥"]


_PIECES = st.lists(
    st.tuples(st.sampled_from(["", "a href=/u", "b", "span class=x"]), st.text("钟楼a \n\t\u3000。", max_size=8)),
    max_size=8,
)


@given(_PIECES)
def test_links_and_bold_stand_on_their_own_characters(pieces: list[tuple[str, str]]) -> None:
    body = "".join(f"<{tag}>{text}</{tag.split(' ')[0]}>" if tag else text for tag, text in pieces)
    for line in walk(f"<div>{body}</div>"):
        assert clean(line.text) == line.text == line.text.strip(" \n\t\u3000")
        linked = "".join(line.text[a:b] for a, b, _ in hint(line).link_ranges)
        wanted = "".join(text for tag, text in pieces if tag.startswith("a"))
        assert re.sub(r"\s", "", linked) == re.sub(r"\s", "", wanted)
        strong = "".join(line.text[a:b] for a, b in hint(line).bold_ranges)
        assert re.sub(r"\s", "", strong) == re.sub(r"\s", "", "".join(text for tag, text in pieces if tag == "b"))


@given(st.text("钟楼a \n\t\u3000。<>/&;#pdivbra=\"'!-", max_size=60))
def test_no_character_that_is_printed_is_lost(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    assert "".join("".join(line.text.split()) for line in walk(f"<p>{escaped}</p>")) == "".join(text.split())
