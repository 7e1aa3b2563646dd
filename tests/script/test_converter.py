from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model import CleanText, View, clean
from reader.script import converter as room
from reader.script import offset_maps
from reader.script.converter import ArticleConverter, convert
from reader.script.detect import detect_script
from reader.script.options import DEFAULT_OPTIONS, ConversionOptions
from reader.script.plan import CHARACTER_VIEWS, VIEWS
from tests.script.texts import HANS, HANT_HK, HANT_TW, UND, chinese, mixture

if TYPE_CHECKING:
    from reader.model import ViewName
    from reader.script.detect import OrthographyRegion
    from tests.script.conftest import Oracle

SAME_LENGTH: tuple[ViewName, ...] = ("source", "hans", "hant", "hk", "tw")
views = st.sampled_from(VIEWS)
same_length = st.sampled_from(SAME_LENGTH)
regions: st.SearchStrategy[OrthographyRegion | None] = st.sampled_from(["TW", "HK", None])


def seen(
    text: str, view: ViewName, region: OrthographyRegion | None = None, options: ConversionOptions = DEFAULT_OPTIONS
) -> str:
    return ArticleConverter("Hant", region, options).convert_text(clean(text), view)


@settings(deadline=None)
@given(mixture, same_length, regions)
def test_a_view_is_as_long_as_its_source(text: str, view: ViewName, region: OrthographyRegion | None) -> None:
    assert len(seen(text, view, region)) == len(clean(text))


@settings(deadline=None)
@given(mixture, regions)
def test_the_source_view_is_the_source(text: str, region: OrthographyRegion | None) -> None:
    source = clean(text)
    assert ArticleConverter("Hant", region).convert_text(source, "source") is source


@pytest.mark.parametrize("text", HANS + UND)
def test_simplified_text_is_its_own_simplified_view(text: str) -> None:
    assert seen(text, "hans") == text


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("text", UND)
def test_text_without_a_script_is_not_converted(text: str, view: ViewName) -> None:
    assert seen(text, view) == text


@pytest.mark.parametrize(("region", "view", "texts"), [("TW", "tw", HANT_TW), ("HK", "hk", HANT_HK)])
def test_text_in_the_forms_of_the_view_is_not_respelled(
    region: OrthographyRegion, view: ViewName, texts: tuple[str, ...]
) -> None:
    assert [seen(text, view, region) for text in texts] == list(texts)
    assert seen("他說稅務與住戶，溫度", "hk", "HK") == "他說稅務與住戶，溫度"


@pytest.mark.parametrize("view", ["hk", "hkp", "tw", "twp"])
@pytest.mark.parametrize("region", ["TW", "HK", None])
@pytest.mark.parametrize("text", ["風采光電", "雙回路", "共生發展"])
def test_traditional_text_is_never_taken_for_simplified(
    text: str, region: OrthographyRegion | None, view: ViewName
) -> None:
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
def test_conversion_of_short_texts_gives_the_expected_forms(
    text: str, view: ViewName, region: OrthographyRegion | None, expected: str
) -> None:
    assert seen(text, view, region) == expected


def test_hong_kong_s_press_forms_come_last_and_only_on_converted_text() -> None:
    assert seen("户口税务，温度说明", "hk") == "戶口稅務，溫度說明"
    assert seen("户口税务，温度说明", "hk", options=ConversionOptions("opencc")) == "户口税務，温度説明"
    assert seen("牀前說説", "hk", "HK") == "牀前說説"


def test_a_real_article(acceptance_article: list[str], oracle: Oracle) -> None:
    shown = ArticleConverter("Hant", "TW")
    body = [CleanText(line) for line in acceptance_article if detect_script(line) == "Hant"]
    assert [shown.convert_text(line, "hans") for line in body] == [oracle(line, "tw2s") for line in body]
    assert [shown.convert_text(line, "tw") for line in body] == body
    for number, expected in ((0, "香港商報官網 > 湖南 > 深度報道"), (5, "來源:香港商報網訊"), (81, "網友評論")):
        assert shown.convert_text(CleanText(acceptance_article[number]), "tw") == expected
    lines = [CleanText(line) for line in acceptance_article]
    assert all(len(shown.convert_text(line, view)) == len(line) for line in lines for view in SAME_LENGTH)


@settings(deadline=None)
@given(st.lists(st.sampled_from(HANS + HANT_TW + HANT_HK), min_size=2, max_size=6), views, regions)
def test_a_block_does_not_depend_on_its_neighbours(
    blocks: list[str], view: ViewName, region: OrthographyRegion | None
) -> None:
    together = ArticleConverter("Hant", region)
    assert [together.convert_text(clean(block), view) for block in blocks] == [
        seen(block, view, region) for block in blocks
    ]


