"""The values of the library, and the rows of its tables that they are stored in."""

from __future__ import annotations

import json
import os
import zlib
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from reader.annotations.model import COLOURS, AnchorState, Annotation, CanonicalText, Reanchoring, Target
from reader.annotations.w3c import make_timestamp, parse_reanchoring, reanchoring_json
from reader.model import (
    Block,
    CleanText,
    Origin,
    Script,
    clean,
    count_non_blank,
    show_carriage_returns,
    to_single_line,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.library.connection import Connection
    from reader.model import Article

ANNOTATION_COLUMNS = (
    "id, article, created, modified, start, behind, exact, prefix, suffix,"
    " colour, note, tags, state, score, figure, history"
)
ENTRY_COLUMNS = (
    "id, path, url, encoding, sha256, title, outlet, date, script, length, added, read, starred, block, at,"
    " authors, edition, changed, gone"
)
_SOURCE_SIZE_MAX = 128 << 20
"""Bytes of the text of a document, as UTF-8; a file may have 64 MiB, most of which are two of each character."""
_SOURCE_COMPRESSION = 1
"""The fastest level of zlib."""
_OFFSET_MAX = 1 << 40
"""Code points that no text reaches."""
_STATES: tuple[AnchorState, ...] = get_args(AnchorState)


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """An article of the library without its text, as lists show it."""

    origin: Origin
    title: CleanText | None
    outlet: CleanText | None
    date: str | None
    script: Script
    character_count: int
    """Characters of the text that are not blank, as count_non_blank counts them."""
    added: str
    """ISO 8601, UTC."""
    read: bool = False
    starred: bool = False
    reading_position: tuple[int, int] = (0, 0)
    """How far it was read: the index of a block, and an offset in its text in code points."""
    tags: tuple[str, ...] = ()
    """Sorted."""
    authors: tuple[CleanText, ...] = ()
    edition: str | None = None
    """Of a newspaper, such as 01版."""
    changed: str | None = None
    """When its text was last replaced by another one: ISO 8601, UTC; None where that never happened."""
    gone: str | None = None
    """When its source was found to be gone: ISO 8601, UTC; None where it is not known to be."""

    @property
    def id(self) -> str:
        """The id of its origin."""
        return self.origin.id

    @property
    def display_name(self) -> CleanText:
        """Its title, else the file name, URL or id of its source, in one line."""
        return make_display_name(self.title, self.origin)


def make_display_name(title: str | None, origin: Origin) -> CleanText:
    """The title of an article, else the file name, URL or id of its source, in one line.

    Args:
        title: The title; None where it has none.
        origin: Where the article is from.
    """
    return to_single_line(replace_newlines(title or os.path.basename(origin.path or "") or origin.url or origin.id))


class StoredText(NamedTuple):
    """The two stored texts of an article."""

    source: CleanText
    """The text of the document, which the article can be read from again."""
    canonical: CanonicalText
    """What annotations are anchored in."""


def make_article_row(article: Article) -> dict[str, Any]:
    """The row of an article by its columns, without those for what the user did with it."""
    from reader.library.editions import find_edition  # late: a list of articles does not need it

    origin = article.origin
    return {
        "id": origin.id,
        "path": None if origin.path is None else os.fsencode(origin.path),
        "url": origin.url,
        "encoding": origin.encoding,
        "sha256": origin.sha256,
        "title": article.title,
        "outlet": article.outlet,
        "date": article.date,
        "script": article.script,
        "length": sum(count_non_blank(block.text) for block in article.blocks),
        "added": make_timestamp(),
        "authors": "\n".join(map(replace_newlines, article.authors)),
        "edition": find_edition(article.blocks),
    }


def make_text_row(article: Article, source: CleanText, canonical: CanonicalText) -> dict[str, Any]:
    """The row of an article's text by its columns.

    Args:
        article: All of it.
        source: The text of its document.
        canonical: Its canonical text.
    """
    return {
        "article": article.origin.id,
        "source": zlib.compress(source.encode("utf-8"), _SOURCE_COMPRESSION),
        "canonical": canonical.text,
        "lengths": json.dumps([len(block.text) for block in article.blocks]),
    }


class ArticleRows(NamedTuple):
    """The rows of an article that is stored for the first time, by their columns."""

    article: dict[str, Any]
    text: dict[str, Any]
    tokens: tuple[str, str, str]
    """Of its title, its text and its authors, as the search index has them."""


def make_article_rows(article: Article, source: CleanText) -> ArticleRows:
    """The rows of an article, made where no library is open.

    Args:
        article: All of it, as written.
        source: The text of the document it was read from.
    """
    from reader.text.search_tokens import tokenize_for_search  # late, as in sql_functions.py

    row, text = make_article_row(article), make_text_row(article, source, CanonicalText(article.blocks))
    title, body, authors = map(tokenize_for_search, (row["title"], text["canonical"], row["authors"]))
    return ArticleRows(row, text, (title, body, authors))


def replace_newlines(title: str | None) -> str:
    """A title with blanks for newlines; "" for None."""
    return (title or "").replace("\n", " ")


def parse_text_row(source: bytes, canonical: str, lengths: str) -> StoredText | None:
    """The texts in a row; None where they are damaged, which SQLite does not notice.

    Args:
        source: The compressed text of the document.
        canonical: The canonical text.
        lengths: A JSON list of the lengths of its blocks in code points.
    """
    whole = decompress_source(source)
    return None if whole is None else StoredText(whole, parse_canonical_text(canonical, lengths))


def decompress_source(source: object) -> CleanText | None:
    """The text of a document from its column; None where it is damaged."""
    if not isinstance(source, bytes):
        return None
    try:
        stream = zlib.decompressobj()
        data = stream.decompress(source, _SOURCE_SIZE_MAX)
        return clean(data.decode("utf-8")) if stream.eof else None
    except (zlib.error, UnicodeDecodeError):
        return None


def parse_canonical_text(text: str, lengths: str) -> CanonicalText:
    """A canonical text, whose blocks have no kinds.

    Args:
        text: The texts of the blocks, with newlines between them.
        lengths: A JSON list of their lengths in code points.
    """
    cleaned = clean(text)  # at once: block by block it takes ten times as long
    blocks: list[Block] = []
    start = 0
    for length in load_block_lengths(lengths, cleaned):
        blocks.append(Block("paragraph", CleanText(cleaned[start : start + length])))
        start += length + 1
    return CanonicalText(blocks)


def load_block_lengths(lengths: str, canonical: str) -> list[int]:
    """The lengths of blocks in a column, in code points; where they are damaged, those of the lines of the text.

    Args:
        lengths: The column.
        canonical: The canonical text of the article.
    """
    found = parse_json_list(lengths)
    if all(type(each) is int and each >= 0 for each in found) and sum(found) + len(found) == len(canonical) + 1:
        return found
    return [len(line) for line in canonical.split("\n")] if canonical else []


def load_canonical_text(connection: Connection, article_id: str) -> CanonicalText:
    """The canonical text of an article in the library; empty where it is not there.

    Args:
        connection: To the library.
        article_id: The article's id.

    Raises:
        ReaderError: The library cannot be read.
    """
    rows = connection.select("SELECT canonical, lengths FROM texts WHERE article = ?", article_id)
    return parse_canonical_text(*rows[0]) if rows else CanonicalText(())


def parse_entry_row(row: tuple[Any, ...], tags: Iterable[str]) -> LibraryEntry:
    """The article in a row.

    Args:
        row: With the columns ENTRY_COLUMNS.
        tags: Of the article, in any order.
    """
    identity, path, url, encoding, sha256, title, outlet, date, script, length, added = row[:11]
    read, starred, block, at, authors, edition, changed, gone = row[11:]
    origin = Origin(
        identity,
        None if path is None else os.fsdecode(path),
        None if url is None else to_single_line(url),
        to_single_line(encoding),
        to_single_line(sha256),
    )
    position = (max(0, block), max(0, at))
    return LibraryEntry(
        origin,
        None if title is None else show_carriage_returns(title),
        None if outlet is None else to_single_line(outlet),
        None if date is None else to_single_line(date),
        script if script in get_args(Script) else "Und",
        max(0, length),
        to_single_line(added),
        bool(read),
        bool(starred),
        position,
        tuple(sorted(map(to_single_line, tags))),
        tuple(map(to_single_line, (authors or "").splitlines())),
        *(None if each is None else to_single_line(each) for each in (edition, changed, gone)),
    )


def load_annotations(connection: Connection, article_id: str) -> list[Annotation]:
    """The annotations of an article: those on the whole article first, then in the order of their positions.

    Args:
        connection: To the library.
        article_id: The article's id.

    Raises:
        ReaderError: The library cannot be read.
    """
    sql = f"SELECT {ANNOTATION_COLUMNS} FROM annotations WHERE article = ? ORDER BY start, behind, created, id"
    return [parse_annotation_row(row)[1] for row in connection.select(sql, article_id)]


def make_annotation_row(annotation: Annotation, article_id: str) -> tuple[Any, ...]:
    """The row of an annotation, with the columns ANNOTATION_COLUMNS.

    Args:
        annotation: The annotation; the fields of its target go to SQL by their order.
        article_id: The id of its article.
    """
    target = annotation.target
    return (
        annotation.id,
        article_id,
        annotation.created,
        annotation.modified,
        *(astuple(target) if target else (None,) * 5),
        annotation.colour,
        annotation.note,
        json.dumps(annotation.tags, ensure_ascii=False),
        annotation.state,
        annotation.score,
        annotation.figure,
        json.dumps([reanchoring_json(moved) for moved in annotation.history]),
    )


def parse_annotation_row(row: tuple[Any, ...]) -> tuple[str, Annotation]:
    """The article's id and the annotation in a row with the columns ANNOTATION_COLUMNS."""
    identity, article, created, modified, start, end, exact, prefix, suffix = row[:9]
    colour, note, tags, state, score, figure, history = row[9:]
    annotation = Annotation(
        identity,
        created,
        modified,
        _parse_target(start, end, exact, prefix, suffix),
        colour if colour in COLOURS else COLOURS[0],
        note,
        tuple(map(str, parse_json_list(tags))),
        state if state in _STATES else "orphan",
        min(1.0, max(0.0, score)),
        figure,
        _parse_history(history),
    )
    return article, annotation


def _parse_target(start: int | None, end: int | None, exact: str | None, *context: str | None) -> Target | None:
    """The target in columns; None where there is none. A position that no text can have is that of its first words."""
    if start is None or end is None or exact is None:
        return None
    is_possible = 0 <= start <= end < _OFFSET_MAX
    return Target(*((start, end) if is_possible else (0, len(exact))), exact, *(each or "" for each in context))


def _parse_history(text: str) -> tuple[Reanchoring, ...]:
    """The re-anchorings in a column; none where it is damaged."""
    try:
        return tuple(map(parse_reanchoring, parse_json_list(text)))
    except (KeyError, TypeError, ValueError, OverflowError):
        return ()


def parse_json_list(text: str) -> list[Any]:
    """The list in a column; an empty one where it is damaged, so that the rest of the row can still be read."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return value if isinstance(value, list) else []
