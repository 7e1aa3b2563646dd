from __future__ import annotations

import pytest

from reader.model import clean
from reader.script.converter import ArticleConverter
from reader.script.options import ConversionOptions
from reader.script.vocabulary_detection import detect_vocabulary_region


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("高新區的互聯網企業帶動電子信息產業", "CN"),
        ("立委要求行政院提升軟體品質", "TW"),
        ("港鐵公司指特首將到立法會", "HK"),
        ("天氣很好", None),
    ],
)
def test_vocabulary_decides_the_region(text: str, region: str | None) -> None:
    assert detect_vocabulary_region([text]) == region


def test_a_mainland_article_in_taiwan_s_forms_gets_taiwan_s_words() -> None:
    text = "高新區的互聯網企業著力發展電子信息產業"
    converter = ArticleConverter("Hant", "TW", blocks=[(text, "Hant")])
    assert converter.convert_text(clean(text), "twp") == "高新區的網際網路企業著力發展電子資訊產業"
    assert converter.convert_text(clean(text), "tw") == text


def test_an_article_of_taiwan_stays() -> None:
    text = "立委要求行政院提升軟體品質，公布信息"
    converter = ArticleConverter("Hant", "TW", blocks=[(text, "Hant")])
    assert converter.convert_text(clean(text), "twp") == text


def test_the_reader_says_where_it_was_written() -> None:
    text = clean("公布信息")
    for place, shown in (("CN", "公布資訊"), ("TW", "公布信息")):
        options = ConversionOptions(written_in=place)  # type: ignore[arg-type]
        assert ArticleConverter("Hant", "TW", options).convert_text(text, "twp", "Hant") == shown
