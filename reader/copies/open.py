"""Opens annotated copies: the article and the annotations that they keep."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from reader.annotations.model import CanonicalText
from reader.copies.checksum import read_checksum
from reader.copies.formats import CopyFormat, detect_format
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.annotations.model import Annotation
    from reader.copies.payload import Payload
    from reader.model import Article


@dataclass(frozen=True, slots=True)
class AnnotatedCopy:
    """An annotated copy that was opened."""

    article: Article
    """The original: its blocks and origin; of an edited Markdown copy with the text as edited."""
    annotations: tuple[Annotation, ...]
    format: CopyFormat
    view_name: str
    """What the copy shows the article in."""
    is_unchanged: bool
    """Nobody has changed it since it was saved."""
    notices: tuple[str, ...] = ()
    """What the reader should know of it, without the name of the file."""


def open_copy(text: str, name: str) -> AnnotatedCopy | None:
    """The article and the annotations in a copy; None where the text is no copy.

    Args:
        text: The whole file, decoded.
        name: What to call it in an error.

    Raises:
        ReaderError: It is damaged, cut short, or of another article than it shows.
    """
    kind = detect_format(text)
    if kind is None:
        return None
    from reader.copies.payload import parse_payload

    kept = parse_payload(_extract_payload(kind, text, name), name)
    seal = read_checksum(text)
    whole = seal is not None and seal.is_unchanged
    if kind == "md" and not whole:
        return _open_edited(kept, text, name)
    notices = () if whole else ("it was changed since it was saved; shown is what was saved in it",)
    annotations, told = _reanchor_misplaced(kept)
    return AnnotatedCopy(kept.article, annotations, kind, kept.view_name, whole, (*notices, *told))


def _extract_payload(kind: CopyFormat, text: str, name: str) -> Any:
    """What a copy keeps inside, as its format has it."""
    if kind == "json":
        from reader.copies.json import extract_payload

        return extract_payload(text, name)
    if kind == "html":
        from reader.copies.html import extract_payload

        return extract_payload(text, name)
    from reader.copies.payload_comment import find_payload_comment, unpack_payload

    trailer = find_payload_comment(text)
    if trailer is None:
        why = "this annotated copy is cut short: its last line, which keeps the article, is missing"
        raise ReaderError(name, why, "save the copy again, or take out the line `dubao:` to read it as a text")
    return unpack_payload(trailer[1], name)


def _open_edited(payload: Payload, text: str, name: str) -> AnnotatedCopy:
    from reader.copies.edited_markdown import read_edited_copy

    annotations, told = _reanchor_misplaced(payload)
    edited = read_edited_copy(replace(payload, annotations=annotations), text, name)
    notices = (*told, *edited.notices) or ("only its front matter or its last lines were edited, which are not read",)
    return AnnotatedCopy(edited.article, edited.annotations, "md", payload.view_name, False, notices)


def _reanchor_misplaced(payload: Payload) -> tuple[tuple[Annotation, ...], tuple[str, ...]]:
    """The annotations, those that are not at their words looked for anew: somebody else wrote them."""
    canonical = CanonicalText(payload.article.blocks)
    astray = [i for i, each in enumerate(payload.annotations) if not _is_anchored(canonical, each)]
    if not astray:
        return payload.annotations, ()
    from reader.annotations.anchoring import reanchor

    annotations = list(payload.annotations)
    for index, found in zip(astray, reanchor(canonical, [annotations[i] for i in astray]), strict=True):
        annotations[index] = found
    return tuple(annotations), (
        f"annotations that were not at their words and were looked for: {len(astray)} of {len(annotations)}",
    )


def _is_anchored(canonical: CanonicalText, annotation: Annotation) -> bool:
    target = annotation.target
    if target is None or not annotation.is_placed:
        return True
    if annotation.state == "fuzzy":  # its words are others now
        return target.end <= len(canonical.text)
    return canonical.text[target.start : target.end] == target.exact
