"""Credits at the ends of captions, and what makes a line a caption."""

from __future__ import annotations

import pytest

from reader.model import CleanText
from reader.structure.captions import (
    CAPTION_MAX,
    count_inner_stops,
    get_credit,
    has_caption_ending,
    has_caption_mark,
    is_caption,
    is_credit_alone,
)
from reader.structure.lines import Line


def line(text: str) -> Line:
    return Line(CleanText(text), 0, 1, 0, 0)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("修好的大钟。林悦 摄", ["林悦"]),
        ("修好的大鐘。 記者林悅／翻攝", ["林悅"]),
        ("修好的大钟。视觉中国 资料", ["视觉中国"]),
        ("修好的大钟。 AFP - JANE DOE", ["AFP - JANE DOE"]),
        ("修好的大鐘（AP Photo/Jane Doe）", ["AP Photo/Jane Doe"]),
        ("修好的大鐘。（圖／市府提供）", ["市府"]),
        ("修好的大鐘（網上截圖）", ["網上截圖"]),
        ("修好的大鐘。（IG圖片）", ["IG圖片"]),
        ("修好的大鐘。受訪者提供。", ["受訪者"]),
        ("修好的大鐘。圖片由市府提供。", ["市府"]),
        ("修好的大鐘（圖由市府提供）", ["市府"]),
        ("受訪者提供", ["受訪者"]),
        ("图像来源， Getty Images", ["Getty Images"]),
        (
            "圖像來源， Hou Yu/China News Service/VCG via Getty Images",
            ["Hou Yu/China News Service/VCG via Getty Images"],
        ),
        ("图源：视觉中国", ["视觉中国"]),
        ("新华社发（林悦摄）", ["林悦"]),
    ],
)
def test_a_credit_gives_the_names_in_it(text: str, names: list[str]) -> None:
    credit = get_credit(line(text))
    assert credit is not None
    assert [text[a:b] for a, b in credit.names] == names


@pytest.mark.parametrize("text", ["气温升到二十摄", "他喜欢拍摄", "钟楼有五层。", "渡口（左）", "他说，来源 不明"])
def test_a_sentence_has_no_credit(text: str) -> None:
    assert get_credit(line(text)) is None


def test_marks_and_endings_of_captions_are_known() -> None:
    assert has_caption_mark(line("▲修好的大钟"))
    assert has_caption_mark(line("图为修好的大钟"))
    assert has_caption_mark(line("圖像加註文字，修好的大鐘。"))
    assert has_caption_ending(line("网站题为《大钟》的报道截图。"))
    assert not has_caption_ending(line("钟声停了。"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("图为大钟", True),
        ("图1：大钟", True),
        ("左图：大钟", True),
        ("（左图：大钟", True),
        ("图一 大钟", True),
        ("图一大钟", False),
        ("大钟的图：", False),
        ("图画里的大钟", False),
    ],
)
def test_a_picture_with_its_number_or_place_marks_a_caption(text: str, *, expected: bool) -> None:
    assert has_caption_mark(line(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市长在渡口考察", True),
        ("市长在渡口考察。", True),
        ("市长在渡口", False),
        ("他来渡口考察", False),
        ("在" + "渡" * 16 + "考察", True),
        ("在" + "渡" * 17 + "考察", False),
        ("在渡考察", False),
    ],
)
def test_what_people_do_at_a_place_ends_a_caption(text: str, *, expected: bool) -> None:
    assert has_caption_ending(line(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("钟" * (CAPTION_MAX - 1) + "。林悦 摄", True),
        ("钟" * CAPTION_MAX + "。林悦 摄", False),
        ("钟。钟。林悦 摄", True),
        ("钟。钟。钟。林悦 摄", False),
        ("▲" + "钟" * (2 * CAPTION_MAX - 1), True),
        ("▲" + "钟" * 2 * CAPTION_MAX, False),
        ("▲钟。钟。钟。钟。", True),
        ("▲钟。钟。钟。钟。钟。", False),
        ("钟楼", False),
    ],
)
def test_a_caption_is_short_and_has_few_sentences(text: str, *, expected: bool) -> None:
    assert is_caption(line(text)) is expected


@pytest.mark.parametrize(("text", "expected"), [("林悦摄", True), ("修好的大钟。林悦摄", False), ("修好的大钟", False)])
def test_a_credit_may_stand_alone(text: str, *, expected: bool) -> None:
    assert is_credit_alone(line(text)) is expected


def test_a_long_text_with_a_credit_is_no_caption() -> None:
    assert is_caption(line("修好的大钟。林悦 摄"))
    assert not is_caption(line("钟" * 90 + "。林悦 摄"))
    assert count_inner_stops(line("甲。乙。丙。")) == 2
    assert count_inner_stops(line("甲！乙？丙。丁")) == 3


