"""A bounded look at a text tells how it sets its paragraphs and headings."""

from __future__ import annotations

import pytest

from reader.structure.lines import iter_lines
from reader.structure.text_profile import TextProfile

STORY = "停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅在塔上守了整整三个月，船工们都说好听。"


def profile_of(*lines: str) -> TextProfile:
    return TextProfile(list(iter_lines("\n".join(lines))))


def test_indented_paragraphs_are_detected() -> None:
    assert profile_of(f"　　{STORY}", f"　　{STORY}").has_indented_paragraphs
    assert not profile_of(STORY, STORY).has_indented_paragraphs


def test_headings_without_indent_among_indented_paragraphs_are_detected() -> None:
    rows = ["一、缘起", f"　　{STORY}", "二、修钟", f"　　{STORY}"]
    assert profile_of(*rows).has_flush_headings


def test_a_heading_has_siblings_built_like_it() -> None:
    profile = profile_of("塔上的人", STORY, "塔上的钟", STORY, "河边的早点铺与老船工们", STORY)
    first, _, _, _, other, _ = iter_lines(
        "\n".join(["塔上的人", STORY, "塔上的钟", STORY, "河边的早点铺与老船工们", STORY])
    )
    assert profile.has_similar_heading(first)
    assert not profile.has_similar_heading(other)


@pytest.mark.parametrize(
    ("indented", "flush", "expected"), [(2, 1, True), (3, 2, False), (5, 3, True), (1, 1, False), (0, 0, False)]
)
def test_more_than_six_tenths_of_the_text_is_in_indented_paragraphs(
    indented: int, flush: int, *, expected: bool
) -> None:
    assert profile_of(*[f"　　{STORY}"] * indented, *[STORY] * flush).has_indented_paragraphs is expected


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["塔上的人", "塔下的人"], True),
        (["塔上的人", "　　塔下的人"], False),
        (["塔上的钟声又在昨天上午重新敲响的时候", "塔下的人"], True),  # one of two is too long for a heading
        (["塔上的钟声又在昨天上午重新敲响的时候呢"], False),
        (["塔上的钟声又在昨天上午重新敲响的时候"], True),
        (["一、塔上的钟声又在昨天上午重新敲响的时候呢"], True),
        (["市长在渡口考察"], False),
    ],
)
def test_short_flush_lines_above_indented_paragraphs_are_headings(headings: list[str], *, expected: bool) -> None:
    rows = [f"　　{STORY}"]
    for heading in headings:
        rows += [heading, f"　　{STORY}"]
    assert profile_of(*rows).has_flush_headings is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("塔下的人", True),
        ("塔下的人？", True),
        ("塔下", True),
        ("▲塔下的人", False),
        ("塔下\t的人", False),
        ("责任编辑：林悦", False),
        ("相关新闻", False),
        ("塔下的人说：", False),
    ],
)
def test_a_line_that_can_only_be_a_heading_has_similar_ones(line: str, *, expected: bool) -> None:
    rows = [STORY, line, STORY, line, STORY]
    assert profile_of(*rows).has_similar_heading(list(iter_lines("\n".join(rows)))[1]) is expected
