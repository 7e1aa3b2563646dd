"""Annotations whose words were not found: the places that are offered for them."""

from __future__ import annotations

from reader.annotations.model import COLOURS, Annotation, Target, make_annotation_id
from reader.tui.controllers.note_placement import NotePlacementController
from reader.tui.state.annotation_store import StoredState
from tests.tui.controllers.test_annotations import Annotations, Known

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
