"""Lines of a site that are no part of an article, notes beside it, and breadcrumbs."""

from __future__ import annotations

import pytest

from reader.structure.boilerplate import (
    classify_boilerplate,
    find_breadcrumb,
    is_menu_row,
    is_menu_word,
    is_note,
    is_unfold_button,
)
from reader.structure.lines import normalize_chars


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("相關新聞", "tail"),
        ("您可能有興趣：", "tail"),
        ("日報新聞-相關報道：", "tail"),
        ("更多體育報導", "tail"),
        ("+1", "line"),
        ("7 分钟 浏览时间", "line"),
        ("全文约1800字，阅读需要5分钟", "line"),
        ("◤今晚抽獎◢", "line"),
        ("閱讀更多", "line"),
        ("下載本報APP", "line"),
        ("https://example.com/a", "line"),
        ("#渡口", "line"),
        ("#渡口 #大鐘", "line"),
        ("#保护港区水质及沿岸生态", None),
        ("相关新闻发布会昨天在渡口举行，来了两百多人。", None),
        ("更多人开始坐渡轮上班。", None),
    ],
)
def test_a_line_of_boilerplate_is_distinguished_from_one_of_the_story(text: str, kind: str | None) -> None:
    assert classify_boilerplate(normalize_chars(text), len(text)) == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("展开全文", True),
        ("点击查看全文 ↓", True),
        ("- 閱讀更多 -", True),
        ("阅读更多人的来信与故事", False),
        ("全文", False),
    ],
)
def test_a_button_unfolds_the_rest_of_a_story(text: str, expected: bool) -> None:
    assert is_unfold_button(normalize_chars(text)) is expected


@pytest.mark.parametrize(
    ("word", "expected"), [("分享", True), ("12万+", True), ("+3", True), ("渡口", False), ("2024年", False)]
)
def test_a_word_of_menus_and_a_count_is_known(word: str, expected: bool) -> None:
    assert is_menu_word(word) is expected


def test_a_row_of_short_words_is_a_menu() -> None:
    row = "首页 要闻 本地 国际 体育 文化"
    assert is_menu_row(row, len(row))
    assert not is_menu_row("他说，钟声 很好听", 9)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（应受访者要求，文中人物为化名）", True),
        ("原标题：渡口的钟", True),
        ("（完）", True),
        ("《江岸日报》（2024年05月10日04版）", True),
        ("（掌声）", False),
        ("（一）缘起", False),
        ("备注：六岁以下儿童须由成人陪同入园", False),
    ],
)
def test_a_note_of_the_editors_is_recognised(text: str, expected: bool) -> None:
    assert is_note(normalize_chars(text), len(text)) is expected


@pytest.mark.parametrize(
    ("text", "items"),
    [("首页 > 本地 > 正文", 3), ("您的位置：首页 » 文化", 2), ("甲/乙", 0), ("他说 > 好。", 0), ("2024/05/10", 0)],
)
def test_a_breadcrumb_is_cut_into_its_items(text: str, items: int) -> None:
    assert len(find_breadcrumb(normalize_chars(text))) == items
