"""Renders an article as lines of text, plain or with the escape sequences of a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.typeset import to_display_text
from reader.typeset.page_layout import PageLayout, PageStyle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reader.model import Block
    from reader.typeset.page_layout import Row


class AnsiStyles(NamedTuple):
    """The escape sequences for printing a page."""

    reset: str
    """Ends every style."""
    styles_by_kind: Mapping[str, str]
    """The sequences that begin the styles of kinds of blocks and spans."""


def make_ansi_styles(
    reset: str, bold: str, dim: str, caption: str = "", *, headline: str = "", deck: str = ""
) -> AnsiStyles:
    """Return the escape sequences for a terminal: bold for structure, dim for metadata and boilerplate.

    Args:
        reset: Ends every style.
        bold: Begins the style of headings, and of the headline.
        dim: Begins the style of metadata, bylines, credits and the like.
        caption: Begins the style of captions; empty for none.
        headline: Begins the style of the headline where it differs from headings.
        deck: Begins the style of the deck; empty for none.
    """
    parts = {"headline": headline or bold, "heading": bold} | ({"deck": deck} if deck else {})
    parts |= dict.fromkeys(("run_in", "strong"), "\x1b[1m")
    parts |= dict.fromkeys(("breadcrumb", "meta", "byline", "editor", "note", "chrome", "dateline", "credit"), dim)
    return AnsiStyles(reset, parts | ({"caption": caption} if caption else {}))


TERMINAL_STYLES = make_ansi_styles("\x1b[0m", "\x1b[1m", "\x1b[2m")
_REPEATED_SIZE_MAX, _REPEATED_ITEMS_MAX = 40, 1_024
"""Code points of an item whose lines are stored for others with the same text, and how many are stored."""
_STYLED_SPANS = frozenset({"run_in", "strong", "dateline", "credit"})


class _StyledRun(NamedTuple):
    """A part of an item's text with a style: its offsets, and the escape sequence."""

    start: int
    end: int
    style: str


def render_lines(blocks: Iterable[Block], style: PageStyle, ansi_styles: AnsiStyles | None = None) -> Iterator[str]:
    """Yield the printed lines of an article, without line ends.

    Args:
        blocks: In the script they are to be printed in.
        style: The style of the page; with `plain` every block is printed in reading order.
        ansi_styles: The escape sequences; None to write none at all.
    """
    page = PageLayout(style)
    page.extend(blocks)
    rendered: dict[tuple[str, str, str, int], list[str]] = {}
    for index, item in enumerate(page.items):
        yield from [""] * item.space_before
        block = page.blocks[item.block_ranges[0].block]
        if len(block.text) > _REPEATED_SIZE_MAX or block.spans or len(item.block_ranges) > 1:
            yield from _render_item(page, index, ansi_styles)
            continue
        key = (item.kind, item.marker, block.text, item.block_ranges[0].start)
        if key not in rendered:
            if len(rendered) >= _REPEATED_ITEMS_MAX:
                rendered.clear()
            rendered[key] = list(_render_item(page, index, ansi_styles))
        yield from rendered[key]


def _render_item(page: PageLayout, index: int, ansi_styles: AnsiStyles | None) -> Iterator[str]:
    """Yield the printed lines of an item, without the empty ones before it."""
    item = page.items[index]
    text = page.get_item_text(index)
    runs = _find_styled_runs(page, index, ansi_styles) if ansi_styles else []
    for number, row in enumerate(page.get_rows(index)):
        margin = " " * row.indent
        if number == 0 and len(item.marker) <= row.indent:
            margin = " " * (row.indent - len(item.marker)) + item.marker
        if ansi_styles is None:
            yield (margin + to_display_text(text[row.start : row.end])).rstrip(" ")
        else:
            yield _style_row(margin, text, row, runs, ansi_styles.styles_by_kind.get(item.kind, ""), ansi_styles.reset)


def _style_row(margin: str, text: str, row: Row, runs: list[_StyledRun], base_style: str, reset: str) -> str:
    """A row with escape sequences.

    Args:
        margin: The text before the row.
        text: The text of the item.
        row: The row, as offsets in that text.
        runs: The parts of the text with styles of their own, in order.
        base_style: The style of the item; empty for none.
        reset: Ends every style.
    """
    pieces = [base_style, margin]
    at = row.start
    for run in runs:
        start, end = max(run.start, at), min(run.end, row.end)
        if start < end:
            pieces += [to_display_text(text[at:start]), run.style, to_display_text(text[start:end]), reset, base_style]
            at = end
    return "".join([*pieces, to_display_text(text[at : row.end]), reset])


def _find_styled_runs(page: PageLayout, index: int, ansi_styles: AnsiStyles) -> list[_StyledRun]:
    """The parts of an item's text with styles of their own, in order."""
    runs = []
    for piece in page.get_pieces(index):
        for span in page.blocks[piece.block].spans:
            start, end = max(span.start, piece.start), min(span.end, piece.end)
            if start < end and span.kind in _STYLED_SPANS:
                shift = piece.text_start - piece.start
                runs.append(_StyledRun(start + shift, end + shift, ansi_styles.styles_by_kind[span.kind]))
    return sorted(runs)
