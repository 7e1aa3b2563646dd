"""A copy as an Org file, for Emacs and the programs that read its notes. It does not open again.

The article is one heading with its metadata as properties, its sections are headings below it. A note is a footnote,
whose definition is below a heading of its own, with the quoted words, the colour and the tags.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from reader.copies.checksum import fill_checksum, make_placeholder
from reader.copies.labels import load_labels
from reader.copies.links import is_safe_link
from reader.copies.org_syntax import (
    ZERO_WIDTH_SPACE,
    escape_heading,
    escape_org,
    find_guards,
    format_link,
    format_tags,
    format_value,
    guard_heading,
    insert_guards,
    normalize_lines,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reader.copies.annotated_view import AnnotatedView

_QUOTE_LENGTH = 30
"""Code points of the quoted words in the heading of a note."""
_REFERENCE_AT_LINE_START = re.compile(r"^(?=\[fn:)", re.MULTILINE)
_BLOCK_NAMES = {"quote": "quote", "caption": "caption"}
"""The names of Org's blocks for kinds of blocks of an article."""


def render_org(annotated_view: AnnotatedView) -> str:
    """Return the Org text of a copy."""
    parts = ["\n".join(_render_keywords(annotated_view))]
    shown = [index for index in range(len(annotated_view.views)) if index not in annotated_view.omitted_blocks]
    headline = next((i for i in shown if annotated_view.article.blocks[i].kind == "headline"), None)
    if headline is None:
        parts.append(_render_title(annotated_view, escape_heading(_get_title(annotated_view))))
    for index in shown:
        if index == headline:
            parts.append(_render_title(annotated_view, _render_heading_text(annotated_view, index)))
        else:
            parts.append(_render_block(annotated_view, index))
    if annotated_view.figures:
        parts.append("\n".join(_render_figures(annotated_view)))
    if annotated_view.annotations:
        parts.append("\n\n".join(_render_notes(annotated_view)))
    return fill_checksum("\n\n".join(parts) + "\n")


def _get_title(annotated_view: AnnotatedView) -> str:
    return annotated_view.converted_article.title or load_labels(annotated_view.language)["untitled"]


def _render_keywords(annotated_view: AnnotatedView) -> Iterator[str]:
    """The lines of the file's head: its checksum, and what is not to be read as markup."""
    yield f"# {make_placeholder(annotated_view.article.origin.id)}"
    yield f"#+title: {format_value(_get_title(annotated_view))}"
    yield f"#+language: {annotated_view.language}"
    yield "#+options: ^:nil -:nil toc:nil"  # no subscripts, and no other dashes


def _render_title(annotated_view: AnnotatedView, title: str) -> str:
    """The heading of the article, with its properties and the notes on all of it."""
    article, shown = annotated_view.article, annotated_view.converted_article
    values = {
        "AUTHOR": "、".join(shown.authors),
        "OUTLET": shown.outlet,
        "DATE": article.date,
        "URL": article.origin.url,
        "SCRIPT": annotated_view.view_name,
    }
    references = _render_references(annotated_view, annotated_view.article_indexes)
    return "\n".join([f"* {title}{references}", *_render_properties(values)])


# -- the text


def _render_block(annotated_view: AnnotatedView, index: int) -> str:
    kind = annotated_view.article.blocks[index].kind
    if kind in ("headline", "heading"):
        return f"** {_render_heading_text(annotated_view, index)}"
    inner = _render_inline(annotated_view, index)
    if name := _BLOCK_NAMES.get(kind):
        return f"#+begin_{name}\n{inner}\n#+end_{name}"
    if kind == "list_item" and not annotated_view.has_own_list_marker(index):
        return "- " + inner.replace("\n", "\n  ")
    return inner


def _render_heading_text(annotated_view: AnnotatedView, index: int) -> str:
    inner = _render_inline(annotated_view, index).replace("\\\\\n", " ")
    before, after = guard_heading(annotated_view.views[index].text)
    return f"{before}{inner}{after}"


