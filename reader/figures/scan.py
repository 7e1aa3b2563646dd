"""Every figure of a block, in one walk from left to right."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.figures import rejections
from reader.figures.amounts import amount_at
from reader.figures.candidate import Draft
from reader.figures.dates import date_at, joined
from reader.figures.lexicon import fixed_words, fold
from reader.figures.numerals import LONGEST
from reader.figures.quantities import quantity_at
from reader.figures.resolve import finished

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.figures.context import FigureContext
    from reader.model import Article, Block, Figure

FIGURE_BLOCK_KINDS = frozenset(
    {"headline", "deck", "heading", "paragraph", "caption", "list_item", "quote", "table_row", "note"}
)
"""The kinds of blocks that have figures (INTERFACE)."""
_NUMERAL = re.compile("[0-9〇零○一二三四五六七八九十百千万亿兆两俩廿卅卌半几数壹贰叁参肆伍陆柒捌玖拾佰仟]")
"""One sign, nothing repeated: it cannot backtrack."""


_ASCII = frozenset("0123456789")
_HAN = frozenset("〇零○一二三四五六七八九十百千万亿兆两俩廿卅卌几数壹贰叁参肆伍陆柒捌玖拾佰仟半")


def find_block_figures(block: Block, context: FigureContext) -> tuple[Figure, ...]:
    """The figures of a block in order; they do not overlap.

    Linear in the text. Offsets are code points of the block's text; the credit of a caption and the dateline have
    none, nor has a block of a kind that is furniture.
    """
    if block.kind not in FIGURE_BLOCK_KINDS:
        return ()
    closed = [(span.start, span.end) for span in block.spans if span.kind in ("credit", "dateline")]
    return find_figures(block.text, context, closed)


def find_article_figures(article: Article, context: FigureContext) -> Iterator[tuple[int, Figure]]:
    """The figures of all blocks, each with the index of its block."""
    for index, block in enumerate(article.blocks):
        for figure in find_block_figures(block, context):
            yield index, figure


def find_figures(
    text: str, context: FigureContext, excluded: list[tuple[int, int]] | None = None
) -> tuple[Figure, ...]:
    """The figures of a text; nothing is looked for in the closed spans."""
    folded = fold(text)
    if not _NUMERAL.search(folded):
        return ()
    drafts = list(_drafts(folded, context, [*(excluded or ()), *rejections.addresses(folded)]))
    return finished(text, folded, drafts, context)


def _drafts(text: str, context: FigureContext, closed: list[tuple[int, int]]) -> Iterator[Draft]:
    quotes = rejections.quoted(text)
    closed = sorted(closed)
    next_closed = floor = at = 0
    while (found := _NUMERAL.search(text, at)) is not None:
        at = found.start()
        if (run := _run(text, at)) > LONGEST:
            at += run
            continue
        while next_closed < len(closed) and closed[next_closed][1] <= at:
            next_closed += 1
        in_closed = next_closed < len(closed) and closed[next_closed][0] <= at
        skip = closed[next_closed][1] if in_closed else quotes.get(at)
        skip = skip or _skipped(text, at, floor)
        if skip is not None:
            at = floor = max(skip, at + 1)
            continue
        draft = _draft_at(text, at, floor, context)
        if draft is None:
            at = _over(text, at, floor)
        elif draft.kind == "":  # read, but no figure
            at = max(at + 1, draft.end)
        else:
            yield draft
            at = floor = draft.end
            if draft.kind in ("date", "year") and (year := draft.year) and year != context.year:
                context = replace(context, last_named_year=year)


def _run(text: str, at: int) -> int:
    """How many digits of one kind stand there; a run of a thousand counts nothing, and is passed over at once."""
    digits = _ASCII if "0" <= text[at] <= "9" else _HAN
    end = at
    while end < len(text) and text[end] in digits:
        end += 1
    return end - at


def _over(text: str, at: int, floor: int) -> int:
    """Behind the amount there."""
    amount = amount_at(text, at, floor)
    return max(at + 1, amount.end if amount else 0)


def _skipped(text: str, at: int, floor: int) -> int | None:
    """Behind a fixed word or an identifier that the numeral belongs to."""
    best, end, what = 0, at, ""
    for start in range(max(floor, at - 4), at + 1):
        for word, kind in fixed_words().all_at(text, start):
            if start + len(word) > at and len(word) > best:
                best, end, what = len(word), start + len(word), kind
                break
    if what == "skip":
        return end
    if "0" <= text[at] <= "9":
        return rejections.identifier(text, at, floor)
    return None


def _draft_at(text: str, at: int, floor: int, context: FigureContext) -> Draft | None:
    printed = date_at(text, at, floor, context)
    if printed is not None:
        return Draft.of_date(joined(text, printed, context))
    return quantity_at(text, at, floor, context)
