from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.model import CleanText, clean
from reader.script import convert as room
from reader.script.convert import Views, convert, facts
from reader.script.detect import script_of
from tests.script.texts import HANS, HANT_HK, HANT_TW, UND, chinese, mixture

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.script.detect import Region
    from reader.script.plan import ViewName
    from tests.script.conftest import Oracle

VIEWS: tuple[ViewName, ...] = ("source", "hans", "hant", "hk", "tw")
views = st.sampled_from(VIEWS)
regions: st.SearchStrategy[Region | None] = st.sampled_from(["TW", "HK", None])


def seen(text: str, view: ViewName, region: Region | None = None, **options: str) -> str:
    return Views("Hant", region, **options).text(clean(text), view)  # type: ignore[arg-type]


@settings(deadline=None)
@given(mixture, views, regions)
def test_a_view_is_as_long_as_its_source(text: str, view: ViewName, region: Region | None) -> None:
    assert len(seen(text, view, region)) == len(clean(text))


@settings(deadline=None)
@given(mixture, regions)
def test_the_source_view_is_the_source(text: str, region: Region | None) -> None:
    source = clean(text)
    assert Views("Hant", region).text(source, "source") is source


@pytest.mark.parametrize("text", HANS + UND)
def test_simplified_text_is_its_own_simplified_view(text: str) -> None:
    assert seen(text, "hans") == text


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("text", UND)
def test_what_has_no_script_stays(text: str, view: ViewName) -> None:
    assert seen(text, view) == text


@pytest.mark.parametrize(("region", "view", "texts"), [("TW", "tw", HANT_TW), ("HK", "hk", HANT_HK)])
def test_text_in_the_forms_of_the_view_is_not_respelled(region: Region, view: ViewName, texts: tuple[str, ...]) -> None:
    assert [seen(text, view, region) for text in texts] == list(texts)
    assert seen("他說稅務與住戶，溫度", "hk", "HK") == "他說稅務與住戶，溫度"


@pytest.mark.parametrize("view", ["hk", "tw"])
@pytest.mark.parametrize("region", ["TW", "HK", None])
@pytest.mark.parametrize("text", ["風采光電", "雙回路", "共生發展"])
def test_traditional_text_is_never_taken_for_simplified(text: str, region: Region | None, view: ViewName) -> None:
    assert seen(text, view, region) == text


@pytest.mark.parametrize(
    ("text", "view", "region", "expected"),
    [
        ("看著窗外，心裡高興", "hans", "TW", "看着窗外，心里高兴"),
        ("看着窗外，心裏高興", "hans", "HK", "看着窗外，心里高兴"),
        ("看著窗外，心裡高興", "hk", "TW", "看着窗外，心裏高興"),
        ("看着窗外，心裏高興", "tw", "HK", "看著窗外，心裡高興"),
        ("为了群众说话", "hant", None, "爲了羣衆說話"),
        ("为了群众说话", "hk", None, "為了群眾說話"),
        ("为了群众说话", "tw", None, "為了群眾說話"),
        ("乾隆年間，衣服已乾", "hans", None, "乾隆年间，衣服已干"),
        ("来源:香港商報網訊", "hans", "TW", "来源:香港商报网讯"),
        ("来源:香港商報網訊", "tw", "TW", "來源:香港商報網訊"),
    ],
)
def test_examples(text: str, view: ViewName, region: Region | None, expected: str) -> None:
    assert seen(text, view, region) == expected


def test_hong_kong_s_press_forms_come_last_and_only_on_converted_text() -> None:
    assert seen("户口税务，温度说明", "hk") == "戶口稅務，溫度說明"
    assert seen("户口税务，温度说明", "hk", hk_forms="opencc") == "户口税務，温度説明"
    assert seen("牀前說説", "hk", "HK") == "牀前說説"


def test_a_real_article(acceptance_article: list[str], oracle: Oracle) -> None:
    shown = Views("Hant", "TW")
    body = [CleanText(line) for line in acceptance_article if script_of(line) == "Hant"]
    assert [shown.text(line, "hans") for line in body] == [oracle(line, "tw2s") for line in body]
    assert [shown.text(line, "tw") for line in body] == body
    for number, expected in ((0, "香港商報官網 > 湖南 > 深度報道"), (5, "來源:香港商報網訊"), (81, "網友評論")):
        assert shown.text(CleanText(acceptance_article[number]), "tw") == expected
    lines = [CleanText(line) for line in acceptance_article]
    assert all(len(shown.text(line, view)) == len(line) for line in lines for view in VIEWS)


@settings(deadline=None)
@given(st.lists(st.sampled_from(HANS + HANT_TW + HANT_HK), min_size=2, max_size=6), views, regions)
def test_a_block_does_not_depend_on_its_neighbours(blocks: list[str], view: ViewName, region: Region | None) -> None:
    together = Views("Hant", region)
    assert [together.text(clean(block), view) for block in blocks] == [seen(block, view, region) for block in blocks]


