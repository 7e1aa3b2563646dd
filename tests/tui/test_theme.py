from __future__ import annotations

import re
from itertools import combinations

import pytest

from reader.annotations.model import COLOURS
from reader.tui.theme import CUSTOM_VARIABLES, THEMES


def luminance(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", THEMES)
def test_colours_are_written_as_rrggbb(name: str) -> None:
    colours = [value for value in THEMES[name] if isinstance(value, str)]
    assert all(re.fullmatch(r"#[0-9a-f]{6}", colour) for colour in colours)


@pytest.mark.parametrize("name", THEMES)
def test_text_can_be_read_on_the_background_and_on_every_highlight(name: str) -> None:
    theme = THEMES[name]
    for colour in (theme.foreground, theme.accent, theme.secondary, theme.money, theme.percent, theme.quantity):
        assert contrast(colour, theme.background) >= 4.5
    for number in range(1, len(COLOURS) + 1):
        assert contrast(theme.foreground, getattr(theme, f"mark{number}")) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_highlights_have_different_colours(name: str) -> None:
    marks = [getattr(THEMES[name], f"mark{number}") for number in range(1, len(COLOURS) + 1)]
    assert all(one != other for one, other in combinations(marks, 2))


@pytest.mark.parametrize("name", THEMES)
def test_custom_variables_are_handed_over_apart(name: str) -> None:
    arguments = THEMES[name].to_theme_arguments()
    assert set(arguments["variables"]) == set(CUSTOM_VARIABLES)
    assert not set(arguments) & set(CUSTOM_VARIABLES)
    from textual.theme import Theme

    assert Theme(name=name, **arguments).background == THEMES[name].background
