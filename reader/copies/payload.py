"""The payload of a copy that opens again: the article as written and its annotations, as JSON of the W3C."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, get_args

from reader.annotations.w3c import annotation_json, collection_json, parse_annotations
from reader.errors import MalformedError, ReaderError, describe_malformed
from reader.model import (
    Article,
    Block,
    CleanText,
    Origin,
    Phrase,
    Span,
    View,
    show_carriage_returns,
    to_single_line,
)
from reader.model.article import BlockKind, Script, SpanKind
from reader.model.identifiers import normalize_article_id, normalize_path
from reader.model.json import article_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.annotations.model import Annotation
    from reader.copies.annotated_view import AnnotatedView
    from reader.model import Figure

MALFORMED_ERRORS = (TypeError, ValueError, KeyError, AttributeError, IndexError, OverflowError, RecursionError)
"""The exceptions of parsing JSON that has another shape."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?", re.ASCII)
_SCRIPTS: dict[str, Script] = {"zh-Hans": "Hans", "zh-Hant": "Hant", "zh": "Mixed", "und": "Und"}


@dataclass(frozen=True, slots=True)
class Payload:
    """The data that a copy keeps inside."""

    article: Article
    annotations: tuple[Annotation, ...]
    view_name: str
    """The view that the copy shows."""
    views: tuple[View, ...]
    """The text of each block as the copy shows it, with the map of its offsets."""
    saved_at: str
    """ISO 8601, UTC."""


def _annotations_json(article: Article, annotations: Iterable[Annotation]) -> dict[str, Any]:
    items = [annotation_json(annotation, article.origin) for annotation in annotations]
    return collection_json(items, article.origin.id, article.title or "")


def payload_json(annotated_view: AnnotatedView, figures: Iterable[tuple[int, Figure]] | None = None) -> dict[str, Any]:
    """Return the payload of a copy as plain values: everything that cannot be computed again.

    Args:
        annotated_view: The content of the copy.
        figures: The figures of the article as written, for other programs, each with the index of its block; None to
            omit them.
    """
    article = annotated_view.article
    shape = _annotations_json(article, annotated_view.annotations)
    shape |= {
        "dubao:saved": annotated_view.saved_at,
        "dubao:view": annotated_view.view_name,
        "dubao:region": article.region,
        "dubao:article": article_json(article, "source", figures or ()),
    }
    if figures is None:
        del shape["dubao:article"]["figures"]  # they are found again when the copy is opened
    if annotated_view.view_name != "source":  # another version or other overrides would convert differently
        shape["dubao:shown"] = [
            {"text": view.text, "phrases": [list(each) for each in view.phrases]} for view in annotated_view.views
        ]
    return shape


def parse_payload(value: Any, name: str) -> Payload:
    """Return the payload of a copy from its plain values.

    Args:
        value: The parsed JSON.
        name: The name of the copy in an error.

    Raises:
        ReaderError: It has another shape.
    """
    try:
        article = _parse_article(value["dubao:article"], value.get("dubao:region"))
        if not any(block.text for block in article.blocks):
            raise MalformedError("there is no text in it")
        annotations = tuple(read.annotation for read in parse_annotations(value, name))
        shown = value.get("dubao:shown")
        views = tuple(map(_parse_view, shown)) if shown else tuple(View(block.text) for block in article.blocks)
        lengths = [view.source_length for view in views]
        if lengths != [len(block.text) for block in article.blocks]:
            raise MalformedError("the text shown is not that of the article")
        return Payload(
            article,
            annotations,
            _parse_line(value.get("dubao:view", "source")),
            views,
            _parse_line(value.get("dubao:saved")),
        )
    except MALFORMED_ERRORS as error:
        raise ReaderError(
            name, f"what it keeps inside is no article ({describe_malformed(error)})", "save the copy again"
        ) from None


def _parse_article(value: dict[str, Any], region: object) -> Article:
    origin = value["origin"]
    return Article(
        Origin(
            normalize_article_id(_check_string(value["id"])),
            None if origin.get("path") is None else normalize_path(_check_string(origin["path"])),
            _parse_optional_line(origin.get("url")),
            _parse_text(origin["encoding"]),
            _parse_text(origin["sha256"]),
        ),
        tuple(map(_parse_block, value["blocks"])),
        _parse_optional_text(value["title"]),
        _parse_optional_text(value["deck"]),
        tuple(map(_parse_text, value["breadcrumb"])),
        _parse_date(value["date"]),
        _parse_optional_text(value["outlet"]),
        tuple(map(_parse_text, value["authors"])),
        tuple(map(_parse_text, value["editors"])),
        _SCRIPTS[origin["detected"]],
        "TW" if region == "TW" else "HK" if region == "HK" else None,
    )


def _parse_block(value: dict[str, Any]) -> Block:
    text = _parse_text(value["text"])
    return Block(
        _check_choice(value["kind"], get_args(BlockKind)),
        text,
        _parse_optional_int(value["line"]),
        _parse_optional_int(value["line_end"]),
        _check_choice(value["script"], get_args(Script)),
        tuple(_parse_span(each, len(text)) for each in value["spans"]),
        _parse_optional_text(value["credit"]),
        _parse_optional_line(value["image"]),
    )


def _parse_span(value: dict[str, Any], length: int) -> Span:
    start, end = value["start"], value["end"]
    if not 0 <= start <= end <= length:
        raise MalformedError(f"a span from {start} to {end}")
    return Span(
        _check_choice(value["kind"], get_args(SpanKind)),
        int(start),
        int(end),
        _parse_optional_line(value.get("href")),
    )


def _parse_view(value: dict[str, Any]) -> View:
    text = _parse_text(value["text"])
    phrases = tuple(Phrase(*map(int, each)) for each in value["phrases"])
    end, view_end = 0, 0
    for phrase in phrases:
        lead = phrase.start - end
        if (
            lead < 0
            or phrase.view_start - view_end != lead
            or phrase.end < phrase.start
            or phrase.view_end < phrase.view_start
        ):
            raise MalformedError("phrases out of order")
        end, view_end = phrase.end, phrase.view_end
    if view_end > len(text):
        raise MalformedError("phrases beyond the text")
    return View(text, phrases)


def _check_choice(value: Any, known: tuple[Any, ...]) -> Any:
    if value not in known:
        raise MalformedError(f"{value!r} is not known")
    return value


def _check_string(value: Any) -> str:
    if not isinstance(value, str):
        raise MalformedError("a text is none")
    return value


def _parse_optional_string(value: Any) -> str | None:
    return None if value is None else _check_string(value)


def _parse_line(value: Any) -> CleanText:
    return to_single_line(str(value))


def _parse_optional_line(value: Any) -> CleanText | None:
    return None if value is None else to_single_line(_check_string(value))


def _parse_text(value: Any) -> CleanText:
    return show_carriage_returns(_check_string(value))


def _parse_date(value: Any) -> str | None:
    """A date in the form of Article.date."""
    if value is None:
        return None
    if not _DATE.fullmatch(value):
        raise MalformedError("a date is none")
    datetime.fromisoformat(value)
    return str(value)


def _parse_optional_text(value: Any) -> CleanText | None:
    return None if value is None else _parse_text(value)


def _parse_optional_int(value: Any) -> int | None:
    return None if value is None else int(value)
