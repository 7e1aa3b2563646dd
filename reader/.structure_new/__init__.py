"""Which line of an article is what: one classifier with the part rules of a Chinese newspaper page."""

from __future__ import annotations

from reader.structure.reading import Reading, read

__all__ = ["Reading", "read"]
