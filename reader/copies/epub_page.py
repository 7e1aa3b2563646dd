"""An article of an EPUB copy as XHTML: text, highlights, notes as footnotes that reading systems show in a pop-up."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from reader.copies.html_text import (
    HtmlSyntax,
    get_block_id,
    iter_ending_notes,
    render_article_notes,
    render_block,
    render_figures,
    render_note_body,
    render_origin,
    render_unplaced,
)
from reader.model.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.copies.annotated_view import AnnotatedView

_NOT_XML = re.compile("[\ufffe\uffff]")
"""Characters that XML 1.0 does not allow, besides those that clean text does not have."""
_BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_ADDRESS_CHARACTERS = "%/:?#@!$&'()*+,;=~"
"""Characters of an address that stay as they are, besides letters, digits and `_.-`."""


def escape_xml(text: str) -> str:
    """Return a text as XML 1.0 may have it, in an element or in an attribute in double quotes.

    Characters that XML does not have become U+FFFD, and a CR a reference, as a parser reads it as LF otherwise.
    """
    return _NOT_XML.sub("\ufffd", escape(clean(text))).replace("\r", "&#13;")


def format_language(language: str) -> str:
    """The attributes that give an element of XHTML a language tag."""
    return f' lang="{language}" xml:lang="{language}"'


def list_sections(annotated_view: AnnotatedView) -> list[tuple[str, str]]:
    """Return the id and the text of each heading in an article."""
    return [
        (get_block_id(index), annotated_view.views[index].text)
        for index, block in enumerate(annotated_view.article.blocks)
        if block.kind == "heading" and index not in annotated_view.omitted_blocks
    ]


def render_xhtml(annotated_view: AnnotatedView, title: str) -> str:
    """Return the XHTML document of an article.

    Args:
        annotated_view: The content of the copy.
        title: The title of the document.
    """
    return "\n".join(_render_lines(annotated_view, title)) + "\n"


def open_document(language: str, title: str) -> str:
    """The start of an XHTML document, up to its body.

    Args:
        language: A language tag.
        title: Of the document.
    """
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f"{format_language(language)}>\n"
        f'<head>\n<meta charset="utf-8"/>\n<title>{escape_xml(title)}</title>\n'
        '<link rel="stylesheet" type="text/css" href="style.css"/>\n</head>\n<body>'
    )


def _render_lines(annotated_view: AnnotatedView, title: str) -> Iterator[str]:
    yield open_document(annotated_view.language, title)
    yield "<article>"
    noted = annotated_view.article_indexes
    for index, block in enumerate(annotated_view.article.blocks):
        if index in annotated_view.omitted_blocks:
            continue
        yield render_block(annotated_view, index, _SYNTAX)
        if noted and block.kind == "headline":
            yield from render_article_notes(annotated_view, noted, _render_visible_note)
            noted = ()
    yield from render_article_notes(annotated_view, noted, _render_visible_note)
    yield "</article>"
    yield from render_unplaced(annotated_view, _SYNTAX, _render_visible_note)
    yield from render_figures(annotated_view, _SYNTAX)
    yield "<footer>"
    yield from render_origin(annotated_view, _SYNTAX)
    yield "</footer>"
    yield from _render_footnotes(annotated_view)
    yield "</body>\n</html>"


def _render_visible_note(annotated_view: AnnotatedView, index: int) -> str:
    body = render_note_body(annotated_view.annotations[index], _SYNTAX)
    return f'<div class="visible" id="n{annotated_view.note_numbers[index]}">{body}</div>'


def _render_footnotes(annotated_view: AnnotatedView) -> Iterator[str]:
    """The notes that the text refers to, in the order of their numbers."""
    notes = [
        i
        for index in range(len(annotated_view.views))
        if index not in annotated_view.omitted_blocks
        for i in iter_ending_notes(annotated_view, index)
    ]
    if not notes:
        return
    yield '<section class="notes" epub:type="footnotes">'
    for index in notes:
        annotation, number = annotated_view.annotations[index], annotated_view.note_numbers[index]
        back = f'<a class="ref" href="#r{number}">{number}</a>'
        body = render_note_body(annotation, _SYNTAX)
        yield f'<aside class="{annotation.colour}" id="n{number}" epub:type="footnote" role="doc-footnote">'
        yield f'<span class="number">{back}</span>{body}</aside>'
    yield "</section>"


def _render_reference(number: int) -> str:
    attributes = f'id="r{number}" href="#n{number}" epub:type="noteref" role="doc-noteref"'
    return f'<sup><a class="ref" {attributes}>{number}</a></sup>'


def format_address(address: str) -> str:
    """The value of `href` for an address: a URI, in which other characters are percent-encoded."""
    return escape(quote(_BARE_PERCENT.sub("%25", address), safe=_ADDRESS_CHARACTERS, errors="replace"))


_SYNTAX = HtmlSyntax(escape_xml, format_language, _render_reference, format_address, has_block_ids=True)
