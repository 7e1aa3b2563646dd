"""The copy as JSON: an AnnotationCollection of the W3C with the article in it (INTERFACE, Annotation JSON)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reader.copies.checksum import sealed, unset
from reader.copies.payload import kept_json
from reader.errors import ReaderError
from reader.figures.export import article_figures
from reader.model.json import article_json, dumps

if TYPE_CHECKING:
    from reader.copies.annotated_view import Page


def write(page: Page) -> str:
    """The whole file."""
    shape = kept_json(page, article_figures(page.article))
    if page.script != "source":
        shape["dubao:converted"] = article_json(page.shown, page.script)
    context = shape.pop("@context")
    return sealed(dumps({"@context": context, "dubao:seal": unset(page.article.origin.id), **shape}) + "\n")


def value_of(text: str, name: str) -> Any:
    """What a copy keeps inside.

    Raises:
        ReaderError: It is no JSON, most often because it is cut short.
    """
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        line = f" in line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        why = f"this annotated copy is damaged or cut short{line}"
        raise ReaderError(name, why, "save the copy again") from None
