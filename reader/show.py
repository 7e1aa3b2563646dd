"""The article as text: for a pipe, a file, or a terminal without the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.typeset import shown
from reader.typeset.page import Page, PageStyle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Article
    from reader.typeset.page import Item, Row

_RESET = "\x1b[0m"
_BOLD = "\x1b[1m"
_DIM = "\x1b[2m"
_LOOK: dict[str, str] = {
    "headline": _BOLD,
    "heading": _BOLD,
    "breadcrumb": _DIM,
    "meta": _DIM,
    "byline": _DIM,
    "editor": _DIM,
    "note": _DIM,
    "chrome": _DIM,
}
_SPAN_LOOK: dict[str, str] = {"run_in": _BOLD, "strong": _BOLD, "dateline": _DIM, "credit": _DIM}


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of an item's text with a look of its own."""

    start: int
    end: int
    look: str


def lines(article: Article, style: PageStyle, *, styled: bool = False) -> Iterator[str]:
    """The printed lines of an article, without line ends.

    Args:
        article: In the script it is to be printed in.
        style: How it is set; `plain` makes every block stand in its place.
        styled: Bold and dim by escape sequences. Without it not one is written.
    """
    page = Page(style)
    page.extend(article.blocks)
    for index, item in enumerate(page.items):
        yield from [""] * item.gap
        text = page.text(index)
        runs = _runs(page, item) if styled else []
        for number, row in enumerate(page.rows(index)):
            yield _line(item, row, text, runs, _LOOK.get(item.kind, "") if styled else "", first=number == 0)


def _line(item: Item, row: Row, text: str, runs: list[_Run], look: str, *, first: bool) -> str:
    """One printed line."""
    margin = " " * row.indent
    if first and item.lead and len(item.lead) <= row.indent:
        margin = " " * (row.indent - len(item.lead)) + item.lead
    pieces = []
    at = row.start
    for run in runs:
        if run.start < row.end and run.end > at:
            start, end = max(run.start, at), min(run.end, row.end)
            pieces += [shown(text[at:start]), run.look, shown(text[start:end]), _RESET, look]
            at = end
    body = "".join(pieces) + shown(text[at : row.end])
    return f"{margin}{look}{body}{_RESET}" if look or runs else (margin + body).rstrip(" ")


def _runs(page: Page, item: Item) -> list[_Run]:
    """What of an item's text is bold or dim."""
    runs = []
    for piece in item.pieces:
        for span in page.blocks[piece.block].spans:
            start, end = max(span.start, piece.start), min(span.end, piece.end)
            if start < end and span.kind in _SPAN_LOOK:
                shift = piece.at - piece.start
                runs.append(_Run(start + shift, end + shift, _SPAN_LOOK[span.kind]))
    return sorted(runs, key=lambda run: run.start)
