from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from reader.script.chunking import SEPARATORS, split_into_chunks
from reader.script.opencc_package import get_data_folder, read_dictionary
from reader.script.plan import (
    CHARACTER_VIEWS,
    VIEWS,
    apply_press_forms,
    choose_config,
    choose_other_view,
    is_hong_kong_outlet,
    load_press_forms,
    split_by_script,
)
from tests.script.texts import mixture

if TYPE_CHECKING:
    from reader.model import Script, ViewName
    from reader.script.detect import OrthographyRegion

REGIONS: tuple[OrthographyRegion | None, ...] = ("TW", "HK", None)


@pytest.mark.parametrize(
    ("view", "hans", "tw", "hk", "none"),
    [
        ("source", "", "", "", ""),
        ("hans", "", "tw2s", "hk2s", "tw2s"),
        ("hansp", "", "tw2sp", "hk2sp", "tw2sp"),
        ("hant", "s2t", "tw2t", "hk2t", ""),
        ("tw", "s2tw", "", "hk2tw", "t2tw"),
        ("twp", "s2twp", "", "hk2twp", "t2twp"),
        ("hk", "s2hk", "tw2hk", "", "t2hk"),
        ("hkp", "s2hkp", "tw2hkp", "", "t2hkp"),
    ],
)
def test_choose_config_depends_on_script_region_and_view(
    view: ViewName, hans: str, tw: str, hk: str, none: str
) -> None:
    assert [choose_config("Hans", region, view) for region in REGIONS] == [hans] * 3
    assert [choose_config("Hant", region, view) for region in REGIONS] == [tw, hk, none]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("region", REGIONS)
def test_traditional_text_is_never_taken_for_simplified(view: ViewName, region: OrthographyRegion | None) -> None:
    assert not choose_config("Hant", region, view).startswith("s2")


@pytest.mark.parametrize("script", ["Und", "Mixed"])
def test_text_without_a_script_has_no_config(script: Script) -> None:
    assert {choose_config(script, region, view) for region in REGIONS for view in VIEWS} == {""}


@pytest.mark.parametrize(("words", "characters"), CHARACTER_VIEWS.items())
def test_a_view_with_vocabulary_follows_the_plan_of_the_one_without(words: ViewName, characters: ViewName) -> None:
    for region in REGIONS:
        plain = {choose_config(script, region, characters) for script in ("Hans", "Hant")}
        assert {choose_config(script, region, words).removesuffix("p") for script in ("Hans", "Hant")} <= plain | {
            "tw2s"
        }


def cut(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], script) for start, end, script in split_by_script(text)]


def test_a_label_is_cut_off_behind_its_colon() -> None:
    assert cut("来源:香港商報網訊") == [("来源:", "Hans"), ("香港商報網訊", "Hant")]
    assert cut("編輯：张伟") == [("編輯：", "Hant"), ("张伟", "Hans")]
    assert cut("来源:香港商報 编辑:張偉") == [
        ("来源:", "Hans"),
        ("香港商報 ", "Hant"),
        ("编辑:", "Hans"),
        ("張偉", "Hant"),
    ]


def test_other_runs_are_cut_behind_a_stop_or_before_the_other_script() -> None:
    assert cut("这里，那里。只有，歷史。") == [("这里，那里。", "Hans"), ("只有，歷史。", "Hant")]
    assert cut("国家發展") == [("国家", "Hans"), ("發展", "Hant")]
    assert cut("2018年") == [("2018年", "Und")]
    assert cut("") == []


@settings(deadline=None)
@given(mixture)
def test_runs_tile_the_text(text: str) -> None:
    found = list(split_by_script(text))
    assert "".join(text[start:end] for start, end, _ in found) == text
    assert [start for start, _, _ in found] == [0, *(end for _, end, _ in found)][: len(found)]
    assert all(start < end for start, end, _ in found)


@pytest.mark.parametrize(
    ("script", "outlet", "region", "preferred", "locale", "view"),
    [
        ("Hant", "香港商報", "TW", "auto", "zh_HK.UTF-8", "hans"),
        ("Mixed", None, None, "tw", "", "hans"),
        ("Und", None, None, "auto", "", "hans"),
        ("Hans", None, None, "auto", "", "tw"),
        ("Hans", None, None, "auto", "en_US.UTF-8", "tw"),
        ("Hans", None, None, "auto", "zh_CN.UTF-8", "tw"),
        ("Hans", None, None, "auto", "zh_HK.UTF-8", "hk"),
        ("Hans", None, None, "auto", "zh-Hant-MO", "hk"),
        ("Hans", "香港商报", None, "auto", "zh_TW.UTF-8", "tw"),
        ("Hans", "香港商报", None, "auto", "C.UTF-8", "hk"),
        ("Hans", "香港商報網訊", None, "auto", "", "hk"),
        ("Hans", "HK01", None, "auto", "", "hk"),
        ("Hans", "新华网", None, "auto", "", "tw"),
        ("Hans", "新华网", "HK", "auto", "", "hk"),
        ("Hans", "香港商报", None, "hant", "", "hant"),
        ("Hans", "香港商报", None, "tw", "zh_HK", "tw"),
    ],
)
def test_choose_other_view_depends_on_script_region_and_preference(
    script: Script, outlet: str | None, region: OrthographyRegion | None, preferred: str, locale: str, view: ViewName
) -> None:
    assert choose_other_view(script, outlet, region, preferred, locale) == view  # type: ignore[arg-type]


def test_hong_kong_outlets_in_either_script_and_by_host() -> None:
    assert all(
        map(
            is_hong_kong_outlet,
            ("明報", "明报新闻网", "大公报", "澳門日報", "www.rthk.hk", "Now 新聞台".replace(" ", "")),
        )
    )
    assert not any(map(is_hong_kong_outlet, ("光明日报", "人民日报", "聯合報", "人民通信报", "www.example.com")))


def test_press_forms_are_forms_that_opencc_writes_for_hong_kong() -> None:
    fixed = dict(load_press_forms())
    written = {value for values in read_dictionary("HKVariants").values() for value in values}
    assert fixed.keys() - written <= set("牀麪羣啓峯"), "those are OpenCC's standard, kept by t2hk"
    assert all(len(press) == 1 for press in fixed.values())
    assert not set(fixed.values()) & fixed.keys()
    assert apply_press_forms("説話羣眾") == "說話群眾"


def test_no_dictionary_has_a_separator_in_a_key() -> None:
    names = [path.stem for path in get_data_folder().glob("*.ocd2")]
    assert len(names) > 20
    characters = {character for name in names for key in read_dictionary(name) for character in key}
    assert not characters & set(SEPARATORS)


@settings(deadline=None)
@given(mixture)
def test_parts_lose_nothing_and_are_short(text: str) -> None:
    found = list(split_into_chunks(text, 7))
    assert "".join(found) == text
    assert all(len(part) <= 7 for part in found)


def test_parts_are_cut_behind_separators_where_there_are_any() -> None:
    assert list(split_into_chunks("一二，三四五。六七八九十", 6)) == ["一二，", "三四五。", "六七八九十"]
    assert list(split_into_chunks("一二三四五", 2)) == ["一二", "三四", "五"]
    assert list(split_into_chunks("一二三四五，六七八", 2, separators_only=True)) == ["一二三四五，", "六七八"]
    assert all(re.fullmatch(r".*[，。]", part) for part in list(split_into_chunks("天地，玄黃。" * 9, 10)))
