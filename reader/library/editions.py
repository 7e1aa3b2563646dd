"""The edition of a newspaper that an article was printed in: the page 01版, A12版, as its head or its foot names it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.text.folding import fold_for_search

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import Block, BlockKind

_KINDS: frozenset[BlockKind] = frozenset({"breadcrumb", "date", "source", "byline", "editor", "note"})
"""Blocks that may name the edition; in the story 版 is a word like others."""
_EDITION = re.compile(
    r"(?:第\s{0,3}(?P<numerals>[〇零一二三四五六七八九十]{1,3})|(?<![a-z0-9])(?P<section>[a-z]{0,2})(?P<number>[0-9]{1,3}))"
    r"\s{0,3}版(?![本权式图])"
)
_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0}


def find_edition(blocks: Iterable[Block]) -> str | None:
    """The edition that the blocks of an article name, as 01版 or A12版; None where they name none."""
    for block in blocks:
        if block.kind in _KINDS and "版" in block.text and (found := _EDITION.search(fold_for_search(block.text))):
            number = _parse_numerals(found["numerals"]) if found["numerals"] else int(found["number"])
            return f"{(found['section'] or '').upper()}{number:02}版"
    return None


def _parse_numerals(numerals: str) -> int:
    """The value of Chinese numerals below 100."""
    tens, has_tens, units = numerals.rpartition("十")
    if not has_tens:
        return int("".join(str(_DIGITS[digit]) for digit in numerals))
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(units, 0)
