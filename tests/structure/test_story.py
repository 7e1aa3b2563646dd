"""The lines of a story in plain text are told by themselves and by what stands around them."""

from __future__ import annotations

import pytest

from reader.structure.lines import LineWindow, iter_lines
from reader.structure.story import StoryClassifier
from reader.structure.text_profile import SAMPLE_LINES, TextProfile

STORY = "停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅在塔上守了整整三个月，船工们都说好听。"


def kinds_of(*lines: str) -> list[str]:
    window = LineWindow(iter_lines("\n".join(lines)))
    profile = TextProfile(window.peek(-1, SAMPLE_LINES))
    return [draft.kind for draft in StoryClassifier(window, 0, profile).classify()]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("塔上的人", "heading"),
        ("▲修好的大钟", "caption"),
        ("修好的大钟。林悦 摄", "caption"),
        ("> 钟声传得很远", "quote"),
        ("- 第一口钟", "list_item"),
        ("（应受访者要求，文中人物为化名）", "note"),
        ("请继续往下阅读", "chrome"),
    ],
)
def test_a_line_between_paragraphs_has_its_kind(line: str, kind: str) -> None:
    assert kinds_of(STORY, line, STORY, STORY) == ["paragraph", kind, "paragraph", "paragraph"]


def test_behind_the_tail_nothing_is_story_but_the_editors() -> None:
    assert kinds_of(STORY, STORY, "相关新闻", "夜市搬到河边", "责任编辑：罗素英") == [
        "paragraph",
        "paragraph",
        "chrome",
        "chrome",
        "editor",
    ]


def test_a_box_of_titles_in_mid_story_does_not_end_it() -> None:
    kinds = kinds_of(STORY, "相关新闻", "夜市搬到河边", *[STORY] * 4)
    assert kinds == ["paragraph", "chrome", "chrome", *["paragraph"] * 4]


