"""A copy as JSON: an AnnotationCollection of the W3C with the article in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reader.copies.checksum import fill_checksum, make_placeholder
from reader.copies.payload import payload_json
from reader.errors import ReaderError
from reader.figures.export import list_article_figures
from reader.model.json import OversizedJSONError, article_json, dumps, loads_bounded

if TYPE_CHECKING:
    from reader.copies.annotated_view import AnnotatedView


def render_json(annotated_view: AnnotatedView) -> str:
    """Return the JSON of a copy."""
    shape = payload_json(annotated_view, list_article_figures(annotated_view.article))
    if annotated_view.view_name != "source":
        shape["dubao:converted"] = article_json(annotated_view.converted_article, annotated_view.view_name)
    context = shape.pop("@context")
    return fill_checksum(
        dumps({"@context": context, "dubao:seal": make_placeholder(annotated_view.article.origin.id), **shape}) + "\n"
    )


def extract_payload(text: str, name: str) -> Any:
    """Return the payload of a copy, as parsed JSON.

    Args:
        text: The whole file.
        name: The name of the copy in an error.

    Raises:
        ReaderError: It is no valid JSON: usually it is truncated.
    """
    try:
        return loads_bounded(text.removeprefix("\ufeff"))
    except OversizedJSONError as error:
        raise ReaderError(name, str(error), "open the article that it was made of") from None
    except (ValueError, RecursionError) as error:
        line = f" in line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        why = f"this annotated copy is damaged or cut short{line}"
        raise ReaderError(name, why, "save the copy again") from None
