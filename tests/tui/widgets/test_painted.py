"""Rows that are cut or filled to the cells of the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.css.stylesheet import Stylesheet

from reader.tui.rows.columns import get_frame_characters
from reader.tui.widgets.painted import PaintedWidget, fit_segments
from reader.typeset import cell_len

if TYPE_CHECKING:
    from textual.dom import DOMNode

PLAIN = Style()


@given(st.lists(st.text("a字“…é", max_size=8), max_size=6), st.integers(0, 40), st.sampled_from([1, 2]))
def test_a_row_has_exactly_the_cells_that_are_asked_for(texts: list[str], width: int, ambiguous: int) -> None:
    row = fit_segments([Segment(text) for text in texts], width, ambiguous, PLAIN)  # type: ignore[arg-type]
    text = "".join(segment.text for segment in row)
    assert cell_len(text, ambiguous) == width  # type: ignore[arg-type]
    assert row.cell_length == width


def test_fit_segments_cuts_at_a_character_and_fills_with_blanks() -> None:
    row = fit_segments([Segment("窯火"), Segment("煉出", Style(bold=True))], 7, 1, Style(dim=True))
    assert [(segment.text, segment.style) for segment in row] == [
        ("窯火", None),
        ("煉", Style(bold=True)),
        (" ", Style(dim=True)),
    ]


@pytest.mark.parametrize(("ambiguous", "characters"), [(1, ("─", "│")), (2, ("-", "|"))])
def test_lines_are_of_characters_of_one_cell(ambiguous: int, characters: tuple[str, str]) -> None:
    assert get_frame_characters(ambiguous) == characters  # type: ignore[arg-type]
    assert all(cell_len(character, ambiguous) == 1 for character in characters)  # type: ignore[arg-type]


async def test_no_style_of_a_painted_widget_depends_on_the_focus(open_reader: Any) -> None:
    async with open_reader("09-short", size=(160, 30)) as reader:
        classes = {type(part).__name__ for part in reader.screen.query(PaintedWidget)}
        assert "ArticleView" in classes
        rules = [rule for rule in reader.app.stylesheet.rules if "focus" in rule.pseudo_classes]
        assert rules, "those of the boxes that are typed into"
        assert not classes & {name for rule in rules for name in rule.selector_names}


async def test_the_keyboard_going_to_another_part_computes_no_styles_of_painted_widgets(
    open_reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_reader("02-feature", size=(160, 30)) as reader:
        await reader.screen.prompt_bar.prepare()
        updated: list[DOMNode] = []
        apply = Stylesheet.apply

        def record(sheet: Stylesheet, node: DOMNode, **options: Any) -> None:
            updated.append(node)
            apply(sheet, node, **options)

        monkeypatch.setattr(Stylesheet, "apply", record)
        for _ in range(3):
            await reader.press("tab")
        assert not any(isinstance(node, PaintedWidget) for node in updated)
