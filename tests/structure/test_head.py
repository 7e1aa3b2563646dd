"""What stands above a story in plain text: headline, deck, furniture, names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.structure.captions import BARE_CAPTION_MAX
from reader.structure.head import HEADLINE_MAX, classify_head, is_signature
from reader.structure.lines import Line, LineWindow, iter_lines
from reader.structure.text_profile import SAMPLE_LINES, TextProfile

if TYPE_CHECKING:
    from collections.abc import Sequence

STORY = "停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅在塔上守了整整三个月，船工们都说好听。"


TITLE = "渡口的钟又响了"
DATE = "2024-05-10"


def kinds_of(*lines: str, story: Sequence[str] = (STORY, STORY)) -> list[str]:
    window = LineWindow(iter_lines("\n".join([*lines, *story])))
    return [draft.kind for draft in classify_head(window, TextProfile(window.peek(-1, SAMPLE_LINES)))]


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        (("渡口的钟又响了",), ["headline"]),
        (("首页 > 本地 > 正文", "渡口的钟又响了", "2024-05-10 来源：江岸日报"), ["breadcrumb", "headline", "date"]),
        (("渡口的钟又响了", "——师傅在塔上守了三个月"), ["headline", "deck"]),
        (("渡口的钟又响了_江岸日报", "渡口的钟又响了"), ["chrome", "headline"]),
        (("渡口的钟又响了", "【摘要】停摆二十年的大钟重新敲响"), ["headline", "deck"]),
        (("渡口的钟又响了", "罗素英 林悦"), ["headline", "byline"]),
        ((), []),
        (("网站", TITLE), ["chrome", "headline"]),
        (("渡口/网", TITLE), ["chrome", "headline"]),
        (("新渡口时报社", TITLE), ["chrome", "headline"]),
        (("渡口新闻频道", TITLE), ["chrome", "headline"]),
        (("塔上的人", "# " + TITLE), ["headline"]),
        (("# " + TITLE, "塔上的人"), ["headline", "deck"]),
        ((TITLE, TITLE), ["headline", "chrome"]),
        ((TITLE, TITLE + "——好"), ["headline", "deck"]),
        ((TITLE, "健康"), ["headline", "chrome"]),
        ((TITLE, "江岸频道"), ["headline", "chrome"]),
        ((TITLE, "渡口人的江岸频道"), ["headline", "deck"]),
        ((TITLE, "一、缘起"), ["headline"]),
        ((TITLE, "——守了三个月", "塔上的人"), ["headline", "deck"]),
        ((TITLE, DATE, "塔上的人"), ["headline", "date", "deck"]),
        ((TITLE, DATE, "塔上的人", "钟下的人"), ["headline", "date"]),
        ((TITLE + "！", DATE), ["headline", "date"]),
        ((TITLE, "师傅们在塔上修钟的现场。"), ["headline", "caption"]),
        ((TITLE, "修钟的现场。"), ["headline"]),
        ((TITLE, "渡口："), ["headline"]),
        (("渡口：",), []),
        (("林悦 摄", TITLE), ["caption", "headline"]),
        (("■", TITLE), ["chrome", "headline"]),
        ((TITLE, "责任编辑：", "林悦"), ["headline", "editor"]),
        (("原载《旷野》2023年第11期", TITLE), ["note", "headline"]),
        (("钟" * HEADLINE_MAX, DATE), ["headline", "date"]),
        (("钟" * (HEADLINE_MAX + 1), DATE), []),
        ((TITLE, "钟" * HEADLINE_MAX), ["headline", "deck"]),
        ((TITLE, "钟" * (HEADLINE_MAX + 1)), ["headline"]),
        ((TITLE, "【摘要】" + "停" * (2 * HEADLINE_MAX - 4)), ["headline", "deck"]),
        ((TITLE, "【摘要】" + "停" * (2 * HEADLINE_MAX - 3)), ["headline"]),
    ],
)
def test_the_lines_above_a_story_have_their_kinds(lines: tuple[str, ...], kinds: list[str]) -> None:
    assert kinds_of(*lines) == kinds


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        ((TITLE, "师傅们在塔上修钟。"), ["headline", "caption"]),
        ((TITLE, "　　师傅们在塔上修钟。"), ["headline"]),
        ((TITLE, "钟" * (BARE_CAPTION_MAX - 1) + "。"), ["headline"]),
        ((TITLE, DATE, "修钟的现场"), ["headline", "date", "caption"]),
        ((TITLE, DATE, "　　修钟的现场"), ["headline", "date", "deck"]),
        ((TITLE, "修钟的现场"), ["headline", "deck"]),
    ],
)
def test_above_indented_paragraphs_a_line_without_indent_is_a_caption(lines: tuple[str, ...], kinds: list[str]) -> None:
    assert kinds_of(*lines, story=["　　" + STORY] * 2) == kinds


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        ((TITLE,), []),
        ((DATE,), ["date"]),
        ((TITLE, DATE), ["headline", "date"]),
        ((TITLE, "塔上的人"), ["headline"]),
        ((TITLE, DATE, "塔上的人"), ["headline", "date"]),
        ((DATE, TITLE, "塔上的人"), ["date", "headline"]),
        (("分享", TITLE), ["chrome", "headline"]),
    ],
)
def test_without_a_story_only_the_headline_and_certain_lines_are_the_head(
    lines: tuple[str, ...], kinds: list[str]
) -> None:
    assert kinds_of(*lines, story=()) == kinds


def test_a_line_of_names_is_a_signature() -> None:
    def line(text: str) -> Line:
        return next(iter(iter_lines(text)))

    assert is_signature(line("罗素英 林悦"))
    assert is_signature(line("罗素英"))
    assert not is_signature(line("钟声又响了"))
    assert is_signature(line("■罗素英"))
    assert is_signature(line("欧阳静怡"))
    assert is_signature(line("阿卜杜拉·买买提"))
    assert not is_signature(line("罗素英 林悦。"))
    assert not is_signature(line("林悦 渡口"))
    names = "罗素英 林悦 方敏 李明 王红 张伟 陈明月"
    assert is_signature(line(names.replace("罗素英", "罗素英 ") + "红"))
    assert not is_signature(line(names + " 李红"))
