from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.sources.feeds.xml_text import find_root_name, parse_xml, prepare_xml


def test_entities_cannot_be_declared() -> None:
    text = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "grown"><!ENTITY f SYSTEM "file:///etc/passwd">]><r>&a;&f;</r>'
    assert prepare_xml(text) == "<r>&amp;a;&amp;f;</r>"
    assert parse_xml(text, "x").text == "&a;&f;"


def test_a_doctype_in_the_text_of_an_item_stays() -> None:
    assert parse_xml("<rss><t><![CDATA[<!DOCTYPE html>]]></t></rss>", "x")[0].text == "<!DOCTYPE html>"


def test_names_of_html_and_bare_ampersands_are_what_they_mean() -> None:
    root = parse_xml("<r>A&nbsp;B &hellip; R&D & C&unknown; &#20013;&amp;<![CDATA[D&nbsp;&]]></r>", "x")
    assert root.text == "A\u00a0B … R&D & C&unknown; 中&D&nbsp;&"


def test_control_characters_do_not_stop_the_parser() -> None:
    assert parse_xml("<r><a>甲\x08乙\x00</a><b>丙</b></r>", "x")[1].text == "丙"


@pytest.mark.parametrize("number", ["#xd800", "#57343", "#x110000", "#0", "#27", "#xfffe"])
def test_numbers_of_characters_that_xml_cannot_hold_are_replaced(number: str) -> None:
    root = parse_xml(f'<r t="甲&{number};乙">丙&{number};丁&#20013; & <a/></r>', "x")
    assert root.get("t") == "甲\ufffd乙"
    assert root.text == "丙\ufffd丁中 & "


def test_text_before_the_prolog_is_ignored() -> None:
    assert parse_xml('\n\n junk <?xml version="1.0" encoding="gb2312"?>\n<r>字</r>', "x").text == "字"


def test_a_file_that_is_cut_gives_what_there_is() -> None:
    assert [each.text for each in parse_xml("<r><i>一</i><i>二</i><i>三<![CDATA[四", "x")][:2] == ["一", "二"]


def test_the_root_is_found_behind_comments() -> None:
    assert find_root_name('<?xml version="1.0"?><!-- <html> --><!DOCTYPE x><rdf:RDF xmlns:rdf="x">') == "rdf"
    assert find_root_name("no markup") == ""


def test_thousands_of_attributes_are_refused() -> None:
    with pytest.raises(ReaderError, match="attributes"):
        parse_xml("<r " + " ".join(f'a{n}="1"' for n in range(50_000)) + "/>", "x")


def test_a_long_value_is_no_crowd_of_attributes() -> None:
    assert len(parse_xml(f'<r a="{"=" * 100}{"x" * 300_000}">字</r>', "x").get("a") or "") > 300_000


@given(st.text(alphabet="<>&;[]!ab甲CDATA\x00-?\"'= /", max_size=80))
def test_no_text_raises_anything_but_a_sentence(text: str) -> None:
    with suppress(ReaderError):
        parse_xml(text, "x")
