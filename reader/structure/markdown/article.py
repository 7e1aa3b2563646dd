"""Reads a Markdown file as an article: fields from its front matter, blocks by the rules for HTML pages."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from reader.structure.html.elements import get_markup
from reader.structure.html.html_page import HtmlPage
from reader.structure.html.linearize import Linearizer
from reader.structure.html.page_metadata import PageMetadata
from reader.structure.html.parse import parse_html
from reader.structure.markdown.front_matter import FrontMatter, read_front_matter, split_front_matter
from reader.structure.markdown.rendering import render_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.model import Article, Block, Origin
    from reader.structure.lines import Line

_SIZE_MAX, _DELIMITERS_MAX, _LINES_MAX = 1_000_000, 20_000, 20_000
"""Code points, delimiters and lines of a text that is read as Markdown; a larger one is read as plain text. The parser
is linear, but slow where every character may be a delimiter.
"""
_DELIMITERS = "[*_`<&=~^>|"


_CLAUSE_SIGNS = "。，、；：！？,;:!?「」『』“”（）"
"""Characters that end a clause."""


class MarkdownMark(NamedTuple):
    """A highlight that the user made in the file, with its note."""

    block: int
    """The index of the block."""
    start: int
    """Offset in the block's text, in code points, as `end`, which is exclusive."""
    end: int
    note: str = ""


class MarkdownArticle(NamedTuple):
    """An article with the highlights of its file."""

    article: Article
    marks: tuple[MarkdownMark, ...]


def has_marks(text: str) -> bool:
    """Whether a Markdown text may have highlights or notes: a fast pre-check."""
    return "==" in text or "^[" in text


def read_markdown(text: str, origin: Origin) -> MarkdownArticle | None:
    """Return the article of a Markdown file; None for one that is too large or too deep to be parsed.

    Args:
        text: The file, decoded and clean.
        origin: Where it came from.
    """
    body, rest = split_front_matter(text)
    if _is_too_large(rest):
        return None
    fields = read_front_matter(body) if body else FrontMatter()
    html = render_markdown(rest)
    metadata = PageMetadata()
    if fields.title:
        metadata.titles.append(fields.title)
        html = f"<h1>{escape(fields.title)}</h1>{html}" if not _has_headline(html) else html
    root = parse_html(f"<html><body>{html}</body></html>")
    linearizer = Linearizer(root) if root is not None else None
    if linearizer is None or linearizer.is_lossy or not (linearizer.lines or not rest.strip()):
        return None
    page = HtmlPage(linearizer, metadata, is_whole_story=True)
    article = page.build_article(origin, include_boilerplate=True, base_url=origin.url or fields.url)
    return MarkdownArticle(_apply_fields(article, fields), tuple(_find_marks(page.lines, article.blocks)))


def _is_too_large(text: str) -> bool:
    return len(text) > _SIZE_MAX or text.count("\n") > _LINES_MAX or sum(map(text.count, _DELIMITERS)) > _DELIMITERS_MAX


def _find_marks(lines: Sequence[Line], blocks: Sequence[Block]) -> Iterator[MarkdownMark]:
    """Yield the highlights of lines as ranges in the blocks made of them; a note belongs to the highlight before it."""
    position = 0
    for line in lines:
        markup = get_markup(line)
        if markup is None or not markup.mark_ranges:
            continue
        index = next((i for i in range(position, len(blocks)) if blocks[i].text == line.text), None)
        if index is None:
            continue
        position = index
        found: list[MarkdownMark] = []
        for start, end, note in sorted(markup.mark_ranges, key=lambda own: (own[1], own[0])):
            if start < end:
                found.append(MarkdownMark(index, start, end))
            elif found and found[-1].end == start and not found[-1].note:
                found[-1] = found[-1]._replace(note=note)
            elif start > 0:
                found.append(MarkdownMark(index, _find_clause(line.text, start), start, note))
        yield from found


def _find_clause(text: str, end: int) -> int:
    """The start of the clause that ends at a note."""
    return max(text.rfind(sign, 0, end - 1) for sign in _CLAUSE_SIGNS) + 1


def _has_headline(html: str) -> bool:
    """Whether a text begins with a heading of the first level."""
    return html.lstrip()[:3].lower() == "<h1"


def _apply_fields(article: Article, fields: FrontMatter) -> Article:
    """The article with the fields that its front matter names, also with empty ones."""
    return replace(
        article,
        title=fields.title or article.title,
        date=fields.date if "date" in fields.keys else article.date,
        authors=fields.authors if "author" in fields.keys else article.authors,
        outlet=fields.outlet or article.outlet,
        breadcrumb=article.breadcrumb or fields.categories,
    )
