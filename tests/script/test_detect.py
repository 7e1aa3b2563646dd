from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.script.detect import (
    SAMPLE_COUNT,
    SAMPLE_LENGTH,
    _load_character_table,
    count_regional_differences,
    detect_region,
    detect_script,
    detect_scripts,
    is_japanese,
)
from tests.script.texts import HANS, HANT_HK, HANT_TW, UND, mixture

if TYPE_CHECKING:
    from tests.script.conftest import Oracle


@pytest.mark.parametrize("text", HANS)
def test_simplified_text_is_detected(text: str) -> None:
    assert detect_script(text) == "Hans"


@pytest.mark.parametrize("text", HANT_TW + HANT_HK)
def test_traditional_text_is_detected(text: str) -> None:
    assert detect_script(text) == "Hant"


@pytest.mark.parametrize("text", UND)
def test_text_without_evidence_is_undetermined(text: str) -> None:
    assert detect_script(text) == "Und"


def test_mixed_needs_more_than_a_fifth_of_the_other_script() -> None:
    assert detect_script("发" + "發" * 5) == "Hant"
    assert detect_script("发" + "發" * 4) == "Mixed"
    assert detect_script("来源:香港商報網訊") == "Mixed"
    assert detect_script("發" + "发" * 5) == "Hans"


def test_blocks_of_a_real_article(acceptance_article: list[str]) -> None:
    found = {number: detect_script(line) for number, line in enumerate(acceptance_article) if line}
    others = {number: script for number, script in found.items() if script != "Hant"}
    assert others == {0: "Hans", 4: "Und", 5: "Mixed", 80: "Hans", 81: "Hans"}


def test_a_huge_block_is_judged_by_windows_all_over_it() -> None:
    size = 40 * SAMPLE_LENGTH * SAMPLE_COUNT
    assert detect_script(HANS[0] * (size // len(HANS[0]))) == "Hans"
    assert detect_script("发發" * (size // 2)) == "Mixed"
    assert detect_script("发" * (size // 2) + "發" * (size // 2)) == "Mixed"
    assert detect_script(" " * size + "發") == "Hant", "evidence between the windows counts when there is no other"
    assert detect_script(" " * size) == "Und"


@pytest.mark.parametrize(("texts", "region"), [(HANT_TW, "TW"), (HANT_HK, "HK"), (HANS[2:4], None), ((), None)])
def test_region_by_vote_of_all_blocks(texts: tuple[str, ...], region: str | None) -> None:
    assert detect_region(texts) == region


@pytest.mark.parametrize(
    ("text", "region"),
    [
        (
            "台灣的作家說，住戶在台北閱讀，看著溫室裡的花。",
            "TW",
        ),  # 台 is not in OpenCC's Taiwan forms, 說 in both presses
        ("著名作家說，住戶要交稅，溫度上升，衞生署已經開始調查。", "HK"),  # 說 戶 稅 溫 are not in its Hong Kong forms
        ("今年新台幣升值，台北的用戶列印文件。台灣隊取勝。", "TW"),  # 台 is printed in both
        ("台北的天氣很好，大家出門散步。", None),
        ("他說著話", "TW"),
        ("他說着話", "HK"),
        ("著名", None),
        ("說", "TW"),
        ("着", "HK"),
        ("裏", "HK"),
        ("臺", "TW"),
        ("著名作家的著作說稅戶", "TW"),  # no sign of either: the nearer forms
    ],
)
def test_forms_of_the_press_decide_the_region_before_those_of_opencc(text: str, region: str | None) -> None:
    assert detect_region([text]) == region


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ひらが", True),
        ("カタカ", True),
        ("ひら", False),
        ("ひらが漢字漢字", True),
        ("ひらが漢字漢字字", False),
        ("漢字", False),
        ("kana", False),
        ("", False),
    ],
)
def test_a_text_is_japanese_by_its_share_of_kana(text: str, *, expected: bool) -> None:
    assert is_japanese(text) is expected


def test_distances_of_a_real_article(acceptance_article: list[str], oracle: Oracle) -> None:
    text = "\n".join(acceptance_article)
    assert count_regional_differences(text) == (18, 2) == oracle.distances(text)
    assert detect_region(acceptance_article) == "TW"


def test_distances_are_opencc_s_over_whole_articles(articles: dict[str, str], oracle: Oracle) -> None:
    texts = list(articles.values())
    texts += [oracle(text, config) for text in texts for config in ("s2tw", "s2hk", "s2t")]
    for text in filter(lambda text: detect_script(text) == "Hant", texts):
        ours, theirs = count_regional_differences(text), oracle.distances(text)
        assert sum(map(abs, (ours[0] - theirs[0], ours[1] - theirs[1]))) <= 2, text[:20]


def test_region_of_converted_articles(articles: dict[str, str], oracle: Oracle) -> None:
    for text in filter(lambda text: detect_script(text) == "Hans", articles.values()):
        assert detect_region([oracle(text, "s2tw")]) in ("TW", None)
        assert detect_region([oracle(text, "s2hk")]) in ("HK", None)


def test_nothing_here_loads_opencc() -> None:
    code = (
        "import sys; from reader.script.detect import detect_region, detect_script; import reader.script.plan;"
        "detect_script('漢'); detect_region(['漢']); reader.script.plan.choose_config('Hans', None, 'hk');"
        "sys.exit(any(name.split('.')[0] == 'opencc' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_no_character_is_of_one_script_alone_in_both_scripts() -> None:
    table = _load_character_table()
    assert not set(table["hans"]) & set(table["hant"])


@given(st.lists(mixture, min_size=1, max_size=6))
def test_texts_detected_together_are_detected_as_alone(texts: list[str]) -> None:
    assert detect_scripts(texts) == list(map(detect_script, texts))
