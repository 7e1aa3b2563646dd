"""Opens annotated copies: the article and the annotations that they keep."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from reader.annotations.model import Canonical
from reader.copies.checksum import seal_of
from reader.copies.formats import Format, format_of
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.annotations.model import Annotation
    from reader.copies.payload import Kept
    from reader.model import Article


@dataclass(frozen=True, slots=True)
class Copy:
    """An annotated copy that was opened."""

    article: Article
    """The original: its blocks and origin; of an edited Markdown copy with the text as edited."""
    annotations: tuple[Annotation, ...]
    format: Format
    script: str
    """What the copy shows the article in."""
    whole: bool
    """Nobody has changed it since it was saved."""
    notices: tuple[str, ...] = ()
    """What the reader should know of it, without the name of the file."""


def open_copy(text: str, name: str) -> Copy | None:
    """The article and the annotations in a copy; None where the text is no copy.

    Args:
        text: The whole file, decoded.
        name: What to call it in an error.

    Raises:
        ReaderError: It is damaged, cut short, or of another article than it shows.
    """
    kind = format_of(text)
    if kind is None:
        return None
    from reader.copies.payload import kept_of

    kept = kept_of(_value(kind, text, name), name)
    seal = seal_of(text)
    whole = seal is not None and seal.whole
    if kind == "md" and not whole:
        return _edited(kept, text, name)
    notices = () if whole else ("it was changed since it was saved; shown is what was saved in it",)
    annotations, told = _checked(kept)
    return Copy(kept.article, annotations, kind, kept.script, whole, (*notices, *told))


def _value(kind: Format, text: str, name: str) -> Any:
    """What a copy keeps inside, as its format has it."""
    if kind == "json":
        from reader.copies.json import value_of

        return value_of(text, name)
    if kind == "html":
        from reader.copies.html import value_of

        return value_of(text, name)
    from reader.copies.payload_comment import find, unpacked

    trailer = find(text)
    if trailer is None:
        why = "this annotated copy is cut short: its last line, which keeps the article, is missing"
        raise ReaderError(name, why, "save the copy again, or take out the line `dubao:` to read it as a text")
    return unpacked(trailer[1], name)


def _edited(kept: Kept, text: str, name: str) -> Copy:
    from reader.copies.edited_markdown import Edited

    annotations, told = _checked(kept)
    edited = Edited(replace(kept, annotations=annotations), text, name)
    notices = (*told, *edited.notices) or ("only its front matter or its last lines were edited, which are not read",)
    return Copy(edited.article, edited.annotations, "md", kept.script, False, notices)


def _checked(kept: Kept) -> tuple[tuple[Annotation, ...], tuple[str, ...]]:
    """The annotations, those that are not at their words looked for anew: somebody else wrote them."""
    canonical = Canonical(kept.article.blocks)
    astray = [i for i, each in enumerate(kept.annotations) if not _is_at_its_words(canonical, each)]
    if not astray:
        return kept.annotations, ()
    from reader.annotations.anchoring import anchored

    annotations = list(kept.annotations)
    for index, found in zip(astray, anchored(canonical, [annotations[i] for i in astray]), strict=True):
        annotations[index] = found
    return tuple(annotations), (
        f"annotations that were not at their words and were looked for: {len(astray)} of {len(annotations)}",
    )


def _is_at_its_words(canonical: Canonical, annotation: Annotation) -> bool:
    target = annotation.target
    if target is None or not annotation.placed:
        return True
    if annotation.state == "fuzzy":  # its words are others now
        return target.end <= len(canonical.text)
    return canonical.text[target.start : target.end] == target.exact
