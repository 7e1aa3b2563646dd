"""Positions before and after an edit of a copy."""

from __future__ import annotations

import pytest

from reader.annotations.model import CanonicalText
from reader.copies.alignment import align_blocks
from reader.copies.edit_mapping import EditMapping
from reader.copies.markdown_reader import parse_markdown
from reader.copies.payload import Payload
from reader.model import Article, Block, Origin, View, clean

BLOCKS = tuple(Block("paragraph", clean(text)) for text in ("甲乙丙丁", "戊己庚辛", "壬癸子丑"))
ARTICLE = Article(Origin("x"), BLOCKS)
OLD = CanonicalText(BLOCKS)


def mapping(markdown: str) -> EditMapping:
    payload = Payload(ARTICLE, (), "source", tuple(View(block.text) for block in BLOCKS), "")
    return EditMapping(ARTICLE, align_blocks(payload, parse_markdown(markdown).blocks, frozenset()))


def span_of(quote: str) -> tuple[int, int]:
    start = OLD.text.index(quote)
    return start, start + len(quote)


@pytest.mark.parametrize(
    ("markdown", "quote", "found"),
    [
        ("甲乙丙丁\n\n戊己庚辛\n\n壬癸子丑", "己庚", "己庚"),
        ("壬癸子丑\n\n甲乙丙丁\n\n戊己庚辛", "己庚", "己庚"),
        ("壬癸子丑\n\n甲乙丙丁\n\n戊己庚辛", "丁\n戊", "丁\n戊"),
        ("甲乙丙丁\n\n新\n\n戊己庚辛", "丁\n戊", None),
        ("戊己庚辛\n\n甲乙丙丁", "丁\n戊", None),
        ("甲乙丙丁\n\n戊己新庚辛", "己庚", None),
        ("甲乙丙丁", "己庚", None),
        ("甲乙丙丁\n\n戊己庚辛", "", None),
        ("戊己庚辛", "\n戊", None),
    ],
)
def test_a_span_of_unchanged_neighbours_is_mapped(markdown: str, quote: str, found: str | None) -> None:
    edited = mapping(markdown)
    span = edited.map_span(OLD.make_target(*span_of(quote)))
    assert (edited.new_text.text[slice(*span)] if span else None) == found


def test_the_start_of_a_span_is_mapped_with_its_edited_block() -> None:
    target = OLD.make_target(*span_of("庚辛"))
    assert mapping("新一段\n\n甲乙丙丁\n\n戊己庚新").map_block_start(target) == (target.start + 4, target.end + 4)
    assert mapping("甲乙丙丁").map_block_start(target) == (target.start, target.end)


def test_the_highlights_of_a_footnote_are_the_last_piece_and_longer_ones() -> None:
    edited = mapping("甲==乙====丙==[^a]丁[^b]\n\n==戊==己庚辛")
    assert [edited.new_text.text[slice(*span)] for span in edited.find_highlights("a")] == ["丙", "乙丙"]
    assert list(edited.find_highlights("b")) == []
    assert list(edited.find_highlights("c")) == []
    assert list(mapping("甲====[^a]乙").find_highlights("a")) == []  # nothing is between the signs


def test_a_target_is_highlighted_only_if_each_of_its_blocks_is() -> None:
    edited = mapping("甲乙丙==丁==\n\n戊己庚辛")
    assert edited.is_highlighted(OLD.make_target(*span_of("丁")))
    assert not edited.is_highlighted(OLD.make_target(*span_of("丙")))
    assert not edited.is_highlighted(OLD.make_target(*span_of("丁\n戊")))


def test_a_highlight_in_front_of_or_behind_a_target_is_not_on_it() -> None:
    target = OLD.make_target(*span_of("丙"))
    assert not mapping("甲==乙==丙丁\n\n戊己庚辛").is_highlighted(target)
    assert not mapping("甲乙丙==丁==\n\n戊己庚辛").is_highlighted(target)
    assert mapping("甲==乙丙==丁\n\n戊己庚辛").is_highlighted(target)
    assert mapping("==甲==乙==丙==丁\n\n戊己庚辛").is_highlighted(target)
    assert mapping("==甲==乙==丙==丁==\n\n戊己庚辛").is_highlighted(target)


def test_the_highlights_of_each_block_are_its_own() -> None:
    edited = mapping("甲==乙==[^a]丙丁\n\n==戊==[^b]己庚辛\n\n==壬癸==[^a]子丑")
    for label, found in (("a", ["乙", "壬癸"]), ("b", ["戊"]), ("a", ["乙", "壬癸"])):
        assert [edited.new_text.text[slice(*span)] for span in edited.find_highlights(label)] == found
