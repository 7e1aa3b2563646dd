"""What is copied: text as shown, quotations with their source, and how many 字 they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Article, Origin, clean
from reader.tui.cursor.quotation import format_quotation, join_ranges

if TYPE_CHECKING:
    from reader.model.article import Script


def article(
    script: Script = "Hant",
    title: str | None = None,
    outlet: str | None = None,
    date: str | None = None,
    url: str | None = None,
    path: str | None = None,
) -> Article:
    return Article(
        Origin("x", path=path, url=url),
        (),
        title=None if title is None else clean(title),
        outlet=None if outlet is None else clean(outlet),
        date=date,
        script=script,
    )


FULL = {"title": "海邊的路", "outlet": "海角日報", "date": "2025-11-18T09:30", "url": "https://news.example/a?b=1"}


def quoted(text: str, script: Script = "Hant") -> str:
    return format_quotation(article(script), text)


def test_traditional_script_has_corner_brackets() -> None:
    expected = "「路通了。」\n海角日報〈海邊的路〉，2025-11-18，https://news.example/a?b=1"
    assert format_quotation(article(**FULL), "路通了。") == expected  # type: ignore[arg-type]


def test_simplified_script_has_curly_quotes() -> None:
    facts = article("Hans", "海边的路", "海角日报", "2025-11-18", "https://news.example/a")
    assert format_quotation(facts, "路通了。") == "“路通了。”\n海角日报《海边的路》，2025-11-18，https://news.example/a"


def test_latin_text_has_latin_punctuation() -> None:
    facts = article("Und", "The road", "Cape Daily", "2025-11-18")
    assert format_quotation(facts, "It is open.") == "“It is open.”\nCape Daily, “The road”, 2025-11-18"


@pytest.mark.parametrize(
    ("facts", "source"),
    [
        ({}, ""),
        ({"title": "路"}, "〈路〉"),
        ({"outlet": "海角日報"}, "海角日報"),
        ({"date": "2025-11-18"}, "2025-11-18"),
        ({"outlet": "海角日報", "url": "https://a.example/"}, "海角日報，https://a.example/"),
        ({"title": "路", "path": "/home/me/a.txt"}, "〈路〉"),
        ({"path": "/home/me/a.txt"}, "a.txt"),
        ({"path": "C:\\me\\a.txt", "date": "2025-11-18"}, "2025-11-18，a.txt"),
        ({"path": "a.txt", "url": "https://a.example/"}, "https://a.example/"),
        ({"title": " 甲\t乙\n丙 "}, "〈甲 乙 丙〉"),
        ({"title": "", "outlet": " "}, ""),
    ],
)
def test_unknown_parts_of_the_source_are_left_out(facts: dict[str, str], source: str) -> None:
    assert format_quotation(article(**facts), "好") == "「好」" + ("\n" + source if source else "")  # type: ignore[arg-type]


def test_titles_within_a_headline_get_the_inner_marks() -> None:
    assert format_quotation(article("Hans", "读《红楼梦》"), "好").endswith("《读〈红楼梦〉》")
    assert format_quotation(article("Hant", "讀《紅樓夢》"), "好").endswith("〈讀《紅樓夢》〉")
    assert format_quotation(article("Hant", "評〈琵琶行〉"), "好").endswith("〈評《琵琶行》〉")


@pytest.mark.parametrize(
    ("script", "text", "expected"),
    [
        ("Hant", "他說：「好。」", "「他說：『好。』」"),
        ("Hant", "他說：「『好』字。」", "「他說：『「好」字。』」"),
        ("Hant", "他說：“‘好’字。”", "「他說：『「好」字。』」"),
        ("Hans", "他说：“好。”", "“他说：‘好。’”"),
        ("Hans", "他说：“‘好’字。”", "“他说：‘“好”字。’”"),
        ("Hans", "他说：「好。」", "“他说：‘好。’”"),
        ("Hans", "“‘don’t’”", "“‘“don’t”’”"),
        ("Hans", "It’s the boys’ day", "“It’s the boys’ day”"),
        ("Hant", "It’s the boys’ day", "「It’s the boys’ day」"),
        ("Hant", "「好。」", "「『好。』」"),
        ("Hant", "「好。", "「好。」"),
        ("Hant", "好。」", "「好。」"),
        ("Hant", "好。」他說", "「好。』他說」"),
        ("Hant", '他說："好"', '「他說："好"」'),
    ],
)
def test_nested_quotation_marks_alternate(script: Script, text: str, expected: str) -> None:
    assert quoted(text, script) == expected


def test_every_paragraph_begins_with_a_mark_and_the_last_ends_with_one() -> None:
    assert quoted("甲。\n\n乙「丙」。\n丁", "Hant") == "「甲。\n「乙『丙』。\n「丁」"
    assert quoted("“甲。\n“乙。”", "Hans") == "“‘甲。\n“‘乙。’”"


@pytest.mark.parametrize(("script", "mark"), [("Mixed", "「"), ("Und", "“")])
def test_the_text_decides_where_the_article_has_no_script(script: Script, mark: str) -> None:
    assert quoted("好", script).startswith(mark)
    assert quoted("發展", script).startswith("「")
    assert quoted("发展", script).startswith("“")


@given(st.text(st.sampled_from("好「」『』“”‘’a \n，")), st.sampled_from(["Hant", "Hans", "Mixed", "Und"]))
def test_format_quotation_changes_only_quotation_marks(text: str, script: Script) -> None:
    def bare(text: str) -> str:
        return "".join(sign for sign in text if sign not in "「」『』“”‘’ \n")

    result = quoted(text, script)
    assert bare(result) == bare(text)
    assert "\n\n" not in result


def test_join_ranges_gives_a_line_for_each_range() -> None:
    assert join_ranges([(0, 1, 3), (4, 0, 2)], lambda block, start, end: f"{block}:{start}-{end}") == "0:1-3\n4:0-2"
    assert join_ranges([], lambda *_: "x") == ""
