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
