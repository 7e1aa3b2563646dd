from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given

from reader.tui.cursor import motions
from reader.tui.cursor.motions import Selection, find_first_position, find_last_position, snap_position, split_by_block
from tests.tui.cursor.papers import BACK, MOTIONS, NEWS, ON, PAPERS, Paper

if TYPE_CHECKING:
    from reader.tui.cursor.positions import Position


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
def test_motions_forward_stop_at_every_unit(motion: str, expected: list[Position]) -> None:
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
def test_motions_backward_stop_at_every_unit(motion: str, expected: list[Position]) -> None:
    assert walked(NEWS, motion, (3, 0))[: len(expected)] == expected
    assert walked(NEWS, motion, (3, 0))[-1] == (0, 0)


def test_motions_backward_go_to_the_start_of_the_unit_first() -> None:
    assert motions.move_to_previous_phrase(NEWS, (2, 5)) == (2, 4)
    assert motions.move_to_previous_sentence(NEWS, (2, 12)) == (2, 11)
    assert motions.move_to_previous_paragraph(NEWS, (2, 12)) == (2, 0)


def test_motions_forward_end_at_the_last_grapheme() -> None:
    paper = Paper(("好，共生經濟e\u0301",))
    for motion in ON:
        assert walked(paper, motion, (0, 0))[-1] == (0, 6)


def test_in_an_article_without_text_on_the_page_the_cursor_stays_at_the_start() -> None:
    for paper in (Paper(()), Paper(("",)), Paper(("好",), frozenset({0}))):
        for motion in MOTIONS.values():
            assert motion(paper, (0, 0)) == (0, 0)
        assert list(split_by_block(paper, Selection(None, (0, 0)).get_range(paper))) == []
        assert Selection((0, 0), (0, 0)).widen(paper).get_range(paper) == ((0, 0), (0, 0))


def test_positions_in_hidden_blocks_snap_to_a_neighbouring_block() -> None:
    assert snap_position(NEWS, (1, 1)) == (2, 0)
    assert snap_position(NEWS, (9, 0)) == (3, 0)
    assert snap_position(NEWS, (-1, 5)) == (0, 0)
    assert snap_position(NEWS, (0, 99)) == (0, 3)
    assert snap_position(Paper(("好e\u0301", "x"), frozenset({1})), (1, 0)) == (0, 1)
    assert snap_position(Paper(("好e\u0301",)), (0, 2)) == (0, 1)


@given(PAPERS)
@example(Paper(("\u0301", " \u0301", "1 \u0301.")))
@example(Paper(("。\u0301 好", " ", "")))
def test_motions_go_to_grapheme_starts_in_their_direction(paper: Paper) -> None:
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
def test_a_motion_and_its_reverse_end_at_or_before_the_start(paper: Paper) -> None:
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


def test_split_by_block_gives_the_blocks_that_are_on_the_page() -> None:
    span = Selection((0, 2), (3, 0)).get_range(NEWS)
    assert list(split_by_block(NEWS, span)) == [(0, 2, 4), (2, 0, 16), (3, 0, 1)]
