"""Decoded feeds as text that an XML parser takes, and the one safe way to parse it.

Nothing that a document declares is believed: its prolog is taken off, since the text is decoded already, and its
DOCTYPE, so that no entity can be declared, whether to read a file or to grow a billion times. Names of HTML's entities
are written as numbers, a bare & as one that is meant, control characters as U+FFFD.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reader.errors import ReaderError

if TYPE_CHECKING:
    from lxml.etree import _Element

TEXT_SIZE_MAX = 12 * 1024 * 1024
"""Code points of a feed or an OPML file: more than the bytes that are fetched can hold."""
_ATTRIBUTES_MAX = 2_000
"""Attributes of one tag: parsers compare each with all others."""
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{8000,}")
_ATTRIBUTE, _QUOTED_VALUE = re.compile(r"="), re.compile(r"\"[^\"]*\"|'[^']*'")
_PROLOG = re.compile(r"<\?xml\b[^<>]{0,400}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^<>\[]{0,2000}", re.IGNORECASE)
_INVALID_CHARACTER = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FOREIGN_AMPERSAND = re.compile(
    r"&(?!(?:lt|gt|amp|quot|apos|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});)(?:([A-Za-z][A-Za-z0-9]{1,30});)?"
)
_NUMBERED_CHARACTER = re.compile(r"&#(?:(\d{1,7})|[xX]([0-9A-Fa-f]{1,6}));")
_LONE_AMPERSAND = re.compile("&(?![#A-Za-z])")
_CDATA_START, _CDATA_END = "<![CDATA[", "]]>"
_ROOT = re.compile(r"<(?![?!])(?:[\w.-]{1,40}:)?([\w.-]{1,40})")
_LEADING_SIZE = 65_536
"""Code points within which the root element begins; comments may stand before it."""


def find_root_name(text: str) -> str:
    """The name of the first element of a document, in lower case and without prefix; empty where there is none."""
    outside, *comments = text[:_LEADING_SIZE].split("<!--")
    found = _ROOT.search(outside + "".join([comment.partition("-->")[2] for comment in comments]))
    return found[1].lower() if found else ""


def parse_xml(text: str, name: str) -> _Element:
    """The tree of a document, of one that is not well-formed what can be read of it.

    Args:
        text: The document, decoded.
        name: What to call it in an error.

    Raises:
        ReaderError: It is too large, or nothing can be read.
    """
    if len(text) > TEXT_SIZE_MAX:
        raise ReaderError(name, f"it is larger than {TEXT_SIZE_MAX >> 20} million characters", "it cannot be followed")
    if (root := _parse_well_formed(text)) is not None:
        return root
    prepared = prepare_xml(text)
    if _has_crowded_tag(prepared):
        raise ReaderError(name, "it has a tag with thousands of attributes", "it cannot be read")
    root = _parse_text(prepared, recover=True)
    if root is None:
        raise ReaderError(name, "it is no XML that can be read", "check the address")
    return root


def _parse_well_formed(text: str) -> _Element | None:
    """The tree of a document without DOCTYPE that nothing is wrong with, as most are; None for any other."""
    start = text.find("<")
    head = text[max(start, 0) : _LEADING_SIZE]
    prolog = _PROLOG.match(head)
    if start < 0 or "<!DOCTYPE" in head.upper() or _has_crowded_tag(text):
        return None
    return _parse_text(text[start + (prolog.end() if prolog else 0) :], recover=False)


def _parse_text(text: str, *, recover: bool) -> _Element | None:
    """The tree of a text without prolog and DOCTYPE; None where there is none.

    Args:
        text: The text.
        recover: Whether what can be read is taken of one that is not well-formed.
    """
    from lxml import etree

    parser = etree.XMLParser(
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None


def prepare_xml(text: str) -> str:
    """The document without prolog and DOCTYPE, with entities as numbers and without what XML cannot hold."""
    start = text.find("<")
    text = _remove_doctype(
        _PROLOG.sub("", text[start : start + 2_000], count=1) + text[start + 2_000 :] if start >= 0 else ""
    )
    if _INVALID_CHARACTER.search(text):
        text = _INVALID_CHARACTER.sub("\ufffd", text)
    if "&" not in text:
        return text
    outside, *sections = text.split(_CDATA_START)
    pieces = [_escape_ampersands(outside)]
    for section in sections:
        inside, end, outside = section.partition(_CDATA_END)
        pieces += [_CDATA_START, inside, end or _CDATA_END, _escape_ampersands(outside)]
    return "".join(pieces)


def _remove_doctype(text: str) -> str:
    """The document without its DOCTYPE and the declarations in it."""
    found = _DOCTYPE.search(text, 0, _LEADING_SIZE)
    root = _ROOT.search(text)
    if found is None or (root and root.start() < found.start()):
        return text
    end = text.find(">", found.end())
    if text[found.end() : found.end() + 1] == "[":
        close = re.compile(r"\]\s*>").search(text, found.end())
        return text[: found.start()] + text[close.end() if close else len(text) :]
    return text[: found.start()] + text[end + 1 if end >= 0 else len(text) :]


def _escape_ampersands(text: str) -> str:
    if "&" not in text:
        return text
    if "&#" in text:
        text = _NUMBERED_CHARACTER.sub(_replace_invalid_number, text)
    # Those that begin nothing are replaced first, without a call for each.
    return _FOREIGN_AMPERSAND.sub(_escape_ampersand, _LONE_AMPERSAND.sub("&amp;", text))


def _replace_invalid_number(match: re.Match[str]) -> str:
    """The reference as it is, or U+FFFD for that of a character that XML cannot hold: libxml2 makes no text of it."""
    code = int(match[1]) if match[1] else int(match[2], 16)
    return "\ufffd" if code > 0x10FFFF or _INVALID_CHARACTER.match(chr(code)) else match[0]


def _escape_ampersand(match: re.Match[str]) -> str:
    """An entity of HTML as numbers; any other & as one that is meant."""
    characters = _load_entities().get(f"{match[1]};") if match[1] else None
    return "".join(f"&#{ord(each)};" for each in characters) if characters else match[0].replace("&", "&amp;", 1)


@cache
def _load_entities() -> dict[str, str]:
    from html.entities import html5

    return html5


def _has_crowded_tag(text: str) -> bool:
    """Whether a tag has thousands of attributes, and not one long value."""
    return any(
        len(_ATTRIBUTE.findall(_QUOTED_VALUE.sub('""', tag))) > _ATTRIBUTES_MAX for tag in _LONG_TAG.findall(text)
    )
