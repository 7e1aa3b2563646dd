"""The text of a copy as HTML elements, which HTML and EPUB copies share: blocks, highlights, spans and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.copies.labels import load_labels
from reader.copies.links import is_safe_link
from reader.model.clean import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reader.annotations.model import Annotation
    from reader.copies.annotated_view import AnnotatedView, TextSegment

_BLOCK_TAGS = {"headline": "h1", "heading": "h2", "quote": "blockquote", "caption": "figcaption"}
_SMALL_KINDS = frozenset({"breadcrumb", "date", "source", "byline", "editor", "chrome"})
_SPAN_TAGS = {"run_in": "b", "strong": "strong"}
LANGUAGES = {"Hans": "zh-Hans", "Hant": "zh-Hant"}
"""Language tags by the script of a text."""


class HtmlSyntax(NamedTuple):
    """What differs between the kinds of HTML."""

    escape: Callable[[str], str]
    """Escapes a text, also for the value of an attribute in double quotes."""
    format_language: Callable[[str], str]
    """The attributes that give an element a language tag, with a blank before each."""
    render_reference: Callable[[int], str]
    """The reference to a note, by its number."""
    format_address: Callable[[str], str]
    """The value of `href` for an address that is safe to link to."""
    has_block_ids: bool = False
    """Whether headings have ids, as `get_block_id` makes them."""


def get_block_id(block_index: int) -> str:
    """The id of a heading's element, by the index of its block."""
    return f"b{block_index + 1}"


def render_block(annotated_view: AnnotatedView, index: int, syntax: HtmlSyntax) -> str:
    """Return the element of a block.

    Args:
        annotated_view: The content of the copy.
        index: The index of the block.
        syntax: The kind of HTML.
    """
    shown = annotated_view.converted_article.blocks[index]
    tag = _BLOCK_TAGS.get(shown.kind, "p")
    language = LANGUAGES.get(shown.script if annotated_view.view_name == "source" else "", annotated_view.language)
    looks = "small " if shown.kind in _SMALL_KINDS else "signed " if annotated_view.has_own_list_marker(index) else ""
    attributes = f' class="{looks}{shown.kind}"'
    if syntax.has_block_ids and tag in ("h1", "h2"):
        attributes += f' id="{get_block_id(index)}"'
    attributes += syntax.format_language(language) if language != annotated_view.language else ""
    inner = "".join(
        _render_segment(annotated_view, index, piece, syntax) for piece in annotated_view.split_block(index)
    )
    if tag == "blockquote" and syntax.has_block_ids:  # XHTML of EPUB is checked: its children are blocks
        inner = f"<p>{inner}</p>"
    whole = f"<{tag}{attributes}>{inner}</{tag}>"
    return f"<figure>{whole}</figure>" if tag == "figcaption" else whole


def iter_ending_notes(annotated_view: AnnotatedView, index: int) -> Iterator[int]:
    """Yield the indexes of the annotations with a note whose highlights end in a block, in the order of the text.

    Args:
        annotated_view: The content of the copy.
        index: The index of the block.
    """
    for piece in annotated_view.split_block(index):
        yield from (i for i in piece.ending_indexes if i in annotated_view.note_numbers)


def render_note_body(annotation: Annotation, syntax: HtmlSyntax) -> str:
    """Return the elements of a note and its tags; "" where it has neither.

    Args:
        annotation: The annotation.
        syntax: The kind of HTML.
    """
    lines = syntax.escape(annotation.note)
    tags = "".join(f'<span class="tag">{syntax.escape(tag)}</span>' for tag in annotation.tags)
    return f'<div class="said">{lines}</div>' * bool(lines) + f'<div class="tags">{tags}</div>' * bool(tags)


def render_article_notes(
    annotated_view: AnnotatedView, indexes: Sequence[int], render_note: Callable[[AnnotatedView, int], str]
) -> Iterator[str]:
    """Yield the notes on the whole article, which nothing in the text refers to; nothing where there are none.

    Args:
        annotated_view: The content of the copy.
        indexes: Of these annotations.
        render_note: Returns the element of a note, by the index of its annotation.
    """
    if indexes:
        yield '<section class="whole">'
        yield from (render_note(annotated_view, i) for i in indexes)
        yield "</section>"


