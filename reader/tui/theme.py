"""The colours of the themes, for Textual and for the first paint. They only repeat what bold and dim say."""

from __future__ import annotations

from typing import Any, NamedTuple

CUSTOM_VARIABLES = ("money", "percent", "quantity", "mark1", "mark2", "mark3", "mark4", "mark5")
"""The colours of figures and highlights, which are no part of Textual's themes."""


class ThemeColours(NamedTuple):
    """The colours of a theme as #rrggbb. Their names are Textual's, and those of CUSTOM_VARIABLES."""

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
    """Amounts of money."""
    percent: str
    """Percentages."""
    quantity: str
    """All other figures."""
    mark1: str
    """Background of a yellow highlight."""
    mark2: str
    """Background of a green highlight."""
    mark3: str
    """Background of a blue highlight."""
    mark4: str
    """Background of a pink highlight."""
    mark5: str
    """Background of a purple highlight."""

    def to_theme_arguments(self) -> dict[str, Any]:
        """The arguments of Textual's Theme, with the custom variables as `variables`."""
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
