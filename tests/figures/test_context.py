"""When and where an article is: its outlet, its dateline, its places; never its script."""

from __future__ import annotations

import pytest

from reader.figures.context import FigureContext, detect_context
from reader.figures.scan import find_article_figures, find_block_figures
from reader.model import Article, Block, Origin, Span, clean


def article(text: str, outlet: str = "", *, date: str | None = "2018-12-21", dateline: int = 0) -> Article:
    spans = (Span("dateline", 0, dateline),) if dateline else ()
    return Article(
        Origin("x"),
        (Block("paragraph", clean(text), spans=spans),),
        date=date,
        outlet=clean(outlet) if outlet else None,
    )


@pytest.mark.parametrize(
    ("text", "outlet", "currency"),
    [
        ("售價8億元。", "香港電台", "HKD"),
        ("售价8亿元。", "香港电台", "HKD"),
        ("售價8億元。", "中央社", "TWD"),
        ("售價8億元。", "澳門日報", "MOP"),
        ("售价8亿元。", "人民网", "CNY"),
        ("湖南長沙與永州的企業投資8億元，內地市場向好。", "香港商報", "CNY"),
        ("售價8億元。", "", "CNY"),
        ("新北市與台中市的房價8億元。", "", "TWD"),
        ("旺角與沙田的樓價8億元。", "", "HKD"),
        ("售價人民幣8億元。", "香港電台", "CNY"),
        ("售價8億美元。", "香港電台", "USD"),
    ],
)
def test_the_currency_of_a_bare_yuan(text: str, outlet: str, currency: str) -> None:
    whole = article(text, outlet)
    (figure,) = [figure for _, figure in find_article_figures(whole, detect_context(whole))]
    assert figure.canonical_unit == currency
    assert figure.is_currency_assumed == ("美" not in text and "人民" not in text)


def test_a_given_date_and_region_replace_those_of_the_article() -> None:
    whole = article("售價8億元，今年6月完工。", "人民网")
    context = detect_context(whole, "2020-01-05", "TW")
    assert [figure.canonical_value for figure in find_block_figures(whole.blocks[0], context)] == [800000000, "2020-06"]
    assert context.default_currency == "TWD"


def test_a_month_without_a_year_is_at_most_half_a_year_ahead() -> None:
    assert FigureContext("2019-01-05").infer_year(12) == 2018
    assert FigureContext("2019-05-05").infer_year(6) == 2019
    assert FigureContext("2019-01-05").shift_month(-1) == (2018, 12)


def test_date_lines_credits_and_datelines_have_no_figures() -> None:
    context = FigureContext("2018-12-21")
    assert find_block_figures(Block("date", clean("2018-12-21")), context) == ()
    caption = Block("caption", clean("12家企業。3號攝影組 攝"), spans=(Span("credit", 6, 13),))
    assert [figure.text for figure in find_block_figures(caption, context)] == ["12家"]
    dated = Block("paragraph", clean("新华社北京5月9日电 12家企业"), spans=(Span("dateline", 0, 10),))
    assert [figure.text for figure in find_block_figures(dated, context)] == ["12家"]


def test_a_text_without_a_date_still_has_figures() -> None:
    whole = article("今年6月，5日，113年，上半年。", date=None)
    assert all(figure.text for _, figure in find_article_figures(whole, detect_context(whole)))


@pytest.mark.parametrize(
    ("date", "found"),
    [
        ("2024-06-11T08:00:00+08:00", "2024-06-11T08:00:00+08:00"),
        ("2024-06-11", "2024-06-11"),
        ("2024-06", "2024-06"),
        ("2024", "2024"),
        ("2024-13-01", "2024"),
        ("2024-06-99", "2024-06"),
        (":2000/1/1", ""),
        ("二〇二四", ""),
        ("20245", ""),
    ],
)
def test_text_that_is_no_date_is_none(date: str, found: str) -> None:
    article = Article(Origin("i"), (), date=date)
    context = detect_context(article)
    assert context.date == found
    assert context.infer_year(1) in (None, context.year, context.year - 1)


@pytest.mark.parametrize(
    ("date", "year", "day"),
    [("2024-06-11", 2024, 11), ("2024-06-11T08:00", 2024, 11), ("2024-06", 2024, 0), ("", 0, 0)],
)
def test_year_and_day_are_zero_where_the_date_does_not_tell_them(date: str, year: int, day: int) -> None:
    assert (FigureContext(date).year, FigureContext(date).day) == (year, day)


@pytest.mark.parametrize(
    ("date", "shift", "month"),
    [
        ("2024-06", 0, (2024, 6)),
        ("2024-06", 7, (2025, 1)),
        ("2024-12-31", 1, (2025, 1)),
        ("2024", 0, (2024, 1)),
        ("2024", 11, (2024, 12)),
        ("", 0, (0, 1)),
        ("", -1, (0, 12)),
    ],
)
def test_months_are_counted_from_that_of_the_article_or_january(date: str, shift: int, month: tuple[int, int]) -> None:
    assert FigureContext(date).shift_month(shift) == month


@pytest.mark.parametrize(
    ("date", "month", "year"),
    [("2019-01", 7, 2019), ("2019-01", 8, 2018), ("2019-06", 12, 2019), ("2019", 12, 2019), ("", 12, None)],
)
def test_a_month_more_than_half_a_year_ahead_is_of_the_year_before(date: str, month: int, year: int | None) -> None:
    assert FigureContext(date).infer_year(month) == year


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("湖南的工廠。", ""),
        ("湖南與湖北的工廠。", "CNY"),
        ("湖南、湖南與湖北的工廠，沙田的店。", ""),
        ("湖南、湖北、湖南與湖北的工廠，沙田的店。", "CNY"),
        ("沙田的店。", ""),
    ],
)
def test_an_outlet_elsewhere_means_renminbi_where_most_places_are_of_the_mainland(text: str, currency: str) -> None:
    assert detect_context(article(text, "香港電台")) == FigureContext("2018-12-21", "HK", currency)
    assert detect_context(article(text, "人民网")).currency == ""
    assert detect_context(article(text, "香港電台"), region="HK").currency == ""


@pytest.mark.parametrize(
    ("text", "dateline", "region"),
    [
        ("沙田、旺角的店，台中的店。", 0, "HK"),
        ("台中、台中的店，沙田的店。", 0, "TW"),
        ("台中的店，沙田、旺角的店。", 0, "HK"),
        ("台中報道 沙田、旺角的店。", 4, "TW"),
        ("某處報道 沙田的店。", 4, "HK"),
        ("某處的店。", 0, "CN"),
        ("甲" * 11_998 + "沙田", 0, "HK"),
        ("甲" * 11_999 + "沙田", 0, "CN"),
    ],
)
def test_region_is_that_of_the_dateline_or_else_of_most_places(text: str, dateline: int, region: str) -> None:
    assert detect_context(article(text, dateline=dateline)).region == region


def test_places_are_counted_in_the_first_blocks_that_are_of_the_article() -> None:
    half = Block("paragraph", clean("甲" * 6_000))
    place, other = Block("paragraph", clean("沙田")), Block("table_row", clean("台中、台中"))
    assert detect_context(Article(Origin("x"), (other, half, place))).region == "HK"
    assert detect_context(Article(Origin("x"), (half, half, place))).region == "CN"
    cut = Block("paragraph", clean("甲" * 5_998 + "沙田"))
    assert detect_context(Article(Origin("x"), (half, cut))).region == "HK"
    assert detect_context(Article(Origin("x"), (half, place, half))).region == "HK"