@pytest.mark.parametrize(
    ("text", "credit", "names"),
    [
        ("修好的大钟。城东摄影队 林悦 摄", "城东摄影队 林悦 摄", ["林悦"]),
        ("修好的大钟 某某公安 供图", "某某公安 供图", ["某某公安"]),
        ("修好的大钟 东港日报 林悦 供图", "东港日报 林悦 供图", ["林悦"]),
        ("修好的大钟。视觉中国", "视觉中国", ["视觉中国"]),
        ("修好的大钟 / 人民视觉", " / 人民视觉", ["人民视觉"]),
        ("修好的大钟。图 IC photo", "图 IC photo", ["IC photo"]),
        ("修好的大钟 东方IC 图", "东方IC 图", ["东方IC"]),
        ("修好的大钟。@东港日报 图", "@东港日报 图", ["@东港日报"]),
        ("修好的大钟。东港博物馆图", "东港博物馆图", ["东港博物馆"]),
        ("修好的大钟（新华社 图）", "（新华社 图）", ["新华社"]),
        ("修好的大钟（图片来自东港博物馆）", "（图片来自东港博物馆）", ["东港博物馆"]),
        ("修好的大鐘。取自博物館臉書", "取自博物館臉書", ["博物館臉書"]),
        ("修好的大钟 图源网络", "图源网络", ["网络"]),
        ("修好的大钟。（图据新华社）", "（图据新华社）", ["新华社"]),
        ("修好的大鐘。中央社記者林悅攝 113年5月1日", "中央社記者林悅攝 113年5月1日", ["林悅"]),
        ("修好的大鐘。（受訪者提供圖片）", "（受訪者提供圖片）", ["受訪者"]),
        ("修好的大钟。制图：林悦", "制图：林悦", ["林悦"]),
        ("修好的大钟。（拍摄：林悦）", "（拍摄：林悦）", ["林悦"]),
        ("修好的大钟。林悦 摄（资料图片）", "林悦 摄（资料图片）", ["林悦"]),
        ("修好的大钟。每港记者 林悦 摄", "每港记者 林悦 摄", ["林悦"]),
        ("钟" * 300 + "。林悦 摄", "林悦 摄", ["林悦"]),
        ("修好的大钟。林悦 摄（新华社发）", "林悦 摄（新华社发）", ["林悦"]),
        ("修好的大钟 公安局供图 江岸网发", "公安局供图 江岸网发", ["公安局"]),
        ("修好的大钟。林悦 摄 版权作品 请勿转载", "林悦 摄 版权作品 请勿转载", ["林悦"]),
        (
            "修好的大鐘。（消防局提供） 中央社記者羅素英桃園傳真 105年3月19日",
            "（消防局提供） 中央社記者羅素英桃園傳真 105年3月19日",
            ["消防局"],
        ),
        ("修好的大钟。（林悦林悦片段）", "（林悦林悦片段）", ["林悦林悦片段"]),
        ("修好的大钟（新华 图）", "（新华 图）", ["新华"]),
        ("修好的大钟（Getty Images/AFP）", "（Getty Images/AFP）", ["Getty Images/AFP"]),
        ("修好的大钟（AP Photo）", "（AP Photo）", ["AP Photo"]),
        ("修好的大钟（@东港日报）", "（@东港日报）", ["@东港日报"]),
        ("修好的大鐘（東港社群 IG）", "（東港社群 IG）", ["東港社群", "IG"]),
        ("修好的大钟（绘图：林悦）", "（绘图：林悦）", ["林悦"]),
        (
            "修好的大钟。一二三四五六七八九十甲乙丙丁戊己 提供",
            "一二三四五六七八九十甲乙丙丁戊己 提供",
            ["一二三四五六七八九十甲乙丙丁戊己"],
        ),
        ("修好的大钟。摄影队 林悦 摄", "摄影队 林悦 摄", ["林悦"]),
        ("修好的大钟。队 林悦 摄", "林悦 摄", ["林悦"]),
        ("修好的大钟。城东的老街坊自己组的摄影队 林悦 摄", "林悦 摄", ["林悦"]),
        ("修好的大钟。视觉中国 资料图", "视觉中国 资料图", ["视觉中国"]),
        ("修好的大钟。资料图片", "资料图片", ["资料图片"]),
        ("修好的大钟。提供图片", "提供图片", ["提供图片"]),
        ("修好的大钟。林悦摄影报道", "林悦摄影报道", ["林悦"]),
        ("修好的大钟 Reuters/Jane Doe", "Reuters/Jane Doe", ["Reuters/Jane Doe"]),
        ("修好的大钟。图 视觉中国", "图 视觉中国", ["视觉中国"]),
        ("林悦摄", "林悦摄", ["林悦"]),
    ],
)
def test_the_range_of_a_credit_is_all_that_names_the_maker(text: str, credit: str, names: list[str]) -> None:
    found = get_credit(line(text))
    assert found is not None
    assert text[found.start : found.end].strip() == credit.strip()
    assert [text[a:b] for a, b in found.names] == names


@pytest.mark.parametrize(
    "text",
    [
        "他供职于视觉中国。",
        "水很甜。取自山泉。",
        "数据来自统计局。",
        "他拿出一张地图。",
        "钟楼的图据说已经丢失。",
        "制图：林悦",
        "他把钥匙还给了警方。警方提供了线索。",
        "这批设备由城东一家工厂提供。",
        "奖学金每年约五十万元，由三名企业家提供。",
        "会上的午餐免费提供。",
        "午餐和茶点已于会前提供，用水也由水厂提供。",
        "房价每晚一千元起（早餐由酒店提供）。",
        "校服和书本全部免费提供",
        "修好的大钟。林悦",
        "修好的大钟。林悦 拍摄",
        "修好的大钟。（林悦 摄",
        "修好的大钟。一二三四五六七八九十甲乙丙丁戊己庚 提供",
        "修好的大钟（悦影片）",
        "修好的大钟（林悦的影像）",
        "修好的大钟（图图据新华社）",
        "修好的大钟（AP Phot/Jane Doe）",
        "修好的大钟。本报记者摄",
        "视觉中国",
        "用IC photo",
        "版权作品",
        "传真",
        "刊发",
        "摄",
    ],
)
def test_words_of_credits_in_a_sentence_are_none(text: str) -> None:
    assert get_credit(line(text)) is None
