"""A whole article in another script: what `dubao show --script` prints."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from reader.model import CleanText
from reader.script.converter import ArticleConverter
from reader.script.named_spans import find_name_spans, find_people
from reader.script.options import DEFAULT_OPTIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Article, Block, View, ViewName
    from reader.script.options import ConversionOptions


_MAX_SEARCHED_FIELDS = 1_000
"""Names, titles and the like of an article that are looked for in its blocks, which takes time for each."""


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
    shown = [views.convert(block.text, view_name, block.script, find_name_spans(block)) for block in article.blocks]
    written = "\n".join(block.text for block in article.blocks)
    starts = [0, *accumulate(len(block.text) + 1 for block in article.blocks)]
    fields_left = _MAX_SEARCHED_FIELDS

    def convert_field(text: CleanText, name_spans: Sequence[tuple[int, int]] = ()) -> CleanText:
        """The text as it is in the view of a block that has it: alone, 周末 tells nobody what script it is in."""
        nonlocal fields_left
        fields_left -= 1
        if fields_left >= 0 and -1 < (offset := written.find(text)) < len(written):
            block = bisect_right(starts, offset) - 1
            return _cut_view(shown[block], offset - starts[block], offset - starts[block] + len(text))
        return views.convert_text(text, view_name, name_spans=name_spans)

    def convert_name(text: CleanText) -> CleanText:
        return convert_field(text, [(0, len(text))])

    def convert_block(block: Block, view: View) -> Block:
        places = [view.span_to_view(span.start, span.end) for span in block.spans]
        spans = tuple(
            replace(span, start=start, end=end) for span, (start, end) in zip(block.spans, places, strict=True)
        )
        credit = block.credit
        if credit and (at := block.text.find(credit)) >= 0:
            credit = _cut_view(view, at, at + len(credit))
        elif credit:
            credit = views.convert_text(credit, view_name, name_spans=[(0, len(credit))])
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


def _cut_view(view: View, start: int, end: int) -> CleanText:
    """The part of a view that shows a part of its source, by the offsets of that."""
    start, end = view.span_to_view(start, end)
    return CleanText(view.text[start:end])
