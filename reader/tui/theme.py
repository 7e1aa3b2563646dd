"""The colours of the screen, for Textual's themes and for the curtain. They repeat what bold and dim say."""

from __future__ import annotations

from typing import Any, NamedTuple

CUSTOM_VARIABLES = ("money", "percent", "quantity", "mark1", "mark2", "mark3", "mark4", "mark5")
"""Colours of figures and of marks, which Textual's themes do not have."""


class ThemeColours(NamedTuple):
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
    mark1: str
    """The grounds of marks: yellow,"""
    mark2: str
    """green,"""
    mark3: str
    """blue,"""
    mark4: str
    """pink,"""
    mark5: str
    """purple."""

    def to_theme_arguments(self) -> dict[str, Any]:
        """As Textual's Theme takes it: the colours it knows, and as variables ours."""
        colours = self._asdict()
        ours = {name: colours.pop(name) for name in CUSTOM_VARIABLES}
        return colours | {"variables": ours}


THEMES = {
    "dark": ThemeColours(
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
        "#4f4420",
        "#26462f",
        "#213f5c",
        "#552d42",
        "#3f3262",
    ),
    "light": ThemeColours(
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
        "#f7e3a1",
        "#cfe8c9",
        "#c9e0f5",
        "#f7d3de",
        "#dfd3f2",
    ),
}
