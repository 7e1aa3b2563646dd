"""The fields of an article are read from its blocks."""

from __future__ import annotations

import pytest

from reader.model import Block, BlockKind, CleanText
from reader.structure import metadata
from reader.structure.metadata import ArticleMetadata, read_metadata

STORY = "停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅在塔上守了整整三个月。"


def fields_of(*rows: tuple[BlockKind, str]) -> ArticleMetadata:
    return read_metadata([Block(kind, CleanText(text)) for kind, text in rows])


def test_a_source_with_a_label_outdoes_a_name_alone() -> None:
    fields = fields_of(("date", "新华网 ( 2012-06-04 09:20 ) 稿件来源：江岸日报"))
    assert (fields.outlet, fields.date) == ("江岸日报", "2012-06-04T09:20")


def test_the_date_of_publication_outdoes_that_of_a_change() -> None:
    rows: list[tuple[BlockKind, str]] = [("date", "更新時間：2024-05-12 10:00"), ("date", "發佈時間：2024-05-10 08:09")]
    assert fields_of(*rows).date == "2024-05-10T08:09"
    assert fields_of(*rows[::-1]).date == "2024-05-10T08:09"


@pytest.mark.parametrize(
    ("ending", "names"),
    [
        ("（记者 罗素英）", ["罗素英"]),
        ("（罗素英）", ["罗素英"]),
        ("（罗素英／江岸報導）", ["罗素英"]),
        ("（完）", []),
        ("（图）", []),
    ],
)
def test_names_in_brackets_at_the_end_sign_the_article(ending: str, names: list[str]) -> None:
    assert fields_of(("paragraph", STORY + ending)).authors == names


def test_names_in_brackets_within_a_sentence_are_no_authors() -> None:
    assert fields_of(("paragraph", f"{STORY}来的人里有船工（罗素英）")).authors == []


def test_several_editors_and_the_paper_of_a_byline_are_read() -> None:
    assert fields_of(("editor", "责任编辑：罗素英 | 版面编辑：林悦(ZN028)")).editors == ["罗素英", "林悦"]
    fields = fields_of(("byline", "林悦/中国青年报"))
    assert (fields.authors, fields.outlet) == (["林悦"], "中国青年报")


def test_a_headline_without_its_marks_is_the_title() -> None:
    assert fields_of(("headline", "## 渡口的钟")).title == "渡口的钟"


def test_reporters_with_their_place_sign_before_an_appeal() -> None:
    appeal: tuple[BlockKind, str] = ("paragraph", "珍惜生命，请拨打热线。")
    assert fields_of(("paragraph", STORY + "（林悦／东港報導）"), appeal).authors == ["林悦"]
    assert fields_of(("paragraph", STORY + "（林悦）"), appeal).authors == []


def test_a_list_of_metadata_lines_is_read_only_so_far() -> None:
    rows: list[tuple[BlockKind, str]] = [("editor", f"责任编辑：张{chr(0x4E00 + n)}") for n in range(1_000)]
    assert len(fields_of(*rows).editors) <= metadata._METADATA_LINES_MAX
    assert fields_of(*rows[:3], ("paragraph", STORY + "（记者 罗素英）")).authors == ["罗素英"]
