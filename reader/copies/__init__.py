"""Annotated copies: the whole article with its highlights and notes in one file, which opens again.

save writes a copy and open reads one. Each format has its module: markdown_writer, html and json (they open again),
text and csv (they do not). annotated_view is what a copy shows, payload the data inside it, checksum shows whether it
was edited. An edited Markdown copy is read by markdown_reader and markdown_inline (its syntax), alignment (which
paragraph is which block), edit_mapping (offsets before and after) and edited_markdown (article and annotations).
"""

from __future__ import annotations

from reader.copies.formats import COPY_FORMATS, CopyFormat, detect_format

__all__ = ["COPY_FORMATS", "CopyFormat", "detect_format"]
