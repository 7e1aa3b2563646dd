"""The rows, blanks and positions of pages in many styles, as recorded; a change is deliberate, or a fault."""

from __future__ import annotations

import random
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from reader.model import Origin, View, clean
from reader.script.converter import ArticleConverter
from reader.structure import read_plain_text
from reader.typeset.break_rules import KinsokuLevel
from reader.typeset.page_layout import LineLocation, PageLayout, PageStyle
from tests.recorded import check_recorded
from tests.structure.variations import TEXTS

if TYPE_CHECKING:
    from reader.model import Article, ViewName

FILE = Path(__file__).parent / "recorded.tsv"
PROBED = 8
"""One row of so many has its positions recorded."""


def make_style(chance: random.Random) -> PageStyle:
    return PageStyle(
        measure=chance.choice((1, 2, 7, 16, 24, 31, 40, 55, 72)),
        kinsoku=chance.choice(get_args(KinsokuLevel)),
        ambiguous_width=chance.choice((1, 1, 2)),
        paragraphs=chance.choice(("indent", "blank")),
        plain=chance.random() < 0.2,
        show_boilerplate=chance.random() < 0.3,
        density=chance.choice(("roomy", "compact")),
        space_above=chance.choice((0, 0, 2)),
        is_justified=chance.random() < 0.4,
    )


def lay_out(key: str) -> str:
    """The items and rows of an article in a random style, half of them in a view of another script."""
    name, seed = key.split()
    chance = random.Random(int(seed))
    article = read_plain_text(clean(TEXTS[name].read_text("utf-8")), Origin("test"))
    start = chance.randrange(max(1, len(article.blocks) - 8))
    article_blocks = article.blocks[start : start + 8]
    page = PageLayout(make_style(chance))
    page.extend(article_blocks)
    if chance.random() < 0.5:
        page.set_views(list(_make_views(article, start)).__getitem__)
    return "\n".join(
        [str(tuple(vars_of(page.style))), *(describe_item(page, index) for index in range(len(page.items)))]
    )


def vars_of(style: PageStyle) -> list[object]:
    return [getattr(style, name) for name in style.__slots__]


def _make_views(article: Article, start: int) -> list[View]:
    converter = ArticleConverter(article.script, article.region, blocks=[(b.text, b.script) for b in article.blocks])
    view_name: ViewName = "tw" if article.script == "Hans" else "hans"
    return [converter.convert(block.text, view_name, block.script) for block in article.blocks[start : start + 8]]


def describe_item(page: PageLayout, index: int) -> str:
    rows = []
    for number, row in enumerate(page.get_rows(index)):
        gaps = "".join(f"+{gap.offset - row.start}:{gap.cells}" for gap in page.get_row_gaps(index, row))
        location = LineLocation(index, number)
        probes = "" if number % PROBED else probe(page, location)
        rows.append(f"{row.indent}>{row.start}-{row.end}{gaps}{probes}")
    item = page.items[index]
    ranges = " ".join(f"{own.block}:{own.start}-{own.end}" for own in item.block_ranges)
    return f"{item.kind} {item.marker} {ranges} {page.count_item_lines(index)}: {' '.join(rows)}"


def probe(page: PageLayout, location: LineLocation) -> str:
    """The positions of some cells of a row, and the cells of its first and last position."""
    end = page.find_row_end_cell(location)
    found = [page.find_position(location, cell) for cell in (0, 3, 8, 13, end - 1, end, end + 4)]
    line = (page.find_line_start(location), page.find_line_end(location))
    cells = [located and (located[0].line, located[1]) for located in (page.locate_cell(*each) for each in line)]
    moved = [tuple(page.offset_location(location, lines)) for lines in (-3, 4)]
    return f"[{' '.join(f'{block}:{offset}' for block, offset in (*found, *line))} {cells} {moved}]".replace(", ", ",")


def test_pages_are_the_recorded_ones() -> None:
    seeds = count(500)
    check_recorded(FILE, lay_out, [f"{name} {next(seeds)}" for name in sorted(TEXTS) for _ in range(2)])
