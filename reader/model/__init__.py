"""The model of an article: immutable values in the script as written; no input or output, no third-party imports."""

from __future__ import annotations

from reader.model.article import Article, Block, BlockKind, Origin, Script, Span, SpanKind
from reader.model.clean import (
    CleanText,
    clean,
    clean_lines,
    count_non_blank,
    remove_unprinted,
    show_carriage_returns,
    to_single_line,
)
from reader.model.figure import Figure, FigureKind
from reader.model.view import Phrase, View, ViewName

__all__ = [
    "Article",
    "Block",
    "BlockKind",
    "CleanText",
    "Figure",
    "FigureKind",
    "Origin",
    "Phrase",
    "Script",
    "Span",
    "SpanKind",
    "View",
    "ViewName",
    "clean",
    "clean_lines",
    "count_non_blank",
    "remove_unprinted",
    "show_carriage_returns",
    "to_single_line",
]
