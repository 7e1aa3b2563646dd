"""What the library holds, as values, and the way between them and the rows of its tables."""

from __future__ import annotations

import json
import os
import zlib
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from reader.annotations.model import COLOURS, Annotation, Canonical, Moved, State, Target
from reader.annotations.w3c import moment, moved_json, moved_of
from reader.model import Block, CleanText, Origin, Script, characters, clean
from reader.script.detect import fold_query

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import Article

ANNOTATION = (
    "id, article, created, modified, start, behind, exact, prefix, suffix,"
    " colour, note, tags, state, score, figure, history"
)
KEPT = "id, path, url, encoding, sha256, title, outlet, date, script, length, added, read, starred, block, at"
_STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True, slots=True)
class Kept:
    """An article of the library, as a list needs it."""

    origin: Origin
    title: CleanText | None
    outlet: CleanText | None
    date: str | None
    script: Script
    length: int
    """Characters that are not blank, as `characters` counts them."""
    added: str
    """ISO 8601, UTC."""
    read: bool = False
    starred: bool = False
    position: tuple[int, int] = (0, 0)
    """The block, and the offset in it, where reading was left."""
    tags: tuple[str, ...] = ()
    """In order."""

    @property
    def id(self) -> str:
        """Its id, which is its origin's."""
        return self.origin.id

    @property
    def name(self) -> str:
        """What it is called in a list: its title, else the name of its source; one line."""
        return one_line(self.title or os.path.basename(self.origin.path or "") or self.origin.url or self.id)


class Text(NamedTuple):
    """The text of an article, twice."""

    source: CleanText
    """Of the document, from which it is read again."""
    canonical: Canonical


def article_row(article: Article) -> dict[str, Any]:
    """The columns of an article, but for what the reader did with it."""
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
        "length": sum(characters(block.text) for block in article.blocks),
        "added": moment(),
    }


def text_row(article: Article, source: CleanText, canonical: Canonical) -> dict[str, Any]:
    """The columns of its text."""
    return {
        "article": article.origin.id,
        "source": zlib.compress(source.encode("utf-8"), 1),
        "canonical": canonical.text,
        "lengths": json.dumps([len(block.text) for block in article.blocks]),
        "folded": fold_query(f"{one_line(article.title)}\n{canonical.text}"),
    }


def one_line(title: str | None) -> str:
    """A title as it stands before the canonical text; its end is the first newline."""
    return (title or "").replace("\n", " ")


def text_of(source: bytes, canonical: str, lengths: str) -> Text | None:
    """A text out of its row; None where it is damaged, which SQLite does not notice."""
    whole = unpacked(source)
    return None if whole is None else Text(whole, canonical_of(canonical, lengths))


def unpacked(source: object) -> CleanText | None:
    """The text of a document out of its column; None where it is damaged."""
    try:
        return clean(zlib.decompress(source).decode("utf-8")) if isinstance(source, bytes) else None
    except (zlib.error, UnicodeDecodeError):
        return None


def canonical_of(text: str, lengths: str) -> Canonical:
    """A canonical text with its blocks, of which only the texts are known."""
    tame = clean(text)  # at once: one by one it takes ten times as long
    blocks: list[Block] = []
    start = 0
    for length in _listed(lengths):
        blocks.append(Block("paragraph", CleanText(tame[start : start + length])))
        start += length + 1
    return Canonical(blocks)


def kept_of(row: tuple[Any, ...], tags: Iterable[str]) -> Kept:
    """An article out of its row, whose columns are KEPT."""
    identity, path, url, encoding, sha256, title, outlet, date, script, length, added, read, starred, block, at = row
    origin = Origin(identity, None if path is None else os.fsdecode(path), url, encoding, sha256)
    position = (block, at)
    return Kept(
        origin,
        None if title is None else clean(title),
        None if outlet is None else clean(outlet),
        date,
        script,
        length,
        added,
        bool(read),
        bool(starred),
        position,
        tuple(sorted(tags)),
    )


def annotation_row(annotation: Annotation, article: str) -> tuple[Any, ...]:
    """The row of an annotation, whose columns are ANNOTATION."""
    target = annotation.target
    return (
        annotation.id,
        article,
        annotation.created,
        annotation.modified,
        *(astuple(target) if target else (None,) * 5),
        annotation.colour,
        annotation.note,
        json.dumps(annotation.tags, ensure_ascii=False),
        annotation.state,
        annotation.score,
        annotation.figure,
        json.dumps([moved_json(moved) for moved in annotation.history]),
    )


def annotation_of(row: tuple[Any, ...]) -> tuple[str, Annotation]:
    """The article's id and the annotation of a row, whose columns are ANNOTATION."""
    identity, article, created, modified, start, end, exact, prefix, suffix = row[:9]
    colour, note, tags, state, score, figure, history = row[9:]
    annotation = Annotation(
        identity,
        created,
        modified,
        None if start is None else Target(start, end, exact, prefix, suffix),
        colour if colour in COLOURS else COLOURS[0],
        note,
        tuple(map(str, _listed(tags))),
        state if state in _STATES else "orphan",
        score,
        figure,
        _history(history),
    )
    return article, annotation


def _history(text: str) -> tuple[Moved, ...]:
    """The re-anchorings of an annotation."""
    try:
        return tuple(map(moved_of, _listed(text)))
    except (KeyError, TypeError, ValueError):
        return ()


def _listed(text: str) -> list[Any]:
    """A list out of a column; one that can no longer be read is empty: the note beside it is worth more."""
    try:
        value = json.loads(text)
    except ValueError:
        return []
    return value if isinstance(value, list) else []
