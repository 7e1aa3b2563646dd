"""A figure in the words of the screen: its sign, its short form, the name of its currency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.script.detect import fold

if TYPE_CHECKING:
    from reader.i18n import Messages
    from reader.model import Figure

_TOTAL_WORDS = ("累计", "合计", "总计", "共计", "共")
_ADDED_WORDS = ("新增", "增加", "添加")


def format_sign(figure: Figure, messages: Messages) -> str:
    """The one thing that is said of a figure: more than, less than, up, down, a total, added, about; or nothing."""
    said = [fold(word) for word in figure.qualifiers]
    if figure.bound:
        name = "more" if figure.bound == "lower" else "less"
    elif figure.direction:
        name = figure.direction
    elif any(word in said for word in _ADDED_WORDS):
        name = "added"
    elif any(word in said for word in _TOTAL_WORDS):
        name = "total"
    else:
        name = "about" if figure.is_approximate else ""
    return messages("figure.sign." + name) if name else ""


def format_short(figure: Figure, messages: Messages) -> str:
    """The value in a few cells, in the way of the reader's region."""
    from reader.figures.formatting import format_compact

    return format_compact(figure, messages.language)


def get_currency_name(code: str, messages: Messages) -> str:
    """The name of a currency; its ISO 4217 code where the screen has no word for it."""
    name = "currency." + code
    return messages(name) if name in messages else code
