"""The commands for annotations: dubao annotate, dubao notes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reader.errors import ReaderError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from reader.annotations.model import Annotation
    from reader.library.library import Library
    from reader.library.lookup import Load, Tell
    from reader.library.records import Kept

_UNCERTAIN = {"ambiguous": "its words are there more than once", "orphan": "its words are not there any more"}
DESCRIPTIONS = {"annotate": "Add a highlight or a note.", "notes": "Print annotations, or change one."}
_NO_CHANGE = "nothing would change", "give --note, --colour or --tag"


def declare(name: str, parser: argparse.ArgumentParser) -> None:
    """Add the options of a command, and `act`: what it does with them, which returns the lines to print."""
    from reader.annotations.model import COLOURS

    if name == "annotate":
        parser.add_argument("source", metavar="SOURCE", help="a file, - for standard input, or the id of an article")
    else:
        parser.add_argument("source", metavar="SOURCE", nargs="?", help="only those of this article")
        parser.add_argument("--json", action="store_true", help="print them as a W3C AnnotationCollection")
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--edit", metavar="ID", help="change the note, colour or tags of one")
        which.add_argument("--remove", metavar="ID", help="take one away")
        which.add_argument("--attach", metavar="ID", help="tie one to the words of --quote")
    parser.add_argument("--quote", metavar="TEXT", help="the words, in either script")
    parser.add_argument("--prefix", metavar="TEXT", default="", help="what stands before them")
    parser.add_argument("--suffix", metavar="TEXT", default="", help="what stands behind them")
    parser.add_argument("--note", metavar="TEXT", help="what to remember")
    parser.add_argument("--colour", choices=COLOURS, help="of the highlight")
    parser.add_argument("--tag", metavar="T", action="append", help="a tag; may be given again")
    parser.set_defaults(act=annotate if name == "annotate" else notes)


def annotate(options: argparse.Namespace, load: Load, tell: Tell) -> Iterable[str]:
    """Highlight words of an article, or note something about all of it; prints the id of the annotation."""
    from reader.annotations.model import Annotation, Canonical, fresh_id
    from reader.annotations.quote_lookup import target_of
    from reader.annotations.w3c import moment
    from reader.library.lookup import keep, open_library

    if options.quote is None and options.note is None and not options.tag:
        raise ReaderError("annotate", "there is nothing to add", "give --quote, --note or --tag")
    loaded = load(options.source)
    words = None
    if options.quote is not None:
        words = target_of(Canonical(loaded.article.blocks), options.quote, options.prefix, options.suffix)
    now = moment()
    annotation = Annotation(
        fresh_id(), now, now, words, options.colour or "yellow", options.note or "", tuple(options.tag or ())
    )
    with open_library(options.library, tell) as library:
        keep(library, loaded)
        library.put(annotation, loaded.article.origin.id)
    return [annotation.id]


def notes(options: argparse.Namespace, load: Load, tell: Tell) -> Iterable[str]:
    """Print annotations, or change one."""
    from reader.library.lookup import open_library

    changes = options.edit or options.remove or options.attach
    if not changes and (options.note is not None or options.quote is not None):
        raise ReaderError("notes", "which annotation is meant is not said", "give --edit ID or --attach ID")
    with open_library(options.library, tell, write=bool(changes or options.source)) as library:
        if changes:
            return _change(library, options)
        if options.source:
            found = _of_source(library, options.source, load)
        else:
            found = {kept: library.annotations(kept.id) for kept in library.articles()}
    if options.json:
        return _json(found)
    return list(_lines(found))


def _of_source(library: Library, source: str, load: Load) -> dict[Kept, list[Annotation]]:
    """Those of one article: of the library, and those that an annotated copy keeps, which may be of no library."""
    from reader.annotations.merging import merged
    from reader.library.lookup import Loaded, article_named
    from reader.library.records import Kept

    opened: list[Loaded] = []

    def remembered(name: str) -> Loaded:
        opened.append(load(name))
        return opened[-1]

    kept = article_named(library, source, remembered)
    here = library.annotations(kept.id) if kept else []
    if not opened or not opened[0].annotations:
        return {kept: here} if kept else {}
    article, _, brought = opened[0]
    return {
        kept or Kept(article.origin, article.title, article.outlet, article.date, article.script, 0, ""): merged(
            here, brought
        )
    }


# -- changing one


def _change(library: Library, options: argparse.Namespace) -> list[str]:
    from reader.annotations.w3c import moment

    article, annotation = library.annotation(options.edit or options.remove or options.attach)
    if options.remove:
        library.remove(annotation.id)
        return []
    after = _edited(annotation, options) if options.edit else _attached(library, article, annotation, options)
    library.put(replace(after, modified=moment()), article)
    return []


def _edited(annotation: Annotation, options: argparse.Namespace) -> Annotation:
    values: dict[str, Any] = {"note": options.note, "colour": options.colour, "tags": options.tag and (*options.tag,)}
    changed = {name: value for name, value in values.items() if value is not None}
    if not changed:
        raise ReaderError(options.edit, *_NO_CHANGE)
    return replace(annotation, **changed)


def _attached(library: Library, article: str, annotation: Annotation, options: argparse.Namespace) -> Annotation:
    """The annotation on other words: its reader says that these are meant."""
    from reader.annotations.model import Moved
    from reader.annotations.quote_lookup import target_of
    from reader.annotations.w3c import moment

    if options.quote is None:
        raise ReaderError(options.attach, "the words are missing", "give them with --quote")
    words = target_of(library.canonical(article), options.quote, options.prefix, options.suffix)
    history = annotation.history
    if annotation.target is not None:
        place = annotation.target.start, annotation.target.end
        history = (*history, Moved(*place, words.start, words.end, 1.0, moment()))
    return replace(annotation, target=words, state="exact", score=1.0, history=history)


# -- printing


def _json(found: dict[Kept, list[Annotation]]) -> list[str]:
    from reader.annotations.w3c import annotation_json, collection_json
    from reader.model.json import dumps

    items = [annotation_json(annotation, kept.origin) for kept, some in found.items() for annotation in some]
    if len(found) != 1:
        return [dumps(collection_json(items))]
    (kept,) = found
    return [dumps(collection_json(items, kept.id, kept.title or ""))]


def _lines(found: dict[Kept, list[Annotation]]) -> Iterator[str]:
    """Article by article, for people; what has no place says so."""
    from reader.model import clean

    for kept, some in found.items():
        if some:
            yield clean(f"# {kept.name}  {kept.id}")
        for annotation in some:
            state = f"  ({_UNCERTAIN[annotation.state]})" if annotation.state in _UNCERTAIN else ""
            yield f"{annotation.id}  {annotation.colour}{state}"
            if annotation.target is not None:
                yield clean(f"  「{annotation.target.exact}」".replace("\n", " "))
            yield from (clean(f"  {line}") for line in annotation.note.splitlines())
            if annotation.tags:
                yield clean("  " + " ".join(f"#{tag}" for tag in annotation.tags).replace("\n", " "))
        if some:
            yield ""
