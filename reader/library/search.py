"""Searching the library: titles, texts, authors, notes and tags, in either script (search_query.py has the language).

Found is what a scan of the folded texts would find that looks for the folded words and cuts no number or Latin word.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.library.records import load_annotations, load_block_lengths, replace_newlines
from reader.library.search_query import add_variants, iter_words, parse_query
from reader.library.search_sql import ArticleQuery
from reader.script.regional_synonyms import find_regional_variants
from reader.text.folding import fold_for_search
from reader.text.search_tokens import find_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from reader.annotations.model import Annotation
    from reader.library.connection import Connection
    from reader.library.library import Library
    from reader.library.search_query import Node, Word
    from reader.library.search_sql import SearchOrder

DEFAULT_LIMIT = 100
"""Hits of a search that are given back where nothing else is asked for."""
_SNIPPET_CONTEXT = 20
"""Code points of a snippet on either side of the word."""
_MAX_PLACES = 200
"""Places of one word in one article that are compared to find the best one."""
_NEARBY = 60
"""Code points in which words count as standing together."""
_TITLE_SCORE, _NOTE_SCORE, _BODY_SCORE = 1.0, 0.75, 0.5
_FOLDED_FACTOR = 0.9
"""What the score is multiplied by where the text has the word in the other script only."""


@dataclass(frozen=True, slots=True)
class Hit:
    """The best place of a query in an article, or an annotation that has its words."""

    article_id: str
    title: str
    block: int | None
    """The index of its block; None for a title that is no block of the article, and for what has no place in it."""
    start: int
    """In the text of the block, in code points."""
    end: int
    snippet: str
    score: float
    """0 to 1: titles before notes before bodies, words as typed before words in the other script."""
    annotation_id: str = ""
    """The annotation whose note, quote or tags have the word; empty for a hit in the text."""
    marks: tuple[tuple[int, int], ...] = ()
    """Start and end of each word of the query in the snippet, in code points, in order."""
    block_text: str = ""
    """The text that start and end count in."""
    snippet_start: int = 0
    """Where the snippet begins in that text; not for the snippet of an annotation."""
    is_headline: bool = False
    """Whether the snippet says what the title says."""


class SearchResult(NamedTuple):
    """What a search found."""

    total: int
    """The articles that match."""
    hits: list[Hit]
    """Of as many articles as were asked for: of each one place in its text, and every annotation that has the words."""
    variants: tuple[str, ...] = ()
    """The words of other regions that were searched, too, as they are written there."""


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
        "marks": [list(mark) for mark in hit.marks],
    }
    return shape | {"note": hit.annotation_id} if hit.annotation_id else shape


class FoundArticles(NamedTuple):
    """The articles that match a query."""

    query: ArticleQuery
    sequences: list[int]
    """Of the articles, in order."""
    words: list[Word]
    """The words that an article may have been found by: those typed, and what other regions write for them."""

    @property
    def variants(self) -> tuple[str, ...]:
        """The words of other regions that were searched, too, as they are written there."""
        return tuple(dict.fromkeys(other for word in self.words if word.variant_of for other in word.typed.split(" ")))


def find_articles(
    connection: Connection, node: Node, limit: int, offset: int = 0, order: SearchOrder = "newest"
) -> FoundArticles:
    """The articles that match a query, with its words or those of other regions for them.

    Args:
        connection: To the library.
        node: The parsed query.
        limit: Articles at most.
        offset: How many of the first ones to leave out.
        order: As `search_library` has it.
    """
    node = add_variants(node, find_regional_variants)
    query = ArticleQuery(connection, node)
    return FoundArticles(query, query.find_sequences(limit, offset, order), list(dict.fromkeys(iter_words(node))))


def search_library(
    library: Library,
    query: str,
    *,
    limit: int = DEFAULT_LIMIT,
    offset: int = 0,
    order: SearchOrder = "newest",
    today: date | None = None,
) -> SearchResult:
    """The articles that match a query, and where its words, or those of other regions for them, are in them.

    Args:
        library: To search.
        query: As search_query.py describes it; an empty one finds nothing.
        limit: Hits at most.
        offset: How many of the first articles to leave out.
        order: Newest first, or best first: found in notes or tags, then in titles, then in texts.
        today: The day that `date:today` means; None for the present one.

    Raises:
        ReaderError: The query is too long, or cannot be understood; or the library cannot be read.
    """
    node = parse_query(query, today)
    if node is None:
        return SearchResult(0, [])
    found = find_articles(library.connection, node, limit, offset, order)
    query_in_library, sequences, words = found
    is_complete = sequences and len(sequences) < limit
    total = offset + len(sequences) if is_complete else query_in_library.count()
    noted = frozenset(query_in_library.noted_sequences)
    texts = _load_texts(library.connection, sequences)
    hits = (
        hit for each in sequences for hit in _find_hits(library.connection, texts[each], words, has_notes=each in noted)
    )
    return SearchResult(total, list(islice(hits, limit)), found.variants)


def find_article_hits(connection: Connection, sequence: int, words: Sequence[Word]) -> Iterator[Hit]:
    """The best place of some words in an article, and the annotations that have them.

    Args:
        connection: To the library.
        sequence: Of the article.
        words: Those of the query.

    Raises:
        ReaderError: The library cannot be read.
    """
    for text in _load_texts(connection, [sequence]).values():
        yield from _find_hits(connection, text, words, has_notes=True)


class _Text(NamedTuple):
    """The text of an article that was found."""

    article_id: str
    title: str
    canonical: str
    starts: list[int]
    """Of the blocks, in the canonical text."""
    authors: str

    def block_at(self, offset: int) -> int:
        """The index of the block that an offset in the canonical text is in."""
        return bisect_right(self.starts, offset) - 1

    def block_text(self, block: int) -> str:
        """The text of a block."""
        end = self.starts[block + 1] - 1 if block + 1 < len(self.starts) else len(self.canonical)
        return self.canonical[self.starts[block] : end]


def _load_texts(connection: Connection, sequences: Sequence[int]) -> dict[int, _Text]:
    """The texts of articles by their sequences; an article without a stored text has an empty one."""
    placeholders = ", ".join("?" * len(sequences))
    rows = connection.select(
        "SELECT sequence, id, title, authors, canonical, lengths FROM articles LEFT JOIN texts ON article = id"
        f" WHERE sequence IN ({placeholders})",
        *sequences,
    )
    return {
        sequence: _Text(
            article_id,
            replace_newlines(title),
            canonical or "",
            [0, *accumulate(length + 1 for length in load_block_lengths(lengths or "[]", canonical or ""))][:-1] or [0],
            authors or "",
        )
        for sequence, article_id, title, authors, canonical, lengths in rows
    }


def _find_hits(connection: Connection, text: _Text, words: Sequence[Word], *, has_notes: bool) -> Iterator[Hit]:
    """The best place of the words in an article, and the annotations that have them.

    An article that was found by conditions alone, or by its tags, has one hit at its beginning.
    """
    in_text = _find_best_place(text, [word for word in words if word.field in ("", "title", "author")])
    if in_text:
        yield in_text
    in_notes = list(_find_in_notes(connection, text, words)) if has_notes else []
    yield from in_notes
    if not in_text and not in_notes:
        first = text.block_text(0)
        yield Hit(
            text.article_id,
            text.title,
            0 if first else None,
            0,
            0,
            first[: 2 * _SNIPPET_CONTEXT] or text.title,
            _BODY_SCORE,
            block_text=first,
            is_headline=replace_newlines(first) in ("", text.title),
        )


def _find_best_place(text: _Text, words: Sequence[Word]) -> Hit | None:
    """The place with the most of the words: in the title, else where they stand together first in the text."""
    folded = fold_for_search(text.canonical)
    places = sorted(
        (at, number)
        for number, word in enumerate(words)
        if word.field != "title"
        for at in islice(find_words(folded, word.folded, is_prefix=word.is_prefix), _MAX_PLACES)
    )
    title_places = [(word, at) for word in words if word.field != "author" for at in _find_in_title(text, word)]
    in_title = len({word.meaning for word, _ in title_places})
    if title_places and text.title and (in_title == _count_meanings(words) or not places):
        word, at = title_places[0]
        title_start = text.canonical.find(text.title)
        if title_start == -1:
            return _make_hit(text, words, None, at, word)
        block = text.block_at(title_start)
        return _make_hit(text, words, block, title_start + at - text.starts[block], word)
    if not places:
        return None
    best, most = places[0], 0
    for index, place in enumerate(places):
        nearby = {
            words[number].meaning for at, number in places[index : index + 4 * len(words)] if at - place[0] <= _NEARBY
        }
        if len(nearby) > most:
            best, most = place, len(nearby)
    block = text.block_at(best[0])
    return _make_hit(text, words, block, best[0] - text.starts[block], words[best[1]])


def _count_meanings(words: Iterable[Word]) -> int:
    """How many words were typed for these."""
    return len({word.meaning for word in words})


def _find_in_title(text: _Text, word: Word) -> Iterator[int]:
    return find_words(fold_for_search(text.title), word.folded, is_prefix=word.is_prefix)


def _make_hit(text: _Text, words: Sequence[Word], block: int | None, start: int, word: Word) -> Hit:
    """The hit of a word at an offset in a block, or in a title that is no block."""
    block_text = text.title if block is None else text.block_text(block)
    end = start + len(word.folded)
    is_title = block is None or replace_newlines(block_text) == text.title
    score = _TITLE_SCORE if is_title else _BODY_SCORE
    is_verbatim = not word.variant_of and block_text.startswith(word.typed, start)
    snippet_start = 0 if is_title else max(0, start - _SNIPPET_CONTEXT)
    snippet = block_text if is_title else block_text[snippet_start : end + _SNIPPET_CONTEXT]
    return Hit(
        *(text.article_id, text.title, block, start, end, snippet),
        score if is_verbatim else score * _FOLDED_FACTOR,
        marks=_find_marks(snippet, words),
        block_text=block_text,
        snippet_start=snippet_start,
        is_headline=is_title,
    )


def _find_marks(snippet: str, words: Sequence[Word]) -> tuple[tuple[int, int], ...]:
    """Where the words are in a snippet; of places that overlap the first and longest."""
    folded = fold_for_search(snippet)
    places = sorted(
        (at, -len(word.folded)) for word in words for at in find_words(folded, word.folded, is_prefix=word.is_prefix)
    )
    marks: list[tuple[int, int]] = []
    for at, negative_length in places:
        if not marks or at >= marks[-1][1]:
            marks.append((at, at - negative_length))
    return tuple(marks)


def _find_in_notes(connection: Connection, text: _Text, words: Sequence[Word]) -> Iterator[Hit]:
    """The annotations of an article that have all words; where none has them all, those that have one."""
    wanted = [word for word in words if word.field in ("", "note", "tag")]
    found: list[tuple[int, Annotation, str]] = []
    for annotation in load_annotations(connection, text.article_id):
        joined = _join_annotation_text(annotation)
        folded = fold_for_search(joined)
        number = _count_meanings(word for word in wanted if _has_word(folded, word))
        if number:
            found.append((number, annotation, joined))
    typed = _count_meanings(wanted)
    most = typed if any(number == typed for number, *_ in found) else 1
    for number, annotation, joined in found:
        if number >= most:
            snippet = joined.replace("\n", " ")
            is_verbatim = all(word.typed in joined for word in wanted if not word.variant_of)
            block, start, end = _locate_annotation(text, annotation)
            yield Hit(
                *(text.article_id, text.title, block, start, end, snippet),
                _NOTE_SCORE if is_verbatim else _NOTE_SCORE * _FOLDED_FACTOR,
                annotation.id,
                _find_marks(snippet, wanted),
                text.title if block is None else text.block_text(block),
            )


def _has_word(folded: str, word: Word) -> bool:
    return next(find_words(folded, word.folded, is_prefix=word.is_prefix), None) is not None


def _join_annotation_text(annotation: Annotation) -> str:
    """The note and tags of an annotation, and its quote where the article does not have it any more."""
    quote = [annotation.target.exact] if annotation.target and not annotation.is_placed else []
    return "\n".join([*quote, *([annotation.note] if annotation.note else []), *annotation.tags])


def _locate_annotation(text: _Text, annotation: Annotation) -> tuple[int | None, int, int]:
    """The index of the block that an annotation begins in, and its start and end in that block's text."""
    if annotation.target is None or not annotation.is_placed:
        return None, 0, 0
    block = text.block_at(annotation.target.start)
    start = annotation.target.start - text.starts[block]
    length = len(text.block_text(block))
    return (block, start, min(length, annotation.target.end - text.starts[block])) if start < length else (None, 0, 0)
