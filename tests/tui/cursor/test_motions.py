"""Motions of the cursor, sentences, and what is selected."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.model import clean
from reader.tui.cursor import motions, sentences
from reader.tui.cursor.motions import (
    MOTIONS,
    Selection,
    first,
    last,
    paragraph_at,
    phrase_at,
    sentence_at,
    settle,
    stretches,
)
from reader.tui.cursor.positions import LONGEST, Position, grapheme_end, grapheme_start
from reader.tui.cursor.sentences import CELL, sentence_behind, sentence_in
from reader.typeset.graphemes import boundary_at_or_before, graphemes


@dataclass(frozen=True)
class Paper:
    """Blocks, of which some are not on the page."""

    blocks: tuple[str, ...]
    hidden: frozenset[int] = frozenset()

    @property
    def count(self) -> int:
        return len(self.blocks)

    def text(self, block: int) -> str:
        return self.blocks[block]

    def shown(self, block: int) -> bool:
        return block not in self.hidden

    def positions(self) -> list[Position]:
        """Everywhere the cursor may stand."""
        return [
            (block, start)
            for block, text in enumerate(self.blocks)
            if self.shown(block)
            for start, _ in graphemes(text)
        ]


NEWS = Paper(("共生經濟", "電頭", "他說：「發展，要快。」大家笑了！", "完"), frozenset({1}))
SIGNS = '發展的了𨋢。。！？；……「」『』（）”"，、：《》.!?; \n\u3000\u00a01９aZ-@é’\u0301\u200d👨🇭🇰葛\U000e0100'
TEXTS = st.text(st.sampled_from(SIGNS), max_size=30).map(clean) | st.text(max_size=12).map(clean)
PAPERS = st.builds(
    lambda blocks, hidden: Paper(tuple(blocks), frozenset(hidden)),
    st.lists(TEXTS, max_size=5),
    st.sets(st.integers(0, 4), max_size=3),
)
ON = ["right", "phrase_next", "phrase_end", "sentence_next", "paragraph_next"]
BACK = ["left", "phrase_back", "sentence_back", "paragraph_back"]


def walked(paper: Paper, motion: str, start: Position) -> list[Position]:
    """Every place a motion comes to, until it stays."""
    found = []
    while (after := MOTIONS[motion](paper, start)) != start:
        found.append(after)
        start = after
    return found


@pytest.mark.parametrize(
    ("motion", "expected"),
    [
        ("right", [(0, 1), (0, 2), (0, 3), (2, 0)]),
        ("phrase_next", [(0, 2), (2, 0), (2, 1), (2, 2), (2, 3), (2, 4), (2, 6), (2, 7), (2, 8), (2, 9), (2, 10)]),
        ("phrase_end", [(0, 1), (0, 3), (2, 0), (2, 1), (2, 2), (2, 3), (2, 5), (2, 6), (2, 7), (2, 8), (2, 9)]),
        ("sentence_next", [(2, 0), (2, 11), (3, 0)]),
        ("paragraph_next", [(2, 0), (3, 0)]),
    ],
)
def test_onward(motion: str, expected: list[Position]) -> None:
    assert walked(NEWS, motion, (0, 0))[: len(expected)] == expected
    assert walked(NEWS, motion, (0, 0))[-1] == (3, 0)


@pytest.mark.parametrize(
    ("motion", "expected"),
    [
        ("left", [(2, 15), (2, 14), (2, 13)]),
        ("phrase_back", [(2, 15), (2, 14), (2, 13)]),
        ("sentence_back", [(2, 11), (2, 0), (0, 0)]),
        ("paragraph_back", [(2, 0), (0, 0)]),
    ],
)
def test_backward(motion: str, expected: list[Position]) -> None:
    assert walked(NEWS, motion, (3, 0))[: len(expected)] == expected
    assert walked(NEWS, motion, (3, 0))[-1] == (0, 0)


def test_back_goes_to_the_beginning_of_what_the_cursor_is_in() -> None:
    assert motions.phrase_back(NEWS, (2, 5)) == (2, 4)
    assert motions.sentence_back(NEWS, (2, 12)) == (2, 11)
    assert motions.paragraph_back(NEWS, (2, 12)) == (2, 0)


def test_forward_ends_at_the_last_grapheme() -> None:
    paper = Paper(("好，共生經濟e\u0301",))
    for motion in ON:
        assert walked(paper, motion, (0, 0))[-1] == (0, 6)


def test_an_article_without_a_place_to_stand() -> None:
    for paper in (Paper(()), Paper(("",)), Paper(("好",), frozenset({0}))):
        for motion in MOTIONS.values():
            assert motion(paper, (0, 0)) == (0, 0)
        assert list(stretches(paper, Selection(None, (0, 0)).span(paper))) == []
        assert Selection((0, 0), (0, 0)).widen(paper).span(paper) == ((0, 0), (0, 0))


def test_a_hidden_block_gives_way() -> None:
    assert settle(NEWS, (1, 1)) == (2, 0)
    assert settle(NEWS, (9, 0)) == (3, 0)
    assert settle(NEWS, (-1, 5)) == (0, 0)
    assert settle(NEWS, (0, 99)) == (0, 3)
    assert settle(Paper(("好e\u0301", "x"), frozenset({1})), (1, 0)) == (0, 1)
    assert settle(Paper(("好e\u0301",)), (0, 2)) == (0, 1)


@given(PAPERS)
@example(Paper(("\u0301", " \u0301", "1 \u0301.")))
@example(Paper(("。\u0301 好", " ", "")))
def test_motions_keep_to_graphemes_and_to_their_direction(paper: Paper) -> None:
    places = paper.positions()
    for at in places:
        for name in ON:
            after = MOTIONS[name](paper, at)
            assert after in places
            assert after > at or at == last(paper)
        for name in BACK:
            after = MOTIONS[name](paper, at)
            assert after in places
            assert after < at or at == first(paper)


@given(PAPERS)
def test_motions_are_monotone(paper: Paper) -> None:
    for motion in MOTIONS.values():
        reached = [motion(paper, at) for at in paper.positions()]
        assert reached == sorted(reached)


@given(PAPERS)
def test_on_and_back_again_comes_to_a_boundary_at_or_before(paper: Paper) -> None:
    for at in paper.positions():
        for on, back in (("right", "left"), ("sentence_next", "sentence_back"), ("paragraph_next", "paragraph_back")):
            after = MOTIONS[on](paper, at)
            returned = MOTIONS[back](paper, after)
            assert returned <= at
            if after != last(paper) and returned != first(paper):
                assert MOTIONS[on](paper, returned) == after
        assert motions.phrase_back(paper, motions.phrase_next(paper, at)) <= at


# -- sentences


def cut(text: str) -> list[str]:
    found, at = [], 0
    while text:
        start, end = sentence_in(text, at)
        found.append(text[start:end])
        behind = sentence_behind(text, at)
        if behind is None:
            break
        at = behind
    return found


@pytest.mark.parametrize(
    "text",
    [
        "甲。|乙！|丙？|丁；|戊……|己",
        "他說：「我不走。|你走！」|她問：「好嗎？」，他笑了。|完",
        "《誰？》獲獎。|讀《好！》、《不！》的人。",
        "（完。）|下一段?!|真的！？」",
        "「……我不知道。」|他走了",
        "沒有句號的標題",
        "增長3.5%。|見 https://a.example/b?c=d!e 和 www.a.example。",
        "Stocks rose 1.5%. |Mr. Smith of U.S. Steel said no. |See a.example. |See J. R. Doe vs. Roe.",
        "1. 甲。|2. 乙。|It was 3. |Then",
        "Yahoo!奇摩報道。|你好!|我們?|好;|的",
        "AT&T;x?y!z 好",
        "第１．５節。|全形句點．|好",
        "……",
        "半形｡|好",
        "甲。 \u3000|乙。",
        "Wait... |what",
        "好。\u0301|的",
    ],
)
def test_where_sentences_end(text: str) -> None:
    parts = text.split("|")
    assert cut("".join(parts)) == [part.rstrip() for part in parts]


def test_straight_quotes_open_and_close() -> None:
    assert cut('他走了。"好的。"他說。') == ["他走了。", '"好的。"', "他說。"]


@given(TEXTS)
@example("好。 \u0301的")
@example("。。\u0301")
def test_sentences_tile_the_block(text: str) -> None:
    sentences_ = [sentence_in(text, offset) for offset in range(len(text))]
    assert sentences_ == sorted(sentences_)
    found = sorted(set(sentences_))
    edges = {start for start, _ in graphemes(text)} | {len(text)}
    assert edges.issuperset(edge for sentence in found for edge in sentence)
    starts = [*(start for start, _ in found), len(text)]
    assert starts[0] == 0 or not text
    for (start, end), behind in zip(found, starts[1:], strict=True):
        assert start < end <= behind
        assert not text[end:behind].strip()
        assert {sentence_in(text, offset) for offset in range(start, behind)} == {(start, end)}
        assert sentence_behind(text, start) == (behind if behind < len(text) else None)


@given(TEXTS, st.integers(1, 60))
def test_sentences_do_not_depend_on_the_cells_they_are_looked_for_in(text: str, before_the_cell: int) -> None:
    sample = "很" * 7 + "。」" + text + "。" + "好" * 5 + "！"
    before = "好。" + "很" * (CELL - before_the_cell - 3) + "。"
    whole = before + sample
    for offset in range(0, len(sample), 5):
        start, end = sentence_in(sample, offset)
        assert sentence_in(whole, len(before) + offset) == (len(before) + start, len(before) + end)


@pytest.mark.parametrize("into", range(14))
def test_a_run_of_stops_over_the_edge_of_a_cell_is_one(into: int) -> None:
    sample = "好。「……我說。。」」」他走了"
    before = "好。" + "很" * (CELL - into - 3) + "。"
    assert len(before) == CELL - into
    for offset in range(len(sample)):
        start, end = sentence_in(sample, offset)
        assert sentence_in(before + sample, len(before) + offset) == (len(before) + start, len(before) + end)


@pytest.mark.parametrize("unit", ["很", "。", "1. ", "。、", "」", "\u0301", "…", '。"', "Mr. ", "e\u0301"])
def test_an_endless_sentence_is_cut(unit: str) -> None:
    text = unit * (4 * CELL // len(unit))
    for offset in (0, CELL - 1, CELL, 2 * CELL + 5, len(text) - 1):
        start, end = sentence_in(text, offset)
        assert start <= offset
        assert start < end
        behind = sentence_behind(text, offset)
        assert behind is None or behind > offset


def test_the_sentence_of_spaces_is_the_one_before() -> None:
    assert sentence_in("甲。  乙。", 3) == (0, 2)


# -- what is selected


def test_without_a_beginning_the_sentence_is_selected() -> None:
    assert Selection(None, (2, 13)).span(NEWS) == ((2, 11), (2, 16))
    assert sentence_at(NEWS, (2, 13)) == ((2, 11), (2, 16))
    assert phrase_at(NEWS, (2, 5)) == ((2, 4), (2, 6))
    assert paragraph_at(NEWS, (2, 5)) == ((2, 0), (2, 16))


def test_a_selection_covers_the_grapheme_under_its_later_end() -> None:
    paper = Paper(("好e\u0301的",))
    for one, other in (((0, 0), (0, 1)), ((0, 1), (0, 0))):
        assert Selection(one, other).span(paper) == ((0, 0), (0, 3))
    assert Selection((0, 1), (0, 1)).span(paper) == ((0, 1), (0, 3))


def test_a_selection_begins_and_is_dropped() -> None:
    begun = Selection(None, (2, 3)).anchored()
    assert begun == Selection((2, 3), (2, 3))
    assert begun.moved(motions.right, NEWS) == Selection((2, 3), (2, 4))
    assert begun.anchored() == Selection(None, (2, 3))
    assert Selection((0, 1), (2, 3)).other_end() == Selection((2, 3), (0, 1))
    assert Selection(None, (2, 3)).other_end() == Selection(None, (2, 3))


def test_wider_is_the_sentence_then_the_block_then_nothing() -> None:
    selection = Selection(None, (2, 5)).widen(NEWS)
    assert selection == Selection((2, 0), (2, 10))
    selection = selection.widen(NEWS)
    assert selection == Selection((2, 0), (2, 15))
    assert selection.widen(NEWS) == selection
    assert Selection((0, 2), (2, 12)).widen(NEWS) == Selection((0, 0), (2, 15))


def test_stretches_are_of_what_is_on_the_page() -> None:
    span = Selection((0, 2), (3, 0)).span(NEWS)
    assert list(stretches(NEWS, span)) == [(0, 2, 4), (2, 0, 16), (3, 0, 1)]
    assert motions.count(NEWS, span) == 2 + 16 + 1


@given(PAPERS, st.data())
def test_selections_keep_to_graphemes_and_only_grow(paper: Paper, data: st.DataObject) -> None:
    places = paper.positions()
    if not places:
        return
    point = data.draw(st.sampled_from(places))
    anchor = data.draw(st.sampled_from([None, *places]))
    selection = Selection(anchor, point)
    low, behind = selection.span(paper)
    ends = {(block, end) for block, text in enumerate(paper.blocks) for _, end in graphemes(text)}
    assert low in places
    assert behind in ends
    assert low < behind
    if anchor is not None:
        assert low <= min(anchor, point)
        assert max(anchor, point) < behind
    for block, start, end in stretches(paper, (low, behind)):
        assert paper.shown(block)
        assert (block, start) in places
        assert (block, end) in ends
    assert selection.other_end().span(paper) == (low, behind)
    for _ in range(3):
        selection = selection.widen(paper)
        wider = selection.span(paper)
        assert wider[0] <= low
        assert wider[1] >= behind
        low, behind = wider
    assert selection.widen(paper) == selection


# -- motions of a selection by sentences and paragraphs

STORY = Paper(("標題", "甲說。乙 說！\u3000丙說？", "丁說。Mr. Wu came. He left.", "圖"), frozenset({0}))


def moved(selection: Selection, *names: str, paper: Paper = STORY) -> Selection:
    for name in names:
        selection = selection.moved(MOTIONS[name], paper)
    return selection


def words(selection: Selection, paper: Paper = STORY) -> str:
    """What is selected, blocks joined by a solidus."""
    found = stretches(paper, selection.span(paper))
    return "/".join(paper.text(block)[start:end] for block, start, end in found)


def test_from_a_sentence_onward_whole_sentences_are_selected() -> None:
    """V and then `)`, again and again: never a character of the next sentence."""
    selection = Selection(None, (1, 1)).widen(STORY)
    assert words(selection) == "甲說。"
    steps = []
    for _ in range(8):
        selection = moved(selection, "sentence_next")
        steps.append(words(selection))
    assert steps[:6] == [
        "甲說。乙 說！\u3000",  # to the next sentence, as vi's `y)`: with the space before it
        "甲說。乙 說！\u3000丙說？",
        "甲說。乙 說！\u3000丙說？/丁說。",
        "甲說。乙 說！\u3000丙說？/丁說。Mr. Wu came. ",
        "甲說。乙 說！\u3000丙說？/丁說。Mr. Wu came. He left.",
        "甲說。乙 說！\u3000丙說？/丁說。Mr. Wu came. He left./圖",
    ]
    assert len(set(steps[5:])) == 1


def test_back_again_sentence_by_sentence() -> None:
    selection = moved(Selection((1, 0), (1, 2)), *["sentence_next"] * 4)
    back = []
    for _ in range(5):
        selection = moved(selection, "sentence_back")
        back.append(words(selection))
    assert back == ["甲說。乙 說！\u3000丙說？/丁說。", "甲說。乙 說！\u3000丙說？", "甲說。乙 說！\u3000",
                    "甲說。", "甲"]  # fmt: skip


def test_from_amid_a_sentence_it_is_first_selected_to_its_end() -> None:
    assert words(moved(Selection((1, 4), (1, 4)), "sentence_next")) == " 說！\u3000"
    assert words(moved(Selection((1, 4), (1, 4)), "sentence_next", "sentence_next")) == " 說！\u3000丙說？"


def test_spaces_behind_a_sentence_are_no_sentence_of_their_own() -> None:
    selection = Selection(None, (2, 3)).widen(STORY)
    assert words(selection) == "Mr. Wu came."
    assert words(moved(selection, "sentence_next")) == "Mr. Wu came. He left."


def test_an_end_that_moves_before_the_beginning_goes_to_starts_of_sentences() -> None:
    """As in vi: `(` goes to the start of a sentence, and `)` from there to that of the next."""
    back = moved(Selection((2, 2), (2, 1)), "sentence_back", "sentence_back")
    assert words(back) == "丙說？/丁說。"
    assert words(moved(back, "sentence_next")) == "丁說。"
    assert words(moved(back, "sentence_next", "sentence_next")) == "。"
    assert words(moved(back, *["sentence_next"] * 3)) == "。Mr. Wu came. "


def test_paragraphs_are_selected_whole_too() -> None:
    selection = Selection((1, 3), (1, 3))
    onward = moved(selection, "paragraph_next")
    assert words(onward) == "乙 說！\u3000丙說？"
    assert words(moved(onward, "paragraph_next")) == "乙 說！\u3000丙說？/丁說。Mr. Wu came. He left."
    assert words(moved(onward, "paragraph_next", "paragraph_back")) == "乙 說！\u3000丙說？"
    assert words(moved(onward, *["paragraph_next"] * 9)).endswith("He left./圖")
    assert words(moved(selection, "paragraph_back")) == "甲說。乙"


def test_without_a_selection_the_cursor_goes_to_starts_as_before() -> None:
    assert moved(Selection(None, (1, 1)), "sentence_next").point == (1, 3)
    assert moved(Selection(None, (1, 1)), "paragraph_next").point == (2, 0)


@given(PAPERS, st.data())
def test_onward_a_selection_ends_where_vi_s_region_ends(paper: Paper, data: st.DataObject) -> None:
    """POSIX, vi: the region of `y)` is from the cursor to before the place that `)` goes to.

    Where the cursor stands on the last of its sentence, that is selected already: then the next one is taken.
    """
    places = paper.positions()
    if not places:
        return
    at = data.draw(st.sampled_from(places))
    point = moved(Selection(at, at), "sentence_next", paper=paper).point
    assert point in places
    assert point > at or at == last(paper)
    if grapheme_end(paper.text(at[0]), at[1]) < sentence_at(paper, at)[1][1]:
        assert motions.right(paper, point) == motions.sentence_next(paper, at) or point == last(paper)


@given(PAPERS, st.data())
def test_a_selection_by_wholes_grows_and_shrinks_by_the_same(paper: Paper, data: st.DataObject) -> None:
    places = paper.positions()
    if not places:
        return
    on, back, whole_at = data.draw(
        st.sampled_from(
            [("sentence_next", "sentence_back", sentence_at), ("paragraph_next", "paragraph_back", paragraph_at)]
        )
    )
    anchor = data.draw(st.sampled_from(places))
    first_step = moved(Selection(anchor, anchor), on, paper=paper)
    second = moved(first_step, on, paper=paper)
    assert first_step.point <= second.point
    if second.point != last(paper):
        assert moved(second, back, paper=paper) == first_step
    for selection in (first_step, second):
        behind = motions.right(paper, selection.point)
        assert whole_at(paper, behind)[0] == behind or selection.point == last(paper)


# -- graphemes


@given(TEXTS)
@example("🇭🇰🇭🇰🇭")
@example("क्षि")
@example("好\u0600\u0600好")
def test_the_graphemes_of_a_step_are_those_of_the_text(text: str) -> None:
    for offset in range(len(text) + 1):
        assert grapheme_start(text, offset) == boundary_at_or_before(text, offset)
    for start, end in graphemes(text):
        assert grapheme_end(text, start) == end


@pytest.mark.parametrize("unit", ["\u0301", "🇭", "👨\u200d", "か"])
def test_a_step_looks_no_further_than_the_longest_grapheme(unit: str) -> None:
    text = unit * (LONGEST * 3)
    offset = len(text) - 1
    assert 0 < offset - grapheme_start(text, offset) <= LONGEST or unit in "か🇭"
    assert grapheme_end(text, 0) <= LONGEST


def test_the_module_of_sentences_needs_no_dictionary() -> None:
    assert not hasattr(sentences, "phrases")
