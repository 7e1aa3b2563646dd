"""HTML pages: which part of one is the article, and what each of its lines is.

parse makes a tree, walker lines with hints, container finds headline and story, body classifies, vote settles fields.
"""

from __future__ import annotations

from reader.structure.html.page import PageReading, read_page

__all__ = ["PageReading", "read_page"]
