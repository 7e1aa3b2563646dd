"""Ranges, lists and scores: what one number lacks it takes from the other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reader.figures.context import FigureContext
from reader.figures.scan import find_figures

CONTEXT = FigureContext("2024-06-11", "CN")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3至5億元", 300_000_000, 500_000_000),
        ("30分鐘至2小時", Decimal("0.5"), 2),
        ("HK$4億至HK$5億", 400_000_000, 500_000_000),
        ("介乎20與30之間", 20, 30),
        ("六、七百元", 600, 700),
        ("-5℃至-3℃", -5, -3),
        ("一成半至三成半", 15, 35),
        ("5元3角至6元", Decimal("5.3"), 6),
        ("3至5.5萬元", 30_000, 55_000),
        ("3至5.2萬元", 30_000, 52_000),
        ("3至5.25萬元", 30_000, 52_500),
        ("三至五點五萬元", 30_000, 55_000),
        ("三至五億五千萬元", 300_000_000, 550_000_000),
        ("2至30萬人", 20_000, 300_000),
        ("0至5億元", 0, 500_000_000),
        ("一到兩萬元", 10_000, 20_000),
        ("3公里與5公里之間", 3, 5),
        ("介乎3與5公里之間", 3, 5),
        ("六、七十", 60, 70),
        ("1、2億元", 100_000_000, 200_000_000),
        ("4%  至11.5%", 4, Decimal("11.5")),
        ("四分一至三分二", Decimal("0.25"), Decimal("0.666666666666667")),
        ("百分之3至5", 3, 5),
        ("7到 9億元", 700_000_000, 900_000_000),
        ("90至5萬元", 90, 50_000),
        ("5至5萬元", 50_000, 50_000),
        ("0與20000間", 0, 20_000),
    ],
)
def test_a_range_has_both_ends(text: str, low: Decimal | int, high: Decimal | int) -> None:
    (figure,) = find_figures(text, CONTEXT)
    assert (figure.low, figure.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "count"), [("减25个基点至3.35%", 2), ("5人至3公里", 2), ("一到周末", 0), ("11、9、6、4、3", 0)]
)
def test_numbers_that_are_no_range_stay_separate_figures(text: str, count: int) -> None:
    assert len(find_figures(text, CONTEXT)) == count


@pytest.mark.parametrize(
    ("text", "kind"),
    [("以3-2獲勝", "other"), ("男女比例為3:2", "ratio"), ("助攻失誤比4:1", "ratio"), ("成績4:41:50", "duration")],
)
def test_scores_ratios_and_times_have_their_kinds(text: str, kind: str) -> None:
    assert [figure.kind for figure in find_figures(text, CONTEXT)] == [kind]


@pytest.mark.parametrize(
    ("text", "kind", "low", "high"),
    [
        ("比例為1:4至1:5", "ratio", Decimal("0.2"), Decimal("0.25")),
        ("第3至第5名", "rank", 3, 5),
        ("17-32名", "rank", 17, 32),
        ("10至20名學生", "count", 10, 20),
        ("千分之3至5", "percent", Decimal("0.3"), Decimal("0.5")),
        ("5至負3℃", "temperature", -3, 5),
        ("-5至3℃", "temperature", -5, 3),
        ("25个基点至50个基点", "percent", 25, 50),
        ("排名3至5", "rank", 3, 5),
        ("3至5", "range", 3, 5),
    ],
)
def test_what_one_end_of_a_range_lacks_it_takes_from_the_other(
    text: str, kind: str, low: Decimal | int, high: Decimal | int
) -> None:
    (figure,) = find_figures(text, CONTEXT)
    assert (figure.kind, figure.low, figure.high) == (kind, low, high)


@pytest.mark.parametrize(
    ("text", "values"), [("男女比例為1:0至1:5", [(1, 0), (1, 5)]), ("比率1:4至1:5:6", [(1, 4), (1, 5, 6)])]
)
def test_ratios_of_other_shapes_are_no_range(text: str, values: list[tuple[int, ...]]) -> None:
    assert [figure.value for figure in find_figures(text, CONTEXT)] == values


def test_numbers_of_a_list_share_prefix_unit_and_kind() -> None:
    figures = find_figures("每小時 170、 165及 145公里", CONTEXT)
    assert [(figure.kind, figure.value, figure.unit) for figure in figures] == [
        ("speed", 170, "公里"),
        ("speed", 165, "公里"),
        ("speed", 145, "公里"),
    ]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("3間至5間", ["3間至5間"]),
        ("3個至5人", ["3個", "5人"]),
        ("25个基点至3.35%", ["25个基点", "3.35%"]),
        ("五六人", ["五六人"]),
        ("三五人", ["三五人"]),
        ("五七人", []),
        ("六五人", []),
        ("十五六人", ["十五六人"]),
        ("零五人", []),
    ],
)
def test_two_numbers_are_a_range_only_of_one_unit_and_in_order(text: str, printed: list[str]) -> None:
    assert [figure.text for figure in find_figures(text, FigureContext("2024-06-11", "CN"))] == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("戈壁里的三十八亿：一家公司的十年", ["三十八亿", "十年"]),
        ("一亿：一个普通的数字", ["一亿"]),
        ("投资3亿元：2家公司入股", ["3亿元", "2家"]),
        ("比例尺1:50000，男女比例105：100", ["1:50000", "105：100"]),
        ("主隊以三：一取勝", ["三：一"]),
    ],
)
def test_a_colon_before_what_is_said_makes_no_ratio(text: str, printed: list[str]) -> None:
    assert [text[each.start : each.end] for each in find_figures(text, CONTEXT)] == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("比例1:2:3:4:5:6:7:8:9", ["1:2:3:4:5:6:7:8"]),
        ("比例5: 13", ["5: 13"]),
        ("比率999:1000", ["999:1000"]),
        ("比率1000:1000", []),
        ("比率1000:1001", []),
        ("3萬：5", ["3萬"]),
        ("3萬:5萬", ["3萬", "5萬"]),
        ("5:3萬", ["3萬"]),
        ("三：五。", ["三：五"]),
        ("三：五人", ["五人"]),
        ("〇、一百元", ["一百元"]),
        ("十、十一", []),
        ("第一至第三名", ["第一至第三名"]),
        ("9:六", []),
        ("4%   至11.5%", ["4%", "11.5%"]),
        ("3公里與5之間", ["3公里"]),
        ("3公里與5公斤之間", ["3公里", "5公斤"]),
        ("九、十人", ["十人"]),
        ("十、十一人", ["十一人"]),
        ("六、七", []),
        ("五、六、七百元", ["七百元"]),
        ("一名、兩打", ["兩打"]),
        ("8、99", []),
        ("11、12億元", ["11", "12億元"]),
        ("3或5人", ["3", "5人"]),
        ("3或 5人", ["3", "5人"]),
        ("3或  5人", ["5人"]),
        ("3、五人", ["五人"]),
        ("3、4分之一", ["4分之一"]),
        ("1及2日", ["2日"]),
        ("第4及5條", ["第4", "5條"]),
        ("七至八", []),
        ("7至8", ["7至8"]),
        (".7至8", []),
        ("#7至8", []),
        ("7至8T", []),
        ("第3至5名", ["第3至5名"]),
        ("球賽以200-1獲勝", ["200-1"]),
        ("球賽以201-1獲勝", []),
        ("球賽以3-2人", ["3-2人"]),
        ("球賽77比73分勝出", ["77比73分"]),
        ("球賽3-1日本奪冠", []),
        ("、".join(map(str, range(1, 20))) + "、20人", [*map(str, range(1, 20)), "20人"]),
        ("、".join(map(str, range(1, 21))) + "、21人", ["20", "21人"]),
    ],
)
def test_signs_between_numbers_join_them_or_leave_them_apart(text: str, printed: list[str]) -> None:
    assert [figure.text for figure in find_figures(text, CONTEXT)] == printed


@pytest.mark.parametrize(
    ("text", "kind"), [("4:59:59", "duration"), ("4:60:50", "ratio"), ("4:41:60", "ratio"), ("4:41:5", "ratio")]
)
def test_three_numbers_with_colons_are_a_length_of_time_where_a_clock_shows_them(text: str, kind: str) -> None:
    assert [figure.kind for figure in find_figures(text, CONTEXT)] == [kind]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("7到9億", "count", (700_000_000, 900_000_000)),
        ("第一、二波", "ordinal", (1, 2)),
        ("排3至5名", "rank", (3, 5)),
        ("17-32名", "rank", (17, 32)),
    ],
)
def test_ranges_behind_a_word_of_order_are_ranks_or_ordinals(text: str, kind: str, value: tuple[int, int]) -> None:
    (figure,) = find_figures(text, CONTEXT)
    assert (figure.kind, (figure.low, figure.high)) == (kind, value)


def test_the_numbers_of_a_list_share_the_scale_of_the_last() -> None:
    figures = find_figures("投資11、9及12億元", CONTEXT)
    assert [figure.value for figure in figures] == [1_100_000_000, 900_000_000, 1_200_000_000]


@pytest.mark.parametrize(("text", "is_approximate"), [("3至5多公里", True), ("3至5公里", False), ("約3至5公里", True)])
def test_a_range_with_more_at_its_end_is_approximate(text: str, is_approximate: bool) -> None:
    (figure,) = find_figures(text, CONTEXT)
    assert figure.is_approximate == is_approximate


@pytest.mark.parametrize(("text", "printed"), [("〇至43", ["43"]), ("百分之七至八千帕", ["百分之七", "八千帕"])])
def test_numbers_in_two_alphabets_or_of_two_kinds_are_no_range(text: str, printed: list[str]) -> None:
    assert [figure.text for figure in find_figures(text, CONTEXT)] == printed
