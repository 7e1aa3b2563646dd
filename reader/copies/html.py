"""A copy as one HTML file that needs nothing else: light and dark, for the screen and for paper.

Its payload is a data block (HTML Standard, the script element: one whose type is not JavaScript's is never run), in
which every < is escaped. Its Content-Security-Policy forbids scripts and requests.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader import __version__
from reader.copies.checksum import fill_checksum, make_placeholder
from reader.copies.labels import load_labels
from reader.copies.links import is_safe_link
from reader.copies.payload import payload_json
from reader.errors import ReaderError
from reader.model.clean import clean
from reader.model.json import OversizedJSONError, dumps, loads_bounded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.annotations.model import Annotation
    from reader.copies.annotated_view import AnnotatedView, TextSegment

_DATA_BLOCK_START = '<script type="application/ld+json" id="dubao">'
_DATA_BLOCK = re.compile(re.escape(_DATA_BLOCK_START) + r"(.*?)</script>", re.DOTALL)
_CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_BLOCK_TAGS = {"headline": "h1", "heading": "h2", "quote": "blockquote", "caption": "figcaption"}
_SMALL_KINDS = frozenset({"breadcrumb", "date", "source", "byline", "editor", "chrome"})
_SPAN_TAGS = {"run_in": "b", "strong": "strong"}
_LANGUAGES = {"Hans": "zh-Hans", "Hant": "zh-Hant"}


def render_html(annotated_view: AnnotatedView) -> str:
    """Return the HTML of a copy."""
    return fill_checksum("\n".join(_render_lines(annotated_view)) + "\n")


def extract_payload(text: str, name: str) -> Any:
    """Return the payload of a copy, as parsed JSON.

    Args:
        text: The whole file.
        name: The name of the copy in an error.

    Raises:
        ReaderError: It is missing or damaged.
    """
    found = _DATA_BLOCK.search(text)
    if found is None:
        why = "this annotated copy is cut short: the end, which keeps the article, is missing"
        raise ReaderError(name, why, "save the copy again")
    try:
        return loads_bounded(found[1])
    except OversizedJSONError as error:
        raise ReaderError(name, str(error), "open the article that it was made of") from None
    except (ValueError, RecursionError):
        raise ReaderError(name, "what this annotated copy keeps inside is damaged", "save the copy again") from None


def _render_lines(annotated_view: AnnotatedView) -> Iterator[str]:
    title = clean(annotated_view.converted_article.title or annotated_view.language)
    yield "<!DOCTYPE html>"
    yield f'<html lang="{annotated_view.language}" data-dubao="{make_placeholder(annotated_view.article.origin.id)}">'
    yield '<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_CONTENT_SECURITY_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">'
    yield f'<meta name="generator" content="dubao {__version__}">'
    yield f"<title>{escape(title)}</title>\n<style>\n{_load_style()}</style>\n</head>"
    yield "<body>\n<main>\n<article>"
    noted = annotated_view.article_indexes
    for index, block in enumerate(annotated_view.article.blocks):
        if index in annotated_view.omitted_blocks:
            continue
        yield from _render_block(annotated_view, index)
        if noted and block.kind == "headline":
            yield from _render_article_notes(annotated_view, noted)
            noted = ()
    yield from _render_article_notes(annotated_view, noted)
    yield "</article>"
    yield from _render_unplaced(annotated_view)
    yield from _render_figures(annotated_view)
    yield from _render_footer(annotated_view)
    yield f"</main>\n{_DATA_BLOCK_START}{_render_data_block(annotated_view)}</script>\n</body>\n</html>"


@cache
def _load_style() -> str:
    return Path(__file__).with_name("html.css").read_text("utf-8")


def _render_data_block(annotated_view: AnnotatedView) -> str:
    return dumps(payload_json(annotated_view)).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


# -- the text


def _render_block(annotated_view: AnnotatedView, index: int) -> Iterator[str]:
    """A block after its notes, which are floats beside it."""
    shown = annotated_view.converted_article.blocks[index]
    tag = _BLOCK_TAGS.get(shown.kind, "p")
    language = _LANGUAGES.get(shown.script if annotated_view.view_name == "source" else "", annotated_view.language)
    looks = "small " if shown.kind in _SMALL_KINDS else "signed " if annotated_view.has_own_list_marker(index) else ""
    attributes = f' class="{looks}{shown.kind}"'
    attributes += f' lang="{language}"' if language != annotated_view.language else ""
    inner = "".join(_render_segment(annotated_view, index, piece) for piece in annotated_view.split_block(index))
    whole = f"<{tag}{attributes}>{inner}</{tag}>"
    if tag == "figcaption":
        whole = f"<figure>{whole}</figure>"
    notes = [
        i
        for piece in annotated_view.split_block(index)
        for i in piece.ending_indexes
        if i in annotated_view.note_numbers
    ]
    if not notes:
        yield whole
        return
    yield '<div class="noted">'
    yield from (_render_note(annotated_view, i) for i in notes)
    yield f"{whole}\n</div>"


def _render_segment(annotated_view: AnnotatedView, index: int, segment: TextSegment) -> str:
    """A segment of a block in the tags of its highlights and spans, then references to the notes that end there."""
    spans = [annotated_view.converted_article.blocks[index].spans[i] for i in segment.span_indexes]
    out = escape(annotated_view.views[index].text[segment.start : segment.end])
    if out and segment.annotation_indexes:
        top = annotated_view.annotations[segment.annotation_indexes[-1]]
        many = " many" if len(segment.annotation_indexes) > 1 else ""
        ids = " ".join(f"a{i + 1}" for i in segment.annotation_indexes)
        out = f'<mark class="{top.colour}{many}" data-a="{ids}">{out}</mark>'
    for span in spans if out else ():
        if span.kind == "link" and span.href and is_safe_link(span.href):
            out = f'<a href="{escape(span.href)}" rel="noopener noreferrer nofollow">{out}</a>'
        elif span.kind in _SPAN_TAGS:
            out = f"<{_SPAN_TAGS[span.kind]}>{out}</{_SPAN_TAGS[span.kind]}>"
        elif span.kind in ("credit", "dateline"):
            out = f'<span class="{span.kind}">{out}</span>'
    return out + "".join(
        _render_reference(annotated_view.note_numbers[i])
        for i in segment.ending_indexes
        if i in annotated_view.note_numbers
    )


def _render_reference(number: int) -> str:
    return f'<sup><a class="ref" id="r{number}" href="#n{number}">{number}</a></sup>'


# -- the notes


def _render_note(annotated_view: AnnotatedView, index: int) -> str:
    annotation, number = annotated_view.annotations[index], annotated_view.note_numbers[index]
    called = f'<a class="ref" href="#r{number}">{number}</a>' if annotation.is_placed else str(number)
    colour = annotation.colour if annotation.is_placed else "plain"
    body = _render_note_body(annotation)
    return f'<aside class="{colour}" id="n{number}"><span class="number">{called}</span>{body}</aside>'


def _render_note_body(annotation: Annotation) -> str:
    lines = escape(annotation.note) if annotation.note else ""
    tags = "".join(f'<span class="tag">{escape(tag)}</span>' for tag in annotation.tags)
    return f'<div class="said">{lines}</div>' * bool(lines) + f'<div class="tags">{tags}</div>' * bool(tags)


def _render_article_notes(annotated_view: AnnotatedView, indexes: tuple[int, ...]) -> Iterator[str]:
    """The notes on the whole article."""
    if indexes:
        yield '<section class="whole">'
        yield from (_render_note(annotated_view, i) for i in indexes)
        yield "</section>"


def _render_unplaced(annotated_view: AnnotatedView) -> Iterator[str]:
    """The annotations without a place, each with its quote."""
    if not annotated_view.unplaced_indexes:
        return
    yield f'<section class="unplaced">\n<h2>{load_labels(annotated_view.language)["unplaced"]}</h2>'
    for index in annotated_view.unplaced_indexes:
        target = annotated_view.annotations[index].target
        quote = escape(target.exact) if target else ""
        yield f'<div class="lost"><q lang="{_LANGUAGES.get(annotated_view.article.script, "zh")}">{quote}</q>'
        yield f"{_render_note(annotated_view, index)}</div>"
    yield "</section>"


# -- below them


def _render_figures(annotated_view: AnnotatedView) -> Iterator[str]:
    if not annotated_view.figures:
        return
    labels = load_labels(annotated_view.language)
    yield f'<section class="figures">\n<h2>{labels["figures"]}</h2>\n<table>'
    yield "<tr>" + "".join(f"<th>{labels[key]}</th>" for key in ("figure", "value", "measures")) + "</tr>"
    for cells in annotated_view.figure_rows:
        yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
    yield "</table>\n</section>"


def _render_footer(annotated_view: AnnotatedView) -> Iterator[str]:
    """The source of the article, and when the copy was saved."""
    labels, shown = load_labels(annotated_view.language), annotated_view.converted_article
    rows = [(labels["source"], escape(clean(" · ".join(filter(None, (shown.outlet, annotated_view.article.date))))))]
    if url := annotated_view.article.origin.url:
        link = f'<a href="{escape(url)}" rel="noopener noreferrer nofollow">{escape(clean(url))}</a>'
        rows.append((labels["address"], link if is_safe_link(url) else escape(clean(url))))
    rows.append((labels["saved"], f"{annotated_view.saved_at[:10]} · dubao {__version__}"))
    yield (
        "<footer>\n" + "\n".join(f"<p><span>{name}</span> {value}</p>" for name, value in rows if value) + "\n</footer>"
    )
