"""Where an article names persons: in its blocks, and as its authors, editors and photographers.

Nothing here converts, so that the converter is loaded only for a view in another script.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model import Article, Block

_NAME_BLOCK_KINDS = frozenset({"byline", "source", "editor"})
_HAN_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,6}")
_NAME_SEPARATOR = re.compile(r"[\s、,，/／;；]+")


def find_name_spans(block: Block) -> tuple[tuple[int, int], ...]:
    """The stretches of a block that name persons, and are never converted by vocabulary: start and end in its text.

    The offsets are in code points, the end exclusive. Of a byline, source or editor block it is the whole text.
    """
    if block.kind in _NAME_BLOCK_KINDS:
        return ((0, len(block.text)),)
    return tuple((span.start, span.end) for span in block.spans if span.kind == "credit")


def find_people(article: Article) -> frozenset[str]:
    """The authors, editors and photographers of an article, as written; only names of two to six Han characters."""
    photographers = (block.credit for block in article.blocks if block.credit)
    names = (
        name for each in (*article.authors, *article.editors, *photographers) for name in _NAME_SEPARATOR.split(each)
    )
    return frozenset(name for name in names if _HAN_NAME.fullmatch(name))