def render_unplaced(
    annotated_view: AnnotatedView, syntax: HtmlSyntax, render_note: Callable[[AnnotatedView, int], str]
) -> Iterator[str]:
    """Yield the annotations without a place, each with its quote; nothing where there are none.

    Args:
        annotated_view: The content of the copy.
        syntax: The kind of HTML.
        render_note: Returns the element of a note, by the index of its annotation.
    """
    if not annotated_view.unplaced_indexes:
        return
    yield f'<section class="unplaced">\n<h2>{load_labels(annotated_view.language)["unplaced"]}</h2>'
    language = syntax.format_language(LANGUAGES.get(annotated_view.article.script, "zh"))
    for index in annotated_view.unplaced_indexes:
        target = annotated_view.annotations[index].target
        quote = syntax.escape(target.exact) if target else ""
        yield f'<div class="lost"><q{language}>{quote}</q>'
        yield f"{render_note(annotated_view, index)}</div>"
    yield "</section>"


def render_figures(annotated_view: AnnotatedView, syntax: HtmlSyntax) -> Iterator[str]:
    """Yield the lines of the table of figures; none where the copy lists none.

    Args:
        annotated_view: The content of the copy.
        syntax: The kind of HTML.
    """
    if not annotated_view.figures:
        return
    labels = load_labels(annotated_view.language)
    yield f'<section class="figures">\n<h2>{labels["figures"]}</h2>\n<table>'
    yield "<tr>" + "".join(f"<th>{labels[key]}</th>" for key in ("figure", "value", "measures")) + "</tr>"
    for cells in annotated_view.figure_rows:
        yield "<tr>" + "".join(f"<td>{syntax.escape(cell)}</td>" for cell in cells) + "</tr>"
    yield "</table>\n</section>"


def render_origin(annotated_view: AnnotatedView, syntax: HtmlSyntax) -> Iterator[str]:
    """Yield the paragraphs about where an article is from: its outlet and date, and its address.

    Args:
        annotated_view: The content of the copy.
        syntax: The kind of HTML.
    """
    labels, url = load_labels(annotated_view.language), annotated_view.article.origin.url
    source = clean(" · ".join(filter(None, (annotated_view.converted_article.outlet, annotated_view.article.date))))
    if source:
        yield format_footer_row(labels["source"], syntax.escape(source))
    if url:
        shown = syntax.escape(clean(url))
        link = f'<a href="{syntax.format_address(url)}" rel="noopener noreferrer nofollow">{shown}</a>'
        yield format_footer_row(labels["address"], link if is_safe_link(url) else shown)


def format_footer_row(label: str, value: str) -> str:
    """A paragraph of the footer.

    Args:
        label: What the value is.
        value: As HTML.
    """
    return f"<p><span>{label}</span> {value}</p>"


def _render_segment(annotated_view: AnnotatedView, index: int, segment: TextSegment, syntax: HtmlSyntax) -> str:
    """A segment of a block in the tags of its highlights and spans, then references to the notes that end there."""
    spans = [annotated_view.converted_article.blocks[index].spans[i] for i in segment.span_indexes]
    out = syntax.escape(annotated_view.views[index].text[segment.start : segment.end])
    if segment.annotation_indexes:
        top = annotated_view.annotations[segment.annotation_indexes[-1]]
        many = " many" if len(segment.annotation_indexes) > 1 else ""
        ids = " ".join(f"a{i + 1}" for i in segment.annotation_indexes)
        out = f'<mark class="{top.colour}{many}" data-a="{ids}">{out}</mark>'
    is_linked = False
    for span in spans:
        if span.kind == "link" and span.href and is_safe_link(span.href):
            if not is_linked:  # a link in a link is no HTML
                out = f'<a href="{syntax.format_address(span.href)}" rel="noopener noreferrer nofollow">{out}</a>'
            is_linked = True
        elif span.kind in _SPAN_TAGS:
            out = f"<{_SPAN_TAGS[span.kind]}>{out}</{_SPAN_TAGS[span.kind]}>"
        elif span.kind in ("credit", "dateline"):
            out = f'<span class="{span.kind}">{out}</span>'
    return out + "".join(
        syntax.render_reference(annotated_view.note_numbers[i])
        for i in segment.ending_indexes
        if i in annotated_view.note_numbers
    )
