"""Bodies of pages as the lines and elements that the rules for pages look at."""

from __future__ import annotations

from reader.structure.html.linearize import Linearizer
from reader.structure.html.parse import parse_html


def linearize_body(body: str, head: str = "") -> Linearizer:
    """The lines and elements of a page with a body.

    Args:
        body: The HTML in its body.
        head: The HTML in its head.
    """
    root = parse_html(f"<html><head>{head}</head><body>{body}</body></html>")
    assert root is not None
    return Linearizer(root)
