"""The blocks and metadata of articles in many forms, as recorded; a change is deliberate, or a fault."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.errors import NoArticleError
from reader.model import Origin, clean
from reader.structure import read_article, read_plain_text
from reader.structure.html import read_html_article
from tests.recorded import check_recorded
from tests.structure.variations import TEXTS, make_page, vary_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.model import Article, Block

FOLDER = Path(__file__).parent / "recorded"
VARIATIONS = 5
"""Of each text, and of each page."""


def describe(article: Article) -> str:
    """The metadata that is there, and every block with its lines, spans and first words."""
    names = ("title", "deck", "breadcrumb", "date", "outlet", "authors", "editors", "script", "region")
    head = [f"{name}={value}" for name in names if (value := getattr(article, name)) not in (None, "", ())]
    return "\n".join([" ".join(head), *map(describe_block, article.blocks)])


def describe_block(block: Block) -> str:
    lines = "" if block.line is None else f"{block.line}-{block.line_end} "
    spans = "".join(f" {span.kind}:{span.start}-{span.end}{span.href or ''}" for span in block.spans)
    return f"{lines}{block.kind} {len(block.text)}{spans}{f' ©{block.credit}' if block.credit else ''} {block.text[:6]}"


def read_variation(key: str) -> str:
    name, seed = key.split()
    return describe(read_plain_text(clean(vary_text(TEXTS[name].read_text("utf-8"), int(seed))), Origin("test")))


def read_page(key: str) -> str:
    name, seed = key.split()
    page = make_page(TEXTS[name].read_text("utf-8"), int(seed))
    return describe(read_html_article(clean(page), Origin("test", path="a.html")))


def read_line(text: str) -> str:
    try:
        return describe(read_article(clean(text), Origin("test")))
    except NoArticleError:
        return "no article"


@pytest.mark.parametrize(("name", "read"), [("texts", read_variation), ("pages", read_page)])
def test_articles_are_the_recorded_ones(name: str, read: Callable[[str], str]) -> None:
    seeds = count(0 if name == "texts" else 10_000)
    keys = [f"{text} {next(seeds)}" for text in sorted(TEXTS) for _ in range(VARIATIONS)]
    check_recorded(FOLDER / f"{name}.tsv", read, keys)


def test_texts_of_one_line_are_the_recorded_ones() -> None:
    check_recorded(FOLDER / "lines.tsv", read_line)
