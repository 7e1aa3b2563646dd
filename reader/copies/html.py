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
from reader.copies.html_text import (
    HtmlSyntax,
    format_footer_row,
    iter_ending_notes,
    render_article_notes,
    render_block,
    render_figures,
    render_note_body,
    render_origin,
    render_unplaced,
)
from reader.copies.labels import load_labels
from reader.copies.payload import payload_json
from reader.errors import ReaderError
from reader.model.clean import clean
from reader.model.json import OversizedJSONError, dumps, loads_bounded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.copies.annotated_view import AnnotatedView

_DATA_BLOCK_START = '<script type="application/ld+json" id="dubao">'
_DATA_BLOCK = re.compile(re.escape(_DATA_BLOCK_START) + r"(.*?)</script>", re.DOTALL)
_CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


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
            yield from render_article_notes(annotated_view, noted, _render_note)
            noted = ()
    yield from render_article_notes(annotated_view, noted, _render_note)
    yield "</article>"
    yield from render_unplaced(annotated_view, _SYNTAX, _render_note)
    yield from render_figures(annotated_view, _SYNTAX)
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
    whole = render_block(annotated_view, index, _SYNTAX)
    notes = list(iter_ending_notes(annotated_view, index))
    if not notes:
        yield whole
        return
    yield '<div class="noted">'
    yield from (_render_note(annotated_view, i) for i in notes)
    yield f"{whole}\n</div>"


def _render_reference(number: int) -> str:
    return f'<sup><a class="ref" id="r{number}" href="#n{number}">{number}</a></sup>'


_SYNTAX = HtmlSyntax(escape, ' lang="{}"'.format, _render_reference, escape)


# -- the notes


def _render_note(annotated_view: AnnotatedView, index: int) -> str:
    annotation, number = annotated_view.annotations[index], annotated_view.note_numbers[index]
    called = f'<a class="ref" href="#r{number}">{number}</a>' if annotation.is_placed else str(number)
    colour = annotation.colour if annotation.is_placed else "plain"
    body = render_note_body(annotation, _SYNTAX)
    return f'<aside class="{colour}" id="n{number}"><span class="number">{called}</span>{body}</aside>'


# -- below them


def _render_footer(annotated_view: AnnotatedView) -> Iterator[str]:
    """The source of the article, and when the copy was saved."""
    saved = f"{annotated_view.saved_at[:10]} · dubao {__version__}"
    yield "<footer>"
    yield from render_origin(annotated_view, _SYNTAX)
    yield format_footer_row(load_labels(annotated_view.language)["saved"], saved)
    yield "</footer>"
