from __future__ import annotations

import pytest

from reader.model import Script, clean
from reader.script import name_detection
from reader.script.context_model import load_model
from reader.script.converter import ArticleConverter
from reader.script.name_detection import (
    find_article_names,
    find_local_names,
    find_possible_names,
    is_in_transliteration,
    load_surnames,
)
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


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("他姓于", [(2, 3, 5.0)]),
        ("老百姓余", []),
        ("姓范", [(1, 2, 5.0)]),
        ("师范", []),
        ("记者余", []),
        ("余先生", [(0, 1, 9.0)]),
        ("有余先生", []),
        ("记者余先生", [(2, 3, 5.0)]),
        ("，余先生", [(1, 2, 9.0)]),
        ("有余教授", []),
        ("记者余教授", [(2, 3, 5.0)]),
        ("余教授", [(0, 1, 9.0)]),
        ("余大海说", [(0, 3, 3.2)]),
        ("村民余大海说", [(2, 5, 4.7)]),
        ("有余大海说", []),
        ("余大海教授", [(0, 3, 3.7)]),
        ("村民余大海", [(2, 5, 3.9)]),
        ("余大海", [(0, 3, 2.4)]),
        ("有余大海", []),
        ("有余大海来", []),
        ("记者余大海来", [(2, 5, 3.2)]),
        ("余大海来", [(0, 3, 1.7)]),
        ("于大海来", []),
        ("记者于大海来", [(2, 5, 3.2)]),
        ("于大海", [(0, 3, 2.4)]),
        ("有于大海", []),
        ("有钟大海", []),
        ("余海说", [(0, 2, 2.0)]),
        ("余海", [(0, 2, 1.2)]),
        ("余a", []),
        ("余", []),
        ("余大", []),
        ("记者余海报道", [(2, 4, 3.5)]),
        ("余立新，", [(0, 3, 1.0)]),
        ("余与的说", []),
    ],
)
def test_what_stands_beside_a_surname_is_evidence_for_a_name(text: str, names: list[tuple[int, int, float]]) -> None:
    """Where each name begins and ends, and the logarithm of the odds for it."""
    assert [(name.start, name.end, round(name.evidence, 1)) for name in find_possible_names(text)] == names


@pytest.mark.parametrize(
    ("text", "offset", "expected"),
    [
        ("克于拉", 1, True),
        ("克于", 1, False),
        ("于拉", 0, False),
        ("克于，", 1, False),
        ("，于拉", 1, False),
        ("拉克于拉", 2, True),
    ],
)
def test_a_character_between_those_of_foreign_names_is_part_of_one(text: str, offset: int, *, expected: bool) -> None:
    assert is_in_transliteration(text, offset) is expected


@pytest.mark.parametrize(
    ("blocks", "names"),
    [
        ([("黄世杰说。", "Hans"), ("这是黄世杰的书。", "Hans")], {}),
        ([("黄世杰说。", "Hans")], {}),
        ([("黄世杰说。", "Hans"), ("黃世杰說。", "Hant")], {"黄世杰": "黃世杰"}),
        ([("黄世杰说。", "Hans"), ("黃世傑說。", "Hant")], {"黄世杰": "黃世傑"}),
        ([("黄世杰说。", "Mixed"), ("黄世杰說，黄世杰的書。", "Mixed")], {"黄世杰": "黄世杰"}),
        ([("村民余大海说，他来了。", "Hans")], {"余大海": "余大海"}),
        ([("范立新来了。", "Hans"), ("范立新走了。", "Hans"), ("范立新说，", "Hans")], {"范立新": "范立新"}),
        ([("天气转热。", "Hans")], {}),
        ([], {}),
    ],
)
def test_the_names_of_an_article_have_one_form(blocks: list[tuple[str, Script]], names: dict[str, str]) -> None:
    assert find_article_names(blocks, load_model("hk")) == names


def test_only_the_beginning_of_a_long_article_is_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    block: tuple[str, Script] = ("村民余大海说，他来了。", "Hans")
    monkeypatch.setattr(name_detection, "MAX_ARTICLE_LENGTH", 2 * len(block[0]))
    filler: tuple[str, Script] = ("一" * len(block[0]), "Hans")
    assert find_article_names([filler, block], load_model("hk")) == {"余大海": "余大海"}
    assert find_article_names([filler, filler, block], load_model("hk")) == {}
    assert find_article_names([(filler[0] + "一", "Hans"), block], load_model("hk")) == {}
