"""Find every figure of a block, in one scan from left to right."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from reader.figures.block_text import BlockText
from reader.figures.combinations import quantity_at
from reader.figures.date_grammar import date_at, may_be_date
from reader.figures.date_resolution import DateResolver
from reader.figures.lexicon import fold
from reader.figures.rejections import find_addresses, find_quoted_names, rejected_end
from reader.figures.resolution import build_figures
from reader.model import CleanText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.figures.candidate import Candidate
    from reader.figures.context import FigureContext
    from reader.model import Article, Block, Figure

FIGURE_BLOCK_KINDS = frozenset(
    {"headline", "deck", "heading", "paragraph", "caption", "list_item", "quote", "table_row", "note"}
)
"""The kinds of blocks that have figures."""
_NUMERAL = re.compile("[0-9〇零○一二三四五六七八九十百千万亿兆两俩廿卅卌半几数壹贰叁参肆伍陆柒捌玖拾佰仟]")
_NUMERAL_RUN = re.compile(f"{_NUMERAL.pattern}{{1,8}}")
"""What a numeral may be; a longer row of digits counts as several, since several figures may begin in it."""
NUMERALS_MIN, HAN_PER_NUMERAL, NUMERALS_MAX = 10_000, 24, 30_000
"""Numerals that are looked at in any article, Han characters for which one more is, and those of the longest text."""
_MAX_REPEATED = 80
"""Code points of a block whose figures are kept for another one with the same text."""
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]+")
"""Characters that print nothing; the digits of a number may have them between."""


def find_block_figures(block: Block, context: FigureContext) -> tuple[Figure, ...]:
    """Return the figures of a block in order; they do not overlap.

    Linear in the text. Offsets are code points of the block's text; the credit of a caption and the dateline have
    none, nor has a block of metadata or boilerplate.

    Args:
        block: As written.
        context: What figures are read with.
    """
    if block.kind not in FIGURE_BLOCK_KINDS:
        return ()
    excluded = [(span.start, span.end) for span in block.spans if span.kind in ("credit", "dateline")]
    if not excluded and len(block.text) <= _MAX_REPEATED:
        return _find_figures_of_row(block.text, context)
    return find_figures(block.text, context, excluded)


@lru_cache(maxsize=256)
def _find_figures_of_row(text: str, context: FigureContext) -> tuple[Figure, ...]:
    """The figures of a short text; rows of tables and lists repeat one another."""
    return find_figures(text, context)


def find_article_figures(article: Article, context: FigureContext) -> Iterator[tuple[int, Figure]]:
    """The figures of all blocks, each with the index of its block; of too many numerals those of the first.

    Args:
        article: As written.
        context: What figures are read with.
    """
    last, end = find_scan_end(article) or (len(article.blocks), 0)
    for index, block in enumerate(article.blocks[: last + 1]):
        if index == last:
            spans = tuple(replace(span, end=min(span.end, end)) for span in block.spans if span.start < end)
            block = replace(block, text=CleanText(block.text[:end]), spans=spans)
        for figure in find_block_figures(block, context):
            yield index, figure


def find_scan_end(article: Article) -> tuple[int, int] | None:
    """The block and the offset in it where the search for figures of an article ends; None where it reads all.

    A numeral takes 0.05 ms. No article has so many; tables of numbers, logs and hostile texts have.
    """
    count, room = 0, float(NUMERALS_MIN)
    for index, block in enumerate(article.blocks):
        if block.kind not in FIGURE_BLOCK_KINDS:
            continue
        text = block.text
        room = min(room + (len(text.encode()) - len(text)) / 2 / HAN_PER_NUMERAL, NUMERALS_MAX)
        folded = fold(text)
        found = len(_NUMERAL_RUN.findall(folded))
        if count + found > room:
            return index, next(islice(_NUMERAL_RUN.finditer(folded), int(room - count), None)).start()
        count += found
    return None


def find_figures(
    text: str, context: FigureContext, excluded: list[tuple[int, int]] | None = None
) -> tuple[Figure, ...]:
    """The figures of a text in order.

    Args:
        text: As printed.
        context: What figures are read with.
        excluded: Spans (start, end) in code points in which nothing is looked for.
    """
    if _INVISIBLE.search(text):
        return _find_among_invisible(text, context, excluded or [])
    folded = fold(text)
    if not _NUMERAL.search(folded):
        return ()
    closed = [*(excluded or ()), *find_addresses(folded), *find_quoted_names(folded, context.region)]
    block = BlockText(folded, context, closed)
    return build_figures(text, block, list(find_candidates(block)))


def _find_among_invisible(text: str, context: FigureContext, excluded: list[tuple[int, int]]) -> tuple[Figure, ...]:
    """The figures of a text with characters that print nothing: found without them, then put back in their places."""
    hidden = {at for found in _INVISIBLE.finditer(text) for at in range(*found.span())}
    offsets = [at for at in range(len(text)) if at not in hidden]
    shown = [(bisect_left(offsets, start), bisect_left(offsets, end)) for start, end in excluded]
    result = []
    for figure in find_figures("".join(text[at] for at in offsets), context, shown):
        start, end = offsets[figure.start], offsets[figure.end - 1] + 1
        result.append(replace(figure, start=start, end=end, text=text[start:end]))
    return tuple(result)


def find_candidates(block: BlockText) -> Iterator[Candidate]:
    """What may be figures in a block's text, in order; each numeral is read once, as one of them or as none."""
    dates = DateResolver(block.context)
    text, previous_end, at = block.text, 0, 0
    while (found := _NUMERAL.search(text, at)) is not None:
        at = found.start()
        skipped = block.excluded_end(at) or rejected_end(block, at, previous_end)
        if skipped:
            at = previous_end = skipped
            continue
        date = date_at(block, at, previous_end) if may_be_date(block, at) else None
        candidates: list[Candidate] | None
        if date is not None:
            candidates = [dates.candidate(*date, block.full_sentence_start(at))]
        else:
            candidates = quantity_at(block, at, previous_end)
        if not candidates:
            at += 1
            continue
        for candidate in candidates:
            if candidate.kind:
                yield candidate
                previous_end = candidate.end
        at = candidates[-1].end
