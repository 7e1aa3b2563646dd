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
    find_first_position,
    find_last_position,
    find_paragraph,
    find_phrase,
    find_sentence,
    snap_position,
    split_by_block,
)
from reader.tui.cursor.positions import MAX_GRAPHEME_LENGTH, Position, find_grapheme_end, find_grapheme_start
from reader.tui.cursor.sentences import CHUNK_LENGTH, find_next_sentence
from reader.typeset.graphemes import find_boundary_at_or_before, iter_graphemes


@dataclass(frozen=True)
class Paper:
    """Blocks, of which some are not on the page."""

    blocks: tuple[str, ...]
    hidden: frozenset[int] = frozenset()

    @property
    def block_count(self) -> int:
        return len(self.blocks)

    def get_text(self, block: int) -> str:
        return self.blocks[block]

    def is_shown(self, block: int) -> bool:
        return block not in self.hidden

    def positions(self) -> list[Position]:
        """Everywhere the cursor may stand."""
        return [
            (block, start)
            for block, text in enumerate(self.blocks)
            if self.is_shown(block)
            for start, _ in iter_graphemes(text)
        ]


NEWS = Paper(("共生經濟", "電頭", "他說：「發展，要快。」大家笑了！", "完"), frozenset({1}))
SIGNS = '發展的了𨋢。。！？；……「」『』（）”"，、：《》.!?; \n\u3000\u00a01９aZ-@é’\u0301\u200d👨🇭🇰葛\U000e0100'
TEXTS = st.text(st.sampled_from(SIGNS), max_size=30).map(clean) | st.text(max_size=12).map(clean)
PAPERS = st.builds(
    lambda blocks, hidden: Paper(tuple(blocks), frozenset(hidden)),
    st.lists(TEXTS, max_size=5),
    st.sets(st.integers(0, 4), max_size=3),
)
ON = ["move_right", "move_to_next_phrase", "move_to_phrase_end", "move_to_next_sentence", "move_to_next_paragraph"]
BACK = ["move_left", "move_to_previous_phrase", "move_to_previous_sentence", "move_to_previous_paragraph"]


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
        ("move_right", [(0, 1), (0, 2), (0, 3), (2, 0)]),
        (
            "move_to_next_phrase",
            [(0, 2), (2, 0), (2, 1), (2, 2), (2, 3), (2, 4), (2, 6), (2, 7), (2, 8), (2, 9), (2, 10)],
        ),
        (
            "move_to_phrase_end",
            [(0, 1), (0, 3), (2, 0), (2, 1), (2, 2), (2, 3), (2, 5), (2, 6), (2, 7), (2, 8), (2, 9)],
        ),
        ("move_to_next_sentence", [(2, 0), (2, 11), (3, 0)]),
        ("move_to_next_paragraph", [(2, 0), (3, 0)]),
    ],
)
def test_onward(motion: str, expected: list[Position]) -> None:
    assert walked(NEWS, motion, (0, 0))[: len(expected)] == expected
    assert walked(NEWS, motion, (0, 0))[-1] == (3, 0)


@pytest.mark.parametrize(
    ("motion", "expected"),
    [
        ("move_left", [(2, 15), (2, 14), (2, 13)]),
        ("move_to_previous_phrase", [(2, 15), (2, 14), (2, 13)]),
        ("move_to_previous_sentence", [(2, 11), (2, 0), (0, 0)]),
        ("move_to_previous_paragraph", [(2, 0), (0, 0)]),
    ],
)
def test_backward(motion: str, expected: list[Position]) -> None:
    assert walked(NEWS, motion, (3, 0))[: len(expected)] == expected
    assert walked(NEWS, motion, (3, 0))[-1] == (0, 0)


def test_back_goes_to_the_beginning_of_what_the_cursor_is_in() -> None:
    assert motions.move_to_previous_phrase(NEWS, (2, 5)) == (2, 4)
    assert motions.move_to_previous_sentence(NEWS, (2, 12)) == (2, 11)
    assert motions.move_to_previous_paragraph(NEWS, (2, 12)) == (2, 0)


