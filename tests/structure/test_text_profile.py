"""A bounded look at a text tells how it sets its paragraphs and headings."""

from __future__ import annotations

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
