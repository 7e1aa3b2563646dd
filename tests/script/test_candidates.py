from __future__ import annotations

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
