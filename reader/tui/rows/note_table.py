"""Annotations of the open article as text to copy: lines, CSV, Markdown; quotes in the script of the view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.model import Annotation
    from reader.tui.state.article import Opened

Style = Literal["text", "csv", "markdown"]
STYLES: tuple[Style, ...] = ("text", "csv", "markdown")


def as_text(opened: Opened, annotations: Sequence[Annotation], style: Style) -> str:
    """Some of the annotations in a style; CSV has the columns of a copy in that format."""
    if style == "csv":
        from reader.copies.save import written
        from reader.services.copies import copy_page

        return written(copy_page(opened.article, annotations, opened.settings, opened.view), "csv")
    return ("\n" if style == "markdown" else "\n\n").join(_told(opened, each, style) for each in annotations)


def _told(opened: Opened, annotation: Annotation, style: Style) -> str:
    """The quote, and below it the note and the tags."""
    stretches = opened.noted.stretches(annotation)
    exact = annotation.target.exact if annotation.target else ""
    quote = " ".join(opened.stretch(*each) for each in stretches) if stretches else opened.say(exact)
    tags = " ".join(f"#{tag}" for tag in annotation.tags)
    lines = [line for part in (quote, annotation.note, tags) for line in part.split("\n") if line]
    if style == "markdown":
        return "\n".join(("  " if number else "- ") + line for number, line in enumerate(lines))
    return "\n".join(lines)
