"""The copy as one HTML file that needs nothing else: light and dark, for the screen and for paper.

What it keeps inside is a data block (HTML Standard, the script element: a type that is no JavaScript's is never run),
in which every < is escaped. Its own policy forbids scripts and requests.
"""

from __future__ import annotations

import json
import re
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader import __version__
from reader.copies.checksum import sealed, unset
from reader.copies.labels import words
from reader.copies.payload import kept_json
from reader.errors import ReaderError
from reader.figures.formatting import plain
from reader.model.clean import clean
from reader.model.json import dumps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.annotations.model import Annotation
    from reader.copies.annotated_view import Page, Piece

_ISLAND = '<script type="application/ld+json" id="dubao">'
_IN_ISLAND = re.compile(re.escape(_ISLAND) + r"(.*?)</script>", re.DOTALL)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_TAGS = {"headline": "h1", "heading": "h2", "quote": "blockquote", "caption": "figcaption"}
_SMALL = frozenset({"breadcrumb", "date", "source", "byline", "editor", "chrome"})
_SPAN_TAGS = {"run_in": "b", "strong": "strong"}
_LANGUAGES = {"Hans": "zh-Hans", "Hant": "zh-Hant"}


def write(page: Page) -> str:
    """The whole file."""
    return sealed("\n".join(_lines(page)) + "\n")


def value_of(text: str, name: str) -> Any:
    """What a copy keeps inside.

    Raises:
        ReaderError: It is not there, or damaged.
    """
    found = _IN_ISLAND.search(text)
    if found is None:
        why = "this annotated copy is cut short: the end, which keeps the article, is missing"
        raise ReaderError(name, why, "save the copy again")
    try:
        return json.loads(found[1])
    except (ValueError, RecursionError):
        raise ReaderError(name, "what this annotated copy keeps inside is damaged", "save the copy again") from None


def _lines(page: Page) -> Iterator[str]:
    title = clean(page.shown.title or page.language)
    yield "<!DOCTYPE html>"
    yield f'<html lang="{page.language}" data-dubao="{unset(page.article.origin.id)}">'
    yield '<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">'
    yield f'<meta name="generator" content="dubao {__version__}">'
    yield f"<title>{escape(title)}</title>\n<style>\n{_style()}</style>\n</head>"
    yield "<body>\n<main>\n<article>"
    noted = page.about_all
    for index, block in enumerate(page.article.blocks):
        if index in page.left_out:
            continue
        yield from _block(page, index)
        if noted and block.kind == "headline":
            yield from _whole(page, noted)
            noted = ()
    yield from _whole(page, noted)
    yield "</article>"
    yield from _unplaced(page)
    yield from _figures(page)
    yield from _colophon(page)
    yield f"</main>\n{_ISLAND}{_island(page)}</script>\n</body>\n</html>"


@cache
def _style() -> str:
    return Path(__file__).with_name("html.css").read_text("utf-8")


def _island(page: Page) -> str:
    return dumps(kept_json(page)).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


# -- the text


def _block(page: Page, index: int) -> Iterator[str]:
    """A block; one with notes has them beside it, before it in the file as a float must be."""
    shown = page.shown.blocks[index]
    tag = _TAGS.get(shown.kind, "p")
    language = _LANGUAGES.get(shown.script if page.script == "source" else "", page.language)
    looks = "small " if shown.kind in _SMALL else "signed " if page.has_own_sign(index) else ""
    attributes = f' class="{looks}{shown.kind}"'
    attributes += f' lang="{language}"' if language != page.language else ""
    inner = "".join(_piece(page, index, piece) for piece in page.pieces(index))
    whole = f"<{tag}{attributes}>{inner}</{tag}>"
    if tag == "figcaption":
        whole = f"<figure>{whole}</figure>"
    notes = [i for piece in page.pieces(index) for i in piece.ends if i in page.numbers]
    if not notes:
        yield whole
        return
    yield '<div class="noted">'
    yield from (_aside(page, i) for i in notes)
    yield f"{whole}\n</div>"


