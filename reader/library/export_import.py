"""The whole library as plain files, and back without loss: what a reader has may outlive any program.

- library.json: schema dubao-library-1, the number of articles
- articles/ID.json: origin, read, starred, tags, position, what was decided about words, drafts
- articles/ID.source.txt: the text of the document, as it was read
- articles/ID.txt: the canonical text: all blocks as written, joined by one newline
- articles/ID.notes.json: the annotations, a W3C AnnotationCollection
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import astuple, fields
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from reader.annotations.anchoring import anchored
from reader.annotations.model import Target
from reader.annotations.w3c import address, annotation_json, annotations_of, collection_json
from reader.errors import ReaderError
from reader.library.backups import settle
from reader.library.sqlite_errors import told
from reader.library.user_choices import PinRow
from reader.model import Origin, clean
from reader.model.json import dumps
from reader.structure import article_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from reader.annotations.model import Annotation
    from reader.annotations.w3c import Read
    from reader.library.library import Library
    from reader.library.records import Kept

SCHEMA = "dubao-library-1"
_MOST_BYTES = 256 << 20
_ORIGIN = tuple(field.name for field in fields(Origin))


# -- out


def export(library: Library, folder: Path) -> int:
    """Write all of it into a new folder, which is there whole or not at all; how many articles that were.

    Raises:
        ReaderError: The folder has files in it, or cannot be written.
    """
    articles = library.articles()
    partial = folder.with_name(f".{folder.name}.{token_hex(4)}")
    with told(folder):
        if folder.is_dir() and any(folder.iterdir()):
            raise ReaderError(str(folder), "there are files in it", "name a new folder")
        try:
            os.makedirs(partial / "articles", mode=0o700)
            for kept in articles:
                for name, text in _files(library, kept):
                    _write(partial / "articles" / f"{kept.id}.{name}", text)
            _write(partial / "library.json", dumps({"schema": SCHEMA, "articles": len(articles)}) + "\n")
            settle(partial / "articles")
            settle(partial)
            os.rename(partial, folder)  # an empty folder gives way
            settle(folder.parent)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    return len(articles)


def _files(library: Library, kept: Kept) -> Iterable[tuple[str, str]]:
    """The files of an article: the ends of their names, and what they hold."""
    text = library.text(kept.id)
    source, canonical = (text.source, text.canonical.text) if text else ("", "")
    yield "source.txt", source
    yield "txt", canonical
    yield "json", dumps(_facts(library, kept)) + "\n"
    items = [annotation_json(annotation, kept.origin) for annotation in library.annotations(kept.id)]
    yield "notes.json", dumps(collection_json(items, kept.id, kept.title or "")) + "\n"


def _facts(library: Library, kept: Kept) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "origin": {name: getattr(kept.origin, name) for name in _ORIGIN},
        "title": kept.title,
        "added": kept.added,
        "read": kept.read,
        "starred": kept.starred,
        "tags": list(kept.tags),
        "position": list(kept.position),
        "pins": [[astuple(row.target), *row[1:]] for row in library.pin_rows(kept.id)],
        "rules": [list(rule) for rule in library.rules(kept.id)],
        "drafts": library.drafts(kept.id),
    }


def _write(path: Path, text: str) -> None:
    """A new file, as it is, down to the disk."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(text.encode("utf-8", "surrogatepass"))
        file.flush()
        os.fsync(file.fileno())


# -- in


def bring_in(library: Library, path: Path, tell: Callable[[str], None]) -> tuple[int, int]:
    """Put an exported folder, or a file of annotations, into the library, all of it or nothing.

    What is here already stays: of an annotation that is on both sides the one that was changed last, tags of both, and
    an article's text as it is here, on which the annotations are then put.

    Args:
        library: Where to.
        path: A folder that export wrote; or a W3C or Hypothesis JSON file on articles that are here.
        tell: Says what could not be brought in.

    Returns:
        How many articles, and how many annotations, are new or changed.

    Raises:
        ReaderError: It is no such thing, or damaged.
    """
    with told(path):
        if not path.is_dir():
            return 0, _bring_in_notes(library, path, tell)
        manifest = _json(path / "library.json")
        if not isinstance(manifest, dict) or manifest.get("schema") != SCHEMA:
            raise ReaderError(str(path), "it is no exported library", "name a folder that dubao export wrote")
        found = sorted(each for each in (path / "articles").glob("*.json") if not each.name.endswith(".notes.json"))
        if len(found) != manifest.get("articles"):
            why = f"{len(found)} articles are there of {manifest.get('articles')}"
            raise ReaderError(str(path), why, "export the library again")
        with library.writing():
            counts = [_bring_in_article(library, each) for each in found]
        return sum(new for new, _ in counts), sum(notes for _, notes in counts)