def test_the_cache_answers_and_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Views("Hans", None)
    first = shown.text(CleanText(HANS[0]), "tw")
    assert shown.text(CleanText(HANS[0]), "tw") is first
    monkeypatch.setattr(room, "MOST_KEPT", 100)
    for number in range(50):
        shown.text(CleanText(f"{HANS[0]}{number}"), "tw")
    assert sum(map(len, shown._kept.values())) == shown._size <= 100
    assert shown.text(CleanText(HANS[0]), "tw") == first


@settings(deadline=None)
@given(chinese)
def test_parts_give_what_the_whole_gives(text: str) -> None:
    whole = "，".join((text, *HANS, text))
    for config in ("s2t", "s2tw", "s2hk", "s2twp", "t2s", "tw2s"):
        with pytest.MonkeyPatch.context() as patch:
            expected = convert(whole, config)
            patch.setattr(room, "MOST_AT_ONCE", max(len(text) + 1, 40))
            assert convert(whole, config) == expected


def test_a_long_text_is_converted_in_parts(oracle: Oracle) -> None:
    text = "".join(HANS) * 60
    assert len(text) > 2 * room.MOST_AT_ONCE
    assert convert(text, "s2tw") == oracle(text, "s2tw")
    endless = "发" * (3 * room.MOST_AT_ONCE + 1)
    assert convert(endless, "s2tw") == "發" * len(endless)


@pytest.mark.parametrize("config", ["s2tw", "s2hk", "tw2s", "hk2s", "s2t", "t2s"])
def test_nul_and_lone_surrogates_lose_nothing(config: str) -> None:
    assert convert("a\0b\ud800c\0\0", config) == "a\0b\ud800c\0\0"
    assert convert("软件\0软件", config) == convert("软件", config) + "\0" + convert("软件", config)


def test_opencc_itself_still_loses_what_is_behind_a_nul(oracle: Oracle) -> None:
    assert oracle("a\0b软件", "s2tw") == "a", "if this fails, the guard may go"


def test_no_character_becomes_one_that_terminals_show_as_a_box() -> None:
    assert seen("㑮說", "hans") == "㑮说"


@pytest.mark.parametrize("text", ["⿰氵每", "👨‍👩‍👧", "葛\U000e0100", "\ufeff\ue000", "\U000f0000"])
def test_what_opencc_does_not_know_passes(text: str) -> None:
    assert seen(f"說{text}說", "hans") == f"说{text}说"


def test_a_conversion_that_changed_the_length_would_be_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "convert", lambda text, config: text + config)
    assert seen("說話", "hans") == "說話"


def test_preload_loads_what_the_view_needs() -> None:
    room._converter.cache_clear()
    Views("Hant", "TW").preload("hans")
    assert room._converter.cache_info().currsize == 1
    Views("Hant", "TW").preload("hk")
    assert room._converter.cache_info().currsize == 4
    Views("Hant", "TW").preload("source")
    assert room._converter.cache_info().currsize == 4


@pytest.fixture
def _forgotten() -> Iterator[None]:
    """Lets a test have its own opencc."""
    room._opencc.cache_clear()
    room._converter.cache_clear()
    yield
    room._opencc.cache_clear()
    room._converter.cache_clear()


@pytest.mark.usefixtures("_forgotten")
class TestTheWrongPackage:
    @pytest.fixture
    def impostor(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
        module = ModuleType("opencc")
        module.__file__ = str(tmp_path / "opencc" / "__init__.py")
        monkeypatch.setitem(sys.modules, "opencc", module)
        return module

    def test_is_named_with_what_to_do(self, impostor: ModuleType) -> None:
        with pytest.raises(ReaderError, match="another package") as error:
            seen("說話", "hans")
        assert error.value.what == "OpenCC"
        assert "pip" in error.value.hint
        assert str(impostor.__file__).removesuffix("/__init__.py") in error.value.why

    def test_is_told_by_its_missing_library_too(self, impostor: ModuleType) -> None:
        impostor.CONFIGS = ["t2s.json"]  # type: ignore[attr-defined]
        with pytest.raises(ReaderError, match="another package"):
            convert("說", "t2s")

    def test_does_not_matter_where_nothing_is_converted(self, impostor: ModuleType) -> None:
        assert seen("说话", "hans") == "说话"
        assert seen("說話", "source") == "說話"

    @pytest.mark.usefixtures("impostor")
    def test_is_in_the_facts(self) -> None:
        assert "another package" in facts()["package"]
        assert facts()["version"] == "unknown"

    def test_a_missing_package_is_said_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "opencc", None)
        with pytest.raises(ReaderError, match="cannot be imported"):
            convert("說", "t2s")
        assert "cannot be imported" in facts()["package"]


def test_an_unknown_config_is_an_error_that_says_so() -> None:
    with pytest.raises(ReaderError, match="nope"):
        convert("說", "nope")


def test_facts_of_the_real_package() -> None:
    found = facts()
    assert list(found) == ["package", "version", "place", "configs"]
    assert found["configs"].startswith("16: ")
    assert "s2twp" in found["configs"]
