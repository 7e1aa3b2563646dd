"""Annotations of the open article as text to copy: lines, CSV, Markdown; quotes in the script of the view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.model import Annotation
    from reader.tui.state.article import OpenArticle

ClipboardFormat = Literal["text", "csv", "markdown"]
CLIPBOARD_FORMATS: tuple[ClipboardFormat, ...] = ("text", "csv", "markdown")


def format_notes(open_article: OpenArticle, annotations: Sequence[Annotation], style: ClipboardFormat) -> str:
    """Some of the annotations in a style; CSV has the columns of a copy in that format."""
    if style == "csv":
        from reader.copies.save import render_copy
        from reader.services.copies import prepare_copy

        return render_copy(
            prepare_copy(open_article.article, annotations, open_article.settings, open_article.view_name), "csv"
        )
    return ("\n" if style == "markdown" else "\n\n").join(
        _format_note(open_article, each, style) for each in annotations
    )


def _format_note(open_article: OpenArticle, annotation: Annotation, style: ClipboardFormat) -> str:
    """The quote, and below it the note and the tags."""
    stretches = open_article.annotation_index.get_ranges(annotation)
    exact = annotation.target.exact if annotation.target else ""
    quote = (
        " ".join(open_article.convert_range(*each) for each in stretches)
        if stretches
        else open_article.convert_text(exact)
    )
    tags = " ".join(f"#{tag}" for tag in annotation.tags)
    lines = [line for part in (quote, annotation.note, tags) for line in part.split("\n") if line]
    if style == "markdown":
        return "\n".join(("  " if number else "- ") + line for number, line in enumerate(lines))
    return "\n".join(lines)
