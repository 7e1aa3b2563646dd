"""Figures of the open article as text to copy: lines, CSV, Markdown; in the script of the view."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Article, Figure
    from reader.tui.state.article import Opened

Style = Literal["text", "csv", "markdown"]
STYLES: tuple[Style, ...] = ("text", "csv", "markdown")


def as_text(opened: Opened, indices: Sequence[int], style: Style) -> str:
    """Some of the figures, by their indexes among all, in a style.

    A line is what is printed, its value, what it measures. CSV has the columns of `dubao figures`; offsets and texts
    are of the view.
    """
    counted = opened.figures
    found = [(counted.stops[n].block, counted.seen(counted.stops[n].block, counted.found[n])) for n in indices]
    if style == "csv":
        from reader.figures.export import csv_lines

        return "\n".join(csv_lines(_as_seen(opened, {block for block, _ in found}), found)) + "\n"
    rows = [_cells(figure) for _, figure in found]
    if style == "markdown":
        escaped = (" | ".join(cell.replace("\\", "\\\\").replace("|", "\\|") for cell in row) for row in rows)
        return "\n".join(["| | | |", "| --: | --: | --- |", *(f"| {row} |" for row in escaped)]) + "\n"
    return "\n".join("  ".join(filter(None, row)) for row in rows)


def _cells(figure: Figure) -> tuple[str, str, str]:
    """What is printed, its value, what it measures; each in one line."""
    from reader.figures.formatting import plain

    return tuple(" ".join(text.split("\n")) for text in (figure.text, plain(figure), figure.measures))  # type: ignore[return-value]


def _as_seen(opened: Opened, wanted: set[int]) -> Article:
    """The article with some of its blocks and its headings in the script of the view."""
    blocks = (
        replace(block, text=opened.view_of(n).text) if n in wanted or block.kind == "heading" else block
        for n, block in enumerate(opened.blocks)
    )
    return replace(opened.article, blocks=tuple(blocks))
