"""Searching the library: titles, bodies and notes, in either script.

A plain scan of the folded texts: SQLite looks through 20,000 articles of a thousand characters in 0.1 s, finds words of
one character and of two as well as long ones, and needs no index that could miss one (FTS5's trigrams do).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.library.records import parse_canonical_text, replace_newlines
from reader.script.detect import fold_for_search

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.annotations.model import Annotation, CanonicalText
    from reader.library.connection import Connection
    from reader.library.library import Library

_MAX_BODY_HITS = 20
"""Hits in one body; a word that is there more often would bury all other articles."""
_SNIPPET_CONTEXT = 20
_TITLE_SCORE, _NOTE_SCORE, _BODY_SCORE = 1.0, 0.75, 0.5
_FOLDED_FACTOR = 0.9
"""Of the score, where the words are there in the other script only."""


class Hit(NamedTuple):
    """A word that was found."""

    article: str
    title: str
    block: int | None
    """None for a title that is no block of the article, and for a note on the whole of it."""
    start: int
    """In the text of the block, in code points."""
    end: int
    snippet: str
    score: float
    """0 to 1: titles before notes before bodies, as typed before in the other script."""
    note: str = ""
    """The id of the annotation whose note, quote or tags have the word."""


def search_library(library: Library, query: str) -> list[Hit]:
    """Where the words of a query are, in articles and notes that have all of them; the best first."""
    words = query.split()
    if not words:
        return []
    found = [*_search_articles(library, words), *_search_annotations(library, words)]
    dates = {kept.id: kept.date or "" for kept in library.list_entries()}
    # Twice: the newest first among those that are equally good, then as they stand in the article.
    found.sort(key=lambda hit: dates[hit.article], reverse=True)
    return sorted(found, key=lambda hit: -hit.score)


def _search_articles(library: Connection, words: Sequence[str]) -> Iterator[Hit]:
    folded = [fold_for_search(word) for word in words]
    has_all = " AND ".join(["instr(folded, ?)"] * len(folded))
    rows = library.select(
        f"SELECT id, title, canonical, lengths, folded FROM texts JOIN articles ON id = article WHERE {has_all}",
        *folded,
    )
    for identity, title, text, lengths, whole in rows:
        canonical = parse_canonical_text(text, lengths)
        for word, sought in zip(words, folded, strict=True):
            yield from _search_text(identity, title or "", canonical, whole, word, sought)


def _search_text(
    article_id: str, title: str, canonical: CanonicalText, folded_text: str, word: str, folded_word: str
) -> Iterator[Hit]:
    """The hits of one word in an article, whose folded title and text are `folded_text`."""
    first = len(replace_newlines(title)) + 1
    at = folded_text.find(folded_word)
    if 0 <= at < first and title not in canonical.text:
        same = word in title
        yield Hit(article_id, title, None, at, at + len(word), title, _compute_score(_TITLE_SCORE, is_verbatim=same))
    at = folded_text.find(folded_word, first)
    for _ in range(_MAX_BODY_HITS):
        if at < 0:
            return
        start = at - first
        block, begin = canonical.locate(start)
        text = canonical.text[start - begin :].split("\n", 1)[0]
        kind = _TITLE_SCORE if text == title else _BODY_SCORE
        snippet = canonical.text[
            max(start - begin, start - _SNIPPET_CONTEXT) : start + len(word) + _SNIPPET_CONTEXT
        ].split("\n")[0]
        score = _compute_score(kind, is_verbatim=canonical.text.startswith(word, start))
        yield Hit(article_id, title, block, begin, begin + len(word), snippet, score)
        at = folded_text.find(folded_word, at + 1)


def _search_annotations(library: Library, words: Sequence[str]) -> Iterator[Hit]:
    folded = [fold_for_search(word) for word in words]
    titles: dict[str, str] = {}
    for identity, annotation in library.load_all_annotations():
        said = _join_annotation_text(annotation)
        if not all(word in fold_for_search(said) for word in folded):
            continue
        if not titles:
            titles = {kept.id: kept.title or "" for kept in library.list_entries()}
        block, start, end = _locate_annotation(library, identity, annotation)
        score = _compute_score(_NOTE_SCORE, is_verbatim=all(word in said for word in words))
        yield Hit(identity, titles[identity], block, start, end, said.replace("\n", " "), score, annotation.id)


def _join_annotation_text(annotation: Annotation) -> str:
    """What an annotation says of its own: note and tags, and the quote where the article has it no more."""
    quote = [annotation.target.exact] if annotation.target and not annotation.is_placed else []
    return "\n".join([*quote, *([annotation.note] if annotation.note else []), *annotation.tags])


def _locate_annotation(library: Library, article_id: str, annotation: Annotation) -> tuple[int | None, int, int]:
    """The block of an annotation's words, and where they are in it."""
    if annotation.target is None or not annotation.is_placed:
        return None, 0, 0
    spans = library.load_canonical_text(article_id).split_by_block(annotation.target.start, annotation.target.end)
    return next(spans, (None, 0, 0))


def _compute_score(base_score: float, *, is_verbatim: bool) -> float:
    return base_score if is_verbatim else base_score * _FOLDED_FACTOR
