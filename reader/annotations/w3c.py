"""Reads and writes annotations as JSON of the W3C's Web Annotation Data Model, and reads exports of Hypothesis.

What it writes it reads back without loss. Of the JSON of other programs it reads what the model has: several bodies
become a note and tags, the first target with selectors counts, unknown properties are ignored.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple, get_args
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from reader.annotations.model import COLOURS, AnchorState, Annotation, Reanchoring, Target
from reader.errors import MalformedError, ReaderError
from reader.model.clean import to_single_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.model.article import Origin

JSONLD_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_STATES: tuple[AnchorState, ...] = get_args(AnchorState)
_ARTICLE_URN = "urn:dubao:article:"
_HYPOTHESIS_URL = "https://hypothes.is/a/"


class ImportedAnnotation(NamedTuple):
    """An annotation that was read, and the article it is on."""

    annotation: Annotation
    source_iri: str
    """The IRI of what is annotated, as it was written."""
    article_id: str
    """The id of the article where dubao wrote the annotation; else empty."""


def make_timestamp(when: datetime | None = None) -> str:
    """Return a time, by default the present, in the form of annotations: ISO 8601, UTC, to the microsecond."""
    return (when or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def make_article_iri(origin: Origin) -> str:
    """The IRI of an article: its URL, that of its file, else a URN made of its id."""
    if origin.url:
        return origin.url
    if origin.path and origin.path != "-":
        return "file://" + quote(PurePath(origin.path).as_posix().encode("utf-8", "surrogateescape"))
    return _ARTICLE_URN + origin.id


# -- writing


def collection_json(items: Sequence[dict[str, Any]], name: str = "notes", label: str = "") -> dict[str, Any]:
    """An AnnotationCollection as plain values.

    Args:
        items: Annotations as annotation_json makes them, of one article or of several.
        name: The end of the collection's id: the id of the article where they are of one.
        label: For people, such as the title of the article.
    """
    identity = f"urn:dubao:notes:{name}"
    shape: dict[str, Any] = {"@context": JSONLD_CONTEXT, "id": identity, "type": "AnnotationCollection"}
    if label:
        shape["label"] = label
    shape["total"] = len(items)
    if items:
        shape["first"] = f"{identity}:1"
    return shape | {"items": list(items)}


def annotation_json(annotation: Annotation, origin: Origin) -> dict[str, Any]:
    """An annotation as plain values.

    Args:
        annotation: The annotation.
        origin: That of its article.
    """
    bodies = [_make_body(tag, "tagging") for tag in annotation.tags]
    if annotation.note:
        bodies.insert(0, _make_body(annotation.note, "commenting") | {"format": "text/plain"})
    shape: dict[str, Any] = {
        "id": annotation.id,
        "type": "Annotation",
        "motivation": "commenting" if annotation.note or annotation.target is None else "highlighting",
        "created": annotation.created,
        "modified": annotation.modified,
    }
    if bodies:
        shape["body"] = bodies
    shape["target"] = {"source": make_article_iri(origin), "dubao:article": origin.id}
    if annotation.target is not None:
        shape["target"]["selector"] = _make_selectors(annotation.target)
    shape |= {"dubao:colour": annotation.colour, "dubao:state": annotation.state}
    if annotation.score != 1.0:
        shape["dubao:score"] = annotation.score
    if annotation.figure:
        shape["dubao:figure"] = annotation.figure
    if annotation.history:
        shape["dubao:history"] = [reanchoring_json(moved) for moved in annotation.history]
    return shape


def reanchoring_json(reanchoring: Reanchoring) -> dict[str, Any]:
    """An entry of an annotation's history as plain values."""
    return {
        "start": reanchoring.from_start,
        "end": reanchoring.from_end,
        "toStart": reanchoring.to_start,
        "toEnd": reanchoring.to_end,
        "score": reanchoring.score,
        "when": reanchoring.timestamp,
    }


