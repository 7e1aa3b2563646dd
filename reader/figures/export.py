"""Figures as JSON, CSV and a table: what `dubao figures` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.figures.context import detect_context
from reader.figures.formatting import format_plain
from reader.figures.scan import find_article_figures
from reader.model.figure import figure_json
from reader.text.csv_rows import format_csv_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reader.model import Article, Figure

CSV_COLUMNS = [
    "id",
    "section",
    "block",
    "start",
    "end",
    "text",
    "kind",
    "value",
    "low",
    "high",
    "unit",
    "canonical_unit",
    "canonical_value",
    "qualifiers",
    "bound",
    "direction",
    "approx",
    "measures",
    "sentence",
]
_STOPS = "。！？；!?;\n"
_MAX_SENTENCE_SIDE = 200
"""Code points before and behind a figure that its row repeats of its sentence."""

BlockFigure = tuple[int, "Figure"]


def figures_to_json(figures: Iterable[BlockFigure]) -> dict[str, Any]:
    """The figures as plain values, schema dubao-figures-1."""
    return {"schema": "dubao-figures-1", "figures": [figure_json(figure, block) for block, figure in figures]}


def list_article_figures(article: Article, date: str | None = None, region: str | None = None) -> list[BlockFigure]:
    """The figures of an article as written, each with the index of its block.

    Args:
        article: As written.
        date: YYYY-MM-DD, in place of the article's own.
        region: CN, HK, TW or MO, in place of what the article tells.
    """
    return list(find_article_figures(article, detect_context(article, date, region)))


def iter_csv_lines(article: Article, figures: Iterable[BlockFigure]) -> Iterator[str]:
    """The figures as CSV (RFC 4180) lines, of which the first names the columns; lists are joined by blanks.

    Args:
        article: The article that the figures are of.
        figures: Each with the index of its block.
    """
    yield format_csv_row(CSV_COLUMNS)
    above = list_section_headings(article)
    for number, (index, figure) in enumerate(figures, 1):
        shape = figure_json(figure, index)
        shape |= {"id": number, "section": above[index]}
        shape["sentence"] = extract_sentence(article.blocks[index].text, figure.start, figure.end)
        yield format_csv_row([shape.get(column) for column in CSV_COLUMNS])


def list_section_headings(article: Article) -> list[str]:
    """For each block the text of the heading above it, or of itself where it is one; "" before the first."""
    above: list[str] = []
    for block in article.blocks:
        above.append(block.text if block.kind == "heading" else above[-1] if above else "")
    return above


def iter_table_lines(figures: Iterable[BlockFigure], count_cells: Callable[[str], int]) -> Iterator[str]:
    """The figures in columns for a person: as printed, kind, plain value, qualifiers, what they measure.

    Args:
        figures: The figures.
        count_cells: Of a text, in cells.
    """
    lines = [(f.text, f.kind, format_plain(f), " ".join(f.qualifiers), f.subject) for _, f in figures]
    wide = [max((count_cells(line[column]) for line in lines), default=0) for column in range(4)]
    for line in lines:
        cells = [cell + " " * (wide[column] - count_cells(cell)) for column, cell in enumerate(line[:4])]
        cells[0] = " " * (wide[0] - count_cells(line[0])) + line[0]
        yield "  ".join([*cells, line[4].replace("\n", " ")]).rstrip()


def extract_sentence(text: str, start: int, end: int) -> str:
    """The sentence of a block that a stretch of it is in, at most 200 code points of it on either side.

    A row for every figure of a sentence repeats the sentence; without a limit a sentence of n figures takes n squared.

    Args:
        text: The block's.
        start: First code point of the stretch.
        end: Code point behind the stretch.
    """
    least, most = max(0, start - _MAX_SENTENCE_SIDE), min(len(text), end + _MAX_SENTENCE_SIDE)
    first = max(text.rfind(stop, least, start) for stop in _STOPS) + 1
    ends = [at for stop in _STOPS if (at := text.find(stop, end, most)) >= 0]
    return text[first or least : min(ends) + 1 if ends else most].strip()
