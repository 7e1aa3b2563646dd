"""From markup to lines: what a browser would set, and where the markup's marks end up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import clean
from reader.structure.html.elements import LineMarkup
from reader.structure.html.linearize import (
    _CELL_MAX,
    _EMBEDDED_SIZE_MIN,
    _INLINE_BOUNDARY_LINE_MAX,
    Linearizer,
)
from reader.structure.html.parse import parse_html, strip_tags
from tests.structure.html.bodies import linearize_body

if TYPE_CHECKING:
    from reader.structure.lines import Line


def walk(body: str) -> list[Line]:
    return linearize_body(body).lines


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


def describe(line: Line) -> str:
    """The text of a line with what its markup says of it."""
    markup = hint(line)
    facts = [f"h{markup.heading_level}"] * bool(markup.heading_level)
    facts += [f"indent {line.indent}"] * bool(line.indent)
    facts += [f"bold {line.text[a:b]}" for a, b in markup.bold_ranges]
    facts += [f"link {line.text[a:b]} {href}" for a, b, href in markup.link_ranges]
    facts += [f"author {line.text[a:b]}" for a, b in markup.author_ranges]
    facts += [f"mark {line.text[a:b]} {note}".rstrip() for a, b, note in markup.mark_ranges]
    facts += [f"image {image.src} {image.alt}".rstrip() for image in markup.images]
    facts += [f"flags {markup.element.style_flags}"] * bool(markup.element.style_flags)
    return "; ".join([line.text, *facts])


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<h3><p>钟</p></h3>", ["钟"]),
        ("<h3><div><p>钟</p></div></h3>", ["钟; h3"]),
        ("<h3><div><div><p>钟</p></div></div></h3>", ["钟"]),
        ("<h3><section>钟</section></h3>", ["钟"]),
        ("<p><b>钟</b>楼<strong>桥</strong></p>", ["钟楼桥; bold 钟; bold 桥"]),
        ("<p><b>钟</b><strong>楼</strong>桥</p>", ["钟楼桥; bold 钟楼"]),
        ('<p><span style="font-weight:bold">钟</span>楼</p>', ["钟楼; bold 钟"]),
        ("<p><b>钟<i>楼</i></b>桥</p>", ["钟楼桥; bold 钟楼"]),
        (
            "<p><a href=/x>钟</a><a href=/x>楼</a><a href=/y>桥</a></p>",
            ["钟 楼 桥; link 钟 /x; link 楼 /x; link 桥 /y"],
        ),
        ("<p><a href=/x>钟<br>楼</a></p>", ["钟; link 钟 /x", "楼; link 楼 /x"]),
        ("<p><a>钟</a></p>", ["钟"]),
        ("<p><b><a href=/x>钟</a></b></p>", ["钟; bold 钟; link 钟 /x"]),
        ("<p><mark>钟</mark>楼</p>", ["钟楼; mark 钟"]),
        ("<p>钟<data data-note=核></data>楼<data></data></p>", ["钟楼; mark  核"]),
        ("<p><mark>钟<br>楼</mark></p>", ["钟", "楼; mark 楼"]),
        (
            "<div>文：<a rel=author>林悦</a>，<span itemprop=author>方敏</span></div>",
            ["文：林悦，方敏; author 林悦; author 方敏"],
        ),
        (
            "<div>文：<span class=author-name>林悦<b class=author>甲</b></span></div>",
            ["文：林悦甲; bold 甲; author 林悦甲"],
        ),
        ("<div>文：<span class=x>林悦</span></div>", ["文：林悦"]),
        ("<p>&nbsp;\u3000 钟</p>", ["钟; indent 3"]),
        (
            "<p>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;钟</p>",
            ["钟; indent 40"],
        ),
        ("<center>钟</center>", ["钟; flags c"]),
        ("<div align=center><p>钟</p><p align=left>楼</p></div>", ["钟; flags c", "楼"]),
        ('<div style="text-align:center"><p>钟</p></div>', ["钟; flags c"]),
        ("<div hidden>钟</div>", ["钟; flags h"]),
        ("<div aria-hidden=true>钟</div>", ["钟; flags v"]),
        ("<div>钟<hr>楼</div>", ["钟", "楼"]),
        ("<div>钟<br><br>楼</div>", ["钟", "楼"]),
        ('<img src=a.jpg alt="大 钟"><p>楼</p>', ["楼; image a.jpg 大 钟"]),
        ("<img src=a.jpg><p> </p><p>楼</p><p>桥</p>", ["楼; image a.jpg", "桥"]),
        ("<p>钟<img src=a.jpg></p>", ["钟; image a.jpg"]),
        ("<img src=icon.gif><p>钟</p>", ["钟"]),
        ("<img src=a.jpg width=16><p>钟</p>", ["钟"]),
        ("<img src=a.jpg width=600 height=400><p>钟</p>", ["钟; image a.jpg"]),
        ('<img src="data:image/gif;base64,AA" data-x=/b/c.jpg><p>钟</p>', ["钟; image /b/c.jpg"]),
        ('<img src="data:image/gif;base64,AA" alt=/b/c.jpg><p>钟</p>', ["钟"]),
        ("<img alt=x><p>钟</p>", ["钟"]),
        ('<img src="data:image/jpeg;base64,"><p>钟</p>', ["钟; image"]),
        ("<amp-img src=a.jpg></amp-img><p>钟</p>", ["钟; image a.jpg"]),
        ("<div><span>2024-05-10</span><span>08:09</span></div>", ["2024-05-10 08:09"]),
        ("<div><span>2024-05-10</span>08:09</div>", ["2024-05-10 08:09"]),
        ("<p>2024<b>年</b></p>", ["2024年; bold 年"]),
        ("<div>来源<span class=s>江岸日报</span></div>", ["来源 江岸日报"]),
        ("<div>来源：<span class=s>江岸日报</span></div>", ["来源：江岸日报"]),
        ("<div>来源<span>江岸日报</span></div>", ["来源江岸日报"]),
        ("<p>来源<span class=s>江岸日报</span></p>", ["来源江岸日报"]),
        ("<div><span>钟</span>。<span>楼</span></div>", ["钟。楼"]),
        ("<h2><span>钟</span><span>楼</span></h2>", ["钟楼; h2"]),
        ('<div><span style="display:block">钟</span>楼</div>', ["钟", "楼"]),
        ("<p>钟<span hidden>楼</span>桥</p>", ["钟桥"]),
        ("<pre>钟\n\n  楼</pre>桥", ["钟", "楼", "桥"]),
        ("<pre>钟<b>\n楼</b></pre>", ["钟", "楼; bold 楼"]),
        ("<table><tr><td>钟<td>楼<td>桥</table>", ["钟\t楼\t桥"]),
        ("<table><tr><td>钟</table>", ["钟"]),
        ("<table><tr><td>钟<br>塔<td>楼</table>", ["钟 塔\t楼"]),
        ("<table><tr><td>钟<br>塔<br>顶<td>楼</table>", ["钟", "塔", "顶", "楼"]),
        ("<table><tr><td>钟声停了。<td>楼</table>", ["钟声停了。\t楼"]),
        ("<table><tr><td>钟声昨天晚上忽然停下来了。<td>楼</table>", ["钟声昨天晚上忽然停下来了。", "楼"]),
        ("<table><tr><td><img src=a.jpg>钟<td>楼</table>", ["钟; image a.jpg", "楼"]),
        ("<table><tr><td><div class=caption>钟</div><td>楼</table>", ["钟", "楼"]),
        ("<table><tr><td><a href=/x>钟</a><td><p>楼</p></table>", ["钟\t楼"]),
        ("<table><tr><td>钟<td><table><tr><td>楼<td>桥</table></table>", ["钟\t楼\t桥"]),
        ("<p>钟</p>楼<p>钟</p>", ["钟", "楼", "钟"]),
        ("<p>钟<!-- x -->楼</p>", ["钟楼"]),
        ("<p>钟</p><p>\xa0</p><p>楼</p>", ["钟", "楼"]),
    ],
)
def test_a_line_has_the_marks_of_its_markup(body: str, lines: list[str]) -> None:
    assert [describe(line) for line in walk(body)] == lines


@pytest.mark.parametrize(("size", "lines"), [(_CELL_MAX, 1), (_CELL_MAX + 1, 2)])
def test_a_cell_of_a_row_is_short(size: int, lines: int) -> None:
    assert len(walk(f"<table><tr><td>{'钟' * size}<td>楼</table>")) == lines


@pytest.mark.parametrize(("size", "parts"), [(_INLINE_BOUNDARY_LINE_MAX - 2, 2), (_INLINE_BOUNDARY_LINE_MAX - 1, 1)])
def test_inline_elements_of_a_short_line_are_parts_of_it(size: int, parts: int) -> None:
    (line,) = walk(f"<div><span>{'钟' * size}</span>   <span>楼</span></div>".replace("   ", ""))
    assert len(line.text.split(" ")) == parts


@pytest.mark.parametrize(("size", "images"), [(_EMBEDDED_SIZE_MIN, 1), (_EMBEDDED_SIZE_MIN - 1, 0)])
def test_a_picture_in_the_page_itself_is_of_some_size(size: int, images: int) -> None:
    src = "data:image/jpeg;base64,"
    (line,) = walk(f"<img src='{src}{'A' * (size - len(src))}'><p>钟</p>")
    assert len(hint(line).images) == images


def test_the_elements_of_a_page_know_their_lines() -> None:
    root = parse_html("<html><body><div><p>钟</p><ul><li>楼<li>桥</ul></div><table><tr><td>塔<td>河</table><p>江</p>")
    assert root is not None
    page = Linearizer(root)
    assert [(box.tag, box.first_line, box.end_line) for box in page.elements if box.tag not in ("html", "body")] == [
        ("div", 0, 3), ("p", 0, 1), ("ul", 1, 3), ("li", 1, 2), ("li", 2, 3),
        ("table", 3, 4), ("tr", 3, 4), ("td", 3, 4), ("td", 3, 4), ("p", 4, 5),
    ]  # fmt: skip
    assert [line.number for line in page.lines] == list(range(5))
    assert page.max_depth == 5
    assert not page.is_lossy
