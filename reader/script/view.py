"""A whole article in another script: what `dubao show --script` prints."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from reader.script.convert import Views

if TYPE_CHECKING:
    from reader.model import Article, Block, CleanText
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

    def said(text: CleanText | None) -> CleanText | None:
        return None if text is None else views.text(text, target)

    def all_said(texts: tuple[CleanText, ...]) -> tuple[CleanText, ...]:
        return tuple(views.text(text, target) for text in texts)

    def converted(block: Block) -> Block:
        return replace(block, text=views.text(block.text, target, block.script), credit=said(block.credit))

    return replace(
        article,
        title=said(article.title),
        deck=said(article.deck),
        outlet=said(article.outlet),
        breadcrumb=all_said(article.breadcrumb),
        authors=all_said(article.authors),
        editors=all_said(article.editors),
        blocks=tuple(converted(block) for block in article.blocks),
    )