def test_the_cache_answers_and_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = ArticleConverter("Hans", None)
    first = shown.convert_text(CleanText(HANS[0]), "tw")
    assert shown.convert_text(CleanText(HANS[0]), "tw") is first
    monkeypatch.setattr(room, "MAX_CACHED_LENGTH", 100)
    for number in range(50):
        shown.convert_text(CleanText(f"{HANS[0]}{number}"), "tw")
    assert sum(len(view.text) for view in shown._cache.values()) == shown._cached_length <= 100
    assert shown.convert_text(CleanText(HANS[0]), "tw") == first


@settings(deadline=None)
@given(chinese)
def test_parts_convert_as_the_whole(text: str) -> None:
    whole = "，".join((text, *HANS, text))
    for config in ("s2t", "s2tw", "s2hk", "s2twp", "t2s", "tw2s", "tw2sp", "t2hkp"):
        with pytest.MonkeyPatch.context() as patch:
            expected = convert(whole, config)
            patch.setattr(offset_maps, "MAX_CHUNK_LENGTH", max(len(text) + 1, 40))
            assert convert(whole, config) == expected


def test_a_long_text_is_converted_in_parts(oracle: Oracle) -> None:
    text = "".join(HANS) * 60
    assert len(text) > 2 * offset_maps.MAX_CHUNK_LENGTH
    assert convert(text, "s2tw") == oracle(text, "s2tw")
    endless = "发" * (3 * offset_maps.MAX_CHUNK_LENGTH + 1)
    assert convert(endless, "s2tw") == "發" * len(endless)


@pytest.mark.parametrize("config", ["s2tw", "s2hk", "s2twp", "tw2s", "hk2s", "tw2sp", "s2t", "t2s", "hk2twp"])
def test_nul_and_lone_surrogates_lose_nothing(config: str) -> None:
    assert convert("a\0b\ud800c\0\0", config) == "a\0b\ud800c\0\0"
    assert convert("软件\0软件", config) == convert("软件", config) + "\0" + convert("软件", config)


def test_opencc_itself_still_loses_what_is_behind_a_nul(oracle: Oracle) -> None:
    assert oracle("a\0b软件", "s2tw") == "a", "if this fails, the guard may go"


def test_no_character_becomes_one_that_terminals_show_as_a_box() -> None:
    assert seen("㑮說", "hans") == "㑮说"


@pytest.mark.parametrize("text", ["⿰氵每", "👨‍👩‍👧", "葛\U000e0100", "\ufeff\ue000", "\U000f0000"])
def test_characters_unknown_to_opencc_are_unchanged(text: str) -> None:
    assert seen(f"說{text}說", "hans") == f"说{text}说"


def test_preload_loads_what_the_view_needs() -> None:
    for cache in (offset_maps.get_converter, offset_maps._get_chunk_converter):
        cache.cache_clear()
    ArticleConverter("Hant", "TW").preload("hans")
    assert offset_maps.get_converter.cache_info().currsize == 1
    ArticleConverter("Hant", "TW").preload("hk")
    assert offset_maps.get_converter.cache_info().currsize == 2
    ArticleConverter("Hant", "TW").preload("source")
    assert offset_maps.get_converter.cache_info().currsize == 2
    ArticleConverter("Hant", "HK").preload("twp")
    assert offset_maps._get_chunk_converter.cache_info().currsize == 4
    ArticleConverter("Hant", "HK").preload("twp")
    assert offset_maps.get_converter.cache_info().currsize == 2


def phrases(text: str, view: View) -> list[tuple[str, str]]:
    return [(text[one:end], view.text[first:last]) for one, end, first, last in view.phrases]


@pytest.mark.parametrize(
    ("text", "view", "region", "expected"),
    [
        ("软件和服务器", "twp", None, [("软件", "軟體"), ("服务器", "伺服器")]),
        ("互联网打印机", "twp", None, [("互联网", "網際網路"), ("打印机", "印表機")]),
        ("服务器", "hkp", None, [("服务器", "伺服器")]),
        ("網際網路的軟體", "hansp", "TW", [("網際網路", "互联网"), ("軟體", "软件")]),
        ("網際網路的軟體", "hansp", None, [("網際網路", "互联网"), ("軟體", "软件")]),
        ("伺服器的私隱權", "hansp", "HK", [("伺服器", "服务器"), ("私隱權", "隐私权")]),
        ("服務器的軟件", "twp", "HK", [("服務器", "伺服器"), ("軟件", "軟體")]),
        ("服務器裡看著", "hkp", "TW", [("服務器", "伺服器")]),
    ],
)
def test_vocabulary_views_replace_words_as_phrases(
    text: str, view: ViewName, region: OrthographyRegion | None, expected: list[tuple[str, str]]
) -> None:
    shown = ArticleConverter("Hant", region).convert(clean(text), view)
    assert phrases(text, shown) == expected
    assert ArticleConverter("Hant", region).convert_text(clean(text), view) == shown.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("和平进程", "和平進程"),
        ("主板上市", "主板上市"),
        ("循环经济", "循環經濟"),
        ("仪仗队列", "儀仗隊列"),
        ("支持率", "支持率"),
        ("高级官员公布文件", "高級官員公布文件"),
        ("优化营商环境", "優化營商環境"),
        ("改变量子比特", "改變量子位元"),
    ],
)
def test_words_that_mean_something_else_in_the_news_stay(text: str, expected: str) -> None:
    assert seen(text, "twp") == expected


