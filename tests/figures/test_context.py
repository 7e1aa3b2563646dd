"""When and where an article is: its outlet, its dateline, its places; never its script."""

from __future__ import annotations

import pytest

from reader.figures.context import Context, context_of
from reader.figures.scan import figures_of, figures_of_article
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
    (figure,) = [figure for _, figure in figures_of_article(whole, context_of(whole))]
    assert figure.canonical_unit == currency
    assert figure.assumed == ("美" not in text and "人民" not in text)


def test_what_is_asked_for_comes_first() -> None:
    whole = article("售價8億元，今年6月完工。", "人民网")
    context = context_of(whole, "2020-01-05", "TW")
    assert [figure.canonical_value for figure in figures_of(whole.blocks[0], context)] == [800000000, "2020-06"]
    assert context.money == "TWD"


def test_december_was_last_year_when_it_is_january() -> None:
    assert Context("2019-01-05").year_of(12) == 2018
    assert Context("2019-05-05").year_of(6) == 2019
    assert Context("2019-01-05").month(-1) == (2018, 12)


def test_furniture_has_no_figures_nor_has_a_credit() -> None:
    context = Context("2018-12-21")
    assert figures_of(Block("date", clean("2018-12-21")), context) == ()
    caption = Block("caption", clean("12家企業。3號攝影組 攝"), spans=(Span("credit", 6, 13),))
    assert [figure.text for figure in figures_of(caption, context)] == ["12家"]
    dated = Block("paragraph", clean("新华社北京5月9日电 12家企业"), spans=(Span("dateline", 0, 10),))
    assert [figure.text for figure in figures_of(dated, context)] == ["12家"]


def test_a_text_without_a_date_still_has_figures() -> None:
    whole = article("今年6月，5日，113年，上半年。", date=None)
    assert all(figure.text for _, figure in figures_of_article(whole, context_of(whole)))
