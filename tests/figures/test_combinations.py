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
