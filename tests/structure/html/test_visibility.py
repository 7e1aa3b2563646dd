"""What style attributes and the simple rules of style sheets hide, centre and set as blocks."""

from __future__ import annotations

import pytest

from reader.structure.html.linearize import Linearizer
from reader.structure.html.parse import parse_html
from reader.structure.html.visibility import StyleSheet, is_block_style, parse_style


def lines_of(body: str, head: str = "") -> list[str]:
    root = parse_html(f"<html><head>{head}</head><body>{body}</body></html>")
    assert root is not None
    return [line.text for line in Linearizer(root).lines]


@pytest.mark.parametrize(
    ("style", "align", "flags"),
    [
        ("text-align: center", None, "c"),
        (None, "CENTER", "c"),
        ("display:none", None, "h"),
        ("font-size:0", None, "h"),
        ("font-size: 0px; color: red", None, "h"),
        ("font-size: 0.9em", None, ""),
        ("visibility: hidden", None, "v"),
        ("opacity:0", None, "v"),
        ("opacity:0.5", None, ""),
        ("font-weight: bold", None, "b"),
        ("font-weight:700", None, "b"),
        ("font-weight:400", None, ""),
    ],
)
def test_a_style_has_flags(style: str | None, align: str | None, flags: str) -> None:
    assert parse_style(style, align) == flags


@pytest.mark.parametrize(
    "noise",
    [
        '<span style="display:none">甲乙</span>',
        '<span style="font-size:0">甲乙</span>',
        '<i style="visibility:hidden">甲乙</i>',
        "<span hidden>甲乙</span>",
        '<em aria-hidden="true">甲乙<b>丙</b></em>',
        '<span class="x noise">甲乙</span>',
        '<span id="mark">甲乙</span>',
    ],
)
def test_hidden_inline_elements_are_no_text(noise: str) -> None:
    head = "<style>.noise{display:none} #mark , .q{visibility: hidden}</style>"
    assert lines_of(f"<p>钟楼{noise}很高</p><p>桥</p>", head) == ["钟楼很高", "桥"]


def test_rules_for_a_medium_or_with_other_selectors_do_not_hide() -> None:
    css = "@media print { .a { display:none } .b { display:none } } .c .d{display:none} .e:hover{display:none}"
    root = parse_html(f"<html><head><style>{css}</style></head><body>钟</body></html>")
    assert root is not None
    sheet = StyleSheet(root)
    assert (sheet.classes, sheet.ids) == (set(), set())


@pytest.mark.parametrize("name", ["hide md:block", "hide wide"])
def test_elements_shown_in_wider_windows_are_visible(name: str) -> None:
    head = "<style>.hide{display:none} @media (min-width:600px){.wide{display:block}}</style>"
    assert lines_of(f'<p>钟<span class="{name}">楼</span></p>', head) == ["钟楼"]


def test_an_inline_element_that_is_set_as_a_block_is_a_line_of_its_own() -> None:
    assert lines_of('<div>钟<span style="display:block">楼</span>桥</div>') == ["钟", "楼", "桥"]
    assert is_block_style("display: flex")
    assert not is_block_style("display: inline-block")


def test_annotations_over_characters_are_no_text() -> None:
    assert lines_of("<p>这叫<ruby>饕<rp>(</rp><rt>tāo</rt><rp>)</rp>餮<rt>tiè</rt></ruby>。</p>") == ["这叫饕餮。"]
