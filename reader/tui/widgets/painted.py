"""A widget that draws its own rows, with the styles of its parts at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

if TYPE_CHECKING:
    from rich.style import Style


class Painted(Widget):
    """Keeps the styles of its component classes until the theme changes: working one out walks up the whole tree and
    takes longer than drawing the row.
    """

    PREFIX = ""
    """What the component classes begin with: `article` for `article--heading`."""

    def __init__(self, **names: str) -> None:
        super().__init__(**names)  # type: ignore[arg-type]
        self._looks: dict[str, Style] = {}

    def look(self, part: str = "") -> Style:
        """The style of a part, over that of the widget; without a name the widget's own."""
        style = self._looks.get(part)
        if style is None:
            style = self.rich_style
            if part:
                style += self.get_component_rich_style(f"{self.PREFIX}--{part}", partial=True)
            self._looks[part] = style
        return style

    def notify_style_update(self) -> None:
        """Other colours."""
        self._looks.clear()
        super().notify_style_update()
