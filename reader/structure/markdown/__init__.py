"""Markdown articles: clippings, notes and pages of blogs, with or without front matter."""

from __future__ import annotations

from reader.structure.markdown.article import MarkdownArticle, MarkdownMark, has_marks, read_markdown
from reader.structure.markdown.head import read_markdown_head

__all__ = ["MarkdownArticle", "MarkdownMark", "has_marks", "read_markdown", "read_markdown_head"]
