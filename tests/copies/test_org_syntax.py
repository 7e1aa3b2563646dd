"""Escaping for Org: nothing is markup, in this parser's rules and in pandoc's."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.copies.org_syntax import (
    WORD_JOINER,
    ZERO_WIDTH_SPACE,
    escape_heading,
    escape_org,
    find_guards,
    format_link,
    format_tags,
    format_value,
    insert_guards,
    normalize_lines,
)
from reader.model import clean
from tests.copies.articles import WORDS

PIECES = (
    *(
        "* ",
        "** 標題",
        "#+begin_src",
        "#+end_quote",
        "# 註",
        "- 項",
        "+ 項",
        "1. 項",
        "1) 項",
        "a. 項",
        "| 表 |",
        ": 固定",
    ),
    *(":PROPERTIES:", ":END:", "[fn:1]", "[fn:1] 註", "[[a][b]]", "<2020-01-01>", "[2020-01-01]", "<<x>>", "{{{x}}}"),
    *(
        "*粗*",
        "/斜/",
        "_底_",
        "=碼=",
        "~碼~",
        "+刪+",
        "**",
        " *",
        "(*甲*)",
        "「*甲*」",
        "-----",
        "\\alpha",
        "\\\\",
        "$x$",
    ),
    *("@@html:x@@", "src_sh{ls}", "call_x()", "elisp:(x)", "file:/etc/passwd", "CLOCK: [2020-01-01]", "%%(x)", "[1/2]"),
    *(
        ": 固定",
        "$x$",
        "\n",
        "\n\n",
        " ",
        "甲",
        "乙，丙。",
        "a",
        "https://a.example/b_c/d",
        "[",
        "]",
        "*",
        "/",
        "_",
        "~",
        "{",
        "\\",
    ),
)
MARKUP = st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(WORDS)), max_size=10).map("".join).map(clean)


def without_guards(text: str) -> str:
    return text.replace("\\\\\n", "\n").translate(dict.fromkeys(map(ord, ZERO_WIDTH_SPACE + WORD_JOINER)))


@given(MARKUP)
def test_only_zero_width_spaces_and_line_breaks_are_added(text: str) -> None:
    shown = normalize_lines(text).translate(dict.fromkeys(map(ord, ZERO_WIDTH_SPACE + WORD_JOINER)))
    assert without_guards(escape_org(text)) == shown


@given(MARKUP)
def test_no_line_begins_with_a_sign_of_org(text: str) -> None:
    for line in escape_org(text).split("\n"):
        assert not re.match(r"[ \t]*(\*|#\+|# |:|\||[-+] |\d+[.)] |\[fn:|-----|$)", line)


@given(MARKUP, st.data())
def test_a_text_may_be_cut_anywhere(text: str, data: st.DataObject) -> None:
    normal = normalize_lines(text)
    guards = find_guards(normal)
    cut = data.draw(st.integers(0, len(normal)))
    assert insert_guards(normal, guards, 0, cut) + insert_guards(normal, guards, cut) == escape_org(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲*乙*丙", "甲*乙*丙"),
        ("甲 *乙* 丙", "甲 +*乙* 丙"),
        ("**乙**", "|+**乙**"),
        ("https://a.example/b_c/d", "https://a.example/b_c/d"),
        ("elisp:(x)", "elisp:|(x)"),
        ("[[a]]", "[|[a]|]"),
        ("1.5億", "1.5億"),
        ("1. 項", "|1. 項"),
        ("5$", "5$"),
        ("$5與$6", "$|5與$|6"),
        ("甲\n\n乙", "甲\\\\\n|\\\\\n乙"),
        ("甲 * 乙", "甲 * 乙"),
        ("甲 *", "甲 *"),
        ("_乙_", "+_乙_"),
        ("甲\n_乙_", "甲\\\\\n+_乙_"),
        ("甲[/乙/", "甲[|+/乙/"),
        ("甲/乙/", "甲/乙/"),
        ("$5", "$5"),
        ("甲\\", "甲\\|"),
    ],
)
def test_signs_are_guarded_only_where_they_would_be_markup(text: str, expected: str) -> None:
    assert escape_org(text) == expected.replace("|", ZERO_WIDTH_SPACE).replace("+", WORD_JOINER)


def test_a_heading_has_no_keyword_priority_or_tags_of_its_own() -> None:
    assert escape_heading("TODO 甲\n乙 :丙:") == f"{ZERO_WIDTH_SPACE}TODO 甲 乙 :丙:{ZERO_WIDTH_SPACE}"
    assert escape_heading("[#A] 甲").startswith(ZERO_WIDTH_SPACE)
    assert escape_heading("甲乙") == "甲乙"


def test_tags_have_only_characters_that_org_allows() -> None:
    assert format_tags(("港口", "a b", "財經/股市", " ", "港口")) == " :港口:a_b:財經_股市:"
    assert format_tags(()) == ""


def test_a_value_is_one_line() -> None:
    assert format_value("甲\n  乙\x1b") == "甲 乙␛"


def test_a_link_cannot_be_closed_by_its_words() -> None:
    link = format_link("https://a.example/[b]", escape_org("甲]]乙"))
    assert link.startswith("[[https://a.example/%5Bb%5D][甲]")
    assert link.count("]]") == 1


# -- by another program


def plain_text(node: Any) -> str:
    """The text of what pandoc has read; anything but text, blanks and line breaks in it is shown in brackets."""
    if isinstance(node, list):
        return "".join(map(plain_text, node))
    kind, content = node["t"], node.get("c")
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " " if kind == "Space" else "\n"
    if kind == "Str":
        return str(content)
    if kind == "Link" and re.match("https?:", content[2][0]):  # an address in the text
        return plain_text(content[1])
    if kind == "Quoted":
        return plain_text(content[1])
    return f"⟦{kind}⟧"


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
@settings(max_examples=60, deadline=None)
@given(MARKUP.map(lambda text: text.replace("$", "")).filter(str.strip))
def test_pandoc_reads_a_paragraph_of_plain_text(text: str) -> None:
    org = f"#+options: ^:nil -:nil\n\n{escape_org(text)}\n"
    done = subprocess.run(["pandoc", "-f", "org", "-t", "json"], input=org, capture_output=True, text=True, check=True)
    blocks = json.loads(done.stdout)["blocks"]
    assert [block["t"] for block in blocks] == ["Para"], (org, blocks)
    read = without_guards(plain_text(blocks[0]["c"]))
    assert "⟦" not in read.replace("⟦⟧", "") or "⟦" in text, (org, read)
    assert "".join(read.split()) == "".join(without_guards(normalize_lines(text)).split()), org
