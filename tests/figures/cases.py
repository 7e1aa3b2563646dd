"""Figures as one line each, for tables of texts and what is found in them."""

from __future__ import annotations

from decimal import Decimal

from reader.figures.context import FigureContext, Region
from reader.figures.scan import find_figures

DATE = "2024-06-11"
"""Of the articles that the texts are from."""


def list_values(text: str, region: Region = "CN") -> list[str]:
    """Each figure of a text as printed, with its value; a range is low..high, several numbers are a:b.

    Args:
        text: As printed.
        region: Of the article.
    """
    found = find_figures(text, FigureContext(DATE, region))
    return [
        f"{figure.text} {_describe(figure.low)}..{_describe(figure.high)}"
        if figure.is_range and figure.value is None
        else f"{figure.text} {_describe(figure.value)}"
        for figure in found
    ]


def list_figures(text: str, region: Region = "CN") -> list[str]:
    """Each figure of a text as printed, with its kind and its value as list_values has it.

    Args:
        text: As printed.
        region: Of the article.
    """
    kinds = [figure.kind for figure in find_figures(text, FigureContext(DATE, region))]
    return [f"{kind} {each}" for kind, each in zip(kinds, list_values(text, region), strict=True)]


def list_subjects(text: str, region: Region = "HK") -> list[str]:
    """Each figure of a text as printed, with what it measures.

    Args:
        text: As printed.
        region: Of the article.
    """
    return [f"{figure.text} {figure.subject}" for figure in find_figures(text, FigureContext(DATE, region))]


def _describe(value: object) -> str:
    if isinstance(value, tuple):
        return ":".join(map(_describe, value))
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