def _bring_in_article(library: Library, path: Path) -> tuple[bool, int]:
    """Put an article in; whether it is new, and how many of its annotations are new or changed."""
    stem = path.name.removesuffix(".json")
    facts = _json(path)
    try:
        origin = Origin(**{name: facts["origin"][name] for name in _ORIGIN})
        source = clean(_text(path.with_name(f"{stem}.source.txt")))
        canonical = _text(path.with_name(f"{stem}.txt"))
        new = library.article(origin.id) is None
        if new:
            library.keep(article_of(source, origin), source)
            _put_facts(library, origin.id, facts, canonical)
        library.mark(
            origin.id, read=facts["read"] or None, starred=facts["starred"] or None, tag=map(str, facts["tags"])
        )
        for about, note in facts["drafts"].items():
            if about not in library.drafts(origin.id):
                library.put_draft(origin.id, str(about), str(note))
        notes = [read.annotation for read in annotations_of(_json(path.with_name(f"{stem}.notes.json")), path.name)]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ReaderError(str(path), f"it is not as dubao export wrote it ({error})", "export it again") from None
    return new, _merge(library, origin.id, notes, canonical)


def _put_facts(library: Library, identity: str, facts: dict[str, Any], before: str) -> None:
    """What the reader did with an article that is new here; `before` is the canonical text it had there."""
    from reader.script.overrides import Rule

    pins = [PinRow(Target(*target), shown, view, placed) for target, shown, view, placed in facts["pins"]]
    library.anchor_pins(identity, pins, before)
    rules = [Rule(str(written), str(shown), tuple(map(str, where))) for written, shown, where in facts["rules"]]
    library.put_rules(identity, rules)
    block, at = map(int, facts["position"])
    library.leave(identity, (block, at))
    library.change("UPDATE articles SET added = ? WHERE id = ?", str(facts["added"]), identity)


def _bring_in_notes(library: Library, path: Path, tell: Callable[[str], None]) -> int:
    """Put the annotations of a file in, on the articles they are about."""
    value = _json(path)
    kept = {each.id: each for each in library.articles()}
    by_address = {address(each.origin): each.id for each in kept.values()}
    found: dict[str, list[Read]] = {}
    nowhere: dict[str, int] = {}
    for read in annotations_of(value, str(path)):
        identity = read.article if read.article in kept else by_address.get(read.source)
        if identity is None:
            nowhere[read.source] = nowhere.get(read.source, 0) + 1
        else:
            found.setdefault(identity, []).append(read)
    for source, count in nowhere.items():
        tell(f"{path}: {count} annotations are about {source or 'nothing'}, which is not in the library; add it first")
    with library.writing():
        return sum(_merge_read(library, identity, value, str(path)) for identity in found)


def _merge_read(library: Library, identity: str, value: object, name: str) -> int:
    """Put those in that are about one article, with their places counted in its text."""
    text = library.canonical(identity).text
    kept = library.article(identity)
    where = {address(kept.origin)} if kept else set()
    reads = annotations_of(value, name, text)
    notes = [read.annotation for read in reads if read.article == identity or read.source in where]
    return _merge(library, identity, notes, "")


def _merge(library: Library, identity: str, notes: Sequence[Annotation], before: str) -> int:
    """Put annotations on an article: those that are new, or changed later than the ones here; how many.

    Args:
        library: Where to.
        identity: The article's id.
        notes: With their places in another state of its text.
        before: That text, where it is known.
    """
    here = {annotation.id: annotation for annotation in library.annotations(identity)}
    newer = [note for note in notes if note.id not in here or note.modified > here[note.id].modified]
    canonical = library.canonical(identity)
    placed = newer if before == canonical.text else anchored(canonical, newer, before)
    for annotation in placed:
        library.put(annotation, identity)
    return len(placed)


def _json(path: Path) -> Any:
    try:
        return json.loads(_text(path))
    except ValueError:
        raise ReaderError(str(path), "it is no JSON", "name a folder or a file that was exported") from None


def _text(path: Path) -> str:
    with open(path, "rb") as file:
        data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise ReaderError(str(path), f"it is larger than {_MOST_BYTES >> 20} MB", "split it")
    return data.decode("utf-8", "surrogatepass")
