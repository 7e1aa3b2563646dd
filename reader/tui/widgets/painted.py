"""A widget that draws its own rows, with the styles of its parts at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from reader.tui.rows.columns import cut_to_width, fit_texts
from reader.typeset import cell_len
from reader.typeset.graphemes import find_boundary_after

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.style import Style

    from reader.typeset import AmbiguousWidth


class PaintedWidget(Widget):
    """Keeps the styles of its component classes until the theme changes: working one out walks up the whole tree and
    takes longer than drawing the row.
    """

    PREFIX = ""
    """What the component classes begin with: `article` for `article--heading`."""

    def __init__(self, **names: str) -> None:
        super().__init__(**names)  # type: ignore[arg-type]
        self._part_styles: dict[str, Style] = {}
        self._overlay_styles: dict[str, Style] = {}
        self._style_key: tuple[str, Style] | None = None
        """The theme and the style of the widget that the styles of its parts were worked out for."""
        self.ambiguous: AmbiguousWidth = 1
        """Cells that the terminal gives to characters of ambiguous width."""

    def set_ambiguous_width(self, ambiguous: AmbiguousWidth) -> None:
        """Draw characters of ambiguous width in so many cells."""
        if ambiguous != self.ambiguous:
            self.ambiguous = ambiguous
            self.refresh()

    def get_part_style(self, part: str = "") -> Style:
        """The style of a part by its name, combined with that of the widget; without a name that of the widget."""
        style = self._part_styles.get(part)
        if style is None:
            style = self.rich_style
            if part:
                style += self.get_component_rich_style(f"{self.PREFIX}--{part}", partial=True)
            self._part_styles[part] = style
        return style

    def get_overlay_style(self, part: str) -> Style:
        """The style of a part by its name, with nothing that its rules do not say: it is laid over other styles."""
        style = self._overlay_styles.get(part)
        if style is None:
            style = self._overlay_styles[part] = self.get_component_rich_style(f"{self.PREFIX}--{part}", partial=True)
        return style

    def fit_row(self, segments: Iterable[Segment], style: Style | None = None) -> Strip:
        """Cut or fill segments to the width of the widget, in the cells of the terminal and not those of Rich.

        Args:
            segments: The segments of a row.
            style: The style of the filling.
        """
        return fit_segments(segments, self.size.width, self.ambiguous, style or self.get_part_style())

    def notify_style_update(self) -> None:
        """Forget the styles if the theme has changed; Textual calls this with every change of the focus, too."""
        key = (self.app.theme, self.rich_style) if self.is_attached else None
        if key is None or key != self._style_key:
            self._style_key = key
            self.forget_styles()
        super().notify_style_update()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Keep the styles: no rule depends on the focus, which the rows look at when they are drawn.

        Textual applies the style sheets to the widget and all its component classes here, which takes longer than
        drawing the screen.
        """

    def forget_styles(self) -> None:
        """Work out all styles anew when they are asked for."""
        self._part_styles.clear()
        self._overlay_styles.clear()


def drop_cells(segments: Iterable[Segment], cells: int, ambiguous: AmbiguousWidth) -> list[Segment]:
    """What is left of segments behind so many cells; a character that is cut in two becomes a blank.

    Args:
        segments: The segments of a row.
        cells: Cells.
        ambiguous: Cells of a character of ambiguous width.
    """
    kept = []
    for segment in segments:
        width = cell_len(segment.text, ambiguous)
        if width <= cells:
            cells -= width
            continue
        head = cut_to_width(segment.text, cells, ambiguous)
        text = segment.text[len(head) :]
        if cells > (at := cell_len(head, ambiguous)):
            first = find_boundary_after(text, 0)
            text = " " * (cell_len(text[:first], ambiguous) + at - cells) + text[first:]
        kept.append(Segment(text, segment.style))
        cells = 0
    return kept


def fit_segments(segments: Iterable[Segment], width: int, ambiguous: AmbiguousWidth, style: Style) -> Strip:
    """Cut segments at a character, or fill them up with blanks of a style, to exactly so many cells.

    Args:
        segments: The segments of a row.
        width: Cells.
        ambiguous: Cells of a character of ambiguous width.
        style: The style of the blanks.
    """
    given = list(segments)
    texts, room = fit_texts((segment.text for segment in given), width, ambiguous)
    kept = [
        segment if text == segment.text else Segment(text, segment.style)
        for text, segment in zip(texts, given, strict=False)
    ]
    return Strip([*kept, Segment(" " * room, style)] if room else kept, width)
