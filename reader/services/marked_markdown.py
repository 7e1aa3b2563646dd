"""Opens Markdown files with ==highlights== and notes of their reader, as articles with annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.copies.open import AnnotatedCopy
    from reader.sources import Document

_UNDATED = "1970-01-01T00:00:00.000000Z"
"""The time of a highlight, which the file does not have."""


def open_marked_markdown(document: Document) -> AnnotatedCopy | None:
    """Return the article of a Markdown file with its ==highlights== and ^[notes] as annotations; None for other texts.

    Args:
        document: Any text.
    """
    from reader.structure import detect_text_format

    name = document.origin.path or document.origin.url or ""
    if detect_text_format(document.text, name) != "markdown":
        return None
    from reader.structure.markdown import has_marks, read_markdown

    marked = read_markdown(document.text, document.origin) if has_marks(document.text) else None
    if marked is None or not marked.marks:
        return None
    from uuid import NAMESPACE_URL, uuid5

    from reader.annotations.model import Annotation, CanonicalText
    from reader.copies.open import AnnotatedCopy

    canonical = CanonicalText(marked.article.blocks)
    made: list[Annotation] = []
    for mark in marked.marks:
        target = canonical.make_target(
            canonical.to_offset(mark.block, mark.start), canonical.to_offset(mark.block, mark.end)
        )
        # A highlight has the same id whenever the file is read, so that the library stores it once.
        identity = uuid5(NAMESPACE_URL, f"{document.origin.id}\n{target.start}\n{target.exact}")
        made.append(Annotation(f"urn:uuid:{identity}", _UNDATED, _UNDATED, target, note=mark.note))
    return AnnotatedCopy(marked.article, tuple(made), "md", "source", True)
