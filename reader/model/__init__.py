"""The truth about an article: frozen values in the script it was written in; no I/O, no third-party imports."""

from __future__ import annotations

from reader.model.article import Article, Block, Kind, Origin, Script, Span, SpanKind
from reader.model.clean import CleanText, characters, clean
from reader.model.figure import Figure, FigureKind
from reader.model.view import Phrase, View, ViewName

__all__ = [
    "Article",
    "Block",
    "CleanText",
    "Figure",
    "FigureKind",
    "Kind",
    "Origin",
    "Phrase",
    "Script",
    "Span",
    "SpanKind",
    "View",
    "ViewName",
    "characters",
    "clean",
]
