"""Every field of the figures of many texts, as recorded; a change is deliberate, or a fault."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from reader.figures.checks import check_figures, check_headline
from reader.figures.context import FigureContext, Region
from reader.figures.formatting import Language, format_compact, format_for_row, format_plain, list_equivalents
from reader.figures.scan import find_figures
from tests.recorded import check_recorded

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.model import Figure

FOLDER = Path(__file__).parent / "recorded"
LANGUAGES: tuple[Language, ...] = get_args(Language)
REGIONS: tuple[Region, ...] = get_args(Region)


def describe(figure: Figure) -> str:
    """All fields that are not empty, and the value as it is shown in each language."""
    names = [field.name for field in fields(figure) if field.name not in ("text", "start", "end", "kind")]
    values = [f"{name}={value}" for name in names if (value := getattr(figure, name)) not in (None, "", (), False)]
    shown = [
        format_plain(figure),
        *(write(figure, language) for write in (format_compact, format_for_row) for language in LANGUAGES),
        *(line for language in LANGUAGES[:2] for line in list_equivalents(figure, language)),
    ]
    return " ".join([f"{figure.start}-{figure.end} {figure.kind}", *values, f"[{'; '.join(dict.fromkeys(shown))}]"])


@pytest.mark.parametrize("region", REGIONS)
def test_figures_are_the_recorded_ones(region: Region) -> None:
    context = FigureContext("2024-06-11", region)
    check_recorded(FOLDER / f"{region}.tsv", lambda text: "\n".join(map(describe, find_figures(text, context))))


def check_sentence(text: str) -> str:
    checks = check_figures(text, find_figures(text, FigureContext("2024-06-11", "CN")))
    return "\n".join(" ".join(map(str, check)) for check in checks)


def check_with_headline(text: str) -> str:
    """The checks of a headline and the sentence behind the stroke."""
    context = FigureContext("2024-06-11", "HK")
    headline, body = (find_figures(part, context) for part in text.split("|"))
    return "\n".join(" ".join(map(str, check)) for check in check_headline(headline, [body]))


@pytest.mark.parametrize(("name", "check"), [("checks", check_sentence), ("headlines", check_with_headline)])
def test_checks_are_the_recorded_ones(name: str, check: Callable[[str], str]) -> None:
    check_recorded(FOLDER / f"{name}.tsv", check)
