"""Whether a text is an HTML page. Costs next to nothing, for it is asked of every text."""

from __future__ import annotations

from reader.structure.lexicon import lazy

_SNIFF, _SAMPLE = 4_096, 65_536
"""Code points in which a page opens, and in which a text that is named as a page has a tag."""
_OPENS = lazy(
    r"(?is)\s*(?:<\?xml[^<>]{0,300}\?>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b"
)
_TAGS = lazy(r"(?i)<(?:p|div|br|table|span|h[1-6]|body|meta|article|li)[\s/>]")
_MARKUP = lazy(r"<(?:!--|(?!rss\b|feed\b|rdf:|opml\b)[a-z])")
"""How an answer of the web begins that has markup, and is no feed."""
_ENDINGS = ("html", "htm", "xhtml", "shtml")
_TITLE = lazy(r"(?is)<title\b[^<>]{0,200}>([^<]{1,400})")
_SITE = lazy(r"\s*(?:[_|｜]|\s--?\s|--)\s*")
"""What parts an article's title from the names of its section and its site."""
_BLANK = "\ufeff \t\r\n"


def title_of(text: str) -> str:
    """What the beginning of a page calls itself, without what says whose page it is; empty where it has no title."""
    import html

    found = _TITLE().search(text)
    title = " ".join(html.unescape(found[1]).split()) if found else ""
    return _SITE().split(title, maxsplit=1)[0] or title


def is_page(text: str, name: str = "") -> bool:
    """Whether a text is an HTML page: it opens as one, or it has tags, and its file is named as one or it came from
    the web.

    Args:
        text: The decoded text.
        name: Path or address, for its ending.
    """
    head = text[:_SNIFF].lstrip(_BLANK)
    if head[:1] == "<":
        if _OPENS().match(head) is not None:
            return True
        if name.startswith(("http:", "https:")):
            return _MARKUP().match(head[:20].lower()) is not None
    return name.lower().rpartition(".")[2] in _ENDINGS and _TAGS().search(text[:_SAMPLE]) is not None
