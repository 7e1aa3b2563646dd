"""The colours of the screen, for Textual's themes and for the curtain. They repeat what bold and dim say."""

from __future__ import annotations

from typing import Any, NamedTuple

FIGURES = ("money", "percent", "quantity")


class Palette(NamedTuple):
    """One theme; colours as #rrggbb."""

    dark: bool
    background: str
    foreground: str
    accent: str
    """Headline and headings."""
    secondary: str
    """Captions."""
    primary: str
    surface: str
    panel: str
    money: str
    """Figures: amounts of money,"""
    percent: str
    """per cents,"""
    quantity: str
    """all others."""

    def theme(self) -> dict[str, Any]:
        """As Textual's Theme takes it: the colours it knows, and as variables those of figures."""
        colours = self._asdict()
        figures = {name: colours.pop(name) for name in FIGURES}
        return colours | {"variables": figures}


PALETTES = {
    "dark": Palette(
        True,
        "#16181b",
        "#d8d5cd",
        "#e0b870",
        "#8fb09a",
        "#7aa2c8",
        "#1d2024",
        "#262a2f",
        "#dca07a",
        "#b9a0dc",
        "#7cbcb6",
    ),
    "light": Palette(
        False,
        "#faf8f2",
        "#26241f",
        "#8a4b14",
        "#3d6b4c",
        "#2f5f8a",
        "#f1eee5",
        "#e6e2d6",
        "#9c4221",
        "#6b4796",
        "#1f6b66",
    ),
}
