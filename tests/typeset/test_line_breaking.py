"""The rules of line breaking, each with the CLREQ section it comes from, and what other programs get wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from reader.typeset import wrap

if TYPE_CHECKING:
    from reader.typeset.break_rules import KinsokuLevel

START_END = "#prohibition_rules_for_line_start_end"
UNBREAKABLE = "#prohibition_rules_for_unbreakable_marks"
MIXED = "#composition_of_chinese_and_western_mixed_text"

# Rule, its source, the rows as they should be (parted by "|", a swallowed space by "¦"), the measure.
CASES = [
    ("R1", START_END, "「創新引領開放崛|起」和江華", 18),
    ("R1", START_END, "這是江華|（圖）", 10),
    ("R1", START_END, "江華說：|「全力打|造」", 9),
    ("R1", START_END, "江|華。」』|後", 8),
    ("R1", START_END, "江華,|全力;|打造|(圖)", 6),
    ("R1", START_END, "史蒂|芬・李", 6),
    ("R1", START_END, "史蒂|芬·李", 5),
    ("R1", START_END, "時時々|江", 7),
    ("R1", START_END, "說｢江|華｣。", 6),
    ("R1", START_END, "他說|“你好|嗎”", 6),
    ("R1", START_END, "江|華 。|全力", 5),
    ("R1", START_END, "讀《江|華》後", 6),
    ("R1", START_END, "〈江|華〉", 4),
    ("R2", UNBREAKABLE, "江華這——|那", 8),
    ("R2", UNBREAKABLE, "江|華……|好", 5),
    ("R2", UNBREAKABLE, "————|——", 4),
    ("R2", UNBREAKABLE, "江|華...|好", 5),
    ("R2", UNBREAKABLE, "這|江--|那", 4),
    ("R2", UNBREAKABLE, "江|華⸺|好", 4),
    ("R3", MIXED, "內聯引資|224.47億元", 16),
    ("R3", MIXED, "佔|66.67億元", 10),
    ("R3", MIXED, "面積|11平方公里|的", 10),
    ("R3", MIXED, "達|6.02億美元", 10),
    ("R3", MIXED, "共|120萬平方米", 11),
    ("R3", MIXED, "近有|50多公里", 8),
    ("R3", MIXED, "救出|200餘名|人", 8),
    ("R3", MIXED, "100萬餘人|到", 10),
    ("R3", MIXED, "2018年6月|25日晚", 10),
    ("R3", MIXED, "2018年|1-9月份", 8),
    ("R3", MIXED, "人民幣|100萬元", 8),
    ("R3", MIXED, "罰|US$100|的", 6),
    ("R3", MIXED, "罰|￥1,000|元", 7),
    ("R3", MIXED, "罰¦|RMB 100元", 10),
    ("R3", MIXED, "達|5萬～8萬元", 11),
    ("R3", MIXED, "占|10％|以上", 5),
    ("R3", MIXED, "升|1.2℃|後", 5),
    ("R3", MIXED, "以|3:2|勝", 4),
    ("R3", MIXED, "在|08:01|開", 5),
    ("R3", MIXED, "有|100 萬元", 9),
    ("R3", MIXED, "有|3 個|人", 5),
    ("R3", MIXED, "長|50 km|路", 6),
    ("R3", MIXED, "３分|第１２３號|文", 10),
    ("R3", MIXED, "江|百分之50|的", 9),
    ("R3", MIXED, "佔|3分之1|的", 7),
    ("R3", MIXED, "1，000人|到", 8),
    ("R3", MIXED, "電¦|2135 6789", 9),
    ("R3", MIXED, "和碩|6244-TW|跌", 7),
    ("R3", MIXED, "的|A股|漲", 4),
    ("R3", MIXED, "用|C++寫", 5),
    ("R3", MIXED, "互聯|網+政|務", 6),
    ("R3", MIXED, "it’s|的|don't|好", 5),
    ("R3", MIXED, "the¦|well-known¦|name", 10),
    ("R4", MIXED, "見¦|https://a.cn/¦|好", 13),
    ("R4", MIXED, "見https://a.cn/|news?id=1", 15),
    ("R4", MIXED, "a@example.org|信", 13),
    ("R5", MIXED, "江華¦|全力", 4),
    ("R5", MIXED, "江華\u3000¦|全力", 4),
    ("R5", MIXED, "江|100\u00a0萬元", 9),
    ("R5", MIXED, "江華|（ 2024）|年", 9),
    ("R5", MIXED, "江華\u200b|全力", 4),
    ("R5", MIXED, "GDP\u200b|CPI", 4),
    ("R5", MIXED, "江\u2060華|全力", 5),
    ("R6", "UAX #29", "葛\U000e0100城|葛\U000e0100", 4),
    ("R6", "UAX #29", "好👩\u200d👧|👩\u200d👧好", 4),
    ("R6", "UAX #29", "好🇹🇼|🇭🇰", 4),
    ("R6", "UAX #29", "1\ufe0f\u20e3|2\ufe0f\u20e3", 2),
    ("R7", START_END, "inter|natio|nal", 5),
    ("R7", START_END, "。|。|。", 2),
    ("R7", START_END, "123|456", 3),
    ("R8", START_END, "江華全力", 8),
    ("R8", START_END, "。", 2),
]


def rows_of(marked: str) -> tuple[str, list[str]]:
    """The text and the rows of a case."""
    text = marked.replace("\u3000¦|", "\u3000").replace("¦|", " ").replace("|", "")
    return text, [row.rstrip("¦\u3000") for row in marked.split("|")]


@pytest.mark.parametrize(("rule", "source", "marked", "measure"), CASES, ids=[f"{case[0]} {case[2]}" for case in CASES])
def test_paragraphs_are_broken_by_the_rules(rule: str, source: str, marked: str, measure: int) -> None:
    text, rows = rows_of(marked)
    assert [text[start:end] for start, end in wrap(text, measure)] == rows, (rule, source)


@pytest.mark.parametrize(
    ("level", "marked", "measure"),
    [
        ("none", "「創新引領|」和", 10),
        ("none", "他說：「|江", 8),
        ("none", "這|——|那", 3),  # unbreakable marks are no matter of the level
        ("none", "占|10％", 5),  # nor numbers
        ("none", "達|1，000人", 8),
        ("basic", "江|華——", 5),
        ("basic", "（江|——那", 5),  # the row could not be parted elsewhere
        ("basic", "和/|或江", 4),
        ("gb", "和／|或江", 4),
        ("strict", "江|華——", 5),
        ("strict", "江|說……", 5),
        ("strict", "————|——", 5),  # longer than the row
    ],
)
def test_kinsoku_levels_break_differently(level: KinsokuLevel, marked: str, measure: int) -> None:
    text, rows = rows_of(marked)
    assert [text[start:end] for start, end in wrap(text, measure, kinsoku=level)] == rows


@pytest.mark.parametrize(
    ("text", "measures", "rows"),
    [
        ("", {}, [""]),
        ("  ", {}, [""]),
        ("江華", {"start": 2}, []),
        ("江華 ", {"start": 2}, []),
        ("江華 ", {"start": 1}, ["華"]),
        ("ab", {"width": 0}, ["a", "b"]),
        ("ab", {"width": 9, "first_width": 0}, ["a", "b"]),
        ("江華", {"width": 9, "first_width": 2}, ["江", "華"]),
        ("江華", {"width": 9, "first_width": 2, "start": 1}, ["華"]),
        ("\u3000江", {}, ["\u3000江"]),
        ("\u3000江", {"width": 2}, ["江"]),  # an indent that fills the row
        ("\u3000江", {"width": 4}, ["\u3000江"]),
        (" 江", {"width": 1}, ["江"]),
        ("\u3000\u3000", {"width": 2}, [""]),
        ("江華江華", {"width": 2, "max_rows": 2}, ["江", "華"]),
        ("江華", {"width": 2, "max_rows": 0}, []),
        ("江華⌚", {"width": 5}, ["江華", "⌚"]),
        ("江·華", {"width": 5, "ambiguous_width": 1}, ["江·華"]),
        ("江·華", {"width": 5, "ambiguous_width": 2}, ["江·", "華"]),
    ],
)
def test_rows_begin_and_end_where_their_measures_say(text: str, measures: dict[str, Any], rows: list[str]) -> None:
    assert [text[start:end] for start, end in wrap(text, **{"width": 8, **measures})] == rows
