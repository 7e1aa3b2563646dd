"""A figure in the words of the screen: its sign, its short form, the name of its currency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.script.detect import fold

if TYPE_CHECKING:
    from reader.i18n import Words
    from reader.model import Figure

_TOTAL = ("累计", "合计", "总计", "共计", "共")
_ADDED = ("新增", "增加", "添加")


def sign(figure: Figure, words: Words) -> str:
    """The one thing that is said of a figure: more than, less than, up, down, a total, added, about; or nothing."""
    said = [fold(word) for word in figure.qualifiers]
    if figure.bound:
        name = "more" if figure.bound == "lower" else "less"
    elif figure.direction:
        name = figure.direction
    elif any(word in said for word in _ADDED):
        name = "added"
    elif any(word in said for word in _TOTAL):
        name = "total"
    else:
        name = "about" if figure.approx else ""
    return words("figure.sign." + name) if name else ""


def short_form(figure: Figure, words: Words) -> str:
    """The value in a few cells, in the way of the reader's region."""
    from reader.figures.formatting import short

    return short(figure, words.language)


def currency(code: str, words: Words) -> str:
    """The name of a currency; its ISO 4217 code where the screen has no word for it."""
    name = "currency." + code
    return words(name) if name in words else code
