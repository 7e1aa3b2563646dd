"""The canonical text with its offsets, targets, and merging annotations."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.model import Annotation, CanonicalText, Target, find_newer, merge_annotations
from reader.model import Block, clean
from reader.model.clean import UNSAFE_CHARACTER

TEXTS = st.lists(st.text("東岸縣臨海,。\t𨋢", max_size=12), min_size=1, max_size=6)


CONTROL_CHARACTERS = ["\x1b[31m", "\x00", "\x07", "\x7f", "\x9b", "\u202e", "\u2066", "\u2028", "\udc80"]
"""What a terminal obeys, or what reorders or hides text."""


def canonical(texts: list[str]) -> CanonicalText:
    return CanonicalText([Block("paragraph", clean(text)) for text in texts])


@given(TEXTS, st.data())
def test_an_offset_maps_to_its_block_and_back(texts: list[str], data: st.DataObject) -> None:
    whole = canonical(texts)
    assert whole.text == "\n".join(texts)
    block = data.draw(st.integers(0, len(texts) - 1))
    at = data.draw(st.integers(0, len(texts[block])))
    assert whole.locate(whole.to_offset(block, at)) == (block, at)


@given(TEXTS, st.data())
def test_the_parts_of_a_span_are_its_words_block_by_block(texts: list[str], data: st.DataObject) -> None:
    whole = canonical(texts)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(whole.text))] * 2)))
    parts = list(whole.split_by_block(start, end))
    assert "".join(texts[b][s:e] for b, s, e in parts) == whole.text[start:end].replace("\n", "")
    assert all(whole.text[whole.to_offset(b, s) : whole.to_offset(b, e)] == texts[b][s:e] for b, s, e in parts)


@given(TEXTS, st.data())
def test_a_target_has_its_quote_and_context(texts: list[str], data: st.DataObject) -> None:
    whole = canonical(texts)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(whole.text))] * 2)))
    target = whole.make_target(start, end)
    assert whole.text[start - len(target.prefix) : end + len(target.suffix)] == (
        target.prefix + target.exact + target.suffix
    )
    assert len(target.prefix) == min(start, 64 if end - start < 8 else 32)


def test_a_note_on_the_article_and_an_ambiguous_one_are_not_placed() -> None:
    target = Target(0, 2, "東岸")
    assert Annotation("urn:1", "", "", target).is_placed
    assert not Annotation("urn:1", "", "").is_placed
    assert not Annotation("urn:1", "", "", target, state="ambiguous").is_placed


OLD = Annotation("urn:1", "2026-01", "2026-01", note="舊")
NEW = replace(OLD, modified="2026-02", note="新")
OTHER = Annotation("urn:2", "2026-01", "2026-01")


def test_merging_takes_the_later_of_two_annotations_with_one_id() -> None:
    assert merge_annotations([OLD], [NEW, OTHER]) == merge_annotations([NEW, OTHER], [OLD]) == [NEW, OTHER]


def test_merging_takes_mine_where_both_were_modified_at_the_same_time() -> None:
    assert merge_annotations([replace(OLD, note="我的")], [OLD])[0].note == "我的"


def test_the_newer_of_theirs_are_those_a_merge_takes() -> None:
    assert find_newer([OLD], [NEW, OTHER]) == [NEW, OTHER]
    assert find_newer([NEW, OTHER], [OLD]) == []
    assert find_newer([OLD], [replace(OLD, note="同時")]) == []
    assert find_newer([], [OLD, NEW]) == [NEW]


@pytest.mark.parametrize("control", CONTROL_CHARACTERS)
def test_a_note_and_its_tags_are_clean_however_the_annotation_is_made(control: str) -> None:
    raw = f"a{control}b"
    made = Annotation("urn:uuid:1", "", "", note=raw, tags=(raw,), figure=raw)
    for annotation in (made, replace(Annotation("urn:uuid:1", "", ""), note=raw, tags=(raw,), figure=raw)):
        for text in (annotation.note, *annotation.tags, annotation.figure):
            assert UNSAFE_CHARACTER.search(text) is None
            assert len(text) == len(raw)


@given(st.text(), st.text())
def test_cleaning_a_note_again_changes_nothing(note: str, tag: str) -> None:
    annotation = Annotation("urn:uuid:1", "", "", note=note, tags=(tag,))
    assert replace(annotation, note=annotation.note, tags=annotation.tags) == annotation


def test_a_note_keeps_its_lines_and_a_tag_has_one() -> None:
    annotation = Annotation("urn:uuid:1", "", "", note="一\n二\t三", tags=("一\n二",))
    assert annotation.note == "一\n二\t三"
    assert annotation.tags == ("一␊二",)
