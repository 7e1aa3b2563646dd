"""Computes the position of the scroll bar's thumb."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.state.article import OpenArticle
    from reader.tui.widgets.viewport import Viewport


def compute_scroll_thumb(viewport: Viewport, open_article: OpenArticle, height: int) -> range:
    """The rows of the window that stand for what is in sight, of all the article; none where all of it is in sight.

    Args:
        viewport: The window.
        open_article: The article.
        height: Rows of the window.
    """
    length = max(1, open_article.length)
    first = open_article.to_article_offset(*viewport.position) * height // length
    last = height
    if not viewport.is_at_end:
        last = open_article.to_article_offset(*viewport.last_position) * height // length
    first = min(first, height - 1)
    return range(first, max(first + 1, last)) if last - first < height else range(0)
