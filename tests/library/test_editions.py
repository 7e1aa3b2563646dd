"""The edition that a newspaper article was printed in."""

from __future__ import annotations

import pytest

from reader.library.editions import find_edition
from reader.model import Block, BlockKind, clean


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("第01版：要聞", "01版"),
        ("要闻 1版", "01版"),
        ("A12版", "A12版"),
        ("（原載2月3日Ａ2版）", "A02版"),
        ("《日報》第十二版", "12版"),
        ("第二十版", "20版"),
        ("第三版", "03版"),
        ("第十版", "10版"),
        ("第二十三版", "23版"),
        ("第十五版", "15版"),
        ("第一〇版", "10版"),
        ("第零三版", "03版"),
        ("第三版圖", None),
        ("2025年版本", None),
        ("版权所有", None),
        ("要聞", None),
    ],
)
def test_an_edition_is_found_in_the_lines_around_the_story(text: str, edition: str | None) -> None:
    assert find_edition([Block("source", clean(text))]) == edition


@pytest.mark.parametrize("kind", ["paragraph", "headline", "caption"])
def test_the_story_itself_names_no_edition(kind: BlockKind) -> None:
    assert find_edition([Block(kind, clean("第01版"))]) is None
    assert find_edition([]) is None
