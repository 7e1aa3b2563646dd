"""The colours of the themes, for Textual and for the first paint. They only repeat what bold and dim say."""

from __future__ import annotations

from typing import Any, NamedTuple

_FIGURE_VARIABLES = ("money", "percent", "quantity")
_EDGE_VARIABLES = ("edge1", "edge2", "edge3", "edge4", "edge5")
_BASE_VARIABLES = ("title", "deck", "muted", "bar", "hit", *_FIGURE_VARIABLES, *_EDGE_VARIABLES)
"""The colours of ThemeColours that are no part of Textual's themes."""
_MARK_VARIABLES = ("mark1", "mark2", "mark3", "mark4", "mark5")
_CURRENT_VARIABLES = tuple(
    f"current-{name}" for name in ("accent", "secondary", "primary", "hit", *_FIGURE_VARIABLES, *_MARK_VARIABLES)
)
CUSTOM_VARIABLES = (*_BASE_VARIABLES, *_MARK_VARIABLES, *_CURRENT_VARIABLES, "selected", "selection", "rule")
"""All colours that are no part of Textual's themes."""


class ThemeColours(NamedTuple):
    """The colours of a theme as #rrggbb. Their names are Textual's, and those of CUSTOM_VARIABLES."""

    dark: bool
    background: str
    foreground: str
    accent: str
    """Headings, and the keys in hints."""
    secondary: str
    """Captions."""
    primary: str
    """Links."""
    surface: str
    panel: str
    success: str
    """A message that something was done."""
    warning: str
    """A message that something is not possible, and figures that do not add up."""
    error: str
    """A message that something failed."""
    title: str
    """The headline, and the text of what is current or selected."""
    deck: str
    muted: str
    """What surrounds the article: dates, credits, rules, bars."""
    bar: str
    """The ground of the title bar and the status bar."""
    hit: str
    """The ground of the hits of a search."""
    money: str
    """Amounts of money."""
    percent: str
    """Percentages."""
    quantity: str
    """All other figures."""
    edge1: str
    """The bar beside a yellow highlight, from which its grounds are mixed."""
    edge2: str
    """Of a green highlight."""
    edge3: str
    """Of a blue highlight."""
    edge4: str
    """Of a pink highlight."""
    edge5: str
    """Of a purple highlight."""

    @property
    def mixed(self) -> dict[str, str]:
        """The grounds that are mixed from a colour and the background, by the names of their variables."""
        ground, current = (0.22, 0.42) if self.dark else (0.26, 0.5)
        marks = {f"mark{n}": mix(self.background, edge, ground) for n, edge in enumerate(self[-5:], 1)}
        strong = {f"current-mark{n}": mix(self.background, edge, current) for n, edge in enumerate(self[-5:], 1)}
        names = ("accent", "secondary", "primary", *_FIGURE_VARIABLES)
        others = {f"current-{name}": mix(self.background, getattr(self, name), 0.3) for name in names}
        return {
            **marks,
            **strong,
            **others,
            "current-hit": mix(self.hit, self.accent, 0.22),
            "selected": mix(self.background, self.primary, 0.34),
            "selection": mix(self.background, self.primary, 0.34),
            "rule": mix(self.background, self.muted, 0.45),
        }

    def to_theme_arguments(self) -> dict[str, Any]:
        """The arguments of Textual's Theme, with the custom variables as `variables`."""
        colours = self._asdict()
        ours = {name: colours.pop(name) for name in _BASE_VARIABLES}
        return colours | {"variables": ours | self.mixed}


def mix(ground: str, colour: str, part: float) -> str:
    """A colour between two others.

    Args:
        ground: As #rrggbb.
        colour: As #rrggbb.
        part: How much of the second, from 0 to 1.
    """
    pairs = ((int(ground[at : at + 2], 16), int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(below + (above - below) * part):02x}" for below, above in pairs)


THEMES = {
    "dark": ThemeColours(
        dark=True,
        background="#16181b",
        foreground="#d8d5cd",
        accent="#e0b870",
        secondary="#8fb89c",
        primary="#85afd6",
        surface="#1d2024",
        panel="#262a2f",
        success="#8cc48f",
        warning="#e2b45c",
        error="#f08a7c",
        title="#f8f0dc",
        deck="#e2d2ae",
        muted="#9a978f",
        bar="#212529",
        hit="#4b4a3a",
        money="#e6ad88",
        percent="#c3abe6",
        quantity="#88c9c2",
        edge1="#d9b23c",
        edge2="#5fb573",
        edge3="#5a9bd8",
        edge4="#dd7aa2",
        edge5="#a78be0",
    ),
    "light": ThemeColours(
        dark=False,
        background="#faf8f2",
        foreground="#26241f",
        accent="#824510",
        secondary="#2f5d3f",
        primary="#27567f",
        surface="#f1eee5",
        panel="#e6e2d6",
        success="#24602f",
        warning="#7a4e00",
        error="#a02a1e",
        title="#14120e",
        deck="#5a4632",
        muted="#676258",
        bar="#ebe7dc",
        hit="#e9dca8",
        money="#8a3413",
        percent="#5e3a8c",
        quantity="#155c57",
        edge1="#d2a106",
        edge2="#4fa863",
        edge3="#4a90d2",
        edge4="#d96a98",
        edge5="#9470d6",
    ),
}
