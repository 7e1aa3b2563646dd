"""What a site says of itself is told by its words, and a report that uses them is not."""

from __future__ import annotations

import pytest

from reader.model import CleanText
from reader.structure.lines import Line
from reader.structure.notices import _PAY_WALL_SIZE_MAX, is_copyright_notice, is_legal_notice, is_pay_wall


def line(text: str) -> Line:
    return Line(CleanText(text), 0, 1, 0, 0)


@pytest.mark.parametrize(
    "text",
    [
        "本站所有图文版权归本站所有，未经书面授权不得转载、摘编，违者将追究其法律责任，特此声明。",
        "聲明：以上內容僅供參考，不構成投資建議，據此操作風險自擔。",
        "We use cookies and similar technologies to run this site. By continuing you agree to our privacy policy.",
        "圖片來自網絡，如有侵權，請聯繫刪除。",
        "主办单位：渡口博物馆 版权所有 地址：江岸路1号 邮编：430000",
        "请理性讨论，遵守法律，禁止发表人身攻击的留言，本站有权删除不当留言。",
        "推荐进入江岸数据库，可随时查阅本地公司的资料。",
    ],
)
def test_a_notice_of_the_site_is_recognised(text: str) -> None:
    assert is_legal_notice(line(text))


@pytest.mark.parametrize(
    "text",
    [
        "法院昨天判决，出版社未经授权翻印画册，须赔偿画家三万元，画家说这笔钱会捐给美术馆，用来修复旧画。",
        "他在留言簿上写下名字，说以后每年都要回来听一次钟声，也希望孩子们都来。",
        "钟声只供参考。",
    ],
)
def test_a_report_about_rights_is_no_notice(text: str) -> None:
    assert not is_legal_notice(line(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本文為會員專屬，登入後閱讀全文", True),
        ("如要讀取全文，請按此登入。", True),
        ("订阅后可解锁全文", True),
        ("他是图书馆的会员", False),
        ("可以继续阅读", False),
    ],
)
def test_a_pay_wall_is_recognised(text: str, expected: bool) -> None:
    assert is_pay_wall(line(text)) is expected


def test_who_owns_the_page_is_no_story() -> None:
    assert is_copyright_notice(line("© 2024 江岸日报"))
    assert is_copyright_notice(line("京ICP备12345678号"))
    assert is_copyright_notice(line("Copyright 2024"))
    assert not is_copyright_notice(line("他买下了版权。"))
    assert is_copyright_notice(line("©" + "渡" * 299))
    assert not is_copyright_notice(line("©" + "渡" * 300))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本站有权删除不当留言", True),
        ("本站有权删除不当", False),  # too short
        ("據此操作風險自擔。", False),
        ("We use cookies and similar techs", True),
        ("可以使用本站的留言簿", False),
    ],
)
def test_a_notice_has_some_length_and_weight(text: str, *, expected: bool) -> None:
    assert is_legal_notice(line(text)) is expected


def test_a_pay_wall_is_short() -> None:
    assert is_pay_wall(line("登入後閱讀全文" + "渡" * (_PAY_WALL_SIZE_MAX - 7)))
    assert not is_pay_wall(line("登入後閱讀全文" + "渡" * (_PAY_WALL_SIZE_MAX - 6)))