def test_forward_ends_at_the_last_grapheme() -> None:
    paper = Paper(("好，共生經濟e\u0301",))
    for motion in ON:
        assert walked(paper, motion, (0, 0))[-1] == (0, 6)


def test_an_article_without_a_place_to_stand() -> None:
    for paper in (Paper(()), Paper(("",)), Paper(("好",), frozenset({0}))):
        for motion in MOTIONS.values():
            assert motion(paper, (0, 0)) == (0, 0)
        assert list(split_by_block(paper, Selection(None, (0, 0)).get_range(paper))) == []
        assert Selection((0, 0), (0, 0)).widen(paper).get_range(paper) == ((0, 0), (0, 0))


def test_a_hidden_block_gives_way() -> None:
    assert snap_position(NEWS, (1, 1)) == (2, 0)
    assert snap_position(NEWS, (9, 0)) == (3, 0)
    assert snap_position(NEWS, (-1, 5)) == (0, 0)
    assert snap_position(NEWS, (0, 99)) == (0, 3)
    assert snap_position(Paper(("好e\u0301", "x"), frozenset({1})), (1, 0)) == (0, 1)
    assert snap_position(Paper(("好e\u0301",)), (0, 2)) == (0, 1)


@given(PAPERS)
@example(Paper(("\u0301", " \u0301", "1 \u0301.")))
@example(Paper(("。\u0301 好", " ", "")))
def test_motions_keep_to_graphemes_and_to_their_direction(paper: Paper) -> None:
    places = paper.positions()
    for at in places:
        for name in ON:
            after = MOTIONS[name](paper, at)
            assert after in places
            assert after > at or at == find_last_position(paper)
        for name in BACK:
            after = MOTIONS[name](paper, at)
            assert after in places
            assert after < at or at == find_first_position(paper)


@given(PAPERS)
def test_motions_are_monotone(paper: Paper) -> None:
    for motion in MOTIONS.values():
        reached = [motion(paper, at) for at in paper.positions()]
        assert reached == sorted(reached)


@given(PAPERS)
def test_on_and_back_again_comes_to_a_boundary_at_or_before(paper: Paper) -> None:
    for at in paper.positions():
        for on, back in (
            ("move_right", "move_left"),
            ("move_to_next_sentence", "move_to_previous_sentence"),
            ("move_to_next_paragraph", "move_to_previous_paragraph"),
        ):
            after = MOTIONS[on](paper, at)
            returned = MOTIONS[back](paper, after)
            assert returned <= at
            if after != find_last_position(paper) and returned != find_first_position(paper):
                assert MOTIONS[on](paper, returned) == after
        assert motions.move_to_previous_phrase(paper, motions.move_to_next_phrase(paper, at)) <= at


# -- sentences


def cut(text: str) -> list[str]:
    found, at = [], 0
    while text:
        start, end = sentences.find_sentence(text, at)
        found.append(text[start:end])
        behind = find_next_sentence(text, at)
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
    sentences_ = [sentences.find_sentence(text, offset) for offset in range(len(text))]
    assert sentences_ == sorted(sentences_)
    found = sorted(set(sentences_))
    edges = {start for start, _ in iter_graphemes(text)} | {len(text)}
    assert edges.issuperset(edge for sentence in found for edge in sentence)
    starts = [*(start for start, _ in found), len(text)]
    assert starts[0] == 0 or not text
    for (start, end), behind in zip(found, starts[1:], strict=True):
        assert start < end <= behind
        assert not text[end:behind].strip()
        assert {sentences.find_sentence(text, offset) for offset in range(start, behind)} == {(start, end)}
        assert find_next_sentence(text, start) == (behind if behind < len(text) else None)


