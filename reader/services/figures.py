"""The figures of an article in the script it is shown in: found as written, carried over by the offset maps."""

from __future__ import annotations

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
    """The figures with the indices of their blocks; text, words and offsets as they are in the view.

    Args:
        article: As written.
        view_name: The view.
        options: Those that the text itself is converted with.
        context: What they are read with; the article's own where it is None.

    Raises:
        ReaderError: OpenCC cannot be used.
    """
    found = list(find_article_figures(article, context or detect_context(article)))
    if view_name == "source" or not found:
        return found
    from reader.script.article_conversion import create_converter
    from reader.script.named_spans import find_name_spans

    views = create_converter(article, options or DEFAULT_OPTIONS)
    shown: list[tuple[int, Figure]] = []
    for index, figure in found:
        block = article.blocks[index]
        view = views.convert(block.text, view_name, block.script, find_name_spans(block))

        def said(text: str) -> str:
            return views.convert_text(clean(text), view_name)

        shown.append((index, figure.map_to_view(block.text, view, said)))
    return shown
