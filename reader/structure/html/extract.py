"""Extracts the article of an HTML page: headline, lines above the story, the story, and lines of credits below it."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from reader.errors import NoArticleError, ReaderError
from reader.model import Article, CleanText, clean, remove_unprinted
from reader.structure.html.base_url import find_base_url, find_saved_url
from reader.structure.html.embedded_json import find_embedded_article, merge_embedded_metadata
from reader.structure.html.front_page import build_front_page, is_front_page
from reader.structure.html.headline import strip_site_name
from reader.structure.html.html_page import STORY_SIZE_MIN, HtmlPage
from reader.structure.html.linearize import Linearizer
from reader.structure.html.page_metadata import read_page_metadata
from reader.structure.html.parse import parse_html, strip_tags
from reader.structure.lines import WHITESPACE

if TYPE_CHECKING:
    from lxml.etree import _Element

    from reader.model import Origin
    from reader.structure.html.page_metadata import PageMetadata
    from reader.structure.html.story_candidates import StoryCandidate

_LOST_TEXT_RATIO = 4
"""Ratio of a page's text to that of its tree from which the tree counts as broken."""
STORY_ATTRIBUTE = "data-story-only"
"""Attribute of the html element of a page that is only a story, such as an item of a feed."""
_STORY_ONLY_SHARE_MIN = 0.6
"""Least share of the text of such a page that its story has; where less is found, all lines are taken as the story."""
_SHORT_STORY_MAX = 600
"""Code points of a story that may be only the beginning of one in the page's scripts."""


def extract_article(
    text: str, origin: Origin, *, include_boilerplate: bool = False, selector: str | None = None
) -> Article | None:
    """Return the article of an HTML page; None for a page that cannot be parsed.

    Args:
        text: The page, decoded.
        origin: Where it came from; its address helps to find the date.
        include_boilerplate: Whether all other lines are included, as chrome, in the order of the page.
        selector: The selector of the element of the story that the user chose; None to find it.

    Raises:
        NoArticleError: There is none on the page.
    """
    root = parse_html(text)
    linearizer = Linearizer(root) if root is not None else None
    if root is None or linearizer is None or linearizer.is_lossy:
        return None
    page = _read_page(root, linearizer, text, origin, selector)
    if selector is not None and not page.is_selected:
        return extract_article(text, origin, include_boilerplate=include_boilerplate)
    base_url = find_base_url(root, text, origin.url, page.metadata.canonical_url)
    story_only = is_story_only(root) and bool(linearizer.lines)
    is_chosen = selector is not None or story_only
    if not include_boilerplate and not is_chosen and is_front_page(page, base_url):
        return build_front_page(page, origin, base_url)
    if page.has_story or story_only or (include_boilerplate and linearizer.lines):
        return page.build_article(origin, include_boilerplate=include_boilerplate, base_url=base_url)
    size = sum(line.size for line in linearizer.lines)
    if not linearizer.lines or _LOST_TEXT_RATIO * (STORY_SIZE_MIN + size) < len(strip_tags(text)):
        return None  # libxml2 leaves out what passes its limits
    why = (
        "the page asks for a name and a password" if _has_password_field(root) else "no article was found on this page"
    )
    raise NoArticleError(describe_origin(origin), why, "dubao show --all prints all of its text")


def is_story_only(root: _Element) -> bool:
    """Whether a page says that it is only a story."""
    return root.get(STORY_ATTRIBUTE) is not None


def find_story_candidates(text: str, origin: Origin) -> list[StoryCandidate]:
    """Return the elements of a page that may hold its story, the chosen one first; an empty list for other texts.

    Args:
        text: The page, decoded.
        origin: Where it came from.
    """
    root = parse_html(text)
    linearizer = Linearizer(root) if root is not None else None
    if root is None or linearizer is None or linearizer.is_lossy:
        return []
    return HtmlPage(linearizer, read_page_metadata(root, origin.url)).list_candidates()


def _read_whole_story(linearizer: Linearizer, metadata: PageMetadata) -> HtmlPage:
    """A page whose lines all belong to the story, including those that look like menus and buttons."""
    page = HtmlPage(linearizer, metadata, is_whole_story=True)
    for i in range(len(page.lines)):
        if page.kinds.get(i, "chrome") == "chrome":
            page.kinds[i] = "paragraph"
    return page


def _read_page(root: _Element, linearizer: Linearizer, text: str, origin: Origin, selector: str | None) -> HtmlPage:
    """The lines of a page, classified; those of an article in its scripts where the page itself has hardly any text."""
    metadata = read_page_metadata(root, origin.url or find_saved_url(text))
    page = HtmlPage(linearizer, metadata, selector=selector)
    if selector is None and is_story_only(root) and linearizer.lines:
        sizes = [0 if i == page.headline_index else line.size for i, line in enumerate(page.lines)]
        is_enough = sum(sizes[i] for i in page.kinds) >= _STORY_ONLY_SHARE_MIN * sum(sizes)
        return page if is_enough else _read_whole_story(linearizer, metadata)
    if (
        selector is None
        and page.story_size < _SHORT_STORY_MAX
        and (body := find_embedded_article(root, metadata)) is not None
        and body.han_count > 1.5 * page.story_size
    ):
        merge_embedded_metadata(body, metadata)
        inner = parse_html(f"<html><body>{_render_head(metadata, page)}<div>{body.body_html}</div></body></html>")
        if inner is not None:
            return HtmlPage(Linearizer(inner), metadata)
    return page


def _has_password_field(root: _Element) -> bool:
    """Whether a page has a field for a password."""
    return any((field.get("type") or "").lower() == "password" for field in root.iter("input"))


def extract_unstructured_text(text: str, origin: Origin) -> CleanText:
    """Return the text of a page without its tags, to be read as plain text: for a page that cannot be parsed.

    Args:
        text: The page, decoded.
        origin: Where it came from.

    Raises:
        ReaderError: There is none.
    """
    plain = clean(remove_unprinted(strip_tags(text)))
    if not plain.strip(WHITESPACE + "\r\n"):
        raise ReaderError(describe_origin(origin), "there is no text on this page", "open another one")
    return plain


def _render_head(metadata: PageMetadata, page: HtmlPage) -> str:
    """The HTML of the head of an article that only a script has: its title, and date and people as printed."""
    title = strip_site_name(metadata.titles, metadata.site_names)
    rows = "".join(f"<p>{html.escape(line.text)}</p>" for line in page.metadata_lines)
    return f"<h1>{html.escape(title)}</h1>{rows}" if title else rows


def describe_origin(origin: Origin) -> str:
    """Return the name of a page for an error message: its URL or path."""
    return origin.url or origin.path or "the page"
