from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reader.script
from reader.model import Phrase, clean
from reader.script.context_model import UNCERTAIN_MARGIN, load_model
from reader.script.converter import ArticleConverter, Pin
from reader.script.offset_maps import convert
from reader.script.options import ConversionOptions
from reader.script.overrides import Override, OverrideFile
from reader.script.press_conversion import (
    MAX_WORD_LENGTH,
    find_word_form,
    list_word_lengths,
    load_press_converter,
)
from reader.text.tsv import read_rows
from tests.script.texts import HANS, anything

if TYPE_CHECKING:
    from pathlib import Path

    from reader.model import ViewName

CHARACTER_VIEWS: tuple[ViewName, ...] = ("hk", "tw")


def seen(text: str, view: ViewName, **options: object) -> str:
    converter = ArticleConverter("Hans", None, ConversionOptions(**options))  # type: ignore[arg-type]
    return converter.convert_text(clean(text), view, "Hans")


@pytest.mark.parametrize(
    ("text", "hk", "tw"),
    [
        ("政府宣布，公布结果", "政府宣布，公布結果", "政府宣布，公布結果"),
        ("了解情况", "了解情況", "了解情況"),
        ("香港回归", "香港回歸", "香港回歸"),
        ("娘家的姑娘", "娘家的姑娘", "娘家的姑娘"),
        ("这里，看着", "這裡，看着", "這裡，看著"),
    ],
)
def test_forms_are_those_of_the_press(text: str, hk: str, tw: str) -> None:
    assert seen(text, "hk") == hk
    assert seen(text, "tw") == tw


def test_with_the_forms_of_opencc_both_regions_are_its_own() -> None:
    assert seen("政府宣布，本周", "tw", forms="opencc") == "政府宣佈，本週"
    assert seen("政府宣布，说话", "hk", forms="opencc") == "政府宣佈，説話"


@pytest.mark.parametrize("view", CHARACTER_VIEWS)
@given(text=st.lists(st.one_of(st.sampled_from(HANS), anything), max_size=4).map("".join))
def test_character_views_keep_the_length(view: ViewName, text: str) -> None:
    source = clean(text)
    shown = ArticleConverter("Hans", None).convert(source, view, "Hans")
    assert len(shown.text) == len(source)
    assert shown.phrases == ()


WITH_FORMS_OF_BOTH = {
    each
    for each, forms in load_model("hk").forms.items()
    if any(convert(form, "hk2s") == form != each for form in forms)
}
"""Characters with a form that is one of simplified text too: 彷 for 仿, 藉 for 借, 覆 for 复, which all stay."""
SIMPLIFIED = sorted(
    {
        each
        for each in "".join((*HANS, *load_model("hk").forms))
        if convert(each, "tw2s") == each == convert(each, "hk2s")
    }
    - WITH_FORMS_OF_BOTH
    - set("著祇甚沈干")
)
"""Characters that simplified text has; 沈 is 沉 and 干 is 乾 (乾县) in words that simplified text has too."""


CLAUSES = st.one_of(st.sampled_from(HANS), st.sampled_from(SIMPLIFIED).map("{}，".format))
"""Sentences, and characters alone: side by side they would make words that nobody writes."""


@given(text=st.lists(CLAUSES, max_size=12).map("".join))
def test_back_to_simplified_from_hong_kong_is_what_was_written(text: str) -> None:
    source = clean(text)
    shown = ArticleConverter("Hans", None).convert_text(source, "hk", "Hans")
    assert ArticleConverter("Hant", "HK").convert_text(shown, "hans", "Hant") == source