@given(TEXTS, st.integers(1, 60))
def test_sentences_do_not_depend_on_the_cells_they_are_looked_for_in(text: str, before_the_cell: int) -> None:
    sample = "很" * 7 + "。」" + text + "。" + "好" * 5 + "！"
    before = "好。" + "很" * (CHUNK_LENGTH - before_the_cell - 3) + "。"
    whole = before + sample
    for offset in range(0, len(sample), 5):
        start, end = sentences.find_sentence(sample, offset)
        assert sentences.find_sentence(whole, len(before) + offset) == (len(before) + start, len(before) + end)


@pytest.mark.parametrize("into", range(14))
def test_a_run_of_stops_over_the_edge_of_a_cell_is_one(into: int) -> None:
    sample = "好。「……我說。。」」」他走了"
    before = "好。" + "很" * (CHUNK_LENGTH - into - 3) + "。"
    assert len(before) == CHUNK_LENGTH - into
    for offset in range(len(sample)):
        start, end = sentences.find_sentence(sample, offset)
        assert sentences.find_sentence(before + sample, len(before) + offset) == (
            len(before) + start,
            len(before) + end,
        )


@pytest.mark.parametrize("unit", ["很", "。", "1. ", "。、", "」", "\u0301", "…", '。"', "Mr. ", "e\u0301"])
def test_an_endless_sentence_is_cut(unit: str) -> None:
    text = unit * (4 * CHUNK_LENGTH // len(unit))
    for offset in (0, CHUNK_LENGTH - 1, CHUNK_LENGTH, 2 * CHUNK_LENGTH + 5, len(text) - 1):
        start, end = sentences.find_sentence(text, offset)
        assert start <= offset
        assert start < end
        behind = find_next_sentence(text, offset)
        assert behind is None or behind > offset


def test_the_sentence_of_spaces_is_the_one_before() -> None:
    assert sentences.find_sentence("甲。  乙。", 3) == (0, 2)


# -- what is selected


def test_without_a_beginning_the_sentence_is_selected() -> None:
    assert Selection(None, (2, 13)).get_range(NEWS) == ((2, 11), (2, 16))
    assert find_sentence(NEWS, (2, 13)) == ((2, 11), (2, 16))
    assert find_phrase(NEWS, (2, 5)) == ((2, 4), (2, 6))
    assert find_paragraph(NEWS, (2, 5)) == ((2, 0), (2, 16))


def test_a_selection_covers_the_grapheme_under_its_later_end() -> None:
    paper = Paper(("好e\u0301的",))
    for one, other in (((0, 0), (0, 1)), ((0, 1), (0, 0))):
        assert Selection(one, other).get_range(paper) == ((0, 0), (0, 3))
    assert Selection((0, 1), (0, 1)).get_range(paper) == ((0, 1), (0, 3))


def test_a_selection_begins_and_is_dropped() -> None:
    begun = Selection(None, (2, 3)).toggle_anchor()
    assert begun == Selection((2, 3), (2, 3))
    assert begun.apply_motion(motions.move_right, NEWS) == Selection((2, 3), (2, 4))
    assert begun.toggle_anchor() == Selection(None, (2, 3))
    assert Selection((0, 1), (2, 3)).swap_ends() == Selection((2, 3), (0, 1))
    assert Selection(None, (2, 3)).swap_ends() == Selection(None, (2, 3))


def test_wider_is_the_sentence_then_the_block_then_nothing() -> None:
    selection = Selection(None, (2, 5)).widen(NEWS)
    assert selection == Selection((2, 0), (2, 10))
    selection = selection.widen(NEWS)
    assert selection == Selection((2, 0), (2, 15))
    assert selection.widen(NEWS) == selection
    assert Selection((0, 2), (2, 12)).widen(NEWS) == Selection((0, 0), (2, 15))


def test_stretches_are_of_what_is_on_the_page() -> None:
    span = Selection((0, 2), (3, 0)).get_range(NEWS)
    assert list(split_by_block(NEWS, span)) == [(0, 2, 4), (2, 0, 16), (3, 0, 1)]
    assert motions.count_characters(NEWS, span) == 2 + 16 + 1


@given(PAPERS, st.data())
def test_selections_keep_to_graphemes_and_only_grow(paper: Paper, data: st.DataObject) -> None:
    places = paper.positions()
    if not places:
        return
    point = data.draw(st.sampled_from(places))
    anchor = data.draw(st.sampled_from([None, *places]))
    selection = Selection(anchor, point)
    low, behind = selection.get_range(paper)
    ends = {(block, end) for block, text in enumerate(paper.blocks) for _, end in iter_graphemes(text)}
    assert low in places
    assert behind in ends
    assert low < behind
    if anchor is not None:
        assert low <= min(anchor, point)
        assert max(anchor, point) < behind
    for block, start, end in split_by_block(paper, (low, behind)):
        assert paper.is_shown(block)
        assert (block, start) in places
        assert (block, end) in ends
    assert selection.swap_ends().get_range(paper) == (low, behind)
    for _ in range(3):
        selection = selection.widen(paper)
        wider = selection.get_range(paper)
        assert wider[0] <= low
        assert wider[1] >= behind
        low, behind = wider
    assert selection.widen(paper) == selection


# -- motions of a selection by sentences and paragraphs

STORY = Paper(("標題", "甲說。乙 說！\u3000丙說？", "丁說。Mr. Wu came. He left.", "圖"), frozenset({0}))


def moved(selection: Selection, *names: str, paper: Paper = STORY) -> Selection:
    for name in names:
        selection = selection.apply_motion(MOTIONS[name], paper)
    return selection


def words(selection: Selection, paper: Paper = STORY) -> str:
    """What is selected, blocks joined by a solidus."""
    found = split_by_block(paper, selection.get_range(paper))
    return "/".join(paper.get_text(block)[start:end] for block, start, end in found)


def test_from_a_sentence_onward_whole_sentences_are_selected() -> None:
    """V and then `)`, again and again: never a character of the next sentence."""
    selection = Selection(None, (1, 1)).widen(STORY)
    assert words(selection) == "甲說。"
    steps = []
    for _ in range(8):
        selection = moved(selection, "move_to_next_sentence")
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
    selection = moved(Selection((1, 0), (1, 2)), *["move_to_next_sentence"] * 4)
    back = []
    for _ in range(5):
        selection = moved(selection, "move_to_previous_sentence")
        back.append(words(selection))
    assert back == ["甲說。乙 說！\u3000丙說？/丁說。", "甲說。乙 說！\u3000丙說？", "甲說。乙 說！\u3000",
                    "甲說。", "甲"]  # fmt: skip


def test_from_amid_a_sentence_it_is_first_selected_to_its_end() -> None:
    assert words(moved(Selection((1, 4), (1, 4)), "move_to_next_sentence")) == " 說！\u3000"
    assert (
        words(moved(Selection((1, 4), (1, 4)), "move_to_next_sentence", "move_to_next_sentence")) == " 說！\u3000丙說？"
    )


def test_spaces_behind_a_sentence_are_no_sentence_of_their_own() -> None:
    selection = Selection(None, (2, 3)).widen(STORY)
    assert words(selection) == "Mr. Wu came."
    assert words(moved(selection, "move_to_next_sentence")) == "Mr. Wu came. He left."


def test_an_end_that_moves_before_the_beginning_goes_to_starts_of_sentences() -> None:
    """As in vi: `(` goes to the start of a sentence, and `)` from there to that of the next."""
    back = moved(Selection((2, 2), (2, 1)), "move_to_previous_sentence", "move_to_previous_sentence")
    assert words(back) == "丙說？/丁說。"
    assert words(moved(back, "move_to_next_sentence")) == "丁說。"
    assert words(moved(back, "move_to_next_sentence", "move_to_next_sentence")) == "。"
    assert words(moved(back, *["move_to_next_sentence"] * 3)) == "。Mr. Wu came. "


def test_paragraphs_are_selected_whole_too() -> None:
    selection = Selection((1, 3), (1, 3))
    onward = moved(selection, "move_to_next_paragraph")
    assert words(onward) == "乙 說！\u3000丙說？"
    assert words(moved(onward, "move_to_next_paragraph")) == "乙 說！\u3000丙說？/丁說。Mr. Wu came. He left."
    assert words(moved(onward, "move_to_next_paragraph", "move_to_previous_paragraph")) == "乙 說！\u3000丙說？"
    assert words(moved(onward, *["move_to_next_paragraph"] * 9)).endswith("He left./圖")
    assert words(moved(selection, "move_to_previous_paragraph")) == "甲說。乙"


def test_without_a_selection_the_cursor_goes_to_starts_as_before() -> None:
    assert moved(Selection(None, (1, 1)), "move_to_next_sentence").cursor == (1, 3)
    assert moved(Selection(None, (1, 1)), "move_to_next_paragraph").cursor == (2, 0)


@given(PAPERS, st.data())
def test_onward_a_selection_ends_where_vi_s_region_ends(paper: Paper, data: st.DataObject) -> None:
    """POSIX, vi: the region of `y)` is from the cursor to before the place that `)` goes to.

    Where the cursor stands on the last of its sentence, that is selected already: then the next one is taken.
    """
    places = paper.positions()
    if not places:
        return
    at = data.draw(st.sampled_from(places))
    point = moved(Selection(at, at), "move_to_next_sentence", paper=paper).cursor
    assert point in places
    assert point > at or at == find_last_position(paper)
    if find_grapheme_end(paper.get_text(at[0]), at[1]) < find_sentence(paper, at)[1][1]:
        assert motions.move_right(paper, point) == motions.move_to_next_sentence(
            paper, at
        ) or point == find_last_position(paper)


@given(PAPERS, st.data())
def test_a_selection_by_wholes_grows_and_shrinks_by_the_same(paper: Paper, data: st.DataObject) -> None:
    places = paper.positions()
    if not places:
        return
    on, back, whole_at = data.draw(
        st.sampled_from(
            [
                ("move_to_next_sentence", "move_to_previous_sentence", find_sentence),
                ("move_to_next_paragraph", "move_to_previous_paragraph", find_paragraph),
            ]
        )
    )
    anchor = data.draw(st.sampled_from(places))
    first_step = moved(Selection(anchor, anchor), on, paper=paper)
    second = moved(first_step, on, paper=paper)
    assert first_step.cursor <= second.cursor
    if second.cursor != find_last_position(paper):
        assert moved(second, back, paper=paper) == first_step
    for selection in (first_step, second):
        behind = motions.move_right(paper, selection.cursor)
        assert whole_at(paper, behind)[0] == behind or selection.cursor == find_last_position(paper)


# -- graphemes


@given(TEXTS)
@example("🇭🇰🇭🇰🇭")
@example("क्षि")
@example("好\u0600\u0600好")
def test_the_graphemes_of_a_step_are_those_of_the_text(text: str) -> None:
    for offset in range(len(text) + 1):
        assert find_grapheme_start(text, offset) == find_boundary_at_or_before(text, offset)
    for start, end in iter_graphemes(text):
        assert find_grapheme_end(text, start) == end


@pytest.mark.parametrize("unit", ["\u0301", "🇭", "👨\u200d", "か"])
def test_a_step_looks_no_further_than_the_longest_grapheme(unit: str) -> None:
    text = unit * (MAX_GRAPHEME_LENGTH * 3)
    offset = len(text) - 1
    assert 0 < offset - find_grapheme_start(text, offset) <= MAX_GRAPHEME_LENGTH or unit in "か🇭"
    assert find_grapheme_end(text, 0) <= MAX_GRAPHEME_LENGTH


def test_the_module_of_sentences_needs_no_dictionary() -> None:
    assert not hasattr(sentences, "phrases")