def _make_body(text: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": text, "purpose": purpose}


def _make_selectors(target: Target) -> list[dict[str, Any]]:
    return [
        {"type": "TextPositionSelector", "start": target.start, "end": target.end},
        {"type": "TextQuoteSelector", "exact": target.exact, "prefix": target.prefix, "suffix": target.suffix},
    ]


# -- reading


def parse_annotations(value: object, name: str, canonical_text: str = "") -> list[ImportedAnnotation]:
    """The annotations in a W3C collection, page, list or single annotation, or in an export of Hypothesis.

    Nothing is re-anchored: positions are as written, and 0 where there is none.

    Args:
        value: As json.loads gives it.
        name: Its name in an error.
        canonical_text: The text they are on, where it is known: with it the UTF-16 units of Hypothesis become code
            points.

    Raises:
        ReaderError: It has another shape.
    """
    try:
        if isinstance(value, dict) and isinstance(value.get("rows", value.get("annotations")), list):
            return [
                _parse_hypothesis_row(row, canonical_text)
                for row in value.get("rows") or value.get("annotations") or ()
            ]
        return [_parse_item(item) for item in _find_items(value)]
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        why = f"it has no annotations in a shape of the W3C ({error})"
        raise ReaderError(name, why, "export them as W3C Web Annotations or from Hypothesis") from None


def _find_items(value: Any) -> Iterable[Any]:
    """The items of a collection, a page or a list, or a single annotation."""
    if isinstance(value, list):
        return value
    if "items" in value:
        return list(value["items"])
    if isinstance(first := value.get("first"), dict):
        return list(first["items"])
    if "target" in value:
        return [value]
    if value.get("type") == "AnnotationCollection":
        return []
    raise MalformedError("no items")


def _parse_item(item: dict[str, Any]) -> ImportedAnnotation:
    where = _choose_target(item["target"])
    notes, tags = _parse_bodies(item)
    created = _parse_timestamp(item.get("created") or item.get("modified"))
    colour, state = item.get("dubao:colour"), item.get("dubao:state")
    annotation = Annotation(
        str(item["id"]),
        created,
        _parse_timestamp(item.get("modified") or created),
        _parse_selectors(_list_selectors(where)),
        colour=colour if colour in COLOURS else "yellow",
        note="\n\n".join(notes),
        tags=tuple(tags),
        state=state if state in _STATES else "exact",
        score=float(item.get("dubao:score", 1.0)),
        figure=str(item.get("dubao:figure", "")),
        history=tuple(map(parse_reanchoring, item.get("dubao:history", ()))),
    )
    return ImportedAnnotation(annotation, str(where.get("source", "")), str(where.get("dubao:article", "")))


def parse_reanchoring(value: dict[str, Any]) -> Reanchoring:
    """An entry of an annotation's history from its plain values.

    Raises:
        KeyError, TypeError, ValueError: They have another shape.
    """
    start, end, to_start, to_end = (int(value[key]) for key in ("start", "end", "toStart", "toEnd"))
    return Reanchoring(start, end, to_start, to_end, float(value["score"]), to_single_line(str(value["when"])))


def _parse_hypothesis_row(row: dict[str, Any], canonical_text: str) -> ImportedAnnotation:
    """The annotation in a row of Hypothesis's API or of its client's export."""
    where = _choose_target(row.get("target") or {"source": row.get("uri", "")})
    target = _parse_selectors(_list_selectors(where))
    if target is not None:
        target = Target(
            _count_code_points(canonical_text, target.start),
            _count_code_points(canonical_text, target.end),
            *_get_quote(target),
        )
    identity = uuid5(
        NAMESPACE_URL, _HYPOTHESIS_URL + str(row["id"])
    )  # constant, so that importing it twice stores it once
    created = _parse_timestamp(row.get("created"))
    annotation = Annotation(
        f"urn:uuid:{identity}",
        created,
        _parse_timestamp(row.get("updated") or created),
        target,
        note=str(row.get("text") or ""),
        tags=tuple(map(str, row.get("tags") or ())),
    )
    return ImportedAnnotation(annotation, str(row.get("uri") or where.get("source", "")), "")


def _get_quote(target: Target) -> tuple[str, str, str]:
    return target.exact, target.prefix, target.suffix


def _count_code_points(text: str, utf16_units: int) -> int:
    """The number of code points in the first UTF-16 units of a text; units beyond its end count one each."""
    encoded = text.encode("utf-16-le", "surrogatepass")
    inside = len(encoded[: 2 * utf16_units].decode("utf-16-le", "ignore"))
    return inside + max(0, utf16_units - len(encoded) // 2)


def _choose_target(value: Any) -> dict[str, Any]:
    """The first target with selectors, else the first one; a bare address counts as a target."""
    targets = [{"source": each} if isinstance(each, str) else each for each in _to_list(value)]
    return next((each for each in targets if each.get("selector")), targets[0] if targets else {})


def _list_selectors(target: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for each in _to_list(target.get("selector") or []) if isinstance(each, dict)]


def _to_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _parse_selectors(selectors: Sequence[dict[str, Any]]) -> Target | None:
    """The target that selectors describe; None where there is neither a quote nor a position."""
    kinds = {str(each.get("type")): each for each in reversed(selectors)}
    place, words = kinds.get("TextPositionSelector"), kinds.get("TextQuoteSelector")
    if place is None and words is None:
        return None
    exact, prefix, suffix = (str((words or {}).get(key) or "") for key in ("exact", "prefix", "suffix"))
    start, end = (int(place["start"]), int(place["end"])) if place else (0, len(exact))
    if not 0 <= start <= end:
        raise MalformedError(f"a position from {start} to {end}")
    return Target(start, end, exact, prefix, suffix)


def _parse_bodies(item: dict[str, Any]) -> tuple[list[str], list[str]]:
    """The notes and the tags in the bodies of an annotation."""
    notes: list[str] = [str(item["bodyValue"])] if "bodyValue" in item else []
    tags: list[str] = []
    for body in _to_list(item.get("body") or []):
        if isinstance(body, dict) and "value" in body:
            tagging = "tagging" in _to_list(body.get("purpose"))
            (tags if tagging else notes).append(str(body["value"]))
    return notes, tags


def _parse_timestamp(value: object) -> str:
    """A time in the form of make_timestamp; the present one where there is none. One without a zone is UTC."""
    if not value:
        return make_timestamp()
    when = datetime.fromisoformat(str(value))
    return make_timestamp(when if when.tzinfo else when.replace(tzinfo=UTC))
