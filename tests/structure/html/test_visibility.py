"""What style attributes and the simple rules of style sheets hide, centre and set as blocks."""

from __future__ import annotations

import pytest

from reader.structure.html.linearize import Linearizer
from reader.structure.html.parse import parse_html
from reader.structure.html.visibility import StyleSheet, is_block_style, is_bold_style, parse_style
from tests.structure.html.bodies import linearize_body


def lines_of(body: str, head: str = "") -> list[str]:
    return [line.text for line in linearize_body(body, head).lines]


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
        ("", "left", ""),
        (None, None, ""),
        ("text-align:center;font-weight:bold;display:none;opacity:0", None, "chb"),
        ("text-align:center", "center", "cc"),
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
    css = "@media print { .aa { display:none } .bb { display:none } } .cc .dd{display:none} .ee:hover{display:none}"
    assert hidden_by(css) == (set(), set())


def hidden_by(css: str, attributes: str = "") -> tuple[set[str], set[str]]:
    """The classes and the ids that a style sheet hides."""
    root = parse_html(f"<html><head><style {attributes}>{css}</style></head><body>钟</body></html>")
    assert root is not None
    sheet = StyleSheet(root)
    return sheet.classes, sheet.ids


@pytest.mark.parametrize(
    ("css", "classes", "ids"),
    [
        (".aa{display:none}", {"aa"}, set()),
        ("#aa{display:none}", set(), {"aa"}),
        (".aa, #bb ,p{display:none}", {"aa"}, {"bb"}),
        ("/* .zz{} */.aa{display:none}", {"aa"}, set()),
        (".yy{color:red}.aa{display:none}", {"aa"}, set()),
        (".yy{color:red}/* x */ .aa{color:red;display:none}", {"aa"}, set()),
        ("/* x */.yy{color:red} .aa{display:none}", {"aa"}, set()),
        (".aa{display:none}.bb{display:none}", {"aa", "bb"}, set()),
        ("@media print{.aa{display:none}}.bb{display:none}", {"bb"}, set()),
        ("@media print{.yy{color:red}}.bb{display:none}", {"bb"}, set()),
        ("display:none", set(), set()),
        (".aa{display:block}", set(), set()),
        ("", set(), set()),
    ],
)
def test_rules_with_one_class_or_id_hide(css: str, classes: set[str], ids: set[str]) -> None:
    assert hidden_by(css) == (classes, ids)
    assert hidden_by(css, "media=print") == (set(), set())


@pytest.mark.parametrize(
    ("element", "shown"),
    [
        ("<p class=aa>楼</p>", False),
        ("<p class='bb aa'>楼</p>", False),
        ("<p class='aa md:block'>楼</p>", True),
        ("<p class=cc>楼</p>", True),
        ("<p id=dd>楼</p>", False),
        ("<p id=aa>楼</p>", True),
        ("<p hidden>楼</p>", False),
        ("<p aria-hidden=true>楼</p>", False),
        ("<p aria-hidden=false>楼</p>", True),
        ("<p style='display:none'>楼</p>", False),
        ("<p style='opacity:0'>楼</p>", False),
        ("<p style='color:red'>楼</p>", True),
        ("<p>楼</p>", True),
    ],
)
def test_an_element_is_hidden_by_its_attributes_and_by_rules(element: str, *, shown: bool) -> None:
    root = parse_html(f"<html><head><style>.aa,#dd{{display:none}}</style></head><body>{element}</body></html>")
    assert root is not None
    (box,) = [each for each in Linearizer(root).elements if each.tag == "p"]
    assert (box.style_flags == "") is shown
    inline = element.replace("<p", "<span").replace("</p", "</span")
    assert lines_of(f"<div>钟{inline}</div>", "<style>.aa,#dd{display:none}</style>")[0].endswith("楼") is shown


@pytest.mark.parametrize("name", ["hide md:block", "hide wide"])
def test_elements_shown_in_wider_windows_are_visible(name: str) -> None:
    head = "<style>.hide{display:none} @media (min-width:600px){.wide{display:block}}</style>"
    assert lines_of(f'<p>钟<span class="{name}">楼</span></p>', head) == ["钟楼"]


def test_an_inline_element_that_is_set_as_a_block_is_a_line_of_its_own() -> None:
    assert lines_of('<div>钟<span style="display:block">楼</span>桥</div>') == ["钟", "楼", "桥"]
    assert is_block_style("display: flex")
    assert not is_block_style("display: inline-block")
    assert not is_block_style("")
    assert not is_block_style(None)
    assert is_bold_style("font-weight:bold")
    assert not is_bold_style("color:red")
    assert not is_bold_style(None)


def test_annotations_over_characters_are_no_text() -> None:
    assert lines_of("<p>这叫<ruby>饕<rp>(</rp><rt>tāo</rt><rp>)</rp>餮<rt>tiè</rt></ruby>。</p>") == ["这叫饕餮。"]
