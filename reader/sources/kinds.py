"""The kinds of source that a name on the command line, in a list or in the open prompt stands for."""

from __future__ import annotations

import re
from typing import Literal

SourceKind = Literal["web", "stdin", "file"]
"""A page of the web, named by its URL; standard input, named `-`; a file, named by its path.

Where no file has the name, it may be the id of an article of the library: `services.opening` tries that.
"""
STDIN = "-"
"""The name of standard input."""
_WEB_URL = re.compile(r"\s*https?://", re.IGNORECASE)


def is_web_url(text: str) -> bool:
    """Whether a text begins, perhaps after blanks, as a URL of http or https."""
    return _WEB_URL.match(text) is not None


def classify_source(source: str) -> SourceKind:
    """Return the kind of a source by its name alone: no file is looked at.

    Args:
        source: A URL of http or https, `-`, or a path.
    """
    if is_web_url(source):
        return "web"
    return "stdin" if source == STDIN else "file"
