"""Items of feeds as documents: what the library stores, and what an article is read from again and again.

Everything that the feed says of an item stands in its document: an article must not depend on the feed being there. Its
structure is found when it is opened; what is stored for lists and searches is its plain text, since a refresh brings
thousands of items of which few are read.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reader.model import Article, Block, CleanText, Origin, clean, remove_unprinted
from reader.script.detect import detect_script

if TYPE_CHECKING:
    from reader.sources.feeds.model import FeedItem

_TITLE_SIZE_MAX = 60
"""Code points of a title that is the beginning of a text."""
_SCRIPT_SAMPLE_SIZE = 4_000
"""Code points that decide the script."""
_MARKDOWN_SIGN = re.compile(r"[!-/:-@\[-`{-~]")
_BLANKS = re.compile(r"[ \t\r\f\v]+")


class ItemArticle(NamedTuple):
    """The article of an item, and the text of its document."""

    article: Article
    """With its text in paragraphs, whatever they are."""
    text: CleanText


def read_item(item: FeedItem, article_id: str, checksum: str, outlet: str, language: str = "") -> ItemArticle:
    """The article of an item.

    Args:
        item: With or without content.
        article_id: The id that the article gets.
        checksum: Of `hash_item`.
        outlet: The name of the feed.
        language: Of the feed, as it names it.
    """
    body = item.content or item.summary
    lines = to_plain_lines(body)
    if not _is_printed(item.title):
        item = replace(item, title=_make_title(lines))
    title = clean(item.title or outlet or item.link or "-")
    text = make_page(item, body, outlet, language) if lines else make_markdown(item, outlet)
    sample = "".join(lines)[:_SCRIPT_SAMPLE_SIZE] or title
    blocks = (Block("headline", title), *(Block("paragraph", line) for line in lines))
    article = Article(
        Origin(article_id, None, item.link or None, "utf-8", checksum),
        blocks,
        title,
        date=item.date.printed if item.date else None,
        outlet=clean(outlet) or None,
        authors=tuple(map(clean, item.authors)),
        script=detect_script(sample),
    )
    return ItemArticle(article, text)


def _make_title(lines: list[CleanText]) -> str:
    """The beginning of the text of an item that has no title."""
    line = next(iter(lines), "")
    return line if len(line) <= _TITLE_SIZE_MAX else f"{line[:_TITLE_SIZE_MAX]}…"


def make_page(item: FeedItem, body: str, outlet: str, language: str) -> CleanText:
    """A page with an item as its article.

    Args:
        item: Its title, link, date and authors are used.
        body: HTML.
        outlet: The name of the feed.
        language: Of the feed.
    """
    metadata = {
        "og:title": item.title,
        "article:published_time": item.date.printed if item.date else "",
        "og:site_name": outlet,
        "source": outlet,
    }
    rows = [*metadata.items(), *(("author", author) for author in item.authors)]
    lines = [f'<meta property="{name}" content="{html.escape(value)}">' for name, value in rows if value]
    base = f'<base href="{html.escape(item.link)}">' if item.link else ""
    head = f"{base}{''.join(lines)}<title>{html.escape(item.title)}</title>"
    heading = f"<h1>{html.escape(item.title)}</h1>" if item.title else ""
    lang = f' lang="{html.escape(language)}"' if language else ""
    return clean(
        f"<!doctype html>\n<html{lang} data-story-only><head>{head}</head>\n"
        f"<body><article>{heading}\n{body}\n</article></body></html>\n"
    )


def make_markdown(item: FeedItem, outlet: str) -> CleanText:
    """An item without text as Markdown: its fields, and its link.

    Args:
        item: The item.
        outlet: The name of the feed.
    """
    fields = {"title": item.title or outlet or item.link or "-", "date": item.date.printed if item.date else ""}
    fields |= {"source": outlet, "author": ", ".join(item.authors)}
    head = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items() if value]
    link = _MARKDOWN_SIGN.sub(r"\\\g<0>", item.link)
    return clean("\n".join(["---", *head, "---", "", link]).rstrip() + "\n")


def to_plain_lines(body: str) -> list[CleanText]:
    """The lines of HTML without its tags; those that print nothing are left out."""
    from reader.structure.html.parse import strip_tags

    text = clean(strip_tags(body) if "<" in body or "&" in body else body)
    lines = [CleanText(line.strip()) for line in _BLANKS.sub(" ", text).split("\n")]
    has_unprinted = remove_unprinted(text) is not text
    return [line for line in lines if (_is_printed(line) if has_unprinted else line)]


def _is_printed(line: str) -> bool:
    """Whether a line shows anything."""
    return bool(remove_unprinted(line).strip())


def hash_item(item: FeedItem) -> str:
    """A checksum of the texts of an item, by which a change is detected."""
    parts = item.title, item.content, item.summary, item.date_text, *item.authors
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
