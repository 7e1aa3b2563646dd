"""Rows on a character grid: pure functions on text, without textual and rich. Offsets are code points, widths cells."""

from __future__ import annotations

from reader.typeset.break_rules import KinsokuLevel
from reader.typeset.line_breaking import wrap
from reader.typeset.widths import AmbiguousWidth, cell_len, to_display_text

__all__ = ["AmbiguousWidth", "KinsokuLevel", "cell_len", "to_display_text", "wrap"]
