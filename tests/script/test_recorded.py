"""The changes of texts in every view, as recorded; a change is deliberate, or a fault."""

from __future__ import annotations

import random
from itertools import count
from pathlib import Path
from typing import get_args

from reader.model import Origin, ViewName, clean
from reader.script.converter import ArticleConverter
from reader.script.named_spans import find_name_spans
from reader.script.options import ConversionOptions
from reader.structure import read_plain_text
from tests.recorded import check_recorded
from tests.structure.variations import TEXTS

FILE = Path(__file__).parent / "recorded.tsv"
BLOCKS = 5
"""Of an article whose changes are recorded."""


def convert(key: str) -> str:
    """Some blocks of an article with their changes, in a random view and with random options."""
    name, seed = key.split()
    chance = random.Random(int(seed))
    article = read_plain_text(clean(TEXTS[name].read_text("utf-8")), Origin("test"))
    view_name: ViewName = chance.choice([view for view in get_args(ViewName) if view != "source"])
    options = ConversionOptions(chance.choice(("press", "press", "opencc")), quotes=chance.choice(("keep", "corner")))
    blocks = [(block.text, block.script) for block in article.blocks]
    people = [*article.authors, *article.editors]
    converter = ArticleConverter(article.script, article.region, options, blocks=blocks, people=people)
    lines = [f"{view_name} {options.forms} {options.quotes} {converter.vocabulary_region}"]
    for block in chance.sample(article.blocks, min(BLOCKS, len(article.blocks))):
        spans = find_name_spans(block)
        view = converter.convert(block.text, view_name, block.script, spans)
        changes = converter.find_changes(block.text, view_name, block.script, spans)
        shown = [
            f"{c.start}-{c.end}{c.kind[:2]}{c.replacement}{'/'.join(c.candidates)}{'?' * c.is_doubtful}"
            for c in changes
        ]
        phrases = [f"{p.start}-{p.end}>{p.view_start}-{p.view_end}" for p in view.phrases]
        lines.append(f"{view.text[:12]} {len(view.text)} {' '.join(phrases)} | {' '.join(shown)}")
    return "\n".join(lines)


def test_conversions_are_the_recorded_ones() -> None:
    seeds = count(900)
    check_recorded(FILE, convert, [f"{name} {next(seeds)}" for name in sorted(TEXTS) for _ in range(4)])
