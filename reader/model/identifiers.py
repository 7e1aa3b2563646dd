"""The form of ids and paths: the id of an article names files and is typed, that of an annotation is an IRI.

They come from files that anybody may have written (copies, W3C annotations, exports, a damaged library) and are printed
as they are. What does not have the form is replaced where it comes in, always by the same id, so that something that
comes in twice is still one.
"""

from __future__ import annotations

import re

_ARTICLE_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,99}")
_NO_PATH_CHARACTER = re.compile("[\0\ud800-\udc7f\udd00-\udfff]")
"""What no name of a file holds; other surrogates stand for bytes that are no UTF-8."""
_ANNOTATION_ID_MAX = 500
"""Code points of the id of an annotation."""


def is_article_id(text: str) -> bool:
    """Whether a text has the form of an article's id: up to 100 ASCII letters, digits, `.`, `_` and `-`."""
    return _ARTICLE_ID.fullmatch(text) is not None


def is_annotation_id(text: str) -> bool:
    """Whether a text has the form of an annotation's id: up to 500 characters that print, none of them a blank."""
    return 0 < len(text) <= _ANNOTATION_ID_MAX and text[0] != "-" and text.isprintable() and " " not in text


def normalize_path(text: str) -> str:
    """A path as it is; where no file can have it, with U+FFFD for what no name holds."""
    return _NO_PATH_CHARACTER.sub("\ufffd", text)


def normalize_article_id(text: str) -> str:
    """An article's id as it is; where it has another form, an id made of it."""
    return text if is_article_id(text) else _hash(text)[:16]


def normalize_annotation_id(text: str) -> str:
    """An annotation's id as it is; where it has another form, the URN of a UUID made of it."""
    if is_annotation_id(text):
        return text
    from uuid import UUID

    return f"urn:uuid:{UUID(_hash(text)[:32])}"


def _hash(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