def _render_inline(annotated_view: AnnotatedView, index: int) -> str:
    """The text of a block with its links and the references to its notes."""
    text, spans = (
        normalize_lines(annotated_view.views[index].text),
        annotated_view.converted_article.blocks[index].spans,
    )
    guards = find_guards(text)
    pieces = annotated_view.split_block(index)
    parts: list[str] = []
    for number, piece in enumerate(pieces):
        is_last = number == len(pieces) - 1
        inner = insert_guards(text, guards, piece.start, None if is_last else piece.end)
        href = next((href for i in piece.span_indexes if spans[i].kind == "link" and (href := spans[i].href)), None)
        parts.append(format_link(href, inner) if href and is_safe_link(href) and inner.strip() else inner)
        if references := _render_references(annotated_view, piece.ending_indexes):
            parts += [ZERO_WIDTH_SPACE * inner.endswith(("[", "\\")), references]
    inner = "".join(parts)
    # At the start of a line it would be a definition; one that is in the text itself is guarded.
    return _REFERENCE_AT_LINE_START.sub(ZERO_WIDTH_SPACE, inner)


def _render_references(annotated_view: AnnotatedView, indexes: tuple[int, ...]) -> str:
    numbers = (annotated_view.note_numbers[i] for i in indexes if i in annotated_view.note_numbers)
    return "".join(f"[fn:{number}]" for number in numbers)


# -- below it


def _render_figures(annotated_view: AnnotatedView) -> Iterator[str]:
    """The lines of the table of figures."""
    labels = load_labels(annotated_view.language)
    yield f"** {labels['figures']}"
    yield f"| {labels['figure']} | {labels['value']} | {labels['measures']} |"
    yield "|-"
    for cells in annotated_view.figure_rows:
        yield "| " + " | ".join(escape_org(format_value(cell)).replace("|", "\\vert{}") for cell in cells) + " |"


def _render_notes(annotated_view: AnnotatedView) -> Iterator[str]:
    """The annotations, each below a heading; those without a place come last."""
    labels = load_labels(annotated_view.language)
    quotes = _collect_quotes(annotated_view)
    unplaced = frozenset(annotated_view.unplaced_indexes)
    yield f"** {labels['note']}"
    for index in range(len(annotated_view.annotations)):
        if index not in unplaced:
            yield _render_note(annotated_view, index, quotes[index])
    if unplaced:
        yield f"** {labels['unplaced']}"
        yield from (_render_note(annotated_view, index, quotes[index]) for index in sorted(unplaced))


def _collect_quotes(annotated_view: AnnotatedView) -> dict[int, str]:
    """The words that each annotation is on, in the view, by its index; as written where they have no place."""
    parts: defaultdict[int, list[str]] = defaultdict(list)
    for block, spans in enumerate(annotated_view.highlights):
        for span in spans:
            parts[span.index_in_view].append(annotated_view.views[block].text[span.start : span.end])
    for index in annotated_view.unplaced_indexes:
        target = annotated_view.annotations[index].target
        parts[index] = [target.exact] if target else []
    return {index: "\n".join(parts[index]) for index in range(len(annotated_view.annotations))}


def _render_note(annotated_view: AnnotatedView, index: int, quoted: str) -> str:
    annotation = annotated_view.annotations[index]
    title = format_value(quoted)
    if len(title) > _QUOTE_LENGTH:
        title = f"{title[:_QUOTE_LENGTH]}…"
    elif not title:
        title = load_labels(annotated_view.language)["note" if annotation.target else "whole"]
    properties = {
        "COLOUR": annotation.colour if annotation.target else "",
        "TAGS_AS_WRITTEN": " ".join(f"#{tag}" for tag in annotation.tags),
        "CREATED": annotation.created,
    }
    lines = [
        f"*** {escape_heading(title)}{format_tags(annotation.tags)}",
        *_render_properties(properties),
    ]
    if quoted.strip():
        lines += ["#+begin_quote", escape_org(quoted), "#+end_quote"]
    number = annotated_view.note_numbers.get(index)
    if number is not None:
        note = annotation.note.rstrip("\n") or properties["TAGS_AS_WRITTEN"]
        lines += ["", f"[fn:{number}] {escape_org(note)}"]
    return "\n".join(lines)


def _render_properties(values: Mapping[str, str | None]) -> list[str]:
    """The lines of a drawer with the properties that have a value."""
    rows = [f":{name}: {value}" for name, text in values.items() if (value := format_value(text or ""))]
    return [":PROPERTIES:", *rows, ":END:"]
