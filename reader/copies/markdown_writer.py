"""The copy as Markdown (CommonMark, with ==marks== and footnotes as Obsidian has them).

Article text is escaped so that it is shown as it is. Below the line NOTES stands what is not of the article; the last
line keeps all of the copy.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from reader import __version__
from reader.copies.checksum import sealed, unset
from reader.copies.labels import words
from reader.copies.payload import kept_json
from reader.copies.payload_comment import packed
from reader.figures.formatting import plain
from reader.model.clean import WILD, clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.annotations.model import Annotation
    from reader.copies.annotated_view import Page

KEYS = ("dubao", "title", "source", "byline", "date", "url", "sha256", "script", "config", "version", "saved")
"""What stands in the front matter."""
NOTES = "<!-- dubao: notes -->"
APART = "<!-- -->"
"""Before a note that is an address: to CommonMark, which knows no footnotes, its call would be a link to there."""
FRONT = "---\n"
PREFIXES = {"headline": "# ", "heading": "## ", "list_item": "- ", "quote": "> "}
WRAPS = {"deck": "**", "caption": "*"}
_ODD = re.compile("[\ufeff\ufffe\uffff]")
"""Not to be printed in YAML, besides what is wild."""
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&|~=$#^]|%(?=%)|(?<=%)%")
_AT_START = re.compile(r"(\d{1,9}(?=[.)])|(?=[-+]))", re.ASCII)
_BLANK_START, _BLANK_END = re.compile(r"^\s"), re.compile(r"\s\Z")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S*(?:\n|$)")
_TAG = re.compile(r"[^\W\d][\w/-]*")


def write(page: Page) -> str:
    """The whole file."""
    parts = [_block(page, index) for index in range(len(page.views)) if index not in page.left_out]
    if page.about_all:
        parts.insert(1, _refs(page.about_all)) if parts else parts.append(_refs(page.about_all))
    said = words(page.language)
    below = [
        f"{said['unplaced']}：{escaped(page.annotations[i].target.exact)}{_refs((i,))}"  # type: ignore[union-attr]
        for i in page.unplaced
    ]
    notes = [footnote(i + 1, a) for i, a in enumerate(page.annotations) if has_footnote(a) or not a.placed]
    table = ["\n".join(_figures(page))] if page.figures else []
    body = "\n\n".join([*parts, NOTES, *below, *table, *notes, packed(kept_json(page))])
    return sealed(f"{FRONT}{_front(page)}{FRONT}\n{body}\n")


def escaped(text: str, *, start: bool = True, end: bool = True) -> str:
    """A text that CommonMark shows as it is.

    Args:
        text: Clean, of one block or a part of one.
        start: Whether it begins its line or a mark, where a blank would be lost.
        end: Whether it ends one.
    """
    out = _SPECIAL.sub(r"\\\g<0>", text)
    if start and (found := _AT_START.match(out)):
        out = f"{found[1]}\\{out[found.end(1) :]}"
    out = out.replace("\n", "&#10;").replace("\r", "&#13;")
    out = _BLANK_START.sub(_entity, out) if start else out
    return _BLANK_END.sub(_entity, out) if end else out


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def footnote(number: int, annotation: Annotation) -> str:
    """What is written to it: the note, and below it colour and tags where there are any to tell."""
    note = clean(annotation.note)
    body = note.rstrip("\n")
    said = "\\\n    ".join(map(escaped, body.split("\n"))) + "&#10;" * (len(note) - len(body))
    parts = [(APART if _ADDRESS.match(note) else "") + said] if note else []
    if line := about(annotation):
        parts.append(line)
    return f"[^a{number}]: " + "\n\n    ".join(parts)


def about(annotation: Annotation) -> str:
    """The line of a footnote that tells colour and tags."""
    tags = [f"#{tag}" if _TAG.fullmatch(tag) else escaped(f"#{clean(tag)}", start=False) for tag in annotation.tags]
    colour = [annotation.colour] if annotation.placed and annotation.colour != "yellow" else []
    return f"*{' · '.join([*colour, *tags])}*" if colour or tags else ""


def has_footnote(annotation: Annotation) -> bool:
    """Whether there is anything to say below the text; a yellow mark alone says all of itself."""
    return bool(annotation.note or about(annotation))


def _front(page: Page) -> str:
    article, shown = page.article, page.shown
    origin = article.origin
    values = (
        unset(origin.id),
        shown.title,
        shown.outlet,
        list(shown.authors),
        article.date,
        origin.url,
        origin.sha256,
        page.script,
        page.config,
        __version__,
        page.saved,
    )
    # A JSON string is a double-quoted scalar of YAML, and a JSON list a flow sequence.
    lines = (f"{key}: {_scalar(value)}\n" for key, value in zip(KEYS, values, strict=True) if value)
    return "".join(lines) + page.front


def _scalar(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return _ODD.sub(_escape, WILD.sub(_escape, text))


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _block(page: Page, index: int) -> str:
    kind = page.article.blocks[index].kind
    inner = "".join(_inline(page, index))
    wrap = WRAPS.get(kind, "")
    prefix = "" if page.has_own_sign(index) else PREFIXES.get(kind, "")
    return f"{prefix}{wrap}{inner}{wrap}"


def _inline(page: Page, index: int) -> Iterator[str]:
    """The text of a block with its links and marks; a link that somebody marked is written as its words."""
    text, spans = page.views[index].text, page.shown.blocks[index].spans
    marked = [(mark.start, mark.end) for mark in page.marks[index]]
    pieces = page.pieces(index)
    links = {
        i: span.href
        for i, span in enumerate(spans)
        if span.kind == "link"
        and span.href
        and linkable(span.href)
        and not any(start < span.end and span.start < end for start, end in marked)
    }
    for piece in pieces:
        start, end = piece.start == 0 or bool(piece.marks), piece.end == len(text) or bool(piece.marks)
        inner = escaped(text[piece.start : piece.end], start=start, end=end)
        link = next((links[i] for i in piece.spans if i in links), None)
        if link and inner:
            yield f"[{inner}](<{link}>)"
        else:
            yield f"=={inner}==" if piece.marks and inner else inner
        yield _refs(tuple(i for i in piece.ends if has_footnote(page.annotations[i])))


def linkable(href: str) -> bool:
    """Whether an address may become a link: of the web, and nothing in it that would end it early."""
    return re.fullmatch(r"https?://[^\s<>\\\x00-\x20]+", href) is not None and not WILD.search(href)


def _refs(indexes: tuple[int, ...]) -> str:
    return "".join(f"[^a{index + 1}]" for index in indexes)


def _figures(page: Page) -> Iterator[str]:
    """A table of figures, as GitHub and Obsidian have them."""
    said = words(page.language)
    yield f"| {said['figure']} | {said['value']} | {said['measures']} |"
    yield "| ---: | ---: | :--- |"
    for _, figure in page.figures:
        cells = (figure.text, plain(figure), " ".join((*figure.qualifiers, figure.measures)).strip())
        yield "| " + " | ".join(escaped(cell, start=False) for cell in cells) + " |"
