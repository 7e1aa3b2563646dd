"""A whole article in another script: what `dubao show --script` prints."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.model import CleanText
from reader.script.converter import Views
from reader.script.options import DEFAULT
from reader.script.person_names import naming, people

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import Article, Block, View, ViewName
    from reader.script.options import ConversionOptions


def views_of(article: Article, options: ConversionOptions = DEFAULT) -> Views:
    """The converter of an article, which knows the names of its makers.

    Args:
        article: As written.
        options: The reader's choices.
    """
    return Views(article.script, article.region, options, people=people(article))


def article_in(article: Article, target: ViewName, options: ConversionOptions = DEFAULT) -> Article:
    """The article with all its text in the view; offsets count in it, `script` still describes the source.

    Args:
        article: As written.
        target: The view.
        options: The reader's choices.

    Raises:
        ReaderError: OpenCC cannot be used.
    """
    views = views_of(article, options)
    shown = [(block.text, views.view(block.text, target, block.script, naming(block))) for block in article.blocks]

    def said(text: CleanText) -> CleanText:
        return _said(text, shown, views, target)

    def name(text: CleanText) -> CleanText:
        return _said(text, shown, views, target, [(0, len(text))])

    def converted(block: Block, pair: tuple[CleanText, View]) -> Block:
        view = pair[1]
        places = [view.span_to_view(span.start, span.end) for span in block.spans]
        spans = tuple(
            replace(span, start=start, end=end) for span, (start, end) in zip(block.spans, places, strict=True)
        )
        credit = block.credit and _said(block.credit, [pair], views, target, [(0, len(block.credit))])
        return replace(block, text=view.text, spans=spans, credit=credit)

    return replace(
        article,
        title=article.title and said(article.title),
        deck=article.deck and said(article.deck),
        outlet=article.outlet and name(article.outlet),
        breadcrumb=tuple(map(said, article.breadcrumb)),
        authors=tuple(map(name, article.authors)),
        editors=tuple(map(name, article.editors)),
        blocks=tuple(map(converted, article.blocks, shown)),
    )


def _said(
    text: CleanText,
    shown: Iterable[tuple[CleanText, View]],
    views: Views,
    target: ViewName,
    names: Iterable[tuple[int, int]] = (),
) -> CleanText:
    """The text as it is in the view of a block that has it: alone, 周末 tells nobody what script it is in."""
    for source, view in shown:
        if (at := source.find(text)) >= 0:
            start, end = view.span_to_view(at, at + len(text))
            return CleanText(view.text[start:end])
    return views.text(text, target, names=names)
