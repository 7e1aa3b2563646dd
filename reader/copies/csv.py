"""A copy as CSV (RFC 4180), for spreadsheets: its notes or its figures. It does not open again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotations.model import CanonicalText
from reader.figures.export import iter_csv_lines, list_section_headings
from reader.model.clean import clean
from reader.text.csv_rows import format_csv_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.copies.annotated_view import AnnotatedView

NOTE_COLUMNS = (
    "id",
    "section",
    "block",
    "start",
    "end",
    "quote",
    "note",
    "colour",
    "tags",
    "state",
    "created",
    "modified",
)
"""The columns of notes; start and end are code points of the block's text as written."""
BOM = "\ufeff"
"""A byte order mark, without which Excel reads UTF-8 as the code page of its machine."""


def render_csv(annotated_view: AnnotatedView, *, bom: bool = False) -> str:
    """Return the CSV of a copy: its figures where it lists any, else its notes.

    Args:
        annotated_view: The content of the copy.
        bom: Whether it begins with a byte order mark.
    """
    lines = (
        iter_csv_lines(annotated_view.converted_article, annotated_view.figures)
        if annotated_view.figures
        else _render_notes(annotated_view)
    )
    return (BOM if bom else "") + "".join(f"{line}\r\n" for line in lines)


def _render_notes(annotated_view: AnnotatedView) -> Iterator[str]:
    yield format_csv_row(NOTE_COLUMNS)
    canonical, above = (
        CanonicalText(annotated_view.article.blocks),
        list_section_headings(annotated_view.converted_article),
    )
    for number, annotation in enumerate(annotated_view.annotations, 1):
        place: tuple[object, ...] = ("", "", "", "")
        if annotation.target is not None and annotation.is_placed and above:
            block, at = canonical.locate(annotation.target.start)
            place = above[block], block, at, at + annotation.target.end - annotation.target.start
        quote = annotation.target.exact if annotation.target else ""
        own = annotation.note, annotation.colour, list(annotation.tags), annotation.state
        yield format_csv_row([number, *place, clean(quote), *own, annotation.created, annotation.modified])
