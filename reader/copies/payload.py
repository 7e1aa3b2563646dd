"""What every copy that opens again keeps inside: the article as written and its annotations, as JSON of the W3C."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, get_args

from reader.annotations.w3c import annotation_json, annotations_of, collection_json
from reader.errors import ReaderError
from reader.model import Article, Block, CleanText, Origin, Phrase, Span, View, clean
from reader.model.article import Kind, Script, SpanKind
from reader.model.json import article_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.annotations.model import Annotation
    from reader.copies.annotated_view import Page
    from reader.model import Figure

WRONG = (TypeError, ValueError, KeyError, AttributeError, IndexError, OverflowError, RecursionError)
"""What foreign JSON of another shape leads to."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?", re.ASCII)
_SCRIPTS: dict[str, Script] = {"zh-Hans": "Hans", "zh-Hant": "Hant", "zh": "Mixed", "und": "Und"}


@dataclass(frozen=True, slots=True)
class Kept:
    """What was read back."""

    article: Article
    annotations: tuple[Annotation, ...]
    script: str
    """What the copy shows the article in."""
    views: tuple[View, ...]
    """The text of each block as the copy shows it, with the way back."""
    saved: str


def notes_json(article: Article, annotations: Iterable[Annotation]) -> dict[str, Any]:
    """The annotations of an article as an AnnotationCollection: what `notes COPY --json` prints."""
    items = [annotation_json(annotation, article.origin) for annotation in annotations]
    return collection_json(items, article.origin.id, article.title or "")


def kept_json(page: Page, figures: Iterable[tuple[int, Figure]] | None = None) -> dict[str, Any]:
    """All of a page that cannot be made again: the source text, never the view alone.

    Args:
        page: The copy.
        figures: Those of the article as written, for other programs; None where nobody but this room reads it.
    """
    article = page.article
    shape = notes_json(article, page.annotations)
    shape |= {
        "dubao:saved": page.saved,
        "dubao:view": page.script,
        "dubao:region": article.region,
        "dubao:article": article_json(article, "source", figures or ()),
    }
    if figures is None:
        del shape["dubao:article"]["figures"]  # they are found again
    if page.script != "source":  # what a conversion made depends on its version and on rules that change
        shape["dubao:shown"] = [
            {"text": view.text, "phrases": [list(each) for each in view.phrases]} for view in page.views
        ]
    return shape


def kept_of(value: Any, name: str) -> Kept:
    """What a copy kept.

    Args:
        value: As json.loads gives it.
        name: What to call the copy in an error.

    Raises:
        ReaderError: It has another shape.
    """
    try:
        article = _article(value["dubao:article"], value.get("dubao:region"))
        if not any(block.text for block in article.blocks):
            raise ValueError("there is no text in it")
        annotations = tuple(read.annotation for read in annotations_of(value, name))
        shown = value.get("dubao:shown")
        views = tuple(map(_view, shown)) if shown else tuple(View(block.text) for block in article.blocks)
        lengths = [view.source_length for view in views]
        if lengths != [len(block.text) for block in article.blocks]:
            raise ValueError("the text shown is not that of the article")
        return Kept(article, annotations, str(value.get("dubao:view", "source")), views, str(value.get("dubao:saved")))
    except WRONG as error:
        raise ReaderError(name, f"what it keeps inside is no article ({_told(error)})", "save the copy again") from None


def _told(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else clean(str(error))[:80] or type(error).__name__


def _article(value: dict[str, Any], region: object) -> Article:
    origin = value["origin"]
    return Article(
        Origin(
            _string(value["id"]),
            _maybe(origin.get("path")),
            _maybe(origin.get("url")),
            _text(origin["encoding"]),
            _text(origin["sha256"]),
        ),
        tuple(map(_block, value["blocks"])),
        _said(value["title"]),
        _said(value["deck"]),
        tuple(map(_text, value["breadcrumb"])),
        _date(value["date"]),
        _said(value["outlet"]),
        tuple(map(_text, value["authors"])),
        tuple(map(_text, value["editors"])),
        _SCRIPTS[origin["detected"]],
        "TW" if region == "TW" else "HK" if region == "HK" else None,
    )


def _block(value: dict[str, Any]) -> Block:
    text = _text(value["text"])
    return Block(
        _one_of(value["kind"], get_args(Kind)),
        text,
        _number(value["line"]),
        _number(value["line_end"]),
        _one_of(value["script"], get_args(Script)),
        tuple(_span(each, len(text)) for each in value["spans"]),
        _said(value["credit"]),
        _maybe(value["image"]),
    )


def _span(value: dict[str, Any], length: int) -> Span:
    start, end = value["start"], value["end"]
    if not 0 <= start <= end <= length:
        raise ValueError(f"a span from {start} to {end}")
    return Span(_one_of(value["kind"], get_args(SpanKind)), int(start), int(end), _maybe(value.get("href")))


def _view(value: dict[str, Any]) -> View:
    text = _text(value["text"])
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
            raise ValueError("phrases out of order")
        end, view_end = phrase.end, phrase.view_end
    if view_end > len(text):
        raise ValueError("phrases beyond the text")
    return View(text, phrases)


def _one_of(value: Any, known: tuple[Any, ...]) -> Any:
    if value not in known:
        raise ValueError(f"{value!r} is not known")
    return value


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is none")
    return value


def _maybe(value: Any) -> str | None:
    return None if value is None else _string(value)


def _text(value: Any) -> CleanText:
    return clean(_string(value))


def _date(value: Any) -> str | None:
    """A date of the form that articles have; others would be met by who counts on it."""
    if value is not None and (not _DATE.fullmatch(value) or not datetime.fromisoformat(value)):
        raise ValueError("a date is none")
    return _maybe(value)


def _said(value: Any) -> CleanText | None:
    return None if value is None else _text(value)


def _number(value: Any) -> int | None:
    return None if value is None else int(value)