@pytest.mark.parametrize("view", ["hkp", "twp"])
@given(
    text=st.lists(st.one_of(st.sampled_from([*HANS, "软件", "服务器优化", "网络和信息"]), anything), max_size=5).map(
        "".join
    )
)
def test_the_map_of_a_vocabulary_view_is_exact(view: ViewName, text: str) -> None:
    source = clean(text)
    shown = ArticleConverter("Hans", None).convert(source, view, "Hans")
    characters = ArticleConverter("Hans", None).convert(source, "hk" if view == "hkp" else "tw", "Hans").text
    assert shown.source_length == len(source)
    at = position = 0
    for phrase in (*shown.phrases, Phrase(len(source), len(source), len(shown.text), len(shown.text))):
        assert phrase.start - at == phrase.view_start - position
        assert shown.text[position : phrase.view_start] == characters[at : phrase.start]
        assert all(shown.to_source(shown.to_view(each)) == each for each in range(at, phrase.start))
        at, position = phrase.end, phrase.view_end


@pytest.mark.parametrize("view", CHARACTER_VIEWS)
@pytest.mark.parametrize("text", HANS)
def test_back_to_simplified_is_what_was_written(view: ViewName, text: str) -> None:
    shown = ArticleConverter("Hans", None).convert_text(clean(text), view, "Hans")
    region = "HK" if view == "hk" else "TW"
    assert ArticleConverter("Hant", region).convert_text(shown, "hans", "Hant") == text  # type: ignore[arg-type]


class TestPrecedence:
    """One test for each step of the list in press_conversion: the higher rule decides, the lower changes nothing."""

    text = clean("头发发干，宣布")

    def converter(self, path: Path) -> tuple[ArticleConverter, OverrideFile]:
        own = OverrideFile(path)
        return ArticleConverter("Hans", None, ConversionOptions(override_file=own)), own

    def test_a_pin_comes_before_rules(self, tmp_path: Path) -> None:
        converter, own = self.converter(tmp_path / "o.tsv")
        own.add("头发", "頭發", ["tw"])
        pins = [Pin(1, 2, "髮", "tw")]
        assert converter.convert_text(self.text, "tw", "Hans", pins=pins)[:2] == "头髮"[:0] + "頭髮"

    def test_a_rule_of_the_article_comes_before_those_of_the_file(self, tmp_path: Path) -> None:
        converter, own = self.converter(tmp_path / "o.tsv")
        own.add("头发发干", "頭發發干", ["tw"])
        converter.article_rules.add(Override("发干", "發幹", ("tw",)))
        assert converter.convert_text(self.text, "tw", "Hans").startswith("頭髮發幹")

    def test_the_reader_s_file_comes_before_names(self, tmp_path: Path) -> None:
        own = OverrideFile(tmp_path / "o.tsv")
        own.add("范冰里", "範冰裡", ["tw"])
        converter = ArticleConverter("Hans", None, ConversionOptions(override_file=own), people=["范冰里"])
        assert converter.convert_text(clean("范冰里说"), "tw", "Hans") == "範冰裡說"

    def test_names_come_before_curated_overrides(self) -> None:
        converter = ArticleConverter("Hans", None, people=["范茶几"])
        name = converter.convert_text(clean("范茶几"), "tw", "Hans")
        assert name[0] == "范"

    def test_curated_overrides_come_before_the_model(self) -> None:
        assert seen("他搬来一张茶几", "tw") == "他搬來一張茶几"
        assert load_press_converter("tw").convert("他搬来一张茶几") != "他搬來一張茶几"

    def test_a_surname_comes_before_the_model(self) -> None:
        converter = load_press_converter("hk")
        assert converter.convert("于教授指出") == "于教授指出"
        assert converter.convert("对于教授指出的问题") == "對於教授指出的問題"

    def test_a_word_in_the_form_of_the_press_comes_before_the_model(self) -> None:
        converter = load_press_converter("tw")
        assert converter.convert("谷歌宣布裁员") == "谷歌宣布裁員"
        assert converter.model.convert("谷歌宣布裁员")[0] != "谷歌宣布裁員"

    def test_the_model_comes_before_other_words_where_it_is_certain(self) -> None:
        converter = load_press_converter("tw")
        assert converter.convert("他的发质很好") == "他的髮質很好"
        assert converter.convert("裁员引发质疑") == "裁員引發質疑"

    def test_other_words_decide_only_where_the_model_is_uncertain(self) -> None:
        rows = read_rows(reader.script.__file__, "word_forms")
        words = {
            simplified: traditional
            for regions, kind, *cells in rows
            if kind == "uncertain" and "tw" in regions
            for simplified, traditional in zip(*(cell.split(" ") for cell in cells), strict=True)
        }
        assert len(words) > 4500
        converter = load_press_converter("tw")
        decided = 0
        for simplified, traditional in [*words.items()][::50]:
            text = f"，{simplified}，"
            shown, uncertain = converter.model.convert(text)
            own = converter.convert(text)
            for at in range(1, len(text) - 1):
                if own[at] == traditional[at - 1] != shown[at]:
                    assert dict(uncertain)[at] < UNCERTAIN_MARGIN
                    decided += 1
        assert decided > 20


