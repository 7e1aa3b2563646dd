"""Notes or figures as CSV (RFC 4180), for spreadsheets. It does not open again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotations.model import Canonical
from reader.figures.export import COLUMNS, csv_lines, sections
from reader.model.clean import clean
from reader.text.csv_rows import csv_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.copies.annotated_view import Page

NOTES = ("id", "section", "block", "start", "end", "quote", "note", "colour", "tags", "state", "created", "modified")
"""The columns of notes; start and end count in the block's text as written."""
BOM = "\ufeff"
"""Without it Excel takes UTF-8 for the code page of its machine."""


def write(page: Page, *, bom: bool = False) -> str:
    """The whole file: the figures where the page lists them, else the notes."""
    lines = csv_lines(page.shown, page.figures) if page.figures else _notes(page)
    return (BOM if bom else "") + "".join(f"{line}\r\n" for line in lines)


def _notes(page: Page) -> Iterator[str]:
    yield csv_row(NOTES)
    canonical, above = Canonical(page.article.blocks), sections(page.shown)
    for number, annotation in enumerate(page.annotations, 1):
        place: tuple[object, ...] = ("", "", "", "")
        if annotation.target is not None and annotation.placed and above:
            block, at = canonical.place(annotation.target.start)
            place = above[block], block, at, at + annotation.target.end - annotation.target.start
        quote = annotation.target.exact if annotation.target else ""
        own = clean(annotation.note), annotation.colour, list(map(clean, annotation.tags)), annotation.state
        yield csv_row([number, *place, clean(quote), *own, annotation.created, annotation.modified])


__all__ = ["BOM", "COLUMNS", "NOTES", "write"]
