"""The fields of an article are read from its blocks."""

from __future__ import annotations

import pytest

from reader.model import Block, BlockKind, CleanText, Span
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


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("date", "2024-05-10"), ("date", "2024-05-11")], {"date": "2024-05-10"}),
        ([("date", "2024-05-10"), ("date", "2024-05-10 08:09")], {"date": "2024-05-10T08:09"}),
        ([("date", "2024-05-10 08:09"), ("date", "2024-05-10 09:10")], {"date": "2024-05-10T08:09"}),
        (
            [("date", "更新：2024-05-12"), ("date", "发布：2024-05-10"), ("date", "发布：2024-05-09")],
            {"date": "2024-05-10"},
        ),
        ([("editor", "责任编辑：林悦 2024-05-10")], {"editors": ["林悦"]}),
        ([("source", "来源：江岸日报"), ("source", "来源：渡口日报")], {"outlet": "江岸日报"}),
        ([("source", "新京报"), ("source", "来源：渡口日报")], {"outlet": "渡口日报"}),
        ([("source", "来源：渡口日报"), ("source", "新京报")], {"outlet": "渡口日报"}),
        ([("source", "来源：江岸日报（北京）")], {"outlet": "江岸日报"}),
        ([("source", "来源：")], {}),
        ([("byline", "作者：罗素英、林悦")], {"authors": ["罗素英", "林悦"]}),
        ([("byline", "罗素英")], {"authors": ["罗素英"]}),
        ([("byline", "记者罗素英／江岸報導")], {"authors": ["罗素英"]}),
        ([("byline", "（中央社記者羅素英桃園19日電）")], {"outlet": "中央社", "authors": ["羅素英"]}),
        (
            [("source", "来源：新京报"), ("byline", "（中央社記者羅素英桃園19日電）")],
            {"outlet": "新京报", "authors": ["羅素英"]},
        ),
        ([("byline", "林悦/新京报")], {"outlet": "新京报", "authors": ["林悦"]}),
        ([("byline", "作者：罗素英 记者 林悦")], {"authors": ["罗素英", "林悦"]}),
        ([("date", "记者罗素英/江岸报导 2024-05-10")], {"date": "2024-05-10", "authors": ["罗素英"]}),
        ([("date", "2024-05-10 江岸"), ("byline", "罗素英")], {"date": "2024-05-10", "authors": ["罗素英"]}),
        ([("editor", "责任编辑：ZN028")], {"editors": ["ZN028"]}),
        ([("editor", "责任编辑：无")], {}),
        ([("editor", "责任编辑：罗素英 责任编辑：罗素英")], {"editors": ["罗素英"]}),
        ([("note", "本文来源：江岸日报 责任编辑：林悦")], {"outlet": "江岸日报", "editors": ["林悦"]}),
        ([("note", "本文来源：江岸日报")], {}),
        ([("paragraph", "新华社江岸5月9日电（记者罗素英）" + STORY)], {}),
        ([("paragraph", STORY + "（记者 罗素英）")], {"authors": ["罗素英"]}),
        ([("paragraph", STORY + "（记者 罗素英）。")], {"authors": ["罗素英"]}),
        ([("paragraph", STORY + "（罗素英）")], {"authors": ["罗素英"]}),
        ([("paragraph", STORY + "（罗素英，船工）")], {}),
        ([("paragraph", STORY + "（記者羅素英／江岸報導）"), ("paragraph", STORY)], {"authors": ["羅素英"]}),
        ([("paragraph", STORY + "（記者羅素英）"), ("paragraph", STORY)], {}),
        ([("paragraph", STORY + "（編輯：羅素英）1120105")], {"editors": ["羅素英"]}),
        ([("paragraph", STORY)], {}),
        ([("byline", "罗素英"), ("paragraph", STORY + "（记者 罗素英）")], {"authors": ["罗素英"]}),
        ([("headline", "渡口"), ("headline", "大钟"), ("deck", "一"), ("deck", "二")], {"title": "渡口", "deck": "一"}),
        ([("breadcrumb", "首页 > 本地"), ("breadcrumb", "首页 > 国际")], {"breadcrumb": ("首页", "本地")}),
        ([("headline", "# 渡口"), ("byline", "方 敏")], {"title": "渡口", "authors": ["方敏"]}),
    ],
)
def test_fields_are_those_of_the_first_and_the_labelled_lines(
    rows: list[tuple[BlockKind, str]], found: dict[str, object]
) -> None:
    fields = vars(fields_of(*rows))
    names = ("title", "deck", "breadcrumb", "date", "outlet", "authors", "editors")
    assert {name: fields[name] for name in names if fields[name]} == found


def test_a_dateline_names_the_agency_and_the_reporters() -> None:
    text = "新华社江岸5月9日电（记者罗素英）" + STORY
    block = Block("paragraph", CleanText(text), spans=(Span("dateline", 0, text.index("停")),))
    fields = read_metadata([block, block])
    assert (fields.outlet, fields.authors) == ("新华社", ["罗素英"])
    source = Block("source", CleanText("来源：江岸日报"))
    assert read_metadata([block, source]).outlet == "江岸日报"
