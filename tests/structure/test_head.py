"""What stands above a story in plain text: headline, deck, furniture, names."""

from __future__ import annotations

import pytest

from reader.structure.head import classify_head, is_signature
from reader.structure.lines import Line, LineWindow, iter_lines
from reader.structure.text_profile import SAMPLE_LINES, TextProfile

STORY = "停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅在塔上守了整整三个月，船工们都说好听。"


def kinds_of(*lines: str) -> list[str]:
    window = LineWindow(iter_lines("\n".join([*lines, STORY, STORY])))
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
    ],
)
def test_the_lines_above_a_story_have_their_kinds(lines: tuple[str, ...], kinds: list[str]) -> None:
    assert kinds_of(*lines) == kinds


def test_a_line_of_names_is_a_signature() -> None:
    def line(text: str) -> Line:
        return next(iter(iter_lines(text)))

    assert is_signature(line("罗素英 林悦"))
    assert is_signature(line("罗素英"))
    assert not is_signature(line("钟声又响了"))
