"""Detects the format of a text: HTML page, Markdown article or plain text. Fast, because every text is tested."""

from __future__ import annotations

from typing import Literal

from reader.structure.lexicon import lazy_pattern

_OPENING_SIZE, _TAG_SAMPLE_SIZE = 4_096, 65_536
"""Code points in which a page has its first tag, and in which a text whose name ends like a page's has any tag."""
_HTML_OPENING = lazy_pattern(
    r"(?is)\s*(?:<\?xml[^<>]{0,300}\?>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b"
)
_COMMON_TAG = lazy_pattern(r"(?i)<(?:p|div|br|table|span|h[1-6]|body|meta|article|li)[\s/>]")
_WEB_MARKUP_OPENING = lazy_pattern(r"<(?:!--|(?!rss\b|feed\b|rdf:|opml\b)[a-z])")
"""The beginning of a response with markup that is no feed."""
_HTML_SUFFIXES = ("html", "htm", "xhtml", "shtml")
_MARKDOWN_SUFFIXES = ("md", "markdown", "mdown", "mkd", "mkdn", "mdx", "qmd", "rmd")
_FRONT_MATTER_STARTS = ("---\n", "---\r", "--- ", "+++\n", "+++\r")
_TITLE_ELEMENT = lazy_pattern(r"(?is)<title\b[^<>]{0,200}>([^<]{1,400})")
_TITLE_SEPARATOR = lazy_pattern(r"\s*(?:[_|｜]|\s--?\s|--)\s*")
"""The sign between an article's title and the names of its section and its site."""
TextFormat = Literal["html", "markdown", "plain"]
"""The formats of text that are read as articles: pages, Markdown files and all other text."""
_BLANK = "\ufeff \t\r\n"


def read_html_title(text: str) -> str:
    """Return the title in the beginning of a page, without the name of the site; empty where it has none."""
    import html

    found = _TITLE_ELEMENT().search(text)
    title = " ".join(html.unescape(found[1]).split()) if found else ""
    return _TITLE_SEPARATOR().split(title, maxsplit=1)[0] or title


def detect_text_format(text: str, source: str = "") -> TextFormat:
    """Return the format of a text.

    Args:
        text: The decoded text.
        source: Path or address, for its ending.
    """
    if is_html(text, source):
        return "html"
    return "markdown" if is_markdown(text, source) else "plain"


def is_html(text: str, source: str = "") -> bool:
    """Whether a text is an HTML page.

    It begins as one, or it has tags and its file is named as one or it came from the web.

    Args:
        text: The decoded text.
        source: Path or address, for its ending.
    """
    head = text[:_OPENING_SIZE].lstrip(_BLANK)
    if head[:1] == "<":
        if _HTML_OPENING().match(head) is not None:
            return True
        if source.startswith(("http:", "https:")):
            return _WEB_MARKUP_OPENING().match(head[:20].lower()) is not None
    return (
        source.lower().rpartition(".")[2] in _HTML_SUFFIXES
        and _COMMON_TAG().search(text[:_TAG_SAMPLE_SIZE]) is not None
    )


def is_markdown(text: str, source: str = "") -> bool:
    """Whether a text that is no HTML page is a Markdown article: by its name, or by front matter with known fields.

    Args:
        text: The decoded text.
        source: Path or address, for its ending.
    """
    if source.lower().partition("?")[0].rpartition(".")[2] in _MARKDOWN_SUFFIXES:
        return True
    if not text[:64].lstrip(_BLANK).startswith(_FRONT_MATTER_STARTS):
        return False
    from reader.structure.markdown.front_matter import has_front_matter

    return has_front_matter(text)
