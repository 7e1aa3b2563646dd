"""Annotated copies: the whole article with its marks and notes in one file, which opens again.

A file a format: markdown, html, json (they open again), text, csv (they do not). page is what a copy shows, kept what
it keeps inside, seal tells whether it was changed, reading opens one, saving writes one.
"""

from __future__ import annotations

from reader.copies.formats import COPY_FORMATS, CopyFormat, detect_format

__all__ = ["COPY_FORMATS", "CopyFormat", "detect_format"]
