"""A whole article in another script: what `dubao show --script` prints."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from reader.model import CleanText
from reader.script.convert import Views

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import Article, Block
    from reader.script.plan import ViewName


def article_in(article: Article, target: ViewName, hk_forms: Literal["press", "opencc"] = "press") -> Article:
    """The article with all its text in the view; offsets count in it, `script` still describes the source.

    Args:
        article: As written.
        target: One of the views that keep the length.
        hk_forms: Characters of the Hong Kong view.

    Raises:
        ReaderError: OpenCC cannot be used.
    """
    views = Views(article.script, article.region, hk_forms)

    def said(text: CleanText, texts: Iterable[tuple[str, str]]) -> CleanText:
        """The text as it is in the view of a block that has it: alone, 周末 tells nobody what script it is in."""
        for old, new in texts:
            if (at := old.find(text)) >= 0:
                return CleanText(new[at : at + len(text)])
        return views.text(text, target)

    def converted(block: Block) -> Block:
        text = views.text(block.text, target, block.script)
        return replace(block, text=text, credit=block.credit and said(block.credit, [(block.text, text)]))

    blocks = tuple(map(converted, article.blocks))
    texts = [(old.text, new.text) for old, new in zip(article.blocks, blocks, strict=True)]
    return replace(
        article,
        title=article.title and said(article.title, texts),
        deck=article.deck and said(article.deck, texts),
        outlet=article.outlet and said(article.outlet, texts),
        breadcrumb=tuple(said(part, texts) for part in article.breadcrumb),
        authors=tuple(said(name, texts) for name in article.authors),
        editors=tuple(said(name, texts) for name in article.editors),
        blocks=blocks,
    )
