"""Annotated copies on the shelf: a copy is read as the article it is of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.services.copies import open_document_copy

if TYPE_CHECKING:
    from reader.copies.open import AnnotatedCopy
    from reader.sources import Document


def resolve_copy(document: Document) -> tuple[Document, AnnotatedCopy | None]:
    """A document with the origin of its article, and the copy that it is; None where it is none.

    Raises:
        ReaderError: It is a copy that is damaged, cut short, or of another article than it shows.
    """
    copy = open_document_copy(document)
    return (document, None) if copy is None else (replace(document, origin=copy.article.origin), copy)
