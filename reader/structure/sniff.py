"""Whether a text is an HTML page. Costs next to nothing, for it is asked of every text."""

from __future__ import annotations

from reader.structure.tables import lazy

_SNIFF, _SAMPLE = 4_096, 65_536
"""Code points in which a page opens, and in which a text that is named as a page has a tag."""
_OPENS = lazy(
    r"(?is)\s*(?:<\?xml[^<>]{0,300}\?>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b"
)
_TAGS = lazy(r"(?i)<(?:p|div|br|table|span|h[1-6]|body|meta|article|li)[\s/>]")
_ENDINGS = ("html", "htm", "xhtml", "shtml")
_BLANK = "\ufeff \t\r\n"


def is_page(text: str, name: str = "") -> bool:
    """Whether a text is an HTML page: it opens as one, or its file is named as one and it has tags.

    Args:
        text: The decoded text.
        name: Path or address, for its ending.
    """
    if text[:_SNIFF].lstrip(_BLANK)[:1] == "<" and _OPENS().match(text[:_SNIFF].lstrip(_BLANK)) is not None:
        return True
    return name.lower().rpartition(".")[2] in _ENDINGS and _TAGS().search(text[:_SAMPLE]) is not None
