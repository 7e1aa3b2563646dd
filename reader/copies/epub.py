"""A copy as EPUB 3: one article, or several, with a table of contents, for reading systems and phones.

The package is written here, not by a library: those under a free licence give a book a random id and the time of
writing, so that the same article never makes the same file, and bring a template engine for six small files. What is
left to do is one ZIP archive of fixed names (EPUB Open Container Format) in which all text is escaped.

The bytes depend on the content alone: no member has a time, and the book's time of change is that of its notes. The
comment at the end of the archive is the checksum of the copy (`reader.copies.checksum`); the copy of one article has a
JSON copy of it inside, by which it opens again.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from reader import __version__
from reader.copies.checksum import fill_binary_checksum, make_placeholder
from reader.copies.epub_page import escape_xml, format_language, list_sections, open_document, render_xhtml
from reader.copies.labels import load_labels
from reader.model.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.copies.annotated_view import AnnotatedView

PAYLOAD_NAME = "META-INF/dubao.json"
"""The member that has the JSON copy of a single article."""
_FIRST_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of every member: the earliest that a ZIP archive can have."""
_FALLBACK_MODIFIED = "1980-01-01T00:00:00Z"
_CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
_TIMESTAMP = re.compile(r"(\d{4}-[01]\d-[0-3]\d)T([0-2]\d:[0-5]\d:[0-5]\d)", re.ASCII)
_DAY = re.compile(r"\d{4}-[01]\d-[0-3]\d", re.ASCII)


class _Chapter(NamedTuple):
    """An article of the book."""

    file_name: str
    title: str
    view: AnnotatedView


def render_epub(annotated_views: Sequence[AnnotatedView]) -> bytes:
    """Return the EPUB file of articles, the same bytes whenever it is made of the same content.

    Args:
        annotated_views: One at least, in the order of the book.
    """
    chapters = [
        _Chapter(f"article-{number}.xhtml", make_title(view), view) for number, view in enumerate(annotated_views, 1)
    ]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _iter_members(chapters):
            info = zipfile.ZipInfo(name, _FIRST_TIME)
            info.external_attr = 0o644 << 16
            info.create_system = 3  # the same on every system
            # The first member names the type, and must not be compressed.
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode("utf-8", "replace"))
        archive.comment = make_placeholder(make_book_id(annotated_views)).encode("ascii")
    return fill_binary_checksum(buffer.getvalue())


def make_book_id(annotated_views: Sequence[AnnotatedView]) -> str:
    """Return what identifies the book of articles: the id of a single one, else all of them."""
    return " ".join(view.article.origin.id for view in annotated_views)


def make_title(annotated_view: AnnotatedView) -> str:
    """Return the title of an article on one line: its headline, else its first words, never empty."""
    shown = annotated_view.converted_article
    texts = (
        shown.title or "",
        *(block.text for block in shown.blocks),
        load_labels(annotated_view.language)["untitled"],
    )
    return next(title for text in texts if (title := " ".join(text.split())))[:200]


def make_book_title(annotated_views: Sequence[AnnotatedView]) -> str:
    """Return the title of the book: that of a single article; of several that of the first one and their number."""
    first = make_title(annotated_views[0])
    if len(annotated_views) == 1:
        return first
    return load_labels(annotated_views[0].language)["several"].format(title=first, count=len(annotated_views))


def _iter_members(chapters: Sequence[_Chapter]) -> Iterator[tuple[str, str]]:
    """The name and the text of each file in the archive, in order."""
    yield "mimetype", "application/epub+zip"
    yield "META-INF/container.xml", _CONTAINER
    if len(chapters) == 1:
        from reader.copies.json import render_json

        view = chapters[0].view
        yield PAYLOAD_NAME, render_json(replace(view, saved_at=_find_modified([view])))
    yield "EPUB/package.opf", "\n".join(_render_package(chapters)) + "\n"
    yield "EPUB/nav.xhtml", "\n".join(_render_contents(chapters)) + "\n"
    yield "EPUB/style.css", _load_style()
    for chapter in chapters:
        yield f"EPUB/{chapter.file_name}", render_xhtml(chapter.view, chapter.title)


@cache
def _load_style() -> str:
    return Path(__file__).with_name("epub.css").read_text("utf-8")


def _render_package(chapters: Sequence[_Chapter]) -> Iterator[str]:
    """The lines of the package document: metadata, the list of files, and their order."""
    views = [chapter.view for chapter in chapters]
    language = views[0].language
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"'
    yield f' xml:lang="{language}">\n<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
    name = f"dubao:{clean(make_book_id(views))}"
    yield f'<dc:identifier id="id">{uuid5(NAMESPACE_URL, name).urn}</dc:identifier>'
    yield f"<dc:title>{escape_xml(make_book_title(views))}</dc:title>"
    yield from (f"<dc:language>{each}</dc:language>" for each in dict.fromkeys(view.language for view in views))
    for element, values in (
        ("creator", [author for view in views for author in view.converted_article.authors]),
        ("publisher", [view.converted_article.outlet or "" for view in views]),
        ("source", [view.article.origin.url or "" for view in views]),
    ):
        shown = dict.fromkeys(" ".join(value.split()) for value in values)
        yield from (f"<dc:{element}>{escape_xml(value)}</dc:{element}>" for value in shown if value)
    if days := [found[0] for view in views if (found := _DAY.match(view.article.date or ""))]:
        yield f"<dc:date>{max(days)}</dc:date>"
    yield f'<meta property="dcterms:modified">{_find_modified(views)}</meta>'
    yield f'<meta name="generator" content="dubao {__version__}"/>'
    yield "</metadata>\n<manifest>"
    yield '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    yield '<item id="style" href="style.css" media-type="text/css"/>'
    for number, chapter in enumerate(chapters, 1):
        yield f'<item id="article-{number}" href="{chapter.file_name}" media-type="application/xhtml+xml"/>'
    yield "</manifest>\n<spine>"
    if len(chapters) > 1:  # the contents of one article are its sections: a page of them is in the way
        yield '<itemref idref="nav"/>'
    yield from (f'<itemref idref="article-{number}"/>' for number in range(1, len(chapters) + 1))
    yield "</spine>\n</package>"


def _find_modified(views: Sequence[AnnotatedView]) -> str:
    """When the content was last changed, in UTC: the time of the newest note, else the day of the newest article."""
    times = [
        f"{found[1]}T{found[2]}Z"
        for view in views
        for annotation in view.annotations
        if (found := _TIMESTAMP.match(annotation.modified))
    ]
    days = [f"{found[0]}T00:00:00Z" for view in views if (found := _DAY.match(view.article.date or ""))]
    return max([*times, *days], default=_FALLBACK_MODIFIED)


def _render_contents(chapters: Sequence[_Chapter]) -> Iterator[str]:
    """The lines of the navigation document: the articles, and the sections in each."""
    language = chapters[0].view.language
    heading = load_labels(language)["contents"]
    yield open_document(language, heading)
    yield f'<nav epub:type="toc" id="toc">\n<h1>{heading}</h1>\n<ol>'
    for chapter in chapters:
        different = format_language(chapter.view.language) if chapter.view.language != language else ""
        yield f'<li{different}><a href="{chapter.file_name}">{escape_xml(chapter.title)}</a>'
        if sections := list_sections(chapter.view):
            yield "<ol>"
            for block_id, text in sections:
                yield f'<li><a href="{chapter.file_name}#{block_id}">{escape_xml(" ".join(text.split()))}</a></li>'
            yield "</ol>"
        yield "</li>"
    yield "</ol>\n</nav>\n</body>\n</html>"
