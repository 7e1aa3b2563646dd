from __future__ import annotations

import pytest

import reader.script
from reader.model import Article, Block, CleanText, Origin, Span, clean
from reader.script.article_conversion import convert_article
from reader.script.converter import ArticleConverter
from reader.script.named_spans import find_name_spans, find_people
from reader.script.options import ConversionOptions
from reader.script.person_names import convert_names
from reader.text.tsv import read_rows


@pytest.mark.parametrize(
    ("name", "config", "shown"),
    [
        ("范小明", "s2tw", "范小明"),
        ("钟于里", "s2tw", "鍾于里"),
        ("钟离春", "s2hk", "鍾離春"),
        ("余松岩", "s2t", "余松岩"),
        ("李明", "s2twp", "李明"),
        ("陈发", "s2tw", "陳發"),
        ("徐乾學", "tw2s", "徐乾学"),
        ("陳昇", "tw2sp", "陈昇"),
        ("甯浩然", "t2s", "甯浩然"),
        ("于", "s2tw", "於"),
    ],
)
def test_convert_names_gives_the_form_of_each_config(name: str, config: str, shown: str) -> None:
    assert convert_names([name], config) == {name: shown}


@pytest.mark.parametrize("config", ["t2tw", "tw2hk", "hk2tw", "t2hkp"])
def test_between_traditional_forms_names_are_words_like_others(config: str) -> None:
    assert convert_names(["范小明"], config) == {}


def test_the_table_is_one_to_one() -> None:
    table = read_rows(reader.script.__file__, "names")
    assert all(len(written) == len(shown) for written, shown, _, _ in table)
    assert {(place, to) for _, _, place, to in table} == {("surname", "Hant"), ("given", "Hant"), ("any", "Hans")}
    assert len({(written, place, to) for written, _, place, to in table}) == len(table)


def test_a_person_is_shown_alike_everywhere() -> None:
    views = ArticleConverter("Hans", None, people=["范松里", "沈阳"])
    assert views.convert_text(clean("记者范松里在沈阳说"), "tw") == "記者范松里在瀋陽說"
    assert views.convert_text(clean("记者 沈阳"), "tw", name_spans=[(3, 5)]) == "記者 沈陽"
    assert views.convert_text(clean("记者 沈阳，沈阳"), "tw", name_spans=[(3, 5)]) == "記者 沈陽，瀋陽"
    assert ArticleConverter("Hans", None, people=["温启峰"]).convert_text(clean("温启峰说"), "hk") == "溫啟峰說"
    assert (
        ArticleConverter("Hans", None, ConversionOptions("opencc"), people=["温启峰"]).convert_text(
            clean("温启峰说"), "hk"
        )
        == "温啓峯説"
    )


def test_persons_may_become_known_later() -> None:
    views = ArticleConverter("Hans", None)
    assert views.convert_text(clean("他叫王汇里"), "tw").endswith("裡")
    views.article_rules.people = frozenset({"王汇里"})
    assert views.convert_text(clean("他叫王汇里"), "tw").endswith("里")


def article() -> Article:
    return Article(
        Origin("id"),
        (
            Block("byline", CleanText("记者 范软件 钟楚天 报道"), script="Hans"),
            Block("paragraph", CleanText("软件用户说，范软件的软件好。"), script="Hans"),
            Block("editor", CleanText("责任编辑：张软件"), script="Hans"),
            Block(
                "caption",
                CleanText("服务器机房。余松里 摄"),
                script="Hans",
                spans=(Span("credit", 6, 11), Span("strong", 0, 3)),
                credit=CleanText("余松里"),
            ),
        ),
        title=CleanText("软件用户"),
        outlet=CleanText("软件报"),
        authors=(CleanText("范软件"), CleanText("钟楚天")),
        editors=(CleanText("张软件"),),
        script="Hans",
    )


def test_people_and_name_spans_are_those_of_bylines_and_credits() -> None:
    found = article()
    assert find_people(found) == {"范软件", "钟楚天", "张软件", "余松里"}
    assert [find_name_spans(block) for block in found.blocks] == [((0, 13),), (), ((0, 8),), ((6, 11),)]


def test_article_view_converts_names_and_vocabulary() -> None:
    shown = convert_article(article(), "twp")
    assert [block.text for block in shown.blocks] == [
        "記者 范軟件 鍾楚天 報道",
        "軟體使用者說，范軟件的軟體好。",
        "責任編輯：張軟件",
        "伺服器機房。余松里 攝",
    ]
    assert shown.title == "軟體使用者"
    assert shown.outlet == "軟件報"
    assert shown.authors == ("范軟件", "鍾楚天")
    assert shown.editors == ("張軟件",)
    caption = shown.blocks[3]
    assert caption.credit == "余松里"
    assert [caption.text[span.start : span.end] for span in caption.spans] == ["余松里 攝", "伺服器"]


def test_spans_move_with_the_words_before_them() -> None:
    block = Block(
        "paragraph",
        CleanText("互联网用户。优化。结束"),
        script="Hans",
        spans=(Span("run_in", 0, 5), Span("strong", 3, 4), Span("link", 9, 11, "https://example.org/")),
    )
    shown = convert_article(Article(Origin("id"), (block,), script="Hans"), "twp").blocks[0]
    assert shown.text == "網際網路使用者。優化。結束"
    assert [shown.text[span.start : span.end] for span in shown.spans] == ["網際網路使用者", "使用者", "結束"]
    assert shown.spans[2].href == "https://example.org/"