def test_the_news_words_stay_on_the_way_back_too() -> None:
    assert seen("支援前線，檔案公開，專案小組，最佳化", "hansp") == "支援前线，档案公开，专案小组，优化"


def test_titles_and_names_keep_their_words() -> None:
    text = clean("《软件与服务器》写软件，软件集团的软件")
    shown = ArticleConverter("Hans", None)
    assert shown.convert_text(text, "twp") == "《軟件與服務器》寫軟體，軟體集團的軟體"
    assert shown.convert_text(text, "twp", name_spans=[(13, 17)]) == "《軟件與服務器》寫軟體，軟件集團的軟體"
    assert shown.convert_text(text, "twp", name_spans=[(10, 11)]) == "《軟件與服務器》寫軟件，軟體集團的軟體"
    for open_ended, expected in (("《软件", "《軟體"), ("软件》", "軟體》"), ("《软件\n》", "《軟體\n》")):
        assert seen(open_ended, "twp") == expected


def test_names_in_a_text_of_both_scripts_are_converted() -> None:
    text = clean("摄影:李软件 軟件說話说软件")
    shown = ArticleConverter("Hant", None)
    assert shown.convert_text(text, "twp", name_spans=[(3, 6)]) == "攝影:李軟件 軟體說話說軟體"


@settings(deadline=None)
@given(mixture, views, regions, st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=4))
def test_outside_its_phrases_a_view_is_one_to_one(
    text: str, view: ViewName, region: OrthographyRegion | None, names: list[tuple[int, int]]
) -> None:
    source = clean(text)
    shown = ArticleConverter("Hant", region).convert(source, view, name_spans=names)
    assert shown.source_length == len(source)
    assert shown.to_view(len(source)) == len(shown.text)
    characters = ArticleConverter("Hant", region).convert_text(source, CHARACTER_VIEWS.get(view, view))
    at = 0
    for start, end, view_start, view_end in (*shown.phrases, (len(source), len(source), len(shown.text), 0)):
        if not (view == "hansp" and region is None):  # hansp goes by tw2sp there, hans by t2s
            first = shown.to_view(at) if at < start else view_start
            assert shown.text[first:view_start] == characters[at:start]
        assert (start, end) == (view_start, 0) or shown.span_to_source(view_start, view_end) == (start, end)
        at = end


def test_a_huge_block_keeps_its_length() -> None:
    text = clean("服务器和软件，" * (room.MAX_VOCABULARY_LENGTH // 7 + 1))
    assert ArticleConverter("Hans", None).convert(text, "twp").phrases == ()
    assert ArticleConverter("Hans", None).convert_text(text, "twp") == ArticleConverter("Hans", None).convert_text(
        text, "tw"
    )


def test_many_names_in_a_large_block_cost_no_square() -> None:
    text = clean("《软件》服务器，" * 5000)
    shown = ArticleConverter("Hans", None).convert(
        text, "twp", name_spans=[(at, at + 1) for at in range(0, len(text), 8)]
    )
    assert len(shown.phrases) == 5000


@pytest.mark.parametrize("view", VIEWS)
def test_a_megabyte_in_one_line_loses_nothing(view: ViewName) -> None:
    for piece in ("被发明的软件\0\ud800\U000f0000⿰氵每，", "发展"):
        text = CleanText(piece * (350_000 // len(piece)))
        shown = ArticleConverter("Hans", None).convert(text, view, "Hans")
        assert len(shown.text) == len(text)
        assert all(shown.text.count(sign) == text.count(sign) for sign in "\0\ud800\U000f0000⿰")


def test_the_last_views_are_kept_up_to_a_length_and_one_in_any_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MAX_CACHED_LENGTH", 6)
    views = ArticleConverter("Hans", None)
    kept = []
    for text in ("发展了", "头发吧", "理发", "理发", "发" * 9, "里"):
        views.convert_text(clean(text), "tw", "Hans")
        kept.append([view.text for view in views._cache.values()])
    assert kept[:2] == [["發展了"], ["發展了", "頭髮吧"]]
    assert kept[2] == kept[3] == ["頭髮吧", "理髮"]
    assert [len(view) for view in kept[4]] == [9]
    assert len(kept[5]) == 1
