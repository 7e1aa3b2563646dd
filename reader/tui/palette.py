"""The colours of the screen, for Textual's themes and for the curtain. They repeat what bold and dim say."""

from __future__ import annotations

from typing import NamedTuple


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


PALETTES = {
    "dark": Palette(True, "#16181b", "#d8d5cd", "#e0b870", "#8fb09a", "#7aa2c8", "#1d2024", "#262a2f"),
    "light": Palette(False, "#faf8f2", "#26241f", "#8a4b14", "#3d6b4c", "#2f5f8a", "#f1eee5", "#e6e2d6"),
}
