"""HTML pages: which part of one is the article, and what each of its lines is.

parse makes a tree, walker lines with hints, container finds headline and story, body classifies, vote settles fields;
apart sees to it that none of them runs away.
"""

from __future__ import annotations

from reader.structure.html.sandbox import create_html_reader, create_unstructured_reader, read_html_article

__all__ = ["create_html_reader", "create_unstructured_reader", "read_html_article"]