def _piece(page: Page, index: int, piece: Piece) -> str:
    """A part of a text: its words in their marks and spans, then the numbers of the notes that end there."""
    spans = [page.shown.blocks[index].spans[i] for i in piece.spans]
    out = escape(page.views[index].text[piece.start : piece.end])
    if out and piece.marks:
        top = page.annotations[piece.marks[-1]]
        many = " many" if len(piece.marks) > 1 else ""
        ids = " ".join(f"a{i + 1}" for i in piece.marks)
        out = f'<mark class="{top.colour}{many}" data-a="{ids}">{out}</mark>'
    for span in spans if out else ():
        if span.kind == "link" and span.href and _is_safe(span.href):
            out = f'<a href="{escape(span.href)}" rel="noopener noreferrer nofollow">{out}</a>'
        elif span.kind in _SPAN_TAGS:
            out = f"<{_SPAN_TAGS[span.kind]}>{out}</{_SPAN_TAGS[span.kind]}>"
        elif span.kind in ("credit", "dateline"):
            out = f'<span class="{span.kind}">{out}</span>'
    return out + "".join(_ref(page.numbers[i]) for i in piece.ends if i in page.numbers)


def _is_safe(href: str) -> bool:
    """Whether an address may be a link: of the web, with a host. What a browser would skip in it does not count."""
    return re.match(r"https?://[^\s/\\]", href) is not None and clean(href) == href and not re.search(r"\s", href)


def _ref(number: int) -> str:
    return f'<sup><a class="ref" id="r{number}" href="#n{number}">{number}</a></sup>'


# -- the notes


def _aside(page: Page, index: int) -> str:
    annotation, number = page.annotations[index], page.numbers[index]
    called = f'<a class="ref" href="#r{number}">{number}</a>' if annotation.placed else str(number)
    colour = annotation.colour if annotation.placed else "plain"
    return f'<aside class="{colour}" id="n{number}"><span class="number">{called}</span>{_said(annotation)}</aside>'


def _said(annotation: Annotation) -> str:
    lines = escape(clean(annotation.note)) if annotation.note else ""
    tags = "".join(f'<span class="tag">{escape(clean(tag))}</span>' for tag in annotation.tags)
    return f'<div class="said">{lines}</div>' * bool(lines) + f'<div class="tags">{tags}</div>' * bool(tags)


def _whole(page: Page, indexes: tuple[int, ...]) -> Iterator[str]:
    """Notes on the article as a whole."""
    if indexes:
        yield '<section class="whole">'
        yield from (_aside(page, i) for i in indexes)
        yield "</section>"


def _unplaced(page: Page) -> Iterator[str]:
    """Notes whose words were not found, each with its words."""
    if not page.unplaced:
        return
    yield f'<section class="unplaced">\n<h2>{words(page.language)["unplaced"]}</h2>'
    for index in page.unplaced:
        target = page.annotations[index].target
        quote = escape(target.exact) if target else ""
        yield f'<div class="lost"><q lang="{_LANGUAGES.get(page.article.script, "zh")}">{quote}</q>'
        yield f"{_aside(page, index)}</div>"
    yield "</section>"


# -- below them


def _figures(page: Page) -> Iterator[str]:
    if not page.figures:
        return
    said = words(page.language)
    yield f'<section class="figures">\n<h2>{said["figures"]}</h2>\n<table>'
    yield "<tr>" + "".join(f"<th>{said[key]}</th>" for key in ("figure", "value", "measures")) + "</tr>"
    for _, figure in page.figures:
        cells = (figure.text, plain(figure), " ".join((*figure.qualifiers, figure.measures)).strip())
        yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
    yield "</table>\n</section>"


def _colophon(page: Page) -> Iterator[str]:
    """Where the text is from, and when the copy was made."""
    said, shown = words(page.language), page.shown
    rows = [(said["source"], escape(clean(" · ".join(filter(None, (shown.outlet, page.article.date))))))]
    if url := page.article.origin.url:
        link = f'<a href="{escape(url)}" rel="noopener noreferrer nofollow">{escape(clean(url))}</a>'
        rows.append((said["address"], link if _is_safe(url) else escape(clean(url))))
    rows.append((said["saved"], f"{page.saved[:10]} · dubao {__version__}"))
    yield (
        "<footer>\n" + "\n".join(f"<p><span>{name}</span> {value}</p>" for name, value in rows if value) + "\n</footer>"
    )
