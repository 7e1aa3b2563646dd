from __future__ import annotations

import pytest

from reader.model import CleanText, View
from reader.script.candidates import find_candidates, rank_candidates
from reader.script.changes import Change


def test_press_candidates_say_how_sure_they_are() -> None:
    found = {each.start: each for each in find_candidates("头发，面", "press2hk", "hk", "press")}
    assert found[1].candidates[0] == "髮"
    assert (found[3].kind, set(found[3].candidates)) == ("ambiguous", {"面", "麵"})


def test_opencc_has_no_kind_but_ambiguous() -> None:
    assert {each.kind for each in find_candidates("头发，面", "s2hk", "hk", "opencc")} == {"ambiguous"}


def test_shown_form_is_the_first_candidate_and_longer_changes_win() -> None:
    view = View(CleanText("甲乙丙"))
    changes = [
        Change(0, 1, "ambiguous", "", ("甲", "x")),
        Change(0, 2, "ambiguous", "", ("yz",)),
        Change(2, 3, "ambiguous", "", ("丙",)),
    ]
    assert [(each.start, each.end, each.candidates) for each in rank_candidates(changes, view)] == [
        (0, 2, ("甲乙", "yz"))
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("头发，面", [("form", ("髮", "發"), False), ("ambiguous", ("面", "麵"), True)]),
        ("他的发，里", [("ambiguous", ("發", "髮"), True), ("ambiguous", ("裡", "里", "哩"), False)]),
    ],
)
def test_a_certain_form_is_ambiguous_only_among_rare_candidates(
    text: str, found: list[tuple[str, tuple[str, ...], bool]]
) -> None:
    changes = list(find_candidates(text, "press2tw", "tw", "press"))
    assert [(each.kind, each.candidates, each.is_doubtful) for each in changes] == found
    rare = list(find_candidates(text, "press2tw", "tw", "press", include_rare=True))
    assert [each._replace(kind="ambiguous") for each in changes] == rare


def test_ranked_changes_are_in_order_and_have_another_candidate() -> None:
    view = View(CleanText("甲乙丙"))
    changes = [
        Change(2, 3, "ambiguous", "", ("x",)),
        Change(1, 2, "ambiguous", "", ("乙",)),
        Change(0, 1, "ambiguous", "", ("y", "甲", "z")),
        Change(0, 1, "ambiguous", "", ("w",)),
    ]
    ranked = list(rank_candidates(changes, view))
    assert [(each.start, each.replacement, each.candidates) for each in ranked] == [
        (0, "甲", ("甲", "y", "z")),
        (2, "丙", ("丙", "x")),
    ]
