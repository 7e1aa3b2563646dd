"""Figures as JSON, CSV and a table: what `dubao figures` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.figures.context import context_of
from reader.figures.formatting import plain
from reader.figures.scan import figures_of_article
from reader.model.figure import figure_json
from reader.text.csv_rows import csv_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reader.model import Article, Figure

COLUMNS = [
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

Found = tuple[int, "Figure"]


def figures_json(found: Iterable[Found]) -> dict[str, Any]:
    """The figures as plain values, schema dubao-figures-1."""
    return {"schema": "dubao-figures-1", "figures": [figure_json(figure, block) for block, figure in found]}


def article_figures(article: Article, date: str | None = None, region: str | None = None) -> list[Found]:
    """The figures of an article as written, each with the index of its block."""
    return list(figures_of_article(article, context_of(article, date, region)))


def csv_lines(article: Article, found: Iterable[Found]) -> Iterator[str]:
    """The figures as CSV (RFC 4180) lines, the first one names the columns; lists are joined by blanks."""
    yield csv_row(COLUMNS)
    above = sections(article)
    for number, (index, figure) in enumerate(found, 1):
        shape = figure_json(figure, index)
        shape |= {"id": number, "section": above[index]}
        shape["sentence"] = sentence(article.blocks[index].text, figure.start, figure.end)
        yield csv_row([shape.get(column) for column in COLUMNS])


def sections(article: Article) -> list[str]:
    """The heading above each block, or of it."""
    above: list[str] = []
    for block in article.blocks:
        above.append(block.text if block.kind == "heading" else above[-1] if above else "")
    return above


def table_lines(found: Iterable[Found], width: Callable[[str], int]) -> Iterator[str]:
    """The figures in columns for a person: as printed, kind, plain value, qualifiers, what they measure.

    Args:
        found: The figures.
        width: Of a text, in cells.
    """
    lines = [(f.text, f.kind, plain(f), " ".join(f.qualifiers), f.measures) for _, f in found]
    wide = [max((width(line[column]) for line in lines), default=0) for column in range(4)]
    for line in lines:
        cells = [cell + " " * (wide[column] - width(cell)) for column, cell in enumerate(line[:4])]
        cells[0] = " " * (wide[0] - width(line[0])) + line[0]
        yield "  ".join([*cells, line[4].replace("\n", " ")]).rstrip()


def sentence(text: str, start: int, end: int) -> str:
    """The sentence of a block that a stretch of it is in."""
    first = max(text.rfind(stop, 0, start) for stop in _STOPS) + 1
    ends = [at for stop in _STOPS if (at := text.find(stop, end)) >= 0]
    return text[first : min(ends) + 1 if ends else len(text)].strip()
