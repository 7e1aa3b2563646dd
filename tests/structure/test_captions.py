"""Credits at the ends of captions, and what makes a line a caption."""

from __future__ import annotations

import pytest

from reader.model import CleanText
from reader.structure.captions import count_inner_stops, get_credit, has_caption_ending, has_caption_mark, is_caption
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


def test_a_long_text_with_a_credit_is_no_caption() -> None:
    assert is_caption(line("修好的大钟。林悦 摄"))
    assert not is_caption(line("钟" * 90 + "。林悦 摄"))
    assert count_inner_stops(line("甲。乙。丙。")) == 2
