"""Extracts the article of an HTML page, and classifies each of its lines.

`parse` makes a tree, `linearize` lines with markup, `headline` and `main_content` find headline and story, `html_page`
and `story` classify the lines, `metadata_merge` chooses the fields; `sandbox` limits time and memory.
"""

from __future__ import annotations

from reader.structure.html.sandbox import (
    create_html_reader,
    create_unstructured_reader,
    list_story_candidates,
    read_html_article,
)
from reader.structure.incremental import CompleteReader

__all__ = [
    "CompleteReader",
    "create_html_reader",
    "create_unstructured_reader",
    "list_story_candidates",
    "read_html_article",
]
