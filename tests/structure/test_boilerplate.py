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
        ("***", "line"),
        ("#渡", "line"),
        ("#渡口的大钟", "line"),
        ("#渡口的大钟响", None),
        ("#渡口的大鐘 #大鐘的聲音", "line"),
        ("#渡口 大鐘", None),
        ("#渡 #", None),
        ("##渡口", None),
        ("#保护港区水质及沿岸生态", None),
        ("日" * 23 + "-相關報道：", "tail"),
        ("日" * 24 + "-相關報道：", None),
        ("日報新聞-相關報道的：", None),
        ("日報新聞：", None),
        ("更多" + "体" * 25 + "报导", "tail"),
        ("更多" + "体" * 26 + "报导", None),
        ("更多体育", None),
        ("©", "tail"),
        ("相关新闻：" + "渡" * 100, "tail"),
        ("相关新闻" + "渡" * 25, "tail"),
        ("相关新闻" + "渡" * 26, None),
        ("相关新闻，" + "渡" * 95, "tail"),
        ("相关新闻，" + "渡" * 96, None),
        ("相关新闻会", None),
        ("相关新闻的人都来了", "tail"),
        ("相关新闻的人都来了。", None),
        ("版权所有，" + "渡" * 96, "tail"),
        ("版权所有" + "渡" * 97, None),
        ("上一篇新闻不胫而走。", None),
        ("3 mins", "line"),
        ("阅读需要5年", None),
        ("◤今晚抽獎", None),
        ("今晚抽獎◢", None),
        ("◤今晚抽獎◢：", None),
        ("浏览时间", "line"),
        ("全文约" + "渡" * 56, "line"),
        ("全文约" + "渡" * 57, None),
        ("五分", None),
        ("+01223456789", "line"),
        ("全文约 http://e.example/" + "a" * 50, "line"),
        ("下載本報APP" + "看" * 93, "line"),
        ("下載本報APP" + "看" * 94, None),
        ("下載本報APP。", None),
        ("下載本報APP；", None),
        ("下载1", None),
        ("www.example.com 渡口", None),
        ("分享", "line"),
        ("7", "word"),
        ("健康", "word"),
        ("首页 本地 国际 体育 文化", "line"),
        ("首页 体育 国际 渡口 大钟", "line"),
        ("首页 体育 国际 渡口", None),
        ("首页 体育 渡口 大钟 老桥", None),
        ("首页 体育 国际 渡口的大钟昨天敲响了 大钟的声音真好听啊", "line"),
        ("首页 体育 国际 渡口的大钟昨天敲响了呢 大钟的声音真好听啊", None),
        ("国际体育文化本地健康娱乐历", None),
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
        ("阅读更多人的来信", True),
        ("阅读更多人的来信吧", False),
        ("阅读更多人的来信与故事", False),
        ("阅读更多：渡口的大钟敲响", True),
        ("阅读更多 " + "一" * 19, True),
        ("阅读更多 " + "一" * 20, False),
        ("全文", False),
    ],
)
def test_a_button_unfolds_the_rest_of_a_story(text: str, expected: bool) -> None:
    assert is_unfold_button(normalize_chars(text)) is expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("分享", True),
        ("12万+", True),
        ("+3", True),
        ("渡口", False),
        ("渡", False),
        ("2024年", False),
        ("/", True),
        ("体育", True),
        ("+3x", False),
    ],
)
def test_a_word_of_menus_and_a_count_is_known(word: str, expected: bool) -> None:
    assert is_menu_word(word) is expected


def test_a_row_of_short_words_is_a_menu() -> None:
    row = "首页 要闻 本地 国际 体育 文化"
    assert is_menu_row(row, len(row))
    assert not is_menu_row("他说，钟声 很好听", 9)
    assert not is_menu_row("首页 要闻 本地 国际", 11)
    assert is_menu_row("渡口的大钟敲响了 要闻 本地 国际 体育", 20)
    assert not is_menu_row("渡口的大钟又敲响了 要闻 本地 国际 体育", 21)
    assert is_menu_row(row, 9 * 6)
    assert not is_menu_row(row, 9 * 6 + 1)
    assert not is_menu_row("首页 要闻 本地 国际, 体育", 14)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（应受访者要求，文中人物为化名）", True),
        ("原标题：渡口的钟", True),
        ("（完）", True),
        ("《江岸日报》（2024年05月10日04版）", True),
        ("（以上的人名都有改动）", True),
        ("（以上两人的名）", True),
        ("（以上的人名）", False),
        ("（以上的人名都有改动", False),
        ("以上的人名都有改动）", False),
        ("（以上（两位）都有改动）", False),
        ("（" + "钟" * 58 + "）", True),
        ("（" + "钟" * 59 + "）", False),
        ("（关于我们的报道）", False),
        ("文中的人物均为化名", True),
        ("有人用化名", False),
        ("咨询专线 12345" + "好" * 50, True),
        ("咨询专线 12345" + "好" * 51, False),
        ("应两位受访者要求", True),
        ("应", False),
        ("待续", True),
        ("END", True),
        ("有删节", True),
        ("下转第四版", True),
        ("未完", False),
        ("——— 下转第一二三四版 ———", True),
        ("反诈热线：96110", True),
        ("咨询专线 12345", True),
        ("生命协谈 1995", True),
        ("警方提醒您", True),
        ("他在线", False),
        ("他们谈了很久", False),
        ("提醒您。", True),
        ("警方提醒您。", False),
        ("《", False),
        ("（掌声）", False),
        ("（一）缘起", False),
        ("备注：六岁以下儿童须由成人陪同入园", False),
    ],
)
def test_a_note_of_the_editors_is_recognised(text: str, expected: bool) -> None:
    assert is_note(normalize_chars(text), len(text)) is expected


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("首页 > 本地 > 正文", ["首页", "本地", "正文"]),
        ("首页 - > 本地", ["首页", "本地"]),
        ("首页 > 本地新闻 > 文化生活 > 正文", ["首页", "本地新闻", "文化生活", "正文"]),
        ("您的位置：首页 > " + "长" * 20 + " > 文化", ["首页", "长" * 20, "文化"]),
        ("首页 > 本地 >", ["首页", "本地"]),
        ("您的位置：首页 » 文化", ["首页", "文化"]),
        ("您所在的位置：首页", ["首页"]),
        ("导航：首页 / 文化", ["首页", "文化"]),
        ("您的位置：" + "长" * 28 + " > 文化", ["长" * 28, "文化"]),
        ("您的位置：" + "长" * 29 + " > 文化", []),
        ("您的位置：文化 > " + "长" * 29, ["文化", "长" * 29]),
        ("长" * 14 + " > 文化", ["长" * 14, "文化"]),
        ("长" * 15 + " > 文化", []),
        ("文化 > " + "长" * 95, ["文化", "长" * 95]),
        ("文化 > " + "长" * 96, []),
        ("首页", []),
        ("", []),
        ("首页/文化/正文", ["首页", "文化", "正文"]),
        ("甲/乙", []),
        ("他说 > 好。", []),
        ("https://example.com/a/b", []),
        ("2024/05/10", []),
    ],
)
def test_a_breadcrumb_is_cut_into_its_items(text: str, items: list[str]) -> None:
    assert [text[start:end] for start, end in find_breadcrumb(normalize_chars(text))] == items
