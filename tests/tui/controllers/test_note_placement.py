"""Annotations whose words were not found: the places that are offered for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotations.model import COLOURS, Annotation, Target, make_annotation_id
from reader.tui.controllers import note_placement
from reader.tui.controllers.note_placement import NotePlacementController
from reader.tui.state.annotation_store import StoredState
from reader.tui.state.navigation import NavigationTarget
from tests.tui.controllers.test_annotations import Annotations, Known

if TYPE_CHECKING:
    import pytest

NOW = "2025-01-01T00:00:00Z"


def lost(exact: str) -> Annotation:
    target = Target(5000, 5000 + len(exact), exact, "", "")
    return Annotation(make_annotation_id(), NOW, NOW, target, COLOURS[0], note="查", state="orphan")


class Placement(Annotations):
    def __init__(self, *annotations: Annotation) -> None:
        super().__init__(Known(StoredState(annotations)))
        self.edited: list[Annotation] = []
        program = self.program
        program.pane.show_category("notes")
        self.placement = NotePlacementController(
            program.shell, program.session, program.article, program.side_list, self.controller, self.edit
        )

    async def edit(self, before: Annotation | None, annotation: Annotation) -> None:
        self.edited.append(annotation)


def test_the_likeliest_places_are_offered_and_one_is_taken() -> None:
    placement = Placement(lost("碼頭先行"))
    placement.program.side_list.list_rows.select_index(0)
    placement.placement.action_place()
    titles = [choice.title for choice in placement.program.shell.choices]
    assert any(title.endswith(" 【碼頭先行】。縣裏沒有先建廠房，而是") for title in titles)
    choice = placement.program.shell.choices[0]
    assert choice.run is not None
    choice.run()
    (placed,) = placement.shown
    assert placed.is_placed
    assert placement.program.open_article.annotation_index.all_targets[0] == placement.program.find("碼頭先行")
    placement.program.session.undo.undo()
    assert not placement.shown[0].is_placed


def test_annotation_without_candidates_is_offered_the_current_item_or_the_article() -> None:
    placement = Placement(lost("從來沒有這些字句"))
    program = placement.program
    program.side_list.list_rows.select_index(0)
    program.article.show_target(program.find("漁民轉行"))
    placement.placement.action_place()
    assert "【漁民轉行】" in program.shell.choices[0].title
    program.shell.choose(program.session.messages("note.as_article"))
    (note,) = placement.shown
    assert note.target is None
    assert note.note == "「從來沒有這些字句」\n查"


async def test_the_note_on_the_article_is_edited_and_a_lost_one_is_offered_places() -> None:
    on_article = Annotation(make_annotation_id(), NOW, NOW, None, COLOURS[0], note="全文")
    placement = Placement(on_article, lost("碼頭先行"))
    rows = placement.program.side_list.list_rows
    for note in (on_article.note, "查"):
        index = next(n for n, each in enumerate(placement.shown) if each.note == note)
        rows.select_index(index)
        await placement.placement.open_unplaced()
    assert placement.edited == [on_article]
    assert placement.program.shell.choices


def test_placed_annotation_is_not_placed_again() -> None:
    placement = Placement()
    placement.select("碼頭先行")
    placement.controller.action_mark()
    placement.program.side_list.list_rows.select_index(0)
    placement.placement.action_place()
    assert placement.program.message == placement.program.session.messages("status.nothing_to_place")


def test_places_are_shown_with_twelve_characters_on_either_side(monkeypatch: pytest.MonkeyPatch) -> None:
    placement = Placement(lost("碼頭先行"))
    text = placement.program.open_article.annotation_index.canonical_text.text
    for start, shown in (
        (0, f"【{text[:4]}】{text[4:16]}"),
        (5, f"{text[:5]}【{text[5:9]}】{text[9:21]}"),
        (12, f"{text[:12]}【{text[12:16]}】{text[16:28]}"),
        (13, f"{text[1:13]}【{text[13:17]}】{text[17:29]}"),
    ):
        monkeypatch.setattr(placement.placement, "_find_candidates", lambda _, at=start: [(at, at + 4)])
        placement.placement.offer_candidates(placement.shown[0])
        assert placement.program.shell.choices[0].title == " ".join(shown.split())


def test_no_more_places_are_offered_than_a_drawer_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    placement = Placement(lost("漁民"))
    for count in (1, 2):
        monkeypatch.setattr(note_placement, "_MAX_CANDIDATES", count)
        placement.placement.offer_candidates(placement.shown[0])
        assert len(placement.program.shell.choices) == count + 1


async def test_without_a_selected_row_nothing_is_offered() -> None:
    placement = Placement()
    await placement.placement.open_unplaced()
    placement.placement.action_place()
    assert placement.program.shell.choices == ()
    assert placement.program.message == placement.program.session.messages("status.nothing_to_place")


def test_without_candidates_and_a_current_item_only_the_article_is_offered() -> None:
    placement = Placement(lost("從來沒有這些字句"))
    placement.placement.offer_candidates(placement.shown[0])
    assert len(placement.program.shell.choices) == 1
    placement.program.article.current_item = NavigationTarget(-1, 0, 0)
    placement.placement.offer_candidates(placement.shown[0])
    assert len(placement.program.shell.choices) == 1
    placement.program.article.current_item = placement.program.find("漁民轉行")._replace(block=0, start=0, end=2)
    placement.placement.offer_candidates(placement.shown[0])
    assert len(placement.program.shell.choices) == 2


def test_a_note_on_the_article_is_not_placed() -> None:
    on_article = Annotation(make_annotation_id(), NOW, NOW, None, COLOURS[0], note="全文")
    placement = Placement(on_article)
    placement.program.side_list.list_rows.select_index(0)
    placement.placement.action_place()
    assert placement.program.shell.choices == ()
