"""Exports a library to plain files, and imports them without loss.

- library.json: schema dubao-library-1, the number of articles
- articles/ID.json: origin, read, starred, tags, position, what was decided about words, drafts
- articles/ID.source.txt: the text of the document, as it was read
- articles/ID.txt: the canonical text: all blocks as written, joined by one newline
- articles/ID.notes.json: the annotations, a W3C AnnotationCollection
- feeds.toml: the feeds that are followed, where there are any; the import leaves it to the caller
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from dataclasses import astuple, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.annotations.anchoring import reanchor
from reader.annotations.model import Target, find_newer
from reader.annotations.w3c import annotation_json, collection_json, make_article_iri, parse_annotations
from reader.atomic_files import create_file, delete_leftovers, make_temporary_path, read_limited, sync_folder
from reader.errors import ReaderError, describe_malformed
from reader.library.backups import PRIVATE_MODE
from reader.library.sqlite_errors import translate_errors
from reader.library.user_choices import PinRecord
from reader.model import Origin, clean, to_single_line
from reader.model.identifiers import normalize_article_id, normalize_path
from reader.model.json import OversizedJSONError, dumps, loads_bounded
from reader.structure import read_article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reader.annotations.model import Annotation
    from reader.library.library import Library
    from reader.library.records import LibraryEntry

EXPORT_SCHEMA = "dubao-library-1"
FEED_LIST_NAME = "feeds.toml"
_MAX_BYTES = 128 << 20
_ORIGIN_FIELDS = tuple(field.name for field in fields(Origin))


# -- out


def export_library(library: Library, folder: Path, feed_list: bytes | None = None) -> int:
    """Write a library to a new folder, which appears complete or not at all; how many articles were written.

    Args:
        library: To export.
        folder: A path that does not exist, or an empty folder.
        feed_list: The file with the feeds that are followed; None for none.

    Raises:
        ReaderError: The folder has files in it, or cannot be written.
    """
    articles = library.list_entries()
    partial = Path(make_temporary_path(folder))
    with translate_errors(folder):
        if folder.is_dir() and any(folder.iterdir()):
            raise ReaderError(str(folder), "there are files in it", "name a new folder")
        delete_leftovers(folder.parent)
        try:
            os.makedirs(partial / "articles", mode=0o700)
            for entry in articles:
                for name, text in _render_article_files(library, entry):
                    _write_new_file(partial / "articles" / f"{entry.id}.{name}", text)
            _write_new_file(
                partial / "library.json", dumps({"schema": EXPORT_SCHEMA, "articles": len(articles)}) + "\n"
            )
            if feed_list is not None:
                create_file(partial / FEED_LIST_NAME, feed_list, PRIVATE_MODE)
            sync_folder(partial / "articles")
            sync_folder(partial)
            os.rename(partial, folder)  # replaces an empty folder
            sync_folder(folder.parent)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    return len(articles)


def _render_article_files(library: Library, entry: LibraryEntry) -> Iterable[tuple[str, str]]:
    """The files of an article: the end of each name behind the id, and its content."""
    text = library.load_text(entry.id)
    source, canonical = (text.source, text.canonical.text) if text else ("", "")
    yield "source.txt", source
    yield "txt", canonical
    yield "json", dumps(_make_article_record(library, entry)) + "\n"
    items = [annotation_json(annotation, entry.origin) for annotation in library.load_annotations(entry.id)]
    yield "notes.json", dumps(collection_json(items, entry.id, entry.title or "")) + "\n"


def _make_article_record(library: Library, entry: LibraryEntry) -> dict[str, Any]:
    return {
        "schema": EXPORT_SCHEMA,
        "origin": {name: getattr(entry.origin, name) for name in _ORIGIN_FIELDS},
        "title": entry.title,
        "added": entry.added,
        "read": entry.read,
        "starred": entry.starred,
        "tags": list(entry.tags),
        "position": list(entry.reading_position),
        "pins": [[astuple(row.target), *row[1:]] for row in library.choices.load_pin_records(entry.id)],
        "rules": [list(rule) for rule in library.choices.load_rules(entry.id)],
        "drafts": library.choices.load_drafts(entry.id),
    }


def _write_new_file(path: Path, text: str) -> None:
    """Write a new private file without changing its line ends."""
    create_file(path, text.encode("utf-8", "surrogatepass"), PRIVATE_MODE)


# -- in


def import_into_library(library: Library, path: Path, notify: Callable[[str], None]) -> tuple[int, int]:
    """Import an exported folder, or a file of annotations; all of it or nothing.

    Annotations are merged with those in the library: of two with one id the one modified later is stored. An article
    that is in the library keeps its text, in which imported annotations are re-anchored, and gets the tags of both.

    Args:
        library: To import into.
        path: A folder that export_library wrote; or a JSON file of W3C or Hypothesis annotations on its articles.
        notify: Is called with a sentence for each source whose article is not in the library.

    Returns:
        The number of new articles, and that of new or changed annotations.

    Raises:
        ReaderError: The path is neither, or is damaged.
    """
    with translate_errors(path):
        if not path.is_dir():
            return 0, _import_annotations(library, path, notify)
        manifest_path = path / "library.json"
        manifest = _read_json(manifest_path) if manifest_path.exists() else None
        if not isinstance(manifest, dict) or manifest.get("schema") != EXPORT_SCHEMA:
            raise ReaderError(str(path), "it is no exported library", "name a folder that dubao export wrote")
        found = sorted(each for each in (path / "articles").glob("*.json") if not each.name.endswith(".notes.json"))
        if len(found) != manifest.get("articles"):
            why = f"{len(found)} articles are there of {manifest.get('articles')}"
            raise ReaderError(str(path), why, "export the library again")
        with library.transaction():
            counts = [_import_article(library, each) for each in found]
        return sum(new for new, _ in counts), sum(notes for _, notes in counts)


def _import_article(library: Library, path: Path) -> tuple[bool, int]:
    """Import an article; whether it is new, and how many of its annotations are new or changed."""
    stem = path.name.removesuffix(".json")
    record = _read_json(path)
    try:
        origin = _parse_origin(record["origin"])
        source = clean(_read_text(path.with_name(f"{stem}.source.txt")))
        canonical = _read_text(path.with_name(f"{stem}.txt"))
        new = library.find_entry(origin.id) is None
        if new:
            library.store_article(read_article(source, origin), source)
            _store_user_state(library, origin.id, record, canonical)
        library.update_entry(
            origin.id, read=record["read"] or None, starred=record["starred"] or None, add_tags=map(str, record["tags"])
        )
        for subject_id, note in record["drafts"].items():
            if subject_id not in library.choices.load_drafts(origin.id):
                library.choices.store_draft(origin.id, str(subject_id), str(note))
        notes = [
            read.annotation for read in parse_annotations(_read_json(path.with_name(f"{stem}.notes.json")), path.name)
        ]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ReaderError(
            str(path), f"it is not as dubao export wrote it ({describe_malformed(error)})", "export it again"
        ) from None
    return new, _store_newer(library, origin.id, notes, canonical)


def _parse_origin(value: dict[str, Any]) -> Origin:
    """The origin in a record; texts that are printed are cleaned, an id of another form is replaced."""
    path, url = value["path"], value["url"]
    return Origin(
        normalize_article_id(str(value["id"])),
        None if path is None else normalize_path(str(path)),
        None if url is None else to_single_line(str(url)),
        to_single_line(str(value["encoding"])),
        to_single_line(str(value["sha256"])),
    )


def _store_user_state(library: Library, article_id: str, record: dict[str, Any], old_text: str) -> None:
    """Store what the user did with an imported article; `old_text` is the canonical text it was exported with."""
    from reader.script.overrides import Override

    pins = [PinRecord(Target(*target), shown, view, placed) for target, shown, view, placed in record["pins"]]
    library.choices.reanchor_pins(article_id, pins, old_text)
    rules = [Override(str(written), str(shown), tuple(map(str, where))) for written, shown, where in record["rules"]]
    library.choices.replace_rules(article_id, rules)
    block, at = map(int, record["position"])
    library.store_reading_position(article_id, (block, at))
    library.store_added_time(article_id, str(record["added"]))


def _import_annotations(library: Library, path: Path, notify: Callable[[str], None]) -> int:
    """Import the annotations of a file to the articles they are about; how many are new or changed."""
    value = _read_json(path)
    entries = {entry.id: entry for entry in library.list_entries()}
    ids_by_iri = {make_article_iri(entry.origin): entry.id for entry in entries.values()}
    article_ids: dict[str, None] = {}
    unknown_sources: Counter[str] = Counter()
    for read in parse_annotations(value, str(path)):
        article_id = read.article_id if read.article_id in entries else ids_by_iri.get(read.source_iri)
        if article_id is None:
            unknown_sources[read.source_iri] += 1
        else:
            article_ids[article_id] = None
    for source, count in unknown_sources.items():
        notify(
            f"{path}: {count} annotations are about {source or 'nothing'}, which is not in the library; add it first"
        )
    with library.transaction():
        return sum(_merge_for_article(library, article_id, value, str(path)) for article_id in article_ids)


def _merge_for_article(library: Library, article_id: str, value: object, name: str) -> int:
    """Import those annotations of a file that are about one article, with positions counted in its text; how many."""
    text = library.load_canonical_text(article_id).text
    entry = library.find_entry(article_id)
    iris = {make_article_iri(entry.origin)} if entry else set()
    reads = parse_annotations(value, name, text)
    notes = [read.annotation for read in reads if read.article_id == article_id or read.source_iri in iris]
    return _store_newer(library, article_id, notes, "")


def _store_newer(library: Library, article_id: str, annotations: Sequence[Annotation], old_text: str) -> int:
    """Store those annotations that are new or newer than the stored ones, re-anchored; how many were stored.

    Args:
        library: To store them in.
        article_id: The id of their article.
        annotations: With positions in another state of its text.
        old_text: That text; empty where it is not known.
    """
    newer = find_newer(library.load_annotations(article_id), annotations)
    canonical = library.load_canonical_text(article_id)
    placed = newer if old_text == canonical.text else reanchor(canonical, newer, old_text)
    for annotation in placed:
        library.store_annotation(annotation, article_id)
    return len(placed)


def _read_json(path: Path) -> Any:
    try:
        return loads_bounded(_read_text(path))
    except OversizedJSONError as error:
        raise ReaderError(str(path), str(error), "split it") from None
    except (ValueError, RecursionError):
        raise ReaderError(str(path), "it is no JSON", "name a folder or a file that was exported") from None


def _read_text(path: Path) -> str:
    data = read_limited(path, _MAX_BYTES)
    if len(data) > _MAX_BYTES:
        raise ReaderError(str(path), f"it is larger than {_MAX_BYTES >> 20} MB", "split it")
    return data.decode("utf-8", "surrogatepass")
