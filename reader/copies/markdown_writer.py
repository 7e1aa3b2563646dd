"""A copy as Markdown: CommonMark with the ==highlights== and footnotes of Obsidian.

Article text is escaped, so that it is shown unchanged. Notes and figures are below NOTES_MARKER; the last line is a
comment with the payload.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from reader import __version__
from reader.copies.annotated_view import join_highlights
from reader.copies.checksum import fill_checksum, make_placeholder
from reader.copies.labels import load_labels
from reader.copies.links import is_safe_link
from reader.copies.payload import payload_json
from reader.copies.payload_comment import pack_payload
from reader.model.clean import UNSAFE_CHARACTER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.annotations.model import Annotation
    from reader.copies.annotated_view import AnnotatedView
    from reader.model import BlockKind

FRONT_MATTER_KEYS = (
    "dubao",
    "title",
    "source",
    "byline",
    "date",
    "url",
    "sha256",
    "script",
    "config",
    "version",
    "saved",
)
"""The keys of the front matter, in order."""
NOTES_MARKER = "<!-- dubao: notes -->"
LINK_GUARD = "<!-- -->"
"""Precedes a note that is a URL, which CommonMark without footnotes would read as a link definition."""
FRONT_MATTER_FENCE = "---\n"
BLOCK_PREFIXES: dict[BlockKind, str] = {"headline": "# ", "heading": "## ", "list_item": "- ", "quote": "> "}
BLOCK_DELIMITERS: dict[BlockKind, str] = {"deck": "**", "caption": "*"}
_NOT_YAML_PRINTABLE = re.compile("[\ufeff\ufffe\uffff]")
"""Characters that YAML cannot have raw, besides those that clean text does not have."""
_BMP_MAX = 0xFFFF
"""The last code point that an escape with four digits can name."""
_SPECIAL_CHARACTER = re.compile(r"[\\`*_{}\[\]<>&|~=$#^]|%(?=%)|(?<=%)%")
_SPECIAL_AT_LINE_START = re.compile(r"(\d{1,9}(?=[.)])|(?=[-+]))", re.ASCII)
_BLANK_START, _BLANK_END = re.compile(r"^\s"), re.compile(r"\s\Z")
_URI_LINE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S*(?:\n|$)")
_PLAIN_TAG = re.compile(r"[^\W\d][\w/-]*")


def render_markdown(annotated_view: AnnotatedView) -> str:
    """Return the Markdown of a copy."""
    parts = [
        _render_block(annotated_view, index)
        for index in range(len(annotated_view.views))
        if index not in annotated_view.omitted_blocks
    ]
    if annotated_view.article_indexes:
        parts.insert(1, _render_references(annotated_view.article_indexes))
    labels = load_labels(annotated_view.language)
    below = [
        f"{labels['unplaced']}：{escape_markdown(annotated_view.annotations[i].target.exact)}{_render_references((i,))}"  # type: ignore[union-attr]
        for i in annotated_view.unplaced_indexes
    ]
    notes = [
        render_footnote(i + 1, a)
        for i, a in enumerate(annotated_view.annotations)
        if has_footnote(a) or not a.is_placed
    ]
    table = ["\n".join(_render_figures(annotated_view))] if annotated_view.figures else []
    body = "\n\n".join([*parts, NOTES_MARKER, *below, *table, *notes, pack_payload(payload_json(annotated_view))])
    return fill_checksum(f"{FRONT_MATTER_FENCE}{_render_front_matter(annotated_view)}{FRONT_MATTER_FENCE}\n{body}\n")


def escape_markdown(text: str, *, at_start: bool = True, at_end: bool = True) -> str:
    """Return a text escaped so that CommonMark shows it unchanged.

    Args:
        text: Clean text of one block, or a part of it.
        at_start: Whether it begins a line or a highlight, where a blank would be lost.
        at_end: Whether it ends one.
    """
    out = _SPECIAL_CHARACTER.sub(r"\\\g<0>", text)
    if at_start and (found := _SPECIAL_AT_LINE_START.match(out)):
        out = f"{found[1]}\\{out[found.end(1) :]}"
    out = out.replace("\n", "&#10;").replace("\r", "&#13;")
    out = _BLANK_START.sub(_encode_entity, out) if at_start else out
    return _BLANK_END.sub(_encode_entity, out) if at_end else out


def _encode_entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def render_footnote(number: int, annotation: Annotation) -> str:
    """Return the footnote of an annotation: its note, and a line with its colour and tags where it has any.

    Args:
        number: The number in its label, from 1.
        annotation: The annotation.
    """
    note = annotation.note
    body = note.rstrip("\n")
    lines = "\\\n    ".join(map(escape_markdown, body.split("\n"))) + "&#10;" * (len(note) - len(body))
    parts = [(LINK_GUARD if _URI_LINE.match(note) else "") + lines] if note else []
    if line := render_attributes(annotation):
        parts.append(line)
    return f"[^a{number}]: " + "\n\n    ".join(parts)


def render_attributes(annotation: Annotation) -> str:
    """Return the line of a footnote with the colour, unless it is yellow, and the tags; "" where there are none."""
    tags = [
        f"#{tag}" if _PLAIN_TAG.fullmatch(tag) else escape_markdown(f"#{tag}", at_start=False)
        for tag in annotation.tags
    ]
    colour = [annotation.colour] if annotation.is_placed and annotation.colour != "yellow" else []
    return f"*{' · '.join([*colour, *tags])}*" if colour or tags else ""


def has_footnote(annotation: Annotation) -> bool:
    """Whether an annotation needs a footnote: it has a note, tags, or another colour than yellow."""
    return bool(annotation.note or render_attributes(annotation))


def _render_front_matter(annotated_view: AnnotatedView) -> str:
    article, shown = annotated_view.article, annotated_view.converted_article
    origin = article.origin
    values = (
        make_placeholder(origin.id),
        shown.title,
        shown.outlet,
        list(shown.authors),
        article.date,
        origin.url,
        origin.sha256,
        annotated_view.view_name,
        annotated_view.opencc_config,
        __version__,
        annotated_view.saved_at,
    )
    # A JSON string is a double-quoted scalar of YAML, and a JSON list a flow sequence.
    lines = (f"{key}: {_encode_scalar(value)}\n" for key, value in zip(FRONT_MATTER_KEYS, values, strict=True) if value)
    return "".join(lines) + annotated_view.extra_front_matter


def _encode_scalar(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return _NOT_YAML_PRINTABLE.sub(_escape_character, UNSAFE_CHARACTER.sub(_escape_character, text))


def _escape_character(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\u{code:04x}" if code <= _BMP_MAX else f"\\U{code:08x}"


def _render_block(annotated_view: AnnotatedView, index: int) -> str:
    kind = annotated_view.article.blocks[index].kind
    inner = "".join(_render_inline(annotated_view, index))
    wrap = BLOCK_DELIMITERS.get(kind, "")
    prefix = "" if annotated_view.has_own_list_marker(index) else BLOCK_PREFIXES.get(kind, "")
    return f"{prefix}{wrap}{inner}{wrap}"


def _render_inline(annotated_view: AnnotatedView, index: int) -> Iterator[str]:
    """The text of a block with its links, highlights and references; a link that is highlighted is only text."""
    text, spans = annotated_view.views[index].text, annotated_view.converted_article.blocks[index].spans
    pieces = annotated_view.split_block(index)
    marked = [piece.start for piece in pieces if piece.annotation_indexes]  # pieces are cut where a span begins
    links = {
        i: span.href
        for i, span in enumerate(spans)
        if span.kind == "link"
        and span.href
        and is_safe_link(span.href)
        and bisect_left(marked, span.start) == bisect_left(marked, span.end)
    }
    for piece in join_highlights(pieces):
        start, end = (
            piece.start == 0 or bool(piece.annotation_indexes),
            piece.end == len(text) or bool(piece.annotation_indexes),
        )
        inner = escape_markdown(text[piece.start : piece.end], at_start=start, at_end=end)
        link = next((links[i] for i in piece.span_indexes if i in links), None)
        if link:
            yield f"[{inner}](<{link}>)"
        else:
            yield f"=={inner}==" if piece.annotation_indexes else inner
        yield _render_references(tuple(i for i in piece.ending_indexes if has_footnote(annotated_view.annotations[i])))


def _render_references(indexes: tuple[int, ...]) -> str:
    return "".join(f"[^a{index + 1}]" for index in indexes)


def _render_figures(annotated_view: AnnotatedView) -> Iterator[str]:
    """The table of figures, in the syntax of GitHub and Obsidian."""
    labels = load_labels(annotated_view.language)
    yield f"| {labels['figure']} | {labels['value']} | {labels['measures']} |"
    yield "| ---: | ---: | :--- |"
    for cells in annotated_view.figure_rows:
        yield "| " + " | ".join(escape_markdown(cell, at_start=False) for cell in cells) + " |"
