"""The article as text: for a pipe, a file, or a terminal without the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.typeset import shown
from reader.typeset.page_layout import Page, PageStyle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reader.model import Block
    from reader.typeset.page_layout import Row


class Looks(NamedTuple):
    """The escape sequences that a page is printed with."""

    plain: str
    """Ends a look."""
    parts: Mapping[str, str]
    """Begins the look of a kind of block or span."""


def looks(plain: str, bold: str, dim: str, second: str = "") -> Looks:
    """One attribute, one meaning: bold is structure, dim is furniture; captions may have a second colour."""
    parts = dict.fromkeys(("headline", "heading"), bold)
    parts |= dict.fromkeys(("run_in", "strong"), "\x1b[1m")
    parts |= dict.fromkeys(("breadcrumb", "meta", "byline", "editor", "note", "chrome", "dateline", "credit"), dim)
    return Looks(plain, parts | ({"caption": second} if second else {}))


TERMINAL = looks("\x1b[0m", "\x1b[1m", "\x1b[2m")
_SPANS = frozenset({"run_in", "strong", "dateline", "credit"})


class _Run(NamedTuple):
    """A stretch of an item's text with a look of its own."""

    start: int
    end: int
    look: str


def lines(blocks: Iterable[Block], style: PageStyle, look: Looks | None = None) -> Iterator[str]:
    """The printed lines of an article, without line ends; made as they are asked for.

    Args:
        blocks: In the script they are to be printed in.
        style: How they are set; `plain` makes every block stand in its place.
        look: How a terminal is told what is bold or dim. Without it not one escape sequence is written.
    """
    page = Page(style)
    page.extend(blocks)
    for index, item in enumerate(page.items):
        yield from [""] * item.gap
        text = page.text(index)
        runs = _runs(page, index, look) if look else []
        for number, row in enumerate(page.rows(index)):
            margin = " " * row.indent
            if number == 0 and len(item.lead) <= row.indent:
                margin = " " * (row.indent - len(item.lead)) + item.lead
            if look is None:
                yield (margin + shown(text[row.start : row.end])).rstrip(" ")
            else:
                yield _dressed(margin, text, row, runs, look.parts.get(item.kind, ""), look.plain)


def _dressed(margin: str, text: str, row: Row, runs: list[_Run], base: str, plain: str) -> str:
    """One line for a terminal."""
    pieces = [base, margin]
    at = row.start
    for run in runs:
        start, end = max(run.start, at), min(run.end, row.end)
        if start < end:
            pieces += [shown(text[at:start]), run.look, shown(text[start:end]), plain, base]
            at = end
    return "".join([*pieces, shown(text[at : row.end]), plain])


def _runs(page: Page, index: int, look: Looks) -> list[_Run]:
    """What of an item's text has a look of its own."""
    runs = []
    for piece in page.pieces(index):
        for span in page.blocks[piece.block].spans:
            start, end = max(span.start, piece.start), min(span.end, piece.end)
            if start < end and span.kind in _SPANS:
                shift = piece.at - piece.start
                runs.append(_Run(start + shift, end + shift, look.parts[span.kind]))
    return sorted(runs)
