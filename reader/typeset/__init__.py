"""Line breaking and page layout on a grid of cells: pure functions on text.

Offsets are code points, widths are cells. Rule numbers such as R3 in comments are those of the typesetting rules:
R1 kinsoku, R3 quantities stay whole, R4 addresses, R7 rows that hold nothing else, R9 first-line indent.
"""

from __future__ import annotations

from reader.typeset.line_breaking import wrap
from reader.typeset.widths import AmbiguousWidth, cell_len, to_display_text

__all__ = ["AmbiguousWidth", "cell_len", "to_display_text", "wrap"]
