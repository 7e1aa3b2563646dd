"""Notes in the margin, without a widget."""

from __future__ import annotations

from reader.annotations.model import COLOURS, Annotation, make_annotation_id
from reader.tui.widgets.margin import Margin
from tests.tui.controllers.fakes import Program
from tests.tui.controllers.test_annotations import TEXT

NOW = "2025-01-01T00:00:00Z"


class Notes:
    def __init__(self, *notes: str) -> None:
        self.program = program = Program(texts=[TEXT], height=6)
        program.read_all()
        index = program.open_article.annotation_index
        place = program.find("碼頭先行")
        start = index.canonical_text.to_offset(place.block, place.start)
        targets = [index.canonical_text.make_target(start, start + 4)] * len(notes)
        index.set_annotations(
            [
                Annotation(make_annotation_id(), NOW, NOW, target, COLOURS[0], note=note)
                for target, note in zip(targets, notes, strict=True)
            ]
        )
        self.margin = Margin()
        self.margin.is_shown = True

    def rows(self, width: int = 160) -> dict[int, str]:
        found = self.margin.layout_rows(
            self.program.article.viewport, self.program.open_article, text_column=6, width=width, ambiguous=1
        )
        return {row: "".join(part.text for part in parts) for row, parts in found.items()}


def test_a_note_stands_beside_the_first_row_of_its_words() -> None:
    notes = Notes("先看這裏")
    place = notes.program.find("碼頭先行")
    line = notes.program.article.viewport.find_line(place.block, place.start)
    row = notes.program.article.viewport.get_visible_places().index(line)
    assert notes.rows() == {row: "▌ + 先看這裏"}
    notes.program.article.move(1)
    assert list(notes.rows()) == [row - 1]


def test_a_highlight_without_a_note_is_not_in_the_margin() -> None:
    assert Notes("").rows() == {}


def test_without_room_or_without_notes_there_is_no_margin() -> None:
    notes = Notes("先看這裏")
    assert notes.rows(100) == {}
    notes.margin.is_shown = False
    assert notes.rows() == {}
    assert Notes().rows() == {}
