from __future__ import annotations

import pytest

from reader.model import Script, clean
from reader.script import name_detection
from reader.script.context_model import load_model
from reader.script.converter import ArticleConverter
from reader.script.name_detection import find_article_names, find_local_names, find_possible_names, load_surnames
from reader.text.tsv import read_table


def shown(*blocks: tuple[str, Script], view: str = "tw") -> list[str]:
    converter = ArticleConverter("Hans", None, blocks=blocks)
    return [converter.convert_text(clean(text), view, script) for text, script in blocks]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("范女士和余先生出席", ["范", "余"]),
        ("他姓于", ["于"]),
        ("老百姓余粮不多", []),
        ("记者范立新报道", ["范"]),
        ("村民余大海说，", ["余"]),
        ("其余大部分人", []),
        ("师范老师", []),
        ("对于教授的意见", []),
        ("业余教授", []),
        ("分钟先到", []),
        ("于宏福花园的住户", []),
        ("于宏福说，", ["于"]),
    ],
)
@pytest.mark.parametrize("region", ["hk", "tw"])
def test_surnames_are_detected_by_their_context(region: str, text: str, names: list[str]) -> None:
    assert [each.text for each in find_local_names(text, load_model(region))] == names


def test_name_has_one_form_throughout_the_article() -> None:
    blocks = shown(("记者范立新报道。", "Hans"), ("他叫范立新。", "Hans"), ("范立新的文章", "Hans"))
    assert all("范立新" in block for block in blocks)


def test_traditional_form_in_the_article_decides_a_name() -> None:
    (first, _) = shown(("黄世杰说，这是黄世杰的书。", "Hans"), ("黃世杰昨日發表聲明", "Hant"))
    assert first == "黃世杰說，這是黃世杰的書。"
    (first, _) = shown(("黄世杰说，这是黄世杰的书。", "Hans"), ("黃世傑昨日發表聲明", "Hant"))
    assert first == "黃世傑說，這是黃世傑的書。"


def test_names_known_late_change_what_was_shown() -> None:
    converter = ArticleConverter("Hans", None)
    text = clean("李世杰来了")
    converter.convert_text(text, "tw")
    converter.set_blocks([("李世杰来了", "Hans"), ("李世傑先生", "Hant")])
    assert converter.convert_text(text, "tw") == "李世傑來了"


def test_an_article_without_names_has_none() -> None:
    assert find_article_names([("天气转热。", "Hans"), ("天氣轉熱。", "Hant")], load_model("hk")) == {}


def test_the_table_of_surnames_has_evidence() -> None:
    header, rows = read_table(name_detection.__file__, "surnames")
    assert len(rows) >= 36
    assert set("范余于钟岳涂郁沈朴周") == set(load_surnames())
    assert all(row[len(header) - 1].isdecimal() and row[4].isdecimal() for row in rows)


@pytest.mark.parametrize(
    ("text", "end"), [("余先生说", 1), ("记者余先生说", 3), ("余大海说，", 3), ("村民余大海说，", 5)]
)
def test_a_name_ends_behind_the_surname_only_before_a_title(text: str, end: int) -> None:
    (found,) = (each for each in find_possible_names(text) if text[each.start] == "余")
    assert (found.start, found.end) == (text.index("余"), end)