@pytest.mark.parametrize(
    "text",
    [
        "里",
        "发后里干面只系复制钟范云台松" * 20,
        "发\ufe0f展🧑\u200d🌾干\ufe0f部",
        "\0发\ud800展\U000f0000",
        "学而时习之，不亦说乎",
        "锟斤拷烫烫烫",
        "啲嘅咗，佢哋喺度",
    ],
)
def test_odd_texts_are_converted_without_loss(text: str) -> None:
    for view in ("hk", "tw", "hkp", "twp"):
        converter = ArticleConverter("Hans", None)
        source = clean(text)
        shown = converter.convert(source, view, "Hans")
        assert shown.source_length == len(source)
        converter.find_changes(source, view, "Hans")


def test_a_million_characters_without_a_stop_are_converted() -> None:
    text = clean("发展干部" * 250_000)
    shown = ArticleConverter("Hans", None).convert_text(text, "tw", "Hans")
    assert len(shown) == len(text)
    assert shown[:4] == "發展幹部"


def test_japanese_text_is_not_converted() -> None:
    text = clean("国会で新しい法律が成立した。")
    converter = ArticleConverter("Hans", None)
    assert converter.convert_text(text, "tw") == text
    assert converter.find_changes(text, "tw") == []
    assert converter.convert_text(clean("《东京白日梦女》（タラレバ）播出"), "tw").startswith("《東京")


@pytest.mark.parametrize("text", ["余波未了", "后果", "里程碑后"])
def test_a_short_block_takes_the_script_of_the_article(text: str) -> None:
    converter = ArticleConverter("Hans", None)
    assert converter.convert_text(clean(text), "tw", "Und") == converter.convert_text(clean(text), "tw", "Hans")
    assert converter.convert_text(clean("余波未了"), "tw", "Und") == "餘波未了"
    assert ArticleConverter("Hant", "TW").convert_text(clean(text), "tw", "Und") == text


@given(
    st.dictionaries(st.text("一二三", min_size=2, max_size=6), st.just(""), max_size=12),
    st.text("一二三四", min_size=1, max_size=12),
    st.data(),
)
def test_the_longest_word_over_a_character_gives_its_form(
    words: dict[str, str], text: str, data: st.DataObject
) -> None:
    forms = {word: "".join(chr(0x4E00 + 100 * len(word) + at) for at in range(len(word))) for word in words}
    at = data.draw(st.integers(0, len(text) - 1))
    covering = [
        (-length, start)
        for length in range(2, MAX_WORD_LENGTH + 1)
        for start in range(max(0, at - length + 1), at + 1)
        if start + length <= len(text) and text[start : start + length] in forms
    ]
    expected = None
    if covering:
        length, start = min(covering)
        expected = forms[text[start : start - length]][at - start]
    assert find_word_form(forms, list_word_lengths(forms), text, at) == expected


@pytest.mark.parametrize(("text", "shown"), [("那周边的店", "那周邊的店"), ("这周边的店", "這周邊的店")])
def test_a_higher_rule_counts_also_where_it_agrees_with_the_model(text: str, shown: str) -> None:
    """A word that is less certain says 週 there, the word of the press 周, as the model does."""
    assert load_press_converter("tw").convert(text) == shown
