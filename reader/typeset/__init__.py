"""Line breaking and page layout on a grid of cells: pure functions on text.

Offsets are code points, widths are cells.
"""

from __future__ import annotations

from reader.typeset.line_breaking import wrap
from reader.typeset.widths import AmbiguousWidth, cell_len, to_display_text

__all__ = ["AmbiguousWidth", "cell_len", "to_display_text", "wrap"]
