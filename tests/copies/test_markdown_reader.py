"""The blocks and footnotes of Markdown that somebody typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.copies.markdown_reader import (
    Footnote,
    ParsedBlock,
    extract_added_front_matter,
    parse_markdown,
    strip_front_matter,
)
from reader.model import clean


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in parse_markdown(text).blocks]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        (
            "# 題\n## 節\n###### 小節\n文",
            [("headline", "題"), ("heading", "節"), ("heading", "小節"), ("paragraph", "文")],
        ),
        ("文\n## 節\n文", [("paragraph", "文"), ("heading", "節"), ("paragraph", "文")]),
        ("- 一\n- 二\n\n* 三\n+ 四", [("list_item", text) for text in "一二三四"]),
        ("1. 一\n2. 二\n\n7) 七", [("list_item", "1. 一"), ("list_item", "2. 二"), ("list_item", "7) 七")]),
        ("- 一\n  - 二\n    - 三", [("list_item", "一"), ("list_item", "二"), ("list_item", "三")]),
        ("- 一\n\n  又一段", [("list_item", "一"), ("paragraph", "又一段")]),
        ("> 甲\n> 乙\n>\n> 丙", [("quote", "甲\n乙"), ("quote", "丙")]),
        ("> 甲\n乙", [("quote", "甲\n乙")]),
        ("> > 甲", [("quote", "甲")]),
        ("**導語**\n\n*圖說*", [("deck", "導語"), ("caption", "圖說")]),
        (
            "**半**句\n\n*甲* 和 *乙*\n\n**",
            [("paragraph", "**半**句"), ("paragraph", "*甲* 和 *乙*"), ("paragraph", "**")],
        ),
        ("甲\n\n---\n\n乙\n***\n丙", [("paragraph", "甲"), ("paragraph", "乙"), ("paragraph", "丙")]),
        ("甲\n  乙\n\t丙", [("paragraph", "甲\n乙\n丙")]),
        ("　　甲　", [("paragraph", "甲")]),
    ],
)
def test_blocks_have_the_kinds_that_their_markup_says(text: str, blocks: list[tuple[str, str]]) -> None:
    assert kinds(text) == blocks


@pytest.mark.parametrize(
    "text",
    [
        "甲\n===",
        "甲\n-",
        "    縮進四格",
        "```\n碼\n```",
        "<div>\n甲\n</div>",
        "| a | b |\n| - | - |\n| 一 | 二 |",
        "[甲]: https://a.example/",
        "[^]: 甲",
        "#沒有空格",
    ],
)
def test_other_syntax_is_text(text: str) -> None:
    ((_, found),) = kinds(text)
    assert found.replace("\n", "").replace(" ", "") == text.replace("\n", "").replace(" ", "")


def test_comments_are_no_blocks() -> None:
    assert kinds("<!-- 甲 -->\n\n<!-- 乙\n丙 --> <!-- 丁 -->\n\n文") == [("paragraph", "文")]
    assert kinds("<!-- 甲 --> 文 <!-- 乙 -->") == [("paragraph", "<!-- 甲 --> 文 <!-- 乙 -->")]


def test_highlights_and_references_have_the_offsets_of_the_text() -> None:
    (block,) = parse_markdown("1. 一\\*==二==[^a]三").blocks
    assert block == ParsedBlock("list_item", clean("1. 一*二三"), ((5, 6),), (("a", 6),))


@pytest.mark.parametrize(
    ("text", "footnote"),
    [
        ("[^a1]: 甲", Footnote("a1", ("甲",))),
        ("[^a1]:甲\n    乙\n\n    丙\n    \n\n\t丁", Footnote("a1", ("甲\n乙", "丙", "丁"))),
        ("[^a1]: 甲\n乙", Footnote("a1", ("甲\n乙",))),
        ("[^a1]:\n    甲", Footnote("a1", ("甲",))),
        ("[^a1]:", Footnote("a1", ())),
        ("[^a1]: 甲 [^b]: 乙", Footnote("a1", ("甲 [^b]: 乙",))),
        ("[^a1]: - 甲\n    - 乙\n\n    # 丙", Footnote("a1", ("- 甲\n- 乙", "# 丙"))),
        ("[^a1]: <!-- -->https://a.example/", Footnote("a1", ("<!-- -->https://a.example/",))),
    ],
)
def test_a_footnote_keeps_the_markdown_of_its_paragraphs(text: str, footnote: Footnote) -> None:
    parsed = parse_markdown(f"文\n{text}\n\n後文\n")
    assert parsed.footnotes == [footnote]
    assert [block.text for block in parsed.blocks] == ["文", "後文"] or text == "[^a1]: 甲\n乙"
    assert parsed.sources == ["文", "後文"]


def test_footnotes_with_one_label_are_all_there() -> None:
    assert [each.paragraphs for each in parse_markdown("[^a]: 甲\n[^a]: 乙\n\n[^b]: 丙").footnotes] == [
        ("甲",),
        ("乙",),
        ("丙",),
    ]


def test_the_source_of_a_list_or_table_is_unchanged() -> None:
    text = "- 一\n- 二\n\n| a | b |\n| - | - |\n\n> 甲\n乙\n\n<!-- 注 -->"
    assert parse_markdown(text).sources == text.split("\n\n")


PIECES = [*"甲乙丙 \t\n#>-*+1.)[]:a|=`<!\\~\u3000\u00a0", "\n\n", "\n    ", "[^a]: ", "[^b]", "==", "- ", "1. ", "> "]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_no_letter_of_a_text_without_comments_is_lost(text: str) -> None:
    parsed = parse_markdown(text)
    parts = [*(block.text for block in parsed.blocks), *(part for each in parsed.footnotes for part in each.paragraphs)]
    assert sorted(letters("".join(parts))) == sorted(letters(text))


def letters(text: str) -> list[str]:
    return [character for character in text if character in "甲乙丙"]


def test_quotes_may_be_nested_deeply() -> None:
    assert kinds(">" * 90 + " 甲") == [("quote", "甲")]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\na: b\n---\n文", "文"),
        ("\ufeff---\r\na: b\r\n---\r\n文\r\n二", "文\n二"),
        ("\n\n--- \n---\n文", "文"),
        ("---\n文", "---\n文"),
        ("文\n---\na\n---\n", "文\n---\na\n---\n"),
    ],
)
def test_front_matter_is_stripped(text: str, body: str) -> None:
    assert strip_front_matter(text) == body


def test_extract_added_front_matter_leaves_out_lines_of_the_program() -> None:
    text = '---\ntitle: "題"\ntags:\n  - 港口\nscript: "hk"\nmine: 1\n---\n文'
    assert extract_added_front_matter(text) == "tags:\n  - 港口\nmine: 1\n"
    assert extract_added_front_matter("文") == ""
