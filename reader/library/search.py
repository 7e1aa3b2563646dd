"""Searching the library: titles, bodies and notes, in either script.

A plain scan of the texts, folded as the screen folds what it searches: SQLite looks through 20,000 articles of a
thousand characters in 0.1 s, finds words of one character and of two as well as long ones, and needs no index that
could miss one (FTS5's trigrams do).
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.library.records import replace_newlines
from reader.text.folding import fold_for_search

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.annotations.model import Annotation, CanonicalText
    from reader.library.library import Library, SearchableText

_MAX_BODY_HITS = 20
"""Hits of one word in one body: a word that is frequent there would bury all other articles."""
_SNIPPET_CONTEXT = 20
"""Code points of a snippet on either side of the word."""
_TITLE_SCORE, _NOTE_SCORE, _BODY_SCORE = 1.0, 0.75, 0.5
_FOLDED_FACTOR = 0.9
"""What the score is multiplied by where the text has the word in the other script only."""


class Hit(NamedTuple):
    """One place in an article, or one annotation, that has a word of the query."""

    article_id: str
    title: str
    block: int | None
    """The index of its block; None for a title that is no block of the article, and for a note without a place."""
    start: int
    """In the text of the block, in code points."""
    end: int
    snippet: str
    score: float
    """0 to 1: titles before notes before bodies, words as typed before words in the other script."""
    annotation_id: str = ""
    """The annotation whose note, quote or tags have the word; empty for a hit in the text."""


def hit_json(hit: Hit) -> dict[str, Any]:
    """A hit as plain values, as `dubao search --json` prints it."""
    shape: dict[str, Any] = {
        "id": hit.article_id,
        "title": hit.title,
        "block": hit.block,
        "start": hit.start,
        "end": hit.end,
        "snippet": hit.snippet,
        "score": hit.score,
    }
    return shape | {"note": hit.annotation_id} if hit.annotation_id else shape


def search_library(library: Library, query: str) -> list[Hit]:
    """The hits of a query in the articles and annotations that have all of its words, the best first.

    Of hits with the same score those of the newest article come first.

    Args:
        library: To search.
        query: Words in either script, with blanks between them.
    """
    words = unicodedata.normalize("NFC", query).split()
    if not words:
        return []
    found = [*_search_articles(library, words), *_search_annotations(library, words)]
    dates = {entry.id: entry.date or "" for entry in library.list_entries()}
    found.sort(key=lambda hit: dates.get(hit.article_id, ""), reverse=True)
    return sorted(found, key=lambda hit: -hit.score)  # stable: by date where the scores are equal


def _search_articles(library: Library, words: Sequence[str]) -> Iterator[Hit]:
    folded = [fold_for_search(word) for word in words]
    for text in library.find_texts(folded):
        for word, folded_word in zip(words, folded, strict=True):
            yield from _search_text(text, word, folded_word)


def _search_text(text: SearchableText, word: str, folded_word: str) -> Iterator[Hit]:
    """The hits of one word in the title and the body of an article."""
    title, canonical = text.title, text.canonical
    body_start = len(replace_newlines(title)) + 1
    at = text.folded.find(folded_word)
    if 0 <= at < body_start and title not in canonical.text:
        score = _compute_score(_TITLE_SCORE, is_verbatim=word in title)
        yield Hit(text.article_id, title, None, at, at + len(word), title, score)
    at = text.folded.find(folded_word, body_start)
    for _ in range(_MAX_BODY_HITS):
        if at < 0:
            return
        start = at - body_start
        block, block_offset = canonical.locate(start)
        block_start = start - block_offset
        block_text = canonical.text[block_start:].split("\n", 1)[0]
        base_score = _TITLE_SCORE if block_text == title else _BODY_SCORE
        snippet_start = max(block_start, start - _SNIPPET_CONTEXT)
        snippet = canonical.text[snippet_start : start + len(word) + _SNIPPET_CONTEXT].split("\n")[0]
        score = _compute_score(base_score, is_verbatim=canonical.text.startswith(word, start))
        yield Hit(text.article_id, title, block, block_offset, block_offset + len(word), snippet, score)
        at = text.folded.find(folded_word, at + 1)


def _search_annotations(library: Library, words: Sequence[str]) -> Iterator[Hit]:
    folded = [fold_for_search(word) for word in words]
    titles: dict[str, str] = {}
    texts: dict[str, CanonicalText] = {}
    for article_id, annotation in library.load_all_annotations():
        text = _join_annotation_text(annotation)
        if not all(word in fold_for_search(text) for word in folded):
            continue
        if not titles:
            titles = {entry.id: entry.title or "" for entry in library.list_entries()}
        if article_id not in texts:
            texts[article_id] = library.load_canonical_text(article_id)
        block, start, end = _locate_annotation(texts[article_id], annotation)
        score = _compute_score(_NOTE_SCORE, is_verbatim=all(word in text for word in words))
        yield Hit(
            article_id, titles.get(article_id, ""), block, start, end, text.replace("\n", " "), score, annotation.id
        )


def _join_annotation_text(annotation: Annotation) -> str:
    """The note and tags of an annotation, and its quote where the article does not have it any more."""
    quote = [annotation.target.exact] if annotation.target and not annotation.is_placed else []
    return "\n".join([*quote, *([annotation.note] if annotation.note else []), *annotation.tags])


def _locate_annotation(canonical: CanonicalText, annotation: Annotation) -> tuple[int | None, int, int]:
    """The index of the block that an annotation begins in, and its start and end in that block's text."""
    if annotation.target is None or not annotation.is_placed:
        return None, 0, 0
    return next(canonical.split_by_block(annotation.target.start, annotation.target.end), (None, 0, 0))


def _compute_score(base_score: float, *, is_verbatim: bool) -> float:
    return base_score if is_verbatim else base_score * _FOLDED_FACTOR
