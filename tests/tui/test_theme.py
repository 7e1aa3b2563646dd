from __future__ import annotations

import re
from itertools import combinations

import pytest

from reader.annotations.model import COLOURS
from reader.tui.theme import CUSTOM_VARIABLES, THEMES, mix

FIGURE_COLOURS = ("money", "percent", "quantity")
MESSAGES = ("success", "warning", "error")


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


TEXT_COLOURS = ("foreground", "title", "deck", "accent", "secondary", "primary", "muted", *FIGURE_COLOURS, *MESSAGES)
ON_HIGHLIGHTS = ("foreground", "title", "deck", "accent", "secondary", "primary", *FIGURE_COLOURS, "warning")
"""Quiet text is drawn as plain text on a highlight."""


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("ground", ["background", "surface", "panel", "bar"])
def test_all_text_has_enough_contrast_on_every_plain_ground(name: str, ground: str) -> None:
    theme = THEMES[name]
    low = {text: contrast(getattr(theme, text), getattr(theme, ground)) for text in TEXT_COLOURS}
    assert {text: ratio for text, ratio in low.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("name", THEMES)
def test_coloured_text_has_enough_contrast_on_highlights_and_where_they_overlap(name: str) -> None:
    theme = THEMES[name]
    marks = [theme.mixed[f"mark{number}"] for number in range(1, len(COLOURS) + 1)]
    grounds = [*marks, *(mix(one, other, 0.5) for one, other in combinations(marks, 2))]
    low = [
        (text, ground) for text in ON_HIGHLIGHTS for ground in grounds if contrast(getattr(theme, text), ground) < 4.5
    ]
    assert low == []


@pytest.mark.parametrize("name", THEMES)
def test_the_text_of_what_is_current_or_selected_has_enough_contrast(name: str) -> None:
    theme = THEMES[name]
    grounds = {key: ground for key, ground in theme.mixed.items() if key.startswith(("current-", "select"))}
    assert grounds
    assert [key for key, ground in grounds.items() if contrast(theme.title, ground) < 4.5] == []
    assert contrast(theme.foreground, theme.hit) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_a_current_highlight_is_a_stronger_shade_of_its_own_colour(name: str) -> None:
    theme = THEMES[name]
    for number in range(1, len(COLOURS) + 1):
        shades = theme.background, theme.mixed[f"mark{number}"], theme.mixed[f"current-mark{number}"]
        levels = [contrast(shade, getattr(theme, f"edge{number}")) for shade in shades]
        assert levels == sorted(levels, reverse=True), number


@pytest.mark.parametrize("name", THEMES)
def test_highlights_have_different_colours(name: str) -> None:
    marks = [THEMES[name].mixed[f"mark{number}"] for number in range(1, len(COLOURS) + 1)]
    assert all(one != other for one, other in combinations(marks, 2))


@pytest.mark.parametrize("name", THEMES)
def test_custom_variables_are_handed_over_apart(name: str) -> None:
    arguments = THEMES[name].to_theme_arguments()
    assert set(arguments["variables"]) == set(CUSTOM_VARIABLES)
    assert not set(arguments) & set(CUSTOM_VARIABLES)
    from textual.theme import Theme

    assert Theme(name=name, **arguments).background == THEMES[name].background
