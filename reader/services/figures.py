"""The figures of an article in the script it is shown in: found as written, carried over by the offset maps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.figures.context import context_of
from reader.figures.scan import figures_of_article
from reader.model import clean
from reader.script.options import DEFAULT

if TYPE_CHECKING:
    from reader.figures.context import Context
    from reader.model import Article, Figure, ViewName
    from reader.script.options import ConversionOptions


def figures_shown(
    article: Article,
    target: ViewName,
    options: ConversionOptions | None = None,
    context: Context | None = None,
) -> list[tuple[int, Figure]]:
    """The figures with the indices of their blocks; text, words and offsets as they are in the view.

    Args:
        article: As written.
        target: The view.
        options: Those that the text itself is converted with.
        context: What they are read with; the article's own where it is None.

    Raises:
        ReaderError: OpenCC cannot be used.
    """
    found = list(figures_of_article(article, context or context_of(article)))
    if target == "source" or not found:
        return found
    from reader.script.article_conversion import views_of
    from reader.script.person_names import naming

    views = views_of(article, options or DEFAULT)
    shown: list[tuple[int, Figure]] = []
    for index, figure in found:
        block = article.blocks[index]
        view = views.view(block.text, target, block.script, naming(block))

        def said(text: str) -> str:
            return views.text(clean(text), target)

        shown.append((index, figure.seen(block.text, view, said)))
    return shown
