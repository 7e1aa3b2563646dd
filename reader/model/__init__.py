"""The truth about an article: frozen values in the script it was written in; no I/O, no third-party imports."""

from __future__ import annotations

from reader.model.article import Article, Block, Kind, Origin, Script, Span, SpanKind
from reader.model.clean import CleanText, clean

__all__ = ["Article", "Block", "CleanText", "Kind", "Origin", "Script", "Span", "SpanKind", "clean"]
