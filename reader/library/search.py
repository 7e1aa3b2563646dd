"""Searching the library: titles, bodies and notes, in either script.

A plain scan of the folded texts: SQLite looks through 20,000 articles of a thousand characters in 0.1 s, finds words of
one character and of two as well as long ones, and needs no index that could miss one (FTS5's trigrams do).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.library.records import canonical_of, one_line
from reader.script.detect import fold_query

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.annotations.model import Annotation, Canonical
    from reader.library.connection import Base
    from reader.library.library import Library

_MOST_OF_AN_ARTICLE = 20
"""Hits in one body; a word that is there more often would bury all other articles."""
_AROUND = 20
_TITLE, _NOTE, _BODY = 1.0, 0.75, 0.5
_FOLDED = 0.9
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


def search(library: Library, query: str) -> list[Hit]:
    """Where the words of a query are, in articles and notes that have all of them; the best first."""
    words = query.split()
    if not words:
        return []
    found = [*_in_articles(library, words), *_in_notes(library, words)]
    dates = {kept.id: kept.date or "" for kept in library.articles()}
    # Twice: the newest first among those that are equally good, then as they stand in the article.
    found.sort(key=lambda hit: dates[hit.article], reverse=True)
    return sorted(found, key=lambda hit: -hit.score)


def _in_articles(library: Base, words: Sequence[str]) -> Iterator[Hit]:
    folded = [fold_query(word) for word in words]
    has_all = " AND ".join(["instr(folded, ?)"] * len(folded))
    rows = library.select(
        f"SELECT id, title, canonical, lengths, folded FROM texts JOIN articles ON id = article WHERE {has_all}",
        *folded,
    )
    for identity, title, text, lengths, whole in rows:
        canonical = canonical_of(text, lengths)
        for word, sought in zip(words, folded, strict=True):
            yield from _in_text(identity, title or "", canonical, whole, word, sought)


def _in_text(identity: str, title: str, canonical: Canonical, whole: str, word: str, sought: str) -> Iterator[Hit]:
    """The hits of one word in an article, whose folded title and text are `whole`."""
    first = len(one_line(title)) + 1
    at = whole.find(sought)
    if 0 <= at < first and title not in canonical.text:
        same = word in title
        yield Hit(identity, title, None, at, at + len(word), title, _score(_TITLE, same=same))
    at = whole.find(sought, first)
    for _ in range(_MOST_OF_AN_ARTICLE):
        if at < 0:
            return
        start = at - first
        block, begin = canonical.place(start)
        text = canonical.text[start - begin :].split("\n", 1)[0]
        kind = _TITLE if text == title else _BODY
        snippet = canonical.text[max(start - begin, start - _AROUND) : start + len(word) + _AROUND].split("\n")[0]
        score = _score(kind, same=canonical.text.startswith(word, start))
        yield Hit(identity, title, block, begin, begin + len(word), snippet, score)
        at = whole.find(sought, at + 1)


def _in_notes(library: Library, words: Sequence[str]) -> Iterator[Hit]:
    folded = [fold_query(word) for word in words]
    titles: dict[str, str] = {}
    for identity, annotation in library.all_annotations():
        said = _said(annotation)
        if not all(word in fold_query(said) for word in folded):
            continue
        if not titles:
            titles = {kept.id: kept.title or "" for kept in library.articles()}
        block, start, end = _place(library, identity, annotation)
        score = _score(_NOTE, same=all(word in said for word in words))
        yield Hit(identity, titles[identity], block, start, end, said.replace("\n", " "), score, annotation.id)


def _said(annotation: Annotation) -> str:
    """What an annotation says of its own: note and tags, and the quote where the article has it no more."""
    quote = [annotation.target.exact] if annotation.target and not annotation.placed else []
    return "\n".join([*quote, *([annotation.note] if annotation.note else []), *annotation.tags])


def _place(library: Library, identity: str, annotation: Annotation) -> tuple[int | None, int, int]:
    """The block of an annotation's words, and where they are in it."""
    if annotation.target is None or not annotation.placed:
        return None, 0, 0
    spans = library.canonical(identity).stretches(annotation.target.start, annotation.target.end)
    return next(spans, (None, 0, 0))


def _score(kind: float, *, same: bool) -> float:
    return kind if same else kind * _FOLDED
