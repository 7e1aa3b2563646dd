"""A whole article in another script: what `dubao show --script` prints."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.model import CleanText
from reader.script.converter import ArticleConverter
from reader.script.named_spans import find_name_spans, find_people
from reader.script.options import DEFAULT_OPTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import Article, Block, View, ViewName
    from reader.script.options import ConversionOptions


def create_converter(article: Article, options: ConversionOptions = DEFAULT_OPTIONS) -> ArticleConverter:
    """The converter of an article, which knows the names of its makers.

    Args:
        article: As written.
        options: The user's choices.
    """
    blocks = ((block.text, block.script) for block in article.blocks)
    return ArticleConverter(article.script, article.region, options, people=find_people(article), blocks=blocks)


def convert_article(article: Article, view_name: ViewName, options: ConversionOptions = DEFAULT_OPTIONS) -> Article:
    """The article with all its text in the view; offsets count in it, `script` still describes the source.

    Args:
        article: As written.
        view_name: The view.
        options: The user's choices.

    Raises:
        ReaderError: OpenCC cannot be used.
    """
    views = create_converter(article, options)
    shown = [
        (block.text, views.convert(block.text, view_name, block.script, find_name_spans(block)))
        for block in article.blocks
    ]

    def convert_field(text: CleanText) -> CleanText:
        return _convert_text(text, shown, views, view_name)

    def convert_name(text: CleanText) -> CleanText:
        return _convert_text(text, shown, views, view_name, [(0, len(text))])

    def convert_block(block: Block, pair: tuple[CleanText, View]) -> Block:
        view = pair[1]
        if view.text == block.text and not block.credit and not view.phrases:
            return block
        places = [view.span_to_view(span.start, span.end) for span in block.spans]
        spans = tuple(
            replace(span, start=start, end=end) for span, (start, end) in zip(block.spans, places, strict=True)
        )
        credit = block.credit and _convert_text(block.credit, [pair], views, view_name, [(0, len(block.credit))])
        return replace(block, text=view.text, spans=spans, credit=credit)

    return replace(
        article,
        title=article.title and convert_field(article.title),
        deck=article.deck and convert_field(article.deck),
        outlet=article.outlet and convert_name(article.outlet),
        breadcrumb=tuple(map(convert_field, article.breadcrumb)),
        authors=tuple(map(convert_name, article.authors)),
        editors=tuple(map(convert_name, article.editors)),
        blocks=tuple(map(convert_block, article.blocks, shown)),
    )


def _convert_text(
    text: CleanText,
    converted_blocks: Iterable[tuple[CleanText, View]],
    converter: ArticleConverter,
    view_name: ViewName,
    name_spans: Iterable[tuple[int, int]] = (),
) -> CleanText:
    """The text as it is in the view of a block that has it: alone, 周末 tells nobody what script it is in."""
    for source, view in converted_blocks:
        if (at := source.find(text)) >= 0:
            start, end = view.span_to_view(at, at + len(text))
            return CleanText(view.text[start:end])
    return converter.convert_text(text, view_name, name_spans=name_spans)