def test_a_label_and_its_value_on_two_lines_are_one_block() -> None:
    assert kinds_of(STORY, STORY, "责任编辑：", "罗素英") == ["paragraph", "paragraph", "editor"]


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        (["塔上的人"], ["heading"]),
        (["塔上的人", "塔下的人"], ["paragraph", "heading"]),
        (["塔上的人", "- 第一口钟", "- 第二口钟"], ["heading", "list_item", "list_item"]),
        (["塔上的人", "东线\t8:30", "西线\t8:45"], ["heading", "table_row", "table_row"]),
        (["塔上的人", "▲修好的大钟"], ["heading", "caption"]),
        (["塔上的人", "他说："], ["heading", "paragraph"]),
        (["塔上的人", "钟声停了。"], ["paragraph", "paragraph"]),
        (["塔上的人", "停了。"], ["paragraph", "paragraph"]),
        (["塔上的人", "责任编辑：林悦"], ["paragraph", "editor"]),
        (["塔上的人", "2024-05-10"], ["paragraph", "paragraph"]),
        (["一、塔上的人", "二、塔下的人"], ["list_item", "list_item"]),
        (["一、塔上的人", "塔下的人"], ["paragraph", "paragraph"]),
        (["塔上的人", "一、塔下的人"], ["heading", "heading"]),
        (["一、塔上的人", "相关新闻"], ["paragraph", "chrome"]),
        (["一", "二"], ["paragraph", "paragraph"]),
        (["塔"], ["paragraph"]),
        (["# 塔上的人"], ["heading"]),
        (["#塔上的人"], ["chrome"]),
        (["## " + "塔" * 50], ["heading"]),
        (["> 钟声"], ["quote"]),
        (["- 钟声"], ["list_item"]),
        (["1. 铸钟", "2. 修钟"], ["list_item", "list_item"]),
        (["1. 铸钟"], ["heading"]),
        (["东线\t8:30", "西线\t8:45"], ["table_row", "table_row"]),
        (["东线\t8:30"], ["heading"]),
        (["▲" + "钟" * 159], ["caption"]),
        (["▲" + "钟" * 160], ["paragraph"]),
        (["修好的大钟。林悦 摄", "钟声里的渡口", "老街的早晨。林悦 摄"], ["caption", "heading", "caption"]),
        (["修好的大钟。林悦 摄", "钟声里的渡口"], ["caption", "heading"]),
        (["塔上的人在修钟的现场"], ["caption"]),
        (["塔" * 26], ["paragraph"]),
        (["塔" * 27], ["caption"]),
        (["塔" * 27 + "，"], ["paragraph"]),
        (["塔" * 80], ["caption"]),
        (["塔" * 81], ["paragraph"]),
        (["塔。上。的人" + "塔" * 24], ["paragraph"]),
        (["塔上。的人" + "塔" * 24], ["caption"]),
        (["（完）"], ["note"]),
        (["原标题：渡口的钟"], ["note"]),
        (["分享"], ["chrome"]),
        (["相关新闻", "夜市搬到河边", "渡轮票价要涨"], ["chrome", "chrome", "chrome"]),
        (["相关新闻：" + "渡" * 20, "夜市搬到河边"], ["chrome", "heading"]),
        (["记者 林悦"], ["byline"]),
        (["责任编辑：林悦"], ["editor"]),
        (["责任编辑：", "林悦"], ["editor"]),
        (["请继续往下阅读"], ["chrome"]),
        (["他不说话"], ["heading"]),
        (["他说，", "塔上的人"], ["paragraph", "paragraph"]),
        (["停。"], ["paragraph"]),
    ],
)
def test_lines_between_paragraphs_have_the_kinds_that_their_neighbours_tell(lines: list[str], kinds: list[str]) -> None:
    assert kinds_of(STORY, *lines, STORY, STORY) == ["paragraph", *kinds, "paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        (["塔上的人"], ["heading"]),
        (["　　塔上的人"], ["heading"]),
        (["塔上的人在修钟。"], ["caption"]),
        (["　　塔上的人在修钟。"], ["paragraph"]),
        (["“塔上的人”"], ["paragraph"]),
        (["一、塔上的人"], ["heading"]),
        (["塔" * 80], ["caption"]),
        (["塔" * 81], ["paragraph"]),
        (["塔，"], ["paragraph"]),
    ],
)
def test_a_line_without_indent_among_indented_paragraphs_is_a_caption(lines: list[str], kinds: list[str]) -> None:
    story = ["　　" + STORY] * 2
    assert kinds_of(*story, *lines, *story) == ["paragraph", "paragraph", *kinds, "paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        (["夜市搬到河边", "渡轮票价要涨"], ["paragraph", "paragraph"]),
        (["夜市搬到河边", "渡轮票价要涨", "大钟昨天敲响"], ["chrome", "chrome", "chrome"]),
        (["夜市搬到河边"], ["paragraph"]),
        (["分享", "夜市搬到河边"], ["chrome", "chrome"]),
        (["夜市搬到河边。", "渡轮票价要涨", "大钟昨天敲响"], ["paragraph", "paragraph", "paragraph"]),
        (["夜" * 50, "渡轮票价要涨", "大钟昨天敲响"], ["chrome", "chrome", "chrome"]),
        (["夜" * 51, "渡轮票价要涨", "大钟昨天敲响"], ["paragraph", "paragraph", "paragraph"]),
        (["夜市，搬，到，河边", "渡轮票价要涨", "大钟昨天敲响"], ["paragraph", "paragraph", "paragraph"]),
        (["夜市，搬，到河边", "渡轮票价要涨", "大钟昨天敲响"], ["chrome", "chrome", "chrome"]),
        (["夜市：", "渡轮票价要涨", "大钟昨天敲响"], ["paragraph", "paragraph", "paragraph"]),
        (["分享", "夜市：", "渡轮票价要涨", "大钟昨天敲响"], ["chrome", "chrome", "chrome", "chrome"]),
        (["夜市搬到河边", "渡" * 60, "大钟昨天敲响"], ["chrome", "paragraph", "paragraph"]),
        (["夜市搬到河边", "渡" * 61, "大钟昨天敲响"], ["paragraph", "paragraph", "paragraph"]),
        (
            ["相关新闻", "夜市搬到河边", "记者 林悦", "来源：江岸日报", "2024-05-10", "（完）", "编辑：林悦"],
            ["chrome", "chrome", "byline", "source", "chrome", "note", "editor"],
        ),
        (["责任编辑：林悦", "夜市搬到河边"], ["editor", "chrome"]),
        (["责任编辑：林悦", STORY], ["editor", "paragraph"]),
        (["责任编辑：林悦", STORY, STORY], ["editor", "paragraph", "paragraph"]),
        (["责任编辑：林悦", STORY, *["夜市"] * 4], ["editor", "chrome", "chrome", "chrome", "chrome", "chrome"]),
        (["责任编辑：林悦", STORY, *["夜市"] * 3], ["editor", "paragraph", "chrome", "chrome", "chrome"]),
        (
            ["责任编辑：林悦", STORY, STORY, *["夜市"] * 5],
            ["editor", "chrome", "chrome", "chrome", "chrome", "chrome", "chrome", "chrome"],
        ),
        (
            ["责任编辑：林悦", STORY, STORY, *["夜市"] * 4],
            ["editor", "paragraph", "paragraph", "chrome", "chrome", "chrome", "chrome"],
        ),
        (["2024-05-10"], ["date"]),
        (["江岸县人民政府", "2024年5月10日"], ["paragraph", "date"]),
        (["塔上的人"], ["paragraph"]),
        (["版权所有 江岸日报社。" + "未" * 50 + "。"], ["chrome"]),
    ],
)
def test_short_lines_after_the_last_paragraph_are_titles_of_other_stories(lines: list[str], kinds: list[str]) -> None:
    assert kinds_of(STORY, STORY, *lines) == ["paragraph", "paragraph", *kinds]
