"""Quotation marks of the other kind: “ ” ‘ ’ for 「 」 『 』 and back, mark for mark, so that offsets stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import ViewName

QuoteStyle = Literal["keep", "region", "corner", "curly"]
"""As written; as the script of the view has them; in every view the one or the other. The source stays the source."""

_CORNER, _CURLY = ("「", "」", "『", "』"), ("“", "”", "‘", "’")
_MARKS_BY_KIND = {"corner": _CORNER, "curly": _CURLY}
_OPENERS = "“‘「『"
_CLOSERS = {"”": "“", "’": "‘", "」": "「", "』": "『"}
_QUOTATION_MARK = re.compile("[“”‘’「」『』]")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def choose_mark_kind(quote_style: QuoteStyle, view_name: ViewName) -> Literal["corner", "curly"] | None:
    """The marks of a view; None where they stay as they are written.

    GB/T 15834-2011 has “ ” in horizontal text; 重訂標點符號手冊 (Taiwan) and Hong Kong's press have 「 」.

    Args:
        quote_style: The setting `quotes`.
        view_name: The view.
    """
    if quote_style == "keep" or view_name == "source":
        return None
    if quote_style == "region":
        return "curly" if view_name in ("hans", "hansp") else "corner"
    return quote_style


def convert_quotation_marks(
    text: str, mark_kind: Literal["corner", "curly"], unchanged_spans: Iterable[tuple[int, int]] = ()
) -> str:
    """The text of one block with quotation marks of one kind; of the same length.

    The outermost marks become the outer ones of that kind, those inside them the inner ones, and so on in turn. Marks
    that have no partner become what they are (“ is an outer one). An apostrophe is none: ’ beside a Latin letter or
    a digit where no ‘ is open, and any ‘ ’ between two of them. A text without Han characters stays.

    Args:
        text: A whole block: a quotation that goes on in the next has its opening mark again.
        mark_kind: The kind.
        unchanged_spans: Stretches that stay as they are; their marks open and close all the same. They may reach over
            the ends.
    """
    found = [match.start() for match in _QUOTATION_MARK.finditer(text)]
    if not found or not _HAN.search(text):
        return text
    put = _MARKS_BY_KIND[mark_kind]
    characters = list(text)
    open_marks: list[int] = []  # where, innermost last
    of_kind: dict[str, list[int]] = {mark: [] for mark in _OPENERS}  # how deep, innermost last
    for at in found:
        mark = text[at]
        if mark in _OPENERS:
            if not _is_between_letters(text, at):
                characters[at] = put[0 if len(open_marks) % 2 == 0 else 2]
                of_kind[mark].append(len(open_marks))
                open_marks.append(at)
            continue
        partners = of_kind[_CLOSERS[mark]]
        if mark == "’" and (_is_between_letters(text, at) or (not partners and _is_beside_letter(text, at))):
            continue
        if not partners:
            characters[at] = put[1 if mark in "”」" else 3]
            continue
        depth = partners[-1]
        characters[at] = put[put.index(characters[open_marks[depth]]) + 1]
        for opener in open_marks[depth:]:
            of_kind[text[opener]].pop()
        del open_marks[depth:]
    for start, end in unchanged_spans:
        stretch = slice(max(start, 0), max(end, 0))
        characters[stretch] = text[stretch]
    return "".join(characters)


def _is_between_letters(text: str, at: int) -> bool:
    return _is_latin(text[at - 1 : at]) and _is_latin(text[at + 1 : at + 2])


def _is_beside_letter(text: str, at: int) -> bool:
    """What makes a ’ that closes nothing an apostrophe: students’, ’90s, rock ’n’ roll."""
    return _is_latin(text[at - 1 : at]) or _is_latin(text[at + 1 : at + 2])


def _is_latin(character: str) -> bool:
    return character.isalnum() and character < "\u0250"
