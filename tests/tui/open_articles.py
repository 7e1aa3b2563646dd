"""Open articles for tests that need no screen."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Any

from reader.config.settings import Settings
from reader.model import Origin, clean
from reader.sources import Document
from reader.tui.state.article import OpenArticle

if TYPE_CHECKING:
    from reader.annotations.model import Annotation, Colour

STORY = """海灣縣三年變了樣

2025-07-18 來源:海灣財經

    碼頭先行。縣裏沒有先建廠房，而是先把舊碼頭挖到12米。

    一、先修碼頭

    挖深的碼頭能停1萬噸的船，去年貨運增長3成。理發店也開了。

    ▲碼頭的船。（海灣財經 王小明攝）

    二、再招工廠

    全縣漁民中約一半已在園區工作，每人每月多掙800元。
"""
"""An article with two sections, a caption with a credit, and figures."""


def open_text(text: str = STORY, **arguments: Any) -> OpenArticle:
    """An open article, read to its end. Further arguments are those of OpenArticle."""
    document = Document(clean(text), Origin("1", "/news/1.txt"))
    article = OpenArticle(document, arguments.pop("settings", Settings()), arguments.pop("locale", ""), **arguments)
    while not article.reading.is_done:
        article.read_blocks(1000)
    return article


def find_block(article: OpenArticle, words: str) -> int:
    """The index of the block that has some words."""
    return next(index for index, block in enumerate(article.blocks) if words in block.text)


def annotate(
    article: OpenArticle,
    words: str,
    *,
    end_words: str = "",
    number: int = 1,
    colour: Colour = "yellow",
    note: str = "",
    tags: tuple[str, ...] = (),
    created: str = "2025-07-18T08:00:00.000000Z",
) -> Annotation:
    """Add an annotation on some words, or from them to the end of others; the number makes its id."""
    from reader.annotations.model import Annotation

    index = article.annotation_index
    start = index.canonical_text.text.index(words)
    last = end_words or words
    end = index.canonical_text.text.index(last, start) + len(last)
    target = index.canonical_text.make_target(start, end)
    annotation = Annotation(f"urn:uuid:{number}", created, created, target, colour, note, tags)
    index.replace_annotation(None, annotation)
    return annotation


def find_all_figures(article: OpenArticle) -> None:
    """Have all figures of an article found, however long that takes."""
    article.figure_index.request_all()
    while article.figure_index.scan_until(perf_counter() + 1):
        pass
