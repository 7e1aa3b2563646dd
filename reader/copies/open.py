"""Opens annotated copies: reads their article and annotations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from reader.annotations.model import CanonicalText
from reader.copies.checksum import read_checksum
from reader.copies.formats import CopyFormat, detect_format

if TYPE_CHECKING:
    from reader.annotations.model import Annotation
    from reader.copies.payload import Payload
    from reader.model import Article


@dataclass(frozen=True, slots=True)
class AnnotatedCopy:
    """The content of an annotated copy."""

    article: Article
    """As written; that of an edited Markdown copy has the edited text."""
    annotations: tuple[Annotation, ...]
    format: CopyFormat
    view_name: str
    """The view that the copy shows."""
    is_unchanged: bool
    """Whether nobody has edited it since it was saved."""
    notices: tuple[str, ...] = ()
    """What the user should know about it, a sentence each, without the name of the file."""


def open_copy(text: str, name: str) -> AnnotatedCopy | None:
    """Return the content of a copy; None for a text that is no copy.

    Args:
        text: The whole file, decoded.
        name: The name of the copy in an error.

    Raises:
        ReaderError: It is damaged, cut short, or its text is of another article than its payload.
    """
    copy_format = detect_format(text)
    if copy_format is None:
        return None
    from reader.copies.payload import parse_payload

    payload = parse_payload(_extract_payload(copy_format, text, name), name)
    checksum = read_checksum(text)
    is_unchanged = checksum is not None and checksum.is_unchanged
    if copy_format == "md" and not is_unchanged:
        return _open_edited(payload, text, name)
    notices = () if is_unchanged else ("it was changed since it was saved; shown is what was saved in it",)
    annotations, anchor_notices = _reanchor_misplaced(payload)
    return AnnotatedCopy(
        payload.article, annotations, copy_format, payload.view_name, is_unchanged, (*notices, *anchor_notices)
    )


def _extract_payload(copy_format: CopyFormat, text: str, name: str) -> Any:
    """The payload of a copy, as json.loads gives it; only the module of its format is imported."""
    if copy_format == "json":
        from reader.copies.json import extract_payload
    elif copy_format == "html":
        from reader.copies.html import extract_payload
    else:
        from reader.copies.payload_comment import extract_payload
    return extract_payload(text, name)


def _open_edited(payload: Payload, text: str, name: str) -> AnnotatedCopy:
    from reader.copies.sandbox import read_edited_copy_bounded

    annotations, anchor_notices = _reanchor_misplaced(payload)
    edited = read_edited_copy_bounded(replace(payload, annotations=annotations), text, name)
    if edited is None:
        why = "it was edited, and takes too long to read; shown is what was saved in it"
        return AnnotatedCopy(payload.article, annotations, "md", payload.view_name, False, (why, *anchor_notices))
    notices = (*anchor_notices, *edited.notices) or (
        "only its front matter or its last lines were edited, which are not read",
    )
    return AnnotatedCopy(edited.article, edited.annotations, "md", payload.view_name, False, notices)


def _reanchor_misplaced(payload: Payload) -> tuple[tuple[Annotation, ...], tuple[str, ...]]:
    """The annotations of a payload, and a notice if some had to be re-anchored.

    Those are the ones whose quotes are not at their positions: another program wrote them.
    """
    canonical = CanonicalText(payload.article.blocks)
    misplaced = [i for i, each in enumerate(payload.annotations) if not _is_anchored(canonical, each)]
    if not misplaced:
        return payload.annotations, ()
    from reader.annotations.anchoring import reanchor

    annotations = list(payload.annotations)
    for index, found in zip(misplaced, reanchor(canonical, [annotations[i] for i in misplaced]), strict=True):
        annotations[index] = found
    return tuple(annotations), (
        f"annotations that were not at their words and were looked for: {len(misplaced)} of {len(annotations)}",
    )


def _is_anchored(canonical: CanonicalText, annotation: Annotation) -> bool:
    target = annotation.target
    if target is None or not annotation.is_placed:
        return True
    if annotation.state == "fuzzy":  # its words have changed
        return target.end <= len(canonical.text)
    return canonical.text[target.start : target.end] == target.exact
