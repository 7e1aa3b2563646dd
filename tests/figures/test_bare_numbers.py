"""What a number is that names no unit."""

from __future__ import annotations

import pytest

from reader.figures.context import FigureContext
from reader.figures.scan import find_figures
from tests.figures.cases import list_figures

CONTEXT = FigureContext("2024-06-11", "HK")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("累計管理規模近40億", ["money"]),
        ("涉及8.6萬居民", ["count"]),
        ("排名第17", ["rank"]),
        ("有三分之二贊成", ["ratio"]),
        ("指數報7.21", ["count"]),
        ("節目「7.21 元朗」", []),
        ("3/15", []),
        ("1/10", ["ratio"]),
        ("1/11", []),
        ("5/4", []),
        ("1/2萬", []),
        ("2023/24萬", []),
        ("1/1,000", []),
        ("半數學生", ["ratio"]),
        ("編號008", []),
        ("增至1,234", ["count"]),
        ("增至1234.5", ["count"]),
    ],
)
def test_kind_of_a_number_without_a_unit_depends_on_its_context(text: str, kinds: list[str]) -> None:
    assert [figure.kind for figure in find_figures(text, CONTEXT)] == kinds


def test_many_numbers_in_a_row_without_a_unit_count_nothing() -> None:
    row = "、".join(map(str, range(1, 60)))
    assert find_figures(f"頁碼{row}。另有12人", CONTEXT)[0].text == "12人"
    assert [figure.text for figure in find_figures("170、165及145公里", CONTEXT)] == ["170", "165", "145公里"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("一半居民贊成", ["ratio 一半 0.5"]),
        ("一半是真的", []),
        ("一半會員", []),
        ("一半天工夫", ["duration 半天 0.5"]),
        ("上千億", ["money 上千億 100000000000.."]),
        ("上兆", ["money 上兆 1000000000000.."]),
        ("千億", ["money 千億 100000000000"]),
        ("百萬", ["count 百萬 1000000"]),
        ("過億", ["count 過億 100000000"]),
        ("過百萬", ["count 過百萬 1000000"]),
        ("億人", []),
        ("排名第1000", ["rank 第1000 1000"]),
        ("排名第1001", ["rank 第1001 1001"]),
        ("前1000", ["rank 1000 1000"]),
        ("前1001", []),
        ("前十強", []),
        ("前十期", ["count 十期 10"]),
        ("前十大", []),
        ("前十名", ["rank 十名 10"]),
        ("年前十", []),
        ("之前十", []),
        ("排名第3.5", ["rank 第3.5 3.5"]),
        ("0/5", []),
        ("5/10", ["ratio 5/10 0.5"]),
        ("10/10", []),
        ("9/11", []),
        ("-1/2", ["ratio -1/2 -0.5"]),
        ("投資了甲乙丙丁戊己庚辛千億", ["money 千億 100000000000"]),
        ("投資了甲乙丙丁戊己庚辛壬千億", ["money 千億 100000000000"]),
        ("學生甲乙丙丁戊己庚辛壬癸九億", ["count 九億 900000000"]),
        ("學生甲乙丙丁戊己庚辛壬癸子九億", ["count 九億 900000000"]),
        ("耗資九億", ["money 九億 900000000"]),
        ("九億用戶", ["count 九億 900000000"]),
        ("九億的用戶", ["count 九億 900000000"]),
        ("耗資九億用於", ["count 九億 900000000"]),
        ("耗資九億項目", ["money 九億 900000000"]),
        ("耗資9,999", ["count 9,999 9999"]),
        ("耗資1萬", ["money 1萬 10000"]),
        ("耗資9千", []),
        ("9億個億", ["count 9億個 900000000"]),
        ("排名全市甲乙第三", ["rank 第三 3"]),
        ("排名甲乙丙丁第三", ["rank 第三 3"]),
        ("排名甲乙丙丁戊第三", ["ordinal 第三 3"]),
        ("排名全市、第三", ["ordinal 第三 3"]),
        ("系列第三", ["ordinal 第三 3"]),
        ("出名第三", ["ordinal 第三 3"]),
        ("位列三", []),
        ("位列十三", ["rank 十三 13"]),
        ("列三", []),
        ("獲一堆同情", []),
        ("指數2", ["count 2 2"]),
        ("指數12", ["count 12 12"]),
        ("指數(2)", []),
        ("總數第2", ["ordinal 第2 2"]),
        ("共有三百。", ["count 三百 300"]),
        ("總數三百", ["count 三百 300"]),
        ("總數九十", []),
        ("總數一百", ["count 一百 100"]),
        ("總數一百人", ["count 一百人 100"]),
        ("總數三百以上", ["count 三百 300"]),
        ("總數三百又", []),
        ("總數百", ["count 數百 100.."]),
        ("增至1234567", ["count 1234567 1234567"]),
        ("增至12345678", []),
        ("增至1,234,567,890", ["count 1,234,567,890 1234567890"]),
        ("增至1234567.123", ["count 1234567.123 1234567.123"]),
        ("增至1234567.1234", []),
        ("增至0123", []),
        ("增至0.5", ["count 0.5 0.5"]),
        ("增至12甲", ["area 12甲 12"]),
        ("增至12以上", ["count 12 12"]),
        ("版本v7.5", []),
        ("版本 7.5", ["count 7.5 7.5"]),
        ("iPhone 7.5", []),
        ("甲 7.5", ["count 7.5 7.5"]),
        ("「7.21 元朗」", []),
        ("「7.41 元朗」", []),
        ("「13.21」", []),
        ("：7.21", []),
        ("，7.21", ["count 7.21 7.21"]),
        ("5至少是3", ["count 3 3"]),
        ("最多為3", ["count 3 3"]),
        ("最多3", ["count 3 3"]),
        ("得3", ["rank 3 3"]),
        ("分數3", ["count 3 3"]),
        ("比率為3", []),
    ],
)
def test_a_number_without_a_unit_is_what_the_words_around_it_say(text: str, figures: list[str]) -> None:
    assert list_figures(text, "HK") == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("租金億四", ["money 億四 140000000"]),
        ("租金萬七", []),
        ("近百", []),
        ("上千", []),
        ("前十強賽", []),
        ("前十大城市", []),
        ("前十期刊", []),
        ("共億", []),
        ("投資了甲乙丙丁戊己庚辛九億", ["money 九億 900000000"]),
        ("投資了甲乙丙丁戊己庚辛壬九億", ["money 九億 900000000"]),
        ("投資了甲乙丙丁戊己庚辛壬癸九億", ["money 九億 900000000"]),
        ("學生甲乙丙丁戊己庚辛投資九億", ["count 九億 900000000"]),
        ("學生甲乙丙丁戊己庚辛壬投資九億", ["money 九億 900000000"]),
        ("投資九億的學生", ["count 九億 900000000"]),
        ("投資九億的甲學生", ["money 九億 900000000"]),
        ("投資九億甲學生", ["count 九億 900000000"]),
        ("投資九億，學生", ["count 九億 900000000"]),
        ("學生，投資九億", ["money 九億 900000000"]),
        ("(1,234)", []),
        ("(1,234，", ["count 1,234 1234"]),
        ("共1,234)", ["count 1,234 1234"]),
        ("（1.5）", []),
        ("共百", []),
        ("共三百", ["count 三百 300"]),
        ("共三百甲", []),
        ("5 1.5", []),
        ("甲5 1.5", []),
        ("指數7", ["count 7 7"]),
        ("數7", []),
        ("分7", []),
    ],
)
def test_words_near_a_number_without_a_unit_decide_and_words_far_away_do_not(text: str, figures: list[str]) -> None:
    assert list_figures(text, "HK") == figures


@pytest.mark.parametrize(
    ("text", "unit"), [("有一半學生", ""), ("半數學生", "半數"), ("耗資9億", "億"), ("指數7.5", "")]
)
def test_the_unit_of_a_number_without_one_is_its_scale_or_none(text: str, unit: str) -> None:
    assert [figure.unit for figure in find_figures(text, CONTEXT)] == [unit]


@pytest.mark.parametrize(("text", "is_assumed"), [("耗資9億", True), ("耗資9億美元", False), ("九億用戶", False)])
def test_the_currency_of_an_amount_without_a_unit_is_assumed(text: str, is_assumed: bool) -> None:
    assert [figure.is_currency_assumed for figure in find_figures(text, CONTEXT)] == [is_assumed]
