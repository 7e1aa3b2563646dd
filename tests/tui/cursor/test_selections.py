from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.tui.cursor import motions
from reader.tui.cursor.motions import (
    Selection,
    find_last_position,
    find_paragraph,
    find_phrase,
    find_sentence,
    split_by_block,
)
from reader.tui.cursor.positions import find_grapheme_end
from reader.typeset.graphemes import iter_graphemes
from tests.tui.cursor.papers import MOTIONS, NEWS, PAPERS, Paper


def test_without_an_anchor_the_sentence_is_selected() -> None:
    assert Selection(None, (2, 13)).get_range(NEWS) == ((2, 11), (2, 16))
    assert find_sentence(NEWS, (2, 13)) == ((2, 11), (2, 16))
    assert find_phrase(NEWS, (2, 5)) == ((2, 4), (2, 6))
    assert find_paragraph(NEWS, (2, 5)) == ((2, 0), (2, 16))


def test_a_selection_includes_the_grapheme_at_its_later_end() -> None:
    paper = Paper(("好e\u0301的",))
    for one, other in (((0, 0), (0, 1)), ((0, 1), (0, 0))):
        assert Selection(one, other).get_range(paper) == ((0, 0), (0, 3))
    assert Selection((0, 1), (0, 1)).get_range(paper) == ((0, 1), (0, 3))


def test_toggle_anchor_starts_and_ends_a_selection() -> None:
    begun = Selection(None, (2, 3)).toggle_anchor()
    assert begun == Selection((2, 3), (2, 3))
    assert begun.apply_motion(motions.move_right, NEWS) == Selection((2, 3), (2, 4))
    assert begun.toggle_anchor() == Selection(None, (2, 3))
    assert Selection((0, 1), (2, 3)).swap_ends() == Selection((2, 3), (0, 1))
    assert Selection(None, (2, 3)).swap_ends() == Selection(None, (2, 3))


def test_widen_selects_the_sentence_and_then_the_block() -> None:
    selection = Selection(None, (2, 5)).widen(NEWS)
    assert selection == Selection((2, 0), (2, 10))
    selection = selection.widen(NEWS)
    assert selection == Selection((2, 0), (2, 15))
    assert selection.widen(NEWS) == selection
    assert Selection((0, 2), (2, 12)).widen(NEWS) == Selection((0, 0), (2, 15))


@given(PAPERS, st.data())
def test_selections_are_whole_graphemes_and_widen_only_grows_them(paper: Paper, data: st.DataObject) -> None:
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


def test_moving_a_selection_forward_selects_whole_sentences() -> None:
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


def test_moving_a_selection_backward_drops_one_sentence_at_a_time() -> None:
    selection = moved(Selection((1, 0), (1, 2)), *["move_to_next_sentence"] * 4)
    back = []
    for _ in range(5):
        selection = moved(selection, "move_to_previous_sentence")
        back.append(words(selection))
    assert back == ["甲說。乙 說！\u3000丙說？/丁說。", "甲說。乙 說！\u3000丙說？", "甲說。乙 說！\u3000",
                    "甲說。", "甲"]  # fmt: skip


def test_from_inside_a_sentence_the_selection_first_grows_to_its_end() -> None:
    assert words(moved(Selection((1, 4), (1, 4)), "move_to_next_sentence")) == " 說！\u3000"
    assert (
        words(moved(Selection((1, 4), (1, 4)), "move_to_next_sentence", "move_to_next_sentence")) == " 說！\u3000丙說？"
    )


def test_spaces_after_a_sentence_are_no_sentence_for_a_selection() -> None:
    selection = Selection(None, (2, 3)).widen(STORY)
    assert words(selection) == "Mr. Wu came."
    assert words(moved(selection, "move_to_next_sentence")) == "Mr. Wu came. He left."


def test_a_cursor_before_the_anchor_goes_to_starts_of_sentences() -> None:
    """As in vi: `(` goes to the start of a sentence, and `)` from there to that of the next."""
    back = moved(Selection((2, 2), (2, 1)), "move_to_previous_sentence", "move_to_previous_sentence")
    assert words(back) == "丙說？/丁說。"
    assert words(moved(back, "move_to_next_sentence")) == "丁說。"
    assert words(moved(back, "move_to_next_sentence", "move_to_next_sentence")) == "。"
    assert words(moved(back, *["move_to_next_sentence"] * 3)) == "。Mr. Wu came. "


def test_moving_a_selection_selects_whole_paragraphs() -> None:
    selection = Selection((1, 3), (1, 3))
    onward = moved(selection, "move_to_next_paragraph")
    assert words(onward) == "乙 說！\u3000丙說？"
    assert words(moved(onward, "move_to_next_paragraph")) == "乙 說！\u3000丙說？/丁說。Mr. Wu came. He left."
    assert words(moved(onward, "move_to_next_paragraph", "move_to_previous_paragraph")) == "乙 說！\u3000丙說？"
    assert words(moved(onward, *["move_to_next_paragraph"] * 9)).endswith("He left./圖")
    assert words(moved(selection, "move_to_previous_paragraph")) == "甲說。乙"


def test_without_an_anchor_the_cursor_goes_to_starts_of_sentences() -> None:
    assert moved(Selection(None, (1, 1)), "move_to_next_sentence").cursor == (1, 3)
    assert moved(Selection(None, (1, 1)), "move_to_next_paragraph").cursor == (2, 0)


@given(PAPERS, st.data())
def test_a_selection_moved_forward_ends_where_the_region_of_vi_ends(paper: Paper, data: st.DataObject) -> None:
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
def test_a_selection_shrinks_by_the_units_it_grew_by(paper: Paper, data: st.DataObject) -> None:
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
