"""Which block of the original a paragraph of an edited copy is, and what its text is in the script as written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.copies import alignment
from reader.copies.alignment import AlignedBlock, align_blocks, find_edits, is_comparable, merge_edit
from reader.copies.markdown_reader import ParsedBlock
from reader.copies.payload import Payload
from reader.model import Article, Block, Origin, Phrase, Span, View, clean

if TYPE_CHECKING:
    from reader.model import CleanText

EDITED = "甲乙丙丁戊己庚辛壬癸"
"""A paragraph of ten characters; the same with another one behind it is a copy of it, edited."""


def payload(*texts: str, kind: str = "paragraph") -> Payload:
    blocks = tuple(Block(kind, clean(text), script="Hant") for text in texts)  # type: ignore[arg-type]
    views = tuple(View(block.text) for block in blocks)
    return Payload(Article(Origin("x"), blocks, script="Hant"), (), "source", views, "")


def align(original: Payload, *texts: str, omitted: frozenset[int] = frozenset()) -> list[AlignedBlock]:
    return align_blocks(original, [ParsedBlock("paragraph", clean(text)) for text in texts], omitted)


def indexes(original: Payload, *texts: str, omitted: frozenset[int] = frozenset()) -> list[int | None]:
    return [each.original_index for each in align(original, *texts, omitted=omitted)]


def unlike(count: int) -> list[str]:
    """Paragraphs that have no character in common."""
    return [chr(0x5000 + number) * 10 for number in range(count)]


# -- which block it is


def test_unchanged_paragraphs_are_found_wherever_they_are_now() -> None:
    assert indexes(payload("一", "二", "三"), "三", "一", "二") == [2, 0, 1]


def test_equal_paragraphs_are_matched_once_each_in_order() -> None:
    assert indexes(payload("同", "別", "同"), "同", "同", "同") == [0, 2, None]


def test_an_edited_paragraph_is_the_most_similar_one_between_its_neighbours() -> None:
    original = payload("前", f"{EDITED[:5]}一二三四五", f"{EDITED[:7]}一二三", "後")
    assert indexes(original, "前", EDITED, "後") == [0, 2, 3]


def test_a_paragraph_outside_its_neighbours_is_not_looked_at() -> None:
    assert indexes(payload("前", "後", EDITED), "前", f"{EDITED}新", "後") == [0, None, 1]
    assert indexes(payload("前", "後", EDITED), "前", f"{EDITED}新", "全新一段", "後") == [0, None, None, 1]
    assert indexes(payload(EDITED, "前", "後"), "前", f"{EDITED}新", "後") == [1, None, 2]


@pytest.mark.parametrize(("skipped", "found"), [(0, True), (11, True), (12, False), (13, False)])
def test_the_first_twelve_paragraphs_behind_the_one_before_are_looked_at(skipped: int, found: bool) -> None:
    """A limit, since comparing all with all would take minutes where a thousand paragraphs were edited."""
    original = payload("前", *unlike(skipped), EDITED, "後")
    index = skipped + 1 if found else None
    assert indexes(original, "前", f"{EDITED}新", "後") == [0, index, skipped + 2]


def test_paragraphs_that_are_in_the_file_unchanged_do_not_count_among_the_twelve() -> None:
    others = unlike(12)
    original = payload("前", *others, EDITED, "後")
    assert indexes(original, "前", f"{EDITED}新", "後", *others)[:3] == [0, 13, 14]


@pytest.mark.parametrize(("kept", "found"), [(10, True), (9, False)])
def test_half_of_a_paragraph_must_be_the_same(kept: int, found: bool) -> None:
    original = payload("前", EDITED * 2, "後")
    text = (EDITED * 2)[:kept] + unlike(1)[0] * 2
    text = text[: 2 * len(EDITED)]
    assert indexes(original, "前", text, "後")[1] == (1 if found else None)


def test_a_paragraph_that_is_four_fifths_the_same_is_taken_without_looking_further() -> None:
    nearly, equal_but_one = f"{EDITED[:8]}一二", f"{EDITED[:9]}一"
    assert indexes(payload("前", nearly, equal_but_one, "後"), "前", EDITED, "後") == [0, 1, 3]
    assert indexes(payload("前", f"{EDITED[:7]}一二三", equal_but_one, "後"), "前", EDITED, "後") == [0, 2, 3]


def test_a_new_paragraph_has_the_kind_and_the_script_of_the_file() -> None:
    (_, new) = align(payload("前"), "前", "这一段是后来写的")
    assert (new.block.kind, new.block.script, new.original_index) == ("paragraph", "Hans", None)


def test_blocks_that_copies_leave_out_stay_in_front_of_the_block_they_preceded() -> None:
    original = payload("選單", "一", "選單二", "二", "選單三")
    assert indexes(original, "一", "二", omitted=frozenset({0, 2, 4})) == [0, 1, 2, 3, 4]
    assert indexes(original, "新", "二", omitted=frozenset({0, 2, 4})) == [None, 0, 2, 3, 4]
    assert align(original, "一", omitted=frozenset({0, 2, 3, 4}))[0].parsed_block is None
    assert indexes(payload("選單", "一"), "選單", "一", omitted=frozenset({0})) == [None, 0, 1]


# -- what its text is


def edit(source: str, view: View, edited: str) -> tuple[CleanText, View]:
    return merge_edit(clean(source), view, clean(edited))


def test_unchanged_characters_stay_in_the_script_as_written() -> None:
    text, view = edit("裏面有錶", View(clean("里面有表")), "里面没有表")
    assert (text, view.text) == ("裏面没有錶", "里面没有表")
    assert view.source_length == len(text)


def test_a_phrase_is_as_written_unless_it_was_edited() -> None:
    phrases = View(clean("用軟體寫資訊"), (Phrase(1, 3, 1, 3), Phrase(4, 6, 4, 6)))
    assert edit("用软件写信息", phrases, "常用軟體寫資訊")[0] == "常用软件写信息"
    assert edit("用软件写信息", phrases, "用軟寫資訊")[0] == "用軟写信息"


def test_phrases_of_another_length_have_their_offsets_in_the_edited_text() -> None:
    view = View(clean("和網際網路的"), (Phrase(1, 4, 1, 5),))
    text, new = edit("和互联网的", view, "新和網際網路的")
    assert (text, new.phrases) == ("新和互联网的", (Phrase(2, 5, 2, 6),))
    assert new.span_to_source(2, 3) == (2, 5)


def test_spans_and_the_credit_go_with_their_words_or_go_away() -> None:
    spans = Span("strong", 4, 6), Span("credit", 7, 11)
    block = Block("caption", clean("夜色中的碼頭。李望 攝"), spans=spans, credit=clean("李望"))
    original = Payload(Article(Origin("x"), (block,)), (), "source", (View(block.text),), "")
    (moved,) = align(original, "春夜色中的碼頭。李望 攝")
    assert moved.block.spans == (Span("strong", 5, 7), Span("credit", 8, 12))
    assert moved.block.credit == "李望"
    (gone,) = align(original, "夜色中的碼頭。")
    assert (gone.block.spans, gone.block.credit) == ((Span("strong", 4, 6),), None)


@pytest.mark.parametrize(
    ("start", "one", "other", "end"),
    [("頭", "甲", "乙丙", "尾"), ("頭", "甲", "", "尾尾"), ("", "甲", "乙", ""), ("頭頭", "", "", "")],
)
def test_a_text_too_long_to_compare_is_replaced_between_its_common_ends(
    start: str, one: str, other: str, end: str
) -> None:
    padding = "一" * 2_100
    before, after = f"{start}{one and one + padding}{end}", f"{start}{other and other + padding}{end}"
    is_long = bool(one and other)
    assert is_comparable(before, after) is not is_long
    edits = find_edits(before, after)
    assert all(first < last or begin < behind for _, first, last, begin, behind in edits)
    assert "".join(after[begin:behind] for *_, begin, behind in edits) == after
    assert "".join(before[first:last] for _, first, last, *_ in edits) == before
    assert all(before[a:b] == after[c:d] for kind, a, b, c, d in edits if kind == "equal")
    if is_long:  # the common start, what differs, and the common end, to which the padding belongs
        assert [kind for kind, *_ in edits] == ["equal"] * bool(start) + ["replace", "equal"]


def test_what_was_added_to_or_cut_from_such_a_text_is_one_edit() -> None:
    long = "一" * 2_100
    assert not is_comparable(long, long + "乙")
    assert find_edits(long, long + "乙") == [("equal", 0, 2_100, 0, 2_100), ("replace", 2_100, 2_100, 2_100, 2_101)]
    assert find_edits(long + "乙", long) == [("equal", 0, 2_100, 0, 2_100), ("replace", 2_100, 2_101, 2_100, 2_100)]


def test_two_paragraphs_are_not_edited_states_of_the_same_one() -> None:
    original = payload("首", EDITED, "尾")
    assert indexes(original, f"{EDITED}新", "尾", "首", f"{EDITED}又") == [1, 2, 0, None]


def test_the_first_paragraph_may_be_edited() -> None:
    assert indexes(payload(EDITED, "尾"), f"{EDITED}新", "尾") == [0, 1]
    assert indexes(payload(EDITED), f"{EDITED}新") == [0]


def test_a_span_at_the_start_stays_there_and_one_whose_words_are_elsewhere_moves() -> None:
    spans = Span("strong", 0, 2), Span("credit", 3, 5)
    block = Block("paragraph", clean("甲乙丙丁戊"), spans=spans, credit=clean("丁戊"))
    original = Payload(Article(Origin("x"), (block,)), (), "source", (View(block.text),), "")
    (found,) = align(original, "丁戊甲乙丙丁")
    assert found.block.spans == (Span("strong", 2, 4), Span("credit", 0, 2))
    (found,) = align(original, "甲乙丙甲乙")
    assert (found.block.spans, found.block.credit) == ((Span("strong", 0, 2),), None)


@pytest.mark.parametrize(("one", "other", "expected"), [("一一", "一一一", True), ("一一", "一一一一", False)])
def test_texts_are_comparable_up_to_a_number_of_pairs_of_equal_characters(
    one: str, other: str, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alignment, "_MAX_PAIRS", 6)
    assert is_comparable(f"{one}甲", f"乙{other}") is expected


def test_a_paragraph_that_is_too_long_to_compare_is_matched_by_its_characters() -> None:
    long = "一" * 2_100
    assert indexes(payload("前", long, "後"), "前", f"{long}乙", "後") == [0, 1, 2]
    assert indexes(payload("前", long, "後"), "前", "乙" * 2_100, "後") == [0, None, 2]


def test_the_whole_common_end_of_such_a_text_is_unchanged() -> None:
    end = "一" * 2_100 + "二三四五"
    assert find_edits("甲" + end, "乙" + end) == [("replace", 0, 1, 0, 1), ("equal", 1, 2_105, 1, 2_105)]


def test_characters_that_a_long_text_has_often_count_like_others() -> None:
    long = "的一" * 150
    assert find_edits(long, f"{long}新") == [("equal", 0, 300, 0, 300), ("insert", 300, 300, 300, 301)]
    assert indexes(payload("前", long, "後"), "前", f"{long}新", "後") == [0, 1, 2]
