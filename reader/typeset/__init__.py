"""Rows on a character grid: pure functions on text, without textual and rich. Offsets are code points, widths cells."""

from __future__ import annotations

from reader.typeset.break_rules import Level
from reader.typeset.line_breaking import wrap
from reader.typeset.widths import Ambiguous, cell_len, shown

__all__ = ["Ambiguous", "Level", "cell_len", "shown", "wrap"]
