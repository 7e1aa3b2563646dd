"""Items of feeds as documents: what the library stores, and what an article is read from again and again.

Everything that the feed says of an item stands in its document: an article must not depend on the feed being there.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import ReaderError
from reader.model import CleanText, Origin, clean, count_non_blank

if TYPE_CHECKING:
    from reader.model import Article
    from reader.sources.feeds.model import FeedItem

_TITLE_SIZE_MAX = 60
"""Code points of a title that is the beginning of a text."""
_SHARE_MIN = 0.6
"""Share of an item's characters that its article has; where it has fewer, a part of the story was taken for another."""
_MARKDOWN_SIGN = re.compile(r"[!-/:-@\[-`{-~]")
_WHOLE_STORY = ' data-whole-story=""'


class ItemArticle(NamedTuple):
    """The article of an item, and the text it is read from."""

    article: Article
    text: CleanText


def read_item(item: FeedItem, article_id: str, outlet: str, language: str = "") -> ItemArticle:
    """The article of an item: its HTML read as that of a page; where it has hardly any text, its words alone.

    Args:
        item: With or without content.
        article_id: The id that the article gets.
        outlet: The name of the feed.
        language: Of the feed, as it names it.
    """
    body = item.content or item.summary
    if not item.title:
        item = replace(item, title=_make_title(body))
    origin = Origin(article_id, None, item.link or None, "utf-8", hash_item(item))
    size = count_plain_characters(body)
    for attribute in ("", _WHOLE_STORY) if size else ():
        text = make_page(item, body, outlet, language, attribute)
        try:
            article = _read_article(text, origin)
        except ReaderError:
            continue
        kept = sum(count_non_blank(block.text) for block in article.blocks if block.kind != "headline")
        if not article.is_unstructured and kept >= _SHARE_MIN * size:
            return ItemArticle(_apply_fields(article, item, outlet), text)
    text = _make_markdown(item, body, outlet)
    return ItemArticle(_apply_fields(_read_article(text, origin), item, outlet), text)


def _apply_fields(article: Article, item: FeedItem, outlet: str) -> Article:
    """The article with what the feed says of it, which is more certain than what its HTML shows."""
    return replace(
        article,
        title=clean(item.title) or article.title,
        date=item.date.printed if item.date else article.date,
        outlet=article.outlet or clean(outlet) or None,
        authors=article.authors or tuple(map(clean, item.authors)),
    )


def _make_title(body: str) -> str:
    """The beginning of the text of an item that has no title."""
    line = next(iter(to_plain_lines(body)), "")
    return line if len(line) <= _TITLE_SIZE_MAX else f"{line[:_TITLE_SIZE_MAX]}…"


def _read_article(text: CleanText, origin: Origin) -> Article:
    from reader.structure import read_article

    return read_article(text, origin)


def make_page(item: FeedItem, body: str, outlet: str, language: str, attribute: str = "") -> CleanText:
    """A page with an item as its article.

    Args:
        item: Its title, link, date and authors are used.
        body: HTML.
        outlet: The name of the feed.
        language: Of the feed.
        attribute: Of the element html, with a blank before it.
    """
    metadata = {
        "og:title": item.title,
        "article:published_time": item.date.printed if item.date else "",
        "og:site_name": outlet,
        "source": outlet,
    }
    rows = [*metadata.items(), *(("author", author) for author in item.authors)]
    lines = [f'<meta property="{name}" content="{_escape(value)}">' for name, value in rows if value]
    base = f'<base href="{_escape(item.link)}">' if item.link else ""
    heading = f"<h1>{_escape(item.title)}</h1>" if item.title else ""
    lang = f' lang="{_escape(language)}"' if language else ""
    head = f"{base}{''.join(lines)}<title>{_escape(item.title)}</title>"
    return clean(
        f"<!doctype html>\n<html{lang}{attribute}><head>{head}</head>\n"
        f"<body><article>{heading}\n{body}\n</article></body></html>\n"
    )


def _escape(text: str) -> str:
    return html.escape(text, quote=True)


def _make_markdown(item: FeedItem, body: str, outlet: str) -> CleanText:
    """An item as Markdown: its fields, and a paragraph for each line of its words."""
    fields = {"title": item.title or outlet or item.link or "-", "date": item.date.printed if item.date else ""}
    fields |= {"source": outlet, "author": ", ".join(item.authors)}
    head = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items() if value]
    paragraphs = [_MARKDOWN_SIGN.sub(r"\\\g<0>", line) for line in to_plain_lines(body)]
    return clean("\n".join(["---", *head, "---", "", "\n\n".join(paragraphs)]).rstrip() + "\n")


def to_plain_lines(body: str) -> list[str]:
    """The lines of HTML without its tags; those that are blank are left out."""
    from reader.structure.html.parse import strip_tags

    return [line for each in strip_tags(body).splitlines() if (line := " ".join(each.split()))]


def count_plain_characters(body: str) -> int:
    """The characters of HTML that are no tags and not blank."""
    if "<" not in body and "&" not in body:
        return count_non_blank(body)
    return sum(count_non_blank(line) for line in to_plain_lines(body))


def hash_item(item: FeedItem) -> str:
    """A checksum of what an item says, by which a changed one is known."""
    parts = item.title, item.content, item.summary, item.date_text, *item.authors
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
