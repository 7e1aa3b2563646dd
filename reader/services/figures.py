"""Finds the figures of an article as written, and maps them to the script that it is shown in."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from reader.figures.context import detect_context
from reader.figures.scan import find_article_figures
from reader.model import clean
from reader.script.options import DEFAULT_OPTIONS

if TYPE_CHECKING:
    from reader.figures.context import FigureContext
    from reader.model import Article, Figure, ViewName
    from reader.script.options import ConversionOptions


def find_view_figures(
    article: Article,
    view_name: ViewName,
    options: ConversionOptions | None = None,
    context: FigureContext | None = None,
) -> list[tuple[int, Figure]]:
    """Return the figures of an article, each with the index of its block; text and offsets are those of the view.

    Args:
        article: As written.
        view_name: The script that the article is shown in.
        options: The options that the text is converted with; None for the defaults.
        context: The date and region with which they are interpreted; None for the article's own.

    Raises:
        ReaderError: OpenCC cannot be used.
    """
    found = list(find_article_figures(article, context or detect_context(article)))
    if view_name == "source" or not found:
        return found
    from reader.script.article_conversion import create_converter
    from reader.script.named_spans import find_name_spans

    views = create_converter(article, options or DEFAULT_OPTIONS)
    converted: dict[str, str] = {}

    def convert_word(word: str) -> str:
        if word not in converted:
            converted[word] = views.convert_text(clean(word), view_name)
        return converted[word]

    shown: list[tuple[int, Figure]] = []
    for index, figures in groupby(found, key=itemgetter(0)):
        block = article.blocks[index]
        view = views.convert(block.text, view_name, block.script, find_name_spans(block))
        shown += [(index, figure.map_to_view(block.text, view, convert_word)) for _, figure in figures]
    return shown
